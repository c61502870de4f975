"""Puts the numbers of a period beside those of the year before and of the stage before; and the same by former units of a merged area.

Shapes, for whoever draws or writes them:

- `Comparison`: `question`; `earlier`, one or two `Earlier` (the same period of the year before, then the stage before; of a whole year both are
  one); `rows`; `flags`. `row.changes` stands in the order of `earlier`.
- `Row`: `group` and `code` say which number (`persons`/`received`, `support`/`whole.people`, `abroad`/`returned`, `programme`/`comm.leaflet`),
  `unit`, `now`, `changes`, and `told`: the changes that confirmed reports tell of it, each held against the computed ones.
- `Flag`: what can't be: a part above its whole, a share above 100 per cent; with the figures behind it.
- Words of all these: `saying.say_change`, `saying.say_stated`; names: `name_of(row)`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vongtay.agencies.queries import Borders, borders_of
from vongtay.cases.queries import count_abroad, stage_totals
from vongtay.cases.rules import STAGES
from vongtay.common.access import Staff
from vongtay.common.periods import Period, PeriodError
from vongtay.indicators.models import Apart, Figure, Indicator
from vongtay.indicators.queries import Amount, LeftOut, Line, add_up, roll_up, totals
from vongtay.reports import queries
from vongtay.reports.comparing import Change, Outcome, Stated, Told, change, judge, parts_over, share
from vongtay.reports.counting import Counts, Status, count
from vongtay.reports.queries import Question
from vongtay.reports.saying import STATUS_LABELS
from vongtay.support.queries import Spent, Support
from vongtay.support.states import Regime

PERCENT = "%"
# Ways in which a person comes back: their figures are parts of the persons received.
PARTS = {"victim.received": ("victim.rescued", "victim.self_returned")}


class Group(StrEnum):
    """Whence a number comes."""

    PERSONS = "persons"
    SUPPORT = "support"
    ABROAD = "abroad"
    PROGRAMME = "programme"


class Against(StrEnum):
    """With what a number is compared."""

    YEAR = "year"  # the same period of the year before
    STAGE = "stage"  # the period right before


class WhyNot(StrEnum):
    """Why there is nothing to compare with."""

    NONE = ""
    MANDATE = "mandate"  # the reporting mandate begins later
    BORDERS = "borders"  # a former unit was divided
    NO_PERIOD = "no_period"


@dataclass(frozen=True)
class Earlier:
    """An earlier period, whether it can be compared with, and the former units that stood in it."""

    against: Against
    period: Period
    why_not: WhyNot = WhyNot.NONE
    borders: Borders | None = None


@dataclass(frozen=True)
class Numbers:
    """The numbers of one period, from the same rows as its report."""

    persons: Counts
    abroad: dict[str, int]
    support: Support
    amounts: dict[str, Amount]  # by code of indicator; what nobody stated has none


@dataclass(frozen=True)
class ToldChange:
    """A change that a confirmed report tells, held against the computed ones. Its direction stands in its sentence."""

    figure: Figure
    told: Told


@dataclass(frozen=True)
class Row:
    """One number beside the earlier ones."""

    group: Group
    code: str
    unit: str
    now: Stated | None
    changes: tuple[Change, ...]
    indicator: Indicator | None = None
    told: tuple[ToldChange, ...] = ()


class FlagKind(StrEnum):
    """What can't be."""

    SPLIT = "split"  # the categories of a split are more than their whole
    PART = "part"  # one part, told as such, is more than its whole
    WAYS = "ways"  # the ways of coming are more than the persons
    RATE = "rate"  # a rate above 100 per cent


@dataclass(frozen=True)
class Flag:
    """A part above its whole, or a share above 100 per cent, with the figures behind it."""

    kind: FlagKind
    indicator: Indicator
    part: Stated
    whole: Stated
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Comparison:
    """A period compared."""

    question: Question
    earlier: tuple[Earlier, ...]
    rows: tuple[Row, ...]
    flags: tuple[Flag, ...]
    borders: Borders | None  # of the period itself

    def of(self, group: str) -> tuple[Row, ...]:
        """Give the rows of a group, in their order."""
        return tuple(row for row in self.rows if row.group == group)

    def row(self, group: str, code: str) -> Row | None:
        """Give one row; None where nothing of the kind was stated."""
        return next((row for row in self.rows if row.group == group and row.code == code), None)


