"""States of a template's version and of a batch, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VersionState(TextChoices):
    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("Checked, waits for a second person")
    LIVE = "live", _("In use")
    RETIRED = "retired", _("Replaced")


# A checked version goes back to draft when it is sent back; a replaced one returns by a new version made from it.
MOVES: dict[VersionState, frozenset[VersionState]] = {
    VersionState.DRAFT: frozenset({VersionState.CHECKED}),
    VersionState.CHECKED: frozenset({VersionState.DRAFT, VersionState.LIVE}),
    VersionState.LIVE: frozenset({VersionState.RETIRED}),
    VersionState.RETIRED: frozenset(),
}


class BatchState(TextChoices):
    RUNNING = "running", _("Being made")
    DONE = "done", _("All settled")
    STOPPED = "stopped", _("Stopped")


class ItemState(TextChoices):
    WAITING = "waiting", _("Waiting")
    ISSUED = "issued", _("Issued")
    LACKING = "lacking", _("Data missing")


class CancelReason(TextChoices):
    WRONG_DATA = "wrong_data", _("Wrong data in it")
    WRONG_PERSON = "wrong_person", _("Made for the wrong person")
    TWICE = "twice", _("Made twice")
    NOT_SENT = "not_sent", _("Never signed or sent")
    REPLACED = "replaced", _("Replaced by another paper")
