"""A return home, and the visits that the rule plans after it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.cases.actions import FromPaper, locked, moment_of, record_step
from vongtay.cases.actions.letters import arrival_of
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support import queries
from vongtay.support.actions.base import require
from vongtay.support.models import Homecoming, PlannedVisit
from vongtay.support.permissions import Act
from vongtay.support.rules import months_after
from vongtay.support.states import VisitState
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Task
from vongtay.tasks.permissions import may_end
from vongtay.tasks.states import TaskState

STEP = "returned_home"


@dataclass(frozen=True)
class Home:
    """When somebody came home, to which commune, and which body visits them there."""

    returned_on: date
    place: Place
    body: Body
    acted_by: Body | None = None
    from_paper: FromPaper | None = None


@transaction.atomic
def bring_home(*, key: UUID, case: Case, home: Home, by: Staff) -> Homecoming:
    """Note a return home and plan the visits by the rule that holds. The same `key` again gives the return made the first time.

    A further return ends the former one and the visits that it still owed. The step of the law is written with it, once.
    Errors: Refused with reasons; WrongState once support is closed.
    """
    require(Act.BRING_HOME, by, case)
    case = locked(case)
    if (made := Homecoming.objects.filter(pk=key, case=case).first()) is not None:
        return made
    require_open(case)
    if reasons := _why_not(case, home, by):
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    _end_former(case, by, vault)
    row = Homecoming(
        id=key, subject_id=case.subject_id, case=case, world=case.world, entered_by_id=by.post_id, returned_on=home.returned_on,
        place=home.place, body=home.body, acted_by_body_id=home.acted_by.id if home.acted_by else by.body_id,
    )  # fmt: skip
    paper = _from_paper(row, case, home.from_paper, by)
    row.save(force_insert=True)
    for months in queries.visit_rule_now(by.world).months:
        _plan(row, months, by, vault)
    if not queries.step_home(case):
        record_step(
            case=case, kind=STEP, at=moment_of(home.returned_on), by=by, acted_by=home.acted_by, from_paper=paper
        )
    audit.record(Act.BRING_HOME, by=by, subject_id=case.subject_id, details={"visited_by": home.body.code})
    return row


def _from_paper(row: Homecoming, case: Case, paper: FromPaper | None, by: Staff) -> FromPaper | None:
    """Note the paper of another body with its number of arrival; give it with that number."""
    if paper is None:
        return None
    row.source_sign, row.source_on, row.scan_id = paper.sign, paper.on, paper.scan_id
    row.incoming_id = arrival_of(case, row.acted_by_body_id, paper, by=by)
    return replace(paper, incoming_id=row.incoming_id)


def require_open(case: Case) -> None:
    """Refuse what needs open support. Errors: WrongState."""
    if queries.closure_now(case) is not None:
        raise WrongState(_("Support is closed: open it again first."))


def _why_not(case: Case, home: Home, by: Staff) -> list[str]:
    reasons = []
    if home.returned_on > today():
        reasons.append(_("The return lies in the future."))
    if home.returned_on < case.event_on:
        reasons.append(_("The return lies before the event of the case."))
    if home.body.id not in case.bodies or not home.body.signs_in:
        reasons.append(_("Whoever visits must reach this case: share it with them first, or choose another body."))
    if home.acted_by is not None and home.acted_by.id != by.body_id and home.from_paper is None:
        reasons.append(_("Give the number and date of the paper from which another body's act is entered."))
    return reasons


def _end_former(case: Case, by: Staff, vault: Vault) -> None:
    former = Homecoming.objects.select_for_update(of=("self",)).filter(case=case, ended_at__isnull=True).first()
    if former is None:
        return
    former.ended_at = timezone.now()
    former.save(update_fields=["ended_at"])
    cancel_visits(case, by, vault, _("The person returned to another home."))


def _plan(row: Homecoming, months: int, by: Staff, vault: Vault) -> None:
    planned = PlannedVisit(
        subject_id=row.subject_id, case=row.case, entered_by_id=by.post_id, homecoming=row, months=months,
        due_on=months_after(row.returned_on, months),
    )  # fmt: skip
    planned.task = _remind(planned, by, vault)
    planned.save(force_insert=True)


def _remind(planned: PlannedVisit, by: Staff, vault: Vault) -> Task:
    """Set the task of a visit; one whose day has passed already is due at once."""
    text = _("Visit after the return home: month %(n)s") % {"n": planned.months}
    wish = tasks.Wish(text, planned.homecoming.body, None, max(planned.due_on, today()))
    return tasks.add_task(key=uuid4(), wish=wish, by=by, owner=planned.case, seal=vault.seal)


def cancel_visits(case: Case, by: Staff, vault: Vault, note: str) -> None:
    """Take the visits that are still owed off the list, with their tasks. Part of an act."""
    rows = list(PlannedVisit.objects.select_for_update(of=("self",)).filter(case=case, state=VisitState.PLANNED))
    ended = {row.task_id for row in rows if row.task_id is not None}
    tasks.drop_tasks(subject_id=case.subject_id, ended=ended, note=note, by=by, seal=vault.seal)
    PlannedVisit.objects.filter(pk__in=[row.pk for row in rows]).update(state=VisitState.CANCELLED)


def plan_again(case: Case, by: Staff, vault: Vault) -> None:
    """Owe the visits of the present home again that were cancelled and whose day is still to come. Part of an act."""
    rows = PlannedVisit.objects.select_for_update(of=("self",)).filter(
        case=case, homecoming__ended_at__isnull=True, state=VisitState.CANCELLED, due_on__gte=today()
    )
    for row in rows:
        owe_again(row, by, vault)


def owe_again(row: PlannedVisit, by: Staff, vault: Vault) -> None:
    """Owe one visit again, with its task. Part of an act."""
    row.state, row.task = VisitState.PLANNED, _remind(row, by, vault)
    row.save(update_fields=["state", "task"])


def end_reminder(task_id: UUID | None, by: Staff, vault: Vault, note: str) -> None:
    """End the task of what was done: by whoever may, else because the act made it needless. Part of an act."""
    task = Task.objects.filter(pk=task_id, state=TaskState.OPEN).first() if task_id else None
    if task is None:
        return
    if may_end(by, task):
        tasks.end_task(task=task, to=TaskState.DONE, note=note, version=task.version, by=by, seal=vault.seal)
    else:
        tasks.drop_tasks(subject_id=task.subject_id or task.pk, ended={task.pk}, note=note, by=by, seal=vault.seal)
