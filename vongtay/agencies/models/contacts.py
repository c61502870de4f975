import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models.bodies import Body
from vongtay.agencies.models.posts import Post
from vongtay.agencies.roles import World


class ContactKind(models.TextChoices):
    PERSON = "person", _("Focal point")
    LINE = "line", _("Reached day and night")


class Contact(models.Model):
    """A focal point of a body, or how it is reached day and night, with the days on which that holds. At work only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    body = models.ForeignKey(Body, models.PROTECT, related_name="contacts", db_comment="Body")
    kind = models.CharField(max_length=10, choices=ContactKind, db_comment="Focal point, or reached day and night")
    name = models.CharField(max_length=120, blank=True, db_comment="Official; empty for a line of the body")
    title = models.CharField(max_length=120, blank=True, db_comment="Post or title")
    phone = models.CharField(max_length=40, blank=True, db_comment="Telephone at work")
    email = models.EmailField(blank=True, db_comment="E-mail at work")
    topic = models.CharField(max_length=160, blank=True, db_comment="What for")
    valid_from = models.DateField(db_comment="First day")
    valid_to = models.DateField(null=True, db_comment="Last day; null: open")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Focal points and lines of bodies"
        constraints = [
            models.CheckConstraint(name="contact_ends_after_it_begins", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                                   violation_error_message=_("The last day lies before the first.")),
            models.CheckConstraint(name="contact_can_be_reached", condition=~Q(phone="") | ~Q(email=""),
                                   violation_error_message=_("Give a telephone or an e-mail at work.")),
            models.CheckConstraint(name="focal_point_is_somebody", condition=Q(kind="line") | ~Q(name=""),
                                   violation_error_message=_("A focal point is a person: give the name.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.kind


class Duty(models.Model):
    """Who of a body is on duty from one moment to another. Taken back by a moment, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    body = models.ForeignKey(Body, models.PROTECT, related_name="duties", db_comment="Body")
    name = models.CharField(max_length=120, db_comment="Official on duty")
    phone = models.CharField(max_length=40, db_comment="Telephone at work")
    starts_at = models.DateTimeField(db_comment="From when")
    ends_at = models.DateTimeField(db_comment="Until when")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Duty roster of bodies"
        constraints = [
            ExclusionConstraint(name="one_duty_a_person", condition=Q(withdrawn_at__isnull=True),
                                expressions=[("world", RangeOperators.EQUAL), ("body", RangeOperators.EQUAL), (Lower("name"), RangeOperators.EQUAL),
                                             (Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()), RangeOperators.OVERLAPS)],
                                violation_error_message=_("This person is on duty in this body at that time already.")),
            models.CheckConstraint(name="duty_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at")),
                                   violation_error_message=_("The duty ends before it begins.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "starts_at"], name="duty_by_body")]

    def __str__(self) -> str:
        return f"{self.starts_at}"
