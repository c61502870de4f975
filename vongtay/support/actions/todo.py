"""What a body is to do: as a task of that body, and how it is settled."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases import actions as cases
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require, sealed
from vongtay.support.models import Agreed, Measure
from vongtay.support.permissions import Act
from vongtay.support.states import Progress
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Task
from vongtay.tasks.states import TaskState


def why_no_task(case: Case, row: Measure | Agreed) -> list[str]:
    """Give why something that is open can't become a task of its body; none where it becomes one, or needs none."""
    if row.due_on is None or row.state != Progress.OPEN:
        return []
    reasons = []
    if row.due_on < today():
        reasons.append(_("The day of a measure lies in the past: %(day)s.") % {"day": row.due_on.strftime("%d/%m/%Y")})
    if row.body.signs_in and row.body_id not in case.bodies:
        reasons.append(_("%(body)s does not share this case. Send it a notice first.") % {"body": row.body.short_name})
    return reasons


def give_task(case: Case, row: Measure | Agreed, by: Staff) -> None:
    """Put what is open and has a day among the tasks of its body, if that signs in."""
    if row.due_on is None or row.state != Progress.OPEN or not row.body.signs_in:
        return
    text = Vault.of(case.person_id).open(row._meta.db_table, "text_ct", row.pk, row.text_ct)
    wish = tasks.Wish(text, row.body, None, row.due_on)
    row.task = cases.add_task(case=case, key=row.pk, wish=wish, by=by)


def drop_tasks(case: Case, ended: set[UUID], by: Staff, why: str) -> None:
    """End the open tasks of what is wanted no more."""
    if ended:
        seal = Vault.of(case.person_id).seal
        tasks.drop_tasks(subject_id=case.subject_id, ended=ended, note=why, by=by, seal=seal)


@transaction.atomic
def settle(*, row: Measure | Agreed, to: str, note: str, by: Staff) -> Measure | Agreed:
    """Say that something was done, or is not wanted any more and why; its task ends with it.

    By the body that is to do it, or the one that leads the case. Errors: Stale if it was settled already.
    """
    require(Act.SETTLE, by, row)
    case = cases.locked(row.plan.case if isinstance(row, Measure) else row.conference.case)
    require(Act.SETTLE, by, row)
    model = type(row)
    row = model.objects.select_for_update(of=("self",)).select_related("task", "body").get(pk=row.pk)
    if not row.is_open:
        raise Stale(_("Somebody has settled this already."))
    if to not in {Progress.DONE, Progress.DROPPED}:
        raise Refused(_("Say whether it was done."))
    if to == Progress.DROPPED and not note.strip():
        raise Refused(_("Say why it is not wanted any more."))
    if row.task is not None:
        _end(case, row.task, to, note, by)
    row.state, row.settled_by_id, row.settled_at = Progress(to), by.post_id, timezone.now()
    row.settled_ct = sealed(case, row, "settled_ct", note)
    row.save(update_fields=["state", "settled_by", "settled_at", "settled_ct"])
    audit.record(Act.SETTLE, by=by, subject_id=case.subject_id, details={"to": to})
    return row


def _end(case: Case, task: Task, to: str, note: str, by: Staff) -> None:
    if to == Progress.DONE and by.body_id in {task.body_id, task.from_body_id}:
        cases.end_task(task=task, to=TaskState.DONE, note=note, version=task.version, by=by)
        return
    drop_tasks(case, {task.pk}, by, note.strip() or _("Settled in the case."))
