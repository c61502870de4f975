"""Kinds of activities that cost money, sources, stages; kinds of agreements."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActivityKind(TextChoices):
    COMMUNICATION = "communication", pgettext_lazy("money", "Communication")
    TRAINING = "training", pgettext_lazy("money", "Training")
    INSPECTION = "inspection", pgettext_lazy("money", "Inspection and supervision")
    RECEPTION = "reception", pgettext_lazy("money", "Reception and protection")
    SUPPORT = "support", pgettext_lazy("money", "Support of people")
    CO_ORDINATION = "coordination", pgettext_lazy("money", "Co-ordination")
    OTHER = "other", pgettext_lazy("money", "Other")


class MoneySource(TextChoices):
    CENTRAL = "central", _("Central budget")
    PROVINCE = "province", _("Budget of the province")
    COMMUNE = "commune", _("Budget of the commune")
    OTHER = "other", _("Another source")


class MoneyStage(TextChoices):
    PLANNED = "planned", pgettext_lazy("money", "Planned")
    ALLOTTED = "allotted", pgettext_lazy("money", "Allotted")
    SPENT = "spent", pgettext_lazy("money", "Spent")


class AgreementKind(TextChoices):
    JOINT = "joint", _("Joint programme with a body")
    COMMITMENT = "commitment", _("Regulation or minutes of co-ordination")
    INTERNATIONAL = "international", _("Agreement between states")
