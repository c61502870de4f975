"""Kinds of files in a case, and of the documents in a scanned paper file."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FileKind(TextChoices):
    OLD_FILE = "old_file", _("Old paper file, scanned")
    MINUTES = "minutes", _("Minutes")
    STATEMENT = "statement", _("Statement of the person")
    LETTER = "letter", _("Letter of a body")
    DECISION = "decision", _("Written decision")
    IDENTITY = "identity", _("Identity paper")
    MEDICAL = "medical", _("Medical paper")
    TRAVEL = "travel", _("Travel paper")
    PICTURE = "picture", _("Picture")
    OTHER = "other", _("Another kind")
