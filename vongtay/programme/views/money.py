"""Money by year, and agreements with their deliveries."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.numbers import format_dong, format_number
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.programme import actions, forms, queries
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import Agreement, BudgetLine, Delivery
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.queries.plans import standing_of
from vongtay.programme.states.money import MoneySource, MoneyStage
from vongtay.programme.views.pages import act_page, allow, one_of


@staff_only
def show_money(request: StaffRequest) -> HttpResponse:
    """Show the money of a year by activity and source, its sums, and what does not agree."""
    allow(request, Act.READ)
    day, staff = today(), request.staff
    text, source = request.GET.get("year", ""), request.GET.get("source", "")
    year = min(max(whole_number(text) or day.year, 2000), day.year + 1)
    source = source if source in MoneySource.values else ""
    lines = queries.lines_of(staff, year, source=source)
    sums = queries.sums_of_money(lines)
    rows = [row for line in lines for row in (line, *line.parts)]
    context = {
        "year": year, "before": year - 1, "after": year + 1 if year <= day.year else None, "source": source, "chips": list(_chips(source, year)),
        "rows": [(line, [_cell(line, stage) for stage in MoneyStage.values], may(RULES, Act.CORRECT_MONEY, staff, line.row)) for line in rows],
        "sums": [(stage.label, format_number(sums[stage])) for stage in MoneyStage],
        "differences": [(line.row.activity, line.differences) for line in rows if line.differences],
        "may_keep": may(RULES, Act.KEEP_MONEY, staff),
    }  # fmt: skip
    return render(request, "programme/money/list.html", context)


def _cell(line: queries.LineShown, stage: str) -> tuple[int, str] | None:
    amount = line.amounts.get(stage)
    return None if amount is None else (amount.amount_dong, amount.bound)


def _chips(kept: str, year: int) -> Iterator[dict[str, Any]]:
    for value, label in (("", _("All")), *MoneySource.choices):
        wanted = urlencode({"year": str(year)} | ({"source": str(value)} if value else {}))
        yield {"label": label, "url": f"?{wanted}", "is_on": kept == value, "count": ""}


def _home(year: int) -> dict[str, Any]:
    url = f"{reverse('programme:money')}?year={year}"
    return {"back": url, "back_text": _("Money of the programme")}


def _line(given: dict[str, Any]) -> actions.Line:
    names = ("year", "kind", "activity", "source", "source_words", "paper", "part_of")
    return actions.Line(**{name: given[name] for name in names})


def _amounts(form: forms.KeepLine) -> dict[str, actions.Amount]:
    return {stage: actions.Amount(dong, bound) for stage, dong, bound in form.amounts()}


@staff_only
def enter_line(request: StaffRequest) -> HttpResponse:
    """Enter a line of the budget."""
    allow(request, Act.KEEP_MONEY)
    year = today().year
    start = {"key": uuid.uuid4(), "year": year, "source": "province", "bound": "exact"}
    form = forms.KeepLine(request.POST or None, wholes=queries.wholes_of(request.staff), initial=start)

    def write(given: dict[str, Any]) -> BudgetLine:
        return actions.enter_line(
            key=given["key"] or uuid.uuid4(), line=_line(given), amounts=_amounts(form), by=request.staff
        )

    return act_page(
        request, form, write, title=_("Enter money"), button=_("Enter"), done=_("The line was entered."),
        after=lambda made: _home(made.year)["back"], **_home(year),
    )  # fmt: skip


@staff_only
def correct_line(request: StaffRequest, line_id: uuid.UUID) -> HttpResponse:
    """Correct a line of the budget; its figures follow."""
    row = one_of(request, BudgetLine.objects.all(), line_id, Act.CORRECT_MONEY)
    told = {each.stage: each for each in row.amounts.filter(is_told=True)}
    names = ("year", "kind", "activity", "source", "source_words", "paper", "part_of", "version")
    start = {name: getattr(row, name) for name in names} | {stage: each.amount_dong for stage, each in told.items()}
    start["bound"] = next((each.bound for each in told.values()), "exact")
    wholes = queries.wholes_of(request.staff).exclude(pk=row.pk)
    form = forms.KeepLine(request.POST or None, wholes=wholes, initial=start)

    def write(given: dict[str, Any]) -> BudgetLine:
        return actions.correct_line(
            budget=row, line=_line(given), amounts=_amounts(form), version=given["version"] or 0, by=request.staff
        )

    return act_page(
        request, form, write, title=_("Correct a line"), button=_("Save"), done=_("Saved; its figures follow."), record=row, **_home(row.year)
    )  # fmt: skip


@staff_only
def withdraw_line(request: StaffRequest, line_id: uuid.UUID) -> HttpResponse:
    """Take a line of the budget back."""
    row = one_of(request, BudgetLine.objects.all(), line_id, Act.CORRECT_MONEY)
    form = TakeBack(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> BudgetLine:
        return actions.withdraw_line(budget=row, reason=given["why"], version=given["version"] or 0, by=request.staff)

    return act_page(
        request, form, write, title=_("Take a line back"), lead=row.activity, button=_("Take back"), done=_("Taken back, with its figures."),
        record=row, **_home(row.year),
    )  # fmt: skip


@staff_only
def list_agreements(request: StaffRequest) -> HttpResponse:
    """Show the agreements of the province."""
    allow(request, Act.READ)
    found: list[Any] = list(queries.agreements_of(request.staff))
    rows = [(row, _dong(row.promised_dong), _dong(row.given)) for row in found]
    context = {"rows": rows, "today": today(), "may_keep": may(RULES, Act.KEEP_AGREEMENT, request.staff)}
    return render(request, "programme/money/agreements.html", context)


def _dong(amount: int | None) -> str:
    return format_dong(amount) if amount else ""


@staff_only
def show_agreement(request: StaffRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Show one agreement with what was delivered under it."""
    row: Any = one_of(request, queries.agreements_of(request.staff), agreement_id, Act.READ)
    deliveries = row.deliveries.order_by("-happened_on", "-recorded_at")
    promised, given = row.promised_dong, row.given
    context = {
        "row": row, "promised": _dong(promised), "given": _dong(given), "is_short": bool(promised and given and promised != given), "today": today(),
        "deliveries": [(each, _dong(each.given_dong)) for each in deliveries], "may_write": may(RULES, Act.CORRECT_AGREEMENT, request.staff, row),
        "work": standing_of(row.instrument, today()) if row.instrument and row.province_id == request.staff.province_id else None,
    }  # fmt: skip
    return render(request, "programme/money/agreement.html", context)


