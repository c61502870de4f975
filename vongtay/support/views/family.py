"""The page of the family: who is whose relative, with cases and rights of their own."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.roles import Part
from vongtay.cases.permissions import RULES as CASE_RULES
from vongtay.cases.permissions import Act as CaseAct
from vongtay.common.access import Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.support import actions, forms, queries
from vongtay.support.models import Kinship
from vongtay.support.permissions import RULES, Act
from vongtay.support.views.base import act_page, case_or_404, own_case


@staff_only
def show_family(request: StaffRequest, code: str) -> HttpResponse:
    """Show the people around the person; a suspect is marked and never offered as somebody to turn to."""
    case = case_or_404(request.staff, code)
    family = queries.family_of(request.staff, case)
    knots = queries.drawing_of(family)
    context = {
        "case": case,
        "family": family,
        "knots": knots,
        "height": str(max((knot.y for knot in knots), default=0) + 30),
        "may_name": may(RULES, Act.NAME_KIN, request.staff, case),
        "may_open_own": may(CASE_RULES, CaseAct.OPEN_OWN_CASE, request.staff, case),
        "may_add": Part.IDENTITY in request.staff.parts and may(CASE_RULES, CaseAct.ADD_PERSON, request.staff, case),
    }
    return render(request, "support/family.html", context)


@staff_only
def name_kin(request: StaffRequest, code: str) -> HttpResponse:
    """Note who somebody is."""
    case = own_case(request, code, Act.NAME_KIN)
    people, beside = queries.choices_of(request.staff, case)
    form = forms.NameKin(request.POST or None, people=people, beside=beside, initial={"key": uuid.uuid4()})

    def write(given: dict[str, Any]) -> None:
        who, other = queries.chosen(request.staff, case, given["who"])
        to, _none = queries.chosen(request.staff, case, f"beside:{given['to']}") if given["to"] else (None, None)
        tie = actions.Tie(given["relation"], who, other, to)
        actions.name_kin(key=given["key"], case=case, tie=tie, by=request.staff)

    back = reverse("support:family", args=[case.code])
    return act_page(
        request, form, write, back=back, case=case, title=_("Who is whose relative"), button=_("Save"), done=_("Noted; it can be taken back."),
        lead=_("Only people beside the person, and cases tied with this one, can be chosen. Add somebody in the case first."),
    )  # fmt: skip


@staff_only
@require_POST
def take_back_kin(request: StaffRequest, code: str, kinship_id: uuid.UUID) -> HttpResponse:
    """Take back what was noted in error."""
    case = own_case(request, code, Act.NAME_KIN)
    row = get_object_or_404(Kinship.objects.select_related("case"), pk=kinship_id, case=case)
    try:
        actions.take_back_kin(kinship=row, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, _("Taken back."))
    return redirect("support:family", code=code)
