"""What support of one person is expected to cost: entered by norms in force, shown beside what was paid."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.cases.models import Case
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.common.numbers import format_dong
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.support import actions, forms, queries
from vongtay.support.models import Norm
from vongtay.support.permissions import Act
from vongtay.support.states import Regime, Unit
from vongtay.support.views.base import act_page, own_case


def _words(norm: Norm) -> str:
    return (
        f"{Regime(norm.regime).label}: {format_dong(norm.amount_dong)} {Unit(norm.unit).label} ({norm.resolution_sign})"
    )


def _norms_for(staff: Staff, case: Case) -> list[tuple[str, str]]:
    """Give the norms by which the person may be paid now, and those of estimates that may be taken back, as choices."""
    held = {
        f"{row.regime}:{row.unit}": _words(row.norm)
        for line in queries.estimated_for(case, ())
        for row in line.estimates
    }
    for regime in Regime:
        if queries.due_on(case, regime, today()).answer == "yes":
            norms = queries.norms_on(province_id=staff.province_id, world=staff.world, regime=regime, day=today())
            held |= {f"{norm.regime}:{norm.unit}": _words(norm) for norm in norms}
    return list(held.items())


@staff_only
def estimate_case(request: StaffRequest, code: str) -> HttpResponse:
    """Enter what one person is expected to be paid in a year."""
    case = own_case(request, code, Act.ESTIMATE_CASE)
    norms, year = _norms_for(request.staff, case), today().year
    form = forms.EstimateCase(
        request.POST or None, years=[year, year + 1], norms=norms, initial={"key": uuid.uuid4(), "year": year}
    )

    def write(given: dict[str, Any]) -> None:
        regime, _between, unit = given.pop("what").partition(":")
        actions.estimate_case(case=case, regime=regime, unit=unit, by=request.staff, **given)

    lead = _("Quantity times the norm; the newest entry of a norm and year holds, the former ones stay on record.")
    nothing = _("No norm of what this person gets is in force: a legal officer enters the norms of the province first.")
    return act_page(
        request, form, write, back=f"{reverse('support:ledger', args=[case.code])}#expected", done=_("The estimate was entered; the former one stays on record."),
        case=case, title=_("Estimate for this person"), button=_("Enter"), lead=lead if norms else nothing,
    )  # fmt: skip
