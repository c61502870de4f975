"""Words of the decisions on a stay and of what is written down while it lasts."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class StayDecisionKind(TextChoices):
    ADMIT = "admit", pgettext_lazy("stay", "Admission")
    EXTEND = "extend", pgettext_lazy("stay", "Extension")
    TRANSFER = "transfer", pgettext_lazy("stay", "Move to another facility")
    DISCHARGE = "discharge", pgettext_lazy("stay", "Discharge")


class LodgingState(TextChoices):
    """How a stay stands against its longest time."""

    FINE = "fine", pgettext_lazy("stay", "Within its time")
    NEAR = "near", pgettext_lazy("stay", "Near its last day")
    OVER = "over", pgettext_lazy("stay", "Over its longest time")
    UNSET = "unset", pgettext_lazy("stay", "No basis seen for a longest time")
    ENDED = "ended", pgettext_lazy("stay", "Ended")


DISCHARGES = ("home", "own_wish", "handed_over", "hospital", "other")  # grounds of facilities.EndGround, but a move


class NoteKind(TextChoices):
    """What a note in somebody's book is about. `medical` is read by whoever reaches the part health alone."""

    NOTE = "note", pgettext_lazy("stay", "Daily note")
    MEDICAL = "medical", pgettext_lazy("stay", "Medical")
    MEALS = "meals", pgettext_lazy("stay", "Meals")
    NIGHT = "night", pgettext_lazy("stay", "Night shift")


class IncidentKind(TextChoices):
    INJURY = "injury", pgettext_lazy("incident", "Injury or sudden illness")
    MISSING = "missing", pgettext_lazy("incident", "Left without word, or missing")
    VIOLENCE = "violence", pgettext_lazy("incident", "Violence or quarrel")
    THREAT = "threat", pgettext_lazy("incident", "Threat, or somebody looks for them")
    SELF_HARM = "self_harm", pgettext_lazy("incident", "Self-harm")
    PROPERTY = "property", pgettext_lazy("incident", "Loss or damage of property")
    OTHER = "other", pgettext_lazy("incident", "Something else")
