import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.reports.models.issued import IssuedReport
from vongtay.reports.states.official import OPEN, DraftState


class ReportDraft(models.Model):
    """The draft of an official report: its sentences stand in paragraphs, as known at one moment; a job drafts and issues it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that reports")
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Area counted", db_index=False)
    period = models.CharField(max_length=25, db_comment="Code of the period, e.g. 2026-H1")
    calendar = models.CharField(max_length=20, db_comment="administrative or statistical")
    state = models.CharField(
        max_length=10, choices=DraftState, default=DraftState.DRAFTING, db_comment="Where it stands"
    )
    done = models.IntegerField(default=0, db_comment="Steps of the job that are done")
    of = models.IntegerField(default=0, db_comment="Steps that the job has; 0: not begun")
    why = models.CharField(max_length=500, blank=True, default="", db_comment="Why the job came to nothing")
    as_known_at = models.DateTimeField(
        null=True, db_comment="Moment of knowledge of its numbers; null: not drafted yet"
    )
    numbers = models.JSONField(default=dict, db_comment="Each number as it was drafted, by its anchor: counts only")
    notes = models.JSONField(default=list, db_comment="What its editor should know: kind, part, names, anchors")
    wrapped = models.BinaryField(db_comment="The wrapped key of its paragraphs")
    issue_on = models.DateField(null=True, db_comment="Date of the paper, once it was told to be issued")
    issued = models.OneToOneField(
        IssuedReport, models.PROTECT, null=True, related_name="draft", db_comment="What was issued from it"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that began it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was begun")
    moved_at = models.DateTimeField(db_default=Now(), db_comment="When a job or a person last moved it")

    class Meta:
        db_table_comment = "Drafts of official reports"
        constraints = [
            models.UniqueConstraint(
                name="one_open_draft", fields=["body", "world", "area", "period", "calendar"], condition=Q(state__in=sorted(OPEN)),
                violation_error_message=_("A draft of this report stands already."),
            ),
            models.CheckConstraint(
                name="issued_draft_has_report", condition=Q(state=DraftState.ISSUED, issued__isnull=False) | (~Q(state=DraftState.ISSUED) & Q(issued__isnull=True)),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "world", "-recorded_at"], name="draft_of_body")]

    def __str__(self) -> str:
        return self.period


class DraftParagraph(models.Model):
    """A paragraph of a draft: as it was generated and as a person wrote it, encrypted under the key of the draft."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(ReportDraft, models.PROTECT, related_name="paragraphs", db_comment="Draft")
    key = models.CharField(max_length=40, db_comment="Which paragraph: the same in each draft")
    part = models.CharField(max_length=10, db_comment="Part of the report, e.g. III.1")
    place = models.IntegerField(db_comment="Its place in the report")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")
    content_ct = models.BinaryField(
        db_comment="What was generated, what was written and why a number differs, encrypted"
    )
    changed_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Who edited it last", db_index=False
    )
    changed_at = models.DateTimeField(null=True, db_comment="When somebody edited it last")

    class Meta:
        db_table_comment = "Paragraphs of drafts of official reports"
        constraints = [models.UniqueConstraint(name="paragraph_once", fields=["draft", "key"])]
        ordering = ["place"]

    def __str__(self) -> str:
        return self.key
