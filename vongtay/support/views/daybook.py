"""Somebody's book while they are lodged: notes, things in keeping with their receipt, incidents."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.roles import Part
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.lodgings import Lodging
from vongtay.support.models import Belonging
from vongtay.support.permissions import RULES, Act
from vongtay.support.views.base import act_page, case_or_404, own_case


def _found(case: Case, stay_id: uuid.UUID) -> Lodging:
    lodging = queries.lodging_with(case, stay_id)
    if lodging is None:
        raise Http404
    return lodging


def _reading(request: StaffRequest, code: str) -> Case:
    case = case_or_404(request.staff, code)
    if Part.SHELTER not in request.staff.parts:
        raise NotAllowed(_("Your post does not see where people are lodged."))
    return case


def _back(case: Case, stay_id: uuid.UUID) -> str:
    return reverse("support:stay_book", args=[case.code, stay_id])


@staff_only
def show_book(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Show the book of one lodging."""
    case = _reading(request, code)
    lodging = _found(case, stay_id)
    context = {
        "case": case, "lodging": lodging, "stay": stay_id, "book": queries.book_of(case, lodging, Vault.of(case.person_id)),
        "may": {act.name: may(RULES, act, request.staff, case) for act in (Act.WRITE_BOOK, Act.KEEP_BELONGINGS, Act.RECORD_INCIDENT)},
    }  # fmt: skip
    return render(request, "support/stay_book.html", context)


@staff_only
def note_day(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Write a note of a day."""
    case = own_case(request, code, Act.WRITE_BOOK)
    _found(case, stay_id)
    form = forms.NoteDay(request.POST or None, initial={"key": uuid.uuid4(), "on": today(), "kind": "note"})

    def write(given: dict[str, Any]) -> None:
        actions.note_day(case=case, stay_id=stay_id, by=request.staff, **given)

    return act_page(
        request, form, write, back=_back(case, stay_id), done=_("Written."), case=case, title=_("Note of the day"), button=_("Write")
    )  # fmt: skip


@staff_only
def receive_belongings(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Take things into keeping."""
    case = own_case(request, code, Act.KEEP_BELONGINGS)
    _found(case, stay_id)
    form = forms.ReceiveBelongings(request.POST or None, initial={"key": uuid.uuid4(), "on": today()})

    def write(given: dict[str, Any]) -> None:
        received = actions.Received(given["things"], given["on"], given["by"], given["witness"])
        actions.receive_belongings(key=given["key"], case=case, stay_id=stay_id, received=received, by=request.staff)

    return act_page(
        request, form, write, back=_back(case, stay_id), done=_("Received; print the receipt for the person."), case=case,
        title=_("Receive things into keeping"), button=_("Receive"),
    )  # fmt: skip


@staff_only
def show_receipt(request: StaffRequest, code: str, belonging_id: uuid.UUID) -> HttpResponse:
    """Show the receipt of things in keeping, to be printed and signed."""
    case = _reading(request, code)
    try:
        row, texts = queries.receipt_of(case, belonging_id, Vault.of(case.person_id))
    except Belonging.DoesNotExist as missing:
        raise Http404 from missing
    context = {
        "case": case,
        "row": row,
        "texts": texts,
        "things": texts["list"].splitlines(),
        "body": request.staff.body_text,
    }
    return render(request, "support/belongings_receipt.html", context)


@staff_only
def give_back(request: StaffRequest, code: str, belonging_id: uuid.UUID) -> HttpResponse:
    """Give things back."""
    case = own_case(request, code, Act.KEEP_BELONGINGS)
    row = get_object_or_404(Belonging.objects.select_related("case"), pk=belonging_id, case=case)
    form = forms.GiveBack(request.POST or None, initial={"on": today()})

    def write(given: dict[str, Any]) -> None:
        actions.give_belongings_back(belonging=row, by=request.staff, **given)

    return act_page(
        request, form, write, back=_back(case, row.stay_id), done=_("Given back."), case=case, title=_("Give things back"), button=_("Give back")
    )  # fmt: skip


@staff_only
def record_incident(request: StaffRequest, code: str, stay_id: uuid.UUID) -> HttpResponse:
    """Write an incident down, with the task that follows."""
    case = own_case(request, code, Act.RECORD_INCIDENT)
    _found(case, stay_id)
    form = forms.RecordIncident(request.POST or None, initial={"key": uuid.uuid4(), "at": timezone.now()})

    def write(given: dict[str, Any]) -> None:
        key = given.pop("key")
        actions.record_incident(
            key=key, case=case, stay_id=stay_id, happened=actions.Happened(**given), by=request.staff
        )

    return act_page(
        request, form, write, back=_back(case, stay_id), done=_("The incident was written down."), case=case, title=_("Incident"), button=_("Write")
    )  # fmt: skip
