"""Places of an inspection and what was found there: the checklist, findings, screening, penalty, re-check."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province, default_place, places_of
from vongtay.cases.models import Case
from vongtay.cases.states import Channel
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.numbers import format_dong
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme import actions, forms, queries
from vongtay.programme.checklists import OF_BODIES, edition_for
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import Business, Finding, Inspection, Penalty, Visit
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.inspections import InspectionKind
from vongtay.programme.views.inspections import home_of
from vongtay.programme.views.pages import act_page, one_of


@staff_only
def choose_place(request: StaffRequest, inspection_id: uuid.UUID) -> HttpResponse:
    """Choose the business or body that was looked at; its checklist follows."""
    row = one_of(request, Inspection.objects.all(), inspection_id, Act.WRITE_INSPECTION)
    of_bodies = row.kind == InspectionKind.SUPERVISION
    if of_bodies:
        form: Any = forms.ChooseBody(request.GET or None, rows=bodies_of_province(request.staff))
    else:
        form = forms.ChooseBusiness(request.GET or None, rows=queries.businesses_of(request.staff).filter(left_on=None))
    if form.is_valid():
        (place,) = form.cleaned_data.values()
        return redirect("programme:visit", inspection_id=row.pk, place_id=place.pk)
    context = {
        "form": form,
        "row": row,
        "of_bodies": of_bodies,
        "may_keep": may(RULES, Act.KEEP_BUSINESS, request.staff),
    }
    return render(request, "programme/inspections/choose.html", context, status=422 if form.errors else 200)


@staff_only
def enter_visit(request: StaffRequest, inspection_id: uuid.UUID, place_id: uuid.UUID) -> HttpResponse:
    """Answer the checklist of one place."""
    row = one_of(request, Inspection.objects.all(), inspection_id, Act.WRITE_INSPECTION)
    if row.kind == InspectionKind.SUPERVISION:
        place: Any = one_of(request, bodies_of_province(request.staff), place_id, Act.READ)
        name, kind = place.short_name, OF_BODIES
    else:
        place = one_of(request, Business.objects.all(), place_id, Act.READ)
        name, kind = place.name, place.kind
    edition = edition_for(kind, row.held_on)
    start = {"key": uuid.uuid4(), "edition": edition.code, "visited_on": row.held_on}
    form = forms.EnterVisit(request.POST or None, edition=edition, initial=start)

    def write(given: dict[str, Any]) -> Visit:
        seen = actions.Seen(
            given["visited_on"], given["edition"], form.answers(), form.words(), given["mend_by"], given["note"]
        )
        return actions.enter_visit(key=given["key"], inspection=row, place=place, seen=seen, by=request.staff)

    return act_page(
        request, form, write, title=name, button=_("Enter the place"), done=_("The place was entered."), edition=edition,
        template="programme/inspections/visit.html", **home_of(row),
    )  # fmt: skip


def _finding(request: StaffRequest, finding_id: uuid.UUID, act: Act) -> Finding:
    found: Finding = one_of(request, queries.findings_of(request.staff), finding_id, act)
    return found


@staff_only
def show_finding(request: StaffRequest, finding_id: uuid.UUID) -> HttpResponse:
    """Show a finding: what it is, what was decided, how it was looked at again; of a screening no more than to whom reaches the case."""
    row = _finding(request, finding_id, Act.READ)
    penalties = row.penalties.select_related("body").order_by("decided_on", "recorded_at")
    may_do = {act.name: may(RULES, act, request.staff, row) for act in (Act.WRITE_INSPECTION, Act.OPEN_SCREENING)}
    context = {
        "row": row, "words": queries.words_of(row), "may": may_do, "today": today(),
        "penalties": [
            (each, format_dong(each.amount_dong) if each.amount_dong else "", may(RULES, Act.CORRECT_INSPECTION, request.staff, each))
            for each in penalties
        ],
        "rechecks": row.rechecks.select_related("body").order_by("-checked_on", "-recorded_at"),
        "case": queries.screened_case(request.staff, row) if row.screened_on else None,
    }  # fmt: skip
    return render(request, "programme/inspections/finding.html", context)


def _home(row: Finding) -> dict[str, Any]:
    url = reverse("programme:finding", args=[row.pk])
    return {"back": url, "back_text": row.visit.place_name}


@staff_only
def add_finding(request: StaffRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Add something found beside the checklist, or one more person."""
    visits = Visit.objects.select_related("inspection", "business", "looked_at")
    visit = one_of(request, visits, visit_id, Act.WRITE_INSPECTION)
    form = forms.AddFinding(request.POST or None, initial={"key": uuid.uuid4(), "about": "place"})

    def write(given: dict[str, Any]) -> Finding:
        about = {"concerns_person": given["about"] == "person", "words": given["words"], "mend_by": given["mend_by"]}
        return actions.add_finding(key=given["key"], visit=visit, by=request.staff, **about)

    return act_page(
        request, form, write, title=_("Add a finding"), button=_("Add"), done=_("The finding was added."), **home_of(visit.inspection)
    )  # fmt: skip


