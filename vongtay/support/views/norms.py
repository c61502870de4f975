"""The norms of the province: which amounts are in force, by which resolution, and what they were before."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.law import queries as law
from vongtay.support import actions, forms, queries
from vongtay.support.models import Norm
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import Beneficiary, Regime
from vongtay.support.views.base import act_page


@staff_only
def list_norms(request: StaffRequest) -> HttpResponse:
    """Show the norms of the province: those in force, or the whole history."""
    day, shown = today(), list(queries.norms_of(request.staff))
    regime = request.GET.get("regime", "") if request.GET.get("regime", "") in Regime.values else ""
    is_all = request.GET.get("show", "") == "all"
    live = [norm for norm in shown if not norm.withdrawn and (norm.valid_to is None or norm.valid_to >= day)]
    chosen = shown if is_all else live
    rows = [norm for norm in chosen if not regime or norm.regime == regime]

    def chip(label: str, count: int, *, is_on: bool, **values: str) -> dict[str, Any]:
        return {
            "label": label,
            "url": f"?{urlencode({k: v for k, v in values.items() if v})}",
            "is_on": is_on,
            "count": count,
        }

    show = "all" if is_all else ""
    held = [code for code in Regime if any(norm.regime == code for norm in chosen)]
    chips = [
        chip(_("In force or to come"), len(live), is_on=not is_all, regime=regime),
        chip(_("With those that ended"), len(shown), is_on=is_all, show="all", regime=regime),
        *(chip(str(code.label), sum(norm.regime == code for norm in chosen), is_on=regime == code,
               show=show, regime="" if regime == code else code.value) for code in held),
    ]  # fmt: skip
    context = {
        "rows": rows, "chips": chips, "day": day, "is_filtered": bool(shown),
        "may_enter": may(RULES, Act.ENTER_NORM, request.staff), "may_end": may(RULES, Act.END_NORM, request.staff),
    }  # fmt: skip
    return render(request, "support/norms.html", context)


@staff_only
def show_regimes(request: StaffRequest) -> HttpResponse:
    """Show the catalogue: what each law gives to whom by which article, and the norms of the province in force today."""
    day, codes = today(), law.law_codes()
    wanted = request.GET.get("law", "")
    code = wanted if wanted in codes else law.regime_on(day)
    shown = law.regime(code)
    context = {
        "law": shown, "lines": queries.catalogue_of(request.staff, law_code=code, day=day), "kinds": list(Beneficiary),
        "chips": [{"label": _("Law %(sign)s") % {"sign": law.regime(each).instruments[0]}, "url": f"?law={each}", "is_on": each == code, "count": ""} for each in codes],
    }  # fmt: skip
    return render(request, "support/regimes.html", context)


@staff_only
def enter_norm(request: StaffRequest) -> HttpResponse:
    """Enter a norm with its resolution."""
    if not may(RULES, Act.ENTER_NORM, request.staff):
        raise NotAllowed(_("Only a legal officer of the province enters and ends its norms."))
    asked = request.GET.get("regime", "")
    form = forms.EnterNorm(request.POST or None, initial={"key": uuid.uuid4(), "regime": asked})

    def write(given: dict[str, Any]) -> None:
        key = given.pop("key")
        actions.enter_norm(key=key, given=actions.NormGiven(**given), by=request.staff)

    return act_page(
        request, form, write, back=reverse("support:norms"), done=_("The norm was entered: money is booked by it from its first day on."),
        title=_("Enter a norm"), button=_("Enter"), lead=_("Enter only what the resolution says. A norm is never edited: it ends, and the next one follows."),
    )  # fmt: skip


@staff_only
def end_norm(request: StaffRequest, norm_id: str) -> HttpResponse:
    """End a norm, or take it back while nothing was paid by it."""
    norm = get_object_or_404(Norm, pk=norm_id, world=request.staff.world)
    if not may(RULES, Act.END_NORM, request.staff, norm):
        raise NotAllowed(_("Only a legal officer of the province enters and ends its norms."))
    form = forms.EndNorm(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        actions.end_norm(norm=norm, last_on=given["last_on"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("support:norms"), done=_("Its end was entered; the norm stays in the history."),
        title=_("End a norm"), button=_("End it"), norm=norm, template="support/end_norm.html",
    )  # fmt: skip
