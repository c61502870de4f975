import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.reports.states import WEEKDAYS, Rhythm, Stopped
from vongtay.tasks.states import MailState


class SavedTable(models.Model):
    """A table of one's own under a name: what was asked for, never its numbers. Deleted by a moment, so that it can be taken back."""

    id = models.UUIDField(primary_key=True, db_comment="Made by the form: sent twice is sent once")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body of its owner")
    owner = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that saved it")
    name = models.CharField(max_length=120, db_comment="Name")
    query = models.CharField(max_length=600, db_comment="What is asked for, as it stands in the address")
    is_shared = models.BooleanField(default=False, db_comment="True: posts of its body that count see it, too")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was saved")
    deleted_at = models.DateTimeField(null=True, db_comment="When it was deleted; null: it stands")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Saved tables"
        constraints = [
            models.UniqueConstraint(name="saved_table_name_once", fields=["owner", "name"], condition=Q(deleted_at__isnull=True),
                                    violation_error_message=_("You have a table of this name already.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "name"], name="saved_table_of_body")]

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """On which days the holder of a post is sent the address of a saved table. Stops by itself when the post ends or counts no more."""

    id = models.UUIDField(primary_key=True, db_comment="Made by the form: sent twice is sent once")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    table = models.ForeignKey(SavedTable, models.PROTECT, related_name="schedules", db_comment="Saved table")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post to whose holder it is sent")
    rhythm = models.CharField(max_length=10, choices=Rhythm, db_comment="daily, weekly or monthly")
    on_day = models.PositiveSmallIntegerField(
        default=0, db_comment="Day of the week (1 Monday) or of the month; 0 for daily"
    )
    site = models.CharField(
        max_length=200, db_comment="Address of this system as the holder used it; empty: where the pages are served"
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was set")
    stopped_at = models.DateTimeField(null=True, db_comment="When it stopped; null: it runs")
    stopped_why = models.CharField(
        max_length=10, choices=Stopped, blank=True, db_comment="Why it stopped; empty: it runs"
    )

    class Meta:
        db_table_comment = "Mails that lead to saved tables"
        constraints = [
            models.UniqueConstraint(name="one_schedule_a_table", fields=["table", "post"], condition=Q(stopped_at__isnull=True),
                                    violation_error_message=_("This table is sent to you already.")),
            models.CheckConstraint(name="schedule_day_of_its_rhythm",
                                   condition=Q(rhythm="daily", on_day=0) | Q(rhythm="weekly", on_day__gte=1, on_day__lte=7) | Q(rhythm="monthly", on_day__gte=1, on_day__lte=31),
                                   violation_error_message=_("Choose a day of the week, or a day of the month from 1 to 31.")),
            models.CheckConstraint(name="schedule_stops_for_a_reason", condition=Q(stopped_at__isnull=True, stopped_why="") | Q(stopped_at__isnull=False) & ~Q(stopped_why="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.rhythm

    @property
    def weekday(self) -> str:
        """The day of the week in words."""
        return str(dict(WEEKDAYS).get(self.on_day, ""))


class TableMail(models.Model):
    """One mail of a schedule on a day. Claimed before it is sent, so never sent twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="mails", db_comment="Schedule")
    on = models.DateField(db_comment="Day for which it is sent")
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING, db_comment="State")
    tries = models.SmallIntegerField(default=0, db_comment="How often it was tried")
    error = models.CharField(max_length=60, blank=True, db_comment="Kind of the last failure; never its words")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was put in the outbox")
    tried_at = models.DateTimeField(null=True, db_comment="When it was last tried")

    class Meta:
        db_table_comment = "Outbox of mails that lead to saved tables"
        constraints = [models.UniqueConstraint(name="one_table_mail_a_day", fields=["schedule", "on"])]
        indexes = [
            models.Index(fields=["state"], name="table_mail_waiting", condition=Q(state__in=["waiting", "failed"]))
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.state}"
