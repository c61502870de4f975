"""States and reasons of clocks and tasks, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PauseReason(TextChoices):
    """Why a clock stands still. What the law allows is the officer's to name: no pause was seen in its text."""

    HEALTH = "health", _("The person can't be heard now (health)")
    OTHER_BODY = "other_body", _("An answer of another body is awaited")
    ABROAD = "abroad", _("An answer from abroad is awaited")
    WISH = "wish", _("The person asked for time")
    FORCE = "force", _("Flood, epidemic or the like")


class TaskState(TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class Settling(TextChoices):
    """What becomes of a clock or task that is open when its case is decided: it ends or goes on, and why."""

    NOT_NEEDED = "not_needed", _("Ends: no longer needed after the decision")
    DONE_OTHERWISE = "done_otherwise", _("Ends: done in another way")
    STILL_OWED = "still_owed", _("Goes on: the result is still owed")
    FOR_SUPPORT = "for_support", _("Goes on: needed for support")


ENDS = frozenset({Settling.NOT_NEEDED, Settling.DONE_OTHERWISE})
LEFT_ROUTE = "left_route"  # why a clock ended whose file went over to another route; nobody chooses it
APPLIED_ON = "SUPPORT"  # the route of the law whose clocks are of an application, not of the identification


class MailState(TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    KEPT = "kept", _("Kept here: no mail server is set")
    FAILED = "failed", _("Failed, will be tried again")
    GIVEN_UP = "given_up", _("Given up")
