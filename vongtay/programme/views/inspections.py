"""Inspections: list, one inspection, entry, correction, taking back."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.queries import bodies_of_province, default_place
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.numbers import format_dong
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.programme import actions, forms, queries
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import Inspection
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.inspections import InspectionKind
from vongtay.programme.told import write_quantity
from vongtay.programme.views.pages import act_page, allow, one_of

PAGE = 30
WAITING = 8  # findings shown above the list; the rest behind their inspections


@staff_only
def list_inspections(request: StaffRequest) -> HttpResponse:
    """Show the inspections of a year, and what waits: people to screen, findings past their day."""
    allow(request, Act.READ)
    day = today()
    year = _year(request.GET.get("year", ""), day.year)
    kind = request.GET.get("kind", "")
    rows = queries.inspections_of(request.staff, year=year, kind=kind if kind in InspectionKind.values else "")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    waiting = list(queries.open_findings(request.staff, today=day)[: WAITING + 1])
    kept = urlencode({"year": str(year), "kind": kind})
    context = {
        "page": page, "year": year, "chips": list(_chips(kind, year)), "before": year - 1, "after": year + 1 if year < day.year else None, "kind": kind,
        "waiting": [(finding, queries.words_of(finding)) for finding in waiting[:WAITING]], "has_more": len(waiting) > WAITING,
        "may_enter": may(RULES, Act.ENTER_INSPECTION, request.staff), "may_screen": request.staff.role in {"receiver", "case_worker"},
        "previous_url": f"?{kept}&page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{kept}&page={page.next_page_number()}" if page.has_next() else "",
    }  # fmt: skip
    return render(request, "programme/inspections/list.html", context)


def _year(text: str, this: int) -> int:
    return min(max(whole_number(text) or this, 2000), this)


def _chips(kept: str, year: int) -> Iterator[dict[str, Any]]:
    for value, label in (("", _("All")), *InspectionKind.choices):
        wanted = urlencode({"year": str(year)} | ({"kind": str(value)} if value else {}))
        yield {"label": label, "url": f"?{wanted}", "is_on": kept == value, "count": ""}


@staff_only
def show_inspection(request: StaffRequest, inspection_id: uuid.UUID) -> HttpResponse:
    """Show one inspection: what it counted, the places, what was found, what is asked of bodies."""
    row = one_of(request, queries.inspections_of(request.staff), inspection_id, Act.READ)
    visits = queries.visits_of(row)
    found = sum(len(visit.findings) for visit in visits)
    day = today()
    may_do = {act.name: may(RULES, act, request.staff, row) for act in (Act.WRITE_INSPECTION, Act.CORRECT_INSPECTION)}
    fines = queries.fines_of(row)
    context = {
        "row": row, "counts": queries.counts_of(row), "may": may_do, "found": found, "fines": format_dong(fines) if fines else "",
        "visits": [(visit, [(finding, queries.words_of(finding)) for finding in visit.findings]) for visit in visits],
        "differences": list(_differences(row, len(visits), found)), "today": day,
        "points": [queries.shown(point, day) for point in queries.points_of(request.staff).filter(inspection=row)],
        "may_point": may(RULES, Act.ADD_POINT, request.staff),
    }  # fmt: skip
    return render(request, "programme/inspections/show.html", context)


def _differences(row: Inspection, places: int, found: int) -> Iterator[str]:
    """Say where what was told and the rows below do not agree; neither is changed."""
    told = {count.indicator_id: count for count in row.counts.all() if count.is_told}
    for code, rows, words in (
        ("insp.site", places, _("Told: %(told)s places. Entered below: %(rows)s.")),
        ("insp.violation", found, _("Told: %(told)s violations. Findings entered below: %(rows)s.")),
    ):
        count = told.get(code)
        if rows and count and count.value != rows:
            yield words % {"told": write_quantity(count.value, count.value_high, count.bound), "rows": rows}


def _offers(request: StaffRequest, year: int) -> dict[str, Any]:
    return {
        "area": queries.areas_of(request.staff), "team": queries.teams_of(request.staff), "led_by": bodies_of_province(request.staff),
        "planned": queries.plan_of(request.staff, year).filter(dropped_reason=""),
    }  # fmt: skip


def _held(given: dict[str, Any], kind: str, area: Any) -> actions.Held:
    names = ("held_on", "topic", "held_to", "team", "planned", "led_by", "source_sign", "source_on")
    return actions.Held(kind=kind, area=area, **{name: given[name] for name in names})


def _counts(form: forms.EnterInspection) -> list[actions.Counted]:
    return [actions.Counted(*told) for told in form.quantities()]


@staff_only
def enter_inspection(request: StaffRequest) -> HttpResponse:
    """Enter an inspection with what it counted."""
    allow(request, Act.ENTER_INSPECTION)
    day = today()
    start = {"key": uuid.uuid4(), "held_on": day, "kind": "business", "area": default_place(request.staff)}
    form = forms.EnterInspection(request.POST or None, offers=_offers(request, day.year), initial=start)

    def write(given: dict[str, Any]) -> Inspection:
        held = _held(given, given["kind"], given["area"])
        return actions.enter_inspection(
            key=given["key"] or uuid.uuid4(), held=held, counts=_counts(form), by=request.staff
        )

    return act_page(
        request, form, write, title=pgettext("programme", "Enter an inspection"), button=_("Enter"), done=_("The inspection was entered. Its places and findings follow."),
        after=lambda made: reverse("programme:inspection", args=[made.pk]), back=reverse("programme:inspections"),
        back_text=pgettext("programme", "Inspections"), template="programme/inspections/enter.html", draft="inspection",
    )  # fmt: skip


@staff_only
def correct_inspection(request: StaffRequest, inspection_id: uuid.UUID) -> HttpResponse:
    """Correct an inspection; its figures follow."""
    row = one_of(request, Inspection.objects.all(), inspection_id, Act.CORRECT_INSPECTION)
    start = queries.as_told(row) | {"version": row.version}
    told = {count.indicator_id: count for count in queries.counts_of(row)}
    for name, (code, _unit) in forms.EnterInspection.UNITS.items():
        count = told.get(code)
        start[name] = write_quantity(count.value, count.value_high, count.bound) if count else ""
    offers = _offers(request, row.held_on.year)
    form = forms.EnterInspection(request.POST or None, offers=offers, is_correction=True, initial=start)

    def write(given: dict[str, Any]) -> Inspection:
        held = _held(given, row.kind, row.area)
        return actions.correct_inspection(
            inspection=row, held=held, counts=_counts(form), version=given["version"] or 0, by=request.staff
        )

    return act_page(
        request, form, write, title=_("Correct an inspection"), button=_("Save"), done=_("Saved; its figures follow."), record=row,
        template="programme/inspections/enter.html", **home_of(row),
    )  # fmt: skip


@staff_only
def withdraw_inspection(request: StaffRequest, inspection_id: uuid.UUID) -> HttpResponse:
    """Take back an inspection that was entered wrongly."""
    row = one_of(request, Inspection.objects.all(), inspection_id, Act.CORRECT_INSPECTION)
    form = TakeBack(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> Inspection:
        return actions.withdraw_inspection(
            inspection=row, reason=given["why"], version=given["version"] or 0, by=request.staff
        )

    return act_page(
        request, form, write, title=_("Take an inspection back"), button=_("Take back"), done=_("Taken back, with its figures."), record=row,
        **home_of(row),
    )  # fmt: skip


def home_of(row: Inspection) -> dict[str, Any]:
    """Give where an act on an inspection leads back to."""
    url = reverse("programme:inspection", args=[row.pk])
    return {"back": url, "back_text": row.topic}
