"""How a facility is run: cost, licence, standard and staff. No rule stands here."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_to_ask
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.numbers import format_dong
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.facilities import actions, forms, queries
from vongtay.facilities.models import Facility, Licence
from vongtay.facilities.permissions import RULES, Act
from vongtay.facilities.views.places import facility_or_404, form_page
from vongtay.law import queries as law


def _back(facility: Facility) -> str:
    return reverse("facilities:running", args=[facility.pk])


@staff_only
def show_running(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Show what a day costs, what the year has cost so far, the licence, the rooms against the standard, the staff against the need."""
    facility = facility_or_404(request, facility_id, Act.SEE_RUNNING)
    day = today()
    year = _year(request.GET.get("year", ""), day.year)
    standard = law.standard_on(day)
    months = queries.months_of(facility, year, day)
    acts = (Act.SET_COST, Act.KEEP_LICENCE, Act.MANAGE)
    context = {
        "facility": facility, "year": year, "before": year - 1, "after": year + 1 if year < day.year else None,
        "costs": [(row, format_dong(row.amount_dong)) for row in queries.costs_of(facility)],
        "months": [(month, format_dong(month.cost_dong)) for month in months],
        "sum_nights": sum(month.nights for month in months), "sum_cost": format_dong(sum(month.cost_dong for month in months)),
        "sum_unset": sum(month.unset for month in months), "licences": queries.licences_of(facility, day), "standard": standard,
        "areas": queries.room_areas(facility, standard.room_m2 if standard else None), "staff": queries.staff_of(facility),
        "may": {act.name: may(RULES, act, request.staff, facility) for act in acts},
    }  # fmt: skip
    return render(request, "facilities/running.html", context)


def _year(text: str, this: int) -> int:
    return min(max(whole_number(text) or this, this - 20), this)


@staff_only
def set_cost(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Set what a day of one person costs from a day on."""
    facility = facility_or_404(request, facility_id, Act.SET_COST)
    form = forms.SetCost(request.POST or None, initial={"key": uuid.uuid4(), "since": today()})

    def write(given: dict[str, Any]) -> None:
        actions.set_day_cost(facility=facility, by=request.staff, **given)

    return form_page(
        request, form, write, title=_("Cost of a day"), button=_("Set"), done=_("The rate was set."), back=_back(facility), facility=facility
    )  # fmt: skip


@staff_only
def enter_licence(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """Enter a licence from its paper."""
    facility = facility_or_404(request, facility_id, Act.KEEP_LICENCE)
    form = forms.EnterLicence(request.POST or None, bodies=bodies_to_ask(request.staff), initial={"key": uuid.uuid4()})

    def write(given: dict[str, Any]) -> None:
        key = given.pop("key")
        actions.enter_licence(key=key, facility=facility, paper=actions.LicencePaper(**given), by=request.staff)

    return form_page(
        request, form, write, title=_("Enter a licence"), button=_("Enter"), done=_("The licence was entered."), back=_back(facility), facility=facility
    )  # fmt: skip


@staff_only
def end_licence(request: StaffRequest, facility_id: uuid.UUID, licence_id: uuid.UUID) -> HttpResponse:
    """Note that a licence ended before its day."""
    facility = facility_or_404(request, facility_id, Act.KEEP_LICENCE)
    licence = get_object_or_404(Licence.objects.select_related("facility"), pk=licence_id, facility=facility)
    form = forms.EndLicence(request.POST or None, initial={"ended_on": today()})

    def write(given: dict[str, Any]) -> None:
        actions.end_licence(licence=licence, by=request.staff, **given)

    return form_page(
        request, form, write, title=_("Licence %(sign)s ended") % {"sign": licence.sign}, button=_("Note it"), done=_("Noted."),
        back=_back(facility), facility=facility,
    )  # fmt: skip


@staff_only
def state_staff(request: StaffRequest, facility_id: uuid.UUID) -> HttpResponse:
    """State how many work in each function and how many are needed."""
    facility = facility_or_404(request, facility_id, Act.MANAGE)
    initial: dict[str, Any] = {"key": uuid.uuid4(), "on": today()}
    for line in queries.staff_of(facility):
        initial[f"present_{line.function}"] = line.row.present if line.row else 0
        initial[f"needed_{line.function}"] = line.row.needed if line.row else None
    form = forms.StateStaff(request.POST or None, initial=initial)

    def write(given: dict[str, Any]) -> None:
        actions.state_staff(key=given["key"], facility=facility, on=given["on"], counts=form.counts(), by=request.staff)

    return form_page(
        request, form, write, title=_("Staff by function"), button=_("Save"), done=_("Saved."), back=_back(facility), facility=facility,
        template="facilities/staff.html",
    )  # fmt: skip
