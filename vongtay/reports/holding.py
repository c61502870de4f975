"""Tables for a role that may not see small counts: made of what the database tells it, where nothing small is left (decision 0114). Pure."""

from collections.abc import Iterable, Sequence

from vongtay.reports.grids import Grid, Line, Number, counted

Told = int | None  # a count; None: held back


def told_or_held(n: Told, held: str) -> Number:
    """Give a count that leads nowhere, or the words for one that is held back."""
    return Number(None, held) if n is None else counted(n)


def added(counts: Iterable[Told]) -> Told:
    """Add counts; of what is held back no sum is known."""
    known = list(counts)
    return None if None in known else sum(n or 0 for n in known)


def one_way(heads: tuple[str, str], parts: Sequence[tuple[str, Told]], whole: Told, held: str) -> Grid:
    """Give a table of one column with its sum; no number leads anywhere."""
    return Grid(heads, tuple(Line(name, (told_or_held(n, held),)) for name, n in parts), (told_or_held(whole, held),))