def _signed(given: dict[str, Any]) -> actions.Signed:
    return actions.Signed(**{name: value for name, value in given.items() if name not in {"key", "version"}})


def _agreement_home(row: Agreement) -> dict[str, Any]:
    url = reverse("programme:agreement", args=[row.pk])
    return {"back": url, "back_text": row.subject_words}


@staff_only
def enter_agreement(request: StaffRequest) -> HttpResponse:
    """Enter an agreement from its paper."""
    allow(request, Act.KEEP_AGREEMENT)
    start = {"key": uuid.uuid4(), "kind": "joint"}
    form = forms.KeepAgreement(request.POST or None, bodies=bodies_of_province(request.staff), initial=start)

    def write(given: dict[str, Any]) -> Agreement:
        return actions.enter_agreement(key=given["key"] or uuid.uuid4(), signed=_signed(given), by=request.staff)

    return act_page(
        request, form, write, title=_("Enter an agreement"), button=_("Enter"), done=_("The agreement was entered."),
        after=lambda made: reverse("programme:agreement", args=[made.pk]), back=reverse("programme:agreements"), back_text=_("Agreements"),
    )  # fmt: skip


@staff_only
def correct_agreement(request: StaffRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Correct an agreement."""
    row = one_of(request, Agreement.objects.select_related("instrument"), agreement_id, Act.CORRECT_AGREEMENT)
    names = ("kind", "partner", "partner_words", "signed_on", "ends_on", "promised_dong", "version")
    start = {name: getattr(row, name) for name in names} | {
        "subject": row.subject_words,
        "number": row.instrument.number if row.instrument else "",
    }
    form = forms.KeepAgreement(request.POST or None, bodies=bodies_of_province(request.staff), initial=start)

    def write(given: dict[str, Any]) -> Agreement:
        return actions.correct_agreement(
            agreement=row, signed=_signed(given), version=given["version"] or 0, by=request.staff
        )

    return act_page(
        request, form, write, title=_("Correct an agreement"), button=_("Save"), done=_("Saved."), record=row, **_agreement_home(row)
    )  # fmt: skip


@staff_only
def enter_delivery(request: StaffRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Enter what was delivered or paid under an agreement."""
    row = one_of(request, Agreement.objects.all(), agreement_id, Act.CORRECT_AGREEMENT)
    form = forms.EnterDelivery(request.POST or None, initial={"key": uuid.uuid4(), "happened_on": today()})

    def write(given: dict[str, Any]) -> Delivery:
        key = given.pop("key")
        return actions.enter_delivery(key=key, agreement=row, delivered=actions.Delivered(**given), by=request.staff)

    return act_page(
        request, form, write, title=_("Enter a delivery"), button=_("Enter"), done=_("The delivery was entered."), **_agreement_home(row)
    )  # fmt: skip


@staff_only
def withdraw_delivery(request: StaffRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """Take a delivery back."""
    delivery = one_of(request, Delivery.objects.select_related("agreement"), delivery_id, Act.CORRECT_AGREEMENT)
    form = TakeBack(request.POST or None, initial={"version": delivery.version})

    def write(given: dict[str, Any]) -> Delivery:
        return actions.withdraw_delivery(
            delivery=delivery, reason=given["why"], version=given["version"] or 0, by=request.staff
        )

    return act_page(
        request, form, write, title=_("Take a delivery back"), lead=delivery.words, button=_("Take back"), done=_("Taken back, with its figure."),
        record=delivery, **_agreement_home(delivery.agreement),
    )  # fmt: skip
