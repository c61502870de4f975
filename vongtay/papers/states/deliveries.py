"""The words of deliveries, links and registers. `How` a delivery ends is decided by whoever writes the receipt down."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ToWhom(TextChoices):
    BODY = "body", _("A body")
    PERSON = "person", _("The person of the case")
    NAMED = "named", _("Somebody named")


class Way(TextChoices):
    HAND = "hand", _("By hand")
    POST = "post", _("By post")
    SYSTEM = "system", _("In this system")
    AXIS = "axis", _("Over the official document network")
    LINK = "link", _("One-time link")


# What an officer writes down; a link is made by its own act.
WRITTEN_DOWN = (Way.HAND, Way.POST, Way.SYSTEM, Way.AXIS)


class How(TextChoices):
    SENT = "sent", _("No receipt yet")
    RECEIVED = "received", pgettext_lazy("paper", "Received")
    RETURNED = "returned", _("Came back undelivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LinkState(TextChoices):
    SENT = "sent", _("Not opened yet")
    OPENED = "opened", _("Opened")
    LOCKED = "locked", _("Locked after wrong codes")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Door(TextChoices):
    CHECK = "check", _("Check of a paper")
    LINK = "link", _("One-time link")


class PaperKind(TextChoices):
    """Kinds of incoming papers, as Decree 30 names them."""

    LETTER = "letter", _("Official letter")
    NOTICE = "notice", _("Written notice")
    DECISION = "decision", _("Written decision")
    MINUTES = "minutes", _("Minutes")
    REPORT = "report", _("Written report")
    OTHER = "other", _("Another kind")


class Urgency(TextChoices):
    NONE = "", _("Not urgent")
    URGENT = "urgent", _("Urgent paper")
    VERY = "very", _("Very urgent paper")
    EXPRESS = "express", _("Express paper")
