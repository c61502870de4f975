"""Words of the ledger: units of norms, sources of money, channels and ends of applications."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.support.states.regimes import Regime


class Unit(TextChoices):
    """In what a norm is set."""

    ONCE = "once", _("once")
    DAY = "day", _("per day")
    MONTH = "month", _("per month")
    TRIP = "trip", _("per trip")
    COURSE = "course", _("per course")


class Money(TextChoices):
    """Whose money it is."""

    PROVINCE = "province", _("Budget of the province")
    CENTRAL = "central", _("Central budget")
    AID = "aid", _("Aid")
    OTHER = "other", pgettext_lazy("money", "Other source")


class ApplicationChannel(TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    POST = "post", _("By post")


class Outcome(TextChoices):
    """How an application ends."""

    GRANTED = "granted", pgettext_lazy("application", "Granted")
    REFUSED = "refused", pgettext_lazy("application", "Refused")
    RETURNED = "returned", pgettext_lazy("application", "Returned to the applicant")


# What may be applied for by form 07, and where the form and its limit stand (law.md 2.4).
APPLIED_FOR = (Regime.SCHOOLING, Regime.TRAINING, Regime.ALLOWANCE)
PROCEDURE = "112584"
FORM = "Mẫu số 07"
ASSUMED = "số liệu giả định"  # stands in the sign of every norm of the demo, and in no other world


def school_year_words(year: int) -> str:
    """Give the school year that begins in a year as people say it.

    >>> school_year_words(2026)
    '2026–2027'
    """
    return f"{year}–{year + 1}"
