"""Words of coming home: visits, criteria, closure, whoever helps. Days, months and criteria are settings of ours, not of the law."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Ours, not the law's; an administrator may set others (VisitRule).
VISIT_MONTHS = (1, 3, 6, 12)
QUIET_DAYS = 14
LOST_DAYS = 30
OUTCOME_MONTHS = 12


class How(TextChoices):
    HOME = "home", _("At home")
    ELSEWHERE = "elsewhere", _("At another place")
    PHONE = "phone", _("By phone")


class VisitState(TextChoices):
    PLANNED = "planned", _("Planned")
    KEPT = "kept", _("Done")
    CANCELLED = "cancelled", _("Not needed any more")


class Criterion(TextChoices):
    """When somebody stands firmly at home again: a short list of ours, no article sets one."""

    HOUSING = "housing", _("Lives in a home that is fit and may stay there")
    INCOME = "income", _("Has an income, or is at school")
    HEALTH = "health", _("Health is cared for")
    PAPERS = "papers", _("Has identity papers and household registration")
    SAFETY = "safety", _("Is safe")
    FAMILY = "family", _("Is accepted by family and neighbours")


class Met(TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    UNKNOWN = "unknown", _("Not known")


class Known(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Income(TextChoices):
    """Bands without amounts: no figure was confirmed that could set one."""

    NONE = "none", _("No income")
    SOME = "some", _("An income that does not cover living")
    ENOUGH = "enough", _("An income that covers living")
    UNKNOWN = "unknown", _("Not known")


class ClosureOutcome(TextChoices):
    REINTEGRATED = "reintegrated", _("Stands firmly at home again")
    MOVED = "moved", _("Moved away")
    OWN_WISH = "own_wish", _("By the person's own wish")
    LOST = "lost", _("Contact lost")
    DIED = "died", _("Died")
    OTHER = "other", _("Another reason")


class ClosureState(TextChoices):
    PROPOSED = "proposed", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    RETURNED = "returned", _("Sent back")


class HelperKind(TextChoices):
    OFFICER = "officer", _("Commune officer")
    RELATIVE = "relative", _("Relative")
    UNION = "union", _("Women's union")
    TEACHER = "teacher", _("Teacher")
    OTHER = "other", _("Somebody else")
