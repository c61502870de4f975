from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    BEFORE = "before", _("Before the campaign")
    AFTER = "after", _("After the campaign")
    ALONE = "alone", _("By itself")
