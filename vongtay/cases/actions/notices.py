"""Notices between bodies and their answers; a referral to social assistance is answered here too."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.grounds import Ground, Leaving, require_ground
from vongtay.cases.actions.letters import FromPaper, register_notice
from vongtay.cases.actions.reception import add_step, known_facts, locked, move, require, require_paper, save
from vongtay.cases.actions.results import owe_result
from vongtay.cases.models import Case, Referral, Withdrawal
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day, why_not_now
from vongtay.cases.states import BEFORE_PROPOSAL, HandOver, ReferralKind, ReferralState, State, StepKind
from vongtay.common.access import Refused, Staff, Stale, WrongState
from vongtay.common.days import day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.people.vault import Vault
from vongtay.tasks import actions as tasks

GROUND_SOCIAL = "social_assistance"


@transaction.atomic
def send_notice(  # noqa: PLR0913  # who, whom, what, when, by which rule and on what ground: each is needed
    *, case: Case, to_body: Body, rule_id: str, parts: Sequence[str], at: datetime, by: Staff, ground: Ground,
    hand_over: HandOver = HandOver.TAKE_OVER, note: str = "",
) -> Referral:  # fmt: skip
    """Notify a body on a ground, let it reach what it needs, and start the clocks that the notice starts.

    A body that does not sign in gets its paper; its answer is then entered from its own paper.
    hand_over: who is responsible once it is accepted, and whether the receiver writes or reads.
    """
    require(Act.NOTIFY, by, case)
    case = locked(case)
    _check_notice(case, to_body, at, by)
    referral = Referral(
        subject_id=case.subject_id, case=case, from_body_id=by.body_id, to_body=to_body, rule_id=rule_id, parts=list(parts),
        hand_over=hand_over, sent_at=at, sent_by_id=by.post_id,
    )  # fmt: skip
    referral.save(force_insert=True)
    what = Leaving(parts, at, to_body, referral=referral)
    require_ground(case=case, ground=ground, what=what, by=by)
    way = "take_over" if hand_over == HandOver.TAKE_OVER else "notice"
    role = "read" if hand_over == HandOver.READ else "support"
    grants.give(case.subject_id, to_body.id, role=role, parts=parts, ground=way, until=ground.until)
    tasks.on_event(case_of=case, event="notified", at=at, body_id=to_body.id, facts=known_facts(case))
    add_step(case, StepKind.NOTICE_SENT, by=by, at=at, note=note, rule_id=rule_id, details={"to": to_body.short_name})
    audit.record(Act.NOTIFY, by=by, subject_id=case.subject_id, details={"to": to_body.code, "parts": sorted(parts)})
    return referral


def _check_notice(case: Case, to_body: Body, at: datetime, by: Staff) -> None:
    if reasons := why_not_now(State(case.state), BEFORE_PROPOSAL):
        raise WrongState(*reasons)
    if to_body.id == by.body_id:
        raise Refused(_("A body needs no notice from itself."))
    if to_body.valid_to is not None and to_body.valid_to < day_in_vietnam(at):
        raise Refused(_("%(body)s no longer works on that day; choose its successor.") % {"body": to_body.short_name})
    if reasons := why_not_day(day_in_vietnam(at), event_on=case.event_on, today=day_in_vietnam(timezone.now())):
        raise Refused(*reasons)
    if Referral.objects.filter(case=case, to_body=to_body, state=ReferralState.SENT).exists():
        raise Refused(_("This body has a notice of this case that waits for its answer."))


@transaction.atomic
def answer_notice(
    *,
    referral: Referral,
    accept: bool,
    reason: str,
    at: datetime,
    version: int,
    by: Staff,
    from_paper: FromPaper | None = None,
    result_by: date | None = None,
) -> Referral:
    """Accept a notice, and with it the lead and the verification; or refuse it with a reason, and reach nothing more.

    A referral to social assistance is answered likewise, but nothing is taken over. Who accepts owes the sender the
    result. result_by: the day that the two bodies agreed for it; no law sets one.
    """
    referral = _waiting(referral, by)
    require(Act.ANSWER, by, referral)
    _check_answer(referral, accept=accept, reason=reason, at=at, version=version)
    require_paper(referral.to_body_id, by, from_paper)
    case = locked(referral.case)
    referral.state = ReferralState.ACCEPTED if accept else ReferralState.REFUSED
    referral.answered_at, referral.answered_by_id, referral.version = at, by.post_id, referral.version + 1
    if reason.strip():
        referral.reason_ct = Vault.of(case.person_id).seal("cases_referral", "reason_ct", referral.pk, reason.strip())
    referral.save()
    add_step(
        case, _ANSWERED[ReferralKind(referral.kind), accept], by=by, at=at, rule_id=referral.rule_id,
        acted_by_body_id=referral.to_body_id, from_paper=from_paper, note=reason.strip(),
    )  # fmt: skip
    register_notice(referral=referral, by=by)
    audit.record(Act.ANSWER, by=by, subject_id=case.subject_id, details={"accept": accept})
    if accept:
        _accepted(case, referral, by, result_by)
    else:
        _end_reach(case, referral)
    return referral


def _waiting(referral: Referral, by: Staff) -> Referral:
    """Give a notice locked. Errors: Stale for an offer that was taken back meanwhile: with it the reach of `by` has ended."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related("to_body", "case")
    try:
        return rows.get(pk=referral.pk)
    except Referral.DoesNotExist as gone:
        if not Withdrawal.objects.filter(pk=referral.pk, to_body_id=by.body_id).exists():
            raise
        raise Stale(_("This offer was taken back meanwhile.")) from gone


