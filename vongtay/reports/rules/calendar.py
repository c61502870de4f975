"""Which periods are owed, by when, how a report stands, how many of them came: no query, no user, the day is given."""

import calendar
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from vongtay.common.amounts import Stated
from vongtay.common.numbers import format_number, say_bound
from vongtay.common.periods import (
    Calendar,
    Kind,
    Period,
    PeriodError,
    due_on,
    earliest_sending,
    parse_period,
    working_days_after,
)
from vongtay.indicators.models import CATEGORIES, Bound, plain
from vongtay.indicators.queries import Amount
from vongtay.reports.models import ExtensionStep, Obligation, Submission, SubmissionLine
from vongtay.reports.states.calendar import OPEN, TO_BE_DONE, Answer, DueRule, Standing, SubmissionState

_PARTS: dict[str, list[str]] = {
    Kind.MONTH: [f"-{month:02d}" for month in range(1, 13)], Kind.QUARTER: [f"-Q{part}" for part in range(1, 5)],
    Kind.HALF: ["-H1", "-H2"], Kind.NINE_MONTHS: ["-9M"], Kind.YEAR: [""],
}  # fmt: skip
# Settings of this house, no law: how many working days before the day somebody is reminded, and from when it is shown as near.
REMIND_BEFORE = 3
NEAR_DAYS = 14
# A day that passed longer ago than this is reminded of no more.
REMIND_NO_LONGER = timedelta(days=60)

IsWorkingDay = Callable[[date], bool]


def periods_of(obligation: Obligation, until: date) -> list[Period]:
    """Give the periods that are owed and have begun by a day, the newest first."""
    found = []
    for year in range(until.year + 1, obligation.begins_on.year - 1, -1):
        for part in reversed(_PARTS[obligation.period_kind]):
            period = parse_period(f"{year}{part}", obligation.calendar)
            if period.first <= until and is_owed(obligation, period):
                found.append(period)
    return found


def is_owed(obligation: Obligation, period: Period) -> bool:
    """Whether a period of the right kind lies in the time of the obligation."""
    if period.kind != obligation.period_kind or period.calendar != obligation.calendar:
        return False
    return obligation.begins_on <= period.last and (obligation.ended_on is None or period.last <= obligation.ended_on)


def period_of(obligation: Obligation, code: str) -> Period | None:
    """Read the period that an address names; None where it is not owed."""
    try:
        period = parse_period(code, Calendar(obligation.calendar))
    except PeriodError:
        return None
    return period if is_owed(obligation, period) and period.code == code else None


def due_of(obligation: Obligation, period: Period, is_working_day: IsWorkingDay) -> date | None:
    """Give the last day of a report; None where none was set: nothing is computed without a rule.

    Never before a working day lies between cut-off and sending (Decree 09/2019, Art. 8(5)) for administrative reports.
    """
    if obligation.due_rule == DueRule.LAW:
        return due_on(period, is_working_day)
    if obligation.due_number is None:
        return None
    if obligation.due_rule == DueRule.WORKING_DAYS:
        return working_days_after(period.cut_off, obligation.due_number, is_working_day)
    day = _next_day_of_month(period.cut_off, obligation.due_number)
    return day if period.calendar is Calendar.STATISTICAL else max(day, earliest_sending(period, is_working_day))


def later_of(usual: date, given: ExtensionStep | None) -> date:
    """Give the day that holds beside an extension: it never makes the time shorter."""
    return usual if given is None or given.due_on is None else max(usual, given.due_on)


def _next_day_of_month(after: date, number: int) -> date:
    """Give the first day with this number after a day; in a shorter month its last day."""
    year, month = after.year, after.month
    while True:
        day = date(year, month, min(number, calendar.monthrange(year, month)[1]))
        if day > after:
            return day
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


@dataclass(frozen=True)
class Known:
    """The versions of one body's report for one period that somebody may see: the locked one, and the one being worked on."""

    locked: Submission | None = None
    open: Submission | None = None

    @classmethod
    def of(cls, versions: Iterable[Submission]) -> "Known":
        """Sort versions; superseded ones are neither."""
        rows = list(versions)
        return cls(
            next((row for row in rows if row.state == SubmissionState.APPROVED), None),
            next((row for row in rows if row.state in OPEN), None),
        )

    @property
    def newest(self) -> Submission | None:
        """The version to look at first."""
        return self.open or self.locked

    @property
    def received_on(self) -> date | None:
        """The day on which the first version came."""
        first = self.locked or self.open
        return first.received_on if first else None


def standing_of(known: Known, period: Period, day: date, *, is_mine: bool = True) -> Standing:
    """Say how a report stands; is_mine: as its owner sees it, who has it to do."""
    if known.open is not None and known.open.state in (SubmissionState.RETURNED, SubmissionState.SENT):
        return Standing(known.open.state)
    if known.open is not None and is_mine:
        return Standing.DRAFT
    if known.locked is not None:
        return Standing.APPROVED
    if day <= period.last:
        return Standing.RUNNING
    return Standing.TO_DO if is_mine else Standing.MISSING


def is_late(standing: Standing, due: date | None, received_on: date | None, day: date) -> bool:
    """Whether a report came after its day, or has not come though its day is over."""
    if due is None:
        return False
    return received_on > due if received_on is not None else day > due and standing != Standing.RUNNING


