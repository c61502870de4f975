"""A table of numbers as pages, charts and files take it. Pure; what is held back has no value here, so that nothing drawn from it can tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from vongtay.common.numbers import format_number


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its value (None: held back, or not told), how it is said, and the address of what lies behind it."""

    value: int | Decimal | None
    words: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, the address that narrows the page to it, its numbers."""

    name: str
    numbers: tuple[Number, ...]
    url: str = ""


@dataclass(frozen=True)
class Grid:
    """Rows by columns. heads: of the names, then of each number. sums: the last row; empty where nothing is added."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: tuple[Number, ...] = ()

    def column(self, at: int) -> tuple[int | None, ...]:
        """Give the whole numbers of a column, as a chart takes them."""
        values = (line.numbers[at].value for line in self.lines)
        return tuple(None if value is None else int(value) for value in values)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the rows."""
        return tuple(line.name for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted at all."""
        return not any(number.words not in {"", "0"} for line in self.lines for number in line.numbers)

    def cells(self) -> list[list[str | int | Decimal | None]]:
        """Give heading and rows for a file: values where there are any, else the words."""
        rows: list[list[str | int | Decimal | None]] = [list(self.heads)]
        rows += [[line.name, *map(_cell, line.numbers)] for line in self.lines]
        return rows


def _cell(number: Number) -> str | int | Decimal | None:
    return number.words if number.value is None or number.words != format_number(number.value) else number.value


def counted(value: int, url: str = "") -> Number:
    """Give a count; nothing lies behind nought."""
    return Number(value, format_number(value), url if value else "")


def summed(lines: Sequence[Line], held: str) -> tuple[Number, ...]:
    """Add the columns of lines; a column with something held back has no sum of its own."""
    columns = zip(*(line.numbers for line in lines), strict=True)
    return tuple(
        Number(None, held) if any(one.value is None for one in column) else counted(sum(int(one.value or 0) for one in column))
        for column in columns
    )  # fmt: skip
