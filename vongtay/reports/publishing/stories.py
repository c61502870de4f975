"""What of a written story may still tell who somebody is: places in the text, each with what it seems to be. Plain Python, no Django."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vongtay.common.vietnamese import fold, nfc
from vongtay.narratives.reading.naming import names_in
from vongtay.narratives.reading.text import fold as read
from vongtay.narratives.reading.text import lines_of

# Have to go before anybody else reads it; the others may stay with a reason, e.g. that the name is another one.
CERTAIN = frozenset({"fact", "identity_number", "phone", "code", "mail", "date", "place"})
UPPER = "".join(
    chr(at) for at in (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(at).isupper()
)
CAPITAL = rf"[{UPPER}][^\W\d_]*"
DAYS = r"(?:ngày|mùng|mồng)\s+\d{1,2}"
PATTERNS = (
    ("mail", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|www\.\S+|\b(?:facebook|zalo|tiktok)\b\W{0,3}[\w.]*\d[\w.]*", re.IGNORECASE)),
    ("code", re.compile(r"\b[A-Z]{2,3}-\d{4}-[A-Z0-9]{4,}\b")),
    ("date", re.compile(rf"(?:\bngày\s+)?\b\d{{1,2}}\s?[/.-]\s?\d{{1,2}}(?:\s?[/.-]\s?\d{{2,4}})?\b|{DAYS}(?:\s+(?:tháng\s+)?(?:\d{{1,2}}|giêng|chạp))?", re.IGNORECASE)),
    ("phone", re.compile(r"(?<![\d.,])(?:\+?84|0)[\s.-]?\d(?:[\s.-]?\d){7,9}(?!\d)")),
    ("identity_number", re.compile(r"(?<!\d)\d(?:[\s.-]?\d){8,11}(?!\d)|\b[A-Z]\d{7,8}\b")),
    ("place", re.compile(rf"\b(?:số\s+nhà|nhà\s+số|ngõ|ngách|hẻm|đường|phố)\s+(?:\d+\w*|{CAPITAL}(?:\s{CAPITAL})*)")),
    ("number", re.compile(r"(?<![\d.,])\d{5,8}(?![\d.,]\d|\d)")),
    ("birth", re.compile(r"\bsinh\s+(?:vào\s+)?năm\s+\d{4}\b|\b\d{1,2}\s+tuổi\b|\btháng\s+\d{1,2}\s*(?:[/,-]|năm)\s*\d{4}", re.IGNORECASE)),
)  # fmt: skip
SPOKEN_TO = r"(?:chị|anh|em|bà|ông|cô|chú|bác|dì|cháu|bé|cậu|mợ|thím|tên|tên là|nạn nhân)"
CALLED = re.compile(rf"\b{SPOKEN_TO}\s+(?P<name>{CAPITAL}(?:\s+{CAPITAL})*)")
CALLED_AT_START = re.compile(
    rf"\b(?:Chị|Anh|Em|Bà|Ông|Cô|Chú|Bác|Dì|Cháu|Bé|Cậu)\s+(?P<name>{CAPITAL}(?:\s+{CAPITAL})*)"
)
IN_CAPITALS = re.compile(rf"{CAPITAL}(?:\s+{CAPITAL})+")
_SURNAMES = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý lò vi lương nông hà mạc chu bế triệu đàm đinh đào đoàn vàng giàng thào sùng vừ mùa cứ hứa
lộc la lâm mai trịnh trương tô tạ tống thái thân quách quàng cà lầu lầy ma mông hạng cao châu kiều khổng lã lưu nghiêm
"""
SURNAMES = frozenset(_SURNAMES.split())
_SMALL = "huyện quận xã phường thôn bản ấp xóm buôn làng khu tổ đảo đồn trạm thị cửa"
SMALL = frozenset(_SMALL.split())  # words in which the name of a place below a province begins
ENOUGH = 2  # words of a name that nobody else bears by chance


@dataclass(frozen=True, order=True)
class Mark:
    """A place of a text, from its first to behind its last sign, and what it seems to be."""

    start: int
    end: int
    kind: str

    @property
    def is_certain(self) -> bool:
        """Whether it has to go."""
        return self.kind in CERTAIN


@dataclass(frozen=True)
class Known:
    """What the system holds of the people of a case. Not shown by `repr`, so it can't slip into a log."""

    names: Sequence[str] = ()
    numbers: Sequence[str] = ()
    words: Sequence[str] = ()  # places, addresses, codes

    def __repr__(self) -> str:
        return "Known(…)"


