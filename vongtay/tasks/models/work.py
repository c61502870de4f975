import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject
from vongtay.tasks.states import TaskState


class Task(models.Model):
    """Something that a person or a body is to do by a day, on a case or without one. A task is no legal clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, related_name="tasks", db_comment="Protected subject; null: on no case"
    )
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    label = models.CharField(max_length=40, blank=True, db_comment="Code of the case, so that lists need no join")
    body = models.ForeignKey(Body, models.PROTECT, related_name="tasks", db_comment="Body that is to do it")
    post = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="tasks",
        db_comment="Post that is to do it; null: anybody of the body",
    )
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that set it")
    created_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that set it", db_index=False
    )
    text = models.CharField(max_length=300, blank=True, db_comment="What is to be done; empty on a case")
    text_ct = models.BinaryField(null=True, db_comment="What is to be done, encrypted with the person's key")
    opens = models.CharField(
        max_length=200, blank=True, db_default="", db_comment="Address of the page where it is done; empty: it has none"
    )
    due_on = models.DateField(null=True, db_comment="Day by which it is to be done; null: none was set")
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN, db_comment="State")
    note = models.CharField(max_length=300, blank=True, db_comment="How it ended; empty on a case")
    note_ct = models.BinaryField(null=True, db_comment="How it ended, encrypted with the person's key")
    closed_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that ended it", db_index=False
    )
    closed_at = models.DateTimeField(null=True, db_comment="When it ended")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was set")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Tasks of people and bodies"
        constraints = [
            models.CheckConstraint(name="task_on_a_case_is_encrypted",
                                   condition=Q(subject__isnull=True, text_ct__isnull=True, note_ct__isnull=True) & ~Q(text="")
                                   | Q(subject__isnull=False, text_ct__isnull=False, text="", note="")),
            models.CheckConstraint(name="task_closed_has_a_moment",
                                   condition=Q(state="open", closed_at__isnull=True) | ~Q(state="open") & Q(closed_at__isnull=False)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "due_on"], name="task_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.state} {self.label}"


class Absence(models.Model):
    """Days on which somebody is away, and who of the same body sees what waits for them. Rights don't pass over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body of both posts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="absences", db_comment="Post that is away")
    deputy = models.ForeignKey(Post, models.PROTECT, related_name="deputises", db_comment="Post that stands in")
    first_on = models.DateField(db_comment="First day away")
    last_on = models.DateField(db_comment="Last day away")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    ended_at = models.DateTimeField(null=True, db_comment="Taken back then, or back early")

    class Meta:
        db_table_comment = "Absences and deputies"
        constraints = [
            models.CheckConstraint(name="absence_forwards", condition=Q(last_on__gte=F("first_on")),
                                   violation_error_message=_("The last day lies before the first.")),
            models.CheckConstraint(name="absence_deputy_is_another", condition=~Q(post=F("deputy")),
                                   violation_error_message=_("The deputy must be another person.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_on}..{self.last_on}"
