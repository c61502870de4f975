"""From a figure to the row that it was made from: whoever opens a total comes to the activity, inspection, line or document itself."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.models import SourceKind
from vongtay.programme.models import BudgetAmount, Delivery, Inspection, Penalty, Quantity
from vongtay.programme.permissions import Act
from vongtay.programme.views.pages import allow


def _activity(row_id: UUID) -> str:
    return reverse("programme:activity", args=[Quantity.objects.get(pk=row_id).activity_id])


def _inspection(row_id: UUID) -> str:
    penalty = Penalty.objects.filter(pk=row_id).select_related("finding__visit").first()
    found = penalty.finding.visit.inspection_id if penalty else Inspection.objects.get(pk=row_id).pk
    return reverse("programme:inspection", args=[found])


def _money(row_id: UUID) -> str:
    if (delivery := Delivery.objects.filter(pk=row_id).first()) is not None:
        return reverse("programme:agreement", args=[delivery.agreement_id])
    return f"{reverse('programme:money')}?year={BudgetAmount.objects.select_related('line').get(pk=row_id).line.year}"


def _document(row_id: UUID) -> str:
    return reverse("programme:document", args=[row_id])


PLACES: dict[str, Callable[[UUID], str]] = {
    SourceKind.ACTIVITY: _activity, SourceKind.COURSE: _activity, SourceKind.INSPECTION: _inspection, SourceKind.MONEY: _money,
    SourceKind.DOCUMENT: _document,
}  # fmt: skip
_MISSING = (Quantity.DoesNotExist, Inspection.DoesNotExist, BudgetAmount.DoesNotExist)


@staff_only
def open_source(request: StaffRequest, kind: str, row_id: UUID) -> HttpResponse:
    """Go to the page of the row behind a figure; what is out of reach is missing."""
    allow(request, Act.READ)
    if kind not in PLACES:
        raise Http404
    try:
        return redirect(PLACES[kind](row_id))
    except _MISSING as missing:
        raise Http404 from missing
