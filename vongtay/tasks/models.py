import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from vongtay.agencies.models import Body
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject


class Clock(models.Model):
    """One legal clock: what must be done, by which body, until when, by which article. Without a limit it has no date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="clocks", db_comment="Protected subject")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="clocks", db_comment="Body that must act; null: not chosen yet"
    )
    label = models.CharField(max_length=40, db_comment="Code of the case, so that lists need no join")
    rule_id = models.CharField(max_length=60, db_comment="Rule of law/regimes that set it")
    article = models.CharField(
        max_length=120, blank=True, db_comment="Article as printed; empty for custom without a seen basis"
    )
    started_at = models.DateTimeField(db_comment="The event that started it")
    due_on = models.DateField(null=True, db_comment="Last day; null: the limit is unset and no date is computed")
    due_at = models.DateTimeField(null=True, db_comment="Last moment, where the limit is in hours")
    reading = models.CharField(
        max_length=40, blank=True, db_comment="unconfirmed: the way of counting is not confirmed"
    )
    met_at = models.DateTimeField(null=True, db_comment="When the step was done")
    ended_at = models.DateTimeField(null=True, db_comment="Ended without being met: the step fell away")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When the clock was started in the system")

    class Meta:
        db_table_comment = "Clocks of legal steps"
        indexes = [
            models.Index(
                fields=["body", "due_on"], name="clock_due", condition=Q(met_at__isnull=True, ended_at__isnull=True)
            ),
            models.Index(fields=["subject"], name="clock_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.label}"
