import uuid
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World


def plain(value: Decimal | None) -> Decimal | None:
    """Give a value without needless decimals: 3500 for 3500.00, 1.5 for 1.50."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


class Bound(models.TextChoices):
    EXACT = "exact", _("exactly")
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    ABOUT = "about", _("about")


class Apart(models.TextChoices):
    """Why a figure is kept but never added into a total."""

    PART = "part", _("part of another figure")
    REPEAT = "repeat", _("told again")
    CHANGE = "change", _("a rise or fall, not a level")
    RATE = "rate", _("an amount per person or unit")
    RECEIVED = "received", _("received from a body above")


class SourceKind(models.TextChoices):
    """Where a figure stands: what kind of row `source_id` names."""

    READING = "reading", _("a report that was read")
    ACTIVITY = "activity", _("an activity")
    COURSE = "course", _("a training course")
    INSPECTION = "inspection", _("an inspection")
    MONEY = "money", _("the budget")
    DOCUMENT = "document", _("the register of documents")


# A total is told of an area and days: it holds what was done there. All else is one thing that was done (decision 0075).
TOTALS = ("", SourceKind.READING)
# What adding up reads of a figure, beside the order of the index.
_ADDED_FROM = ["happened_to", "area", "body", "value", "value_high", "bound", "nil", "event"]


class MeasureKind(models.TextChoices):
    """What a figure measures, which says how often it is asked for."""

    FLOW = "flow", _("what happened in the period")
    STOCK = "stock", _("what there was on its last day")
    RATE = "rate", _("a rate")


class Dimension(models.TextChoices):
    """What a figure may be split by."""

    SEX = "sex", _("by sex")
    AGE = "age", _("by age")


# What is missing to the whole is unknown and is never stored. Ages as the law parts them (common.ages).
CATEGORIES: dict[str, dict[str, Any]] = {
    Dimension.SEX: {"female": _("Female"), "male": _("Male"), "other": _("Other")},
    Dimension.AGE: {"under_16": _("Under 16"), "16_17": _("16 to 17"), "18_plus": _("18 and over")},
}


class Indicator(models.Model):
    """What a figure counts. Codes are never reused."""

    code = models.CharField(max_length=40, primary_key=True, db_comment="Code, e.g. comm.leaflet")
    name_vi = models.CharField(max_length=200, db_comment="Vietnamese name")
    name_en = models.CharField(max_length=200, db_comment="English name")
    definition = models.TextField(db_comment="What counts and what does not, in English")
    definition_vi = models.TextField(default="", db_comment="The same in Vietnamese")
    unit = models.CharField(max_length=40, db_comment="Unit of the total")
    section = models.CharField(max_length=20, db_comment="Part of the report it is told in, e.g. III.1")
    kind = models.CharField(
        max_length=10, choices=MeasureKind, db_comment="flow over the period, stock on a day, or rate"
    )
    splits = models.CharField(
        max_length=40, blank=True, db_comment="Dimensions that it is asked for by, apart by a space"
    )
    sources = models.CharField(
        max_length=80, db_comment="Kinds of rows that make figures of it (SourceKind), apart by a space"
    )
    adds_up = models.BooleanField(
        default=True, db_comment="False: figures of this kind must not be added (rates, amounts of a norm)"
    )

    class Meta:
        db_table_comment = "Catalogue of indicators, loaded from indicators/reference"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_vi

    @property
    def defined(self) -> str:
        """What counts and what does not, in the language of whoever reads."""
        return self.definition if get_language() == "en" else self.definition_vi


class Figure(models.Model):
    """A claim: somebody says this much, for this period and area, there. Never changed: a correction is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    # Figures are found by area, source and the indexes below; those of keys that half the table shares would only cost.
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province", db_index=False)
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Area that it speaks of")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that says so", db_index=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="figures", db_comment="What it counts", db_index=False
    )
    value = models.DecimalField(
        max_digits=18,
        decimal_places=2,
        null=True,
        db_comment="Lower value; đồng for money; null only for a withdrawn claim",
    )
    value_high = models.DecimalField(max_digits=18, decimal_places=2, null=True, db_comment="Upper value of a range")
    bound = models.CharField(
        max_length=10, choices=Bound, default=Bound.EXACT, db_comment="exact, at_least, at_most or about"
    )
    unit = models.CharField(max_length=80, db_comment="Unit in the words of the source")
    nil = models.BooleanField(default=False, db_comment="An explicit statement that there was none")
    apart = models.CharField(max_length=10, choices=Apart, blank=True, default="", db_default="",
                             db_comment="Why it is not added into totals: part, repeat, change, rate or received; empty: it is added")  # fmt: skip
    splits = models.JSONField(
        default=dict,
        db_default={},
        db_comment='How many of it by dimension and category: {"sex": {"female": 12}}; what is missing to the value is unknown',
    )
    happened_from = models.DateField(db_comment="First day of the period that it counts")
    happened_to = models.DateField(db_comment="Last day of the period that it counts")
    source_kind = models.CharField(
        max_length=10,
        choices=SourceKind,
        blank=True,
        default="",
        db_default="",
        db_comment="What source_id names; empty: entered by hand",
    )
    source_id = models.UUIDField(
        null=True,
        db_comment="Row that it was made from: a reading, a quantity of an activity...; null: entered by hand",
    )
    source_start = models.IntegerField(null=True, db_comment="Offset of the quote in the source's text, code points")
    source_end = models.IntegerField(null=True, db_comment="End of the quote, exclusive")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    recorded_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that confirmed it", db_index=False
    )
    event = models.UUIDField(
        null=True,
        db_comment="What happened, where somebody judged it: figures of one event and indicator are added once",
    )
    replaced_at = models.DateTimeField(null=True, db_comment="When a later row took its place; kept by the database")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", db_comment="The claim it corrects or withdraws"
    )
    withdrawn = models.BooleanField(default=False, db_comment="True: it only takes back the claim it replaces")

    class Meta:
        db_table_comment = "Figures as claims"
        constraints = [
            models.CheckConstraint(name="figure_range_upwards", condition=Q(value_high__isnull=True) | Q(value_high__gt=F("value")),
                                   violation_error_message=_("The upper value must be greater than the lower one.")),
            models.CheckConstraint(name="figure_period_forwards", condition=Q(happened_to__gte=F("happened_from")),
                                   violation_error_message=_("The period ends before it begins.")),
            models.CheckConstraint(name="figure_nil_is_zero", condition=Q(nil=False) | Q(value=0, value_high__isnull=True)),
            models.CheckConstraint(name="figure_has_value_or_withdraws",
                                   condition=Q(withdrawn=False, value__isnull=False) | Q(withdrawn=True, replaces__isnull=False)),
            models.UniqueConstraint(name="figure_once_per_quote", fields=["source_id", "source_start", "indicator"], nulls_distinct=False,
                                    condition=Q(source_id__isnull=False, replaces__isnull=True)),
            models.CheckConstraint(name="figure_source_has_kind", condition=Q(source_kind="", source_id__isnull=True) | (~Q(source_kind="") & Q(source_id__isnull=False))),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["world", "province", "indicator", "happened_from"], name="figure_by_indicator"),
            models.Index(
                fields=["world", "province", "indicator", "happened_from"],
                name="figure_of_event",
                condition=Q(event__isnull=False),
            ),
            models.Index(
                fields=["source_id"],
                name="figure_of_source",
                condition=Q(source_id__isnull=False, replaced_at__isnull=True),
            ),
            # What stands now, for totals: read without the table itself (benchmarks/RESULTS.md); what was told as a total, what was done.
            models.Index(
                fields=["world", "province", "indicator", "happened_from"],
                name="figure_told",
                condition=Q(apart="", withdrawn=False, replaced_at__isnull=True, source_kind__in=TOTALS),
                include=_ADDED_FROM,
            ),
            models.Index(
                fields=["world", "province", "indicator", "happened_from"],
                name="figure_done",
                condition=Q(apart="", withdrawn=False, replaced_at__isnull=True) & ~Q(source_kind__in=TOTALS),
                include=_ADDED_FROM,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value}"

    @property
    def is_total(self) -> bool:
        """Whether somebody told it as the sum of an area and days, rather than of one thing that was done."""
        return self.source_kind in TOTALS

    @property
    def number(self) -> Decimal | None:
        """The value without needless decimals, to be shown."""
        return plain(self.value)

    @property
    def number_high(self) -> Decimal | None:
        """The upper value without needless decimals, to be shown."""
        return plain(self.value_high)
