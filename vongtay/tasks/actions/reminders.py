"""Escalations and reminders: what the jobs write, and what somebody chooses about their own reminders."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.agencies.roles import Role
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.law import queries as law
from vongtay.tasks import ladder, queries
from vongtay.tasks.models import Mailing, Reminder, Round
from vongtay.tasks.permissions import RULES, Act
from vongtay.tasks.states import MailState

MOST_TRIES = 5
LOST_AFTER = timedelta(minutes=30)
JOB = "tasks.escalate"


@transaction.atomic
def escalate(*, day: date, by: Staff, steps: ladder.Ladder | None = None) -> int:
    """Tell late clocks as the ladder says; a step is taken once for each clock. Gives how many were told now."""
    steps = steps or queries.ladder_now(by.world).ladder
    with connection.cursor() as cursor:
        cursor.execute("select clock_id, body_id, kind, province_id, due_on from vt.late_clocks(%s)", [day])
        late = cursor.fetchall()
    upper = _upper_bodies(steps)
    calendar, told = law.calendar(), []
    days: dict[date, int] = {}
    for clock_id, body_id, kind, province_id, due_on in late:
        over = days.setdefault(due_on, calendar.count_between(due_on, day))
        for rung in steps.due(over):
            to_body = upper.get((steps.upper.get(kind, ""), province_id)) if rung.to == "upper" else body_id
            if to_body is not None and not (rung.to == "upper" and to_body == body_id):
                role = "" if rung.to == "body" else Role.HEAD
                told.append([str(clock_id), rung.code, str(to_body), role, over])
    with connection.cursor() as cursor:
        cursor.execute("select subject_id, step, to_body from vt.escalate(%s::jsonb)", [json.dumps(told)])
        made = cursor.fetchall()
    for subject_id, step, to_body in made:
        audit.record(JOB, by=by, job=JOB, subject_id=subject_id, details={"step": step, "to": str(to_body)})
    return len(made)


def _upper_bodies(steps: ladder.Ladder) -> dict[tuple[str, int], UUID]:
    kinds = set(steps.upper.values())
    rows = Body.objects.filter(kind__in=kinds, valid_to__isnull=True).values_list("kind", "province_id", "id")
    return {(kind, province_id): body_id for kind, province_id, body_id in rows}


@transaction.atomic
def begin_round(*, job: str, on: date, by: Staff) -> bool:
    """Note that a daily job is done for a day, in the transaction that does it. False: it was done for that day already."""
    made = Round.objects.bulk_create([Round(world=by.world, job=job, on=on)], ignore_conflicts=True)
    return bool(Round.objects.filter(pk=made[0].pk).exists())


@transaction.atomic
def choose_mailing(*, address: str, is_on: bool, language: str, by: Staff) -> Mailing:
    """Choose whether, where and in which language one is reminded; everybody chooses for themselves."""
    if not may(RULES, Act.CHOOSE_MAILING, by):
        raise NotAllowed(_("Only people are reminded."))
    if is_on and not address:
        raise Refused(_("Give the address to which the reminder goes."))
    values = {"address": address, "is_on": is_on, "language": language, "changed_at": timezone.now()}
    mailing, _made = Mailing.objects.update_or_create(user_id=by.account, defaults=values)
    audit.record(Act.CHOOSE_MAILING, by=by, details={"on": is_on, "language": language})
    return mailing


@transaction.atomic
def plan_reminders(*, day: date, is_sent: bool, by: Staff, more: Sequence[tuple[UUID, str, int]] = ()) -> int:
    """Put the reminders of a day into the outbox, one for each person who wishes it and has something due. Gives how many.

    is_sent: a mail server is set; otherwise they stay in the outbox, to be looked at. more: what apps above count for a person, with the
    language of the mail. Safe to run twice.
    """
    with connection.cursor() as cursor:
        cursor.execute("select user_id, language, things from vt.due_counts(%s)", [day])
        rows = _together([*cursor.fetchall(), *more])
    had = set(Reminder.objects.filter(on=day, world=by.world).values_list("user_id", flat=True))
    state = MailState.WAITING if is_sent else MailState.KEPT
    new = [
        Reminder(user_id=user_id, world=by.world, on=day, things=things, language=language, state=state)
        for user_id, language, things in rows
        if user_id not in had and things
    ]
    Reminder.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        audit.record("tasks.plan_reminders", by=by, job="tasks.plan_reminders", details={"count": len(new)})
    return len(new)


def _together(rows: Iterable[tuple[UUID, str, int]]) -> list[tuple[UUID, str, int]]:
    """Give each person once, with the sum of what is counted for them."""
    sums: dict[UUID, tuple[UUID, str, int]] = {}
    for user_id, language, things in rows:
        sums[user_id] = (user_id, language, things + (sums[user_id][2] if user_id in sums else 0))
    return list(sums.values())


@transaction.atomic
def claim(*, by: Staff) -> tuple[Reminder, str] | None:
    """Take the next reminder that is to be sent, and its address. Commit before sending: what was claimed is never sent again.

    A mail whose sending was broken off (the process was killed) is given up rather than sent twice; the outbox shows it.
    """
    ours = Reminder.objects.filter(world=by.world)
    ours.filter(state=MailState.SENDING, tried_at__lt=timezone.now() - LOST_AFTER).update(
        state=MailState.GIVEN_UP, error="broken_off"
    )
    again = timezone.now() - timedelta(minutes=10)
    waiting = ours.filter(state=MailState.WAITING) | ours.filter(state=MailState.FAILED, tried_at__lt=again)
    reminder = waiting.select_for_update(skip_locked=True).order_by("recorded_at").first()
    if reminder is None:
        return None
    mailing = Mailing.objects.filter(user_id=reminder.user_id, is_on=True).first()
    reminder.tries, reminder.tried_at = reminder.tries + 1, timezone.now()
    reminder.state = MailState.SENDING if mailing else MailState.GIVEN_UP
    reminder.error = "" if mailing else "switched_off"
    reminder.save()
    return (reminder, mailing.address if mailing else "")


@transaction.atomic
def note_sent(*, reminder: Reminder, error: str, by: Staff) -> None:
    """Note how the sending of a claimed reminder ended. error: the kind of failure, empty when it was sent."""
    if not error:
        state = MailState.SENT
    else:
        state = MailState.GIVEN_UP if reminder.tries >= MOST_TRIES else MailState.FAILED
    Reminder.objects.filter(pk=reminder.pk, state=MailState.SENDING).update(state=state, error=error[:60])
    audit.record(
        "tasks.send_reminder",
        by=by,
        job="tasks.send_reminder",
        outcome="failed" if error else "done",
        details={"tries": reminder.tries},
    )
