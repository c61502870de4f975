import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.papers.models import Instrument
from vongtay.tasks.models import Task


class Expected(models.Model):
    """A body below that is to issue a document of its own under a directive. Answered by a document that carries this one out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, related_name="expected", db_comment="Directive to be carried out"
    )
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that is to issue its own")
    due_on = models.DateField(null=True, db_comment="Day by which; null: the directive says none")
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, related_name="+", db_comment="Its task; null: the body does not sign in"
    )
    waived_why = models.CharField(max_length=300, blank=True, default="", db_comment="Why it need not; empty: it must")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that expects it")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")

    class Meta:
        db_table_comment = "Bodies that are to issue a document of their own under a directive"
        constraints = [
            models.UniqueConstraint(
                name="expected_once", fields=["instrument", "to_body"],
                violation_error_message=_("This body is named already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.instrument_id} → {self.to_body_id}"
