import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject
from vongtay.papers.models.issued import Paper, Register
from vongtay.papers.models.templates import TemplateVersion
from vongtay.papers.states import CancelReason


class Source(models.Model):
    """What an issued paper was made from, so that the same text can be made again, and the hashes of what was issued."""

    paper = models.OneToOneField(
        Paper, models.PROTECT, primary_key=True, related_name="source", db_comment="Issued paper"
    )
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, related_name="+", db_comment="Protected subject; null: about nobody"
    )
    person_id = models.UUIDField(
        null=True, db_comment="Person whose data key encrypts it (people are a sibling app: no foreign key)"
    )
    wrapped = models.BinaryField(null=True, db_comment="Its own wrapped key, where it is about nobody")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Issuing body")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    template_version = models.ForeignKey(
        TemplateVersion, models.PROTECT, null=True, related_name="+",
        db_comment="Version it was made from; null: made from figures that are kept elsewhere",
    )  # fmt: skip
    snapshot_ct = models.BinaryField(null=True, db_comment="Values and printing as of issue, encrypted")
    docx_sha256 = models.CharField(max_length=64, db_comment="SHA-256 of the issued Word file")
    pdf_sha256 = models.CharField(max_length=64, db_comment="SHA-256 of the issued PDF")

    class Meta:
        db_table_comment = "What issued papers were made from"
        constraints = [
            models.CheckConstraint(
                name="source_is_whole",
                condition=Q(template_version__isnull=True, snapshot_ct__isnull=True)
                | Q(template_version__isnull=False, snapshot_ct__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.paper_id)


class Cancellation(models.Model):
    """A number that was taken back: it stays in the register with its reason and is never given again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.ForeignKey(
        Register, models.PROTECT, related_name="cancelled", db_comment="Register of the number"
    )
    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="cancellation", db_comment="The paper of the number"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body whose register it is")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    reason = models.CharField(max_length=20, choices=CancelReason, db_comment="Why, as a code")
    replaced_by = models.ForeignKey(
        Paper, models.PROTECT, null=True, related_name="+", db_comment="Paper that stands in its place"
    )
    cancelled_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that took it back", db_index=False
    )
    cancelled_at = models.DateTimeField(db_default=Now(), db_comment="When")

    class Meta:
        db_table_comment = "Numbers of papers that were taken back"
        constraints = [
            models.CheckConstraint(
                name="replaced_names_the_other", condition=~Q(reason="replaced") | Q(replaced_by__isnull=False),
                violation_error_message=_("Say which paper stands in its place."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.paper_id)
