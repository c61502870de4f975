"""Inspection teams, and the plan of inspections of a year."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.queries import bodies_of_province
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.programme import actions, forms, queries
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import InspectionPlan, InspectionTeam
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.views.pages import act_page, allow, one_of


@staff_only
def show_plan(request: StaffRequest) -> HttpResponse:
    """Show the plan of a year against what was inspected, and the teams."""
    allow(request, Act.READ)
    day = today()
    text = request.GET.get("year", "")
    year = min(max(whole_number(text) or day.year, 2000), day.year + 1)
    found: list[Any] = list(queries.plan_of(request.staff, year))
    lines = [(line, bool(line.due_on and line.due_on < day and line.visited < line.sites)) for line in found]
    context = {
        "year": year, "before": year - 1, "after": year + 1 if year <= day.year else None, "lines": lines, "teams": list(queries.teams_of(request.staff)),
        "today": day, "me": request.staff.body_id, "may_plan": may(RULES, Act.PLAN_INSPECTION, request.staff), "may_team": may(RULES, Act.KEEP_TEAM, request.staff),
    }  # fmt: skip
    return render(request, "programme/inspections/plan.html", context)


def _home() -> dict[str, Any]:
    url = reverse("programme:inspection_plan")
    return {"back": url, "back_text": _("Plan and teams")}


@staff_only
def found_team(request: StaffRequest) -> HttpResponse:
    """Enter a team with its bodies."""
    allow(request, Act.KEEP_TEAM)
    start = {"key": uuid.uuid4(), "founded_on": today(), "kind": "t178"}
    form = forms.FoundTeam(request.POST or None, rows=bodies_of_province(request.staff), initial=start)

    def write(given: dict[str, Any]) -> InspectionTeam:
        key, bodies = given.pop("key"), given.pop("bodies")
        return actions.found_inspection_team(key=key, founded=actions.Founded(**given), bodies=bodies, by=request.staff)

    return act_page(
        request, form, write, title=_("Enter a team"), button=_("Enter"), done=_("The team was entered."), **_home()
    )


@staff_only
def plan_inspection(request: StaffRequest) -> HttpResponse:
    """Enter one line of the plan."""
    allow(request, Act.PLAN_INSPECTION)
    day = today()
    offers = {"area": queries.areas_of(request.staff), "team": queries.teams_of(request.staff)}
    start = {"key": uuid.uuid4(), "year": day.year, "kind": "business", "area": request.staff.province_id}
    form = forms.PlanInspection(request.POST or None, offers=offers, initial=start)

    def write(given: dict[str, Any]) -> InspectionPlan:
        key = given.pop("key")
        return actions.plan_inspection(key=key, planned=actions.Planned(**given), by=request.staff)

    return act_page(
        request,
        form,
        write,
        title=_("Plan inspections"),
        button=_("Enter"),
        done=_("The line stands in the plan."),
        **_home(),
    )


@staff_only
def drop_plan(request: StaffRequest, line_id: uuid.UUID) -> HttpResponse:
    """Give a line of the plan up."""
    line = one_of(request, InspectionPlan.objects.all(), line_id, Act.CORRECT_INSPECTION)
    form = TakeBack(request.POST or None, initial={"version": line.version})

    def write(given: dict[str, Any]) -> InspectionPlan:
        return actions.drop_plan(line=line, reason=given["why"], version=given["version"] or 0, by=request.staff)

    return act_page(
        request, form, write, title=_("Give a line of the plan up"), button=pgettext("plan", "Give up"), done=_("The line was given up."), record=line, **_home()
    )  # fmt: skip
