"""Tasks and absences: who is to do what by when, and who stands in for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Post
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.days import day_in_vietnam
from vongtay.tasks.models import Absence, Task
from vongtay.tasks.permissions import RULES, Act
from vongtay.tasks.states import TaskState

# Encrypts a text for (table, column, primary key) with the key of the person whom a file is about.
Seal = Callable[[str, str, object, str], bytes | None]


class Owner(Protocol):
    """What a task must know of the file it belongs to."""

    subject_id: UUID
    code: str


@dataclass(frozen=True)
class Wish:
    """What somebody is to do: in words, by whom, by when. Not shown by `repr`: the words may be about a person."""

    text: str
    body: Body
    post: Post | None = None
    due_on: date | None = None
    opens: str = ""  # address of the page where it is done

    def __repr__(self) -> str:
        return "Wish(…)"


@transaction.atomic
def add_task(*, key: UUID, wish: Wish, by: Staff, owner: Owner | None = None, seal: Seal | None = None) -> Task:
    """Set a task. The same `key` again gives the task made the first time.

    owner, seal: the file that it belongs to and how its text is encrypted; the caller has checked who may reach the file.
    Errors: NotAllowed; Refused for a day that is over, a post of another body or a body that does not sign in.
    """
    if not may(RULES, Act.ADD, by):
        raise NotAllowed(_("Only people set tasks."))
    if (made := Task.objects.filter(pk=key).first()) is not None:
        return made
    _check(wish)
    task = Task(
        id=key, world=by.world, body=wish.body, post=wish.post, from_body_id=by.body_id, created_by_id=by.post_id, due_on=wish.due_on,
        opens=wish.opens,
    )  # fmt: skip
    if owner is None or seal is None:
        task.text = wish.text.strip()
    else:
        task.subject_id, task.label = owner.subject_id, owner.code
        task.text_ct = seal("tasks_task", "text_ct", key, wish.text.strip())
    task.save(force_insert=True)
    audit.record(
        Act.ADD, by=by, subject_id=task.subject_id, details={"to": wish.body.code, "named": wish.post is not None}
    )
    return task


def _check(wish: Wish) -> None:
    reasons = []
    if not wish.text.strip():
        reasons.append(_("Say what is to be done."))
    if wish.due_on is not None and wish.due_on < day_in_vietnam(timezone.now()):
        reasons.append(_("The day lies in the past."))
    if wish.post is not None and wish.post.body_id != wish.body.id:
        reasons.append(_("This person does not work in the body chosen."))
    if not wish.body.signs_in:
        reasons.append(
            _("%(body)s does not sign in, so it would never see the task. Send it a paper.")
            % {"body": wish.body.short_name}
        )
    if reasons:
        raise Refused(*reasons)


@transaction.atomic
def end_task(*, task: Task, to: TaskState, note: str, version: int, by: Staff, seal: Seal | None = None) -> Task:
    """Say that a task is done, or that it is no longer wanted; the latter needs its reason."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if not may(RULES, Act.END, by, task):
        raise NotAllowed(_("Whoever is to do a task ends it, or whoever set it."))
    if task.version != version or task.state != TaskState.OPEN:
        raise Stale(_("Somebody has changed this task meanwhile. Look at what is new."))
    if to == TaskState.CANCELLED and not note.strip():
        raise Refused(_("Say why the task is no longer wanted."))
    task.state, task.closed_at, task.closed_by_id, task.version = to, timezone.now(), by.post_id, task.version + 1
    _note(task, note.strip(), seal)
    task.save()
    audit.record(Act.END, by=by, subject_id=task.subject_id, details={"to": to})
    return task


def _note(task: Task, note: str, seal: Seal | None) -> None:
    if task.subject_id is None:
        task.note = note
    elif note and seal is not None:
        task.note_ct = seal("tasks_task", "note_ct", task.pk, note)


