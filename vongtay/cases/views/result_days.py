"""A new day for a result owed: proposed, answered, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.cases import actions
from vongtay.cases.actions import result_days
from vongtay.cases.forms import between as forms
from vongtay.cases.forms import new_key
from vongtay.cases.models import Result, ResultDay
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.views.acts import act_page
from vongtay.cases.views.case import case_or_404
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import format_day
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault

BACK = "cases:between"


def _result(request: StaffRequest, row: Result) -> Result:
    if not may(RULES, Act.CHANGE_DAY, request.staff, row):
        raise NotAllowed(_("Only the body that owes a result and the one that awaits it agree on its day."))
    return row


@staff_only
def propose_day(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Propose a new day, or enter the letter that agrees to one."""
    case = case_or_404(request.staff, code)
    found = Result.objects.select_related("owed_by", "owed_to", "case")
    row = _result(request, get_object_or_404(found, pk=row_id, case=case))
    other = row.owed_to if request.staff.body_id == row.owed_by_id else row.owed_by
    form = forms.ProposeDay(
        request.POST or None, request.FILES or None, from_paper=not other.signs_in, initial={"key": new_key(), "version": row.version}
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        result_days.propose_day(
            key=given["key"], result=row, day=result_days.NewDay(given["due_on"], given["reason"]), version=given["version"], by=request.staff,
            from_paper=actions.paper_given(case, given, by=request.staff),
        )  # fmt: skip

    held = format_day(row.due_on) if row.due_on else _("no day")
    return act_page(
        request, case, form, write, title=_("Agree on another day"), button=_("Note the new day"), done=_("Saved."), back=BACK,
        lead=_("Now agreed: %(day)s. The new day holds once %(body)s agrees here, or at once where its letter agrees already.")
        % {"day": held, "body": other.name},
        fresh=lambda: {"version": Result.objects.get(pk=row.pk).version},
    )  # fmt: skip


def _day(request: StaffRequest, code: str, row_id: str) -> ResultDay:
    case = case_or_404(request.staff, code)
    found = ResultDay.objects.select_related("result__owed_by", "result__owed_to", "result__case", "body", "case")
    row = get_object_or_404(found, pk=row_id, case=case)
    _result(request, row.result)
    return row


@staff_only
def answer_day(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Agree to a proposed day or decline it; who proposed it enters the answer from the other body's letter."""
    row = _day(request, code, row_id)
    own = row.body_id == request.staff.body_id
    form = forms.AnswerDay(request.POST or None, request.FILES or None, from_paper=own)

    def write(given: dict[str, Any]) -> None:
        result_days.answer_day(
            row=row, accept=given["accept"] == "yes", reason=given["reason"], by=request.staff,
            from_paper=actions.paper_given(row.case, given, by=request.staff) if own else None,
        )  # fmt: skip

    words = Vault.of(row.case.person_id).open("cases_resultday", "reason_ct", row.pk, row.reason_ct)
    lead = _("%(body)s proposes %(day)s: “%(words)s”") % {
        "body": row.body.name, "day": format_day(row.due_on), "words": words,
    }  # fmt: skip
    return act_page(
        request, row.case, form, write, title=_("Answer a proposed day"), button=_("Answer"), done=_("The answer was noted."), back=BACK, lead=lead
    )  # fmt: skip


@staff_only
@require_POST
def withdraw_day(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Take back a day that one's own body proposed."""
    result_days.withdraw_day(row=_day(request, code, row_id), by=request.staff)
    messages.success(request, _("Taken back; the day that holds stays."))
    return redirect(BACK, code=code)
