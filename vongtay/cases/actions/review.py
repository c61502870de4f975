"""An appeal or review of a decision: received from its paper, decided by somebody else; every version stays."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.decision import latest_decision
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import add_step, locked, moment_of, move, require, require_paper, save
from vongtay.cases.models import Case, Decision, Review
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.cases.states import OUTCOMES, AppealBy, ReviewOutcome, State, StepKind
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class Asked:
    """Who asks for a review, when it came in, what is asked. Anybody but ourselves asks by a paper."""

    by_whom: str
    received_on: date
    words: str
    paper: FromPaper | None = None

    def __repr__(self) -> str:
        return f"Asked({self.by_whom})"


@transaction.atomic
def receive_review(*, case: Case, asked: Asked, by: Staff, key: UUID) -> Review:
    """Take in an appeal against the decision in force, or open our own review of it."""
    require(Act.RECEIVE_REVIEW, by, case)
    if (made := Review.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    decision = latest_decision(case)
    if decision is None or not decision.decided_on or not decision.decided_user or case.state not in OUTCOMES:
        raise Refused(_("There is no decision in force that could be reviewed."))
    reasons = why_not_day(asked.received_on, event_on=decision.decided_on, today=day_in_vietnam(timezone.now()))
    if not asked.words.strip():
        reasons.append(_("Say what is asked for, and why."))
    if asked.by_whom in {AppealBy.REPRESENTATIVE, AppealBy.BODY} and asked.paper is None:
        reasons.append(_("Give the number and date of the paper by which it is asked."))
    if Review.objects.filter(decision=decision, outcome="").exists():
        reasons.append(_("A review of this decision waits for its outcome."))
    if reasons:
        raise Refused(*reasons)
    review = Review(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, decision=decision, by_whom=asked.by_whom,
        received_on=asked.received_on, first_user=decision.decided_user,
        words_ct=Vault.of(case.person_id).seal("cases_review", "words_ct", key, asked.words.strip()) or b"",
    )  # fmt: skip
    if asked.paper:
        review.source_sign, review.source_on, review.scan_id = asked.paper.sign, asked.paper.on, asked.paper.scan_id
    review.save(force_insert=True)
    add_step(
        case,
        StepKind.APPEALED,
        by=by,
        at=moment_of(asked.received_on),
        from_paper=asked.paper,
        details={"by": asked.by_whom},
    )
    audit.record(Act.RECEIVE_REVIEW, by=by, subject_id=case.subject_id, details={"by": asked.by_whom})
    return review


@dataclass(frozen=True)
class Ruling:
    """What was decided on a review. `acted_by` with its paper where another body decided."""

    outcome: str
    decided_on: date
    reason: str
    acted_by: Body | None = None
    paper: FromPaper | None = None

    def __repr__(self) -> str:
        return f"Ruling({self.outcome})"


@transaction.atomic
def decide_review(*, review: Review, ruling: Ruling, version: int, by: Staff) -> Review:
    """Decide on a review: the decision stands, is to be taken anew, or is revoked. Never by whoever decided first.

    Nothing is overwritten: a revoked decision keeps its row and the day on which it was revoked.
    """
    require(Act.DECIDE_REVIEW, by, review.case)
    case = locked(review.case)
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.version != version or review.outcome:
        raise Stale(_("This review was decided meanwhile."))
    if review.first_user == by.account:
        raise Refused(_("Whoever decided first may not decide on the review."))
    reasons = why_not_day(ruling.decided_on, event_on=review.received_on, today=day_in_vietnam(timezone.now()))
    if ruling.outcome not in ReviewOutcome.values:
        reasons.append(_("Choose what was decided."))
    if not ruling.reason.strip():
        reasons.append(_("Say why."))
    if reasons:
        raise Refused(*reasons)
    require_paper(ruling.acted_by.id if ruling.acted_by else by.body_id, by, ruling.paper)
    _write(case, review, ruling, by)
    if ruling.outcome != ReviewOutcome.UPHELD:
        _open_anew(case, review.decision_id, ruling)
    add_step(
        case, StepKind.REVIEWED, by=by, at=moment_of(ruling.decided_on), acted_by_body_id=review.acted_by_body_id, from_paper=ruling.paper,
        details={"outcome": ruling.outcome},
    )  # fmt: skip
    audit.record(Act.DECIDE_REVIEW, by=by, subject_id=case.subject_id, details={"outcome": ruling.outcome})
    return review


def _write(case: Case, review: Review, ruling: Ruling, by: Staff) -> None:
    review.outcome, review.decided_on, review.decided_at = ruling.outcome, ruling.decided_on, timezone.now()
    review.decided_by_id, review.decided_user = by.post_id, by.account
    review.acted_by_body_id = ruling.acted_by.id if ruling.acted_by else by.body_id
    if ruling.paper:
        review.decided_sign, review.paper_on = ruling.paper.sign, ruling.paper.on
    review.reason_ct = Vault.of(case.person_id).seal("cases_review", "reason_ct", review.pk, ruling.reason.strip())
    review.version += 1
    review.save()


def _open_anew(case: Case, decision_id: UUID, ruling: Ruling) -> None:
    """Put a case back to verification; a revoked decision keeps the day, which the papers of the case follow."""
    if ruling.outcome == ReviewOutcome.REVOKED:
        Decision.objects.filter(pk=decision_id).update(revoked_on=ruling.decided_on, revoked_at=timezone.now())
    if State(case.state) in OUTCOMES:
        move(case, State.VERIFYING)
        case.decided_on = None
        save(case)
