"""The mails that lead to saved tables: planned for the day from the morning on, each claimed before it leaves."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import World
from vongtay.common.access import Staff
from vongtay.home.outbox import send_waiting
from vongtay.home.reminders import MORNING
from vongtay.reports import actions
from vongtay.reports.models import TableMail
from vongtay.tasks import mail
from vongtay.tasks.mail import Words


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
    def claim(staff: Staff) -> tuple[TableMail, str, Words] | None:
        if (claimed := actions.claim_table_mail(by=staff)) is None:
            return None
        row, address, language = claimed
        return row, address, words(row, language)

    return send_waiting(post, claim, lambda row, error, staff: actions.note_table_mail(mail=row, error=error, by=staff))


def words(row: TableMail, language: str) -> Words:
    """Give the words of a mail: the address of the table and how to stop, neither its name nor a number.

    The public address of this installation leads; without one, that under which the holder set it, else that at which the pages are served.
    """
    site = settings.PUBLIC_ADDRESS or row.schedule.site or settings.SERVED_AT
    with translation.override(language if language in {"vi", "en"} else "vi"):
        text = _("A table that you asked for is ready. It is counted when you open it: %(address)s") % {
            "address": site + reverse("reports:open_table", args=[row.schedule.table_id])
        }
        more = _("You receive this because you asked for it. You can stop it here: %(address)s") % {
            "address": site + reverse("reports:schedules")
        }
        return Words(_("Vòng Tay: a table that you asked for"), f"{text}\n\n{more}\n")
