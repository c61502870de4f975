"""Drafting a plan, proposing it, approving it or sending it back; a new version is drawn from the approved one."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions import FromPaper, locked, moment_of
from vongtay.cases.actions.letters import arrival_of
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff, Stale, WrongState
from vongtay.common.days import day_in_vietnam, today
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require, sealed
from vongtay.support.actions.todo import drop_tasks, give_task, why_no_task
from vongtay.support.models import Goal, Measure, Plan
from vongtay.support.permissions import Act
from vongtay.support.rules import is_same_measure
from vongtay.support.states import EDITABLE, UNDER_WAY, Domain, PlanState, Progress


@transaction.atomic
def begin_plan(*, key: UUID, case: Case, by: Staff) -> Plan:
    """Begin the first version of a plan, or draw a new one from the one approved last. The same `key` makes one.

    Errors: Refused while another version is under way.
    """
    require(Act.DRAFT_PLAN, by, case)
    case = locked(case)
    if (made := Plan.objects.filter(pk=key, case=case).first()) is not None:
        return made
    if Plan.objects.filter(case=case, state__in=UNDER_WAY).exists():
        raise Refused(_("A version of this plan is being drafted already."))
    before = Plan.objects.filter(case=case, state=PlanState.APPROVED).order_by("-version_number").first()
    last = Plan.objects.filter(case=case).aggregate(last=Max("version_number"))["last"] or 0
    plan = Plan(
        id=key,
        subject_id=case.subject_id,
        case=case,
        entered_by_id=by.post_id,
        version_number=last + 1,
        drawn_from=before,
    )
    if before is not None:
        wishes = Vault.of(case.person_id).open("support_plan", "wishes_ct", before.pk, before.wishes_ct)
        plan.wishes_ct = sealed(case, plan, "wishes_ct", wishes)
    plan.save(force_insert=True)
    if before is not None:
        _copy(case, before, plan)
    audit.record(Act.DRAFT_PLAN, by=by, subject_id=case.subject_id, details={"version": plan.version_number})
    return plan


def _copy(case: Case, before: Plan, plan: Plan) -> None:
    """Take over goals and measures, encrypted anew for their place; what was given up stays behind."""
    vault, goals = Vault.of(case.person_id), {}
    for goal in before.goals.order_by("place"):
        new = Goal(subject_id=case.subject_id, plan=plan, line=goal.line, domain=goal.domain, place=goal.place)
        text = vault.open("support_goal", "text_ct", goal.pk, goal.text_ct)
        new.text_ct = vault.seal("support_goal", "text_ct", new.pk, text) or b""
        new.save(force_insert=True)
        goals[goal.pk] = new
    for measure in before.measures.select_related("task").order_by("place"):
        if measure.stands == Progress.DROPPED:
            continue
        row = Measure(
            subject_id=case.subject_id, plan=plan, goal=goals[measure.goal_id], line=measure.line, place=measure.place,
            body_id=measure.body_id, due_on=measure.due_on,
        )  # fmt: skip
        text = vault.open("support_measure", "text_ct", measure.pk, measure.text_ct)
        row.text_ct = vault.seal("support_measure", "text_ct", row.pk, text) or b""
        _take_over(vault, measure, row)
        row.save(force_insert=True)


def _take_over(vault: Vault, before: Measure, row: Measure) -> None:
    """Keep how far a measure came, and its task, when it goes on unchanged in a new version."""
    row.task, row.state = before.task, before.state
    row.settled_by_id, row.settled_at = before.settled_by_id, before.settled_at
    note = vault.open("support_measure", "settled_ct", before.pk, before.settled_ct)
    row.settled_ct = vault.seal("support_measure", "settled_ct", row.pk, note)


def _to_edit(plan: Plan, version: int, by: Staff) -> tuple[Case, Plan]:
    """Give case and plan locked. Errors: NotAllowed; Stale; WrongState once it was proposed."""
    require(Act.DRAFT_PLAN, by, plan.case)
    case = locked(plan.case)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk, case=case)
    if plan.state not in EDITABLE:
        raise WrongState(_("This version is not drafted any more: an approved plan is changed by a new version."))
    if plan.version != version:
        raise Stale(_("Somebody else has changed this plan meanwhile. Look at what is new; your entries stand below."))
    plan.case = case
    return case, plan


def _changed(plan: Plan, case: Case, by: Staff, what: str) -> Plan:
    plan.version += 1
    plan.save()
    audit.record(
        Act.DRAFT_PLAN, by=by, subject_id=case.subject_id, details={"version": plan.version_number, "what": what}
    )
    return plan


@transaction.atomic
def write_wishes(*, plan: Plan, words: str, version: int, by: Staff) -> Plan:
    """Write what the person wishes, in their own words."""
    case, plan = _to_edit(plan, version, by)
    plan.wishes_ct = sealed(case, plan, "wishes_ct", words)
    audit.record(Act.DRAFT_PLAN, by=by, subject_id=case.subject_id, details={"version": plan.version_number})
    return _changed(plan, case, by, "wishes")


@dataclass(frozen=True)
class Aim:
    """A goal: in which domain, what is to be reached."""

    domain: str
    text: str

    def __repr__(self) -> str:
        return f"Aim({self.domain})"


@transaction.atomic
def write_goal(*, plan: Plan, goal: Goal | None, aim: Aim, version: int, by: Staff) -> Plan:
    """Add a goal, or change one."""
    case, plan = _to_edit(plan, version, by)
    reasons = [] if aim.text.strip() else [_("Say what is to be reached.")]
    if aim.domain not in Domain.values:
        reasons.append(_("Choose a domain."))
    if reasons:
        raise Refused(*reasons)
    place = 1 + (plan.goals.aggregate(last=Max("place"))["last"] or 0)
    row = goal or Goal(subject_id=case.subject_id, plan=plan, place=place)
    row.domain, row.text_ct = aim.domain, sealed(case, row, "text_ct", aim.text) or b""
    row.save()
    audit.record(Act.DRAFT_PLAN, by=by, subject_id=case.subject_id, details={"domain": aim.domain})
    return _changed(plan, case, by, "goal")


@dataclass(frozen=True)
class Step:
    """A measure: what is done, by which body, until when."""

    text: str
    body: Body
    due_on: date | None = None

    def __repr__(self) -> str:
        return "Step(…)"


@transaction.atomic
def write_measure(*, goal: Goal, measure: Measure | None, step: Step, version: int, by: Staff) -> Plan:
    """Add a measure to a goal, or change one; a changed one is to be done anew."""
    case, plan = _to_edit(goal.plan, version, by)
    if not step.text.strip():
        raise Refused(_("Say what is to be done."))
    place = 1 + (plan.measures.aggregate(last=Max("place"))["last"] or 0)
    row = measure or Measure(subject_id=case.subject_id, plan=plan, goal=goal, place=place)
    row.body, row.due_on = step.body, step.due_on
    row.text_ct = sealed(case, row, "text_ct", step.text) or b""
    row.task, row.state, row.settled_by, row.settled_at, row.settled_ct = None, Progress.OPEN, None, None, None
    if reasons := why_no_task(case, row):
        raise Refused(*reasons)
    row.save()
    audit.record(Act.DRAFT_PLAN, by=by, subject_id=case.subject_id, details={"body": step.body.code})
    return _changed(plan, case, by, "measure")


@transaction.atomic
def take_out(*, row: Goal | Measure, version: int, by: Staff) -> Plan:
    """Leave a goal with its measures, or one measure, out of the version being drafted."""
    case, plan = _to_edit(row.plan, version, by)
    if isinstance(row, Goal):
        row.measures.all().delete()
    row.delete()
    audit.record(Act.DRAFT_PLAN, by=by, subject_id=case.subject_id, details={"left_out": type(row).__name__})
    return _changed(plan, case, by, "left_out")


@transaction.atomic
def propose_plan(*, plan: Plan, version: int, by: Staff) -> Plan:
    """Put a plan to whoever approves it. Errors: Refused without goals, or for a measure that could not become a task."""
    require(Act.PROPOSE_PLAN, by, plan.case)
    case, plan = _to_edit(plan, version, by)
    reasons = _why_not_go(case, plan)
    if not plan.goals.exists():
        reasons.append(_("Set at least one goal."))
    if reasons:
        raise Refused(*reasons)
    plan.state, plan.proposed_by_id, plan.proposed_user = PlanState.PROPOSED, by.post_id, by.account
    plan.proposed_at, plan.version = timezone.now(), plan.version + 1
    plan.save()
    audit.record(Act.PROPOSE_PLAN, by=by, subject_id=case.subject_id, details={"version": plan.version_number})
    return plan


def _why_not_go(case: Case, plan: Plan) -> list[str]:
    rows = plan.measures.select_related("body", "task").order_by("place")
    return list(dict.fromkeys(reason for row in rows if row.task is None for reason in why_no_task(case, row)))


def _to_judge(act: Act, plan: Plan, version: int, by: Staff) -> tuple[Case, Plan]:
    require(act, by, plan)
    case = locked(plan.case)
    plan = _waiting(plan, case, version)
    require(act, by, plan)
    return case, plan


def _waiting(plan: Plan, case: Case, version: int) -> Plan:
    """Give the plan locked. Errors: Stale; WrongState where it does not wait for approval."""
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk, case=case)
    if plan.version != version:
        raise Stale(_("Somebody else has changed this plan meanwhile. Look at what is new; your entries stand below."))
    if plan.state != PlanState.PROPOSED:
        raise WrongState(_("This plan does not wait for approval."))
    return plan


@transaction.atomic
def approve_plan(*, plan: Plan, version: int, by: Staff) -> Plan:
    """Put a plan into force: its measures become tasks; those of the former version that fell away end.

    By a decider or head of the body that leads the case, never by whoever proposed it.
    """
    case, plan = _to_judge(Act.APPROVE_PLAN, plan, version, by)
    if reasons := _why_not_go(case, plan):
        raise Refused(*reasons)
    plan.approved_user = by.account
    _into_force(case, plan, by, timezone.now())
    audit.record(Act.APPROVE_PLAN, by=by, subject_id=case.subject_id, details={"version": plan.version_number})
    return plan


@dataclass(frozen=True)
class Approval:
    """How another body approved a plan: which body, with which paper."""

    body: Body
    paper: FromPaper


@transaction.atomic
def enter_approval(*, plan: Plan, approval: Approval, version: int, by: Staff) -> Plan:
    """Put a plan into force that another body approved, from its paper; the paper gets its number of arrival.

    By who cares for the person at the body that leads the case, also by whoever proposed it: the other body is the second person.
    Errors: Refused for one's own body, which approves here, and for a paper of the future or from before the proposal.
    """
    require(Act.ENTER_APPROVAL, by, plan.case)
    case = locked(plan.case)
    plan = _waiting(plan, case, version)
    if reasons := [*_why_not_approved(plan, approval, by), *_why_not_go(case, plan)]:
        raise Refused(*reasons)
    paper = approval.paper
    plan.approving_body, plan.source_sign, plan.source_on = approval.body, paper.sign, paper.on
    plan.scan_id, plan.incoming_id = paper.scan_id, arrival_of(case, approval.body.pk, paper, by=by)
    _into_force(case, plan, by, moment_of(paper.on))
    audit.record(Act.ENTER_APPROVAL, by=by, subject_id=case.subject_id,
                 details={"version": plan.version_number, "body": approval.body.code})  # fmt: skip
    return plan


def _why_not_approved(plan: Plan, approval: Approval, by: Staff) -> list[str]:
    reasons = []
    if approval.body.pk == by.body_id:
        reasons.append(_("Your own body approves it here, by a decider or head."))
    if not approval.paper.sign.strip():
        reasons.append(_("Give the number and date of the paper from which another body's act is entered."))
    if approval.paper.on > today():
        reasons.append(_("The day lies in the future."))
    if plan.proposed_at is not None and approval.paper.on < day_in_vietnam(plan.proposed_at):
        reasons.append(_("The paper is older than the proposal: it can't have approved this version."))
    return reasons


def _into_force(case: Case, plan: Plan, by: Staff, at: datetime) -> None:
    """Give the tasks of a plan and note who approved it, or entered the approval. The caller has refused what can't be."""
    before = Plan.objects.filter(case=case, state=PlanState.APPROVED).order_by("-version_number").first()
    _hand_out(case, plan, before, by)
    plan.state, plan.approved_by_id, plan.approved_at = PlanState.APPROVED, by.post_id, at
    plan.version += 1
    plan.save()


