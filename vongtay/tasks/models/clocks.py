import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject
from vongtay.tasks.states import PauseReason


class Clock(models.Model):
    """One legal clock: what must be done, by which body, until when, by which article. Without a limit it has no date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="clocks", db_comment="Protected subject", db_index=False
    )
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
    unit = models.CharField(
        max_length=20, blank=True, db_default="", db_comment="Unit in which the limit is counted; empty: no limit"
    )
    paused_at = models.DateTimeField(null=True, db_comment="Stands still since; null: it runs")
    met_at = models.DateTimeField(null=True, db_comment="When the step was done")
    met_on = models.GeneratedField(
        expression=TruncDate("met_at"), output_field=models.DateField(), db_persist=True, null=True,
        db_comment="Day of it in Việt Nam: the time zone of the settings",
    )  # fmt: skip
    met_recorded_at = models.DateTimeField(null=True, db_comment="When the system learnt that it was done")
    ended_at = models.DateTimeField(null=True, db_comment="Ended without being met: the step fell away")
    ended_reason = models.CharField(
        max_length=30, blank=True, db_default="", db_comment="Code of why it ended without being met"
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When the clock was started in the system")

    class Meta:
        db_table_comment = "Clocks of legal steps"
        constraints = [
            models.CheckConstraint(
                name="clock_paused_while_it_runs",
                condition=Q(paused_at__isnull=True)
                | Q(met_at__isnull=True, ended_at__isnull=True, due_on__isnull=False),
                violation_error_message=_("Only a clock that runs and has a due day can be paused."),
            ),
            models.CheckConstraint(
                name="clock_met_when_known",
                condition=Q(met_at__isnull=True, met_recorded_at__isnull=True)
                | Q(met_at__isnull=False, met_recorded_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["body", "due_on"], name="clock_due", condition=Q(met_at__isnull=True, ended_at__isnull=True)
            ),
            models.Index(fields=["subject"], name="clock_by_subject"),
            models.Index(
                fields=["world", "body", "started_at"],
                include=[
                    "id",
                    "due_on",
                    "due_at",
                    "met_at",
                    "met_on",
                    "met_recorded_at",
                    "paused_at",
                    "ended_at",
                    "recorded_at",
                ],
                name="clock_counted",
                condition=Q(due_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.label}"


class Pause(models.Model):
    """A time in which a clock stood still: who stopped it and why, who let it run again. Never edited once it is over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses", db_comment="Clock that stood still")
    paused_at = models.DateTimeField(db_comment="Since when")
    paused_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that stopped it", db_index=False
    )
    reason = models.CharField(max_length=20, choices=PauseReason, db_comment="Why")
    basis = models.CharField(
        max_length=160, blank=True, db_comment="Article or paper that allows it; empty: custom, no basis seen"
    )
    resumed_at = models.DateTimeField(null=True, db_comment="Until when; null: it still stands still")
    resumed_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that let it run again", db_index=False
    )
    due_before = models.DateField(db_comment="Last day before the pause")
    due_after = models.DateField(null=True, db_comment="Last day after it")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    over_recorded_at = models.DateTimeField(null=True, db_comment="When its end became known to the system")

    class Meta:
        db_table_comment = "Times in which a clock stood still"
        constraints = [
            models.UniqueConstraint(
                name="one_pause_at_a_time", fields=["clock"], condition=Q(resumed_at__isnull=True),
                violation_error_message=_("This clock stands still already."),
            ),
            models.CheckConstraint(
                name="pause_forwards", condition=Q(resumed_at__isnull=True) | Q(resumed_at__gte=F("paused_at")),
                violation_error_message=_("A clock can't run again before it was paused."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reason
