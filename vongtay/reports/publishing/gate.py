"""What of a release may be shown, beside everything that its readers hold already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vongtay.reports.publishing.cells import Cell, noughts_that_tell, where_of
from vongtay.reports.publishing.profiles import DIMENSIONS, TELLING_NOUGHTS
from vongtay.reports.suppression.linked import WATCHED, Asked, Atom, Linked, People
from vongtay.reports.suppression.protect import SHOWN, Progress
from vongtay.reports.suppression.rounding import rounded
from vongtay.reports.suppression.table import Where

EMPTY = "empty"  # of rows: a combination that nobody bears


@dataclass(frozen=True)
class Reader:
    """Who holds more than everybody: what they were shown, what was kept from them, and how closely they may tell it."""

    name: str
    k: int
    shown: Mapping[Where, Asked]
    hidden: Mapping[Where, Asked]


@dataclass(frozen=True)
class Gathered:
    """A release and what it is checked against. cells: in their order, with the name under which each stands in `new`.

    known: what its readers hold already. kept: what was kept from them then. people: None for atoms whose persons are not counted here.
    are_rows: what is released are rows, one a person; a combination that nobody bears is then no row, and is told to nobody.
    """

    k: int
    cells: Sequence[tuple[Cell, Where]]
    new: Mapping[Where, Asked]
    known: Mapping[Where, Asked]
    dimensions: Sequence[str]
    values: Mapping[str, Sequence[str]]
    atoms: Sequence[Atom]
    people: Sequence[People | None]
    readers: Sequence[Reader] = ()
    kept: Mapping[Where, Asked] = field(default_factory=dict)
    round_to: int | None = None
    key: bytes = field(default=b"", repr=False)
    are_rows: bool = False


@dataclass(frozen=True)
class Row:
    """A cell as it was decided: counted, shown or held back, and what is shown."""

    cell: Cell
    count: int
    status: str
    shown: int | None


@dataclass(frozen=True)
class Told:
    """What one could compute: a count between least and most, closer than k. what: whose it is, by dimension; where and when where no cell is it."""

    what: str
    least: int
    most: int
    reader: str = ""
    areas: str = ""
    days: str = ""


@dataclass(frozen=True)
class Measured:
    """A release as it may be shown. told: what it would tell all the same; it may be published only where there is nothing."""

    rows: Sequence[Row]
    told: Sequence[Told]
    watched: int


def measure(given: Gathered, progress: Progress | None = None) -> Measured:
    """Decide every cell; look then whether anybody who holds more could tell what was kept from them."""
    if not given.cells:
        return Measured([], [], 0)
    linked = Linked(
        given.new, given.known, dimensions=given.dimensions, values=given.values, atoms=given.atoms, people=given.people, kept=given.kept
    )  # fmt: skip
    counts = {cell: linked.counts[key] for cell, key in given.cells}
    key_of = dict(given.cells)
    noughts = [key_of[cell] for cell in noughts_that_tell(counts, TELLING_NOUGHTS)]
    protected = linked.protect(given.k, small=noughts, telling=TELLING_NOUGHTS, told=progress)
    shown = {
        cell: counts[cell]
        for cell, key in given.cells
        if protected.status[key] == SHOWN and not _is_no_row(cell, counts[cell], given)
    }
    if given.round_to:
        order = [name for name in DIMENSIONS if any(name in dict(cell) for cell in counts)]
        near = rounded({where_of(cell, order): count for cell, count in counts.items()}, given.round_to, key=given.key)
        shown = {cell: near[where_of(cell, order)] for cell in shown}
    told = [_told(one.cell, one.least, one.most) for one in protected.narrow]
    for reader in given.readers:
        told += _read_by(reader, given, {key: given.new[key] for cell, key in given.cells if cell in shown})
    rows = [_row(cell, counts[cell], protected.status[key], shown, given) for cell, key in given.cells]
    return Measured(rows, told, sum(key[0] == WATCHED for key in linked.counts))


def _is_no_row(cell: Cell, count: int, given: Gathered) -> bool:
    return given.are_rows and bool(cell) and count == 0


def _row(cell: Cell, count: int, status: str, shown: Mapping[Cell, int], given: Gathered) -> Row:
    if _is_no_row(cell, count, given):
        return Row(cell, 0, EMPTY, None)
    return Row(cell, count, status, shown.get(cell))


def _read_by(reader: Reader, given: Gathered, shown: Mapping[Where, Asked]) -> list[Told]:
    """Solve for what was kept from a reader who now gets this release too: nothing more can be held back."""
    known = {**given.known, **reader.shown, **shown}
    linked = Linked(
        reader.hidden, known, dimensions=given.dimensions, values=given.values, atoms=given.atoms, people=given.people
    )
    return [_told(one.cell, one.least, one.most, reader.name) for one in linked.protect(reader.k).narrow]


def _told(cell: Where, least: int, most: int, reader: str = "") -> Told:
    if cell[0] == WATCHED:
        *what, areas, days = cell[1:]
        return Told("; ".join(what), least, most, reader, areas, days)
    return Told("; ".join(cell[1:]), least, most, reader)
