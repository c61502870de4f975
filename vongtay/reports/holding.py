"""Which parts of a whole a role that may not see small counts is shown: each whole alone is known, and no part of it can be worked out. Pure.

A table of one column needs no solver (decision 0102); that of published tables proves it in the tests.
"""

from collections.abc import Sequence
from functools import lru_cache

from vongtay.reports.grids import Grid, Line, Number, counted


@lru_cache(maxsize=2048)
def held_back(counts: tuple[int, ...], k: int) -> tuple[bool, ...]:
    """Say which parts are held back where their sum is known: the counts from 1 to k - 1, and others beside them, the smallest first.

    Whoever knows the whole knows what the hidden parts are together, and no more: each of them can be anything from nought to that sum, if there
    are two. So two or more are held back, which together are k or more; all of them, where the whole itself is smaller.
    """
    hidden = {at for at, n in enumerate(counts) if 0 < n < k}
    if not hidden:
        return (False,) * len(counts)
    # A nought that everybody knows to be one protects nobody: it is taken last.
    beside = sorted(set(range(len(counts))) - hidden, key=lambda at: (counts[at] == 0, counts[at], at))
    while beside and (len(hidden) < 2 or sum(counts[at] for at in hidden) < k):
        hidden.add(beside.pop(0))
    return tuple(at in hidden for at in range(len(counts)))


def one_way(heads: tuple[str, str], parts: Sequence[tuple[str, int]], k: int, held: str) -> Grid:
    """Give a table of one column with its sum, without what is to be held back; no number leads anywhere."""
    counts = tuple(n for _name, n in parts)
    hidden, whole = held_back(counts, k), sum(counts)
    lines = tuple(
        Line(name, (Number(None, held) if is_held else counted(n),))
        for (name, n), is_held in zip(parts, hidden, strict=True)
    )
    return Grid(heads, lines, (Number(None, held) if 0 < whole < k else counted(whole),))
