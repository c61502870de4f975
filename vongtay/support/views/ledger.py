"""The ledger of one person: the entries, booking, travel money on the spot, taking back, the receipt."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province
from vongtay.cases.actions import FromPaper, Scan
from vongtay.cases.models import Case
from vongtay.common.access import Staff, may
from vongtay.common.days import today
from vongtay.common.numbers import format_dong
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.models import LedgerEntry
from vongtay.support.permissions import RULES, Act
from vongtay.support.rules import why_not_due
from vongtay.support.states import Regime, Unit
from vongtay.support.views.base import act_page, case_or_404, own_case
from vongtay.tasks.queries import faces


@staff_only
def show_ledger(request: StaffRequest, code: str) -> HttpResponse:
    """Show what the person was given, in which state of the case, and what was given in kind at the reception."""
    case = case_or_404(request.staff, code)
    rows = queries.ledger_of(case, Vault.of(case.person_id))
    applications = list(queries.applications_of(case))
    clocks = [row.clock for row in applications if row.clock is not None]
    shown = dict(zip([clock.id for clock in clocks], faces(clocks, today()), strict=True))
    context = {
        "case": case, "rows": rows, "sums": queries.sums_by_year(rows), "help": queries.help_beside(case), "beneficiary": queries.beneficiary_now(case),
        "expected": queries.estimated_for(case, [row.entry for row in rows]),
        "applications": [(row, shown.get(row.clock_id) if row.clock_id else None) for row in applications],
        **{f"may_{name}": may(RULES, act, request.staff, case) for name, act in (
            ("book", Act.BOOK), ("estimate", Act.ESTIMATE_CASE), ("take_back", Act.TAKE_BACK), ("apply", Act.TAKE_APPLICATION), ("answer", Act.ANSWER_APPLICATION))},
        "own_body": request.staff.body_id,
    }  # fmt: skip
    return render(request, "support/ledger.html", context)


def _norms_today(staff: Staff, regime: str) -> list[tuple[str, str]]:
    """Give the norms of one's province in force today, by unit, in words."""
    norms = queries.norms_on(province_id=staff.province_id, world=staff.world, regime=regime, day=today())
    return [
        (norm.unit, f"{format_dong(norm.amount_dong)} {Unit(norm.unit).label} ({norm.resolution_sign})")
        for norm in norms
    ]


@staff_only
def book(request: StaffRequest, code: str, regime: str) -> HttpResponse:
    """Book money or help in kind under one regime."""
    case = own_case(request, code, Act.BOOK)
    if regime not in Regime.values:
        raise Http404
    norms = _norms_today(request.staff, regime)
    form = forms.Book(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff),
        school_years=list(range(today().year - 2, today().year + 1)) if regime == Regime.SCHOOLING else [],
        initial={"key": uuid.uuid4(), "given_on": today(), "quantity": 1, "how": norms[0][0] if len(norms) == 1 else None},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        file, acted_by = given.pop("scan"), given.pop("acted_by")
        key, sign, on = given.pop("key"), given.pop("source_sign"), given.pop("source_on")
        paper = FromPaper(sign, on, scan=Scan(file.read(), file.name) if file else None) if sign and on else None
        actions.book(
            key=key,
            case=case,
            given=actions.Given(regime=regime, **given),
            by=request.staff,
            acted_by=acted_by,
            from_paper=paper,
        )

    return act_page(
        request, form, write, back=reverse("support:ledger", args=[case.code]), done=_("Booked."), case=case,
        title=Regime(regime).label, button=_("Book"), template="support/book.html", regime=regime,
        why_not=why_not_due(queries.due_on(case, regime, today())), norms=norms,
        may_rule=may(RULES, Act.RULE, request.staff, case),
    )  # fmt: skip


@staff_only
def pay_travel(request: StaffRequest, code: str) -> HttpResponse:
    """Pay travel money on the spot by the norm of today, and show the receipt to print."""
    case = own_case(request, code, Act.BOOK)
    norms = _norms_today(request.staff, Regime.TRAVEL)
    initial = {"key": uuid.uuid4(), "how": norms[0][0] if norms else "", "quantity": 1}
    form = forms.PayTravel(request.POST or None, norms=norms, initial=initial)
    paid: list[LedgerEntry] = []

    def write(given: dict[str, Any]) -> None:
        key, day = given.pop("key"), today()
        last = _last_day(given["how"], given["quantity"])
        travel = actions.Given(regime=Regime.TRAVEL, given_on=day, receipt_on=day, first_on=day, last_on=last, **given)
        paid.append(actions.book(key=key, case=case, given=travel, by=request.staff))

    answer = act_page(
        request, form, write, back=reverse("support:ledger", args=[case.code]), done=_("Paid: print the receipt and let it be signed."), case=case,
        title=_("Travel money on the spot"), button=_("Pay and print the receipt"), template="support/travel.html", norms=norms,
        why_not=why_not_due(queries.due_on(case, Regime.TRAVEL, today())),
    )  # fmt: skip
    return redirect("support:receipt", code=case.code, entry_id=paid[0].pk) if paid else answer


def _last_day(how: str, quantity: int) -> date:
    """Give the last day of a way home that is paid by the day."""
    return today() + timedelta(days=quantity - 1) if how == Unit.DAY else today()


def _entry_or_404(case: Case, entry_id: str) -> LedgerEntry:
    try:
        return queries.entry_of(case, uuid.UUID(str(entry_id)))
    except LedgerEntry.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def take_back(request: StaffRequest, code: str, entry_id: str) -> HttpResponse:
    """Take an entry back by a counter-entry."""
    case = own_case(request, code, Act.TAKE_BACK)
    entry = _entry_or_404(case, entry_id)
    form = forms.TakeBack(request.POST or None, initial={"key": uuid.uuid4()})

    def write(given: dict[str, Any]) -> None:
        actions.take_back(key=given["key"], entry=entry, reason=given["reason"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("support:ledger", args=[case.code]), done=_("Taken back; both entries stay on record."), case=case,
        title=_("Take an entry back"), button=_("Take back"), entry=entry, template="support/take_back.html",
    )  # fmt: skip


@staff_only
def show_receipt(request: StaffRequest, code: str, entry_id: str) -> HttpResponse:
    """Show the receipt of a payment, to be printed and signed; it names nobody: the name is written by hand."""
    case = case_or_404(request.staff, code)
    entry = _entry_or_404(case, entry_id)
    if entry.amount_dong is None or entry.is_counter:
        raise Http404
    reversal = LedgerEntry.objects.filter(reverses=entry).exists()
    return render(
        request, "support/receipt.html",
        {"case": case, "entry": entry, "unit": Unit(entry.unit).label, "is_taken_back": reversal},
    )  # fmt: skip
