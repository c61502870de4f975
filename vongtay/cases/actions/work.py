"""Clocks that stand still and tasks of a case: the case's rights and keys around what `tasks` keeps."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.reception import add_step, locked, require
from vongtay.cases.models import Case
from vongtay.cases.permissions import Act
from vongtay.cases.states import StepKind
from vongtay.common.access import NotAllowed, Refused, Staff
from vongtay.people.vault import Vault
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Clock, Pause, Task
from vongtay.tasks.states import ENDS, PauseReason, Settling, TaskState


def _of_one_side(case: Case, clock: Clock, by: Staff) -> None:
    if by.body_id not in {case.lead_id, clock.body_id}:
        raise NotAllowed(_("The body that must act, or the one that leads the case, pauses a clock."))


@transaction.atomic
def pause_clock(
    *, case: Case, clock: Clock, at: datetime, reason: PauseReason, basis: str, by: Staff, note: str = ""
) -> Pause:
    """Let a clock of a case stand still; the timeline tells who, why and on what basis."""
    require(Act.PAUSE_CLOCK, by, case)
    case = locked(case)
    _of_one_side(case, clock, by)
    made = tasks.pause(clock=clock, at=at, reason=reason, basis=basis, by=by)
    add_step(
        case, StepKind.CLOCK_PAUSED, by=by, at=at, rule_id=clock.rule_id, note=note.strip(),
        details={"reason": reason, "basis": bool(made.basis), "before": made.due_before.isoformat()},
    )  # fmt: skip
    audit.record(Act.PAUSE_CLOCK, by=by, subject_id=case.subject_id, details={"rule": clock.rule_id})
    return made


@transaction.atomic
def resume_clock(*, case: Case, clock: Clock, at: datetime, by: Staff, note: str = "") -> Pause:
    """Let a clock of a case run again; the timeline tells both due days."""
    require(Act.PAUSE_CLOCK, by, case)
    case = locked(case)
    _of_one_side(case, clock, by)
    ended = tasks.resume(clock=clock, at=at, by=by)
    add_step(
        case, StepKind.CLOCK_RESUMED, by=by, at=at, rule_id=clock.rule_id, note=note.strip(),
        details={"before": ended.due_before.isoformat(), "after": ended.due_after.isoformat() if ended.due_after else ""},
    )  # fmt: skip
    audit.record(
        Act.PAUSE_CLOCK, by=by, subject_id=case.subject_id, details={"rule": clock.rule_id, "runs_again": True}
    )
    return ended


@transaction.atomic
def add_task(*, case: Case, key: UUID, wish: tasks.Wish, by: Staff) -> Task:
    """Set a task on a case, its words encrypted with the person's key. Only a body that shares the case can be given one."""
    require(Act.ADD_TASK, by, case)
    if wish.body.id not in case.bodies:
        raise Refused(_("%(body)s does not share this case. Send it a notice first.") % {"body": wish.body.short_name})
    task = tasks.add_task(key=key, wish=wish, by=by, owner=case, seal=Vault.of(case.person_id).seal)
    audit.record(Act.ADD_TASK, by=by, subject_id=case.subject_id)
    return task


def settle(*, case: Case, wishes: Mapping[UUID, Settling], by: Staff) -> None:
    """End or keep the clocks and tasks that are open when a case is decided; part of the decision."""
    tasks.settle(case_of=case, wishes=wishes)
    ended = {key for key, wish in wishes.items() if wish in ENDS}
    if not ended:
        return
    vault = Vault.of(case.person_id)
    for wish in ENDS:
        chosen = {key for key in ended if wishes[key] == wish}
        tasks.drop_tasks(subject_id=case.subject_id, ended=chosen, note=str(wish.label), by=by, seal=vault.seal)


@transaction.atomic
def end_task(*, task: Task, to: TaskState, note: str, version: int, by: Staff) -> Task:
    """End a task, of a case or of none."""
    seal = None
    if task.subject_id is not None:
        case = Case.objects.get(subject_id=task.subject_id)
        seal = Vault.of(case.person_id).seal
    ended = tasks.end_task(task=task, to=to, note=note, version=version, by=by, seal=seal)
    audit.record("cases.end_task", by=by, subject_id=task.subject_id, details={"to": to})
    return ended
