import uuid

from django.db import models
from django.db.models.functions import Now

from vongtay.agencies.models import Post
from vongtay.cases.models.case import Case
from vongtay.grants.models import Subject


class Filed(models.Model):
    """What each row under a case has: its subject, its case, who wrote it down and when. The key may come from the form."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_comment="Case")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        abstract = True