def compare(staff: Staff, question: Question) -> Comparison:
    """Compare a period with the year before and the stage before, all as known at the moment asked for. Reads only.

    Errors: a database error where there is no mandate over the area.
    """
    catalogue = queries.in_order_of_report()
    lines = {line.indicator.pk: line for line in _lines(staff, question)}
    amounts = {
        code: line.total for code, line in lines.items() if line.total is not None and code not in _listed(lines)
    }
    now = Numbers(*_counted(question), amounts)
    earlier = earlier_of(staff, question)
    past = [
        _numbers(staff, replace(question, period=one.period), catalogue) if not one.why_not else None for one in earlier
    ]
    rows = [*_counted_rows(now, earlier, past), *_programme_rows(catalogue, lines, now, earlier, past)]
    borders = borders_of(question.area.pk, question.period.first)
    return Comparison(question, earlier, tuple(rows), flags_of(lines.values()), borders)


def earlier_of(staff: Staff, question: Question) -> tuple[Earlier, ...]:
    """Give the periods to compare with; of a whole year one, for the year before is the stage before."""
    since = queries.counted_since(staff, question.area)
    found: list[Earlier] = []
    for against, ask in ((Against.YEAR, question.period.year_before), (Against.STAGE, question.period.stage_before)):
        try:
            period = ask()
        except PeriodError:
            continue
        if period not in [one.period for one in found]:
            found.append(_earlier(against, period, question, since))
    return tuple(found)


def _earlier(against: Against, period: Period, question: Question, since: date | None) -> Earlier:
    borders = borders_of(question.area.pk, period.first)
    if since is not None and period.first < since:
        return Earlier(against, period, WhyNot.MANDATE, borders)
    if borders is not None and borders.divided:
        return Earlier(against, period, WhyNot.BORDERS, borders)
    return Earlier(against, period, WhyNot.NONE, borders)


def _lines(staff: Staff, question: Question) -> list[Line]:
    return totals(staff, area_id=question.area.pk, period=question.period, as_known_on=question.as_known_on)


def _counted(question: Question) -> tuple[Counts, dict[str, int], Support]:
    stages = count_abroad(area_id=question.area.pk, periods=[question.period], as_known_on=question.as_known_on)
    return count(queries.cells_of(question)), stage_totals(stages), queries.support_of(question)


def _numbers(staff: Staff, question: Question, catalogue: Sequence[Indicator]) -> Numbers:
    cells = roll_up(
        staff, area_id=question.area.pk, period=question.period, indicators=catalogue, as_known_on=question.as_known_on
    )  # fmt: skip
    by_code: dict[str, list[Amount]] = {}
    for cell in cells:
        by_code.setdefault(cell.code, []).append(cell.amount)
    found = {code: added for code, amounts in by_code.items() if (added := add_up(amounts)) is not None}
    return Numbers(*_counted(question), found)


def _listed(lines: dict[str, Line]) -> set[str]:
    """Give the indicators of which something was told that is never added."""
    return {code for code, line in lines.items() if any(why is LeftOut.NOT_ADDED for _figure, why in line.left_out)}


def stated_of(amount: Amount | None) -> Stated | None:
    """Give an amount of claims as a number to compare."""
    return None if amount is None else Stated.of(amount.low, amount.high, is_rough=amount.is_rough)


def _whole(value: int) -> Stated | None:
    # What was taken back in a later period may leave less than nothing of its money: not a number to compare.
    return Stated.exactly(value) if value >= 0 else None


def _counted_of(numbers: Numbers) -> dict[tuple[Group, str], tuple[str, Stated | None]]:
    """Give what is counted from cases, the list and the ledger, each with its unit, in the order of the report."""
    found = {(Group.PERSONS, str(status)): ("người", _whole(value)) for status, value in numbers.persons.all}
    found |= {(Group.ABROAD, stage): ("người", _whole(numbers.abroad.get(stage, 0))) for stage in STAGES}
    spent = {"whole": numbers.support.whole} | dict(numbers.support.by_regime)
    for code in ("whole", *Regime.values):
        one = spent.get(code, Spent())
        found[Group.SUPPORT, f"{code}.people"] = ("người", _whole(one.people))
        found[Group.SUPPORT, f"{code}.money"] = ("đồng", _whole(one.amount_dong))
    return found


def _counted_rows(now: Numbers, earlier: Sequence[Earlier], past: Sequence[Numbers | None]) -> Iterable[Row]:
    here, before = _counted_of(now), [_counted_of(one) if one else {} for one in past]
    for (group, code), (unit, value) in here.items():
        others = [held.get((group, code), ("", None))[1] for held in before]
        is_detail = group is Group.SUPPORT and not code.startswith("whole.")
        if is_detail and all(one is None or one.is_nil for one in (value, *others)):
            continue  # a regime under which nothing was given, then or now
        yield Row(
            group,
            code,
            unit,
            value,
            tuple(_against(value, other, one) for other, one in zip(others, earlier, strict=True)),
        )


