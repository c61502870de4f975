"""The daily digest and its sending: planned once a day, sent by a job, each mail claimed before it leaves."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import World
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.home.outbox import send_waiting
from vongtay.law.queries import calendar
from vongtay.reports.queries.calendar import reminded_of
from vongtay.tasks import actions as tasks
from vongtay.tasks import mail, queries
from vongtay.tasks.models import Reminder

JOB = "tasks.plan_reminders"
MORNING = time(7)  # as in home/jobs.py, in Vietnam


def plan(world: str, post: Post) -> int:
    """Put the reminders of today into the outbox, on working days. Gives how many.

    Without a mail server only the demo world makes any: they stay in the outbox to be looked at.
    """
    if not mail.is_set() and world != World.DEMO:
        return 0
    with acting_as(post) as staff:
        if not calendar().is_working_day(today()):
            return 0
        return _plan_for(today(), staff)


def _plan_for(day: date, staff: Staff) -> int:
    if not tasks.begin_round(job=JOB, on=day, by=staff):
        return 0
    # What was reminded of since the last digest: the job of reports runs before this one.
    more = reminded_of(day)
    return tasks.plan_reminders(day=day, is_sent=mail.is_set(), by=staff, more=more)


def catch_up(world: str, post: Post, now: datetime) -> int:
    """Make up the reminders of the last working day whose morning has passed, if the system was down then. Gives how many.

    Only that one: whoever reads it sees what is due now, not a pile of old mails. On a day off only a system that ran before missed any.
    """
    if not mail.is_set() and world != World.DEMO:
        return 0
    local = timezone.localtime(now)
    with acting_as(post) as staff:
        is_working = calendar().is_working_day(local.date())
        if is_working:
            # Before seven the usual job is still to come, and says what is due today.
            return _plan_for(local.date(), staff) if local.time() >= MORNING else 0
        day = _last_working_day(local.date())
        return _plan_for(day, staff) if queries.had_round(job=JOB, before=day, world=world) else 0


def _last_working_day(day: date) -> date:
    while not calendar().is_working_day(day):
        day -= timedelta(days=1)
    return day


def send(post: Post) -> int:
    """Send what waits in the outbox. Gives how many went out."""

    def claim(staff: Staff) -> tuple[Reminder, str, mail.Words] | None:
        if (claimed := tasks.claim(by=staff)) is None:
            return None
        reminder, address = claimed
        return reminder, address, mail.words(reminder.things, reminder.language)

    return send_waiting(
        post, claim, lambda reminder, error, staff: tasks.note_sent(reminder=reminder, error=error, by=staff)
    )
