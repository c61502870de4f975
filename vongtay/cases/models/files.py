import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Post
from vongtay.cases.models.case import Case
from vongtay.cases.states import FileKind
from vongtay.grants.models import Subject
from vongtay.papers.models import StoredFile


class CaseFile(models.Model):
    """A file in a case: a picture, a PDF, an old paper file scanned whole. Taken back with a reason, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="files", db_comment="Case")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_comment="The file, encrypted")
    kind = models.CharField(max_length=12, choices=FileKind, db_comment="What it is")
    pages = models.SmallIntegerField(default=1, db_comment="Number of pages")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that added it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was added")
    taken_back_at = models.DateTimeField(null=True, db_comment="When it was taken back")
    taken_back_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that took it back", db_index=False
    )
    reason_ct = models.BinaryField(null=True, db_comment="Why, encrypted with the person's key")

    class Meta:
        db_table_comment = "Files of cases"
        constraints = [
            models.CheckConstraint(name="file_has_pages", condition=Q(pages__gte=1)),
            models.CheckConstraint(
                name="file_taken_back_says_why",
                condition=Q(taken_back_at__isnull=True) | Q(taken_back_by__isnull=False, reason_ct__isnull=False),
                violation_error_message=_("Say why the file is taken back."),
            ),
        ]
        indexes = [models.Index(fields=["case", "recorded_at"], name="file_by_case")]

    def __str__(self) -> str:
        return self.kind


class IndexEntry(models.Model):
    """One document inside a scanned paper file: on which page it begins, what it is, its date and sign."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    case_file = models.ForeignKey(CaseFile, models.PROTECT, related_name="entries", db_comment="The scanned file")
    page = models.SmallIntegerField(db_comment="Page on which it begins, from 1")
    kind = models.CharField(max_length=12, choices=FileKind, db_comment="What it is")
    dated_on = models.DateField(null=True, db_comment="Its date; null: not known")
    sign = models.CharField(max_length=60, blank=True, db_comment="Its number and symbol")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that named it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was named")

    class Meta:
        db_table_comment = "Index of scanned paper files"
        constraints = [
            models.UniqueConstraint(
                name="one_document_begins_on_a_page", fields=["case_file", "page"],
                violation_error_message=_("A document begins on this page already."),
            ),
            models.CheckConstraint(name="index_page_from_one", condition=Q(page__gte=1)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.page}"
