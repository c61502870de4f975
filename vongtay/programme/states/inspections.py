"""Kinds and states of businesses, inspections, findings and action points."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BusinessKind(TextChoices):
    """What makes a business one to look at. Ours; the reports of the provinces name them."""

    LABOUR_EXPORT = "labour_export", _("Sends workers abroad")
    FOREIGN_LABOUR = "foreign_labour", _("Employs foreign workers")
    SENSITIVE = "sensitive", _("Sensitive service")
    MARRIAGE = "marriage", _("Marriage brokerage")
    WEBSITE = "website", _("Website or account")
    OTHER = "other", pgettext_lazy("business", "Other")


class NumberKind(TextChoices):
    TAX = "tax", _("Tax number")
    LICENCE = "licence", _("Licence or registration number")
    ADDRESS = "address", _("Address of a website or account")


class TeamKind(TextChoices):
    T178 = "t178", _("Inter-agency team 178")
    INTERAGENCY = "interagency", _("Another inter-agency team")
    OWN = "own", _("Team of one body")
    SURVEY = "survey", _("Survey or supervision team")


class InspectionKind(TextChoices):
    BUSINESS = "business", _("Inspection of businesses")
    SUPERVISION = "supervision", _("Supervision of bodies and communes")


class Answer(TextChoices):
    """What was seen on a point of a checklist. Not looked at differs from in order."""

    MET = "met", pgettext_lazy("checklist", "In order")
    NOT_MET = "not_met", pgettext_lazy("checklist", "Not in order")
    UNSEEN = "unseen", pgettext_lazy("checklist", "Not looked at")


class FindingState(TextChoices):
    OPEN = "open", pgettext_lazy("finding", "Open")
    MENDED = "mended", pgettext_lazy("finding", "Mended")


class PenaltyKind(TextChoices):
    FINE = "fine", _("Fine")
    WARNING = "warning", _("Warning")
    SUSPENSION = "suspension", _("Suspension of business")
    LICENCE = "licence", _("Licence withdrawn")
    OTHER = "other", pgettext_lazy("penalty", "Other measure")
