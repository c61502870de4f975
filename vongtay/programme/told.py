"""A quantity as an officer tells it: "12", "trên 300", "18-24", "gần 50"."""

import re
from dataclasses import dataclass

from vongtay.common.numbers import AmountError, Bound, parse_count
from vongtay.common.vietnamese import nfc

_WORDS = {
    Bound.AT_LEAST: ("trên", "hơn", "ít nhất", "tối thiểu"),
    Bound.AT_MOST: ("dưới", "không quá", "nhiều nhất", "tối đa"),
    Bound.ABOUT: ("gần", "khoảng", "xấp xỉ"),
}


@dataclass(frozen=True)
class Quantity:
    """How much was told, with its bound. `high`: the upper end of a range."""

    value: int
    high: int | None = None
    bound: str = Bound.EXACT.value


def read_quantity(text: str) -> Quantity:
    """Read a quantity.

    >>> read_quantity("trên 1.300"), read_quantity("18-24").high, read_quantity("5 trở lên").bound
    (Quantity(value=1300, high=None, bound='at_least'), 24, 'at_least')

    Errors: AmountError.
    """
    plain, bound = " ".join(nfc(text).lower().split()), Bound.EXACT
    for kind, words in _WORDS.items():
        for word in words:
            if plain.startswith(f"{word} "):
                plain, bound = plain.removeprefix(word).strip(), kind
    if plain.endswith(" trở lên"):
        plain, bound = plain.removesuffix(" trở lên"), Bound.AT_LEAST
    low, *high = re.split(r"\s*[-–]\s*", plain)
    if len(high) > 1:
        raise AmountError("Cần một số hoặc một khoảng, ví dụ 12, trên 300 hoặc 18-24.")
    found = Quantity(parse_count(low), parse_count(high[0]) if high else None, bound.value)
    if found.high is not None and found.high <= found.value:
        raise AmountError("Số sau phải lớn hơn số trước, ví dụ 18-24.")
    return found


def write_quantity(value: int, high: int | None, bound: str) -> str:
    """Write a quantity as it would be typed.

    >>> write_quantity(300, None, "at_least"), write_quantity(18, 24, "exact")
    ('trên 300', '18-24')
    """
    words = {Bound.AT_LEAST: "trên ", Bound.AT_MOST: "dưới ", Bound.ABOUT: "khoảng "}
    return f"{words.get(Bound(bound), '')}{value}{'' if high is None else f'-{high}'}"
