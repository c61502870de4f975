"""The review of a scheme of several years: each target by year beside its result, the whole stage, and the share achieved with its bounds.

Shapes: `Review(scheme, years, lines, flags)`; a `Line` is one indicator and area, its `years` in the order of `review.years` (None: that year set
no target), `whole` the stage. A `Cell` holds target, result and share; `result` None: nobody stated one that can be added. The result of the stage is
added anew over its days, so that a figure across two years counts once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vongtay.agencies.models import Place
from vongtay.common.access import Staff
from vongtay.common.periods import Calendar, Period, custom
from vongtay.indicators.models import Bound, Indicator
from vongtay.indicators.queries import Amount, add_up, roll_up
from vongtay.papers.models import Instrument
from vongtay.programme.queries.plans import Reached, targets_of, targets_of_years
from vongtay.reports.compared import stated_of
from vongtay.reports.comparing import Share, Stated, share, total


class Whence(StrEnum):
    """Where the target of a whole stage comes from."""

    SCHEME = "scheme"  # the scheme states it
    SUM = "sum"  # the targets of its years, added
    NONE = ""


@dataclass(frozen=True)
class Cell:
    """A target beside its result. Several targets of the same year can't be told apart: then there is no share."""

    targets: tuple[Reached, ...]
    target: Stated | None
    result: Stated | None
    share: Share | None
    whence: Whence = Whence.NONE

    @property
    def is_over(self) -> bool:
        """Whether more than all of it was certainly reached."""
        return self.share is not None and self.share.is_over


@dataclass(frozen=True)
class Line:
    """One indicator in one area."""

    indicator: Indicator
    area: Place
    unit: str
    years: tuple[Cell | None, ...]
    whole: Cell


@dataclass(frozen=True)
class Review:
    """A scheme reviewed."""

    scheme: Instrument
    years: tuple[int, ...]
    lines: tuple[Line, ...]


Key = tuple[str, int]


def review(staff: Staff, scheme: Instrument, as_known_on: datetime | None = None) -> Review:
    """Review a scheme of several years by its own targets and those of the yearly plans under it. Reads only."""
    first, last = scheme.year_from or 0, scheme.year_to or 0
    years = tuple(range(first, last + 1))
    yearly, staged = defaultdict[Key, list[Reached]](list), defaultdict[Key, list[Reached]](list)
    for one in targets_of_years(staff, scheme, as_known_on):
        yearly[one.target.indicator_id, one.target.area_id].append(one)
    for one in targets_of(staff, scheme, as_known_on):
        of_year = one.target.first_on.year == one.target.last_on.year
        (yearly if of_year else staged)[one.target.indicator_id, one.target.area_id].append(one)
    sums = _sums(staff, [*yearly.values(), *staged.values()], as_known_on)
    keys = sorted({*yearly, *staged}, key=lambda key: (key[0], key[1]))
    return Review(scheme, years, tuple(_line(years, yearly[key], staged[key], sums.get(key)) for key in keys))


def _sums(staff: Staff, groups: Sequence[Sequence[Reached]], moment: datetime | None) -> dict[Key, Amount | None]:
    """Add up each indicator over the days of all its targets: one statement for each area and span of days."""
    spans: dict[tuple[int, Period], list[Indicator]] = defaultdict(list)
    for rows in groups:
        days = [day for one in rows for day in (one.target.first_on, one.target.last_on)]
        if days:
            target = rows[0].target
            spans[target.area_id, custom(min(days), max(days), Calendar.STATISTICAL)].append(target.indicator)
    found: dict[Key, Amount | None] = {}
    for (area_id, period), indicators in spans.items():
        cells = roll_up(staff, area_id=area_id, period=period, indicators=indicators, as_known_on=moment)
        for indicator in indicators:
            found[indicator.pk, area_id] = add_up(cell.amount for cell in cells if cell.code == indicator.pk)
    return found


def _line(years: Sequence[int], yearly: Sequence[Reached], staged: Sequence[Reached], summed: Amount | None) -> Line:
    some = (yearly or staged)[0].target
    by_year: dict[int, list[Reached]] = defaultdict(list)
    for one in yearly:
        by_year[one.target.last_on.year].append(one)
    cells = tuple(_cell(by_year[year]) if year in by_year else None for year in years)
    return Line(
        some.indicator, some.area, some.unit or some.indicator.unit, cells, _whole(cells, staged, stated_of(summed))
    )


def target_stated(one: Reached) -> Stated | None:
    """Give what a target wants as the number that a result is held against: its value, whatever its bound."""
    return Stated.exactly(one.target.value)


def _cell(rows: Sequence[Reached]) -> Cell:
    target = target_stated(rows[0]) if len(rows) == 1 else None
    result = stated_of(rows[0].amount)
    return Cell(tuple(rows), target, result, share(result, target) if result and target else None)


def _whole(cells: Sequence[Cell | None], staged: Sequence[Reached], result: Stated | None) -> Cell:
    if len(staged) == 1:
        target, whence = target_stated(staged[0]), Whence.SCHEME
    elif not staged and all(cell is None or cell.target is not None for cell in cells) and _adds_up(cells):
        target, whence = total([cell.target for cell in cells if cell and cell.target]), Whence.SUM
    else:
        target, whence = None, Whence.NONE
    return Cell(tuple(staged), target, result, share(result, target) if result and target else None, whence)


def _adds_up(cells: Sequence[Cell | None]) -> bool:
    """Say whether targets of years make one of the stage: of quantities that are added, none of them a ceiling beside a floor."""
    targets = [one.target for cell in cells if cell for one in cell.targets]
    return all(row.indicator.adds_up for row in targets) and len({row.bound == Bound.AT_MOST for row in targets}) == 1
