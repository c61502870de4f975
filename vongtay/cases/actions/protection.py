"""Protection: asked for, ordered by whoever the officer names with a reason, refused by the person in writing, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases import reference
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import add_step, locked, moment_of, require
from vongtay.cases.models import Case, Protection
from vongtay.cases.models.protection import NEAR_END
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.cases.states import ProtectionState, StepKind
from vongtay.common.access import Refused, Staff, Stale, WrongState
from vongtay.common.days import day_in_vietnam
from vongtay.people.vault import Vault

TABLE = "cases_protection"


@transaction.atomic
def ask_protection(
    *, case: Case, kinds: Sequence[str], grounds: str, asked_on: date, for_relatives: bool, by: Staff, key: UUID
) -> Protection:
    """Ask for protection: which measures, for whom, and what the person has to fear. No address is written here."""
    require(Act.ASK_PROTECTION, by, case)
    if (made := Protection.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    reasons = why_not_day(asked_on, event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    if not kinds or any(("protection", kind) not in reference.codes() for kind in kinds):
        reasons.append(_("Choose at least one measure of the list."))
    if not grounds.strip():
        reasons.append(_("Say what the person has to fear."))
    if reasons:
        raise Refused(*reasons)
    row = Protection(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, kinds=sorted(kinds), for_relatives=for_relatives, asked_on=asked_on,
        grounds_ct=Vault.of(case.person_id).seal(TABLE, "grounds_ct", key, grounds.strip()) or b"",
    )  # fmt: skip
    row.save(force_insert=True)
    add_step(case, StepKind.PROTECTION, by=by, at=moment_of(asked_on), details={"state": row.state})
    audit.record(Act.ASK_PROTECTION, by=by, subject_id=case.subject_id, part="statement", details={"kinds": row.kinds})
    return row


@dataclass(frozen=True)
class Order:
    """A decision on protection, from its paper. Who decides was not seen in the decree: the officer says why this body."""

    ordered: bool
    paper: FromPaper
    why_body: str
    body: Body | None = None
    body_words: str = ""
    person: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None

    def __repr__(self) -> str:
        return f"Order({self.ordered})"


@transaction.atomic
def decide_protection(*, protection: Protection, order: Order, version: int, by: Staff) -> Protection:
    """Enter the decision on protection: body and person that decided and why they may, number, date, start and end."""
    require(Act.DECIDE_PROTECTION, by, protection.case)
    case = locked(protection.case)
    row = _locked(protection, version)
    if row.state != ProtectionState.ASKED:
        raise WrongState(_("This protection was decided already."))
    if reasons := _why_not_order(row, order):
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    row.state = ProtectionState.ORDERED if order.ordered else ProtectionState.DENIED
    row.decided_body, row.decision_sign, row.decided_on, row.scan_id = (
        order.body,
        order.paper.sign.strip(),
        order.paper.on,
        order.paper.scan_id,
    )
    row.decided_body_ct = vault.seal(TABLE, "decided_body_ct", row.pk, "" if order.body else order.body_words.strip())
    row.decided_person_ct = vault.seal(TABLE, "decided_person_ct", row.pk, order.person.strip())
    row.why_body_ct = vault.seal(TABLE, "why_body_ct", row.pk, order.why_body.strip())
    if order.ordered:
        row.starts_on, row.ends_on = order.starts_on, order.ends_on
        row.review_on = order.review_on or (
            max(order.ends_on - NEAR_END, order.starts_on or order.ends_on) if order.ends_on else None
        )
    _save(row)
    add_step(
        case, StepKind.PROTECTION, by=by, at=moment_of(order.paper.on), acted_by_body_id=order.body.id if order.body else None,
        from_paper=order.paper, details={"state": row.state},
    )  # fmt: skip
    audit.record(
        Act.DECIDE_PROTECTION, by=by, subject_id=case.subject_id, part="statement", details={"state": row.state}
    )
    return row


def _why_not_order(row: Protection, order: Order) -> list[str]:
    reasons = why_not_day(order.paper.on, event_on=row.asked_on, today=day_in_vietnam(timezone.now()))
    if not order.paper.sign.strip():
        reasons.append(_("Give the number of the decision."))
    if order.body is None and not order.body_words.strip():
        reasons.append(_("Say which body decided."))
    if not order.why_body.strip():
        reasons.append(_("Say why this body decides."))
    if order.ordered and order.starts_on is None:
        reasons.append(_("Say from which day it holds."))
    if order.starts_on and order.ends_on and order.ends_on < order.starts_on:
        reasons.append(_("The last day must not lie before the first."))
    return reasons


@transaction.atomic
def refuse_protection(
    *, protection: Protection, reason: str, refused_on: date, commitment_id: UUID | None, version: int, by: Staff
) -> Protection:
    """Note that the person refuses protection: why, and the scan of the written commitment."""
    require(Act.ASK_PROTECTION, by, protection.case)
    case = locked(protection.case)
    row = _locked(protection, version)
    if row.state not in {ProtectionState.ASKED, ProtectionState.ORDERED}:
        raise WrongState(_("This protection is over already."))
    reasons = why_not_day(refused_on, event_on=row.asked_on, today=day_in_vietnam(timezone.now()))
    if not reason.strip():
        reasons.append(_("A refusal needs its reason."))
    if commitment_id is None:
        reasons.append(_("A refusal needs the written commitment: attach its scan."))
    if reasons:
        raise Refused(*reasons)
    row.state, row.refused_on, row.commitment_id = ProtectionState.REFUSED, refused_on, commitment_id
    row.refusal_ct = Vault.of(case.person_id).seal(TABLE, "refusal_ct", row.pk, reason.strip())
    _save(row)
    add_step(case, StepKind.PROTECTION, by=by, at=moment_of(refused_on), details={"state": row.state})
    audit.record("cases.refuse_protection", by=by, subject_id=case.subject_id, part="statement")
    return row


@transaction.atomic
def end_protection(
    *, protection: Protection, reason: str, ended_on: date, version: int, by: Staff, review_on: date | None = None
) -> Protection:
    """End protection with a reason; or, with `review_on`, note that it was looked at and goes on until that day's look."""
    require(Act.DECIDE_PROTECTION, by, protection.case)
    case = locked(protection.case)
    row = _locked(protection, version)
    if row.state != ProtectionState.ORDERED or row.starts_on is None:
        raise WrongState(_("Only protection in force is looked at again or ended."))
    reasons = why_not_day(ended_on, event_on=row.starts_on, today=day_in_vietnam(timezone.now()))
    if not reason.strip():
        reasons.append(_("Say why."))
    if review_on is not None and (review_on <= ended_on or (row.ends_on is not None and review_on > row.ends_on)):
        reasons.append(_("The next look lies after today's and not after the last day."))
    if reasons:
        raise Refused(*reasons)
    row.end_ct = Vault.of(case.person_id).seal(TABLE, "end_ct", row.pk, reason.strip())
    if review_on is None:
        row.state, row.ended_on = ProtectionState.ENDED, ended_on
    else:
        row.review_on = review_on
    _save(row)
    add_step(
        case, StepKind.PROTECTION, by=by, at=moment_of(ended_on), note=reason.strip(), details={"state": row.state}
    )
    audit.record(
        "cases.end_protection", by=by, subject_id=case.subject_id, part="statement", details={"state": row.state}
    )
    return row


def _locked(protection: Protection, version: int) -> Protection:
    row = Protection.objects.select_for_update(of=("self",)).get(pk=protection.pk)
    if row.version != version:
        raise Stale(_("Somebody else has changed this protection meanwhile. Your entries stand below."))
    return row


def _save(row: Protection) -> None:
    row.version += 1
    row.save()