def is_near(standing: Standing, due: date | None, cut_off: date, day: date) -> bool:
    """Whether it is time to see to a report."""
    if standing not in TO_BE_DONE:
        return False
    return (
        standing == Standing.RETURNED or day > cut_off or (due is not None and due - day <= timedelta(days=NEAR_DAYS))
    )


@dataclass
class Counts:
    """How many reports of a period are expected, and what became of them. missing and received make expected."""

    expected: int = 0
    received: int = 0
    in_time: int = 0
    late: int = 0
    no_day: int = 0  # received, and no day was set
    waiting: int = 0
    returned: int = 0
    approved: int = 0
    nil: int = 0
    missing: int = 0
    overdue: int = 0  # missing though the day is over
    extended: int = 0  # have more time than the others
    asking: int = 0  # asked for more time, and wait for an answer

    def add(self, *, standing: Standing, due: date | None, known: Known, is_nil: bool, day: date) -> None:
        """Count one body. A locked report counts as approved while a correction of it is on its way, too."""
        received_on = known.received_on
        self.expected += 1
        if received_on is None:
            self.missing += 1
            self.overdue += is_late(standing, due, None, day)
            return
        self.received += 1
        self.nil += is_nil
        self.waiting += standing == Standing.SENT
        self.returned += standing == Standing.RETURNED
        self.approved += known.locked is not None
        if due is None:
            self.no_day += 1
        else:
            self.in_time += received_on <= due
            self.late += received_on > due


Said = Mapping[str, Any]
Splits = Mapping[str, Mapping[str, int]]  # dimension -> category -> how many


def said_of(line: SubmissionLine) -> dict[str, Any]:
    """Give what a line says as a step keeps it: plain words and numbers."""
    said = {
        "answer": line.answer, "value": _text(line.value), "value_high": _text(line.value_high), "bound": line.bound,
    }  # fmt: skip
    return said | ({"splits": line.splits} if line.splits else {})


def answered_as(answer: str, stated: Stated | None, splits: Splits) -> dict[str, Any]:
    """Give an answer from a form as a step keeps it."""
    said = {
        "answer": answer, "value": _text(stated.value) if stated else None, "value_high": _text(stated.high) if stated else None,
        "bound": str(stated.bound.value) if stated else str(Bound.EXACT),
    }  # fmt: skip
    return said | ({"splits": splits} if splits else {})


def says_otherwise(said: Said | None, known: Amount | None) -> bool:
    """Whether a report says something else than the system knows; where nothing is known, or nothing is said, it does not."""
    if not said or known is None or said["answer"] in (Answer.OPEN, Answer.NONE):
        return False
    if said["answer"] == Answer.NIL:
        return not known.is_nil
    high = None if said["value_high"] is None else Decimal(said["value_high"])
    return Amount.of(Decimal(said["value"]), said["bound"], high) != known


def _text(value: Decimal | None) -> str | None:
    number = plain(value)
    return None if number is None else f"{number:f}"


def words_of(said: Said | None) -> str:
    """Say an answer in the words of the page: "ít nhất 300", the label of nil or of no figures, or nothing."""
    if not said:
        return ""
    if said["answer"] != Answer.VALUE:
        return str(Answer(said["answer"]).label)
    high = None if said["value_high"] is None else Decimal(said["value_high"])
    return say_bound(Decimal(said["value"]), Bound(said["bound"]), high)


def parts_of(said: Said | None) -> list[str]:
    """Say the parts of a figure, one line for each dimension: "Female: 200; Male: 100"; nothing where none were told."""
    splits: Splits = (said or {}).get("splits", {})
    return [
        "; ".join(
            f"{label}: {format_number(splits[one][code])}" for code, label in labels.items() if code in splits[one]
        )
        for one, labels in CATEGORIES.items()
        if splits.get(one)
    ]


def parts_in_words(said: Said | None) -> str:
    """Say an answer with its parts in one line."""
    parts = "; ".join(parts_of(said))
    return f"{words_of(said)} ({parts})" if parts else words_of(said)


@dataclass(frozen=True)
class Difference:
    """What two versions say otherwise of one indicator."""

    code: str
    before: Said | None
    after: Said | None

    @property
    def old(self) -> str:
        """What was said before; a dash where it was not asked for."""
        return parts_in_words(self.before) or "–"

    @property
    def new(self) -> str:
        """What is said now."""
        return parts_in_words(self.after) or "–"

    @property
    def is_of_parts(self) -> bool:
        """Whether the figure is the same, and only its parts are told otherwise."""
        return words_of(self.before) == words_of(self.after)


def differences(before: Mapping[str, Said], after: Mapping[str, Said]) -> dict[str, Difference]:
    """Give what two versions say otherwise, by code of the indicator."""
    codes = [*after, *(code for code in before if code not in after)]
    return {
        code: Difference(code, before.get(code), after.get(code))
        for code in codes
        if before.get(code) != after.get(code)
    }


def is_nil(said: Iterable[Said]) -> bool:
    """Whether a report says outright of each indicator that nothing arose."""
    answers = [one["answer"] for one in said]
    return bool(answers) and all(answer == Answer.NIL for answer in answers)
