import uuid
from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.indicators.models import plain
from vongtay.programme.models.activities import WHEN_ENTERED, Campaign
from vongtay.programme.states.surveys import Stage


@pghistory.track(pghistory.UpdateEvent("before", row=pghistory.Old), model_name="SurveyEvent")
class Survey(models.Model):
    """People were asked what they know: where, how many, what they answered, and what was changed because of it. About nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province of its body")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that asked")
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune or province where it was")
    title = models.CharField(max_length=200, db_comment="What was asked about, in words")
    place = models.CharField(max_length=200, blank=True, db_comment="Where, in words")
    first_on = models.DateField(db_comment="First day")
    last_on = models.DateField(db_comment="Last day")
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, related_name="surveys", db_comment="Campaign")
    stage = models.CharField(max_length=8, choices=Stage, db_comment="Before or after the campaign, or by itself")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="followed_by", db_comment="The survey before"
    )
    people = models.IntegerField(db_comment="How many people answered")
    found = models.CharField(max_length=2000, blank=True, db_comment="What was found, in words")
    changed = models.CharField(
        max_length=2000, blank=True, db_comment="What was changed because of it; empty: nothing yet"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it last", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment=WHEN_ENTERED)
    why_changed = models.CharField(max_length=300, blank=True, db_comment="Why it was corrected or taken back")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back; null: it stands")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Surveys and evaluations"
        constraints = [
            models.CheckConstraint(name="survey_days_in_order", condition=Q(last_on__gte=F("first_on")),
                                   violation_error_message=_("The last day lies before the first.")),
            models.CheckConstraint(name="survey_asks_somebody", condition=Q(people__gte=1),
                                   violation_error_message=_("Say how many people answered.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "-last_on"], name="survey_by_province")]

    def __str__(self) -> str:
        return self.title


class SurveyScore(models.Model):
    """One result of a survey. Rows of an earlier version stay; those of the survey's version stand."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="scores", db_comment="Survey")
    version = models.IntegerField(db_comment="Version of the survey that says so")
    place_in_list = models.SmallIntegerField(db_comment="Its place in what was written")
    question = models.CharField(max_length=200, db_comment="What was asked")
    value = models.DecimalField(max_digits=8, decimal_places=2, db_comment="Score or share")
    unit = models.CharField(max_length=40, blank=True, db_comment="Per cent or the scale, as it was written")

    class Meta:
        db_table_comment = "Results of surveys"
        constraints = [models.UniqueConstraint(name="survey_score_once", fields=["survey", "version", "place_in_list"])]
        ordering = [F("place_in_list").asc()]

    def __str__(self) -> str:
        return self.question

    @property
    def number(self) -> Decimal | None:
        """The value without needless decimals, to be shown."""
        return plain(self.value)
