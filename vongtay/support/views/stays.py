"""Stays of the people of a case with their decisions, and everybody lodged now by the days that are left."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_to_ask
from vongtay.agencies.roles import Part
from vongtay.cases.actions.letters import keep_scan
from vongtay.cases.models import Case
from vongtay.cases.queries import residents_of
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import today
from vongtay.common.numbers import format_dong
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.facilities.models import Bed
from vongtay.facilities.queries import choices_for
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.lodgings import Lodging
from vongtay.support.models import StayDecision
from vongtay.support.permissions import RULES, Act, Lodged
from vongtay.support.states import LodgingState, StayDecisionKind
from vongtay.support.views.base import act_page, case_or_404, own_case


@staff_only
def list_lodgings(request: StaffRequest) -> HttpResponse:
    """Show everybody lodged now whose support we reach, the one nearest the last day first."""
    if Part.SUPPORT not in request.staff.parts:
        raise NotAllowed(_("Your post does not see the support of a person."))
    day, chosen = today(), request.GET.get("state", "")
    found = queries.open_now(request.staff, day)
    states = [state for state in LodgingState if state != LodgingState.ENDED]
    chosen = chosen if chosen in states else ""
    counts = {state: sum(each.state(day) == state for each in found) for state in states}
    chips = [{"label": _("All"), "url": "?", "is_on": not chosen, "count": len(found)}]
    chips += [
        {"label": state.label, "url": f"?state={state}", "is_on": chosen == state, "count": counts[state]}
        for state in states
    ]
    rows = [
        (each, each.state(day), len(each.nights(day)), each.days_left(day))
        for each in found if not chosen or each.state(day) == chosen
    ]  # fmt: skip
    return render(request, "support/lodgings.html", {"rows": rows, "chips": chips, "is_filtered": bool(chosen)})


@staff_only
def show_stays(request: StaffRequest, code: str) -> HttpResponse:
    """Show the lodgings of a case: nights, longest time, decisions, cost."""
    case = case_or_404(request.staff, code)
    staff = request.staff
    found = queries.shown_lodgings(case, Vault.of(case.person_id), today())
    rows = [
        {
            "shown": each, "stay": each.lodging.last.stay_id, "cost": format_dong(each.cost_dong),
            "months": [(month, format_dong(month.cost_dong)) for month in each.months],
            "may_extend": each.lodging.is_open and each.left is not None and _may_extend(request, case, each.lodging),
            "has": {kind.name: bool(each.lodging.in_force(kind)) for kind in StayDecisionKind},
        }
        for each in found
    ]  # fmt: skip
    context = {
        "case": case, "rows": rows, "may_decide": may(RULES, Act.DECIDE_STAY, staff, case),
        "may_transfer": may(RULES, Act.TRANSFER_STAY, staff, case), "may_book": Part.SHELTER in staff.parts,
    }  # fmt: skip
    return render(request, "support/stays.html", context)


def _may_extend(request: StaffRequest, case: Case, lodging: Lodging) -> bool:
    own = may(RULES, Act.EXTEND_STAY, request.staff, Lodged(case, lodging.last.runs))
    return own or may(RULES, Act.ENTER_EXTENSION, request.staff, case)


def _lodging(case: Case, stay_id: uuid.UUID) -> Lodging:
    found = queries.lodging_with(case, stay_id)
    if found is None:
        raise Http404
    return found


def _decided(request: StaffRequest, case: Case, given: dict[str, Any]) -> actions.Decided:
    return actions.Decided(
        sign=given["sign"], on=given["on"], person=given["person"], reason=given["reason"], body=given.get("body"),
        why_body=given.get("why_body", ""), scan_id=keep_scan(case, given.get("scan"), by=request.staff),
    )  # fmt: skip


def _back(case: Case) -> str:
    return reverse("support:stays", args=[case.code])


def _initial() -> dict[str, Any]:
    return {"key": uuid.uuid4(), "on": today(), "at": timezone.now()}


@staff_only
def decide_admission(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Enter the decision on an admission."""
    case = own_case(request, code, Act.DECIDE_STAY)
    _lodging(case, stay_id)
    form = forms.DecideStay(
        request.POST or None, request.FILES or None, bodies=bodies_to_ask(request.staff), initial=_initial()
    )

    def write(given: dict[str, Any]) -> None:
        actions.decide_admission(
            key=given["key"], case=case, stay_id=stay_id, decided=_decided(request, case, given), by=request.staff
        )

    return act_page(
        request, form, write, back=_back(case), done=_("The decision was entered."), case=case, title=_("Decision on the admission"), button=_("Enter")
    )  # fmt: skip


