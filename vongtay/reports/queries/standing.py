"""How one report of one body stands: its versions, its last day, the time that was given. As known now, or at a past moment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from vongtay.agencies.models import Body
from vongtay.agencies.roles import Role
from vongtay.common.access import Staff
from vongtay.common.periods import Period
from vongtay.law.queries import calendar
from vongtay.reports.models import ExtensionStep, Obligation, Submission, SubmissionStep
from vongtay.reports.queries.owing import heir
from vongtay.reports.queries.submitted import submissions_of
from vongtay.reports.rules.calendar import IsWorkingDay, Known, due_of, is_late, is_near, later_of, standing_of
from vongtay.reports.states.calendar import MoreTime, Standing, SubmissionState

Key = tuple[UUID, str, UUID]  # obligation, code of the period, body


@dataclass(frozen=True)
class Owed:
    """What one body owes for one period, as somebody sees it on a day."""

    obligation: Obligation
    period: Period
    body: Body
    due: date | None
    known: Known
    day: date
    is_mine: bool
    given: ExtensionStep | None = None  # the extension that holds
    asks: ExtensionStep | None = None  # more time that was asked for and waits for an answer

    @property
    def answered_by(self) -> Body | None:
        """Who answers for the report today: the body, or who took its work over; None where nobody did."""
        return heir(self.body, self.day)

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return standing_of(self.known, self.period, self.day, is_mine=self.is_mine)

    @property
    def is_late(self) -> bool:
        """Whether it came late, or its day is over and it has not come."""
        return is_late(self.standing, self.due, self.known.received_on, self.day)

    @property
    def is_near(self) -> bool:
        """Whether it is time to see to it."""
        return is_near(self.standing, self.due, self.period.cut_off, self.day)

    @property
    def days_left(self) -> int | None:
        """How many days are left; negative: so many over."""
        return None if self.due is None else (self.due - self.day).days

    @property
    def address(self) -> dict[str, Any]:
        """The parts of the address of its page."""
        return {"obligation_id": self.obligation.pk, "period": self.period.code, "body_id": self.body.pk}


@dataclass(frozen=True)
class Told:
    """What was read of versions and extensions, by obligation, period and body."""

    versions: Mapping[Key, list[Submission]]
    steps: Mapping[Key, list[ExtensionStep]]
    is_working_day: IsWorkingDay

    def owed(self, obligation: Obligation, period: Period, body: Body, day: date, *, is_mine: bool) -> Owed:
        """Give how the report of one body stands."""
        key = (obligation.pk, period.code, body.pk)
        known, steps = Known.of(self.versions.get(key, [])), self.steps.get(key, [])
        given = newest_given(steps)
        asks = steps[-1] if steps and steps[-1].kind == MoreTime.ASKED else None
        return Owed(
            obligation, period, body, self._due(obligation, period, known, given), known, day, is_mine, given, asks
        )

    def _due(self, obligation: Obligation, period: Period, known: Known, given: ExtensionStep | None) -> date | None:
        """Give the last day; of what came, the day as it stood when it came, or to which it was moved after that."""
        first = known.locked or known.open
        if first is not None and first.received_on is not None:
            return given.due_on if given is not None else first.due_on
        usual = due_of(obligation, period, self.is_working_day)
        return None if usual is None else later_of(usual, given)


def read(staff: Staff, *, known_at: datetime | None = None, **about: Any) -> Told:
    """Read the versions and extensions that `staff` may see, as known now or at a past moment. Two queries, of a past moment three."""
    versions: dict[Key, list[Submission]] = defaultdict(list)
    rows = list(submissions_of(staff).filter(**about).order_by("number"))
    for row in rows if known_at is None else _as_known(rows, staff, known_at):
        versions[row.obligation_id, row.period, row.body_id].append(row)
    steps = ExtensionStep.objects.filter(world=staff.world, **about)
    if known_at is not None:
        steps = steps.filter(recorded_at__lte=known_at)
    return Told(versions, _by_key(steps.order_by("number")), calendar().is_working_day)


def extensions_given(**about: Any) -> dict[Key, ExtensionStep]:
    """Give the extensions that hold now."""
    steps = _by_key(ExtensionStep.objects.filter(**about).order_by("number"))
    return {key: given for key, rows in steps.items() if (given := newest_given(rows)) is not None}


def extension_steps(owed: Owed) -> list[ExtensionStep]:
    """Give what was asked for, given and refused of one report, the newest first."""
    rows = ExtensionStep.objects.filter(obligation=owed.obligation, period=owed.period.code, body=owed.body)
    return list(rows.select_related("by__user", "by__body").order_by("-number"))


def asked_for(staff: Staff) -> list[ExtensionStep]:
    """Give the requests for more time that wait for an answer of one's body, the oldest first; none for a role that answers none."""
    if staff.role not in (Role.REPORTER, Role.HEAD):
        return []
    steps = ExtensionStep.objects.filter(world=staff.world, obligation__body_id=staff.body_id)
    newest = steps.order_by("obligation", "period", "body", "-number").distinct("obligation", "period", "body")
    waiting = [row for row in newest.select_related("obligation", "body") if row.kind == MoreTime.ASKED]
    return sorted(waiting, key=lambda row: row.recorded_at)


def newest_given(steps: Iterable[ExtensionStep]) -> ExtensionStep | None:
    """Give the extension that holds: the newest one given; a request or a refusal after it changes nothing."""
    return next((row for row in reversed(list(steps)) if row.kind == MoreTime.GIVEN), None)


def _by_key(rows: Iterable[ExtensionStep]) -> dict[Key, list[ExtensionStep]]:
    found: dict[Key, list[ExtensionStep]] = defaultdict(list)
    for row in rows:
        found[row.obligation_id, row.period, row.body_id].append(row)
    return found


def _as_known(rows: list[Submission], staff: Staff, moment: datetime) -> list[Submission]:
    """Give versions in the state that they had at a moment: what had not come then is not there. The rows are to be read, not saved."""
    steps: dict[UUID, list[str]] = defaultdict(list)
    for step in SubmissionStep.objects.filter(submission__in=rows, recorded_at__lte=moment).order_by("recorded_at"):
        steps[step.submission_id].append(step.to_state)
    found = []
    for row in rows:
        states = steps[row.pk]
        if not states or (
            states[-1] == SubmissionState.DRAFT and row.to_body_id == staff.body_id and not row.is_from_paper
        ):
            continue
        row.state = states[-1]
        if SubmissionState.SENT not in states and row.corrects_id is None:
            row.received_on = row.due_on = None
        found.append(row)
    return found