def marks_in(text: str, known: Known = Known(), allowed: Iterable[str] = ()) -> list[Mark]:
    """Find what may tell who somebody is, in the order of the text; where two meet, the surer one stands.

    text: in NFC. known: what the system holds of these people. allowed: names in capitals that tell nobody, e.g. of provinces and states.
    """
    found = [*_facts(text, known)]
    found += [Mark(match.start(), match.end(), kind) for kind, pattern in PATTERNS for match in pattern.finditer(text)]
    spoken_of = list(_spoken_of(text))
    found += [mark for mark, is_below in spoken_of if is_below]
    larger = [mark for mark, is_below in spoken_of if not is_below]
    names = _names(text, {nfc(one).lower() for one in allowed})
    found += [one for one in names if not any(other.start <= one.start < other.end for other in larger)]
    standing: list[Mark] = []
    for mark in sorted(found, key=lambda one: (not one.is_certain, one.kind != "fact", one.start, -one.end)):
        if all(mark.end <= other.start or other.end <= mark.start for other in standing):
            standing.append(mark)
    return sorted(standing)


def pieces_of(text: str, marks: Sequence[Mark]) -> list[tuple[str, Mark | None]]:
    """Cut a text at its marks, for a page that shows them."""
    pieces: list[tuple[str, Mark | None]] = []
    at = 0
    for mark in marks:
        pieces += [(text[at : mark.start], None), (text[mark.start : mark.end], mark)]
        at = mark.end
    return [piece for piece in [*pieces, (text[at:], None)] if piece[0]]


def _facts(text: str, known: Known) -> Iterable[Mark]:
    yield from _words_known(text, known)
    for name in known.names:  # by what they are called, written as a name is
        called = nfc(name).split()[-1:] or [""]
        for match in re.finditer(rf"\b{re.escape(called[0].capitalize())}\b", text) if called[0] else ():
            yield Mark(match.start(), match.end(), "fact")
    digits = [re.sub(r"\D", "", number) for number in known.numbers]
    for one in (one for one in digits if len(one) > ENOUGH):
        for match in re.finditer(r"(?<!\d)" + r"[\s.-]?".join(one) + r"(?!\d)", text):
            yield Mark(match.start(), match.end(), "fact")


def _words_known(text: str, known: Known) -> Iterable[Mark]:
    plain, places = _folded(text)
    wanted = dict.fromkeys(_parts_of_names(known.names), False) | {
        one: True for one in known.words if len(one.strip()) > ENOUGH
    }
    for words, is_place in wanted.items():
        asked = " ".join(fold(nfc(words)).split())
        for match in re.finditer(rf"(?<!\w){re.escape(asked)}(?!\w)", plain) if asked else ():
            start = places[match.start()]
            if (
                not is_place or text[start].isupper() or text[start].isdigit()
            ):  # a place may be called like a common word
                yield Mark(start, places[match.end() - 1] + 1, "fact")


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold a text sign by sign, spaces put together; gives where each sign stood."""
    plain: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        folded = " " if sign.isspace() else fold(sign)
        for one in folded:
            if one == " " and plain[-1:] == [" "]:
                continue
            plain.append(one)
            places.append(at)
    return "".join(plain), places


def _parts_of_names(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        words = name.split()
        for many in range(ENOUGH, len(words) + 1):
            yield " ".join(words[-many:])


def _spoken_of(text: str) -> Iterable[tuple[Mark, bool]]:
    """Give the places and bodies of a text, read as reports of figures are, and whether each lies below a province."""
    folded = read(text)
    for line in lines_of(folded):
        found = names_in(folded, line)
        for span in [*(span for span, _may in found.bodies), *(span for span, _may in found.places)]:
            below = _below_province([line.word(at) for at in range(span.first, span.last)])
            first = line.tokens[span.first + (below or 0)]
            start, _end = folded.raw_span(line.offset + first.start, line.offset + first.end)
            last = line.tokens[span.last - 1]
            _start, end = folded.raw_span(line.offset + last.start, line.offset + last.end)
            is_named = any(word[0].isupper() or word[0].isdigit() for word in text[start:end].split()[1:])
            yield Mark(start, end, "place"), below is not None and is_named


def _below_province(words: Sequence[str]) -> int | None:
    """Give at which word of a name a place below a province begins; none where it names a province alone."""
    return next((at for at, word in enumerate(words[:-1]) if word in SMALL), None)


def _names(text: str, allowed: set[str]) -> Iterable[Mark]:
    for pattern in (CALLED, CALLED_AT_START):
        for match in pattern.finditer(text):
            yield Mark(match.start("name"), match.end("name"), "name")
    starts = [0, *(match.end() for match in re.finditer(r"[.!?…:\n]\s+|[\"“(]", text))]
    for match in IN_CAPITALS.finditer(text):
        words, start = match.group().split(), match.start()
        if match.group().lower() in allowed or any(
            " ".join(words[at:]).lower() in allowed for at in range(len(words) - 1)
        ):
            continue
        begins = starts[bisect_right(starts, start) - 1] == start
        if begins and words[0].lower() not in SURNAMES:
            if len(words) == ENOUGH:
                continue  # the first word of a sentence beside one in capitals
            start += len(words[0]) + 1
        yield Mark(start, match.end(), "name")
