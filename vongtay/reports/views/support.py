"""The numbers of support in a report, and the entries of the ledger behind each."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vongtay.common.requests import StaffRequest, staff_only
from vongtay.reports import queries
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import Asked, allowed_or_404, asked_or_404, head_of
from vongtay.support.queries import Support
from vongtay.support.states import Regime

ROWS_A_PAGE = 100


def support_rows(asked: Asked, support: Support) -> dict[str, Any]:
    """Give the whole and each regime with the address of what lies behind it; nothing lies behind nought."""
    return {
        "whole": support.whole, "url": asked.url("behind_support") if support.whole.entries else "",
        "rows": [(Regime(code).label, spent, asked.url("behind_support", regime=code)) for code, spent in support.by_regime],
    }  # fmt: skip


@staff_only
def behind_support(request: StaffRequest, **address: Any) -> HttpResponse:
    """Open a number of support: the entries that one may see, and how many lie outside one's rights."""
    allowed_or_404(request.staff, Act.OPEN_ROWS)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    regime = request.GET.get("regime", "")
    if regime and regime not in Regime.values:
        raise Http404
    found = queries.support_behind(request.staff, asked.question, regime)
    page = Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    base = asked.url("behind_support", regime=regime)
    page_url = f"{base}{'&' if '?' in base else '?'}page="
    context = head_of(asked) | {
        "found": found, "page": page, "labels": [_("Support"), *([Regime(regime).label] if regime else [])],
        "previous_url": f"{page_url}{page.number - 1}", "next_url": f"{page_url}{page.number + 1}",
    }  # fmt: skip
    return render(request, "reports/behind_support.html", context)
