"""What bodies owe each other: results, agreed papers, requests, problems, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class HandOver(TextChoices):
    """Who owns the case after a notice, and whether the receiver writes or reads."""

    TAKE_OVER = "take_over", _("The receiver takes the case over: it is responsible and writes; we go on supporting")
    WITH_US = "with_us", _("The receiver works with us: it writes its part; we stay responsible")
    READ = "read", _("The receiver only reads; we stay responsible")


class ResultState(TextChoices):
    OWED = "owed", _("Result owed")
    GIVEN = "given", _("Result given")


class DayState(TextChoices):
    """What became of a new day that one body proposed for a result."""

    PROPOSED = "proposed", _("Waits for the other body")
    AGREED = "agreed", _("Agreed by both bodies")
    DECLINED = "declined", _("Declined by the other body")
    WITHDRAWN = "withdrawn", _("Taken back by who proposed it")
    LAPSED = "lapsed", _("The result was given first")


class JointKind(TextChoices):
    MINUTES = "minutes", _("Hand-over minutes")
    PAPER = "paper", _("Joint paper or decision")


class JointState(TextChoices):
    OPEN = "open", _("Waits for agreement")
    DISPUTED = "disputed", _("Disputed")
    FINAL = "final", _("Agreed by all")


class Assent(TextChoices):
    AGREED = "agreed", _("Agrees")
    OBJECTED = "objected", _("Objects")


class ProblemState(TextChoices):
    OPEN = "open", _("Open")
    SETTLED = "settled", _("Settled")


class AskingState(TextChoices):
    SENT = "sent", _("Waiting for an answer")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
