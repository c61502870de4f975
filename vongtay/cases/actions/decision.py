"""Evidence, help, proposal and decision: the second half of the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions import work
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import (
    add_step,
    known_facts,
    locked,
    moment_of,
    move,
    require,
    require_paper,
    save,
)
from vongtay.cases.models import Case, Decision, Evidence, Help
from vongtay.cases.permissions import Act
from vongtay.cases.queries import care_facts_of, offered_papers
from vongtay.cases.rules import is_under_age, why_alone, why_not_day, why_not_now, why_not_propose, why_not_stand_in
from vongtay.cases.states import BEFORE_PROPOSAL, State, StepKind
from vongtay.common.access import Refused, Staff, Stale, WrongState
from vongtay.common.days import day_in_vietnam
from vongtay.law import queries as law
from vongtay.people.vault import Vault
from vongtay.tasks import actions as tasks
from vongtay.tasks.states import Settling


@dataclass(frozen=True)
class Proposal:
    """What a verifier proposes. `basis`: letters of the sources; `reason` in words, for the file only."""

    outcome: State
    basis: Sequence[str] = field(default_factory=list)
    reason_code: str = ""
    reason: str = ""

    def __repr__(self) -> str:
        return f"Proposal({self.outcome})"


@dataclass(frozen=True)
class StandsIn:
    """In what paper an identification stands: one that the law lists, or `custom`. `reason`: why, where no basis was seen."""

    paper: str
    reason: str = ""

    def __repr__(self) -> str:
        return f"StandsIn({self.paper})"


@transaction.atomic
def add_evidence(  # noqa: PLR0913  # one fact each, named by whoever calls
    *,
    case: Case,
    source: str,
    weight: str,
    obtained_on: date,
    note: str,
    by: Staff,
    acted_by: Body | None = None,
    from_paper: FromPaper | None = None,
    trace: str = "",
) -> Evidence:
    """Note a piece of evidence under one of the sources that the law names."""
    require(Act.ADD_EVIDENCE, by, case)
    case = locked(case)
    if reasons := why_not_now(State(case.state), BEFORE_PROPOSAL):
        raise WrongState(*reasons)
    if reasons := why_not_day(obtained_on, event_on=date.min, today=day_in_vietnam(timezone.now())):
        raise Refused(*reasons)
    evidence = Evidence(
        subject_id=case.subject_id, case=case, source=source, weight=weight, obtained_on=obtained_on, scan_id=from_paper.scan_id if from_paper else None, trace=trace,
        acted_by_body_id=acted_by.id if acted_by else by.body_id, entered_by_id=by.post_id,
    )  # fmt: skip
    evidence.note_ct = Vault.of(case.person_id).seal("cases_evidence", "note_ct", evidence.pk, note.strip())
    evidence.save(force_insert=True)
    add_step(
        case, StepKind.EVIDENCE, by=by, at=moment_of(obtained_on), acted_by_body_id=evidence.acted_by_body_id, from_paper=from_paper,
        details={"source": source, "weight": weight},
    )  # fmt: skip
    audit.record(Act.ADD_EVIDENCE, by=by, subject_id=case.subject_id, part="statement", details={"source": source})
    return evidence


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, by: Staff) -> None:
    """Take a piece of evidence back; it stays on record."""
    require(Act.ADD_EVIDENCE, by, evidence.case)
    if not Evidence.objects.filter(pk=evidence.pk, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now()):
        raise Stale(_("This piece of evidence was taken back already."))
    audit.record("cases.withdraw_evidence", by=by, subject_id=evidence.subject_id, part="statement")


@transaction.atomic
def give_help(
    *,
    case: Case,
    kind: str,
    given_on: date,
    by: Staff,
    quantity: int | None = None,
    unit: str = "",
    acted_by: Body | None = None,
) -> Help:
    """Book help in kind, before the decision or after it; no amount of money is booked here."""
    require(Act.GIVE_HELP, by, case)
    case = locked(case)
    if reasons := why_not_day(given_on, event_on=case.event_on, today=day_in_vietnam(timezone.now())):
        raise Refused(*reasons)
    entry = Help(
        subject_id=case.subject_id, case=case, kind=kind, quantity=quantity, unit=unit, given_on=given_on, state_then=case.state,
        acted_by_body_id=acted_by.id if acted_by else by.body_id, entered_by_id=by.post_id,
    )  # fmt: skip
    entry.save(force_insert=True)
    add_step(case, "help", by=by, at=moment_of(given_on), details={"kind": kind})
    tasks.on_event(case_of=case, event="help", at=moment_of(given_on), body_id=case.lead_id, facts=known_facts(case))
    audit.record(Act.GIVE_HELP, by=by, subject_id=case.subject_id, part="support", details={"kind": kind})
    return entry


@transaction.atomic
def take_back_help(*, entry: Help, by: Staff) -> Help:
    """Take a booking back by a counter-entry; both stay."""
    require(Act.GIVE_HELP, by, entry.case)
    if Help.objects.filter(taken_back=entry).exists() or entry.taken_back_id:
        raise Stale(_("This entry was taken back already."))
    counter = Help(
        subject_id=entry.subject_id, case=entry.case, kind=entry.kind, quantity=entry.quantity, unit=entry.unit, given_on=entry.given_on,
        state_then=entry.case.state, acted_by_body_id=entry.acted_by_body_id, entered_by_id=by.post_id, taken_back=entry,
    )  # fmt: skip
    counter.save(force_insert=True)
    audit.record(
        "cases.take_back_help", by=by, subject_id=entry.subject_id, part="support", details={"kind": entry.kind}
    )
    return counter


@transaction.atomic
def propose(*, case: Case, proposal: Proposal, version: int, by: Staff) -> Decision:
    """Propose an outcome; somebody else decides."""
    require(Act.PROPOSE, by, case)
    case = locked(case, version)
    held = set(Evidence.objects.filter(case=case, withdrawn_at__isnull=True).values_list("source", flat=True))
    reasons = why_not_propose(proposal.outcome, sources=set(proposal.basis) & held, reason_code=proposal.reason_code)
    if missing := sorted(set(proposal.basis) - held):
        reasons.append(_("No evidence is recorded under: %(letters)s.") % {"letters": ", ".join(missing)})
    if reasons:
        raise Refused(*reasons)
    move(case, State.PROPOSED)
    decision = Decision(
        subject_id=case.subject_id, case=case, outcome=proposal.outcome, basis=sorted(proposal.basis), reason_code=proposal.reason_code,
        proposed_by_id=by.post_id, proposed_user=by.account, supersedes=latest_decision(case),
    )  # fmt: skip
    decision.reason_ct = Vault.of(case.person_id).seal(
        "cases_decision", "reason_ct", decision.pk, proposal.reason.strip()
    )
    decision.save(force_insert=True)
    save(case)
    add_step(case, StepKind.PROPOSED, by=by, at=timezone.now(), details={"outcome": proposal.outcome})
    audit.record(Act.PROPOSE, by=by, subject_id=case.subject_id, details={"outcome": proposal.outcome})
    return decision


def latest_decision(case: Case) -> Decision | None:
    """Give the decision in force, or the last one where the case was opened again."""
    return Decision.objects.filter(case=case, decided_on__isnull=False).order_by("-recorded_at").first()


def _open_proposal(case: Case) -> Decision:
    found = (
        Decision.objects.select_for_update()
        .filter(case=case, decided_on__isnull=True, returned_at__isnull=True)
        .first()
    )
    if found is None:
        raise Stale(_("No proposal waits for a decision any more."))
    return found


@transaction.atomic
def decide(
    *,
    case: Case,
    decided_on: date,
    version: int,
    by: Staff,
    acted_by: Body | None = None,
    from_paper: FromPaper | None = None,
    stands_in: StandsIn | None = None,
    settling: Mapping[UUID, Settling] | None = None,
) -> Decision:
    """Decide as proposed. Whoever proposed may not decide, in whatever post.

    acted_by: the body that decided, where `by` enters its decision from its paper. stands_in: needed to identify somebody; judged by
    the law in force on the day of the decision.
    settling: what becomes of clocks and tasks that are open; a clock that is not named ends, a task goes on.
    """
    require(Act.DECIDE, by, case)
    case = locked(case, version)
    decision = _open_proposal(case)
    if decision.proposed_user == by.user_id:
        raise Refused(_("Whoever proposed may not decide."))
    reasons = why_not_day(decided_on, event_on=case.received_on, today=day_in_vietnam(timezone.now()))
    if reasons := reasons or _why_alone(case, State(decision.outcome), decided_on):
        raise Refused(*reasons)
    require_paper(acted_by.id if acted_by else by.body_id, by, from_paper)
    _stand_in(decision, case, decided_on, acted_by.kind if acted_by else by.body_kind, stands_in, own=acted_by is None)
    move(case, State(decision.outcome))
    case.decided_on = decided_on
    _write(decision, decided_on, acted_by.id if acted_by else by.body_id, from_paper, by)
    save(case)
    facts: dict[str, Any] = {"acted_by_body_id": decision.acted_by_body_id, "details": {"outcome": decision.outcome}}
    add_step(case, StepKind.DECIDED, by=by, at=moment_of(decided_on), from_paper=from_paper, **facts)
    _answer_clocks(case, decision)
    work.settle(case=case, wishes=settling or {}, by=by)
    audit.record(Act.DECIDE, by=by, subject_id=case.subject_id, details={"outcome": decision.outcome})
    return decision


def _write(decision: Decision, on: date, body_id: UUID, from_paper: FromPaper | None, by: Staff) -> None:
    """Write the decision into the proposal that it decides."""
    decision.decided_by_id, decision.decided_user, decision.decided_on = by.post_id, by.user_id, on
    decision.acted_by_body_id, decision.recorded_at = body_id, timezone.now()
    if from_paper:
        decision.source_sign, decision.source_on, decision.scan_id = from_paper.sign, from_paper.on, from_paper.scan_id
    decision.version += 1
    decision.save()


def _stand_in(decision: Decision, case: Case, on: date, kind: str, stands_in: StandsIn | None, *, own: bool) -> None:
    """Write in what paper an identification stands. Errors: Refused where the law lets this body issue no such paper."""
    if decision.outcome != State.IDENTIFIED:
        return
    given = stands_in or StandsIn("")
    if reasons := why_not_stand_in(
        offered_papers(on, kind, own=own), given.paper, given.reason, who=law.who_may_confirm(law.regime_on(on))
    ):
        raise Refused(*reasons)
    decision.confirming_paper = given.paper
    decision.custom_reason_ct = Vault.of(case.person_id).seal(
        "cases_decision", "custom_reason_ct", decision.pk, given.reason.strip()
    )


def _why_alone(case: Case, outcome: State, on: date) -> list[str]:
    """Give the reasons why a decision can't end the way of a child for whom nobody stands up."""
    is_child = is_under_age(case.age_years, at=case.received_on, on=on)
    return why_alone(care_facts_of(case)) if is_child and outcome == State.NOT_IDENTIFIED else []


