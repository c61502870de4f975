from django.db import models

from vongtay.agencies.models import Body, Post
from vongtay.cases.models import Filed
from vongtay.papers.models import Incoming, StoredFile
from vongtay.support.states import Progress
from vongtay.tasks.models import Task


class Acted(Filed):
    """What a body did for a person: which body, and the paper from which another body's act was entered."""

    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that did it", db_index=False
    )
    source_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the other body's paper it was entered from"
    )
    source_on = models.DateField(null=True, db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    incoming = models.ForeignKey(
        Incoming, models.PROTECT, null=True, related_name="+", db_comment="That paper in our register of incoming papers"
    )  # fmt: skip

    class Meta:
        abstract = True


class ToDo(models.Model):
    """What a body is to do by a day, and how far it has come; a body that signs in has it among its tasks."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that is to do it")
    due_on = models.DateField(null=True, db_comment="Last day; null: none set")
    text_ct = models.BinaryField(db_comment="What is to be done, encrypted with the person's key")
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, related_name="+", db_comment="Task of that body; null: it has none"
    )
    state = models.CharField(max_length=8, choices=Progress, default=Progress.OPEN, db_comment="open, done or dropped")
    settled_by = models.ForeignKey(
        Post, models.PROTECT, db_index=False, null=True, related_name="+", db_comment="Post that settled it"
    )
    settled_at = models.DateTimeField(null=True, db_comment="When it was settled")
    settled_ct = models.BinaryField(null=True, db_comment="What came of it, or why it is not wanted; encrypted")

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done; a task that its body ended is an answer as well."""
        return self.state == Progress.OPEN and (self.task is None or self.task.state == "open")

    @property
    def stands(self) -> Progress:
        """How far it has come."""
        if self.state != Progress.OPEN or self.is_open:
            return Progress(self.state)
        return Progress.DONE if self.task and self.task.state == "done" else Progress.DROPPED
