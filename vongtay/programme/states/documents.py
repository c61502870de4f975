"""The words in which plans, proposals, risks and co-ordination are told."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Conclusions of meetings are directives too: their points are tasks, followed until the last is closed.
CONCLUSIONS = frozenset({"kết luận", "thông báo kết luận", "kết luận cuộc họp"})


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


class Matter(TextChoices):
    DIFFICULTY = "difficulty", _("A difficulty")
    PROPOSAL = "proposal", _("A proposal")
    AMENDMENT = "amendment", _("A proposal to amend a document")


class Answered(TextChoices):
    """How an answer takes a matter: the last three close it."""

    PENDING = "pending", _("Being considered")
    TAKEN = "taken", pgettext_lazy("answer", "Accepted")
    PARTLY = "partly", pgettext_lazy("answer", "Accepted in part")
    DECLINED = "declined", pgettext_lazy("answer", "Not accepted, with the reason")


CLOSING = frozenset({Answered.TAKEN, Answered.PARTLY, Answered.DECLINED})


class RiskLevel(IntegerChoices):
    """How great the risk of an area is, as the officer judges it: a scale of ours, no law's."""

    LOW = 1, pgettext_lazy("risk", "Low")
    MIDDLE = 2, pgettext_lazy("risk", "Middle")
    HIGH = 3, pgettext_lazy("risk", "High")


RISK_TONES = {RiskLevel.LOW: "ok", RiskLevel.MIDDLE: "wait", RiskLevel.HIGH: "accent"}


class Other(TextChoices):
    """Other programmes into which the work is built."""

    POVERTY = "poverty", _("Poverty reduction")
    VOCATION = "vocation", _("Vocational training")
    JOBS = "jobs", _("Jobs")
    RURAL = "rural", _("New rural development")
    CHILDREN = "children", _("Protection of children")
    MINORITIES = "minorities", _("Ethnic minorities and mountain areas")
    EVILS = "evils", _("Communes free of social vices")
    OTHER = "other", _("Another programme")
