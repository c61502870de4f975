"""What survey teams and supervisions ask of bodies (F172): done by one post, verified by another, reminded of in between."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.programme.models.entered import Entered
from vongtay.programme.models.inspections import Inspection


class ActionPoint(Entered):
    """One recommendation: who asks, what is to be done, by which body, by when. No name of a person."""

    asked_by = models.CharField(max_length=200, db_comment="Team or body that asked for it, as its paper writes it")
    source_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of its paper")
    asked_on = models.DateField(db_comment="Day on which it was asked")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, related_name="points", db_comment="Inspection that it came of"
    )
    words = models.CharField(max_length=500, db_comment="What is to be done")
    due_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that is to do it")
    with_bodies = models.CharField(max_length=300, blank=True, db_comment="Bodies that do it with it, in words")
    due_on = models.DateField(null=True, db_comment="By when; null: the paper names no day")
    done_on = models.DateField(null=True, db_comment="Day on which it was done")
    done_words = models.CharField(max_length=500, blank=True, db_comment="What was done")
    done_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that said so", db_index=False
    )
    done_user = models.UUIDField(null=True, db_comment="Account of whoever said so: may not verify it")
    verified_on = models.DateField(null=True, db_comment="Day on which it was verified")
    verified_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that verified it", db_index=False
    )
    verified_user = models.UUIDField(null=True, db_comment="Account of whoever verified it")
    dropped_reason = models.CharField(max_length=200, blank=True, db_comment="Why it is no longer asked; empty: it is")

    class Meta:
        db_table_comment = "Action points of bodies after surveys, supervision and inspections"
        constraints = [
            models.CheckConstraint(name="action_point_due_later", condition=Q(due_on__isnull=True) | Q(due_on__gte=F("asked_on")),
                                   violation_error_message=_("It is due before it was asked.")),
            models.CheckConstraint(name="action_point_done_is_whole",
                                   condition=Q(done_on__isnull=True, done_user__isnull=True, done_words="") | Q(done_on__isnull=False, done_user__isnull=False) & ~Q(done_words=""),
                                   violation_error_message=_("Say what was done.")),
            models.CheckConstraint(name="action_point_verified_by_somebody_else",
                                   condition=Q(verified_user__isnull=True, verified_on__isnull=True)
                                   | Q(verified_on__isnull=False, verified_user__isnull=False, done_user__isnull=False) & ~Q(verified_user=F("done_user")),
                                   violation_error_message=_("Whoever did it may not verify it.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "due_on"], name="action_point_due")]

    def __str__(self) -> str:
        return self.words


class PointReminder(models.Model):
    """A reminder sent to the body that is to do it: when, by which letter."""

    id = models.UUIDField(primary_key=True, db_comment="Made by the form: sent twice is sent once")
    point = models.ForeignKey(ActionPoint, models.PROTECT, related_name="reminders", db_comment="Action point")
    sent_on = models.DateField(db_comment="Day")
    sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the letter; empty: by word of mouth"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )

    class Meta:
        db_table_comment = "Reminders of action points"

    def __str__(self) -> str:
        return str(self.sent_on)
