"""The mails that lead to saved tables: planned for the day from the morning on, each claimed before it leaves."""

from datetime import datetime
from smtplib import SMTPException

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import World
from vongtay.home.reminders import MORNING
from vongtay.reports import actions
from vongtay.reports.models import TableMail
from vongtay.tasks import mail
from vongtay.tasks.mail import Words

MOST = 500


def run(world: str, post: Post, now: datetime) -> int:
    """Plan the mails of today, once its morning has come, and send what waits. Gives how many went out. Safe to run twice.

    Without a mail server only the demo world plans any: they stay there to be looked at.
    """
    local = timezone.localtime(now)
    if local.time() >= MORNING and (mail.is_set() or world == World.DEMO):
        with acting_as(post) as staff:
            actions.plan_table_mails(day=local.date(), is_sent=mail.is_set(), by=staff)
    return _send(post)


def _send(post: Post) -> int:
    """Send what waits: claim, (send,) note. Killed in between, a mail is given up, never sent again."""
    sent = 0
    for _turn in range(MOST if mail.is_set() else 0):
        with acting_as(post) as staff:
            claimed = actions.claim_table_mail(by=staff)
        if claimed is None:
            break
        row, address, language = claimed
        if not address:
            continue
        error = ""
        try:
            mail.send(address, words(row, language))
        except (OSError, SMTPException) as failed:
            error = type(failed).__name__
        with acting_as(post) as staff:
            actions.note_table_mail(mail=row, error=error, by=staff)
        sent += not error
    return sent


def words(row: TableMail, language: str) -> Words:
    """Give the words of a mail: the address of the table and how to stop, neither its name nor a number."""
    site = row.schedule.site
    with translation.override(language if language in {"vi", "en"} else "vi"):
        text = _("A table that you asked for is ready. It is counted when you open it: %(address)s") % {
            "address": site + reverse("reports:open_table", args=[row.schedule.table_id])
        }
        more = _("You receive this because you asked for it. You can stop it here: %(address)s") % {
            "address": site + reverse("reports:schedules")
        }
        return Words(_("Vòng Tay: a table that you asked for"), f"{text}\n\n{more}\n")
