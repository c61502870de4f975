"""A case that moves to another province with the responsibility for it, and a hand-over to an international partner."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.grounds import Ground, Leaving, require_ground
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import add_step, locked, moment_of, require
from vongtay.cases.models import Case, PartnerHandover, Referral, Withdrawal
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.cases.sealed import new_key, seal
from vongtay.cases.states import HandOver, ReferralKind, ReferralState, StepKind
from vongtay.common.access import NotAllowed, Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.law import queries as law
from vongtay.people.vault import Vault


@transaction.atomic
def offer_transfer(*, key: UUID, case: Case, to_body: Body, ground: Ground, reason: str, by: Staff) -> Referral:
    """Offer a case to a body of another province. It stays with us until that body accepts; it is counted where it was received.

    The former lead keeps its access as support until it is ended. The same `key` again gives the same offer.
    """
    require(Act.OFFER_TRANSFER, by, case)
    case = locked(case)
    if (made := Referral.objects.filter(pk=key, case=case).first()) is not None:
        return made
    _check(case, to_body, reason, by)
    now, parts = timezone.now(), grants.my_parts(case.subject_id)
    referral = Referral(
        id=key, subject_id=case.subject_id, case=case, kind=ReferralKind.TRANSFER, hand_over=HandOver.TAKE_OVER, from_body_id=by.body_id,
        to_body=to_body, rule_id=law.CUSTOM, parts=parts, sent_at=now, sent_by_id=by.post_id,
        asked_ct=Vault.of(case.person_id).seal("cases_referral", "asked_ct", key, reason.strip()),
    )  # fmt: skip
    referral.save(force_insert=True)
    require_ground(case=case, ground=ground, what=Leaving(parts, now, to_body, referral=referral), by=by)
    grants.give(case.subject_id, to_body.id, role="support", parts=parts, ground="take_over", until=ground.until)
    add_step(
        case, StepKind.TRANSFER_OFFERED, by=by, at=now, rule_id=law.CUSTOM, note=reason.strip(), details={"to": to_body.short_name}
    )  # fmt: skip
    audit.record(Act.OFFER_TRANSFER, by=by, subject_id=case.subject_id, details={"to": to_body.code})
    return referral


def _check(case: Case, to_body: Body, reason: str, by: Staff) -> None:
    today, reasons = day_in_vietnam(timezone.now()), []
    if to_body.province_id == by.province_id:
        reasons.append(_("Choose a body of another province; within yours, send a notice."))
    if not to_body.signs_in or (to_body.valid_to or today) < today:
        reasons.append(
            _("%(body)s does not work here today, so it can't take the case over.") % {"body": to_body.short_name}
        )
    if not reason.strip():
        reasons.append(_("Say why the case moves: no article that orders it was seen."))
    if Referral.objects.filter(case=case, kind=ReferralKind.TRANSFER, state=ReferralState.SENT).exists():
        reasons.append(_("This case is offered to another province already."))
    elif Referral.objects.filter(case=case, to_body=to_body, state=ReferralState.SENT).exists():
        reasons.append(_("This body has a notice of this case that waits for its answer."))
    if reasons:
        raise Refused(*reasons)


@transaction.atomic
def withdraw_offer(*, referral: Referral, reason: str, by: Staff) -> Withdrawal:
    """Take back an offer that waits for its answer: the other body reaches the case no more and reads the reason in its inbox.

    Of this and an acceptance at the same moment one wins; the other is told. reason: tells nothing about the person.
    """
    referral = Referral.objects.select_for_update(of=("self",)).select_related("case", "to_body").get(pk=referral.pk)
    if referral.kind != ReferralKind.TRANSFER or referral.from_body_id != by.body_id:
        raise NotAllowed(_("The body that offered the case takes the offer back."))
    if referral.state != ReferralState.SENT:
        raise Stale(_("This offer was answered meanwhile."))
    require(Act.WITHDRAW_OFFER, by, referral.case)
    if not reason.strip():
        raise Refused(_("Say why the offer is taken back."))
    case, now = locked(referral.case), timezone.now()
    referral.state, referral.answered_at, referral.answered_by_id = ReferralState.WITHDRAWN, now, by.post_id
    referral.version += 1
    referral.reason_ct = Vault.of(case.person_id).seal("cases_referral", "reason_ct", referral.pk, reason.strip())
    referral.save()
    row = _told(case, referral, reason.strip(), by)
    add_step(
        case, StepKind.TRANSFER_WITHDRAWN, by=by, at=now, note=reason.strip(), details={"to": referral.to_body.short_name}
    )  # fmt: skip
    audit.record(Act.WITHDRAW_OFFER, by=by, subject_id=case.subject_id, details={"to": referral.to_body.code})
    _give_back(case, referral)
    return row


def _told(case: Case, referral: Referral, reason: str, by: Staff) -> Withdrawal:
    data_key, wrapped = new_key()
    row = Withdrawal(
        id=referral.pk, world=by.world, from_body_id=by.body_id, to_body_id=referral.to_body_id, code=case.code, offered_at=referral.sent_at,
        entered_by_id=by.post_id, wrapped=wrapped, reason_ct=seal(data_key, "cases_withdrawal", "reason_ct", referral.pk, reason),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def _give_back(case: Case, referral: Referral) -> None:
    """End what the offer opened; what the body reached by an earlier notice that it accepted, it reaches again."""
    grants.end(case.subject_id, referral.to_body_id)
    before = Referral.objects.filter(case=case, to_body_id=referral.to_body_id, state=ReferralState.ACCEPTED)
    held = before.order_by("-sent_at").first()
    if held is not None and set(held.parts) <= set(grants.my_parts(case.subject_id)):
        role = "read" if held.hand_over == HandOver.READ else "support"
        grants.give(case.subject_id, referral.to_body_id, role=role, parts=held.parts, ground="notice")


@dataclass(frozen=True)
class ToPartner:
    """Who takes the person over abroad, under which agreement, on which day."""

    partner: str
    agreement: str
    agreement_sign: str
    handed_on: date
    parts: Sequence[str]

    def __repr__(self) -> str:
        return "ToPartner(…)"


@transaction.atomic
def hand_to_partner(
    *, key: UUID, case: Case, ground: Ground, to: ToPartner, from_paper: FromPaper, by: Staff
) -> PartnerHandover:
    """Write down the hand-over to an international partner, which gets a paper and no account. The same `key` makes one."""
    require(Act.HAND_TO_PARTNER, by, case)
    if (made := PartnerHandover.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    reasons = why_not_day(to.handed_on, event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    if not to.partner.strip() or not to.agreement.strip():
        reasons.append(_("Name the partner and the agreement under which it takes over."))
    if not from_paper.sign.strip():
        reasons.append(_("Give the number of the paper of the hand-over."))
    if not to.parts:
        reasons.append(_("Say which parts are shared."))
    if reasons:
        raise Refused(*reasons)
    at = moment_of(to.handed_on)
    sharing = require_ground(case=case, ground=ground, what=Leaving(to.parts, at, to_words=to.partner), by=by)
    row = PartnerHandover(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, sharing=sharing, agreement=to.agreement.strip(),
        agreement_sign=to.agreement_sign.strip(), handed_on=to.handed_on, source_sign=from_paper.sign, source_on=from_paper.on,
        scan_id=from_paper.scan_id, partner_ct=Vault.of(case.person_id).seal("cases_partnerhandover", "partner_ct", key, to.partner.strip()),
    )  # fmt: skip
    row.save(force_insert=True)
    add_step(case, StepKind.PARTNER, by=by, at=at, from_paper=from_paper, details={"agreement": True})
    audit.record(Act.HAND_TO_PARTNER, by=by, subject_id=case.subject_id, details={"parts": sorted(to.parts)})
    return row
