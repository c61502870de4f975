"""Tasks with their words, what a body waits for, what is open at a decision, how long notices wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.cases.models import Case
from vongtay.cases.queries.case import cases_of, sent_by
from vongtay.cases.states import OPEN
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.people.queries import vaults_of
from vongtay.tasks import queries as tasks
from vongtay.tasks.models import Clock, Task
from vongtay.tasks.rules import Face
from vongtay.tasks.states import TaskState

MOST = 200


@dataclass(frozen=True)
class Line:
    """A task with its words, decrypted where it belongs to a case. left: days to its day, negative when late."""

    task: Task
    text: str
    note: str
    left: int | None

    @property
    def is_late(self) -> bool:
        """Say whether its day has passed while it is open."""
        return self.task.state == TaskState.OPEN and self.left is not None and self.left < 0


def lines_of(found: Iterable[Task]) -> list[Line]:
    """Give tasks with their words; two queries for all keys, whatever the number."""
    rows = list(found)
    subjects = {task.subject_id for task in rows if task.subject_id is not None}
    people = (
        dict(Case.objects.filter(subject_id__in=subjects).values_list("subject_id", "person_id")) if subjects else {}
    )
    vaults = vaults_of(people.values()) if people else {}
    now = day_in_vietnam(timezone.now())
    lines = []
    for task in rows:
        left = None if task.due_on is None else (task.due_on - now).days
        if task.subject_id is None:
            lines.append(Line(task, task.text, task.note, left))
        elif (vault := vaults.get(people.get(task.subject_id, task.subject_id))) is not None:
            text = vault.open("tasks_task", "text_ct", task.pk, task.text_ct)
            lines.append(Line(task, text, vault.open("tasks_task", "note_ct", task.pk, task.note_ct), left))
    return lines


def task_of(staff: Staff, task_id: UUID) -> Task:
    """One task. Task.DoesNotExist both when there is none and when `staff` may not see it."""
    related = ("body", "post__user", "from_body", "created_by__user", "closed_by__user")
    return Task.objects.filter(world=staff.world).select_related(*related).get(pk=task_id)


@dataclass(frozen=True)
class Waiting:
    """Something that another body owes: since when, how many days, and where it stands."""

    since: datetime
    days: int
    code: str
    url: str
    body: str
    what: str
    kind: str
    face: Face | None = None


def waiting_for_others(staff: Staff, *, kind: str = "") -> list[Waiting]:
    """Give everything that this body waits for: answers to notices, results of others in its cases, tasks; the oldest first."""
    now = timezone.now()
    found = [*_answers(staff, now), *_results(staff, now), *_tasks(staff, now)]
    return sorted((row for row in found if not kind or row.kind == kind), key=lambda row: row.since)


def _days(since: datetime, now: datetime) -> int:
    return (day_in_vietnam(now) - day_in_vietnam(since)).days


def _answers(staff: Staff, now: datetime) -> list[Waiting]:
    return [
        Waiting(row.sent_at, _days(row.sent_at, now), row.case.code, reverse("cases:show", args=[row.case.code]), row.to_body.short_name,
                _("Answer to a notice"), "notice")
        for row in sent_by(staff)[:MOST]
    ]  # fmt: skip


def _results(staff: Staff, now: datetime) -> list[Waiting]:
    led = cases_of(staff).filter(lead_id=staff.body_id, state__in=OPEN).order_by().values("subject_id")
    clocks: list[Clock] = list(tasks.owed_to(staff, led)[:MOST])
    return [
        Waiting(face.clock.started_at, _days(face.clock.started_at, now), face.clock.label, reverse("cases:show", args=[face.clock.label]),
                face.clock.body.short_name if face.clock.body else "", face.title, "result", face)
        for face in tasks.faces(clocks, day_in_vietnam(now))
    ]  # fmt: skip


def _tasks(staff: Staff, now: datetime) -> list[Waiting]:
    return [
        Waiting(line.task.recorded_at, _days(line.task.recorded_at, now), line.task.label, reverse("cases:task", args=[line.task.pk]),
                line.task.body.short_name, line.text, "task")
        for line in lines_of(tasks.tasks_given_by(staff)[:MOST])
    ]  # fmt: skip


def open_work_of(case: Case) -> tuple[list[Face], list[Line]]:
    """Give the clocks and tasks that are still open in a case: a decision settles each."""
    clocks = Clock.objects.filter(
        subject_id=case.subject_id, met_at__isnull=True, ended_at__isnull=True
    ).select_related("body")
    open_tasks = tasks.tasks_on(case.subject_id).filter(state=TaskState.OPEN)
    return tasks.faces(clocks.order_by("started_at"), day_in_vietnam(timezone.now())), lines_of(open_tasks)


@dataclass(frozen=True)
class Queue:
    """The notices that wait at one body: how many, since when the oldest, how long in the middle (days). Of the country: in one province."""

    body_id: UUID | None
    body_name: str
    waiting: int
    oldest: datetime
    median_days: Decimal

    @property
    def days(self) -> int:
        """How many days the oldest has waited."""
        return (timezone.now() - self.oldest).days


def queues(*, area_id: int) -> list[Queue]:
    """Count the notices that wait at each body of an area, the longest waiting first, under the mandate of whoever asks.

    Errors: a database error where there is no mandate over the area.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from vt.queues(%s)", [area_id])
        return [Queue(*row) for row in cursor.fetchall()]
