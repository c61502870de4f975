import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.indicators.models import Bound, Indicator, plain
from vongtay.papers.models import Instrument, StoredFile
from vongtay.programme.states.documents import Light, WorkState
from vongtay.tasks.models import Task


class PlanTask(models.Model):
    """Something that a plan gives to a lead body, by a day. The plan is its document in the register."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    plan = models.ForeignKey(
        Instrument, models.PROTECT, related_name="plan_tasks", db_comment="Plan in the register of documents"
    )
    number = models.CharField(max_length=12, blank=True, db_comment="Number in the plan, as written: III.2")
    text = models.CharField(max_length=500, db_comment="What is to be done")
    lead = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that leads")
    due_on = models.DateField(null=True, db_comment="Day by which; null: all through the plan")
    task = models.ForeignKey(
        Task,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Its task; null: the lead does not sign in, or no day is set",
    )
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.OPEN, db_comment="State")
    closed_on = models.DateField(null=True, db_comment="Day on which it was done or dropped")
    closed_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Result in one sentence, or why it was dropped"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that entered it")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Tasks of plans with their lead bodies"
        constraints = [
            models.CheckConstraint(
                name="plan_task_closed_has_a_day",
                condition=Q(state="open", closed_on__isnull=True) | ~Q(state="open") & Q(closed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_task_dropped_says_why", condition=~Q(state="dropped") | ~Q(closed_why=""),
                violation_error_message=_("Say why it is no longer to be done."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["lead", "due_on"], name="plan_task_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return self.text

    @property
    def taking_part(self) -> list[uuid.UUID]:
        """The bodies that lead, support or entered it. Its supporting bodies must have been read with it."""
        return [self.lead_id, self.body_id, *(row.body_id for row in self.supports.all())]


class PlanSupport(models.Model):
    """A body that supports the lead of a task."""

    id = models.BigAutoField(primary_key=True)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    work = models.ForeignKey(PlanTask, models.PROTECT, related_name="supports", db_comment="Task of the plan")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Supporting body")

    class Meta:
        db_table_comment = "Supporting bodies of tasks of plans"
        constraints = [models.UniqueConstraint(name="plan_support_once", fields=["work", "body"])]

    def __str__(self) -> str:
        return f"{self.work_id} {self.body_id}"


class Progress(models.Model):
    """What came of a task by a day, in words, with what proves it. Never edited: the next note follows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    work = models.ForeignKey(PlanTask, models.PROTECT, related_name="progress", db_comment="Task of the plan")
    on = models.DateField(db_comment="Day of which it speaks")
    text = models.CharField(max_length=1000, db_comment="What was done")
    percent = models.SmallIntegerField(
        null=True, db_comment="Share done in per cent, as the officer says; null: not said"
    )
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, related_name="+", db_comment="Document that proves it"
    )
    file = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, related_name="+", db_comment="File that proves it"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that says so")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")

    class Meta:
        db_table_comment = "Notes of progress on tasks of plans"
        constraints = [
            models.CheckConstraint(
                name="progress_percent", condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100),
                violation_error_message=_("The share done lies between 0 and 100 per cent."),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["work", "-on"], name="progress_newest")]

    def __str__(self) -> str:
        return self.text


class Judgement(models.Model):
    """A leader's traffic light on a task. Never edited: the newest holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    work = models.ForeignKey(PlanTask, models.PROTECT, related_name="judgements", db_comment="Task of the plan")
    light = models.CharField(max_length=6, choices=Light, db_comment="green, amber or red")
    why = models.CharField(max_length=300, blank=True, db_comment="Why, in the leader's words")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body of the leader")
    judged_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Leader who judged", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When")

    class Meta:
        db_table_comment = "Traffic lights of leaders on tasks of plans"
        constraints = [
            models.CheckConstraint(
                name="judgement_not_green_says_why", condition=Q(light="green") | ~Q(why=""),
                violation_error_message=_("Amber and red need a reason."),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["work", "-recorded_at"], name="judgement_newest")]

    def __str__(self) -> str:
        return self.light


class Target(models.Model):
    """What a plan wants to reach: so much of an indicator in an area and period. Taken back and set anew, never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    plan = models.ForeignKey(
        Instrument, models.PROTECT, related_name="targets", db_comment="Plan in the register of documents"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_comment="What is counted")
    value = models.DecimalField(max_digits=18, decimal_places=2, db_comment="Value to be reached")
    bound = models.CharField(
        max_length=10, choices=Bound, default=Bound.AT_LEAST, db_comment="at_least, at_most or exact"
    )
    unit = models.CharField(max_length=80, db_comment="Unit in the words of the plan")
    first_on = models.DateField(db_comment="First day of its period")
    last_on = models.DateField(db_comment="Last day of its period")
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Area it holds for")
    withdrawn_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Why it was taken back; empty: it stands"
    )
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back; null: it stands")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that entered it")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")

    class Meta:
        db_table_comment = "Targets of plans"
        constraints = [
            models.CheckConstraint(
                name="target_period_forwards", condition=Q(last_on__gte=F("first_on")),
                violation_error_message=_("The period ends before it begins."),
            ),
            models.CheckConstraint(
                name="target_value_counts", condition=Q(value__gte=0), violation_error_message=_("A target is no less than nought."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value}"

    @property
    def number(self) -> Decimal | None:
        """The value without needless decimals, to be shown."""
        return plain(self.value)
