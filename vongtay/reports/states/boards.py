"""How often a saved table is sent, and why that ends."""

from calendar import monthrange
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WEEKDAYS = [
    (1, _("Monday")), (2, _("Tuesday")), (3, _("Wednesday")), (4, _("Thursday")),
    (5, _("Friday")), (6, _("Saturday")), (7, _("Sunday")),
]  # fmt: skip


class Rhythm(TextChoices):
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")


class Stopped(TextChoices):
    HOLDER = "holder", pgettext_lazy("schedule", "Stopped by you")
    POST = "post", pgettext_lazy("schedule", "The post ended")
    ROLE = "role", pgettext_lazy("schedule", "The post counts no more")
    TABLE = "table", pgettext_lazy("schedule", "The table was deleted, or is shared no more")


def is_sent_on(rhythm: Rhythm, on_day: int, day: date) -> bool:
    """Whether a mail of this rhythm is sent on a day. A month that is shorter than the day chosen takes its last.

    >>> is_sent_on(Rhythm.MONTHLY, 31, date(2026, 2, 28)), is_sent_on(Rhythm.WEEKLY, 1, date(2026, 11, 27))
    (True, False)
    """
    if rhythm is Rhythm.DAILY:
        return True
    if rhythm is Rhythm.WEEKLY:
        return day.isoweekday() == on_day
    return day.day == min(on_day, monthrange(day.year, day.month)[1])
