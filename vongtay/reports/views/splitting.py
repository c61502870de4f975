"""A figure by sex and age: told afterwards, as a correction that leaves the amount as it is."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.common.access import Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.actions import Claim, correct_figure
from vongtay.indicators.models import CATEGORIES, Figure
from vongtay.indicators.permissions import RULES as FIGURE_RULES
from vongtay.indicators.permissions import Act as FigureAct
from vongtay.indicators.queries import figure_of
from vongtay.reports.forms import SplitFigure
from vongtay.reports.views.asked import asked_or_404, head_of, indicator_name
from vongtay.reports.views.report import claim_of


@staff_only
def split(request: StaffRequest, code: str, figure_id: UUID, **address: Any) -> HttpResponse:
    """Say how many of a figure are of each sex and age; what is missing to the whole stays unknown."""
    if not may(FIGURE_RULES, FigureAct.CORRECT, request.staff):
        raise Http404
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    try:
        figure = figure_of(request.staff, figure_id)
    except Figure.DoesNotExist as missing:
        raise Http404 from missing
    if figure.indicator_id != code or figure.withdrawn:
        raise Http404
    form = SplitFigure(request.POST or None, splits=figure.splits)
    if form.is_valid():
        try:
            correct_figure(figure=figure, claim=replace(Claim.of(figure), splits=form.splits()), by=request.staff)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("The figure is split. What is missing to the whole is shown as unknown."))
            return redirect(asked.figure_url(code))
    context = head_of(asked) | {
        "form": form, "row": claim_of(figure, request.staff.province_id), "name": indicator_name(figure.indicator), "back": asked.figure_url(code), "categories": CATEGORIES,
    }  # fmt: skip
    return render(request, "reports/split_figure.html", context, status=422 if form.errors else 200)
