"""The daily digest and its sending: planned once a day, sent by a job, each mail claimed before it leaves."""

from smtplib import SMTPException

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import World
from vongtay.common.days import today
from vongtay.law.queries import calendar
from vongtay.tasks import actions as tasks
from vongtay.tasks import mail

MOST = 500


def plan(world: str, post: Post) -> int:
    """Put the reminders of today into the outbox, on working days. Gives how many.

    Without a mail server only the demo world makes any: they stay in the outbox to be looked at.
    """
    if not mail.is_set() and world != World.DEMO:
        return 0
    with acting_as(post) as staff:
        if not calendar().is_working_day(today()):
            return 0
        return tasks.plan_reminders(day=today(), is_sent=mail.is_set(), by=staff)


def send(post: Post) -> int:
    """Send what waits in the outbox. Gives how many went out.

    Three transactions a mail: claim, (send,) note. Killed in between, a mail is given up, never sent again.
    """
    sent = 0
    for _turn in range(MOST if mail.is_set() else 0):
        with acting_as(post) as staff:
            claimed = tasks.claim(by=staff)
        if claimed is None:
            break
        reminder, address = claimed
        if not address:
            continue
        error = ""
        try:
            mail.send(address, mail.words(reminder.things, reminder.language))
        except (OSError, SMTPException) as failed:
            error = type(failed).__name__
        with acting_as(post) as staff:
            tasks.note_sent(reminder=reminder, error=error, by=staff)
        sent += not error
    return sent
