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
