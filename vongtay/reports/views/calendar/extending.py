"""More time for one report: asking for it, giving it, answering who asked."""

import uuid
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.common.access import may
from vongtay.common.days import format_day
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.reports import actions
from vongtay.reports.forms.calendar import AnswerTime, AskTime
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries.standing import Owed
from vongtay.reports.views.calendar.pages import act_page, owed_or_404


def _owed(request: StaffRequest, act: Act, address: dict[str, Any]) -> Owed:
    """Give the report of an address, if one may do the act and there is a day to move."""
    owed = owed_or_404(request, **address)
    if owed.due is None or not may(RULES, act, request.staff, owed):
        raise Http404
    return owed


@staff_only
def ask(request: StaffRequest, obligation_id: UUID, period: str, body_id: UUID) -> HttpResponse:
    """Ask the receiving body for more time."""
    owed = _owed(request, Act.ASK_MORE_TIME, {"obligation_id": obligation_id, "period": period, "body_id": body_id})
    form = AskTime(request.POST or None, initial={"key": uuid.uuid4()})

    def write(given: dict[str, Any]) -> None:
        actions.ask_more_time(key=given["key"], owed=owed, until=given["until"], said=form.reasons(), by=request.staff)

    return act_page(
        request, form, write, back=reverse("reports:report_of", kwargs=owed.address), title=_("Ask for more time"), button=_("Ask for it"),
        done=_("Your request stands with the receiving body. Until it is answered the day stays."), lead=_lead(owed),
    )  # fmt: skip


@staff_only
def extend(request: StaffRequest, obligation_id: UUID, period: str, body_id: UUID) -> HttpResponse:
    """Give one body more time, or answer its request."""
    owed = _owed(request, Act.EXTEND_DAY, {"obligation_id": obligation_id, "period": period, "body_id": body_id})
    initial: dict[str, Any] = {"key": uuid.uuid4()}
    if owed.asks is not None:
        initial |= {"until": owed.asks.due_on, "answer": "given"}
    form = (AskTime if owed.asks is None else AnswerTime)(request.POST or None, initial=initial)

    def write(given: dict[str, Any]) -> None:
        if given.get("answer") == "refused":
            actions.refuse_more_time(key=given["key"], owed=owed, said=form.reasons(), by=request.staff)
        else:
            actions.extend_day(key=given["key"], owed=owed, until=given["until"], said=form.reasons(), by=request.staff)

    return act_page(
        request, form, write, back=reverse("reports:report_of", kwargs=owed.address), button=_("Save"),
        title=_("Extend the last day") if owed.asks is None else _("Answer the request for more time"),
        done=_("It is noted. The old day stays to be seen beside the new one."), lead=_lead(owed),
    )  # fmt: skip


def _lead(owed: Owed) -> str:
    """Say whose report it is, which day holds, and what was asked."""
    words = f"{owed.body.short_name} · {owed.obligation.title}, {owed.period.label}. "
    words += _("Last day now: %(day)s.") % {"day": format_day(owed.due)} if owed.due else ""
    if owed.asks is not None and owed.asks.due_on is not None:
        words += " " + _("Asked for until %(day)s: %(why)s") % {
            "day": format_day(owed.asks.due_on),
            "why": owed.asks.why,
        }
    return words
