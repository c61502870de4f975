"""Links to other programmes and what they answered."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REMIND_DAYS = 30  # ours, not the law's: after so many days without an answer somebody asks again


class LinkKind(TextChoices):
    LOAN = "loan", _("Loan")
    COURSE = "course", _("Vocational course")
    JOB = "job", _("Job")
    POOR_LIST = "poor_list", _("List of poor households")
    HEALTH_CARD = "health_card", _("Health insurance card")
    SCHOOL = "school", _("School")
    LEGAL_AID = "legal_aid", _("Legal aid")
    COMPENSATION = "compensation", _("Claim for compensation")
    IDENTITY_PAPERS = "identity_papers", _("Identity papers restored")
    HOUSEHOLD = "household", _("Household registration restored")


class LinkState(TextChoices):
    WAITING = "waiting", _("Waits for an answer")
    GRANTED = "granted", pgettext_lazy("link", "Granted")
    REFUSED = "refused", pgettext_lazy("link", "Refused")
    WITHDRAWN = "withdrawn", _("Taken back")
