import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.papers.models.issued import StoredFile
from vongtay.papers.states.instruments import Level


# What stood before each change: a report as known on a past day lists the documents as they stood then.
@pghistory.track(
    pghistory.UpdateEvent("before", row=pghistory.Old), model_name="InstrumentEvent",
    fields=["world", "province", "kind", "number", "normal", "title", "issuer", "dated_on", "withdrawn_why"],
)  # fmt: skip
class Instrument(models.Model):
    """A document of the programme: law, decree, plan, letter. The same document cited ten times is one row (F153)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    kind = models.CharField(max_length=40, blank=True, db_comment="kế hoạch, quyết định, công văn...")
    number = models.CharField(max_length=60, blank=True, db_comment="Number and sign as written")
    normal = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign in normal form: papers/instruments.py"
    )
    title = models.CharField(max_length=500, blank=True, db_comment="Subject of the document as written")
    issuer = models.CharField(max_length=200, blank=True, db_comment="Issuing body as written")
    dated_on = models.DateField(null=True, db_comment="Its date")
    level = models.CharField(
        max_length=10, choices=Level, blank=True, default="", db_comment="Level it was issued at; empty: not said"
    )
    issued_by = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Issuing body where it is one of ours"
    )
    scope = models.CharField(
        max_length=300, blank=True, default="", db_comment="Whom and what it holds for, as written"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", db_comment="Document that it carries out"
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="replaced_by", db_comment="Document that it replaces"
    )
    valid_from = models.DateField(null=True, db_comment="First day in force; null: not said")
    valid_to = models.DateField(null=True, db_comment="Last day in force; null: not said")
    year_from = models.SmallIntegerField(null=True, db_comment="First year that it plans for; null: none")
    year_to = models.SmallIntegerField(
        null=True, db_comment="Last year that it plans for; the first one for a yearly plan"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that entered it")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    withdrawn_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Why the entry was taken back; empty: it stands"
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Register of plans, letters and other instruments"
        constraints = [
            models.UniqueConstraint(
                name="instrument_once",
                fields=["world", "province", "normal", "dated_on", "issued_by"],
                condition=~Q(normal="") & Q(withdrawn_why=""),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="instrument_in_force_forwards",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day in force must not lie before the first."),
            ),
            models.CheckConstraint(
                name="instrument_years_forwards",
                condition=Q(year_from__isnull=True, year_to__isnull=True)
                | Q(year_from__isnull=False, year_to__isnull=False, year_to__gte=F("year_from"), year_from__gte=1990, year_to__lte=2100),
                violation_error_message=_("The years run from the first to the last, between 1990 and 2100."),
            ),
            models.CheckConstraint(
                name="instrument_not_its_own", condition=(Q(parent__isnull=True) | ~Q(parent=F("id"))) & (Q(replaces__isnull=True) | ~Q(replaces=F("id"))),
                violation_error_message=_("A document carries out or replaces another one, not itself."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "-dated_on"], name="instrument_newest")]

    def __str__(self) -> str:
        return self.number or self.title

    def get_absolute_url(self) -> str:
        """Give its page, which stands in an app above: apps beside that one lead there without knowing it."""
        return reverse("programme:document", args=[self.pk])

    @property
    def called(self) -> str:
        """The document as a list names it: kind and number, or kind and title."""
        if self.number or not self.title:
            words = f"{self.kind} {self.number}".strip()
        elif self.kind and not self.title.lower().startswith(self.kind.split()[0]):
            words = f"{self.kind}: {self.title}"
        else:
            words = self.title
        return words[:1].upper() + words[1:]

    @property
    def years(self) -> str:
        """The years that it plans for."""
        if self.year_from is None:
            return ""
        return str(self.year_from) if self.year_from == self.year_to else f"{self.year_from}–{self.year_to}"


class InstrumentFile(models.Model):
    """A scan or file of a document. Whoever reads the register of the province opens it, whichever body stored it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="files", db_comment="Document")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", db_comment="The stored file")
    note = models.CharField(max_length=120, blank=True, db_comment="What it is, in few words: annex, scan")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that added it")
    added_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that added it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was added")

    class Meta:
        db_table_comment = "Files of the documents of the register"

    def __str__(self) -> str:
        return str(self.file_id)
