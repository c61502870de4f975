"""Booking what a person was given, and taking an entry back by a counter-entry. No entry is ever edited."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions import FromPaper, add_step, known_facts, locked, moment_of
from vongtay.cases.actions.letters import with_scan
from vongtay.cases.models import Case
from vongtay.cases.rules import why_not_day
from vongtay.common.access import NotAllowed, Refused, Staff, Stale
from vongtay.common.days import format_day, today
from vongtay.grants import actions as grants
from vongtay.grants.models import GrantRole
from vongtay.law import queries as law
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require
from vongtay.support.models import LedgerEntry
from vongtay.support.permissions import Act
from vongtay.support.queries import due_on, norm_on, paid_before, school_years_elsewhere, school_years_of, state_on
from vongtay.support.rules import (
    why_not_amount,
    why_not_due,
    why_not_quantity,
    why_not_school_year,
    why_not_year_beside,
)
from vongtay.support.states import Regime, Unit
from vongtay.tasks import actions as tasks

IN_KIND = "in_kind"


@dataclass(frozen=True)
class Given:
    """What was given. how: `in_kind`, or the unit of a norm, and then it is money; `amount_dong` None is quantity x norm.

    unit_words: what is counted, for help in kind. first_on, last_on: the days for which it was given; None is the day itself.
    school_year: the year in which it begins, for schooling after the return. apart_reason: why it is no second payment for the same, where something was paid before in another unit.
    result: what came of a service.
    """

    regime: str
    how: str
    quantity: int
    given_on: date
    first_on: date | None = None
    last_on: date | None = None
    unit_words: str = ""
    amount_dong: int | None = None
    less_reason: str = ""
    apart_reason: str = ""
    money: str = ""
    provider: Body | None = None
    provider_text: str = ""
    decision_sign: str = ""
    decision_on: date | None = None
    receipt_sign: str = ""
    receipt_on: date | None = None
    school_year: int | None = None
    result: str = ""

    @property
    def is_money(self) -> bool:
        """Whether money is paid."""
        return self.how != IN_KIND

    @property
    def span(self) -> tuple[date, date]:
        """The days for which it is given."""
        first = self.first_on or self.given_on
        return first, self.last_on or max(first, self.given_on)


def writes(act: Act, by: Staff, case: Case) -> Case:
    """Give the case locked for a body that writes in it. Errors: NotAllowed."""
    require(act, by, case)
    if grants.role_of(case.subject_id, by.body_id) == GrantRole.READ:
        raise NotAllowed(_("Your body reads this case and does not write in it."))
    return locked(case)


@transaction.atomic
def book(
    *, key: UUID, case: Case, given: Given, by: Staff, acted_by: Body | None = None, from_paper: FromPaper | None = None
) -> LedgerEntry:
    """Book money by the norm in force, or help in kind. The same `key` again gives the same entry.

    Errors: NotAllowed; Refused where the person does not get the regime or nothing decides it, no norm is in force, more than the
    norm is asked for, or the same was paid before by whichever body.
    """
    case = writes(Act.BOOK, by, case)
    if (made := LedgerEntry.objects.filter(pk=key, case=case).first()) is not None:
        return made
    if reasons := _why_not(case, given):
        raise Refused(*reasons)
    acted = acted_by or Body.objects.get(pk=by.body_id)
    if acted.id != by.body_id and from_paper is None:
        raise Refused(_("Give the number and date of the paper from which another body's act is entered."))
    entry = _drawn(key, case, given, acted, by)
    if given.is_money:
        _pay(entry, given, acted)
    from_paper = with_scan(case, from_paper, by=by)
    step = add_step(case, "help", by=by, at=moment_of(given.given_on), acted_by_body_id=acted.id, from_paper=from_paper,
                    details={"regime": given.regime})  # fmt: skip
    entry.source_sign, entry.source_on, entry.scan_id = step.source_sign, step.source_on, step.scan_id
    entry.incoming_id = step.incoming_id
    _keep(
        entry,
        case,
        {
            "less_reason": given.less_reason,
            "apart_reason": given.apart_reason,
            "provider": given.provider_text,
            "result": given.result,
        },
    )
    tasks.on_event(case_of=case, event="help", at=step.happened_at, body_id=case.lead_id, facts=known_facts(case))
    audit.record(Act.BOOK, by=by, subject_id=case.subject_id, part="support",
                 details={"regime": given.regime, "money": given.is_money})  # fmt: skip
    return entry


def _why_not(case: Case, given: Given) -> list[str]:
    """Give what can be said before any norm is asked: the day, the entitlement, the quantity."""
    if given.regime not in Regime.values or given.how not in {IN_KIND, *Unit.values}:
        return [_("Choose the regime, and whether money or help in kind is booked.")]
    first, last = given.span
    reasons = why_not_day(given.given_on, event_on=case.event_on, today=today())
    reasons += why_not_due(due_on(case, given.regime, given.given_on))
    reasons += why_not_quantity(unit=given.how, quantity=given.quantity, first=first, last=last)
    reasons += _why_not_school_year(case, given)
    if first < case.event_on:
        reasons.append(_("The first day lies before the event of the case."))
    if not given.is_money and not given.unit_words.strip():
        reasons.append(_("Say what is counted: meals, sets, turns..."))
    if not given.is_money and given.amount_dong is not None:
        reasons.append(_("Help in kind is booked without an amount."))
    if given.is_money and not given.money:
        reasons.append(_("Say whose money it is."))
    return reasons


def _why_not_school_year(case: Case, given: Given) -> list[str]:
    if given.school_year is not None and given.regime != Regime.SCHOOLING:
        return [_("Only schooling is booked for a school year.")]
    year, before = given.school_year, school_years_of(case)
    if year is None:
        return []
    most = due_on(case, given.regime, given.given_on).school_years
    if reasons := why_not_school_year(year=year, before=before, most=most, given_on=given.given_on):
        return reasons
    elsewhere = [] if given.apart_reason.strip() else school_years_elsewhere(case)
    return why_not_year_beside(year=year, before=before, elsewhere=elsewhere, most=most)


def _drawn(key: UUID, case: Case, given: Given, acted: Body, by: Staff) -> LedgerEntry:
    first, last = given.span
    due = due_on(case, given.regime, given.given_on)
    return LedgerEntry(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, world=case.world, province_id=case.province_id,
        place_id=case.place_id, person_id=case.person_id, law=law.regime_on(given.given_on), regime=given.regime,
        beneficiary=due.beneficiary or "", state_then=state_on(case, given.given_on), given_on=given.given_on, first_on=first, last_on=last,
        quantity=given.quantity, unit=given.how if given.is_money else given.unit_words.strip(),
        money=given.money if given.is_money else "", provider=given.provider, decision_sign=given.decision_sign.strip(),
        decision_on=given.decision_on, receipt_sign=given.receipt_sign.strip(), receipt_on=given.receipt_on, acted_by_body=acted,
        school_year=given.school_year,
    )  # fmt: skip


def _pay(entry: LedgerEntry, given: Given, acted: Body) -> None:
    """Set the norm and the amount. Errors: Refused without a norm in force, above it, or for what was paid before."""
    norm = norm_on(
        province_id=acted.province_id, world=entry.world, regime=given.regime, unit=given.how, day=given.given_on
    )
    if norm is None:
        raise Refused(
            _("No norm for “%(regime)s” (%(unit)s) is in force on %(day)s, so no money can be booked. A legal officer enters the "
              "norm with its resolution; help in kind can be booked without it.")
            % {"regime": Regime(given.regime).label, "unit": Unit(given.how).label, "day": format_day(given.given_on)}
        )  # fmt: skip
    most = given.quantity * norm.amount_dong
    amount = most if given.amount_dong is None else given.amount_dong
    if reasons := why_not_amount(amount=amount, most=most, less_reason=given.less_reason.strip()):
        raise Refused(*reasons)
    _refuse_twice(entry, given)
    entry.norm, entry.amount_dong = norm, amount


def _refuse_twice(entry: LedgerEntry, given: Given) -> None:
    before = paid_before(
        person_id=entry.person_id, regime=given.regime, unit=given.how, first=entry.first_on, last=entry.last_on
    )
    if before is None or (not before.is_same and given.apart_reason.strip()):
        return
    said = {"body": before.body_name, "sign": before.sign, "day": format_day(before.paid_on)}
    if before.is_same:
        raise Refused(
            _("This person was paid for this regime on these days already: %(body)s, number %(sign)s of %(day)s.")
            % said
        )
    raise Refused(
        _("This person was paid for this regime before: %(body)s, number %(sign)s of %(day)s. If this is for something else, say what.") % said
    )  # fmt: skip


def _keep(entry: LedgerEntry, case: Case, words: dict[str, str]) -> None:
    """Encrypt the words of an entry and write it. Errors: Refused with what the table's constraints say."""
    vault = Vault.of(case.person_id)
    for name, text in words.items():
        if text.strip():
            sealed = vault.seal("support_ledgerentry", f"{name}_ct", entry.pk, text.strip())
            setattr(entry, f"{name}_ct", sealed)
    try:
        entry.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    entry.save(force_insert=True)


