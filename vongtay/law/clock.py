"""From a rule and the moment that starts it to the last day, and how a clock stands. An unset rule gives no day."""

import calendar as months
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from vongtay.law.calendar import Calendar, shipped_calendar
from vongtay.law.shapes import Confidence, Kind, LimitState, Rule, Unit

VIETNAM = timezone(timedelta(hours=7), "ICT")  # one zone without summer time since 1975


class Reason(StrEnum):
    """Why there is no day."""

    NO_BASIS = "no_basis"
    NOT_STATED = "not_stated"
    CUSTOM = "custom"
    NOT_IN_FORCE = "not_in_force"


class Mark(StrEnum):
    """What a reader must know of the day that was computed."""

    COUNTING_UNCONFIRMED = "counting_unconfirmed"
    UNIT_UNCONFIRMED = "unit_unconfirmed"
    LIMIT_FROM_ONE_SOURCE = "limit_from_one_source"
    ROLLED = "rolled"
    HOUR_UNKNOWN = "hour_unknown"
    ENTERED_HERE = "entered_here"


# English msgids; the Vietnamese words stand in the catalogue.
LABELS: dict[Reason | Mark, str] = {
    Reason.NO_BASIS: "No legal basis entered",
    Reason.NOT_STATED: "The article gives no time limit",
    Reason.CUSTOM: "Custom, no legal basis yet",
    Reason.NOT_IN_FORCE: "Not in force on that day",
    Mark.COUNTING_UNCONFIRMED: "way of counting not confirmed",
    Mark.UNIT_UNCONFIRMED: "unit (calendar or working day) not confirmed",
    Mark.LIMIT_FROM_ONE_SOURCE: "limit seen in one source only",
    Mark.ROLLED: "moved to the next working day",
    Mark.HOUR_UNKNOWN: "hour of the start not known",
    Mark.ENTERED_HERE: "entered by the legal officer",
}


@dataclass(frozen=True)
class Due:
    """The last day of a step, or why there is none. `article` is None for custom: nothing may be printed then."""

    rule_id: str
    on: date | None
    at: datetime | None
    reason: Reason | None
    article: str | None
    bodies: tuple[str, ...]
    unit: Unit | None
    marks: frozenset[Mark] = frozenset()

    @property
    def unset(self) -> bool:
        return self.on is None

    @property
    def is_unconfirmed(self) -> bool:
        """Tell whether the way of counting or the unit is not confirmed."""
        return bool(self.marks & {Mark.COUNTING_UNCONFIRMED, Mark.UNIT_UNCONFIRMED})

    @property
    def reading(self) -> str:
        """Give “unconfirmed” where the day rests on an unconfirmed way of counting, else an empty text."""
        return "unconfirmed" if self.is_unconfirmed else ""


@dataclass(frozen=True)
class Pause:
    """A time in which a clock stood still: from one moment to another."""

    start: date | datetime
    end: date | datetime


def day_of(moment: date | datetime) -> date:
    """Give the day in Việt Nam; a moment without a zone is taken as Vietnamese."""
    if isinstance(moment, datetime):
        return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).date()
    return moment


def due(rule: Rule, start: date | datetime, calendar: Calendar | None = None, pauses: Iterable[Pause] = ()) -> Due:
    """Compute the last day of a step from the act that started it; time in which the clock stood still is not counted.

    Unit: that of the rule; NOW is the same day. Hours need the moment; a bare day counts from its first minute.
    A pause moves the end by its length in the same unit: exact time for hours, working days for working days, else days.
    Errors: OverflowError for a day beyond the calendar.
    Source: article of the rule; first day and day off by the general civil rule, a switch in the regime's data.
    """
    if (reason := why_unset(rule, day_of(start))) is not None:
        return Due(rule.id, None, None, reason, _printable(rule), rule.actors, None)
    stood = tuple(pauses)
    if rule.unit is Unit.HOURS:
        return _due_by_the_hour(rule, start, stood)
    last, rolled = _last_day(rule, day_of(start), calendar or shipped_calendar(), stood)
    return Due(rule.id, last, None, None, _printable(rule), rule.actors, rule.unit, _marks(rule, rolled=rolled))


