"""The book of a facility: its days, its yearly readiness, inspections with their points. Nothing about a person."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.facilities.models.running import Kept
from vongtay.facilities.states import DayKind


class HouseDay(Kept):
    """One line of a day: meals served, who kept the night, what happened in the house. Never edited; a later line corrects."""

    on = models.DateField(db_comment="Day; of a night the one on which it began")
    kind = models.CharField(max_length=8, choices=DayKind, db_comment="What the line is about")
    meals = models.SmallIntegerField(null=True, db_comment="Meals served that day")
    words = models.CharField(max_length=500, blank=True, db_comment="In words; no name of a person who is lodged")

    class Meta:
        db_table_comment = "Daily notes of a facility"
        constraints = [
            models.CheckConstraint(name="house_day_says_something",
                                   condition=Q(kind="meals", meals__isnull=False, meals__gte=0) | ~Q(kind="meals") & ~Q(words="") & Q(meals__isnull=True),
                                   violation_error_message=_("Give the number of meals, or say it in words.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["facility", "-on", "-recorded_at"], name="house_day_newest")]

    def __str__(self) -> str:
        return self.kind


class Readiness(Kept):
    """What a facility keeps ready in a year, also when nobody came. Stated anew it gets a further row; the newest holds."""

    year = models.SmallIntegerField(db_comment="Year")
    places = models.SmallIntegerField(db_comment="Places ready at once")
    places_high = models.SmallIntegerField(null=True, db_comment="Upper value where places are told as a range")
    staff = models.SmallIntegerField(db_comment="People who work there")
    supplies = models.CharField(max_length=500, blank=True, db_comment="Supplies kept ready")
    note = models.CharField(max_length=500, blank=True, db_comment="Anything else")
    nobody_came = models.BooleanField(default=False, db_comment="Stated on purpose: nobody was lodged there that year")

    class Meta:
        db_table_comment = "Yearly readiness of facilities"
        constraints = [
            models.CheckConstraint(name="readiness_counts", condition=Q(places__gte=0, staff__gte=0, year__gte=2000, year__lte=2100),
                                   violation_error_message=_("A number can't be below nothing.")),
            models.CheckConstraint(name="readiness_range_upwards", condition=Q(places_high__isnull=True) | Q(places_high__gt=F("places")),
                                   violation_error_message=_("The upper value must be greater than the lower one.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["facility", "-year", "-recorded_at"], name="readiness_newest")]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def places_words(self) -> str:
        """Its places as they were told: 24, or 18–24."""
        return str(self.places) if self.places_high is None else f"{self.places}–{self.places_high}"


class Inspection(Kept):
    """A look at whether a facility keeps the standard."""

    on = models.DateField(db_comment="Day of the inspection")
    inspector = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body that inspected")
    inspector_words = models.CharField(
        max_length=160, blank=True, db_comment="Who inspected, where it is none of our bodies"
    )
    sign = models.CharField(max_length=60, blank=True, db_comment="Number of the minutes")
    findings = models.CharField(max_length=1000, db_comment="What was found; no name of a person")

    class Meta:
        db_table_comment = "Inspections of facilities"
        constraints = [
            models.CheckConstraint(name="inspection_names_who", condition=Q(inspector__isnull=False) | ~Q(inspector_words=""),
                                   violation_error_message=_("Say who inspected.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.sign or str(self.on)


class Point(Kept):
    """Something an inspection asks for, by when; done by the facility, then checked by somebody else."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="points", db_comment="Inspection")
    asked = models.CharField(max_length=500, db_comment="What is to be done")
    due_on = models.DateField(db_comment="By when")
    done_on = models.DateField(null=True, db_comment="Day on which it was done")
    done_words = models.CharField(max_length=500, blank=True, db_comment="What was done")
    done_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that said so", db_index=False
    )
    done_user = models.UUIDField(null=True, db_comment="Account of whoever said so: may not check it")
    checked_on = models.DateField(null=True, db_comment="Day on which it was checked and found done")
    checked_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that checked it", db_index=False
    )
    checked_user = models.UUIDField(null=True, db_comment="Account of whoever checked it")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Points of inspections"
        constraints = [
            models.CheckConstraint(name="point_done_is_whole", condition=Q(done_on__isnull=True, done_user__isnull=True)
                                   | Q(done_on__isnull=False, done_user__isnull=False) & ~Q(done_words=""),
                                   violation_error_message=_("Say what was done.")),
            models.CheckConstraint(name="point_checked_by_somebody_else",
                                   condition=Q(checked_user__isnull=True) | Q(done_user__isnull=False) & ~Q(checked_user=F("done_user")),
                                   violation_error_message=_("Whoever did it may not check it.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.asked
