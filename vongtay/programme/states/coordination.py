"""The words in which co-ordination is told."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Kinds of documents that share duties out among bodies.
REGULATIONS = ("quy chế phối hợp", "quy chế", "chương trình phối hợp")


class Outcome(TextChoices):
    """How a body did a duty in the year, in its own judgement."""

    DONE = "done", pgettext_lazy("duty", "Done")
    PARTLY = "partly", pgettext_lazy("duty", "Done in part")
    NOT_DONE = "not_done", pgettext_lazy("duty", "Not done")
    NONE = "none", _("Nothing arose")


OUTCOME_TONES = {Outcome.DONE: "ok", Outcome.PARTLY: "wait", Outcome.NOT_DONE: "stop", Outcome.NONE: ""}
