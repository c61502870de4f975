"""The cells of tables: every combination of values with all totals, named so that a release of another day finds the same ones."""

from collections.abc import Iterable, Mapping, Sequence
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


def noughts_that_tell(counts: Mapping[Cell, int], dimensions: Iterable[str]) -> set[Cell]:
    """Give the noughts that say of everybody in their row what they are not, by the dimensions in which that matters."""
    telling = set(dimensions)
    return {
        cell for cell, count in counts.items()
        if count == 0 and any(name in telling and counts.get(cell[:at] + cell[at + 1 :], 0) > 0 for at, (name, _value) in enumerate(cell))
    }  # fmt: skip


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
