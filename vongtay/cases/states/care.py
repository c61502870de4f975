"""Kinds around a child, a foreigner and what was told before a case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Guardian(TextChoices):
    KNOWN = "known", _("Known")
    NONE_YET = "none_yet", _("None known yet")


class Escort(TextChoices):
    NONE = "none", _("Not arranged yet")
    RELATIVE = "relative", _("Relatives were told and come")
    BODY = "body", _("A body brings the child")


class Wants(TextChoices):
    YES = "yes", _("Wishes to return")
    NO = "no", _("Does not wish to return")
    UNDECIDED = "undecided", _("Not decided yet")


class About(TextChoices):
    """What an earlier interview was about."""

    EVENTS = "events", _("What happened")
    OFFENDERS = "offenders", _("Those who did it")
    FAMILY = "family", _("Family and home")
    HEALTH = "health", _("Health")
    JOURNEY = "journey", _("Journey and papers")
    NEEDS = "needs", _("Needs and wishes")


class Trace(TextChoices):
    """What speaks for the return of somebody whom nobody received."""

    NEIGHBOURS = "neighbours", _("Neighbours and relatives")
    COMMUNE = "commune", _("The commune")
    JOURNEY = "journey", _("Tickets, stamps and other traces of the journey")