_CHANNELS = {
    "border_post": Channel.BORDER_GUARD,
    "border_guard_province": Channel.BORDER_GUARD,
    "police_province": Channel.POLICE,
    "commune": Channel.COMMUNE,
}


@staff_only
def open_screening(request: StaffRequest, finding_id: uuid.UUID) -> HttpResponse:
    """Open the screening of whom a finding concerns: it becomes a case in this one act."""
    row = _finding(request, finding_id, Act.OPEN_SCREENING)
    now = timezone.localtime()
    places = places_of(request.staff)
    area = row.visit.inspection.area
    start = {
        "key": uuid.uuid4(), "received_at": now, "event_on": now.date(), "sex": "unknown",
        "channel": _CHANNELS.get(request.staff.body_kind, Channel.OTHER),
        "place": area.pk if area.level == "commune" else default_place(request.staff),
    }  # fmt: skip
    form = forms.OpenScreening(request.POST or None, places=places, initial=start)

    def write(given: dict[str, Any]) -> Case:
        arrival, facts = form.told()
        return actions.open_screening(
            finding=row, key=given["key"], arrival=arrival, facts=facts, note=given["note"], by=request.staff
        )

    home = _home(row) | {"after": lambda case: reverse("cases:show", args=[case.code])}
    return act_page(
        request, form, write, title=_("Open a screening"), button=_("Open the screening"), done=_("The case is open; everything about the person stands there."),
        template="programme/inspections/screening.html", row=row, **home,
    )  # fmt: skip


@staff_only
def enter_penalty(request: StaffRequest, finding_id: uuid.UUID) -> HttpResponse:
    """Enter what was decided against a business."""
    row = _finding(request, finding_id, Act.WRITE_INSPECTION)
    form = forms.EnterPenalty(request.POST or None, initial={"key": uuid.uuid4(), "decided_on": today()})

    def write(given: dict[str, Any]) -> Penalty:
        key = given.pop("key")
        return actions.enter_penalty(key=key, finding=row, decided=actions.Decided(**given), by=request.staff)

    return act_page(
        request, form, write, title=_("Enter a decision"), button=_("Enter"), done=_("The decision was entered."), **_home(row)
    )  # fmt: skip


@staff_only
def withdraw_penalty(request: StaffRequest, penalty_id: uuid.UUID) -> HttpResponse:
    """Take back a decision that was entered wrongly."""
    penalty = one_of(request, Penalty.objects.all(), penalty_id, Act.CORRECT_INSPECTION)
    row = _finding(request, penalty.finding_id, Act.READ)
    form = TakeBack(request.POST or None, initial={"version": penalty.version})

    def write(given: dict[str, Any]) -> Penalty:
        return actions.withdraw_penalty(
            penalty=penalty, reason=given["why"], version=given["version"] or 0, by=request.staff
        )

    return act_page(
        request, form, write, title=_("Take a decision back"), button=_("Take back"), done=_("Taken back, with its figure."), record=penalty, **_home(row)
    )  # fmt: skip


@staff_only
def enter_recheck(request: StaffRequest, finding_id: uuid.UUID) -> HttpResponse:
    """Enter a later look at a finding."""
    row = _finding(request, finding_id, Act.WRITE_INSPECTION)
    start = {"key": uuid.uuid4(), "version": row.version, "checked_on": today()}
    form = forms.EnterRecheck(request.POST or None, initial=start)

    def write(given: dict[str, Any]) -> object:
        is_mended = given.pop("result") == "yes"
        return actions.enter_recheck(finding=row, is_mended=is_mended, by=request.staff, **given)

    return act_page(
        request, form, write, title=_("Re-check"), button=_("Enter"), done=_("The re-check was entered."), record=row, **_home(row)
    )  # fmt: skip
