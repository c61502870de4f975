"""Folds a text for matching without losing its offsets, and cuts it into lines, tokens and sentences."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from vongtay.narratives.reading.model import Figure

# Spaces, dashes and quotes that Word writes, each folded to one plain character.
PLAIN = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d\uf02d", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    "\u2044": "/",
    "\u2215": "/",
    "\uff05": "%",
    "ð": "đ",
    "Ð": "đ",
    "ƣ": "ư",  # of older fonts
    "Ƣ": "ư",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
}
UNPLAIN = re.compile(f"[{''.join(PLAIN)}]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
ENDLESS_DIGITS = re.compile(r"\d{40,}")  # no number of a report, and slow to look through
# A pattern that begins with a sign, and looks back from there, is found far faster than one that looks back at every sign.
MISREAD = re.compile(r"[ol|](?:(?<=\d.)[ol|]{0,3}(?=\d|[^\w]|$)|(?<=l)(?<![\w.,/-].)(?=\d))")  # a scanner's letters
AS_DIGITS = str.maketrans("ol|", "011")
# The letter of a name, "chị L. và em T. 15 tuổi": its point ends no sentence; after the last one a capital follows.
INITIAL = re.compile(r"[A-ZĐ](?<=\S .|[A-ZĐ]\..)\.(?=,? +(?:[a-zà-ỹ(\d]))")
CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
# The mark on the other vowel of the pair is only a habit of spelling: hoà = hòa, uỷ = ủy.
TONE_PAIRS = {
    f"{a}{x}": f"{y}{b}"
    for a, b, marks, plain in (
        ("o", "a", "àáảãạ", "òóỏõọ"),
        ("o", "e", "èéẻẽẹ", "òóỏõọ"),
        ("u", "y", "ỳýỷỹỵ", "ùúủũụ"),
    )
    for x, y in zip(marks, plain, strict=True)
}
TONE_PAIR = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?<!q[ou].)(?![^\W\d_])")
TOKEN = re.compile(
    r"(?P<number>(?<![\d/.,])[1-9]\d{0,2}(?: \d{3}){1,4}(?![\d/])(?![.,]\d)|\d{1,40}(?:[.,]\d{1,20}){0,12})"
    r"|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s]|_)"
)
# A number that a scanner took apart: "2. 115 lượt", "88. 000.000 đồng", "1 .050", and "40, 9%".
TAKEN_APART = re.compile(
    r"\d(?<![\d.,/].)(?:(?<=[1-9])\d{0,2}(?: *\. *\d{3})+(?![\d/]|[.,]\d)"
    r"|\d{0,2}(?: ,|, ) *\d(?= ?(?:%|(?:triệu|tỷ|tỉ) đồng)))"
)
IN_TWO = re.compile(r"\d(?: [.,]|[.,] )")
SECOND = re.compile(r"[;.,] ?2\. ")  # the list goes on: "1. 250 buổi; 2. 310 tờ rơi"
NUMBERED = frozenset(
    {"ngày", "tháng", "năm", "quý", "điều", "khoản", "điểm", "đợt", "mục", "lớp", "tổ", "thôn", "khu", "phố", "khóa", "chương",
     "phần", "bước", "lần", "bản", "ấp", "đội", "biểu", "bảng"}
)  # fmt: skip
CLOSING = frozenset(",.;:)")  # marks that stand right after most words
ENDS = frozenset(".!?…")
BREAKS = ENDS | {";"}
ABBREVIATIONS = frozenset(
    {"tp", "tx", "tt", "ts", "ths", "gs", "pgs", "bs", "st", "vd", "q", "p", "h", "tr", "đ", "dr", "mr", "ông", "bà"}
)


class Token(NamedTuple):
    """One number, word or mark; offsets are in the folded text of its line."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """The text in lower case, composed, with plain spaces and marks, and the way back to the given text."""

    raw: str
    text: str
    starts: "array[int] | None"
    ends: "array[int] | None"

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the given text that a span of the folded text came from."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def as_written(self, start: int, end: int) -> str:
        """Give the words of a folded span as the text has them, composed."""
        first, last = self.raw_span(start, end)
        return unicodedata.normalize("NFC", self.raw[first:last])


BARRED = re.compile(r"^\|[^\n]*\|[^\n]*\|(?=[ \t]*$)", re.MULTILINE)
# Two rows and more that stand below each other, with bars between their cells only.
INNER_BARS = re.compile(r"^(?:[^\n|]+\|[^\n]*(?:\n|\Z)){2,}", re.MULTILINE)


def fold_word(text: str) -> str:
    """Fold a short phrase of the lexicon just as a text is folded."""
    return fold(text).text


def fold(text: str) -> Folded:
    """Fold a text for matching; every character of the result knows the span that it came from."""
    simple = unicodedata.is_normalized("NFC", text) and not INVISIBLE.search(text)
    raw, text = text, INITIAL.sub(lambda name: f"{name[0][0]}·", text)
    lowered = _plain(text).lower()
    if simple and len(lowered) == len(text):
        return Folded(raw, _settled(lowered), None, None)
    out: list[str] = []
    starts, ends = array("L"), array("L")
    for match in CLUSTER.finditer(text):
        piece = _plain(INVISIBLE.sub("", unicodedata.normalize("NFC", match.group()))).lower()
        out.append(piece)
        for _ in piece:
            starts.append(match.start())
            ends.append(match.end())
    return Folded(raw, _settled("".join(out)), starts, ends)


def _plain(text: str) -> str:
    """Fold the signs of PLAIN: few are, so that looking for them is faster than to translate each letter."""
    return UNPLAIN.sub(lambda sign: PLAIN[sign[0]], text)


def _settled(text: str) -> str:
    if "|" in text:
        text = BARRED.sub(_with_tabs, text)
        text = INNER_BARS.sub(lambda rows: rows.group().replace("|", "\t"), text)
    text = MISREAD.sub(lambda signs: signs.group().translate(AS_DIGITS), text)
    text = ENDLESS_DIGITS.sub(lambda run: " " * len(run.group()), text)
    return TONE_PAIR.sub(lambda pair: TONE_PAIRS[pair.group()], text)


def _with_tabs(row: re.Match[str]) -> str:
    """Write a row drawn with bars as one with tabs, sign for sign; the row below the head says nothing."""
    text = f" {row.group()[1:-1]} ".replace("|", "\t")
    return text if re.search(r"\w", text) else text.replace("-", " ").replace(":", " ")


@dataclass(slots=True)
class Line:
    """One paragraph or row of the folded text with its tokens; `offset` is where it begins."""

    text: str
    offset: int
    tokens: list[Token]
    sentences: list[tuple[int, int]]  # ranges of tokens
    sentence_starts: list[int]
    words: list[str]  # the text of each token
    padded: list[str]  # the same, with nothing on both sides: what index -1 and those after the last one give
    token_starts: list[int]
    breaks: list[int]  # the marks that end a clause
    hits: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # what the lexicon found, as ranges of tokens
    cues: frozenset[str] = frozenset()  # the names of what it found
    fitting: dict[str, Any] = field(default_factory=dict)  # the rules whose cues it holds, by class of unit
    heading: "Line | None" = None  # the last line without figures above
    told: list[Figure] = field(default_factory=list)  # the figures of the lines above
    whole: int | float | None = None  # how many persons its list divides

    def token_at(self, position: int) -> int:
        """Give the index of the token that covers a position, or of the last one before it."""
        return max(0, bisect_right(self.token_starts, position) - 1)

    def word(self, index: int) -> str:
        """Give the text of a token, or nothing outside the line."""
        try:
            return self.padded[index]
        except IndexError:
            return ""

    def has(self, cue: str, start: int, end: int) -> bool:
        """Say whether a cue of the lexicon stands between two tokens."""
        return self.first(cue, start, end) is not None

    def first(self, cue: str, start: int, end: int) -> int | None:
        """Give the first token of a cue between two tokens."""
        spans = self.hits.get(cue)
        if spans is None:
            return None
        for first, last in islice(spans, bisect_left(spans, (start, 0)), None):
            if first >= end:
                return None
            if last <= end:
                return first
        return None

    def clause_of(self, first: int, last: int) -> tuple[int, int]:
        """Give the range of tokens around some tokens that no semicolon or full stop cuts, within their sentence."""
        start, end = self.sentence_of(first)
        before, after = bisect_left(self.breaks, first), bisect_left(self.breaks, last)
        start = max(start, self.breaks[before - 1] + 1) if before else start
        return start, max(last, min(end, self.breaks[after]) if after < len(self.breaks) else end)

    def sentence_of(self, index: int) -> tuple[int, int]:
        """Give the range of tokens of the sentence around a token."""
        if len(self.sentences) == 1:
            return self.sentences[0]
        place = bisect_right(self.sentence_starts, index) - 1
        return self.sentences[place] if place >= 0 else (0, len(self.tokens))


PADDING = [""] * 64  # further than any rule looks before the first token
LONGEST_LINE = 4_000  # more than a paragraph: cut, so that no line costs more than its length


def lines_of(folded: Folded) -> Iterator[Line]:
    """Give the lines of a text one after another, so that a long text takes no more memory than a short one."""
    at = 0
    text = folded.text
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        while end - at > LONGEST_LINE:
            cut = _place_to_cut(text, at)
            yield line_of(text[at:cut], at)
            at = cut
        if end > at:
            yield line_of(text[at:end], at)
        at = end + 1


def _place_to_cut(text: str, at: int) -> int:
    """Find the last end of a sentence, or else the last space, within the longest line."""
    for mark in (". ", "; ", ", ", " "):
        cut = text.rfind(mark, at + LONGEST_LINE // 2, at + LONGEST_LINE)
        if cut > 0:
            return cut + 1
    return at + LONGEST_LINE


def line_of(text: str, offset: int = 0) -> Line:
    """Cut one line into tokens and sentences."""
    tokens = _tokens(text)
    words = [token.text for token in tokens]
    marks = [index for index, word in enumerate(words) if word in BREAKS]
    sentences = _sentences(tokens, marks)
    ends = {last - 1 for _, last in sentences}
    breaks = [index for index in marks if words[index] == ";" or (words[index] == "." and index in ends)]
    padded = [*words, *PADDING]
    return Line(
        text,
        offset,
        tokens,
        sentences,
        [first for first, _ in sentences],
        words,
        padded,
        [token.start for token in tokens],
        breaks,
    )


def _tokens(text: str) -> list[Token]:
    """Cut a line at its spaces; only what is not a plain word, alone or before a mark, is looked at sign by sign."""
    tokens: list[Token] = []
    new, at, rough = tuple.__new__, 0, -1  # as Token(...) would, without its call in Python
    for piece in text.split(" "):
        word, end = piece, at + len(piece)
        if word.isalpha() or ((word := piece[:-1]).isalpha() and piece[-1] in CLOSING):
            if rough >= 0:
                tokens += _cut(text, rough, at)
                rough = -1
            if word is piece:
                tokens.append(new(Token, ("word", word, at, end)))
            else:
                tokens.append(new(Token, ("word", word, at, end - 1)))
                tokens.append(new(Token, ("mark", piece[-1], end - 1, end)))
        elif rough < 0 and piece:
            rough = at
        at = end + 1
    tokens = tokens + _cut(text, rough, len(text)) if rough >= 0 else tokens
    return _put_together(text, tokens) if IN_TWO.search(text) else tokens


def _put_together(text: str, tokens: list[Token]) -> list[Token]:
    """Make one number again of "2. 115", where no list, no date and no name ends with its first digits."""
    starts = [token.start for token in tokens]
    for match in reversed([*TAKEN_APART.finditer(text)]):
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        before = tokens[first - 1].text if first else ";"
        listed = before in BREAKS or (match[0].startswith("1. ") and SECOND.search(text, match.end()) is not None)
        if not listed and before not in NUMBERED:
            tokens[first:last] = [Token("number", match[0], *match.span())]
    return tokens


def _cut(text: str, start: int, end: int) -> list[Token]:
    return [tuple.__new__(Token, (m.lastgroup, m[0], *m.span())) for m in TOKEN.finditer(text, start, end)]


def _sentences(tokens: list[Token], marks: list[int]) -> list[tuple[int, int]]:
    spans, first = [], 0
    for index in marks:
        if tokens[index].text in ENDS and _ends_sentence(tokens, index):
            spans.append((first, index + 1))
            first = index + 1
    if first < len(tokens):
        spans.append((first, len(tokens)))
    return spans


def _ends_sentence(tokens: list[Token], index: int) -> bool:
    if index + 1 == len(tokens):
        return True
    before, after = tokens[index - 1] if index else None, tokens[index + 1]
    glued = after.start == tokens[index].end
    if glued and after.kind != "word":
        return False
    if before is not None and (before.text in ABBREVIATIONS or (index == 1 and before.kind == "number")):
        return False
    return not (glued and tokens[index].text == "." and before is not None and len(before.text) < 2)