def _answer_clocks(case: Case, decision: Decision) -> None:
    """Meet the clocks that a decision answers."""
    answered = ["verification_answered", "confirmed_paper"][: 2 if decision.outcome == State.IDENTIFIED else 1]
    for event in answered:
        tasks.on_event(
            case_of=case,
            event=event,
            at=moment_of(decision.decided_on or day_in_vietnam(timezone.now())),
            body_id=case.lead_id,
            facts=known_facts(case),
        )


@transaction.atomic
def return_proposal(*, case: Case, note: str, version: int, by: Staff) -> None:
    """Send a proposal back to verification with a note."""
    require(Act.RETURN, by, case)
    case = locked(case, version)
    decision = _open_proposal(case)
    if not note.strip():
        raise Refused(_("Say what is missing."))
    decision.returned_at, decision.version = timezone.now(), decision.version + 1
    decision.save()
    move(case, State.VERIFYING)
    save(case)
    add_step(case, StepKind.RETURNED, by=by, at=timezone.now(), note=note.strip())
    audit.record(Act.RETURN, by=by, subject_id=case.subject_id)


@transaction.atomic
def reopen(*, case: Case, reason: str, version: int, by: Staff) -> None:
    """Open a decided case again: new evidence, an appeal. The former decision stays on record."""
    require(Act.REOPEN, by, case)
    case = locked(case, version)
    if not reason.strip():
        raise Refused(_("Say why the case is opened again."))
    move(case, State.VERIFYING)
    case.decided_on = None
    save(case)
    add_step(case, StepKind.REOPENED, by=by, at=timezone.now(), note=reason.strip())
    audit.record(Act.REOPEN, by=by, subject_id=case.subject_id)
