"""Domains of need, their scores, and the states of a plan and of its measures. Domains and scores are our own list, not the law's."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Domain(TextChoices):
    SHELTER = "shelter", pgettext_lazy("need", "Shelter")
    HEALTH = "health", _("Health")
    MIND = "mind", _("State of mind")
    SAFETY = "safety", _("Safety")
    LEGAL = "legal", _("Legal matters")
    PAPERS = "papers", _("Personal papers")
    SCHOOLING = "schooling", _("Schooling")
    WORK = "work", _("Work and money")
    FAMILY = "family", _("Family")


class Level(IntegerChoices):
    """How great a need is: the lower, the greater."""

    URGENT = 0, _("Urgent: help today")
    GREAT = 1, _("Great: can't manage without help")
    SOME = 2, _("Some: manages in part")
    LITTLE = 3, _("Little: manages, with somebody to ask")
    NONE = 4, _("No need now")


class PlanState(TextChoices):
    DRAFT = "draft", _("Being drafted")
    PROPOSED = "proposed", _("Waits for approval")
    RETURNED = "returned", _("Sent back")
    APPROVED = "approved", _("Approved")


EDITABLE = frozenset({PlanState.DRAFT, PlanState.RETURNED})
UNDER_WAY = frozenset({PlanState.DRAFT, PlanState.RETURNED, PlanState.PROPOSED})


class Progress(TextChoices):
    """How far something that a body is to do has come."""

    OPEN = "open", _("To be done")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("No longer wanted")


class Difference(TextChoices):
    """What became of a line from one version of a plan to another."""

    SAME = "same", _("As before")
    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    LEFT_OUT = "left_out", _("Left out")


class Heard(TextChoices):
    """How somebody was asked."""

    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By phone")
    FORM = "form", _("On a form")


class Saying(TextChoices):
    FEEDBACK = "feedback", _("What they say of the support")
    WISH = "wish", _("What they wish")