def moment_of(moment: date | datetime) -> datetime:
    """Give a moment with its zone; a bare day is its first minute in Việt Nam."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)


def why_unset(rule: Rule, day: date) -> Reason | None:
    """Tell why the rule gives no day for an act of that day; None if it gives one."""
    if not rule.span.holds(day):
        return Reason.NOT_IN_FORCE
    if rule.is_set:
        return None
    if rule.customary:
        return Reason.CUSTOM
    return Reason.NOT_STATED if rule.limit_state is LimitState.NOT_STATED else Reason.NO_BASIS


def _printable(rule: Rule) -> str | None:
    return None if rule.customary else rule.article


def _last_day(rule: Rule, start: date, calendar: Calendar, pauses: tuple[Pause, ...]) -> tuple[date, bool]:
    """Give the last day, and whether a day off moved it."""
    limit = rule.limit if isinstance(rule.limit, int) else 0
    stood = sum((day_of(pause.end) - day_of(pause.start)).days for pause in pauses)
    if rule.unit is Unit.NOW:
        return start + timedelta(days=stood), False
    early = rule.counting.first_day_counted
    if rule.unit is Unit.WORKING_DAYS:
        worked = sum(calendar.count_between(day_of(pause.start), day_of(pause.end)) for pause in pauses)
        return calendar.after(start - timedelta(days=1) if early else start, limit + worked), False
    if rule.unit is Unit.MONTHS:
        last = add_months(start, limit) - timedelta(days=1 if early else 0)
    else:
        last = start + timedelta(days=limit - 1 if early else limit)
    last += timedelta(days=stood)
    # A ceiling says how long at most: a day off at its end must not make it longer.
    if not rule.counting.roll_to_working_day or rule.kind is Kind.CEILING:
        return last, False
    moved = calendar.on_or_after(last)
    return moved, moved != last


def add_months(day: date, count: int) -> date:
    """Give the same day so many months later, or the last day of a month that is too short."""
    whole = day.year * 12 + day.month - 1 + count
    year, month = divmod(whole, 12)
    if year > date.max.year:
        raise OverflowError("date value out of range")
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _due_by_the_hour(rule: Rule, start: date | datetime, pauses: tuple[Pause, ...]) -> Due:
    length = timedelta(hours=rule.limit if isinstance(rule.limit, int) else 0)
    length += sum((moment_of(pause.end) - moment_of(pause.start) for pause in pauses), timedelta())
    marks = _marks(rule, rolled=False)
    if isinstance(start, datetime):
        at = start + length
        return Due(rule.id, day_of(at), at, None, _printable(rule), rule.actors, rule.unit, marks)
    on = (datetime.combine(start, time()) + length).date()
    return Due(rule.id, on, None, None, _printable(rule), rule.actors, rule.unit, marks | {Mark.HOUR_UNKNOWN})


def _marks(rule: Rule, *, rolled: bool) -> frozenset[Mark]:
    counted = rule.unit in {Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.MONTHS}
    found = {
        Mark.COUNTING_UNCONFIRMED: counted and rule.counting.confidence is Confidence.C,
        Mark.UNIT_UNCONFIRMED: rule.unit_confidence is Confidence.C,
        Mark.LIMIT_FROM_ONE_SOURCE: rule.limit_confidence is Confidence.B,
        Mark.ROLLED: rolled,
        Mark.ENTERED_HERE: rule.installed is not None,
    }
    return frozenset(mark for mark, holds in found.items() if holds)


class ClockState(StrEnum):
    """How a clock stands. MISSED also when the step was done, but late."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    UNSET = "unset"


@dataclass(frozen=True)
class Standing:
    """How a clock stands on a day: days left while it runs, days over once it is missed."""

    state: ClockState
    is_done: bool
    days_left: int | None = None
    days_over: int | None = None


def standing(last: Due, *, now: date | datetime, done: date | datetime | None = None, paused: bool = False) -> Standing:
    """Tell how a clock stands now, or stood when its step was done. Without a day it neither runs nor is missed.

    paused: it stands still now, so it can't be missed.
    """
    is_done = done is not None
    if last.on is None:
        return Standing(ClockState.UNSET, is_done)
    if paused and not is_done:
        return Standing(ClockState.PAUSED, is_done)
    seen = now if done is None else done
    over = (day_of(seen) - last.on).days
    if over > 0 or _past_the_hour(last, seen):
        return Standing(ClockState.MISSED, is_done, days_over=max(over, 0))
    if is_done:
        return Standing(ClockState.MET, is_done)
    return Standing(ClockState.RUNNING, is_done, days_left=-over)


def _past_the_hour(last: Due, seen: date | datetime) -> bool:
    if last.at is None or not isinstance(seen, datetime):
        return False
    if (last.at.tzinfo is None) != (seen.tzinfo is None):
        return False  # a moment with and one without a zone can't be compared: the day decides
    return seen > last.at
