import uuid
from decimal import Decimal

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.countries import language_name
from vongtay.common.amounts import Stated
from vongtay.common.numbers import Bound as Said
from vongtay.indicators.models import Bound, Indicator, plain
from vongtay.papers.models import StoredFile
from vongtay.programme.models.imports import Import
from vongtay.programme.states.activities import Audience, Kind, Mode, Risk, line_of

WHEN_ENTERED = "When it became known to the system"


class Campaign(models.Model):
    """Days in which a province or commune tells about trafficking: 30/7, a month of action. A new year is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province of its body")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that calls for it")
    name = models.CharField(max_length=200, db_comment="Name")
    first_on = models.DateField(db_comment="First day")
    last_on = models.DateField(db_comment="Last day")
    about = models.CharField(max_length=1000, blank=True, db_comment="What it is about, its slogan")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment=WHEN_ENTERED)
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Campaigns"
        constraints = [
            models.CheckConstraint(name="campaign_days_in_order", condition=Q(last_on__gte=F("first_on")),
                                   violation_error_message=_("The last day lies before the first.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "-first_on"], name="campaign_by_province")]

    def __str__(self) -> str:
        return self.name


# Once for each statement: a spreadsheet is taken back a thousand rows at a time.
@pghistory.track(
    pghistory.UpdateEvent("before", row=pghistory.Old), model_name="ActivityEvent", level=pghistory.Statement
)
class Activity(models.Model):
    """What a body did to tell people, or to train them. About nobody: no name of a protected person stands here.

    A correction raises the version; what stood before it is kept by a trigger. Its key is made by whoever enters it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province of its body")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that did it (acted_by_body)")
    area = models.ForeignKey(
        Place, models.PROTECT, related_name="+", db_comment="Commune or province where it was done"
    )
    kind = models.CharField(max_length=10, choices=Kind, db_comment="Kind")
    title = models.CharField(max_length=200, db_comment="What was done, in words")
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, related_name="activities", db_comment="Campaign that it belongs to"
    )
    place = models.CharField(max_length=200, blank=True, db_comment="Where, in words")
    first_on = models.DateField(db_comment="First day")
    last_on = models.DateField(db_comment="Last day")
    mode = models.CharField(max_length=10, choices=Mode, db_comment="Face to face, online or in the community")
    audiences = ArrayField(
        models.CharField(max_length=12, choices=Audience),
        default=list,
        blank=True,
        db_comment="For whom; empty: not said",
    )
    risks = ArrayField(
        models.CharField(max_length=14, choices=Risk),
        default=list,
        blank=True,
        db_comment="Groups at risk that it was for",
    )
    language = models.CharField(max_length=10, blank=True, db_comment="Code of the language; empty: Vietnamese")
    share_percent = models.SmallIntegerField(
        null=True, blank=True, db_comment="Share about trafficking where several topics were told; null: all"
    )
    is_repair = models.BooleanField(default=False, db_comment="True: put in order, not made anew")
    received_from = models.CharField(
        max_length=200, blank=True, db_comment="Body above from which it was received; empty: our own work"
    )
    co_organisers = models.CharField(
        max_length=500, blank=True, db_comment="Schools, companies and others that took part, in words"
    )
    note = models.CharField(max_length=2000, blank=True, db_comment="What else is to be known")
    source_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the paper it was entered from"
    )
    source_on = models.DateField(null=True, blank=True, db_comment="Date of that paper")
    evidence = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Photo or paper that shows it"
    )
    imported = models.ForeignKey(
        Import,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        db_comment="Spreadsheet that it came from; null: entered by hand",
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it last", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment=WHEN_ENTERED)
    why_changed = models.CharField(max_length=300, blank=True, db_comment="Why it was corrected or taken back")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back; null: it stands")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Activities of the programme"
        constraints = [
            models.CheckConstraint(name="activity_days_in_order", condition=Q(last_on__gte=F("first_on")),
                                   violation_error_message=_("The last day lies before the first.")),
            models.CheckConstraint(name="activity_share_is_a_share", condition=Q(share_percent__isnull=True) | Q(share_percent__range=(1, 100)),
                                   violation_error_message=_("The share lies between 1 and 100 per cent.")),
            models.CheckConstraint(name="activity_withdrawn_says_why", condition=Q(withdrawn_at__isnull=True) | ~Q(why_changed=""),
                                   violation_error_message=_("Say why.")),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["world", "province", "-last_on", "-id"], name="activity_by_province"),
            models.Index(fields=["world", "body", "-last_on", "-id"], name="activity_by_body"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_received(self) -> bool:
        """Whether it was received from a body above: such material and training counts apart."""
        return bool(self.received_from)

    @property
    def language_words(self) -> str:
        """Its language in words; empty for Vietnamese, which needs no word."""
        return language_name(self.language) if self.language else ""

    @property
    def audience_words(self) -> list[str]:
        """For whom it was, in words."""
        return [str(Audience(code).label) for code in self.audiences] + [str(Risk(code).label) for code in self.risks]


class Quantity(models.Model):
    """How much of what: kept as it was written, with its bound and unit. Each is a figure whose `source_id` is this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="quantities", db_comment="Activity")
    slot = models.CharField(max_length=40, db_comment="Question of the kind that it answers, else its indicator")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_comment="What it counts")
    value = models.DecimalField(max_digits=18, decimal_places=2, db_comment="Lower value")
    value_high = models.DecimalField(max_digits=18, decimal_places=2, null=True, db_comment="Upper value of a range")
    bound = models.CharField(
        max_length=10, choices=Bound, default=Bound.EXACT, db_comment="exact, at_least, at_most or about"
    )
    unit = models.CharField(max_length=80, db_comment="Unit in the officer's words")
    nil = models.BooleanField(default=False, db_comment="An explicit statement that there was none")
    withdrawn = models.BooleanField(default=False, db_comment="True: taken back, or left out by a correction")

    class Meta:
        db_table_comment = "Quantities of activities"
        constraints = [
            models.UniqueConstraint(name="one_quantity_per_slot", fields=["activity", "slot"], condition=Q(withdrawn=False)),
            models.CheckConstraint(name="quantity_range_upwards", condition=Q(value_high__isnull=True) | Q(value_high__gt=F("value")),
                                   violation_error_message=_("The upper value must be greater than the lower one.")),
            models.CheckConstraint(name="quantity_nil_is_zero", condition=Q(nil=False) | Q(value=0, value_high__isnull=True)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.stated)

    @property
    def number(self) -> Decimal | None:
        """The value without needless decimals, to be shown."""
        return plain(self.value)

    @property
    def number_high(self) -> Decimal | None:
        """The upper value without needless decimals, to be shown."""
        return plain(self.value_high)

    @property
    def words(self) -> str:
        """How it stands in a list: what was written, and what it answers where the unit doesn't say."""
        line = line_of(self.activity.kind, self.slot)
        added = line.added if line and line.added not in self.unit else ""
        return f"{self.stated} {added}".strip()

    @property
    def stated(self) -> Stated:
        """What was written, to be shown and to be read back."""
        return Stated(plain(self.value) or self.value, Said(self.bound), plain(self.value_high), self.unit, self.nil)