@transaction.atomic
def drop_tasks(*, subject_id: UUID, ended: set[UUID], note: str, by: Staff, seal: Seal) -> int:
    """End open tasks of a file that its decision has made needless. Gives how many. The caller has checked who may."""
    tasks = Task.objects.select_for_update(of=("self",)).filter(
        subject_id=subject_id, state=TaskState.OPEN, pk__in=ended
    )
    for task in tasks:
        task.state, task.closed_at, task.closed_by_id = TaskState.CANCELLED, timezone.now(), by.post_id
        task.version += 1
        _note(task, note, seal)
        task.save()
        audit.record(Act.END, by=by, subject_id=subject_id, details={"to": TaskState.CANCELLED, "by": "decision"})
    return len(tasks)


@transaction.atomic
def fulfil(*, key: UUID, note: str, by: Staff, is_done: bool = True) -> bool:
    """End an open task on no case because what it asks for has come, or is wanted no more. Says whether there was one to end.

    The caller has checked who may; whose body neither does nor set the task reaches none.
    """
    task = (
        Task.objects.select_for_update(of=("self",)).filter(pk=key, subject__isnull=True, state=TaskState.OPEN).first()
    )
    if task is None:
        return False
    task.state = TaskState.DONE if is_done else TaskState.CANCELLED
    task.note, task.closed_at, task.closed_by_id, task.version = (
        note[:300],
        timezone.now(),
        by.post_id,
        task.version + 1,
    )
    task.save()
    audit.record(Act.END, by=by, details={"to": task.state, "by": "what it asked for"})
    return True


@transaction.atomic
def enter_absence(*, key: UUID, post: Post, deputy: Post, first_on: date, last_on: date, by: Staff) -> Absence:
    """Enter days on which a post is away and who stands in. The same `key` again gives the absence made the first time.

    The deputy sees what waits for the absent one; rights stay the deputy's own.
    """
    if (made := Absence.objects.filter(pk=key).first()) is not None:
        return made
    absence = Absence(
        id=key,
        body_id=by.body_id,
        post=post,
        deputy=deputy,
        first_on=first_on,
        last_on=last_on,
        entered_by_id=by.post_id,
    )
    if not may(RULES, Act.ENTER_ABSENCE, by, absence):
        raise NotAllowed(_("You enter your own absence; the head or administrator enters that of others."))
    if reasons := _why_not(absence):
        raise Refused(*reasons)
    absence.save(force_insert=True)
    audit.record(
        Act.ENTER_ABSENCE, by=by,
        details={"post": str(post.id), "deputy": str(deputy.id), "from": first_on.isoformat(), "to": last_on.isoformat()},
    )  # fmt: skip
    return absence


def _why_not(absence: Absence) -> list[str]:
    live = Absence.objects.filter(ended_at__isnull=True, first_on__lte=absence.last_on, last_on__gte=absence.first_on)
    reasons = []
    if absence.last_on < absence.first_on:
        reasons.append(_("The last day lies before the first."))
    if absence.last_on < day_in_vietnam(timezone.now()):
        reasons.append(_("These days are over."))
    if absence.post_id == absence.deputy_id:
        reasons.append(_("The deputy must be another person."))
    if {absence.post.body_id, absence.deputy.body_id} != {absence.body_id}:
        reasons.append(_("Both must work in your body."))
    if live.filter(post_id=absence.post_id).exists():
        reasons.append(_("An absence in these days is entered already."))
    if live.filter(post_id=absence.deputy_id).exists():
        reasons.append(_("The deputy is away in these days as well."))
    return reasons


@transaction.atomic
def end_absence(*, absence: Absence, by: Staff) -> Absence:
    """Take an absence back, or end it because the person is back."""
    if not may(RULES, Act.END_ABSENCE, by, absence):
        raise NotAllowed(_("You enter your own absence; the head or administrator enters that of others."))
    if not Absence.objects.filter(pk=absence.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise Stale(_("This absence has ended already."))
    absence.refresh_from_db()
    audit.record(Act.END_ABSENCE, by=by, details={"post": str(absence.post_id)})
    return absence