def _accepted(case: Case, referral: Referral, by: Staff, result_by: date | None) -> None:
    if referral.kind != ReferralKind.SOCIAL and referral.hand_over == HandOver.TAKE_OVER:
        _take_over(case, referral, by)
    if referral.hand_over != HandOver.READ:
        owe_result(case, referral, due_on=result_by, by=by)


_ANSWERED = {
    (ReferralKind.NOTICE, True): StepKind.NOTICE_ACCEPTED, (ReferralKind.NOTICE, False): StepKind.NOTICE_REFUSED,
    (ReferralKind.TRANSFER, True): StepKind.TRANSFER_ACCEPTED, (ReferralKind.TRANSFER, False): StepKind.TRANSFER_REFUSED,
    (ReferralKind.SOCIAL, True): StepKind.REFERRAL_ACCEPTED, (ReferralKind.SOCIAL, False): StepKind.REFERRAL_REFUSED,
}  # fmt: skip


def _end_reach(case: Case, referral: Referral) -> None:
    """End what the body reaches by this referral; what it reached on another ground before stays."""
    if referral.kind != ReferralKind.SOCIAL or grants.ground_of(case.subject_id, referral.to_body_id) == GROUND_SOCIAL:
        grants.end(case.subject_id, referral.to_body_id)


def _check_answer(referral: Referral, *, accept: bool, reason: str, at: datetime, version: int) -> None:
    if referral.version != version or referral.state != ReferralState.SENT:
        raise Stale(_("This notice was answered or taken back meanwhile."))
    if not accept and not reason.strip():
        raise Refused(_("A refusal needs its reason."))
    if at < referral.sent_at:
        raise Refused(_("The answer lies before the notice."))


def _take_over(case: Case, referral: Referral, by: Staff) -> None:
    """Give the lead to the body that accepted; one without sign-in leaves it with the body that writes for it."""
    if by.body_id == referral.to_body_id:
        grants.move_lead(case.subject_id, referral.to_body_id)
        case.lead_id = referral.to_body_id
    if case.state == State.RECEIVED and referral.kind == ReferralKind.NOTICE:
        move(case, State.VERIFYING)
    save(case)
    if referral.kind == ReferralKind.TRANSFER:
        return  # starts no step of the route: only the responsible body changes
    tasks.on_event(
        case_of=case,
        event="accepted",
        at=referral.answered_at or timezone.now(),
        body_id=referral.to_body_id,
        facts=known_facts(case),
    )
