import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.papers.models import Instrument
from vongtay.programme.states.sheet import Holds, ImportState


class Import(models.Model):
    """A spreadsheet of activities, or of documents: checked first, entered when somebody says so, taken back as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province of its body")
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body whose activities it holds, or that keeps the register"
    )
    holds = models.CharField(
        max_length=10, choices=Holds, default=Holds.ACTIVITIES, db_comment="What its rows are: activities or documents"
    )
    name = models.CharField(max_length=200, db_comment="Name of the file")
    content = models.BinaryField(db_comment="The file itself")
    digest = models.BinaryField(max_length=32, db_comment="SHA-256 of the file")
    state = models.CharField(
        max_length=10, choices=ImportState, default=ImportState.CHECKING, db_comment="Where it stands"
    )
    rows = models.IntegerField(default=0, db_comment="Rows that hold something")
    done = models.IntegerField(default=0, db_comment="Rows gone through in this state")
    new = models.IntegerField(default=0, db_comment="Rows that it entered, or would enter")
    known = models.IntegerField(default=0, db_comment="Rows that were entered already")
    faults = models.IntegerField(default=0, db_comment="Rows with a fault")
    told = models.JSONField(default=list, db_comment="The first faults: row and sentence")
    why = models.CharField(max_length=500, blank=True, db_comment="Why it was not read")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that gave it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was given")
    moved_at = models.DateTimeField(db_default=Now(), db_comment="When a job last wrote here")

    class Meta:
        db_table_comment = "Spreadsheets of activities and of documents"
        constraints = [
            models.UniqueConstraint(name="one_import_a_file", fields=["body", "world", "holds", "digest"], condition=~Q(state__in=["undone", "refused"]),
                                    violation_error_message=_("This file was given already.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "body", "-recorded_at"], name="import_of_body")]

    def __str__(self) -> str:
        return self.name


class ImportedDocument(models.Model):
    """A document that a spreadsheet brought into the register: taking the spreadsheet back takes these back."""

    id = models.BigAutoField(primary_key=True)
    imported = models.ForeignKey(Import, models.PROTECT, related_name="documents", db_comment="Spreadsheet")
    instrument = models.OneToOneField(
        Instrument, models.PROTECT, related_name="+", db_comment="Document that was not in the register before"
    )

    number = models.IntegerField(db_comment="Its row in the spreadsheet")

    class Meta:
        db_table_comment = "Documents that spreadsheets brought into the register"

    def __str__(self) -> str:
        return str(self.instrument_id)
