"""Numbers as officials write them: 1.234, 1 234, 1,5 triệu, 78 vạn, 02, hai mươi, 18-24, 3/10."""

import re
from typing import NamedTuple

from vongtay.narratives.reading.text import Line

DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
          "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
SCALES = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tr": 1_000_000, "tỷ": 1_000_000_000,
          "tỉ": 1_000_000_000}  # fmt: skip
STARTERS = frozenset({"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười"})
THOUSANDS = re.compile(r"\d{1,3}(?:[.]\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+")
COMMA_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
DECIMAL = re.compile(r"\d+[.,]\d+")
LONGEST = 15  # more digits than this are an account or identity number, not a count


class Number(NamedTuple):
    """A number in a line: its tokens (end exclusive), its value, and the higher value of a range."""

    first: int
    last: int
    value: int | float
    high: int | float | None
    spelt: bool  # written in words
    scaled: bool = False  # with triệu, tỷ ...


def digits_value(text: str, *, whole: bool = False) -> int | float | None:
    """Give the value of digits with points and commas; `whole` reads "1,250" as a count. None if it is no number."""
    if " " in text and ("." in text or "," in text):  # taken apart by a scanner
        text = text.replace(" ", "")
    if len(text) > LONGEST or not text.isascii():
        return None
    if text.isdecimal():
        return int(text)
    if THOUSANDS.fullmatch(text):
        head, _, tail = text.partition(",")
        value = int(head.replace(".", "").replace(" ", ""))
        return float(f"{value}.{tail}") if tail else value
    if whole and COMMA_THOUSANDS.fullmatch(text):
        return int(text.replace(",", ""))
    return float(text.replace(",", ".")) if DECIMAL.fullmatch(text) else None


def spelt_value(line: Line, at: int) -> tuple[int, int] | None:
    """Give the value and the end of a number written in words that begins at a token."""
    if line.word(at) not in STARTERS:
        return None
    total, current, index = 0, 0, at
    while True:
        word = line.word(index)
        step = _grow(word, current, fresh=index == at or line.word(index - 1) in SCALES)
        if step is not None:
            current = step
        elif word in SCALES and index > at and word != "tr":
            total, current = total + (current or 1) * SCALES[word], 0
        elif word not in {"linh", "lẻ"} or line.word(index + 1) not in DIGITS:
            break
        index += 1
    return total + current, index


def _grow(word: str, current: int, *, fresh: bool) -> int | None:
    """Give the number with one more word, or None when the word does not go on."""
    if word == "mười" and (fresh or current % 100 == 0):
        return current + 10
    if word == "mươi" and current % 10 > 0:
        return current - current % 10 + 10 * (current % 10)
    if word == "chục" and 0 < current % 10 == current:
        return current * 10
    if word == "trăm" and 0 < current < 10:
        return current * 100
    if word in DIGITS and (fresh or current % 10 == 0):
        return current + DIGITS[word]
    return None


def number_at(line: Line, at: int) -> Number | None:
    """Give the number that begins at a token, with its scale word."""
    token = line.tokens[at]
    if token.kind == "word":
        spelt = spelt_value(line, at)
        return Number(at, spelt[1], spelt[0], None, spelt=True) if spelt else None
    if token.kind != "number":
        return None
    scale = SCALES.get(line.word(at + 1))
    money_or_share = scale or line.word(at + 1) in {"%", "km"}
    value = digits_value(token.text, whole=not money_or_share)
    if value is None:
        return None
    if scale is None:
        return Number(at, at + 1, value, None, spelt=False)
    return _scaled(line, Number(at, at + 2, tidy(value * scale), None, spelt=False, scaled=True))


def _scaled(line: Line, number: Number) -> Number:
    """Read on after a scale word: "1 tỷ 200 triệu", "2 triệu 500 nghìn", "5 nghìn tỷ"."""
    last = number.last
    here = SCALES[line.word(last - 1)]
    further = SCALES.get(line.word(last))
    if further and further > here:
        return number._replace(last=last + 1, value=tidy(number.value * further))
    more = number_at(line, last) if last < len(line.tokens) and line.tokens[last].kind == "number" else None
    if more and more.scaled and more.value < here:
        return more._replace(first=number.first, value=tidy(number.value + more.value))
    return number


def tidy(value: float) -> int | float:
    """Give a whole number when it is one."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def with_range(line: Line, low: Number) -> Number:
    """Give the range that begins with a number ("18-24", "từ 30 đến 40"), or the number itself."""
    again = _with_noun_between(line, low)
    if again is not None:
        return again
    joiner = line.word(low.last)
    if joiner not in {"-", "đến", "tới"} or low.last + 1 >= len(line.tokens):
        return low
    high = number_at(line, low.last + 1)
    if high is None or high.spelt != low.spelt:
        return low
    value = low.value
    if high.scaled and not low.scaled:
        value = tidy(value * SCALES[line.word(high.first + 1)])
    if high.value <= value or value == 0:
        return low
    return Number(low.first, high.last, value, high.value, spelt=low.spelt, scaled=high.scaled)


def _with_noun_between(line: Line, low: Number) -> Number | None:
    """Give the range of "từ 30 triệu đồng đến 170 triệu đồng", where the noun stands twice."""
    noun, at = line.word(low.last), low.last + 2
    if (
        line.word(low.first - 1) != "từ"
        or line.word(at - 1) not in {"đến", "tới"}
        or not noun
        or at >= len(line.tokens)
    ):
        return None
    high = number_at(line, at)
    if high is None or line.word(high.last) != noun or high.value <= low.value or high.spelt != low.spelt:
        return None
    return Number(low.first, high.last, low.value, high.value, spelt=low.spelt, scaled=high.scaled)
