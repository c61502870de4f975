"""Which cells may be shown without telling a hidden one exactly: linear algebra over the cells, the large ones first."""

from collections.abc import Collection

from vongtay.reports.suppression.arrays import Indices, np
from vongtay.reports.suppression.table import Sums, Where

PRIME = 2_147_483_647  # modulo a prime nothing is rounded; its square fits the machine's integers
Matrix = Indices


def telling(
    table: Sums, small: Collection[Where], known: Collection[Where] = (), aside: Collection[Where] = ()
) -> set[Where]:
    """Give the cells that, shown beside the larger ones, would tell a small cell exactly.

    Cells are taken in falling order of their count. One that what is shown already implies may be shown; one that would make a small cell
    a sum of shown ones may not; any other is taken out of all that follow, so that these hold only what is still open.
    known: cells that are shown whatever follows, and so come first. aside: cells that are neither shown nor small.
    """
    told = set(small)
    others = sorted(
        (cell for cell in table.cells if cell not in told and cell not in aside and table.counts[cell]),
        key=lambda cell: (cell not in known, -table.counts[cell], cell),
    )
    empty = [
        cell
        for cell, count in table.counts.items()
        if count == 0 and cell not in aside and (cell not in told or cell in known)
    ]
    open_columns = _columns(table, [*others, *(cell for cell in table.cells if cell in told)], empty)
    first_small = len(others)
    found: set[Where] = set()
    for at, cell in enumerate(others):
        column = open_columns[:, at]
        rows = np.flatnonzero(column)
        if rows.size == 0:
            continue
        pivot, touched = _pivot(open_columns, rows, at)
        if cell not in known and _tells(open_columns, rows, pivot, touched[touched >= first_small], at):
            found.add(cell)
            continue
        _take_out(open_columns, rows, pivot, touched, at)
    return found


def _columns(table: Sums, cells: Collection[Where], noughts: Collection[Where]) -> Matrix:
    """Give for each cell the parts it is a sum of, without those that a shown nought leaves empty."""
    empty = np.zeros(len(table.parts), dtype=bool)
    for cell in noughts:
        empty[table.members(cell)] = True
    row_of = np.cumsum(~empty) - 1
    columns = np.zeros((int((~empty).sum()), len(cells)), dtype=np.int64, order="F")
    for at, cell in enumerate(cells):
        members = table.members(cell)
        columns[row_of[members[~empty[members]]], at] = 1
    return columns


def _pivot(columns: Matrix, rows: Indices, at: int) -> tuple[int, Indices]:
    """Give the row by which a column is taken out of others, that which touches fewest of them, and those."""
    held = columns[np.ix_(rows, np.arange(at + 1, columns.shape[1]))] != 0
    best = int(held.sum(axis=1).argmin())
    return int(rows[best]), np.flatnonzero(held[best]) + at + 1


def _tells(columns: Matrix, rows: Indices, pivot: int, small: Indices, at: int) -> bool:
    """Say whether a small cell is a multiple of the column: shown, it would tell it."""
    if small.size == 0:
        return False
    held = columns[:, small]
    alone = small[(held != 0).sum(axis=0) == rows.size]
    factors = columns[pivot, alone] * pow(int(columns[pivot, at]), -1, PRIME) % PRIME
    same = (columns[rows, at][:, None] * factors) % PRIME == columns[np.ix_(rows, alone)]
    return bool(same.all(axis=0).any())


def _take_out(columns: Matrix, rows: Indices, pivot: int, touched: Indices, at: int) -> None:
    if touched.size:
        factors = columns[pivot, touched] * pow(int(columns[pivot, at]), -1, PRIME) % PRIME
        where = np.ix_(rows, touched)
        columns[where] = (columns[where] - columns[rows, at][:, None] * factors) % PRIME
