"""Numbers and money as Vietnamese texts write them: 1.234 and 1,5; amounts in whole đồng; bounds in words."""

import re
from decimal import Decimal
from enum import StrEnum

from vongtay.common.vietnamese import nfc

Number = int | float | Decimal

_GROUPED = r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?:,\d+)?"
_PLAIN = r"\d+(?:[.,]\d+)?"
_NUMBER = rf"(?:{_GROUPED}|{_PLAIN})(?![.,]?\d)"
SCALES = {
    "nghìn tỷ": 10**12, "ngàn tỷ": 10**12, "nghìn tỉ": 10**12, "ngàn tỉ": 10**12,
    "tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3,
}  # fmt: skip
_SCALE = "(?:" + "|".join(SCALES) + r")\b"
_CURRENCY = r"(?:đồng|vnđ|vnd|đ)\b"
_SCALED = rf"{_NUMBER}\s*{_SCALE}(?:\s+{_NUMBER}\s*{_SCALE})*"
_AMOUNT = re.compile(rf"(?<![\w.,])(?:{_SCALED}\s*{_CURRENCY}|{_NUMBER}\s*{_CURRENCY})")
_WHOLE_TEXT = re.compile(rf"{_SCALED}|{_NUMBER}")
_TERM = re.compile(rf"({_NUMBER})\s*({_SCALE})?")


class AmountError(ValueError):
    """A text is no number or no amount of money; the sentence says how to write one."""


