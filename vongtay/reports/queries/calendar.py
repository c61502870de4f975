"""Reading what reports are owed, what came of them, and what is known already. The database gives each body its own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from vongtay.agencies.models import Body
from vongtay.agencies.queries import at_work_on
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.common.periods import Period
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import Line, figures_in, lines_of
from vongtay.law.queries import calendar
from vongtay.reports.models import (
    AskedIndicator,
    Obligation,
    ReportReminder,
    Submission,
    SubmissionLine,
)
from vongtay.reports.permissions import MAY_FOLLOW, MAY_SUBMIT
from vongtay.reports.queries.submitted import submissions_of
from vongtay.reports.rules.calendar import (
    REMIND_NO_LONGER,
    Counts,
    IsWorkingDay,
    Known,
    due_of,
    is_late,
    is_near,
    period_of,
    periods_of,
    standing_of,
)
from vongtay.reports.states.calendar import Owes, Speaks, Standing, SubmissionState

COMMUNE = "commune"
MOST_STEPS = 4  # how often a body's work may have passed on


def owed_by(staff: Staff) -> Q:
    """The obligations under which the body of `staff` owes, or one whose work it took over."""
    communes = Q(owes=Owes.COMMUNES) if staff.body_kind == COMMUNE else Q(pk__in=[])
    kinds = communes | Q(owes=Owes.KIND, owing_kind=staff.body_kind)
    one = Q(owing_body_id=staff.body_id) | Q(owing_body__successor_id=staff.body_id)
    return Q(province_id=staff.province_id) & (kinds | one) & ~Q(body_id=staff.body_id)


def obligations_of(staff: Staff) -> QuerySet[Obligation]:
    """The obligations that concern the body of `staff`: it asks, or it owes. Missing for a role that follows no reports."""
    if staff.role not in MAY_FOLLOW:
        return Obligation.objects.none()
    rows = Obligation.objects.filter(Q(body_id=staff.body_id) | owed_by(staff), world=staff.world)
    return rows.select_related("body", "owing_body", "province").order_by("title", "pk")


def obligation_of(staff: Staff, obligation_id: UUID) -> Obligation:
    """One obligation. Obligation.DoesNotExist both when there is none and when it is not one's body's."""
    return obligations_of(staff).get(pk=obligation_id)


def asked_of(obligation: Obligation) -> list[Indicator]:
    """Give the indicators that a report is to give, in the order of the report."""
    asked = AskedIndicator.objects.filter(obligation=obligation).values("indicator_id")
    return sorted(Indicator.objects.filter(pk__in=asked), key=lambda row: (row.section, row.pk))


def _named(obligation: Obligation) -> QuerySet[Body]:
    """The bodies that an obligation names, at any time, without the one that asks."""
    if obligation.owes == Owes.BODY:
        return Body.objects.filter(pk__in=[obligation.owing_body_id])
    kind = COMMUNE if obligation.owes == Owes.COMMUNES else obligation.owing_kind
    rows = Body.objects.filter(kind=kind, province_id=obligation.province_id).exclude(pk=obligation.body_id)
    return rows.select_related("place__parent").order_by("sort_key", "pk")


def owing_bodies(obligation: Obligation, period: Period) -> list[Body]:
    """Give the bodies that owe a report for a period: those at work at its cut-off; for one body that ended, who took its work over."""
    return _owing_among(obligation, _named(obligation).filter(at_work_on(period.last)), period)


def _owing_among(obligation: Obligation, named: Iterable[Body], period: Period) -> list[Body]:
    if obligation.owes == Owes.BODY and obligation.owing_body is not None:
        body = _heir(obligation.owing_body, period.last)
        return [] if body is None or body.pk == obligation.body_id else [body]
    return [body for body in named if _works_on(body, period.last)]


def _works_on(body: Body, day: date) -> bool:
    return (body.valid_from is None or body.valid_from <= day) and (body.valid_to is None or body.valid_to >= day)


def _heir(body: Body, day: date) -> Body | None:
    for _step in range(MOST_STEPS):
        if body.valid_to is None or body.valid_to >= day:
            return body
        if body.successor is None:
            return None
        body = body.successor
    return None


def ended_bodies(obligation: Obligation, period: Period) -> list[Body]:
    """Give the bodies that were named and ended within a period: others answer for their work."""
    ended = _named(obligation).filter(valid_to__gte=period.first, valid_to__lt=period.last)
    return list(ended.select_related("successor").order_by("sort_key", "pk"))


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


def _due(obligation: Obligation, period: Period, known: Known, is_working_day: IsWorkingDay) -> date | None:
    """Give the last day; of what came, the day as it stood when it came."""
    first = known.locked or known.open
    if first is not None and first.received_on is not None:
        return first.due_on
    return due_of(obligation, period, is_working_day)


def _versions(staff: Staff, **about: Any) -> dict[tuple[UUID, str, UUID], list[Submission]]:
    """Give the versions that `staff` may see, by obligation, period and body; one query."""
    found: dict[tuple[UUID, str, UUID], list[Submission]] = defaultdict(list)
    for row in submissions_of(staff).filter(**about).order_by("number"):
        found[row.obligation_id, row.period, row.body_id].append(row)
    return found


def owed_of(staff: Staff, obligation: Obligation, code: str, body_id: UUID) -> Owed | None:
    """Give what one body owes for the period of an address; None where it owes nothing, or is no business of `staff`."""
    period = period_of(obligation, code)
    if period is None or (staff.body_id not in (body_id, obligation.body_id)):
        return None
    body = next((row for row in owing_bodies(obligation, period) if row.pk == body_id), None)
    rows = _versions(staff, obligation=obligation, period=code, body_id=body_id).get((obligation.pk, code, body_id), [])
    if body is None:
        # What a body sent before it ended, or before it was named no more, stays to be seen.
        body = rows[0].body if rows else None
    if body is None:
        return None
    known = Known.of(rows)
    due = _due(obligation, period, known, calendar().is_working_day)
    return Owed(obligation, period, body, due, known, today(), is_mine=staff.body_id == body_id)


def versions_of(staff: Staff, owed: Owed) -> list[Submission]:
    """Give all versions of a report that `staff` may see, the newest first."""
    rows = submissions_of(staff).filter(obligation=owed.obligation, period=owed.period.code, body=owed.body)
    return list(rows.order_by("-number"))


def owed_now(staff: Staff, day: date) -> list[Owed]:
    """Give all that the body of `staff` owes and has owed, the nearest day first. Three queries, and one for each single body that passed its work on."""
    if staff.role not in MAY_SUBMIT:
        return []
    mine = list(obligations_of(staff).filter(owed_by(staff)).select_related("owing_body__successor"))
    if not mine:
        return []
    body = Body.objects.get(pk=staff.body_id)
    versions, works = _versions(staff, body_id=staff.body_id), calendar().is_working_day
    found = []
    for obligation in mine:
        for period in periods_of(obligation, day):
            if not _owes(obligation, body, period.last):
                continue
            known = Known.of(versions.get((obligation.pk, period.code, body.pk), []))
            due = _due(obligation, period, known, works)
            found.append(Owed(obligation, period, body, due, known, day, is_mine=True))
    return sorted(found, key=lambda one: (one.due or one.period.last, one.obligation.title))


def _owes(obligation: Obligation, body: Body, day: date) -> bool:
    """Whether a body owes under an obligation that may concern it, on the day of a cut-off."""
    if obligation.owes == Owes.BODY and obligation.owing_body is not None:
        return _heir(obligation.owing_body, day) == body
    return _works_on(body, day)


def to_do(staff: Staff, day: date) -> list[Owed]:
    """Give what it is time to see to: overdue, near its day, or returned."""
    return [one for one in owed_now(staff, day) if one.is_near]


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


def board_of(staff: Staff, obligation: Obligation, period: Period, day: date) -> Board:
    """Give the board of a period of an obligation of one's own body. Six queries however many bodies owe."""
    works = calendar().is_working_day
    told = submissions_of(staff).filter(obligation=obligation, period=period.code)
    versions: dict[UUID, list[Submission]] = defaultdict(list)
    for row in told.order_by("number"):
        versions[row.body_id].append(row)
    nil = _nil_of([known.newest for rows in versions.values() for known in [Known.of(rows)]])
    reminded = dict(
        ReportReminder.objects.filter(world=staff.world, obligation=obligation, period=period.code)
        .order_by("on")
        .values_list("body_id", "on")
    )
    bodies = owing_bodies(obligation, period)
    counts, found = Counts(), []
    for body in [*bodies, *_ended_with_reports(versions, bodies)]:
        known = Known.of(versions.get(body.pk, []))
        owed = Owed(obligation, period, body, _due(obligation, period, known, works), known, day, is_mine=False)
        is_nil = known.newest is not None and known.newest.pk in nil
        found.append(Row(owed, is_nil, reminded.get(body.pk)))
        counts.add(standing=owed.standing, due=owed.due, known=known, is_nil=is_nil, day=day)
    due = due_of(obligation, period, works)
    return Board(obligation, period, due, found, counts, ended_bodies(obligation, period))


