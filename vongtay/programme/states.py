"""The words in which plans, proposals, risks and co-ordination are told."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class WorkState(TextChoices):
    OPEN = "open", _("Being done")
    DONE = "done", pgettext_lazy("plan", "Done")
    DROPPED = "dropped", _("No longer to be done")


class Light(TextChoices):
    """What a leader thinks of a task: a judgement with a date, never computed."""

    GREEN = "green", _("Green: going well")
    AMBER = "amber", _("Amber: needs attention")
    RED = "red", _("Red: in trouble")


LIGHT_TONES = {Light.GREEN: "ok", Light.AMBER: "wait", Light.RED: "stop"}