class Bound(StrEnum):
    """How a stated number limits the true one."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


BOUND_WORDS = {Bound.EXACT: "", Bound.AT_LEAST: "ít nhất", Bound.AT_MOST: "nhiều nhất", Bound.ABOUT: "khoảng"}


def format_number(value: Number, places: int | None = None) -> str:
    """Write a number the Vietnamese way, with as many decimal places as given, or as it has.

    >>> format_number(1234567), format_number(1.5), format_number(2, 1)
    ('1.234.567', '1,5', '2,0')
    """
    exact = Decimal(str(value))
    text = f"{exact:,.{places}f}" if places is not None else f"{exact:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def format_share(part: Number, whole: Number, places: int = 1) -> str:
    """Write a share in per cent, or a dash where the whole is 0.

    >>> format_share(1, 8), format_share(1, 0)
    ('12,5%', '—')
    """
    if not whole:
        return "—"
    return format_number(Decimal(str(part)) * 100 / Decimal(str(whole)), places) + "%"


def parse_number(text: str) -> Decimal:
    """Read a number: dots or spaces between groups of three, a comma before decimals.

    A single dot with one or two figures behind it can only be a decimal point, and is read as one.

    >>> parse_number("1.234,5"), parse_number("1.5"), parse_number("1.234")
    (Decimal('1234.5'), Decimal('1.5'), Decimal('1234'))

    Errors: AmountError.
    """
    plain = text.strip()
    sign = -1 if plain[:1] in ("-", "\u2212") else 1
    plain = plain.lstrip("-\u2212").lstrip()
    if re.fullmatch(_GROUPED, plain):
        return sign * Decimal(re.sub(r"[.\s]", "", plain).replace(",", "."))
    if re.fullmatch(r"\d+(?:,\d+|\.\d{1,2})?", plain, re.ASCII):
        return sign * Decimal(plain.replace(",", "."))
    raise AmountError("Không đọc được số; hãy ghi như 1.234 hoặc 1,5.")


def parse_count(text: str) -> int:
    """Read a whole number that is not negative. Errors: AmountError."""
    value = parse_number(text)
    if value < 0 or value != value.to_integral_value():
        raise AmountError("Cần một số nguyên không âm, ví dụ 1.234.")
    return int(value)


MOST_DONG = 10**15  # more than any budget, and far less than a column holds


def dong_from_text(text: str) -> int:
    """Read one amount of money, in whole đồng.

    >>> dong_from_text("1,2 tỷ đồng")
    1200000000
    >>> dong_from_text("hơn 50.600 đồng")
    50600
    >>> dong_from_text("2 tỷ 300 triệu đồng")
    2300000000

    Unit: đồng (VND), never thousands or millions. A text that is nothing but a number is an amount, too.
    Errors: AmountError (a ValueError) if the text has no amount, more than one, or one that is not whole đồng.
    Source: the corpus notes, field `value`: "for money: đồng".
    """
    plain = nfc(text).lower().strip()
    amounts = [plain] if _WHOLE_TEXT.fullmatch(plain) else [match[0] for match in _AMOUNT.finditer(plain)]
    if len(amounts) != 1:
        raise AmountError(f"Cần đúng một số tiền, ví dụ 1,2 tỷ đồng; ở đây có {len(amounts)}.")
    terms = [(parse_number(number), SCALES.get(scale, 1)) for number, scale in _TERM.findall(amounts[0])]
    scales = [scale for _, scale in terms]
    if scales != sorted(set(scales), reverse=True):
        raise AmountError("Các phần của số tiền phải đi từ lớn đến nhỏ, ví dụ 2 tỷ 300 triệu đồng.")
    total = sum((number * scale for number, scale in terms), Decimal(0))
    if total != total.to_integral_value():
        raise AmountError("Số tiền phải tròn đồng.")
    if total > MOST_DONG:
        raise AmountError("Số tiền lớn nhất là 1.000.000 tỷ đồng; hãy xem lại số chữ số 0.")
    return int(total)


def format_dong(dong: int) -> str:
    """Write an amount in full.

    >>> format_dong(1200000)
    '1.200.000 đồng'
    """
    return f"{format_number(dong)} đồng"


def short_dong(dong: int) -> str:
    """Write an amount with tỷ or triệu where that loses nothing, else in full.

    >>> short_dong(1200000000), short_dong(20000000), short_dong(50600)
    ('1,2 tỷ đồng', '20 triệu đồng', '50.600 đồng')
    """
    for word in ("tỷ", "triệu"):
        if abs(dong) >= SCALES[word] and dong * 1000 % SCALES[word] == 0:
            return f"{format_number(Decimal(dong) / SCALES[word])} {word} đồng"
    return format_dong(dong)


def say_bound(value: Number, bound: Bound | str = Bound.EXACT, high: Number | None = None) -> str:
    """Say a number with its bound; with `high` it is a range.

    >>> say_bound(5000, Bound.AT_LEAST), say_bound(18, high=24)
    ('ít nhất 5.000', '18–24')
    """
    text = format_number(value) if high is None else f"{format_number(value)}–{format_number(high)}"
    return f"{BOUND_WORDS[Bound(bound)]} {text}".strip()


_FIGURES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUP_NAMES = ("", "nghìn", "triệu", "tỷ")


def in_words(value: int) -> str:
    """Say a whole number in words, as amounts in papers are.

    >>> in_words(1205015)
    'một triệu hai trăm linh năm nghìn không trăm mười lăm'

    Errors: AmountError below 0 and from a billion tỷ on.
    """
    if not 0 <= value < 10**18:
        raise AmountError("Số này không viết được bằng chữ.")
    if value == 0:
        return _FIGURES[0]
    if value >= 10**9:
        above, rest = divmod(value, 10**9)
        return f"{in_words(above)} tỷ {_below_billion(rest, full=True)}".strip()
    return _below_billion(value, full=False)


def _below_billion(value: int, *, full: bool) -> str:
    parts: list[str] = []
    for power in (2, 1, 0):
        group = value // 1000**power % 1000
        if group:
            parts.append(f"{_group(group, full=full or bool(parts))} {_GROUP_NAMES[power]}".strip())
    return " ".join(parts)


def _group(value: int, *, full: bool) -> str:
    """Say three figures; `full` also says the hundreds that are nought."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    words = [_FIGURES[hundreds], "trăm"] if hundreds or full else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words += [_FIGURES[tens], "mươi"]
    elif ones and words:
        words.append("linh")
    if ones:
        words.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else _FIGURES[ones])
    return " ".join(words)
