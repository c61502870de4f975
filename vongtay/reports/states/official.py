"""Where the draft of an official report stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class DraftState(TextChoices):
    DRAFTING = "drafting", pgettext_lazy("official report", "Being drafted")
    READY = "ready", pgettext_lazy("official report", "Drafted: to be read and edited")
    ISSUING = "issuing", pgettext_lazy("official report", "Being issued")
    ISSUED = "issued", pgettext_lazy("official report", "Issued")
    DROPPED = "dropped", pgettext_lazy("official report", "Put aside")


# A job that was killed in these is taken up again by whoever looks.
AT_WORK = frozenset({DraftState.DRAFTING, DraftState.ISSUING})
OPEN = frozenset({DraftState.DRAFTING, DraftState.READY, DraftState.ISSUING})
