"""Mails that lead to saved tables: planned for a day, claimed before they are sent, stopped when their holder counts no more."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from vongtay.audit import actions as audit
from vongtay.common.access import Staff
from vongtay.reports import queries
from vongtay.reports.models import Schedule, TableMail
from vongtay.reports.states import Rhythm, Stopped, is_sent_on
from vongtay.tasks.states import MailState

JOB = "reports.send_tables"
MOST_TRIES = 5
LOST_AFTER = timedelta(minutes=30)
AGAIN_AFTER = timedelta(minutes=10)


def _why_stop(schedule: Schedule) -> Stopped | None:
    post, table = schedule.post, schedule.table
    if not queries.may_receive(post):
        return Stopped.POST if not queries.holds(post) else Stopped.ROLE
    is_open = table.owner_id == post.pk or (table.is_shared and table.body_id == post.body_id)
    return Stopped.TABLE if table.deleted_at is not None or not is_open else None


@transaction.atomic
def plan_table_mails(*, day: date, is_sent: bool, by: Staff) -> int:
    """Put the mails of a day into the outbox, and stop the schedules whose holder may not open their table any more. Gives how many are new.

    is_sent: a mail server is set; otherwise they stay there to be looked at. Safe to run twice: one mail a schedule and day.
    """
    live = Schedule.objects.select_for_update(of=("self",)).filter(world=by.world, stopped_at__isnull=True)
    state, due, stopped = MailState.WAITING if is_sent else MailState.KEPT, [], 0
    for schedule in live.select_related("post__user", "table").order_by("id"):
        if why := _why_stop(schedule):
            schedule.stopped_at, schedule.stopped_why = timezone.now(), why
            schedule.save(update_fields=["stopped_at", "stopped_why"])
            stopped += 1
        elif is_sent_on(Rhythm(schedule.rhythm), schedule.on_day, day):
            due.append(TableMail(world=by.world, schedule=schedule, on=day, state=state))
    had = set(
        TableMail.objects.filter(schedule__in=[one.schedule_id for one in due], on=day).values_list(
            "schedule_id", flat=True
        )
    )
    new = [one for one in due if one.schedule_id not in had]
    TableMail.objects.bulk_create(new, ignore_conflicts=True)
    if new or stopped:
        audit.record(JOB, by=by, job=JOB, details={"planned": len(new), "stopped": stopped})
    return len(new)


@transaction.atomic
def claim_table_mail(*, by: Staff) -> tuple[TableMail, str, str] | None:
    """Take the next mail to be sent, its address and language. Commit before sending: what was claimed is never sent again.

    One whose sending was broken off is given up rather than sent twice. One whose schedule has stopped since is not sent; the address is then empty.
    """
    ours, now = TableMail.objects.filter(world=by.world), timezone.now()
    ours.filter(state=MailState.SENDING, tried_at__lt=now - LOST_AFTER).update(
        state=MailState.GIVEN_UP, error="broken_off"
    )
    waiting = ours.filter(Q(state=MailState.WAITING) | Q(state=MailState.FAILED, tried_at__lt=now - AGAIN_AFTER))
    mail = waiting.select_for_update(skip_locked=True).order_by("recorded_at").first()
    if mail is None:
        return None
    schedule = Schedule.objects.select_related("post__user", "table").get(pk=mail.schedule_id)
    why = "stopped" if schedule.stopped_at is not None or _why_stop(schedule) else ""
    mailing = None if why or schedule.post.user_id is None else queries.mailing_of(schedule.post.user_id)
    mail.tries, mail.tried_at = mail.tries + 1, now
    mail.state = MailState.SENDING if mailing else MailState.GIVEN_UP
    mail.error = why or ("" if mailing else "no_address")
    mail.save()
    mail.schedule = schedule
    audit.record(JOB, by=by, job=JOB, details={"claimed": mail.state == MailState.SENDING, "tries": mail.tries})
    return mail, mailing.address if mailing else "", mailing.language if mailing else ""


@transaction.atomic
def note_table_mail(*, mail: TableMail, error: str, by: Staff) -> None:
    """Note how the sending of a claimed mail ended. error: the kind of failure, empty when it was sent."""
    failed = MailState.GIVEN_UP if mail.tries >= MOST_TRIES else MailState.FAILED
    TableMail.objects.filter(pk=mail.pk, state=MailState.SENDING).update(
        state=failed if error else MailState.SENT, error=error[:60]
    )
    audit.record(JOB, by=by, job=JOB, outcome="failed" if error else "done", details={"tries": mail.tries})
