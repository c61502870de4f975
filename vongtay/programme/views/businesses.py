"""The register of risk businesses: list, one business, its acts."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.agencies.queries import default_place
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.programme import actions, forms, queries
from vongtay.programme.models import Business, Visit
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.inspections import BusinessKind
from vongtay.programme.views.pages import act_page, allow, one_of

PAGE = 40


@staff_only
def list_businesses(request: StaffRequest) -> HttpResponse:
    """Show the register of the province, by kind and words."""
    allow(request, Act.READ)
    asked = {name: str(value) for name, value in request.GET.items() if name in {"kind", "q", "left", "area"} and value}
    area = asked.get("area", "")
    area_id = whole_number(area)
    chosen = queries.BusinessFilter(asked.get("kind", ""), asked.get("q", ""), "left" in asked, area_id)
    page = Paginator(chosen.apply(queries.businesses_of(request.staff)), PAGE).get_page(request.GET.get("page"))
    kept = urlencode(asked)
    context = {
        "page": page, "chips": list(_chips(asked)), "q": asked.get("q", ""), "hidden": {key: value for key, value in asked.items() if key != "q"},
        "is_filtered": bool(asked), "may_keep": may(RULES, Act.KEEP_BUSINESS, request.staff),
        "previous_url": f"?{kept}&page={page.previous_page_number()}" if page.has_previous() else "",
        "next_url": f"?{kept}&page={page.next_page_number()}" if page.has_next() else "",
    }  # fmt: skip
    return render(request, "programme/inspections/businesses.html", context)


def _chips(kept: dict[str, str]) -> Iterator[dict[str, Any]]:
    choices = [
        ("kind", "", _("All")),
        *(("kind", kind.value, kind.label) for kind in BusinessKind),
        ("left", "1", _("Left the register")),
    ]
    for name, value, label in choices:
        is_on = kept.get(name, "") == value
        rest = {key: held for key, held in kept.items() if key != name}
        wanted = rest if is_on or not value else rest | {name: value}
        yield {"label": label, "url": f"?{urlencode(wanted)}", "is_on": is_on, "count": ""}


@staff_only
def show_business(request: StaffRequest, business_id: uuid.UUID) -> HttpResponse:
    """Show one business with the inspections that visited it."""
    business = one_of(request, queries.businesses_of(request.staff), business_id, Act.READ)
    visits = Visit.objects.filter(business=business).select_related("inspection__team", "inspection__body")
    findings: dict[Any, list[Any]] = {}
    for finding in queries.findings_of(request.staff).filter(visit__business=business).order_by("recorded_at"):
        findings.setdefault(finding.visit_id, []).append((finding, queries.words_of(finding)))
    rows = [(visit, findings.get(visit.pk, [])) for visit in visits.order_by("-visited_on")]
    context = {"business": business, "visits": rows, "may_keep": may(RULES, Act.KEEP_BUSINESS, request.staff, business)}
    return render(request, "programme/inspections/business.html", context)


def _about(given: dict[str, Any]) -> actions.About:
    names = ("kind", "name", "area", "listed_on", "number_kind", "number", "address", "note")
    return actions.About(**{name: given[name] for name in names})


@staff_only
def enter_business(request: StaffRequest) -> HttpResponse:
    """Enter a business into the register."""
    allow(request, Act.KEEP_BUSINESS)
    start = {"key": uuid.uuid4(), "listed_on": today(), "area": default_place(request.staff)}
    form = forms.KeepBusiness(request.POST or None, places=queries.areas_of(request.staff), initial=start)

    def write(given: dict[str, Any]) -> Business:
        return actions.enter_business(key=given["key"] or uuid.uuid4(), about=_about(given), by=request.staff)

    return act_page(
        request, form, write, title=_("Enter a business"), button=_("Enter"), done=_("The business stands in the register."),
        after=lambda made: reverse("programme:business", args=[made.pk]), back=reverse("programme:businesses"), back_text=_("Risk businesses"),
    )  # fmt: skip


@staff_only
def change_business(request: StaffRequest, business_id: uuid.UUID) -> HttpResponse:
    """Correct what is known of a business."""
    business = one_of(request, Business.objects.all(), business_id, Act.KEEP_BUSINESS)
    names = ("kind", "name", "area", "listed_on", "number_kind", "number", "address", "note", "version")
    start = {name: getattr(business, name) for name in names}
    form = forms.KeepBusiness(request.POST or None, places=queries.areas_of(request.staff), initial=start)

    def write(given: dict[str, Any]) -> Business:
        return actions.change_business(
            business=business, about=_about(given), version=given["version"] or 0, by=request.staff
        )

    return act_page(
        request, form, write, title=_("Correct a business"), button=_("Save"), done=_("Saved."), record=business, **_home(business)
    )  # fmt: skip


@staff_only
def strike_business(request: StaffRequest, business_id: uuid.UUID) -> HttpResponse:
    """Note that a business left the register."""
    business = one_of(request, Business.objects.all(), business_id, Act.KEEP_BUSINESS)
    form = forms.StrikeBusiness(request.POST or None, initial={"version": business.version, "left_on": today()})

    def write(given: dict[str, Any]) -> Business:
        return actions.strike_business(business=business, by=request.staff, **given)

    return act_page(
        request, form, write, title=_("Left the register"), button=_("Note it"), done=_("Noted."), record=business, **_home(business)
    )  # fmt: skip


def _home(business: Business) -> dict[str, Any]:
    url = reverse("programme:business", args=[business.pk])
    return {"back": url, "back_text": business.name}
