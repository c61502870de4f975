from decimal import Decimal

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.indicators.models import plain
from vongtay.programme.models.activities import Activity


@pghistory.track(pghistory.UpdateEvent("before", row=pghistory.Old), model_name="CourseEvent")
class Course(models.Model):
    """What is known of a training course beyond its activity: counts and means, never who took part."""

    activity = models.OneToOneField(
        Activity, models.PROTECT, primary_key=True, related_name="course", db_comment="Activity of kind course"
    )
    part_time = models.IntegerField(null=True, db_comment="How many of those who took part do this work part-time")
    certificates = models.IntegerField(null=True, db_comment="How many certificates were given")
    test_before = models.DecimalField(max_digits=6, decimal_places=2, null=True, db_comment="Mean of the test before")
    test_after = models.DecimalField(max_digits=6, decimal_places=2, null=True, db_comment="Mean of the test after")
    test_people = models.IntegerField(null=True, db_comment="How many took both tests")
    gaps = models.CharField(max_length=1000, blank=True, db_comment="What those who took part still lack")
    version = models.IntegerField(default=1, db_comment="Version of the activity that this belongs to")

    class Meta:
        db_table_comment = "Training courses"
        constraints = [
            models.CheckConstraint(name="course_counts_are_counts",
                                   condition=(Q(part_time__isnull=True) | Q(part_time__gte=0)) & (Q(certificates__isnull=True) | Q(certificates__gte=0)),
                                   violation_error_message=_("A number of people is not negative.")),
            models.CheckConstraint(name="course_test_is_whole",
                                   condition=Q(test_before__isnull=True, test_after__isnull=True, test_people__isnull=True)
                                   | Q(test_before__isnull=False, test_after__isnull=False, test_people__isnull=False, test_before__gte=0, test_after__gte=0, test_people__gte=1),
                                   violation_error_message=_("A test has its mean before, its mean after, and how many took it.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.activity_id)

    @property
    def means(self) -> tuple[Decimal | None, Decimal | None]:
        """The means of the test before and after, to be shown."""
        return plain(self.test_before), plain(self.test_after)


class CourseGroup(models.Model):
    """How many came from one body or commune. Rows of an earlier version stay; those of the course's version stand."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="groups", db_comment="Course")
    version = models.IntegerField(db_comment="Version of the course that says so")
    place_in_list = models.SmallIntegerField(db_comment="Its place in what was written")
    words = models.CharField(max_length=200, db_comment="Body or commune as it was written")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body that the words name")
    area = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", db_comment="Commune that the words name"
    )
    people = models.IntegerField(db_comment="How many came from there")

    class Meta:
        db_table_comment = "Where those who took part in a course came from"
        constraints = [
            models.UniqueConstraint(name="course_group_once", fields=["course", "version", "place_in_list"]),
            models.CheckConstraint(name="course_group_has_people", condition=Q(people__gte=1)),
        ]  # fmt: skip
        ordering = [F("place_in_list").asc()]

    def __str__(self) -> str:
        return self.words
