"""Inspection teams and the lines of a year's plan of inspections."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff
from vongtay.programme.models import InspectionPlan, InspectionSeat, InspectionTeam
from vongtay.programme.permissions import Act
from vongtay.programme.writing import locked, own, require, write_row


@dataclass(frozen=True)
class Founded:
    """A team as its decision says."""

    kind: str
    name: str
    founded_on: date
    decision_sign: str = ""
    ended_on: date | None = None


@transaction.atomic
def found_inspection_team(*, key: UUID, founded: Founded, bodies: Iterable[Body], by: Staff) -> InspectionTeam:
    """Enter a team with its bodies; one's own is in it. The same `key` again enters nothing."""
    require(Act.KEEP_TEAM, by)
    if (made := InspectionTeam.objects.filter(pk=key).first()) is not None:
        return made
    if not founded.name.strip():
        raise Refused(_("Give the name of the team."))
    row = InspectionTeam(
        id=key, kind=founded.kind, name=founded.name.strip(), decision_sign=founded.decision_sign.strip(),
        founded_on=founded.founded_on, ended_on=founded.ended_on, **own(by),
    )  # fmt: skip
    write_row(row, new=True)
    seats = {by.body_id, *(body.id for body in bodies)}
    InspectionSeat.objects.bulk_create(InspectionSeat(team=row, seat_body_id=body_id) for body_id in seats)
    audit.record(Act.KEEP_TEAM, by=by, details={"team": str(key), "bodies": len(seats)})
    return row


@dataclass(frozen=True)
class Planned:
    """One line of a plan: how many places of which kind, where, by when."""

    year: int
    kind: str
    area: Place
    sites: int
    business_kind: str = ""
    team: InspectionTeam | None = None
    due_on: date | None = None
    sign: str = ""


@transaction.atomic
def plan_inspection(*, key: UUID, planned: Planned, by: Staff) -> InspectionPlan:
    """Enter one line of the plan of a year. The same `key` again enters nothing. Errors: Refused."""
    require(Act.PLAN_INSPECTION, by)
    if (made := InspectionPlan.objects.filter(pk=key).first()) is not None:
        return made
    if planned.due_on and planned.due_on.year != planned.year:
        raise Refused(_("The day lies outside the year of the plan."))
    row = InspectionPlan(
        id=key, year=planned.year, kind=planned.kind, business_kind=planned.business_kind, area=planned.area, team=planned.team,
        sites=planned.sites, due_on=planned.due_on, sign=planned.sign.strip(), **own(by),
    )  # fmt: skip
    write_row(row, new=True)
    audit.record(Act.PLAN_INSPECTION, by=by, details={"line": str(key), "year": planned.year})
    return row


@transaction.atomic
def drop_plan(*, line: InspectionPlan, reason: str, version: int, by: Staff) -> InspectionPlan:
    """Give a line of the plan up, with the reason; it stays readable. Errors: Stale, Refused."""
    require(Act.CORRECT_INSPECTION, by, line)
    row = locked(InspectionPlan, line.pk, version)
    if not reason.strip():
        raise Refused(_("Say why."))
    row.dropped_reason = reason.strip()
    write_row(row)
    audit.record("programme.drop_plan", by=by, details={"line": str(row.pk)})
    return row
