"""Who may count anew, set and end tasks, enter absences. Acts on a case are checked by the app that keeps the case too."""

from enum import StrEnum
from typing import Any

from vongtay.agencies.roles import Role
from vongtay.common.access import Rule, Staff, has_role
from vongtay.tasks.models import Absence, Task


class Act(StrEnum):
    PAUSE = "tasks.pause"
    RESUME = "tasks.resume"
    RECOUNT = "tasks.recount"
    ADD = "tasks.add_task"
    END = "tasks.end_task"
    ENTER_ABSENCE = "tasks.enter_absence"
    END_ABSENCE = "tasks.end_absence"
    CHOOSE_MAILING = "tasks.choose_mailing"
    READ_OUTBOX = "tasks.read_outbox"
    CHANGE_LADDER = "tasks.change_ladder"


def is_person(staff: Staff, _record: Any) -> bool:
    """Say whether somebody, not a job, acts."""
    return staff.user_id is not None


def may_end(staff: Staff, task: Task) -> bool:
    """Say whether `staff` may end a task: whoever is to do it, their body where nobody is named, or who set it."""
    mine = task.post_id == staff.post_id or (task.post_id is None and task.body_id == staff.body_id)
    return (
        mine or task.created_by_id == staff.post_id or (staff.role == Role.HEAD and task.from_body_id == staff.body_id)
    )


def may_enter_absence(staff: Staff, absence: Absence) -> bool:
    """Say whether `staff` may enter or end an absence: one's own, or as head or administrator of the same body."""
    ours = absence.body_id == staff.body_id
    return ours and (absence.post_id == staff.post_id or staff.role in {Role.HEAD, Role.ADMINISTRATOR})


_CASE_WORK = has_role(Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.HEAD)

RULES: dict[str, Rule] = {
    Act.PAUSE: _CASE_WORK,
    Act.RESUME: _CASE_WORK,
    Act.RECOUNT: has_role(Role.CASE_WORKER, Role.VERIFIER, Role.HEAD),
    Act.ADD: is_person,
    Act.END: may_end,
    Act.ENTER_ABSENCE: may_enter_absence,
    Act.END_ABSENCE: may_enter_absence,
    Act.CHOOSE_MAILING: is_person,
    Act.READ_OUTBOX: has_role(Role.ADMINISTRATOR),
    Act.CHANGE_LADDER: has_role(Role.ADMINISTRATOR),
}
