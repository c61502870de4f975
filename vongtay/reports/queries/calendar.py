"""Reading what reports are owed, what came of them, and what is known already. The database gives each body its own."""

from datetime import date
from itertools import product
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from vongtay.agencies.models import Body
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.common.periods import Period
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import Line, figures_in, lines_of
from vongtay.law.queries import calendar
from vongtay.reports.models import (
    AskedIndicator,
    Obligation,
    Submission,
    SubmissionLine,
)
from vongtay.reports.permissions import MAY_FOLLOW, MAY_SUBMIT
from vongtay.reports.queries.owing import (
    answered_bodies,
    answers,
    heir,
    named_by,
    owed_by,
    owes,
    owing_among,
    owing_bodies,
)
from vongtay.reports.queries.standing import Owed, extensions_given, read
from vongtay.reports.queries.submitted import submissions_of
from vongtay.reports.rules.calendar import (
    REMIND_NO_LONGER,
    due_of,
    later_of,
    period_of,
    periods_of,
)
from vongtay.reports.states.calendar import Speaks, SubmissionState


def obligations_of(staff: Staff) -> QuerySet[Obligation]:
    """The obligations that concern the body of `staff`: it asks, or it owes. Missing for a role that follows no reports."""
    if staff.role not in MAY_FOLLOW:
        return Obligation.objects.none()
    rows = Obligation.objects.filter(Q(body_id=staff.body_id) | owed_by(staff), world=staff.world)
    return rows.select_related("body", "owing_body__successor__successor", "province").order_by("title", "pk")


def obligation_of(staff: Staff, obligation_id: UUID) -> Obligation:
    """One obligation. Obligation.DoesNotExist both when there is none and when it is not one's body's."""
    return obligations_of(staff).get(pk=obligation_id)


def asked_of(obligation: Obligation) -> list[Indicator]:
    """Give the indicators that a report is to give, in the order of the report."""
    asked = AskedIndicator.objects.filter(obligation=obligation).values("indicator_id")
    return sorted(Indicator.objects.filter(pk__in=asked), key=lambda row: (row.section, row.pk))


def owed_of(staff: Staff, obligation: Obligation, code: str, body_id: UUID) -> Owed | None:
    """Give what one body owes for the period of an address; None where it owes nothing, or is no business of `staff`."""
    period = period_of(obligation, code)
    body = (
        None if period is None else next((row for row in owing_bodies(obligation, period) if row.pk == body_id), None)
    )
    told = read(staff, obligation=obligation, period=code, body_id=body_id)
    rows = told.versions.get((obligation.pk, code, body_id), [])
    if body is None and rows:
        # What a body sent before it ended, or before it was named no more, stays to be seen.
        body = rows[0].body
    if period is None or body is None:
        return None
    is_mine = answers(staff.body_id, body, obligation, today())
    if not is_mine and staff.body_id != obligation.body_id:
        return None
    return told.owed(obligation, period, body, today(), is_mine=is_mine)


def versions_of(staff: Staff, owed: Owed) -> list[Submission]:
    """Give all versions of a report that `staff` may see, the newest first."""
    rows = submissions_of(staff).filter(obligation=owed.obligation, period=owed.period.code, body=owed.body)
    return list(rows.order_by("-number"))


def owed_now(staff: Staff, day: date) -> list[Owed]:
    """Give all that the body of `staff` owes and has owed, the nearest day first. A few queries however much is owed."""
    if staff.role not in MAY_SUBMIT:
        return []
    mine = list(obligations_of(staff).filter(owed_by(staff)))
    if not mine:
        return []
    bodies = answered_bodies()
    told = read(staff, body__in=bodies)
    found = [
        told.owed(obligation, period, body, day, is_mine=True)
        for obligation, body in product(mine, bodies)
        for period in periods_of(obligation, day)
        if owes(obligation, body, period.last)
    ]
    return sorted(found, key=lambda one: (one.due or one.period.last, one.obligation.title))


def to_do(staff: Staff, day: date) -> list[Owed]:
    """Give what it is time to see to: overdue, near its day, or returned."""
    return [one for one in owed_now(staff, day) if one.is_near]


def figures_known(staff: Staff, owed: Owed) -> dict[str, Line]:
    """Give what the system knows of each indicator in the area and period of a report, without what the report itself said.

    Of a report on a body's own work: what that body told; of one on an area: what is known there. Each within one's rights.
    """
    place = owed.body.place_id if owed.obligation.speaks == Speaks.AREA else owed.body.province_id
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
    sent = Submission.objects.filter(world=world).exclude(state=SubmissionState.DRAFT)
    came = set(sent.values_list("obligation_id", "period", "body_id"))
    given = extensions_given(world=world)
    found = []
    for obligation in (
        Obligation.objects.filter(world=world).exclude(due_rule="").select_related("owing_body__successor")
    ):
        named = list(named_by(obligation))
        for period in periods_of(obligation, day):
            usual = due_of(obligation, period, works)
            if usual is None or period.last >= day:
                continue
            for body in owing_among(obligation, named, period):
                key = (obligation.pk, period.code, body.pk)
                due = later_of(usual, given.get(key))
                if due + REMIND_NO_LONGER >= day and _is_reminded(obligation, body, day):
                    found.append((obligation, period, due, body, key in came))
    return found


def _is_reminded(obligation: Obligation, body: Body, day: date) -> bool:
    """Whether somebody signs in who answers for a body's report."""
    now = heir(body, day)
    return now is not None and now.signs_in and now.pk != obligation.body_id


def reminded_of(day: date) -> list[tuple[UUID, str, int]]:
    """For the job of the digest: how many reports each person who wishes mail was reminded of on a day, with their language."""
    with connection.cursor() as cursor:
        cursor.execute("select user_id, language, things from vt.reports_reminded(%s)", [day])
        return [(row[0], row[1], row[2]) for row in cursor.fetchall()]
