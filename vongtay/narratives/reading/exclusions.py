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
LED_BY_NUMBER = re.compile(r"(?:\(\?<!(?:[^)\[]|\[[^\]]*\])*\))?(?:\{count\}|\{day\}|\{year\}|\\d)")
SIGNS = re.compile(r"\\.|\[[^\]]*\]")
IN_BRACKETS = re.compile(r"\([^()]*\)")
QUOTED = re.compile(r"\"[^\"\n]{1,160}\"")
LONGEST_QUOTE = 25  # words: longer ones are what someone said, and may hold figures


# A kind whose patterns all hold one of these pieces is not looked for where none of them stands.
NEEDS = {
    "age": ("tuổi",),
    "frequency": ("/", "mỗi ", "hàng ", "hằng ", " một ", " trong "),
    "number": ("/", " số "),
    "web": ("http", "www.", "@", ":", ".png", ".jp", ".doc", ".pdf", ".vn", ".com", ".htm"),
    "law": ("điều ", "khoản ", "điểm "),
    "per": ("trên ", "/", "mỗi ", "trong "),
    "slogan": ("không", "có ", "sạch", "biết", "quản", "nhất", "cùng", "tại", "trong", "xây", "chống", "dám", "rõ",
               "hơn", "đừng"),
}  # fmt: skip


class Mask(NamedTuple):
    """A stretch of the line in which no number is a figure."""

    start: int
    end: int
    kind: str


class Exclusion(NamedTuple):
    """A pattern of data/exclusions.toml, ready for use; one that begins with a number is tried at numbers only."""

    kind: str
    pattern: re.Pattern[str]
    at_number: bool


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """Give the patterns of data/exclusions.toml."""
    return tuple(
        Exclusion(kind, re.compile(_filled(text)), _is_led_by_number(text))
        for kind, texts in load("exclusions.toml").items()
        for text in texts
    )


def _is_led_by_number(text: str) -> bool:
    """Say whether every match of a pattern begins with a number."""
    bare = SIGNS.sub("", text)
    while (less := IN_BRACKETS.sub("", bare)) != bare:
        bare = less
    return "|" not in bare and LED_BY_NUMBER.match(text) is not None


def _filled(text: str) -> str:
    for name, piece in PIECES.items():
        text = text.replace(name, piece)
    return text


def masks_of(text: str, numbers: list[int]) -> list[Mask]:
    """Give the stretches of a folded line that hold no figures, in order; `numbers` are the places of its numbers."""
    idle = {kind for kind, needed in NEEDS.items() if not any(piece in text for piece in needed)}
    found = [
        Mask(match.start(), match.end(), kind)
        for kind, pattern, at_number in exclusions()
        if kind not in idle
        for match in ((pattern.match(text, at) for at in numbers) if at_number else pattern.finditer(text))
        if match is not None and match.end() > match.start()
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
