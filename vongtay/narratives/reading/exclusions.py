"""Numbers that are no figures: dates, times, ages, deadlines, ordinals, numbers in names, telephones."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from vongtay.narratives.reading.lexicon import load
from vongtay.narratives.reading.starts import NUMBER, starts_of
from vongtay.narratives.reading.text import Line

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
SAID = re.compile(r"(?<!\w)(?:tôi|chúng em|tụi em|của em|mình)(?!\w)")
SAYING = r"(?:nói|kể|chia sẻ|cho biết|cho hay|tâm sự|bộc bạch|nhớ lại|xúc động|khẳng định|nhấn mạnh|bày tỏ|trả lời)"
SAID_BEFORE = re.compile(rf"{SAYING}[^.\"\n]{{0,30}}: ?$")
SAID_AFTER = re.compile(rf",? ?(?:- )?[^.\"\n]{{0,40}}\.?[^.\"\n]{{0,20}}(?<!\w){SAYING}(?!\w)")
NEAR_QUOTE = 60  # characters before a quote that may say who spoke


# A kind whose patterns all hold one of these pieces is not looked for where none of them stands.
NEEDS = {
    "age": ("tuổi",),
    "frequency": ("/", "mỗi ", "hàng ", "hằng ", " một ", " trong "),
    "mail": ("@",),
    "file": (".png", ".jp", ".doc", ".pdf", ".vn", ".com", ".htm"),
}


class Mask(NamedTuple):
    """A stretch of the line in which no number is a figure."""

    start: int
    end: int
    kind: str


class Exclusion(NamedTuple):
    """A pattern of data/exclusions.toml, ready for use."""

    kind: str
    pattern: re.Pattern[str]


@dataclass(slots=True)
class Exclusions:
    """The patterns by where they are tried: at the start of a line, at numbers, at the word that each match begins with, or anywhere."""

    at_start: list[Exclusion] = field(default_factory=list)
    at_numbers: list[Exclusion] = field(default_factory=list)
    at_words: dict[str, list[Exclusion]] = field(default_factory=dict)
    anywhere: list[Exclusion] = field(default_factory=list)
    a_number: re.Pattern[str] = re.compile("(?!)")  # whether any pattern fits a number: few numbers have one

    def add(self, exclusion: Exclusion) -> None:
        """Put a pattern where its matches can begin."""
        starts = starts_of(exclusion.pattern.pattern)
        for word in starts or ():
            place = self.at_numbers if word == NUMBER else self.at_words.setdefault(word, [])
            place.append(exclusion)
        if starts is None:
            place = self.at_start if exclusion.pattern.pattern.startswith("^") else self.anywhere
            place.append(exclusion)


@cache
def exclusions() -> Exclusions:
    """Give the patterns of data/exclusions.toml."""
    every = Exclusions()
    for kind, texts in load("exclusions.toml").items():
        for text in texts:
            every.add(Exclusion(kind, re.compile(_filled(text))))
    every.a_number = re.compile("|".join(f"(?:{item.pattern.pattern})" for item in every.at_numbers))
    return every


def _filled(text: str) -> str:
    for name, piece in PIECES.items():
        text = text.replace(name, piece)
    return text


def masks_of(line: Line, numbers: list[int]) -> list[Mask]:
    """Give the stretches of a line that hold no figures, in order; `numbers` are the tokens that may be numbers."""
    text, starts, every = line.text, line.token_starts, exclusions()
    idle = {kind for kind, needed in NEEDS.items() if not any(piece in text for piece in needed)}
    gate, at_numbers, at_words = every.a_number.match, every.at_numbers, every.at_words
    tries = [(item, 0) for item in every.at_start]
    tries += [(item, starts[at]) for at in numbers if gate(text, starts[at]) for item in at_numbers]
    begun = [(at, at_words[word]) for at, word in enumerate(line.words) if word in at_words]
    tries += [(item, starts[at]) for at, items in begun for item in items]
    found = [
        Mask(match.start(), match.end(), item.kind)
        for item, at in tries
        if item.kind not in idle and (match := item.pattern.match(text, at)) is not None
    ]
    found += [
        Mask(match.start(), match.end(), item.kind)
        for item in every.anywhere
        if item.kind not in idle
        for match in item.pattern.finditer(text)
    ]
    found += [
        Mask(m.start(), m.end(), "quoted")
        for m in QUOTED.finditer(text)
        if len(m.group().split()) <= LONGEST_QUOTE and not _is_said(text, m)
    ]
    return sorted(mask for mask in found if mask.end > mask.start)


def _is_said(text: str, quote: re.Match[str]) -> bool:
    """Say whether a quotation is what somebody said and no name: "Xã có 340 hộ", ông nói."""
    return (
        SAID.search(quote.group()) is not None
        or SAID_BEFORE.search(text, max(0, quote.start() - NEAR_QUOTE), quote.start()) is not None
        or SAID_AFTER.match(text, quote.end()) is not None
    )


def covered(masks: list[Mask], start: int, end: int) -> str | None:
    """Give the kind of the first mask that covers a span, or None."""
    for mask in masks:
        if mask.start > start:
            return None
        if mask.start <= start and end <= mask.end:
            return mask.kind
    return None
