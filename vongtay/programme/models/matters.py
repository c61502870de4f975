import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.papers.models import Instrument
from vongtay.programme.states.documents import Answered, Matter
from vongtay.tasks.models import Task


class Raised(models.Model):
    """A difficulty or a proposal: who raised it, who is to answer it by when. An answer closes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    matter = models.CharField(max_length=10, choices=Matter, db_comment="difficulty, proposal or amendment")
    text = models.CharField(max_length=1000, db_comment="What it is, in the officer's words")
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        related_name="amendments",
        db_comment="Document to be amended; or the report that raised it",
    )
    to_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body of ours that is to answer"
    )
    to_text = models.CharField(
        max_length=200, blank=True, db_comment="Who is to answer, where it is none of ours: Bộ Y tế"
    )
    raised_on = models.DateField(db_comment="Day on which it was raised")
    due_on = models.DateField(null=True, db_comment="Day by which an answer is expected; null: none was set")
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, related_name="+", db_comment="Task to answer or to ask again"
    )
    closed_on = models.DateField(null=True, db_comment="Day of the answer that closed it; null: it waits")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that raised it")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    withdrawn_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Why it was taken back; empty: it stands"
    )

    class Meta:
        db_table_comment = "Difficulties and proposals, tracked to an answer"
        constraints = [
            models.CheckConstraint(
                name="raised_to_somebody", condition=Q(to_body__isnull=False) | ~Q(to_text=""),
                violation_error_message=_("Say who is to answer."),
            ),
            models.CheckConstraint(
                name="raised_amendment_names_it", condition=~Q(matter="amendment") | Q(instrument__isnull=False),
                violation_error_message=_("Choose the document that is to be amended."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "closed_on"], name="raised_open")]

    def __str__(self) -> str:
        return self.text

    @property
    def to_whom(self) -> str:
        """Who is to answer."""
        return self.to_body.short_name if self.to_body else self.to_text


class Answer(models.Model):
    """What came as an answer. Never edited; the newest that closes holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    raised = models.ForeignKey(Raised, models.PROTECT, related_name="answers", db_comment="Difficulty or proposal")
    outcome = models.CharField(max_length=10, choices=Answered, db_comment="pending, taken, partly or declined")
    text = models.CharField(max_length=1000, db_comment="The answer in few words")
    on = models.DateField(db_comment="Day of the answer")
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, related_name="+", db_comment="Document that answers"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that entered it")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")

    class Meta:
        db_table_comment = "Answers to difficulties and proposals"
        constraints = [
            models.CheckConstraint(
                name="answer_says_something",
                condition=~Q(text=""),
                violation_error_message=_("Say what the answer is."),
            )
        ]

    def __str__(self) -> str:
        return self.text
