"""Counts rounded to a base so that tables still add up: each goes to a multiple beside it, up or down by chance, and totals with their parts.

By itself it protects little: at base 5 a reader knows each count to within four. It is laid over what was held back already, and blurs small
changes between releases. The chance comes from a key, so the same count of the same cell is rounded alike each time: nobody finds the
count by asking often.
"""

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Mapping

from vongtay.reports.suppression.arrays import Flags, Floats, highspy, np, solver_with
from vongtay.reports.suppression.table import TOTAL, TableError, Where

BASES = (3, 5)
FAR = 1000.0  # what a step beyond the two multiples beside a count costs, against at most one


def rounded(counts: Mapping[Where, int], base: int, *, key: bytes) -> dict[Where, int]:
    """Round every count to a multiple of `base`; totals stay the sums of their parts where they are given in full.

    A multiple stays what it is unless sums can't hold otherwise. Errors: TableError for a base that is not offered.
    """
    if base not in BASES:
        raise TableError(f"Chỉ làm tròn đến bội số của {' hoặc '.join(map(str, BASES))}.")
    cells = list(counts)
    place = {cell: at for at, cell in enumerate(cells)}
    down = np.array([counts[cell] // base for cell in cells], dtype=float)
    rest = np.array([counts[cell] % base for cell in cells], dtype=float)
    chance = np.array([_chance(key, cell, counts[cell]) for cell in cells])
    steps = _steps(_sums(counts), place, down, (chance - rest / base), rest == 0)
    return {cell: int(base * (down[at] + steps[at])) for cell, at in place.items()}


def _chance(key: bytes, cell: Where, count: int) -> float:
    """Give a number from nought to one that only the key tells, the same for the same cell and count."""
    drawn = hmac.digest(key, "\x1f".join((*cell, str(count))).encode(), hashlib.sha256)
    return int.from_bytes(drawn[:6]) / 2**48


def _sums(counts: Mapping[Where, int]) -> list[tuple[Where, list[Where]]]:
    """Give each total with the parts that it is the sum of."""
    parts: dict[tuple[int, Where], list[Where]] = defaultdict(list)
    for cell in counts:
        for at, value in enumerate(cell):
            if value != TOTAL:
                parts[at, (*cell[:at], TOTAL, *cell[at + 1 :])].append(cell)
    return [
        (whole, held) for (_at, whole), held in parts.items()
        if whole in counts and sum(counts[cell] for cell in held) == counts[whole]
    ]  # fmt: skip


def _steps(sums: list[tuple[Where, list[Where]]], place: Mapping[Where, int], down: Floats, cost: Floats, stays: Flags) -> Floats:  # fmt: skip
    """Give for each cell nought for the multiple below and one for that above; further only where nothing else adds up."""
    many = len(cost)
    solver = solver_with((("threads", 1), ("random_seed", 1)))
    whole = np.arange(many, dtype=np.int32)
    # Three numbers a cell: up by one or not, and how far beyond on either side.
    solver.addVars(3 * many, np.zeros(3 * many), np.concatenate([~stays * 1.0, np.full(2 * many, highspy.kHighsInf)]))
    every = np.arange(3 * many, dtype=np.int32)
    solver.changeColsCost(3 * many, every, np.concatenate([cost, np.full(2 * many, FAR)]))
    solver.changeColsIntegrality(
        3 * many, every, np.full(3 * many, highspy.HighsVarType.kInteger.value, dtype=np.uint8)
    )
    solver.changeColsBounds(many, whole + 2 * many, np.zeros(many), down)
    for total, parts in sums:
        cells = [place[total], *(place[part] for part in parts)]
        signs = np.array([1.0, *[-1.0] * len(parts)])
        columns = np.concatenate([np.array(cells) + shift * many for shift in range(3)]).astype(np.int32)
        needed = float(-(signs * down[cells]).sum())
        solver.addRow(needed, needed, len(columns), columns, np.concatenate([signs, signs, -signs]))
    solver.run()
    found = np.rint(np.asarray(solver.getSolution().col_value))
    steps: Floats = found[:many] + found[many : 2 * many] - found[2 * many :]
    return steps
