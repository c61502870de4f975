"""Place names as words: folded without marks, compared by marks wherever the tone stands, kinds, short forms."""

import re
from dataclasses import dataclass

from vongtay.common.vietnamese import TONES, nfc, split_tone
from vongtay.common.vietnamese import fold as bare

WORD = re.compile(r"[^\W\d_]+|\d+")
PARTS = re.compile(r"[,;/()\n]+")

# The ways in which a kind is written, folded, and the kind that each means.
KIND_WORDS: dict[tuple[str, ...], str] = {
    ("thanh", "pho"): "thành phố",
    ("thi", "xa"): "thị xã",
    ("thi", "tran"): "thị trấn",
    ("dac", "khu"): "đặc khu",
    ("t", "p"): "thành phố",
    ("t", "x"): "thị xã",
    ("t", "t"): "thị trấn",
    ("tinh",): "tỉnh",
    ("quan",): "quận",
    ("huyen",): "huyện",
    ("phuong",): "phường",
    ("xa",): "xã",
    ("tp",): "thành phố",
    ("tx",): "thị xã",
    ("tt",): "thị trấn",
    ("q",): "quận",
    ("h",): "huyện",
    ("p",): "phường",
    ("x",): "xã",
    ("t",): "tỉnh",
}
# A kind written wrongly, or since raised, still says the level; a province is never written as a mere city.
LEVEL_OF_KIND = {
    "tỉnh": "province",
    "thành phố": "district",
    "quận": "district",
    "huyện": "district",
    "thị xã": "district",
    "phường": "commune",
    "xã": "commune",
    "thị trấn": "commune",
    "đặc khu": "commune",
}
# Inside a string without commas only a kind with its marks, or a short form that is no word, begins a new part.
BREAKS = {("tỉnh",), ("quận",), ("huyện",), ("phường",), ("xã",), ("tp",), ("tx",), ("thành", "phố")}
BREAKS |= {("thị", "xã"), ("thị", "trấn"), ("đặc", "khu")}
BARE_BREAKS = {key for key in KIND_WORDS if len(key) == 2 or len(key[0]) > 1}


def words(text: str) -> list[str]:
    """Give the words of a name in small letters with their marks; digits stand alone, without leading zeros."""
    found = WORD.findall(nfc(text).lower())
    return [str(int(word)) if word.isdecimal() else word for word in found]


def fold(text: str) -> str:
    """Give the words without any mark, one blank between: 'dang thi uoc' for 'Đặng Thị Ước'.

    >>> fold("TP. Hồ Chí Minh")
    'tp ho chi minh'
    """
    return " ".join(bare(word) for word in words(text))


def marked(names: list[str]) -> str:
    """Give words with each tone at the end of its word, so that Hoà and Hòa are one."""
    return " ".join(f"{letters}{TONES[tone]}" for letters, tone in map(split_tone, names))


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a written place: its folded name, its kind where one is written, its words with marks."""

    kind: str
    name: str
    marks: str
    has_marks: bool


def readings(text: str) -> list[Part]:
    """Give the ways to read one part: as a name alone, and as a kind with a name ('Quản Bạ' may be either)."""
    raw = words(text)
    folded = [bare(word) for word in raw]
    found = [_part("", raw, folded)] if raw else []
    for size in (2, 1):
        kind = KIND_WORDS.get(tuple(folded[:size]))
        if kind and len(folded) > size and _may_mean(raw[:size], folded[:size], kind):
            found.append(_part(kind, raw[size:], folded[size:]))
            break
    return found


def parts_of(text: str) -> list[str]:
    """Give the parts of an address from small to large, split at commas and before each kind.

    >>> parts_of("xã Tân Thanh huyện Văn Lãng, Lạng Sơn")
    ['xã tân thanh', 'huyện văn lãng', 'lạng sơn']
    """
    return [part for piece in PARTS.split(text) for part in _split_at_kinds(words(piece))]


def unmarked_parts_of(text: str) -> list[str]:
    """Give the parts of an address typed without marks; the second try, since 'quan' and 'xa' stand in names too.

    >>> unmarked_parts_of("xa tan thanh huyen van lang tinh lang son")
    ['xa tan thanh', 'huyen van lang', 'tinh lang son']
    """
    return [part for piece in PARTS.split(text) for part in _split_at_kinds(words(piece), BARE_BREAKS)]


def _split_at_kinds(raw: list[str], breaks: set[tuple[str, ...]] = BREAKS) -> list[str]:
    starts = [0]
    for at in range(1, len(raw) - 1):
        inside = at > starts[-1] and (raw[at - 1], raw[at]) in breaks
        begins = (raw[at],) in breaks or (raw[at], raw[at + 1]) in breaks
        if begins and not inside:
            starts.append(at)
    return [" ".join(raw[start:end]) for start, end in zip(starts, [*starts[1:], len(raw)], strict=True) if start < end]


def _may_mean(raw: list[str], folded: list[str], kind: str) -> bool:
    """Refuse a kind whose letters carry other marks: Quản isn't quận, Quan without marks may be."""
    return raw == folded or marked(raw) == marked(words(kind))


def _part(kind: str, raw: list[str], folded: list[str]) -> Part:
    return Part(kind=kind, name=" ".join(folded), marks=marked(raw), has_marks=raw != folded)
