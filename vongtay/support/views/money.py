"""Expected spending on support beside what was spent, for the head and the reporter, under the mandate."""

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.queries import require_exact_counts
from vongtay.agencies.roles import MAY_COUNT
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.support import actions, forms, queries
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import Money
from vongtay.support.views.base import act_page

FIRST_YEAR = 2012


def _year(asked: str) -> int:
    now = today().year
    wanted = whole_number(asked) or 0
    return wanted if FIRST_YEAR <= wanted <= now + 1 else now


@staff_only
def show_money(request: StaffRequest) -> HttpResponse:
    """Show for one year what was expected and what was spent, by regime, by source and per person; always from rows."""
    staff = request.staff
    if staff.role not in MAY_COUNT or not queries.has_mandate(staff):
        raise NotAllowed(_("Sums of the province are seen by whoever reports for it."))
    require_exact_counts(staff)
    year, now = _year(request.GET.get("year", "")), today().year
    support = queries.sum_support(area_id=staff.province_id, first=date(year, 1, 1), last=date(year, 12, 31))
    estimates = queries.estimates_of(province_id=staff.province_id, world=staff.world, year=year)
    foreseen = queries.foreseen_in(area_id=staff.province_id, year=year)
    context = {
        "year": str(year), "support": support, "lines": queries.budget_of(support=support, estimates=estimates, foreseen=foreseen),
        "foreseen": sum(row.amount_dong for row in foreseen.values()),
        "expected": sum(row.amount_dong for row in estimates.values()), "has_estimates": bool(estimates),
        "by_money": [(Money(code).label, spent) for code, spent in support.by_money],
        "chips": [{"label": str(each), "url": f"?year={each}", "is_on": each == year, "count": ""} for each in range(now - 3, now + 2)],
        "may_enter": may(RULES, Act.ENTER_ESTIMATE, staff),
    }  # fmt: skip
    return render(request, "support/money.html", context)


@staff_only
def enter_estimate(request: StaffRequest, year: int) -> HttpResponse:
    """Enter what is expected to be spent on a regime in a year; the newest entry holds."""
    if not may(RULES, Act.ENTER_ESTIMATE, request.staff) or not queries.has_mandate(request.staff):
        raise NotAllowed(_("The head and the reporter enter what is expected to be spent."))
    if not FIRST_YEAR <= year <= today().year + 1:
        raise Http404
    form = forms.EnterEstimate(
        request.POST or None, initial={"key": uuid.uuid4(), "regime": request.GET.get("regime", "")}
    )

    def write(given: dict[str, Any]) -> None:
        actions.enter_estimate(year=year, by=request.staff, **given)

    return act_page(
        request, form, write, back=f"{reverse('support:money')}?year={year}", done=_("The estimate was entered; the former one stays on record."),
        title=_("Estimate of %(year)s") % {"year": str(year)}, button=_("Enter"),
    )  # fmt: skip