def _programme_rows(
    catalogue: Sequence[Indicator], lines: dict[str, Line], now: Numbers, earlier: Sequence[Earlier], past: Sequence[Numbers | None]
) -> Iterable[Row]:  # fmt: skip
    listed = _listed(lines)
    for indicator in catalogue:
        line, value = lines.get(indicator.pk), stated_of(now.amounts.get(indicator.pk))
        others = [stated_of(one.amounts.get(indicator.pk)) if one else None for one in past]
        told = [figure for figure, why in line.left_out if why is LeftOut.CHANGE] if line else []
        if value is None and not told and indicator.pk not in listed and not any(others):
            continue
        apart = indicator.pk in listed or (not indicator.adds_up and not (value and value.is_nil))
        changes = tuple(
            Change(value, other, Outcome.NOT_ADDED) if apart else _against(value, other, one)
            for other, one in zip(others, earlier, strict=True)
        )
        held = tuple(ToldChange(figure, _judged(figure, changes)) for figure in told)
        yield Row(Group.PROGRAMME, indicator.pk, indicator.unit, value, changes, indicator, held)


def _against(now: Stated | None, before: Stated | None, earlier: Earlier) -> Change:
    if earlier.why_not is WhyNot.BORDERS:
        return Change(now, None, Outcome.BORDERS)
    return change(now, before)


def _judged(figure: Figure, changes: Sequence[Change]) -> Told:
    amount = Amount.of(figure.value or Decimal(0), figure.bound, figure.value_high)
    stated = Stated.of(amount.low, amount.high, is_rough=amount.is_rough)
    return judge(changes, stated, in_percent=PERCENT in figure.unit or figure.indicator.unit == PERCENT)


def flags_of(lines: Iterable[Line]) -> tuple[Flag, ...]:
    """Find what can't be in the figures of a period: parts above their whole, shares above 100 per cent."""
    by_code = {line.indicator.pk: line for line in lines}
    found = [
        flag for line in by_code.values() for flag in (*_over_splits(line), *_over_parts(line), *_over_rates(line))
    ]
    for code, ways in PARTS.items():
        whole = by_code.get(code)
        parts = [by_code[one] for one in ways if one in by_code]
        amount = add_up(line.total for line in parts if line.total is not None)
        if whole is None or whole.total is None or amount is None:
            continue
        part, of = stated_of(amount), stated_of(whole.total)
        if part and of and share(part, of).is_over:
            behind = [*whole.added, *(figure for line in parts for figure in line.added)]
            found.append(Flag(FlagKind.WAYS, whole.indicator, part, of, tuple(behind)))
    return tuple(found)


def _over_splits(line: Line) -> Iterable[Flag]:
    whole = stated_of(line.total)
    for one in line.splits:
        parts = [Stated.exactly(value) for _code, value in one.parts]
        if whole is not None and parts_over(whole, {one.dimension: parts}):
            behind = tuple(figure for figure in line.added if one.dimension in figure.splits)
            yield Flag(
                FlagKind.SPLIT, line.indicator, Stated.exactly(sum(value for _code, value in one.parts)), whole, behind
            )


def _over_parts(line: Line) -> Iterable[Flag]:
    for figure, why in line.left_out:
        if why is not LeftOut.PART or figure.source_id is None:
            continue
        days = (figure.happened_from, figure.happened_to)
        beside = [
            row
            for row in line.added
            if row.source_id == figure.source_id and (row.happened_from, row.happened_to) == days
        ]
        wholes = [stated for row in beside if (stated := _stated_figure(row)) is not None]
        part = _stated_figure(figure)
        if part and wholes and all(share(part, whole).is_over for whole in wholes):
            yield Flag(FlagKind.PART, line.indicator, part, max(wholes, key=lambda one: one.low), (figure, *beside))


def _over_rates(line: Line) -> Iterable[Flag]:
    for figure in [*line.added, *(figure for figure, _why in line.left_out)]:
        in_percent = PERCENT in figure.unit or (not figure.unit and line.indicator.unit == PERCENT)
        stated = _stated_figure(figure)
        if in_percent and figure.apart != Apart.CHANGE and stated and share(stated, Stated.exactly(100)).is_over:
            yield Flag(FlagKind.RATE, line.indicator, stated, Stated.exactly(100), (figure,))


def _stated_figure(figure: Figure) -> Stated | None:
    if figure.value is None:
        return None
    return stated_of(Amount.of(figure.value, figure.bound, figure.value_high))


def name_of(row: Row) -> str:
    """Give the name of a row in the language that is active."""
    if row.indicator is not None:
        return row.indicator.name_en if (get_language() or "vi").startswith("en") else row.indicator.name_vi
    if row.group is Group.PERSONS:
        return str(STATUS_LABELS[Status(row.code)])
    if row.group is Group.ABROAD:
        return _(STAGES[row.code])
    regime, _dot, what = row.code.partition(".")
    name = _("Support, all regimes") if regime == "whole" else str(Regime(regime).label)
    return _("%(regime)s: people") % {"regime": name} if what == "people" else _("%(regime)s: money") % {"regime": name}
