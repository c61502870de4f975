"""The cells of tables: every combination of values with all totals, named so that a release of another day finds the same ones."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from vongtay.reports.suppression.table import TOTAL, Where

OR = "|"  # between the values that one group is made of
Cell = tuple[tuple[str, str], ...]  # dimension and value, in the order of the dimensions; what is not named is a total


@dataclass(frozen=True)
class Group:
    """A dimension whose values are values of another put together: age groups of age bands."""

    of: str
    values: Mapping[str, tuple[str, ...]]


def cells_of(tables: Iterable[Sequence[str]], values: Mapping[str, Sequence[str]]) -> list[Cell]:
    """Give the cells of all tables, each once, totals first within a table."""
    found: dict[Cell, None] = {}
    for table in tables:
        for chosen in product(*((TOTAL, *values[name]) for name in table)):
            found[tuple((name, value) for name, value in zip(table, chosen, strict=True) if value != TOTAL)] = None
    return list(found)


def combinations_of(columns: Sequence[str], values: Mapping[str, Sequence[str]]) -> list[Cell]:
    """Give the cells of rows, one a person: everybody together, then each combination of all columns, and no sum of some."""
    chosen = product(*(values[name] for name in columns))
    return [(), *(tuple(zip(columns, one, strict=True)) for one in chosen)]


def noughts_that_tell(counts: Mapping[Cell, int], dimensions: Iterable[str]) -> set[Cell]:
    """Give the noughts that say of everybody in their row what they are not, by the dimensions in which that matters."""
    telling = set(dimensions)
    in_row: Counter[tuple[int, Cell]] = Counter()
    for cell, count in counts.items():
        for at in _places(cell, telling):
            in_row[at, cell[:at] + cell[at + 1 :]] += count
    return {
        cell for cell, count in counts.items()
        if count == 0 and any(in_row[at, cell[:at] + cell[at + 1 :]] > 0 for at in _places(cell, telling))
    }  # fmt: skip


def _places(cell: Cell, names: Collection[str]) -> list[int]:
    return [at for at, (name, _value) in enumerate(cell) if name in names]


def finest(cell: Cell, groups: Mapping[str, Group]) -> Cell:
    """Give the same cell by the finest values: an age group as its age bands."""
    return tuple(sorted(
        (groups[name].of, OR.join(groups[name].values[value])) if name in groups else (name, value) for name, value in cell
    ))  # fmt: skip


def key_of(source: str, cell: Cell) -> Where:
    """Give the name of a cell of a release."""
    return (source, *(f"{name}={value}" for name, value in cell))


def where_of(cell: Cell, dimensions: Sequence[str]) -> Where:
    """Give a cell as a place in a table with these dimensions."""
    held = dict(cell)
    return tuple(held.get(name, TOTAL) for name in dimensions)
