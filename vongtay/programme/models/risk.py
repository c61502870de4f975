import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.papers.models import Instrument
from vongtay.programme.states.documents import Other, RiskLevel


class RiskAssessment(models.Model):
    """How great the risk of an area was judged on a day, and why. Never edited: the next one follows, or it is taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Area that was judged")
    assessed_on = models.DateField(db_comment="Day of which it speaks")
    level = models.SmallIntegerField(choices=RiskLevel, db_comment="1 low, 2 middle, 3 high: a scale of ours")
    factors = models.CharField(max_length=1000, db_comment="What makes the risk, in the officer's words")
    forecast = models.CharField(max_length=1000, blank=True, db_comment="What is expected")
    is_key = models.BooleanField(default=False, db_comment="True: decided to be a key area")
    decision = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Document by which it was decided to be a key area",
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that judged")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    withdrawn_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Why it was taken back; empty: it stands"
    )
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back; null: it stands")

    class Meta:
        db_table_comment = "Risk assessments of areas"
        constraints = [
            models.CheckConstraint(
                name="risk_taken_back_is_whole", condition=Q(withdrawn_why="", withdrawn_at__isnull=True) | ~Q(withdrawn_why="") & Q(withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="risk_key_area_by_decision", condition=Q(is_key=False) | Q(decision__isnull=False),
                violation_error_message=_("An area becomes a key area by a document: choose it."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "area", "-assessed_on"], name="risk_newest")]

    def __str__(self) -> str:
        return f"{self.area_id} {self.level}"


class BuiltIn(models.Model):
    """What was built into another programme, by whom, with which result."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    other = models.CharField(max_length=12, choices=Other, db_comment="The other programme")
    year = models.SmallIntegerField(db_comment="Year")
    text = models.CharField(max_length=1000, db_comment="What was built in")
    done_by = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that did it")
    result = models.CharField(max_length=1000, blank=True, db_comment="What came of it; empty: not known yet")
    instrument = models.ForeignKey(
        Instrument, models.PROTECT, null=True, related_name="+", db_comment="Document in which it stands"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that entered it")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    withdrawn_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Why it was taken back; empty: it stands"
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "What was built into other programmes"
        constraints = [
            models.CheckConstraint(
                name="built_in_year", condition=Q(year__gte=1990, year__lte=2100), violation_error_message=_("Give a year between 1990 and 2100."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text
