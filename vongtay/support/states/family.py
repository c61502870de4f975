"""Who somebody is to somebody else."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Relation(TextChoices):
    PARENT = "parent", _("Parent")
    CHILD = "child", pgettext_lazy("relation", "Child")
    SIBLING = "sibling", _("Brother or sister")
    SPOUSE = "spouse", _("Husband or wife")
    OTHER = "other", _("Other relative")
