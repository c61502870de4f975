import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World


class GrantRole(models.TextChoices):
    LEAD = "lead", _("Leads")
    SUPPORT = "support", _("Supports")
    READ = "read", _("Reads")


class Subject(models.Model):
    """A protected subject: an opaque key under which everything about one file stands. Says nothing itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World of all that stands under this subject")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    opened_at = models.DateTimeField(db_default=Now(), db_comment="When it was opened")

    class Meta:
        db_table_comment = "Protected subjects"

    def __str__(self) -> str:
        return str(self.id)


class Grant(models.Model):
    """Which parts of a subject a body may reach, in what role, why, until when. Written by vt.open_subject and vt.give only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="grants", db_comment="Protected subject")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that may reach it")
    world = models.CharField(
        max_length=10, choices=World, db_comment="World of the subject, so that a policy need not join"
    )
    role = models.CharField(max_length=10, choices=GrantRole, db_comment="lead, support or read")
    parts = ArrayField(models.CharField(max_length=20), db_comment="Parts that may be reached")
    ground = models.CharField(max_length=40, db_comment="Code of the legal ground or act that gave it")
    given_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that gave it", db_index=False
    )
    given_at = models.DateTimeField(db_default=Now(), db_comment="When it was given")
    until_at = models.DateTimeField(null=True, db_comment="Ends by itself then")
    ended_at = models.DateTimeField(null=True, db_comment="When it was ended")

    class Meta:
        db_table_comment = "Grants of bodies on protected subjects"
        constraints = [
            # The policies read the grant by a scalar subquery: two live rows would be an error, so there can't be two.
            models.UniqueConstraint(
                name="one_live_grant", fields=["subject", "body"], condition=Q(ended_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["body", "subject"], name="grant_by_body", condition=Q(ended_at__isnull=True)),
            models.Index(
                fields=["until_at"], name="grant_expiring", condition=Q(ended_at__isnull=True, until_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.role}"
