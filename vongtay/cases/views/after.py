"""The checklist of the first hours, and what comes after the decision: referral, legal hold, erasure."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.queries import bodies_to_notify
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Case, Erasure, Hold
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.views.acts import act_page, consent_choices, own_case
from vongtay.cases.views.case import case_or_404, checklist_of
from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault

SOCIAL_KINDS = [
    "facility_social",
    "facility_victim",
    "commune",
    "commune_social_office",
    "womens_union",
    "ngo",
    "health_department",
]


@staff_only
@require_POST
def tick_need(request: StaffRequest, code: str) -> HttpResponse:
    """Tick a need of the first 24 hours, or take the tick back, in one press."""
    case = own_case(request, code, Act.TICK_NEED)
    need, is_met = request.POST.get("need", ""), request.POST.get("met") == "1"
    case = actions.tick_need(case=case, need=need, met=is_met, by=request.staff)
    if request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "cases/parts/needs.html", {"case": case} | checklist_of(case, request.staff))
    return redirect(f"/cases/{case.code}/#needs")


@staff_only
def refer_to_social(request: StaffRequest, code: str) -> HttpResponse:
    """Ask a body of the province to help somebody who was not identified, or whose case is undetermined."""
    case = own_case(request, code, Act.REFER)
    bodies = bodies_to_notify(request.staff, SOCIAL_KINDS, day_in_vietnam(timezone.now()))
    form = forms.ReferToSocial(
        request.POST or None, bodies=bodies, consents=consent_choices(case), initial={"key": forms.new_key()}
    )

    def write(given: dict[str, Any]) -> None:
        asked = actions.Asked(given["what"], given["why"], given["with_identity"], given["until_on"])
        actions.refer_to_social(
            key=given["key"],
            case=case,
            to_body=given["to_body"],
            asked=asked,
            by=request.staff,
            ground=form.ground_chosen(),
        )

    words = {
        "title": _("Refer to social assistance"),
        "button": _("Refer"),
        "done": _("The referral was sent; your body still leads the case."),
    }
    return act_page(request, case, form, write, **words)


@staff_only
def show_hold(request: StaffRequest, code: str) -> HttpResponse:
    """Show the legal holds of a case; put one on."""
    case = own_case(request, code, Act.HOLD)
    form = forms.PlaceHold(request.POST or None, initial={"key": forms.new_key()})

    def write(given: dict[str, Any]) -> None:
        actions.place_hold(key=given["key"], case=case, reason=given["reason"], by=request.staff)

    return _page(request, case, "cases/hold.html", form, write, {
        "holds": queries.holds_of(case, Vault.of(case.person_id)), "lift": forms.LiftHold(), "done": _("The hold stands: nothing of this case is erased."),
    })  # fmt: skip


@staff_only
@require_POST
def lift_hold(request: StaffRequest, code: str, hold_id: str) -> HttpResponse:
    """Lift a legal hold with its reason."""
    case = own_case(request, code, Act.HOLD)
    hold = get_object_or_404(Hold.objects.select_related("case"), pk=hold_id, case=case)
    form = forms.LiftHold(request.POST)

    def write(given: dict[str, Any]) -> None:
        actions.lift_hold(hold=hold, reason=given["reason"], by=request.staff)

    return _page(request, case, "cases/hold.html", form, write, {
        "holds": queries.holds_of(case, Vault.of(case.person_id)), "lift": form, "done": _("The hold was lifted; that it stood stays on record."),
    })  # fmt: skip


@staff_only
def show_erasure(request: StaffRequest, code: str) -> HttpResponse:
    """Say what an erasure takes and what stays; let a head ask for it and somebody who decides do it."""
    case = case_or_404(request.staff, code)
    asks, does = (may(RULES, act, request.staff, case) for act in (Act.ASK_ERASURE, Act.ERASE))
    if not (asks or does):
        raise NotAllowed(
            _("A head asks for an erasure and somebody who decides does it, both of the body that leads the case.")
        )
    requests = queries.erasures_of(case)
    waiting = next((row for row in requests if row.done_at is None), None)
    form: Any = (
        forms.AskErasure(request.POST or None, initial={"key": forms.new_key()})
        if asks
        else forms.Typed(request.POST or None)
    )

    def write(given: dict[str, Any]) -> None:
        if asks:
            ground = actions.ErasureGround(given["reason"], given["basis_sign"], given["basis_on"])
            actions.ask_erasure(key=given["key"], case=case, typed=given["typed"], ground=ground, by=request.staff)
        else:
            actions.erase(erasure=_waiting(waiting), typed=given["typed"], by=request.staff)

    return _page(request, case, "cases/erase.html", form, write, {
        "requests": requests, "waiting": waiting, "asks": asks, "why_not": queries.why_not_erase(case), "erased_at": queries.erased_at(case),
        "done": _("Asked for. Somebody of your body who decides does it or declines.") if asks else _("The identity was erased. Nothing brings it back."),
    })  # fmt: skip


def _waiting(found: Erasure | None) -> Erasure:
    if found is None:
        raise Refused(_("No head has asked for this erasure."))
    return found


@staff_only
@require_POST
def decline_erasure(request: StaffRequest, code: str) -> HttpResponse:
    """Decline a request to erase."""
    case = own_case(request, code, Act.ERASE)
    waiting = get_object_or_404(Erasure.objects.select_related("case"), case=case, done_at__isnull=True)
    actions.decline_erasure(erasure=waiting, by=request.staff)
    messages.success(request, _("Declined; the request stays on record."))
    return redirect("cases:show", code=code)


def _page(
    request: StaffRequest, case: Case, template: str, form: Any, write: Any, context: dict[str, Any]
) -> HttpResponse:
    """Show a page with a form, or do its act; a refusal stands on the form with all that was typed."""
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, context["done"])
            return redirect("cases:show", code=case.code)
    return render(request, template, {"case": case, "form": form} | context, status=422 if form.errors else 200)
