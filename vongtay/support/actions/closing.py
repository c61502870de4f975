"""Closing support and opening it again: another person approves. The state of the case, its identification, is another matter."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Post
from vongtay.audit import actions as audit
from vongtay.cases.actions import locked
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, WrongState
from vongtay.people.vault import Vault
from vongtay.support import queries
from vongtay.support.actions.base import require
from vongtay.support.actions.homecoming import cancel_visits, plan_again
from vongtay.support.models import Closure
from vongtay.support.permissions import Act
from vongtay.support.states import ClosureOutcome, ClosureState


@transaction.atomic
def propose_closure(*, key: UUID, case: Case, outcome: str, reason: str, by: Staff) -> Closure:
    """Propose to close support, with its outcome and why. The same `key` again gives the proposal made the first time.

    Without all criteria met it may be proposed all the same; that is shown to whoever approves, and "stands firmly" is refused.
    """
    require(Act.PROPOSE_CLOSURE, by, case)
    case = locked(case)
    if (made := Closure.objects.filter(pk=key, case=case).first()) is not None:
        return made
    reasons = []
    is_firm = queries.is_firm_now(case)
    if queries.closure_now(case) is not None or queries.closure_waiting(case) is not None:
        reasons.append(_("A closure waits for approval or holds already."))
    if outcome not in ClosureOutcome.values:
        reasons.append(_("Choose how support ends."))
    if outcome == ClosureOutcome.REINTEGRATED and not is_firm:
        reasons.append(_("Not all criteria were met at the last visit: choose another outcome, or visit again."))
    if not reason.strip():
        reasons.append(_("Say why support is closed."))
    if reasons:
        raise Refused(*reasons)
    row = Closure(id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, body_id=by.body_id, outcome=outcome,
                  is_early=not is_firm)  # fmt: skip
    row.reason_ct = _sealed(case, row, "reason_ct", reason)
    row.save(force_insert=True)
    audit.record(
        Act.PROPOSE_CLOSURE, by=by, subject_id=case.subject_id, details={"outcome": outcome, "early": not is_firm}
    )
    return row


@transaction.atomic
def decide_closure(*, closure: Closure, approve: bool, answer: str, version: int, by: Staff) -> Closure:
    """Approve a closure or send it back with why; by another person than who proposed it.

    What is still owed ends with the approval: visits are cancelled; links and limits of the case go on.
    """
    case = locked(closure.case)
    require(Act.DECIDE_CLOSURE, by, case)
    row = _locked(closure, version)
    if row.state != ClosureState.PROPOSED:
        raise Stale(_("This closure was answered already."))
    proposer = Post.objects.get(pk=row.entered_by_id)
    if proposer.user_id == by.user_id:
        raise NotAllowed(_("Another person than who proposed a closure approves it."))
    if not approve and not answer.strip():
        raise Refused(_("Say why it is sent back."))
    row.state = ClosureState.APPROVED if approve else ClosureState.RETURNED
    row.decided_by_id, row.decided_at, row.version = by.post_id, timezone.now(), version + 1
    if answer.strip():
        row.answer_ct = _sealed(case, row, "answer_ct", answer)
    row.save()
    if approve:
        cancel_visits(case, by, Vault.of(case.person_id), _("Support was closed."))
    audit.record(Act.DECIDE_CLOSURE, by=by, subject_id=case.subject_id, details={"state": row.state})
    return row


@transaction.atomic
def reopen_support(*, closure: Closure, reason: str, version: int, by: Staff) -> Closure:
    """Open support again with why; visits whose day is still to come are owed again."""
    case = locked(closure.case)
    require(Act.REOPEN_SUPPORT, by, case)
    row = _locked(closure, version)
    if row.state != ClosureState.APPROVED or row.reopened_at is not None:
        raise WrongState(_("Support is not closed."))
    if not reason.strip():
        raise Refused(_("Say why support is opened again."))
    row.reopened_at, row.reopened_by_id, row.version = timezone.now(), by.post_id, version + 1
    row.reopened_ct = _sealed(case, row, "reopened_ct", reason)
    row.save()
    plan_again(case, by, Vault.of(case.person_id))
    audit.record(Act.REOPEN_SUPPORT, by=by, subject_id=case.subject_id)
    return row


def _locked(closure: Closure, version: int) -> Closure:
    row = Closure.objects.select_for_update(of=("self",)).get(pk=closure.pk)
    if row.version != version:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    return row


def _sealed(case: Case, row: Closure, column: str, text: str) -> bytes:
    return Vault.of(case.person_id).seal("support_closure", column, row.pk, text.strip()) or b""
