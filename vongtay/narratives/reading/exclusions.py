"""Numbers that are no figures: dates, times, ages, deadlines, ordinals, numbers in names, telephones."""

import re
from functools import cache
from typing import NamedTuple

from vongtay.narratives.reading.lexicon import load

YEAR = r"(?:19|20)\d\d"
DAY = r"\d{1,2}"
COUNT = (
    r"(?:\d{1,3}(?:[.,]\d+)?|một|hai|ba|bốn|năm|sáu|bảy|tám|chín"
    r"|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?|hai mươi|ba mươi)"
)
SEP = r"\s?[/.\-]\s?"
PIECES = {"{year}": YEAR, "{day}": DAY, "{count}": COUNT, "{sep}": SEP}
QUOTED = re.compile(r"\"[^\"\n]{1,160}\"")
LONGEST_QUOTE = 25  # words: longer ones are what someone said, and may hold figures


class Mask(NamedTuple):
    """A stretch of the line in which no number is a figure."""

    start: int
    end: int
    kind: str


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the patterns of data/exclusions.toml, ready for use."""
    return tuple((kind, re.compile(_filled(text))) for kind, texts in load("exclusions.toml").items() for text in texts)


def _filled(text: str) -> str:
    for name, piece in PIECES.items():
        text = text.replace(name, piece)
    return text


def masks_of(text: str) -> list[Mask]:
    """Give the stretches of a folded line that hold no figures, in order."""
    found = [
        Mask(match.start(), match.end(), name)
        for name, pattern in patterns()
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    found += [
        Mask(m.start(), m.end(), "quoted") for m in QUOTED.finditer(text) if len(m.group().split()) <= LONGEST_QUOTE
    ]
    return sorted(found)


def covered(masks: list[Mask], start: int, end: int) -> str | None:
    """Give the kind of the first mask that covers a span, or None."""
    for mask in masks:
        if mask.start > start:
            return None
        if mask.start <= start and end <= mask.end:
            return mask.kind
    return None
