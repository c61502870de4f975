"""Rows for research, one a person: which combinations are shown, how many persons are left out, the lines of the file, what its codes mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vongtay.reports.models import CellStatus, Publication, PublishedCell, Release, ReleaseCell

Stored = ReleaseCell | PublishedCell
SEEN = 200  # combinations on a page; the file holds all


@dataclass(frozen=True)
class Combination:
    """A combination of all columns, and how many persons bear it. status: only for whoever counts."""

    values: tuple[str, ...]
    persons: int
    status: str = ""


@dataclass(frozen=True)
class Microdata:
    """The rows of a release, gathered by their combination. left_out: persons without a row; None: that may not be told."""

    columns: Sequence[str]
    shown: Sequence[Combination]
    held: Sequence[Combination]
    left_out: int | None

    @property
    def persons(self) -> int:
        """How many rows there are."""
        return sum(one.persons for one in self.shown)


def microdata_of(row: Release | Publication, cells: Iterable[Stored]) -> Microdata:
    """Gather the rows of a release from its cells alone."""
    columns = tuple(row.tables[0])
    stored = list(cells)
    shown = [Combination(_values(cell, columns), cell.shown) for cell in stored if cell.who and cell.shown]
    held = [
        Combination(_values(cell, columns), cell.count, cell.status)
        for cell in stored if isinstance(cell, ReleaseCell) and cell.who and cell.status in (CellStatus.PRIMARY, CellStatus.SECONDARY)
    ]  # fmt: skip
    everybody = next((cell.shown for cell in stored if not cell.who), None)
    left_out = None if everybody is None else everybody - sum(one.persons for one in shown)
    # Solved for before it was released; a number below k is told on no page all the same.
    if left_out is not None and 0 < left_out < row.k:
        left_out = None
    return Microdata(columns, shown, held, left_out)


def persons_of(row: Release | Publication, cells: Iterable[Stored]) -> list[list[str]]:
    """Give the lines of the file: the names of the columns, then a line a person, in the order of their values."""
    found = microdata_of(row, cells)
    lines = [list(one.values) for one in found.shown for _person in range(one.persons)]
    return [list(found.columns), *lines]


def _values(cell: Stored, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(cell.who[name] for name in columns)
