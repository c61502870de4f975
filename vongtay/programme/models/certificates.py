"""The register of certificates of training courses (F162, F175): runs of numbers, never whose certificate one is."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from vongtay.programme.models.entered import Entered
from vongtay.programme.models.training import Course


class CertificateRun(Entered):
    """Certificates with numbers that follow each other, given on one day to those who took part in a course."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="runs", db_comment="Course")
    year = models.SmallIntegerField(db_comment="Year of the numbering: numbers begin again each year")
    sign = models.CharField(max_length=40, blank=True, db_comment="Sign behind the number, as printed: GCN-SYT")
    first_number = models.IntegerField(db_comment="First number")
    last_number = models.IntegerField(db_comment="Last number; the first one where there is one certificate")
    given_on = models.DateField(db_comment="Day on which they were given")
    withdrawn_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Why the entry was taken back; empty: it stands"
    )

    class Meta:
        db_table_comment = "Numbers of certificates given after training courses"
        constraints = [
            models.CheckConstraint(
                name="certificate_run_forwards", condition=Q(first_number__gte=1, last_number__gte=F("first_number"), last_number__lte=F("first_number") + 9999),
                violation_error_message=_("The numbers run from the first to the last, at most ten thousand at once."),
            ),
            ExclusionConstraint(
                name="certificate_number_once", condition=Q(withdrawn_why=""),
                expressions=[
                    ("body", RangeOperators.EQUAL), ("world", RangeOperators.EQUAL), ("year", RangeOperators.EQUAL), ("sign", RangeOperators.EQUAL),
                    (Func("first_number", "last_number", Value("[]"), function="int4range", output_field=IntegerRangeField()), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Some of these numbers were given already."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["course", "first_number"], name="certificates_of_course")]

    def __str__(self) -> str:
        return self.numbers

    @property
    def count(self) -> int:
        """How many certificates these are."""
        return self.last_number - self.first_number + 1

    @property
    def numbers(self) -> str:
        """The numbers as they are read: 1-25/GCN-SYT."""
        run = str(self.first_number) if self.count == 1 else f"{self.first_number}-{self.last_number}"
        return f"{run}/{self.sign}" if self.sign else run
