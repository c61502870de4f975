"""States and kinds of a tip: what was told before there is a person or a case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TipKind(TextChoices):
    TIP = "tip", _("Tip or denunciation")
    HOTLINE = "hotline", _("Record of hotline 111")
    MISSING = "missing", _("Family looks for a missing person")


class TipState(TextChoices):
    NEW = "new", pgettext_lazy("tip", "New")
    PASSED = "passed", pgettext_lazy("tip", "Passed on")
    LINKED = "linked", pgettext_lazy("tip", "Linked to a case")
    CLOSED = "closed", pgettext_lazy("tip", "Closed")


TIP_MOVES: dict[TipState, frozenset[TipState]] = {
    TipState.NEW: frozenset({TipState.PASSED, TipState.LINKED, TipState.CLOSED}),
    TipState.PASSED: frozenset({TipState.PASSED, TipState.LINKED, TipState.CLOSED}),
    TipState.LINKED: frozenset(),
    TipState.CLOSED: frozenset({TipState.NEW}),
}


class TipStepKind(TextChoices):
    """What is done with a tip beside the acts of the law's vocabulary (tip_taken, tip_passed, called_back, caller_referred)."""

    LINKED = "linked", pgettext_lazy("tip", "Linked to a case")
    CLOSED = "closed", pgettext_lazy("tip", "Closed")
    REOPENED = "reopened", _("Opened again")


class CloseReason(TextChoices):
    NOT_ABOUT = "not_about", _("Not about trafficking")
    TOO_LITTLE = "too_little", _("Too little to go on")
    FOUND_SAFE = "found_safe", _("The person was found safe")
    DOUBLE = "double", _("Told already in another tip")
    OTHER = "other", _("Another reason")
