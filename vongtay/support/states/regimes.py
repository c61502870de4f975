"""Regimes of support and kinds of beneficiaries; the codes are those of law/entitlements.toml."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Regime(TextChoices):
    ESSENTIAL = "essential", _("Essential needs")
    TRAVEL = "travel", _("Travel home")
    MEDICAL = "medical", _("Medical care")
    INSURANCE = "insurance", _("Health insurance")
    PSYCHOLOGICAL = "psychological", _("Psychological support")
    INTERPRETER = "interpreter", _("Interpreter")
    LEGAL_ADVICE = "legal_advice", _("Legal advice")
    LEGAL_AID = "legal_aid", _("Legal aid")
    SCHOOLING = "schooling", _("Schooling")
    TRAINING = "training", _("Vocational training")
    ALLOWANCE = "allowance", _("Initial hardship allowance")
    JOB = "job", _("Job support")
    LOAN = "loan", _("Loan")


class Beneficiary(TextChoices):
    """Kinds of people whom the law supports apart; nobody is called a victim before the decision."""

    CITIZEN = "citizen", _("Identified, citizen or stateless resident")
    FOREIGNER = "foreigner", _("Identified, foreigner")
    UNDER_IDENTIFICATION = "under_identification", _("Under identification")
    ACCOMPANYING = "accompanying", _("Accompanying person under 18")


class Answer(TextChoices):
    YES = "yes", _("Supported")
    NO = "no", _("Not supported")
