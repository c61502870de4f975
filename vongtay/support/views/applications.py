"""Applications by form 07: taken and answered."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.common.days import format_day, today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.support import actions, forms
from vongtay.support.models import Application
from vongtay.support.permissions import Act
from vongtay.support.states import FORM, PROCEDURE
from vongtay.support.views.base import act_page, own_case


@staff_only
def take_application(request: StaffRequest, code: str) -> HttpResponse:
    """Take an application by form 07; its clock starts on the day of receipt."""
    case = own_case(request, code, Act.TAKE_APPLICATION)
    form = forms.TakeApplication(request.POST or None, initial={"key": uuid.uuid4(), "received_on": today()})

    def write(given: dict[str, Any]) -> None:
        key = given.pop("key")
        actions.take_application(key=key, case=case, applied=actions.Applied(**given), by=request.staff)

    return act_page(
        request, form, write, back=reverse("support:ledger", args=[case.code]), done=_("The application was taken; the limit runs from its day of receipt."),
        case=case, title=_("Take an application"), button=_("Take"),
        lead=_("%(form)s, procedure %(procedure)s of the national public-service portal. Sở Y tế answers it.") % {"form": FORM, "procedure": PROCEDURE},
    )  # fmt: skip


@staff_only
def answer_application(request: StaffRequest, code: str, application_id: str) -> HttpResponse:
    """Answer an application or return it."""
    case = own_case(request, code, Act.ANSWER_APPLICATION)
    row = get_object_or_404(Application.objects.select_related("case", "clock"), pk=application_id, case=case)
    form = forms.AnswerApplication(request.POST or None, initial={"version": row.version, "answered_on": today()})

    def write(given: dict[str, Any]) -> None:
        version = given.pop("version")
        actions.answer_application(
            application=row, answered=actions.Answered(**given), version=version, by=request.staff
        )

    def newest() -> int:
        row.refresh_from_db(fields=["version"])
        return row.version

    return act_page(
        request, form, write, back=reverse("support:ledger", args=[case.code]), done=_("Answered; its limit has ended."), case=case,
        title=_("Answer the application"), button=_("Answer"), version=newest,
        lead=_("Applied for: %(regime)s. Received on %(day)s.") % {"regime": row.get_regime_display(), "day": format_day(row.received_on)},
    )  # fmt: skip
