"""Pages of risk by area, of key areas not reached, and of what was built into other programmes."""

import uuid
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.filters import chips_of
from vongtay.common.periods import Calendar, Kind, Period
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.programme.actions import risk as actions
from vongtay.programme.forms import risk as forms
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import RiskAssessment
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.queries import documents
from vongtay.programme.queries import risk as queries
from vongtay.programme.states.documents import RISK_TONES, Other, RiskLevel
from vongtay.programme.views.documents import OFFERED
from vongtay.programme.views.pages import act_page, allow

PAGE = 50


def _year(request: StaffRequest) -> int:
    asked = request.GET.get("year", "")
    year = whole_number(asked) or 0
    return year if 1990 <= year <= 2100 else today().year


@staff_only
def list_areas(request: StaffRequest) -> HttpResponse:
    """Show the areas with their newest risk, and the key areas that nothing of the year reaches."""
    allow(request)
    staff, year = request.staff, _year(request)
    first = today().replace(year, 1, 1)
    period = Period(first, first.replace(month=12, day=31), Calendar.STATISTICAL, Kind.CUSTOM)
    found = queries.areas(staff, period, area_id=staff.province_id)
    only = request.GET.get("only", "")
    shown = [one for one in found if not only or (one.is_missed if only == "missed" else one.row.is_key)]
    n_key, n_missed = sum(one.row.is_key for one in found), sum(one.is_missed for one in found)
    chips = chips_of(
        request,
        "only",
        [
            ("", _("All areas"), len(found)),
            ("key", _("Key areas"), n_key),
            ("missed", _("Key areas not reached"), n_missed),
        ],
    )
    this_year = today().year
    chips += chips_of(
        request,
        "year",
        [(str(one) if one != this_year else "", str(one), "") for one in (this_year, this_year - 1, this_year - 2)],
    )
    rows = [(one, RISK_TONES[RiskLevel(one.row.level)]) for one in shown]
    context = {
        "rows": rows,
        "chips": chips,
        "year": year,
        "is_filtered": bool(found),
        "may_assess": may(RULES, Act.ASSESS_RISK, staff),
    }
    return render(request, "programme/risk/list.html", context)


@staff_only
def show_area(request: StaffRequest, area_id: int) -> HttpResponse:
    """Show how the risk of one area was judged over time."""
    allow(request)
    area = get_object_or_404(Place, pk=area_id)
    rows = queries.history_of(request.staff, area.pk)
    if not rows:
        raise Http404
    shown = [(row, RISK_TONES[RiskLevel(row.level)], may(RULES, Act.WITHDRAW_RISK, request.staff, row)) for row in rows]
    return render(
        request,
        "programme/risk/area.html",
        {"area": area, "rows": shown, "may_assess": may(RULES, Act.ASSESS_RISK, request.staff)},
    )


@staff_only
def assess_risk(request: StaffRequest) -> HttpResponse:
    """Judge the risk of an area."""
    allow(request, Act.ASSESS_RISK)
    staff = request.staff
    places = Place.objects.filter(province_id=staff.province_id, valid_to__isnull=True).order_by("-level", "sort_key")
    initial = {"key": uuid.uuid4(), "assessed_on": today(), "area": request.GET.get("area") or staff.place_id}
    form = forms.AssessRisk(
        request.POST or None, initial=initial, places=places, rows=documents.documents(staff)[:OFFERED]
    )

    def write(given: dict[str, Any]) -> str:
        row = actions.assess_risk(key=given.pop("key"), judged=actions.Judged(**given), by=staff)
        return reverse("programme:risk_area", args=[row.area_id])

    return act_page(
        request, form, write, back=reverse("programme:risk"), done=_("The assessment was entered."), title=_("Assess the risk of an area"),
        button=_("Save"), back_text=_("Risk by area"),
    )  # fmt: skip


@staff_only
def withdraw_assessment(request: StaffRequest, row_id: UUID) -> HttpResponse:
    """Take an assessment back."""
    allow(request)
    try:
        row = queries.assessment_of(request.staff, row_id)
    except RiskAssessment.DoesNotExist as missing:
        raise Http404 from missing
    allow(request, Act.WITHDRAW_RISK, row)
    form = TakeBack(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        actions.withdraw_assessment(row=row, why=given["why"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:risk"), done=_("It was taken back."), title=_("Take it back"), button=_("Take it back"),
        back_text=_("Risk by area"), lead=row.area.full_name,
    )  # fmt: skip


@staff_only
def list_built_in(request: StaffRequest) -> HttpResponse:
    """Show what was built into other programmes."""
    allow(request)
    staff, asked = request.staff, request.GET
    other = asked.get("other", "") if asked.get("other", "") in Other.values else ""
    page = Paginator(queries.built_in(staff, other=other), PAGE).get_page(asked.get("page"))
    chips = chips_of(
        request, "other", [("", _("All programmes"), ""), *((one.value, str(one.label), "") for one in Other)]
    )
    rows = [(row, may(RULES, Act.CORRECT_BUILT_IN, staff, row)) for row in page]
    context = {"page": page, "rows": rows, "chips": chips, "may_note": may(RULES, Act.NOTE_BUILT_IN, staff)}
    return render(request, "programme/risk/built_in.html", context)


@staff_only
def note_built_in(request: StaffRequest, row_id: UUID | None = None) -> HttpResponse:
    """Note what was built into another programme, or correct a note."""
    staff = request.staff
    allow(request)
    row = get_object_or_404(queries.built_in(staff), pk=row_id) if row_id else None
    allow(request, Act.CORRECT_BUILT_IN if row else Act.NOTE_BUILT_IN, row)
    initial = (
        vars(row) | {"done_by": row.done_by_id, "instrument": row.instrument}
        if row
        else {"key": uuid.uuid4(), "year": today().year, "done_by": staff.body_id}
    )
    form = forms.NoteBuiltIn(
        request.POST or None,
        initial=initial,
        bodies=documents.bodies_below(staff, today()),
        rows=documents.documents(staff)[:OFFERED],
    )

    def write(given: dict[str, Any]) -> None:
        if row:
            actions.correct_built_in(row=row, built=form.given(), version=given["version"] or 0, by=staff)
        else:
            actions.note_built_in(key=given["key"] or uuid.uuid4(), built=form.given(), by=staff)

    return act_page(
        request, form, write, back=reverse("programme:built_in"), done=_("It was noted."), title=_("What was built into another programme"),
        button=_("Save"), back_text=_("Built into other programmes"),
    )  # fmt: skip
