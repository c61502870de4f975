"""Code lists of the reception of many people at once, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Duty(TextChoices):
    """What a member of the joint team does."""

    LEAD = "lead", _("Leads the team")
    HANDOVER = "handover", _("Receives from the foreign side")
    INTERVIEW = "interview", _("Interviews at the table")
    IDENTITY = "identity", _("Checks identities")
    HEALTH = "health", _("Health check")
    SHELTER = "shelter", _("Places to sleep")
    TRANSPORT = "transport", _("Transport")
    SAFETY = "safety", _("Safety")
    PAPERS = "papers", pgettext_lazy("duty", "Minutes and papers")
    OTHER = "other", pgettext_lazy("duty", "Other")


class LineFilter(TextChoices):
    """The groups of lines that a board counts and a list can be limited to."""

    ALL = "all", pgettext_lazy("lines", "All")
    EXPECTED = "expected", _("Still expected")
    ARRIVED = "arrived", _("Arrived")
    INTERVIEWED = "interviewed", _("Interviewed")
    MATCHED = "matched", _("Found in the abroad list")
    ALLOCATED = "allocated", _("Have a place")
    LEFT = "left", _("Have left")
    ABSENT = "absent", _("Did not come")
    ADDED = "added", _("Not on the foreign list")


# What stands on a line, in the order of the questions at the table. The route is that of the event.
FIELDS = ("name", "sex", "born", "home", "language", "needs", "phone", "passport", "family")
# What a foreign list can tell.
LISTED_FIELDS = ("name", "born", "sex", "passport", "home", "family")
