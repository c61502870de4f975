import uuid
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.indicators.models import Apart, Bound, Figure, Indicator, plain
from vongtay.papers.models import Instrument, StoredFile


class Reading(models.Model):
    """An uploaded report and what the engine read in it. Its text stands encrypted beside the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body whose report it is")
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Area that it speaks of")
    happened_from = models.DateField(db_comment="First day of the period reported")
    happened_to = models.DateField(db_comment="Last day of the period reported")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", db_comment="The report as uploaded")
    text_ct = models.BinaryField(db_comment="Its text, encrypted with the file's key")
    engine = models.CharField(max_length=20, db_comment="Version of the reading rules")
    read_at = models.DateTimeField(db_default=Now(), db_comment="When")
    read_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that uploaded it", db_index=False
    )
    instruments = models.ManyToManyField(Instrument, through="Citation", related_name="+")

    class Meta:
        db_table_comment = "Reports that were read"

    def __str__(self) -> str:
        return str(self.id)


class MarkState(models.TextChoices):
    SURE = "sure", _("Read, sure")
    UNSURE = "unsure", _("Read, unsure")
    ACCEPTED = "accepted", _("Accepted")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")
    MERGED = "merged", _("Part of another mark")


class Mark(models.Model):
    """One figure or statement of nil marked in the text. What the engine read is kept beside what the officer says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="marks", db_comment="Report")
    start = models.IntegerField(db_comment="Offset of the quote, code points")
    end = models.IntegerField(db_comment="End of the quote, exclusive; merging and splitting move it")
    read_as = models.JSONField(
        db_comment="span, value, value_high, bound, unit, code, period, rule, sureness, spans of body and place as the engine read them"
    )
    nil = models.BooleanField(default=False, db_comment="A statement that there was none")
    value = models.DecimalField(max_digits=18, decimal_places=2, db_comment="Lower value; đồng for money")
    value_high = models.DecimalField(max_digits=18, decimal_places=2, null=True, db_comment="Upper value of a range")
    bound = models.CharField(max_length=10, choices=Bound, db_comment="exact, at_least, at_most or about")
    unit = models.CharField(max_length=80, db_comment="Unit as written")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="+", db_comment="null: no indicator fits"
    )
    happened_from = models.DateField(db_comment="First day of its period")
    happened_to = models.DateField(db_comment="Last day of its period")
    apart = models.CharField(
        max_length=10,
        choices=Apart,
        blank=True,
        default="",
        db_comment="Why its figure is not added into totals; empty: it is",
    )
    state = models.CharField(
        max_length=10, choices=MarkState, db_comment="sure, unsure, accepted, corrected, rejected or merged"
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="The mark that this one is a part of",
        db_index=False,
    )
    figure = models.OneToOneField(
        Figure, models.PROTECT, null=True, related_name="mark", db_comment="The figure it was confirmed into"
    )
    changed_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Who judged it last", db_index=False
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Figures marked in a report"
        constraints = [models.CheckConstraint(name="mark_forwards", condition=Q(end__gt=models.F("start")))]
        ordering = ["start"]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"

    @property
    def number(self) -> Decimal | None:
        """The value without needless decimals, to be shown."""
        return plain(self.value)

    @property
    def number_high(self) -> Decimal | None:
        """The upper value without needless decimals, to be shown."""
        return plain(self.value_high)


class Judgement(models.Model):
    """One act on a mark. Rows are never edited: to undo is one more act, and `before` says what it brings back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mark = models.ForeignKey(Mark, models.PROTECT, related_name="judgements", db_comment="Mark judged")
    version = models.IntegerField(db_comment="Version of the mark that this act made")
    act = models.CharField(max_length=10, db_comment="accept, correct, reject, merge, merged, split or undo")
    before = models.JSONField(db_comment="State and values of the mark before; with whom it was merged or split")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Who judged")
    at = models.DateTimeField(db_default=Now(), db_comment="When")

    class Meta:
        db_table_comment = "Acts on marks"
        constraints = [models.UniqueConstraint(name="one_judgement_a_version", fields=["mark", "version"])]
        ordering = ["version"]

    def __str__(self) -> str:
        return f"{self.act} {self.version}"


class Citation(models.Model):
    """A document that a report cites."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="citations", db_comment="Report")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="+", db_comment="Document cited")
    start = models.IntegerField(db_comment="Offset of the quote, code points")
    end = models.IntegerField(db_comment="End of the quote, exclusive")

    class Meta:
        db_table_comment = "Documents cited by reports"

    def __str__(self) -> str:
        return str(self.instrument_id)