def _hand_out(case: Case, plan: Plan, before: Plan | None, by: Staff) -> None:
    """Give tasks for what is new or changed; keep those of what goes on; end the rest."""
    vault = Vault.of(case.person_id)
    former = {row.line: row for row in before.measures.select_related("task")} if before else {}
    kept: set[UUID | None] = set()
    for row in plan.measures.select_related("body", "task").order_by("place"):
        old = former.get(row.line)
        if old is not None and is_same_measure(vault, old, row):
            _take_over(vault, old, row)
            kept.add(old.task_id)
        if row.task is None:
            give_task(case, row, by)
        row.save()
    gone = {row.task_id for row in former.values() if row.task_id and row.task_id not in kept and row.is_open}
    drop_tasks(case, gone, by, _("A new version of the plan was approved."))


@transaction.atomic
def send_back_plan(*, plan: Plan, reason: str, version: int, by: Staff) -> Plan:
    """Send a plan back with the reason; it may be changed and proposed again."""
    case, plan = _to_judge(Act.SEND_BACK_PLAN, plan, version, by)
    if not reason.strip():
        raise Refused(_("Say what is to be changed."))
    plan.state, plan.returned_by_id, plan.returned_at = PlanState.RETURNED, by.post_id, timezone.now()
    plan.returned_ct = sealed(case, plan, "returned_ct", reason)
    plan.version += 1
    plan.save()
    audit.record(Act.SEND_BACK_PLAN, by=by, subject_id=case.subject_id, details={"version": plan.version_number})
    return plan
