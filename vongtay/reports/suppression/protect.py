"""Which cells are held back: the small ones, and as many beside them as it takes that none of them can be worked out."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from vongtay.reports.suppression.bounds import Attacker
from vongtay.reports.suppression.eliminate import telling
from vongtay.reports.suppression.table import TOTAL, Sums, Table, TableError, Where

SHOWN, PRIMARY, SECONDARY = "shown", "primary", "secondary"
HIDDEN = (PRIMARY, SECONDARY)
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Narrow:
    """A small cell that what people hold already tells too closely: between least and most."""

    cell: Where
    least: int
    most: int


@dataclass(frozen=True)
class Protected:
    """A table with what is shown of it. narrow: what can't be protected any more, whatever is held back now."""

    table: Sums
    status: Mapping[Where, str]
    narrow: tuple[Narrow, ...] = ()

    @property
    def hidden(self) -> list[Where]:
        """The cells held back, in the order of the table."""
        return [cell for cell, status in self.status.items() if status in HIDDEN]


def protect(
    table: Table,
    k: int,
    *,
    earlier: Iterable[Table] = (),
    telling_noughts: Collection[str] = (),
    told: Progress | None = None,
) -> Protected:
    """Hold back every count from 1 to k - 1, and others until no hidden cell can be told more closely than k.

    Closely: the least and the most that it can be, given all shown cells and sums, lie at least k apart. earlier: releases that people
    hold already; what they showed stays known, and a change of less than k since is as small a count as any. telling_noughts: dimensions in
    which a nought says something of everybody in its row ("of these nobody was identified"): it is held back like a small count. told: is given
    how many cells are done and how many there are. Errors: TableError for what can't be protected.
    """
    table.check()
    known, changed = _compared(table, k, earlier)
    small = (
        {cell for cell, count in table.counts.items() if 0 < count < k}
        | changed
        | noughts_that_tell(table, telling_noughts)
    )
    protected = hold_back(table, k, small=small, known=known, told=told)
    for one in protected.narrow:
        raise TableError(
            f"Ô {' / '.join(one.cell)} không bảo vệ được: số ở lần công bố trước cho biết nó nằm trong khoảng {one.least}-{one.most}. "
            "Hãy bỏ ô này hoặc gộp với ô khác rồi làm lại."
        )
    return protected


def noughts_that_tell(table: Table, dimensions: Collection[str]) -> set[Where]:
    """Give the noughts that say of everybody in their row what they are not."""
    found = set()
    for cell, count in table.counts.items():
        for at, name in enumerate(table.dimensions):
            if count == 0 and name in dimensions and cell[at] != TOTAL:
                whole = (*cell[:at], TOTAL, *cell[at + 1 :])
                found |= {cell} if table.counts.get(whole, 0) > 0 else set()
    return found


def hold_back(
    table: Sums, k: int, *, small: Collection[Where], known: Collection[Where] = (), beyond: Collection[Where] = (),
    told: Progress | None = None,
) -> Protected:  # fmt: skip
    """Hold back the small cells, and others until none of those held back can be told more closely than k.

    Holding a cell back only ever widens the others, so each is looked at until it is wide enough and never again.
    beyond: hidden cells of others, whose counts are not known here: such a one must not come to be told closely as less than k either.
    """
    near = {cell for cell in small if cell not in beyond}
    attacker = Attacker(table, {*small, *telling(table, near, known, beyond)}, known)
    waiting = deque(sorted(attacker.hidden, key=lambda cell: (table.counts[cell], cell)))
    narrow, done = [], 0
    while waiting:
        cell = waiting.popleft()
        beside, close = _widened(attacker, cell, k, is_beyond=cell in beyond)
        waiting.extend(beside)
        narrow += [close] if close else []
        done += 1
        if told is not None:
            told(done, done + len(waiting))
    status = {
        cell: PRIMARY if cell in small else SECONDARY if cell in attacker.hidden else SHOWN for cell in table.cells
    }
    return Protected(table, status, tuple(narrow))


def _widened(attacker: Attacker, cell: Where, k: int, *, is_beyond: bool) -> tuple[list[Where], Narrow | None]:
    """Hold back cells beside one until it can't be told closely. Gives those that were held back for it, and whether it is still told.

    Of one beyond: what tells it closely as k or more tells of nobody, and what tells it whatever is held back here is out already.
    """
    beside: list[Where] = []
    while attacker.seen_width(cell) < k:
        least, most, holding = attacker.interval(cell, k)
        if most - least >= k or (is_beyond and least >= k):
            break
        if not holding:
            return beside, None if is_beyond else Narrow(cell, least, most)
        beside.append(cheapest(attacker.table, holding))
        attacker.hide(beside[-1])
    return beside, None


def cheapest(table: Sums, cells: Iterable[Where]) -> Where:
    """Give the cell whose loss costs the reader least: the smallest count, a nought only if there is nothing else.

    A nought that everybody knows to be one protects nobody.
    """
    return min(cells, key=lambda cell: (table.counts[cell] == 0, table.counts[cell], cell))


def _compared(table: Table, k: int, earlier: Iterable[Table]) -> tuple[set[Where], set[Where]]:
    """Give the cells that earlier releases showed as they are, and those that changed since by fewer than k."""
    known: set[Where] = set()
    changed: set[Where] = set()
    for release in earlier:
        if set(release.dimensions) != set(table.dimensions):
            raise TableError("Lần công bố trước phải có cùng các chiều với bảng này.")
        order = [release.dimensions.index(name) for name in table.dimensions]
        for cell, count in release.counts.items():
            here = tuple(cell[at] for at in order)
            if here in table.counts:
                since = abs(table.counts[here] - count)
                (known if since == 0 else changed if since < k else set()).add(here)
    return known, changed - known
