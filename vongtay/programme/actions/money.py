"""Money of the programme: lines of the budget, each amount told a figure; agreements and what was delivered under them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.indicators import actions as indicators
from vongtay.indicators.models import Apart, Bound, Figure, SourceKind
from vongtay.papers import actions as papers
from vongtay.papers.instruments import Cited
from vongtay.programme.models import Agreement, BudgetAmount, BudgetLine, Delivery
from vongtay.programme.permissions import Act
from vongtay.programme.states.money import MoneyStage
from vongtay.programme.writing import locked, own, require, write_row

UNITS = {
    MoneyStage.PLANNED: "đồng dự toán",
    MoneyStage.ALLOTTED: "đồng được cấp",
    MoneyStage.SPENT: "đồng đã chi",
}


@dataclass(frozen=True)
class Line:
    """An activity of a year and source. `part_of`: the line of which the paper says that this is a part."""

    year: int
    kind: str
    activity: str
    source: str
    source_words: str = ""
    paper: str = ""
    part_of: BudgetLine | None = None


@dataclass(frozen=True)
class Amount:
    """How much, as told. Unit: whole đồng."""

    dong: int
    bound: str = Bound.EXACT.value


@transaction.atomic
def enter_line(*, key: UUID, line: Line, amounts: Mapping[str, Amount], by: Staff) -> BudgetLine:
    """Enter a line of the budget; each amount becomes a figure. The same `key` again enters nothing. Errors: Refused."""
    require(Act.KEEP_MONEY, by)
    if (made := BudgetLine.objects.filter(pk=key).first()) is not None:
        return made
    row = BudgetLine(id=key, **own(by))
    _fill(row, line)
    write_row(row, new=True)
    for stage, amount in amounts.items():
        _state(row, stage, amount, by)
    audit.record(Act.KEEP_MONEY, by=by, details={"line": str(key), "year": row.year})
    return row


def _fill(row: BudgetLine, line: Line) -> None:
    reasons = []
    if not line.activity.strip():
        reasons.append(_("Say which activity it is."))
    if line.year > today().year + 1:
        reasons.append(_("This year is too far away."))
    if line.part_of and (line.part_of.part_of_id or line.part_of.year != line.year or line.part_of.pk == row.pk):
        reasons.append(_("A part belongs to a whole of the same year that is no part itself."))
    if reasons:
        raise Refused(*reasons)
    row.year, row.kind, row.activity, row.source = line.year, line.kind, line.activity.strip(), line.source
    row.source_words, row.paper, row.part_of = line.source_words.strip(), line.paper.strip(), line.part_of


def _claim(row: BudgetLine, stage: str, amount: Amount) -> indicators.Claim:
    return indicators.Claim(
        "budget.amount", Decimal(amount.dong), date(row.year, 1, 1), date(row.year, 12, 31), UNITS[MoneyStage(stage)],
        bound=amount.bound, nil=amount.dong == 0, apart=Apart.PART if row.part_of_id else "",
    )  # fmt: skip


def _state(row: BudgetLine, stage: str, amount: Amount, by: Staff) -> None:
    made = BudgetAmount(line=row, stage=stage, amount_dong=amount.dong, bound=amount.bound, **own(by))
    write_row(made, new=True)
    _confirm(made.pk, _claim(row, stage, amount), row, by)


def _confirm(row_id: UUID, claim: indicators.Claim, of: BudgetLine | Delivery, by: Staff) -> None:
    area_id = Body.objects.values_list("place_id", flat=True).get(pk=of.body_id)
    speaker = indicators.Speaker(of.body_id, area_id, of.province_id)
    source = indicators.Source(row_id, kind=SourceKind.MONEY)
    indicators.confirm_figure(claim=claim, speaker=speaker, by=by, source=source)


def _figure(row_id: UUID) -> Figure:
    return Figure.objects.get(source_kind=SourceKind.MONEY, source_id=row_id, replaced_by=None)


@transaction.atomic
def correct_line(
    *, budget: BudgetLine, line: Line, amounts: Mapping[str, Amount], version: int, by: Staff
) -> BudgetLine:
    """Correct a line; figures that change are corrected, an amount no longer told is taken back. Errors: Stale, WrongState, Refused."""
    require(Act.CORRECT_MONEY, by, budget)
    row = locked(BudgetLine, budget.pk, version)
    if row.withdrawn_at:
        raise WrongState(_("This line was taken back."))
    if line.part_of and row.parts.exists():
        raise Refused(_("A part belongs to a whole of the same year that is no part itself."))
    former = (row.year, row.part_of_id)
    _fill(row, line)
    write_row(row)
    known = {each.stage: each for each in row.amounts.all()}
    for stage in MoneyStage.values:
        each, amount = known.get(stage), amounts.get(stage)
        if each is None and amount is not None:
            _state(row, stage, amount, by)
        elif each is not None:
            _restate(row, each, amount, by, is_moved=former != (row.year, row.part_of_id))
    audit.record(Act.CORRECT_MONEY, by=by, details={"line": str(row.pk)})
    return row


def _restate(row: BudgetLine, each: BudgetAmount, amount: Amount | None, by: Staff, *, is_moved: bool) -> None:
    if amount is None:
        if each.is_told:
            each.is_told = False
            write_row(each)
            indicators.withdraw_figure(figure=_figure(each.pk), by=by)
        return
    if (each.amount_dong, each.bound, each.is_told) == (amount.dong, amount.bound, True) and not is_moved:
        return
    each.amount_dong, each.bound, each.is_told = amount.dong, amount.bound, True
    write_row(each)
    indicators.correct_figure(figure=_figure(each.pk), claim=_claim(row, each.stage, amount), by=by)


@transaction.atomic
def withdraw_line(*, budget: BudgetLine, reason: str, version: int, by: Staff) -> BudgetLine:
    """Take back a line that was entered wrongly, with its figures. Errors: Stale, WrongState; Refused while parts of it stand."""
    require(Act.CORRECT_MONEY, by, budget)
    row = locked(BudgetLine, budget.pk, version)
    if row.withdrawn_at:
        raise WrongState(_("This line was taken back."))
    if row.parts.filter(withdrawn_at=None).exists():
        raise Refused(_("Parts of this line stand: take those back first."))
    row.withdrawn_at, row.withdraw_reason = timezone.now(), reason.strip()
    write_row(row)
    for each in row.amounts.filter(is_told=True):
        indicators.withdraw_figure(figure=_figure(each.pk), by=by)
    audit.record("programme.withdraw_money", by=by, details={"line": str(row.pk)})
    return row


@dataclass(frozen=True)
class Signed:
    """An agreement as its paper says. `number`: of the paper, by which it is found in the register of documents."""

    kind: str
    subject: str
    signed_on: date | None = None  # None: nobody has said
    partner: Body | None = None
    partner_words: str = ""
    number: str = ""
    ends_on: date | None = None
    promised_dong: int | None = None


@transaction.atomic
def enter_agreement(*, key: UUID, signed: Signed, by: Staff) -> Agreement:
    """Enter an agreement; its paper is found or made in the register of documents. The same `key` again enters nothing."""
    require(Act.KEEP_AGREEMENT, by)
    if (made := Agreement.objects.filter(pk=key).first()) is not None:
        return made
    row = Agreement(id=key, **own(by))
    _sign(row, signed, by)
    write_row(row, new=True)
    audit.record(Act.KEEP_AGREEMENT, by=by, details={"agreement": str(key)})
    return row


def _sign(row: Agreement, signed: Signed, by: Staff) -> None:
    reasons = [_("The day lies in the future.")] if signed.signed_on and signed.signed_on > today() else []
    if not signed.subject.strip():
        reasons.append(_("Say what it is about."))
    if reasons:
        raise Refused(*reasons)
    row.kind, row.subject_words, row.signed_on, row.ends_on = (
        signed.kind, signed.subject.strip(), signed.signed_on, signed.ends_on
    )  # fmt: skip
    row.partner, row.promised_dong = signed.partner, signed.promised_dong
    row.partner_words = "" if signed.partner else signed.partner_words.strip()
    row.instrument = None
    if signed.number.strip():
        cited = Cited(number=signed.number, title=signed.subject.strip(), dated_on=signed.signed_on)
        row.instrument = papers.enter_instrument(document=cited, by=by)


@transaction.atomic
def correct_agreement(*, agreement: Agreement, signed: Signed, version: int, by: Staff) -> Agreement:
    """Correct an agreement, also when it ends. Errors: Stale, Refused."""
    require(Act.CORRECT_AGREEMENT, by, agreement)
    row = locked(Agreement, agreement.pk, version)
    _sign(row, signed, by)
    write_row(row)
    audit.record(Act.CORRECT_AGREEMENT, by=by, details={"agreement": str(row.pk)})
    return row


@dataclass(frozen=True)
class Delivered:
    """What happened under an agreement. `given_dong`: money handed over, whole đồng."""

    happened_on: date
    words: str
    given_dong: int | None = None
    paper: str = ""


@transaction.atomic
def enter_delivery(*, key: UUID, agreement: Agreement, delivered: Delivered, by: Staff) -> Delivery:
    """Enter a delivery or payment; money becomes a figure. The same `key` again enters nothing. Errors: Refused."""
    require(Act.CORRECT_AGREEMENT, by, agreement)
    if (made := Delivery.objects.filter(pk=key).first()) is not None:
        return made
    reasons = [] if delivered.words.strip() else [_("Say what was delivered.")]
    if not (agreement.signed_on or delivered.happened_on) <= delivered.happened_on <= today():
        reasons.append(_("It happened between the signature and today."))
    if reasons:
        raise Refused(*reasons)
    row = Delivery(
        id=key, agreement=agreement, happened_on=delivered.happened_on, words=delivered.words.strip(),
        given_dong=delivered.given_dong, paper=delivered.paper.strip(), **own(by),
    )  # fmt: skip
    write_row(row, new=True)
    if row.given_dong:
        day = row.happened_on
        claim = indicators.Claim("budget.amount", Decimal(row.given_dong), day, day, "đồng hỗ trợ cơ quan phối hợp")
        _confirm(row.pk, claim, row, by)
    audit.record(Act.CORRECT_AGREEMENT, by=by, details={"delivery": str(key)})
    return row


@transaction.atomic
def withdraw_delivery(*, delivery: Delivery, reason: str, version: int, by: Staff) -> Delivery:
    """Take back a delivery that was entered wrongly, with its figure. Errors: Stale, WrongState, Refused."""
    require(Act.CORRECT_AGREEMENT, by, delivery)
    row = locked(Delivery, delivery.pk, version)
    if row.withdrawn_at:
        raise WrongState(_("This delivery was taken back."))
    row.withdrawn_at, row.withdraw_reason = timezone.now(), reason.strip()
    write_row(row, only=("withdrawn_at", "withdraw_reason"))
    if row.given_dong:
        indicators.withdraw_figure(figure=_figure(row.pk), by=by)
    audit.record("programme.withdraw_delivery", by=by, details={"delivery": str(row.pk)})
    return row