@transaction.atomic
def take_back(*, key: UUID, entry: LedgerEntry, reason: str, by: Staff) -> LedgerEntry:
    """Take an entry back by a counter-entry; both stay. The same `key` again gives the same counter-entry.

    Errors: NotAllowed for a body that neither gave it nor leads the case; Stale where it was taken back; Refused without a reason.
    """
    case = writes(Act.TAKE_BACK, by, entry.case)
    if by.body_id not in {entry.acted_by_body_id, case.lead_id}:
        raise NotAllowed(_("The body that gave it, or the one that leads the case, takes an entry back."))
    if (made := LedgerEntry.objects.filter(pk=key, case=case).first()) is not None:
        return made
    if entry.is_counter or LedgerEntry.objects.filter(reverses=entry).exists():
        raise Stale(_("This entry was taken back already."))
    if not reason.strip():
        raise Refused(_("Say why the entry is taken back."))
    same = ("subject_id", "case_id", "world", "province_id", "place_id", "person_id", "law", "regime", "beneficiary", "given_on", "first_on",
            "last_on", "norm_id", "unit", "money", "provider_id", "decision_sign", "decision_on", "receipt_sign", "receipt_on", "school_year")  # fmt: skip
    counter = LedgerEntry(
        id=key, entered_by_id=by.post_id, acted_by_body_id=by.body_id, state_then=case.state, reverses=entry, quantity=-entry.quantity,
        amount_dong=None if entry.amount_dong is None else -entry.amount_dong, **{name: getattr(entry, name) for name in same},
    )  # fmt: skip
    _keep(counter, case, {"reversal": reason})
    audit.record(Act.TAKE_BACK, by=by, subject_id=case.subject_id, part="support", details={"regime": entry.regime})
    return counter
