"""What the pages of the calendar share: who may open them, what an address names, the page of an act."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from vongtay.common.access import may
from vongtay.common.requests import StaffRequest, carry_out
from vongtay.reports.models import Obligation, Submission
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries import submitted
from vongtay.reports.queries.standing import Owed
from vongtay.reports.views.asked import allowed_or_404


def obligation_or_404(request: StaffRequest, obligation_id: UUID) -> Obligation:
    """Give an obligation that one may see; missing and out of sight are the same."""
    allowed_or_404(request.staff, Act.READ_CALENDAR)
    try:
        return queries.obligation_of(request.staff, obligation_id)
    except Obligation.DoesNotExist as missing:
        raise Http404 from missing


def asked_or_404(request: StaffRequest, obligation_id: UUID, act: Act = Act.KEEP_OBLIGATION) -> Obligation:
    """Give an obligation of one's own body."""
    row = obligation_or_404(request, obligation_id)
    if not may(RULES, act, request.staff, row) and request.staff.body_id != row.body_id:
        raise Http404
    return row


def owed_or_404(request: StaffRequest, obligation_id: UUID, period: str, body_id: UUID) -> Owed:
    """Give what one body owes for a period, if it is one's own or one's body asks for it."""
    found = queries.owed_of(request.staff, obligation_or_404(request, obligation_id), period, body_id)
    if found is None:
        raise Http404
    return found


def submission_or_404(request: StaffRequest, submission_id: UUID) -> Submission:
    """Give one version of a report that one may see."""
    allowed_or_404(request.staff, Act.READ_CALENDAR)
    try:
        return submitted.submission_of(request.staff, submission_id)
    except Submission.DoesNotExist as missing:
        raise Http404 from missing


def act_page(
    request: StaffRequest, form: django_forms.Form, write: Callable[[dict[str, Any]], object], *, back: str, done: str, **words: Any
) -> HttpResponse:  # fmt: skip
    """Show the form of an act, or do it and go `back`, or where `write` says by an address; a refusal keeps everything typed.

    words: title, button and what the template needs besides; `version` gives the version on which the next try of a stale form stands.
    """
    version, template = words.pop("version", None), words.pop("template", "reports/calendar/act.html")
    if carried := carry_out(form, write, version=version):
        messages.success(request, done)
        return redirect(carried.made if isinstance(carried.made, str) else back)
    return render(request, template, {"form": form, "back": back, **words}, status=422 if form.errors else 200)