def _ended_with_reports(versions: dict[UUID, list[Submission]], bodies: Sequence[Body]) -> list[Body]:
    """Give the bodies that owe no more and sent a report all the same."""
    owing = {body.pk for body in bodies}
    return [rows[0].body for body_id, rows in versions.items() if body_id not in owing]


def _nil_of(rows: Iterable[Submission | None]) -> set[UUID]:
    """Give those that say outright of each indicator that nothing arose."""
    counted = (
        SubmissionLine.objects.filter(submission__in=[row.pk for row in rows if row is not None])
        .order_by()
        .values("submission_id")
        .annotate(n=Count("pk"), nil=Count("pk", filter=Q(answer="nil")))
    )
    return {row["submission_id"] for row in counted if row["n"] == row["nil"]}


def completeness(staff: Staff, obligation: Obligation, day: date) -> list[tuple[Period, date | None, Counts]]:
    """Give the periods of an obligation of one's own body with their counts, the newest first."""
    works = calendar().is_working_day
    versions, named = _versions(staff, obligation=obligation), list(_named(obligation))
    found = []
    for period in periods_of(obligation, day):
        counts = Counts()
        for body in _owing_among(obligation, named, period):
            known = Known.of(versions.get((obligation.pk, period.code, body.pk), []))
            owed = Owed(obligation, period, body, _due(obligation, period, known, works), known, day, is_mine=False)
            counts.add(standing=owed.standing, due=owed.due, known=known, is_nil=False, day=day)
        found.append((period, due_of(obligation, period, works), counts))
    return found


