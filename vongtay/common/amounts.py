"""One quantity as people write it in a report: "trên 300 người", "gần 50", "18-24 cháu", "1.200 tờ rơi", "không có"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from vongtay.common.numbers import SCALES, AmountError, Bound, parse_number, say_bound
from vongtay.common.vietnamese import nfc

MOST_DIGITS = 15
MOST_UNIT = 80
_BOUNDS = {
    Bound.AT_LEAST: ("không dưới", "không ít hơn", "không thấp hơn", "ít nhất", "tối thiểu", "nhiều hơn", "hơn", "trên", ">=", "≥", ">"),
    Bound.AT_MOST: (
        "không quá", "không hơn", "không vượt quá", "nhiều nhất", "tối đa", "chưa đến", "chưa tới", "chưa đầy", "không đến", "dưới",
        "ít hơn", "<=", "≤", "<",
    ),
    Bound.ABOUT: ("ước khoảng", "ước tính", "ước chừng", "ước đạt", "xấp xỉ", "khoảng", "chừng", "ước", "gần", "ngót", "tầm", "độ", "~"),
}  # fmt: skip
_WORD_BOUND = {word: bound for bound, words in _BOUNDS.items() for word in words}
_LEADING = "|".join(re.escape(word) for word in sorted(_WORD_BOUND, key=len, reverse=True))
_TERMS = {**SCALES, "trăm": 10**2, "chục": 10}
_TERM = "|".join(sorted(_TERMS, key=len, reverse=True))
# A dot or a space groups only whole threes: "1.200", "12 000"; a comma begins decimals.
_NUMBER = r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)(?:,\d{1,2})?|\d+(?:,\d+|\.\d{1,2}(?!\d))?"
_STATED = re.compile(
    rf"(?:(?:có|được|là|đạt)\s+)?(?P<bound>{_LEADING})?\s*(?:từ\s+)?(?P<low>{_NUMBER})(?![\d.,]*\d)(?:\s*(?P<low_scale>{_TERM})\b)?"
    rf"(?:\s*(?:-|–|—|đến|tới)\s*(?P<high>{_NUMBER})(?![\d.,]*\d)(?:\s*(?P<high_scale>{_TERM})\b)?)?(?P<plus>\s*\+)?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_NONE = re.compile(
    r"(?:không phát sinh|không có|không|chưa có|chưa)(?![^\s])\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_AFTER = re.compile(r"(?P<unit>.*?)[\s,(]*(?P<word>trở lên|trở xuống)[\s)]*", re.IGNORECASE | re.DOTALL)
_PAUSE = re.compile(r"[;\n]+|,\s+|\s+(?:và|cùng)\s+")


# What begins with one of these is a quantity without a number: it is not the rest of the unit before it.
_VAGUE = re.compile(r"(?:vài|mấy|nhiều|một số|một vài|hàng trăm|hàng nghìn|hàng ngàn|không)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stated:
    """What somebody wrote of a quantity. `high` is the upper end of a range; `unit` stands in their words, perhaps empty."""

    value: Decimal
    bound: Bound = Bound.EXACT
    high: Decimal | None = None
    unit: str = ""
    nil: bool = False

    def __str__(self) -> str:
        return f"{say_bound(self.value, self.bound, self.high)} {self.unit}".strip()


def parse_stated(text: str) -> Stated:
    """Read one quantity with its bound and unit.

    >>> str(parse_stated("trên 300 người")), str(parse_stated("18-24 cháu")), str(parse_stated("1,2 nghìn tờ rơi"))
    ('ít nhất 300 người', '18–24 cháu', '1.200 tờ rơi')
    >>> parse_stated("không có").nil, str(parse_stated("từ 50 người trở lên"))
    (True, 'ít nhất 50 người')

    Errors: AmountError if the text has no number, several, or one that can't be read without doubt.
    """
    plain = " ".join(nfc(text).split()).strip(" .;,")
    match = _STATED.fullmatch(plain)
    if match is None:
        return _none(plain)
    low, high = _numbers(match)
    bound = _WORD_BOUND[match["bound"].lower()] if match["bound"] else Bound.EXACT
    bound, unit = _after(bound, match["rest"], has_plus=bool(match["plus"]))
    if high is not None and (high <= low or bound in (Bound.AT_LEAST, Bound.AT_MOST)):
        raise AmountError("Khoảng số ghi từ số nhỏ đến số lớn, ví dụ 18-24; không kèm “trên”, “dưới”.")
    return Stated(low, bound, high, _unit(unit), nil=low == 0 and high is None)


def split_stated(text: str) -> list[str]:
    """Split what somebody wrote into its quantities: by lines, semicolons, and commas or "và" before the next number.

    >>> split_stated("200 tờ rơi, 3 băng rôn và 1 tin; hơn 70 bộ tài liệu, sách")
    ['200 tờ rơi', '3 băng rôn', '1 tin', 'hơn 70 bộ tài liệu, sách']
    """
    parts: list[str] = []
    end = 0
    for pause in [*_PAUSE.finditer(nfc(text)), None]:
        part = nfc(text)[end : pause.start() if pause else None]
        parts.append(part)
        end = pause.end() if pause else end
    return _whole(nfc(text), parts)


def _whole(text: str, parts: list[str]) -> list[str]:
    """Put a part without a number back to the one before it, with what stood between them."""
    whole: list[str] = []
    at = 0
    for part in parts:
        start = text.index(part, at)
        if whole and not any(sign.isdigit() for sign in part) and not _VAGUE.match(part.strip()):
            whole[-1] += text[at:start] + part
        else:
            whole.append(part)
        at = start + len(part)
    return [" ".join(part.split()).strip(" ;,") for part in whole if part.strip(" ;,\n")]


def _numbers(match: "re.Match[str]") -> tuple[Decimal, Decimal | None]:
    low, high = _number(match["low"]), _number(match["high"]) if match["high"] else None
    high_scale = _TERMS[match["high_scale"].lower()] if match["high_scale"] else 1
    low_scale = _TERMS[match["low_scale"].lower()] if match["low_scale"] else high_scale
    low, high = low * low_scale, None if high is None else high * high_scale
    if max(low, high or low) >= 10**MOST_DIGITS or low != round(low, 2) or (high or low) != round(high or low, 2):
        raise AmountError("Số này quá lớn hoặc có quá nhiều chữ số lẻ.")
    return low, high


def _number(text: str) -> Decimal:
    if re.fullmatch(r"\d{1,3},\d{3}", text):
        raise AmountError(f"“{text}” có thể hiểu hai cách; hãy ghi {text.replace(',', '.')} hoặc {text.rstrip('0')}.")
    return parse_number(text)


def _after(bound: Bound, rest: str, *, has_plus: bool) -> tuple[Bound, str]:
    match = _AFTER.fullmatch(rest)
    if not match and not has_plus:
        return bound, rest
    said = Bound.AT_MOST if match and match["word"].lower() == "trở xuống" else Bound.AT_LEAST
    if bound not in (Bound.EXACT, said):
        raise AmountError("Hai từ chỉ mức trái nhau; hãy ghi như trên 300 người hoặc dưới 300 người.")
    return said, match["unit"] if match else rest


def _none(plain: str) -> Stated:
    match = _NONE.fullmatch(plain)
    if match is None:
        raise AmountError("Không đọc được số; hãy ghi như trên 300 người, gần 50, 18-24 hoặc 1.200.")
    return Stated(Decimal(0), unit=_unit(match["rest"]), nil=True)


def _unit(text: str) -> str:
    unit = " ".join(text.split()).strip(" .;,:()")
    if any(sign.isdigit() for sign in unit):
        raise AmountError("Mỗi ô chỉ ghi một số; số khác ghi ở ô khác.")
    if len(unit) > MOST_UNIT:
        raise AmountError("Đơn vị tính dài quá; hãy ghi ngắn như người, tờ rơi, buổi.")
    return unit
