"""A table of counts in long form: one column a dimension, `*` for "all of it", and the count."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from pathlib import Path
from typing import Protocol

from vongtay.reports.suppression.arrays import Flags, Indices, np

TOTAL = "*"
COUNT = "count"
STATUS = "status"
MOST_PARTS = 200_000
Where = tuple[str, ...]


class TableError(ValueError):
    """The table can't be read or doesn't agree with itself; the message says where and how to mend it, in Vietnamese."""


class Sums(Protocol):
    """Counts that are sums of common parts: all that is needed to know what they tell of one another."""

    @property
    def counts(self) -> Mapping[Where, int]:
        """How many, for each cell."""

    @property
    def cells(self) -> tuple[Where, ...]:
        """The cells."""

    @property
    def parts(self) -> tuple[Where, ...]:
        """The smallest parts that every cell is a sum of; one that is a cell bears its name."""

    def members(self, cell: Where) -> Indices:
        """Give the places of the parts that a cell is the sum of."""


@dataclass(frozen=True)
class Table:
    """Counts of persons by dimensions.

    dimensions: their names, in the order of the file. counts: for each cell named by its values (`*`: all), how many.
    """

    dimensions: tuple[str, ...]
    counts: Mapping[Where, int]

    @cached_property
    def cells(self) -> tuple[Where, ...]:
        """The cells that are to be published, in the order of the file."""
        return tuple(self.counts)

    @cached_property
    def parts(self) -> tuple[Where, ...]:
        """The smallest parts that every cell is a sum of.

        Those that the table names, if its totals are their sums: what it doesn't name is then nobody. Otherwise every combination of the
        values it names, for there is somebody whom only totals count.
        """
        named = tuple(cell for cell in self.cells if TOTAL not in cell)
        if named and self._agree(named):
            return named
        values = [sorted({cell[at] for cell in self.cells} - {TOTAL}) or [TOTAL] for at in range(len(self.dimensions))]
        if prod(map(len, values)) > MOST_PARTS:
            raise TableError(
                f"Bảng có quá nhiều tổ hợp ({in_words(prod(map(len, values)))}; tối đa {in_words(MOST_PARTS)}): hãy bớt chiều hoặc ghi các ô chi tiết."
            )
        return tuple(product(*values))

    def members(self, cell: Where) -> Indices:
        """Give the places of the parts that a cell is the sum of."""
        found = np.ones(len(self.parts), dtype=bool)
        for at, value in enumerate(cell):
            if value != TOTAL:
                found &= self._by_value[at].get(value, self._nobody)
        return np.flatnonzero(found)

    def check(self) -> None:
        """Refuse a table that contradicts itself. Errors: TableError with the first total that is no sum of its parts."""
        each = np.array([self.counts.get(part, -1) for part in self.parts])
        for cell, count in self.counts.items():
            members = each[self.members(cell)]
            told = int(members[members >= 0].sum())
            if told > count or (told < count and (members >= 0).all()):
                raise TableError(
                    f"Ô {' / '.join(cell)}: tổng ghi {count}, cộng các ô chi tiết được {told}, không khớp. Hãy sửa số liệu rồi làm lại."
                )

    @cached_property
    def _by_value(self) -> list[dict[str, Flags]]:
        columns = np.array(self.parts, dtype=object).reshape(len(self.parts), len(self.dimensions))
        return [{value: columns[:, at] == value for value in set(columns[:, at])} for at in range(len(self.dimensions))]

    @cached_property
    def _nobody(self) -> Flags:
        return np.zeros(len(self.parts), dtype=bool)

    def _agree(self, named: Sequence[Where]) -> bool:
        own = Table(self.dimensions, {cell: self.counts[cell] for cell in named})
        own.__dict__["parts"] = tuple(named)  # nothing but what it names
        each = np.array([self.counts[cell] for cell in named])
        return all(each[own.members(cell)].sum() == count for cell, count in self.counts.items())


def in_words(number: int) -> str:
    """Write a number as in Việt Nam: 60.000."""
    return f"{number:,}".replace(",", ".")


def read_table(path: Path) -> Table:
    """Read a table from a CSV file with a head. Errors: TableError, OSError."""
    head, *lines = _lines(path)
    dimensions = _dimensions(head)
    counts: dict[Where, int] = {}
    for number, line in enumerate(lines, 2):
        if not any(line):
            continue
        cell, count = _row(head, line, number)
        if cell in counts:
            raise TableError(f"Hàng {number}: ô này đã có ở hàng trên. Mỗi ô chỉ được ghi một lần.")
        counts[cell] = count
    if not counts:
        raise TableError("Bảng không có hàng nào dưới hàng đầu.")
    return Table(dimensions, counts)


def read_release(path: Path) -> Table:
    """Read what an earlier release showed: rows without a count were held back then. Errors as read_table."""
    head, *lines = _lines(path)
    dimensions = _dimensions(head)
    at = head.index(COUNT)
    numbered = [(number, line) for number, line in enumerate(lines, 2) if any(line)]
    shown = [_row(head, line, number) for number, line in numbered if len(line) != len(head) or line[at]]
    return Table(dimensions, dict(shown))


def _lines(path: Path) -> list[list[str]]:
    try:
        text = path.read_text("utf-8-sig").splitlines()
        # Spreadsheet programs write semicolons where a comma stands in decimal numbers, as in Viet Nam.
        comma = ";" if text and ";" in text[0] and "," not in text[0] else ","
        lines = [[field.strip() for field in line] for line in csv.reader(text, delimiter=comma)]
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} không phải UTF-8: hãy lưu lại dạng “CSV UTF-8”.") from error
    except csv.Error as error:
        raise TableError(f"{path.name} không đọc được như CSV: {error}.") from error
    if not lines:
        raise TableError(f"{path.name} trống: hàng đầu phải là tên các cột, trong đó có cột “count”.")
    return lines


def _dimensions(head: Sequence[str]) -> tuple[str, ...]:
    if head.count(COUNT) != 1:
        raise TableError("Hàng đầu phải có đúng một cột tên “count”; các cột khác là chiều của bảng.")
    found = tuple(name for name in head if name not in {COUNT, STATUS})
    if not found or not all(found) or len(set(found)) < len(found):
        raise TableError("Hàng đầu phải có ít nhất một chiều ngoài “count”; mỗi chiều có tên, và mỗi tên chỉ một lần.")
    return found


def _row(head: Sequence[str], line: Sequence[str], number: int) -> tuple[Where, int]:
    if len(line) != len(head):
        raise TableError(f"Hàng {number}: có {len(line)} cột, hàng đầu có {len(head)}.")
    held = dict(zip(head, line, strict=True))
    if not held[COUNT].isascii() or not held[COUNT].isdecimal():
        raise TableError(f"Hàng {number}: “{held[COUNT]}” không phải số nguyên từ 0 trở lên.")
    cell = tuple(value for name, value in held.items() if name not in {COUNT, STATUS})
    if not all(cell):
        raise TableError(f"Hàng {number}: có chiều để trống. Ghi giá trị, hoặc “*” nếu là tổng.")
    return cell, int(held[COUNT])


def write_table(path: Path, table: Table, status: Mapping[Where, str], *, hidden: Iterable[str]) -> None:
    """Write the same rows in the same order with a column `status`; the count of a cell held back is empty."""
    held = set(hidden)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*table.dimensions, COUNT, STATUS])
        for cell, count in table.counts.items():
            writer.writerow([*cell, "" if status[cell] in held else count, status[cell]])