@staff_only
def extend_stay(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Extend a stay: decided by the right person, or entered from the paper of the body that decided."""
    case = case_or_404(request.staff, code)
    lodging = _lodging(case, stay_id)
    if not _may_extend(request, case, lodging):
        raise NotAllowed(
            _(
                "Only decider or head of the body of the facility or of Sở Y tế extends a stay; its paper may be entered by who cares for the person."
            )
        )
    own = may(RULES, Act.EXTEND_STAY, request.staff, Lodged(case, lodging.last.runs))
    form = forms.ExtendStay(
        request.POST or None,
        request.FILES or None,
        bodies=bodies_to_ask(request.staff),
        must_be_another=not own,
        initial=_initial(),
    )

    def write(given: dict[str, Any]) -> None:
        actions.extend_stay(
            key=given["key"], case=case, stay_id=stay_id, decided=_decided(request, case, given), until_on=given["until_on"], by=request.staff
        )  # fmt: skip

    return act_page(
        request, form, write, back=_back(case), done=_("The extension was entered."), case=case, title=_("Extend the stay"), button=_("Extend"),
        template="support/stay_act.html", lodging=lodging, left=lodging.days_left(today()),
    )  # fmt: skip


@staff_only
def discharge(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Enter the decision that ends a stay, and the leaving itself where it has happened."""
    case = own_case(request, code, Act.DECIDE_STAY)
    lodging = _lodging(case, stay_id)
    may_note = lodging.is_open and may(RULES, Act.TRANSFER_STAY, request.staff, case)
    form = forms.Discharge(
        request.POST or None,
        request.FILES or None,
        bodies=bodies_to_ask(request.staff),
        may_note=may_note,
        initial=_initial(),
    )

    def write(given: dict[str, Any]) -> None:
        actions.discharge(
            key=given["key"], case=case, stay_id=stay_id, decided=_decided(request, case, given), ground=given["ground"], by=request.staff,
            left_at=given.get("left_at"),
        )  # fmt: skip

    return act_page(
        request, form, write, back=_back(case), done=_("The decision was entered."), case=case, title=_("Discharge"), button=_("Enter"),
        lead=_("A person without a place to go to is not discharged: find the next place, or ask for an extension, first."),
    )  # fmt: skip


@staff_only
def transfer(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Move somebody to another facility with its decision."""
    case = own_case(request, code, Act.TRANSFER_STAY)
    lodging = _lodging(case, stay_id)
    form = forms.Transfer(
        request.POST or None,
        request.FILES or None,
        bodies=bodies_to_ask(request.staff),
        beds=_beds_elsewhere(request, case, lodging),
        initial=_initial(),
    )

    def write(given: dict[str, Any]) -> None:
        actions.transfer(
            key=given["key"], case=case, stay_id=stay_id, bed=get_object_or_404(Bed.objects.select_related("facility"), pk=given["bed"]), at=given["at"],
            decided=_decided(request, case, given), by=request.staff,
        )  # fmt: skip

    return act_page(
        request, form, write, back=_back(case), done=_("The move was noted."), case=case, title=_("Move to another facility"), button=_("Move"),
        lead=_("Leaving there and coming here are one act; the days are counted on."),
    )  # fmt: skip


def _beds_elsewhere(request: StaffRequest, case: Case, lodging: Lodging) -> list[tuple[str, str]]:
    """Give the free beds of other facilities in rooms that fit."""
    resident = next((one for one in residents_of(case) if one.person_id == lodging.last.person_id), None)
    if resident is None:
        return []
    found = choices_for(request.staff, resident.guest.sleeper, resident.guest.family, timezone.now())
    return [
        (key, _("%(facility)s, room %(room)s, bed %(bed)s") % {"facility": choice.room.label, "room": choice.room.name, "bed": number})
        for choice in found if not choice.reasons and choice.room.facility_id != lodging.last.facility_id for key, number in choice.beds
    ]  # fmt: skip


@staff_only
def take_back(request: StaffRequest, code: str, decision_id: uuid.UUID) -> HttpResponse:
    """Take a decision back that was entered wrongly."""
    case = own_case(request, code, Act.DECIDE_STAY)
    row = get_object_or_404(StayDecision.objects.select_related("case"), pk=decision_id, case=case)
    form = forms.TakeBackStay(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        actions.take_back_stay_decision(decision=row, reason=given["reason"], by=request.staff)

    return act_page(
        request, form, write, back=_back(case), done=_("Taken back; it stays on record."), case=case,
        title=_("Take decision %(sign)s back") % {"sign": row.sign}, button=_("Take back"),
    )  # fmt: skip
