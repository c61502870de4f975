"""The book of a facility: its days, its readiness by year, its inspections. No rule stands here."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_to_ask
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.facilities import actions, forms, queries
from vongtay.facilities.models import Facility, Point
from vongtay.facilities.permissions import RULES, Act
from vongtay.facilities.views.places import facility_or_404, form_page


def _back(facility: Facility) -> str:
    return reverse("facilities:book", args=[facility.pk])


@staff_only
def show_book(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Show the book of a facility."""
    facility = facility_or_404(request, facility_id, Act.SEE_RUNNING)
    acts = (Act.NOTE_DAY, Act.STATE_READINESS, Act.ENTER_INSPECTION, Act.DO_POINT, Act.CHECK_POINT)
    context = {
        "facility": facility, "days": queries.house_days(facility), "readiness": queries.readiness_of(facility),
        "inspections": queries.inspections_of(facility, today()), "me": request.staff.user_id,
        "may": {act.name: may(RULES, act, request.staff, facility) for act in acts},
    }  # fmt: skip
    return render(request, "facilities/book.html", context)


@staff_only
def note_day(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Write one line of a day."""
    facility = facility_or_404(request, facility_id, Act.NOTE_DAY)
    form = forms.NoteDay(request.POST or None, initial={"key": uuid.uuid4(), "on": today(), "kind": "meals"})

    def write(given: dict[str, Any]) -> None:
        actions.note_day(facility=facility, by=request.staff, **given)

    return form_page(
        request, form, write, title=_("Note of the day"), button=_("Write"), done=_("Written."), back=_back(facility), facility=facility,
        lead=forms.PLAIN,
    )  # fmt: skip


@staff_only
def state_readiness(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """State what is kept ready in a year."""
    facility = facility_or_404(request, facility_id, Act.STATE_READINESS)
    form = forms.StateReadiness(request.POST or None, initial={"key": uuid.uuid4(), "year": today().year})

    def write(given: dict[str, Any]) -> None:
        key = given.pop("key")
        actions.state_readiness(key=key, facility=facility, ready=actions.Ready(**given), by=request.staff)

    return form_page(
        request, form, write, title=_("Readiness of the year"), button=_("State it"), done=_("Stated."), back=_back(facility), facility=facility,
        lead=forms.PLAIN,
    )  # fmt: skip


@staff_only
def enter_inspection(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Enter an inspection with its points."""
    facility = facility_or_404(request, facility_id, Act.ENTER_INSPECTION)
    form = forms.EnterInspection(
        request.POST or None, bodies=bodies_to_ask(request.staff), initial={"key": uuid.uuid4(), "on": today()}
    )

    def write(given: dict[str, Any]) -> None:
        looked = actions.Looked(
            given["on"], given["findings"], given["inspector"], given["inspector_words"], given["sign"], form.points()
        )
        actions.enter_inspection(key=given["key"], facility=facility, looked=looked, by=request.staff)

    return form_page(
        request, form, write, template="facilities/inspection.html", title=_("Enter an inspection"), button=_("Enter"),
        done=_("The inspection was entered."), back=_back(facility), facility=facility, lead=forms.PLAIN,
    )  # fmt: skip


def _point(facility: Facility, point_id: uuid.UUID) -> Point:
    return get_object_or_404(Point.objects.select_related("facility"), pk=point_id, facility=facility)


@staff_only
def do_point(request: StaffRequest, facility_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """Say that a point was done."""
    facility = facility_or_404(request, facility_id, Act.DO_POINT)
    point = _point(facility, point_id)
    form = forms.DoPoint(request.POST or None, initial={"version": point.version, "done_on": today()})

    def write(given: dict[str, Any]) -> None:
        actions.do_point(point=point, by=request.staff, **given)

    return form_page(
        request, form, write, title=_("The point was done"), button=_("Note it"), done=_("Noted; somebody else checks it."), back=_back(facility),
        facility=facility, version=lambda: _point(facility, point_id).version, lead=point.asked,
    )  # fmt: skip


@staff_only
def check_point(request: StaffRequest, facility_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """Check a point that was said to be done."""
    facility = facility_or_404(request, facility_id, Act.CHECK_POINT)
    point = _point(facility, point_id)
    form = forms.CheckPoint(request.POST or None, initial={"version": point.version})

    def write(given: dict[str, Any]) -> None:
        actions.check_point(point=point, is_done=given["is_done"] == "yes", version=given["version"], by=request.staff)

    return form_page(
        request, form, write, title=_("Check a point"), button=_("Check"), done=_("Checked."), back=_back(facility), facility=facility,
        version=lambda: _point(facility, point_id).version, lead=point.asked,
    )  # fmt: skip