def figures_known(staff: Staff, owed: Owed) -> dict[str, Line]:
    """Give what the system knows of each indicator in the area and period of a report, without what the report itself said.

    Of a report on a body's own work: what that body told; of one on an area: what is known there. Each within one's rights.
    """
    place = owed.body.place_id if owed.obligation.speaks == Speaks.AREA else owed.obligation.province_id
    rows = figures_in(staff, area_id=place, period=owed.period).exclude(source_id__in=sources_of(owed))
    if owed.obligation.speaks == Speaks.OWN:
        rows = rows.filter(body_id=owed.body.pk)
    return {line.indicator.pk: line for line in lines_of(list(rows), owed.period)}


def sources_of(owed: Owed, code: str = "") -> list[UUID]:
    """Give the keys under which the figures of a report stand, in all versions that may be seen; code: of one indicator."""
    lines = SubmissionLine.objects.filter(
        submission__obligation=owed.obligation, submission__period=owed.period.code, submission__body=owed.body
    )
    lines = lines.filter(indicator_id=code) if code else lines
    return list(lines.values_list("source", flat=True).distinct())


def all_owed(world: str, day: date) -> list[tuple[Obligation, Period, date, Body, bool]]:
    """For the job of reminders: each report of the world whose day is known, whose body signs in, and whether it came."""
    works = calendar().is_working_day
    came = set(
        Submission.objects.filter(world=world)
        .exclude(state=SubmissionState.DRAFT)
        .values_list("obligation_id", "period", "body_id")
    )
    found = []
    for obligation in Obligation.objects.filter(world=world).exclude(due_rule="").select_related("owing_body"):
        named = list(_named(obligation))
        for period in periods_of(obligation, day):
            due = due_of(obligation, period, works)
            if due is None or period.last >= day or due + REMIND_NO_LONGER < day:
                continue
            found += [
                (obligation, period, due, body, (obligation.pk, period.code, body.pk) in came)
                for body in _owing_among(obligation, named, period)
                if body.signs_in
            ]
    return found


def reminded_of(day: date) -> list[tuple[UUID, str, int]]:
    """For the job of the digest: how many reports each person who wishes mail was reminded of on a day, with their language."""
    with connection.cursor() as cursor:
        cursor.execute("select user_id, language, things from vt.reports_reminded(%s)", [day])
        return [(row[0], row[1], row[2]) for row in cursor.fetchall()]
