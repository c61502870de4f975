"""How complete the periods of an obligation are: each body that owes, and the counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from vongtay.agencies.models import Body, Place
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.common.periods import Period
from vongtay.law.queries import calendar
from vongtay.reports.models import Obligation, ReportReminder, Submission, SubmissionLine, SubmissionStep
from vongtay.reports.queries.owing import ended_bodies, named_by, owing_among, owing_bodies, provinces_without
from vongtay.reports.queries.standing import Owed, Told, read
from vongtay.reports.rules.calendar import Counts, due_of, is_nil, periods_of
from vongtay.reports.states.calendar import SubmissionState


@dataclass(frozen=True)
class Row:
    """One body on the board."""

    owed: Owed
    is_nil: bool
    reminded_on: date | None = None


@dataclass(frozen=True)
class Board:
    """How complete a period is: each body that owes, the counts, and the bodies that ended within the period."""

    obligation: Obligation
    period: Period
    due: date | None
    rows: list[Row]
    counts: Counts
    ended: list[Body] = field(default_factory=list)
    without: list[Place] = field(
        default_factory=list
    )  # where the country is asked: provinces that have no such body here


def board_of(
    staff: Staff, obligation: Obligation, period: Period, day: date, known_at: datetime | None = None
) -> Board:
    """Give the board of a period of an obligation of one's own body, as known now or at a past moment. Few queries however many bodies owe."""
    day = day_in_vietnam(known_at) if known_at is not None else day
    told = read(staff, known_at=known_at, obligation=obligation, period=period.code)
    bodies, reminded = owing_bodies(obligation, period), _reminded(obligation, period, day)
    rows = [
        told.owed(obligation, period, body, day, is_mine=False)
        for body in [*bodies, *_ended_with_reports(told, bodies)]
    ]
    newest = [row.known.newest for row in rows if row.known.newest is not None]
    nil = _nil_of(newest) if known_at is None else _nil_then(newest, known_at)
    counts, found = Counts(), []
    for owed in rows:
        says_nil = owed.known.newest is not None and owed.known.newest.pk in nil
        found.append(Row(owed, says_nil, reminded.get(owed.body.pk)))
        _count(counts, owed, says_nil=says_nil)
    due = due_of(obligation, period, calendar().is_working_day)
    return Board(
        obligation, period, due, found, counts, ended_bodies(obligation, period), provinces_without(obligation, bodies)
    )


def completeness(staff: Staff, obligation: Obligation, day: date) -> list[tuple[Period, date | None, Counts]]:
    """Give the periods of an obligation of one's own body with their counts, the newest first."""
    works, told, named = calendar().is_working_day, read(staff, obligation=obligation), list(named_by(obligation))
    found = []
    for period in periods_of(obligation, day):
        counts = Counts()
        for body in owing_among(obligation, named, period):
            _count(counts, told.owed(obligation, period, body, day, is_mine=False), says_nil=False)
        found.append((period, due_of(obligation, period, works), counts))
    return found


def _count(counts: Counts, owed: Owed, *, says_nil: bool) -> None:
    counts.add(standing=owed.standing, due=owed.due, known=owed.known, is_nil=says_nil, day=owed.day)
    counts.extended += owed.given is not None
    counts.asking += owed.asks is not None


def _reminded(obligation: Obligation, period: Period, day: date) -> dict[UUID, date]:
    rows = ReportReminder.objects.filter(world=obligation.world, obligation=obligation, period=period.code, on__lte=day)
    return dict(rows.order_by("on").values_list("body_id", "on"))


def _ended_with_reports(told: Told, bodies: Sequence[Body]) -> list[Body]:
    """Give the bodies that owe no more and sent a report all the same."""
    owing = {body.pk for body in bodies}
    return [rows[0].body for key, rows in told.versions.items() if key[2] not in owing]


def _nil_of(rows: Iterable[Submission]) -> set[UUID]:
    """Give those that say outright of each indicator that nothing arose."""
    counted = (
        SubmissionLine.objects.filter(submission__in=[row.pk for row in rows])
        .order_by()
        .values("submission_id")
        .annotate(n=Count("pk"), nil=Count("pk", filter=Q(answer="nil")))
    )
    return {row["submission_id"] for row in counted if row["n"] == row["nil"]}


def _nil_then(rows: Iterable[Submission], moment: datetime) -> set[UUID]:
    """The same as it was sent by a past moment."""
    sent = SubmissionStep.objects.filter(
        submission__in=[row.pk for row in rows], to_state=SubmissionState.SENT, recorded_at__lte=moment
    )
    said = dict(sent.order_by("recorded_at").values_list("submission_id", "said"))
    return {pk for pk, answers in said.items() if is_nil(answers.values())}
