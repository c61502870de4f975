"""What running a facility takes: what a day costs, the licence, the staff against the need. Nothing about a person."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.facilities.models.places import Facility
from vongtay.facilities.states import Function


class Kept(models.Model):
    """What each of these rows has: its facility, who wrote it down and when. The key may come from the form."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+", db_comment="Facility")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        abstract = True


class DayCost(Kept):
    """What one day of one person costs there, from a day on. Never shipped; a new rate ends the one before it."""

    during = DateRangeField(db_comment="From this day until before that one; no end: still in force")
    amount_dong = models.BigIntegerField(db_comment="Whole đồng a person and day")
    basis = models.CharField(max_length=200, db_comment="Instrument that sets it, with number and date")

    class Meta:
        db_table_comment = "Cost of a day in a facility, by date"
        constraints = [
            ExclusionConstraint(name="one_day_cost_at_a_time",
                                expressions=[("facility", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                                violation_error_message=_("A rate for these days stands already.")),
            models.CheckConstraint(name="day_cost_is_an_amount", condition=Q(amount_dong__gt=0),
                                   violation_error_message=_("Give an amount above nothing.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.amount_dong)


class Licence(Kept):
    """A licence to support people (form 19), as its paper says. No length is computed: the paper gives the last day."""

    sign = models.CharField(max_length=60, db_comment="Number and sign")
    issuer = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body that issued it")
    issuer_words = models.CharField(
        max_length=160, blank=True, db_comment="Body that issued it, where it is none of ours"
    )
    issued_on = models.DateField(db_comment="Date of the paper")
    valid_to = models.DateField(null=True, db_comment="Last day as the paper says; null: it names none")
    ended_on = models.DateField(null=True, db_comment="Day on which it was withdrawn or given back")
    end_reason = models.CharField(max_length=200, blank=True, db_comment="Why it ended before its day")

    class Meta:
        db_table_comment = "Licences of facilities"
        constraints = [
            models.UniqueConstraint(name="one_licence_a_sign", fields=["facility", "sign"],
                                    violation_error_message=_("This licence was entered already.")),
            models.CheckConstraint(name="licence_ends_after_issue", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("issued_on")),
                                   violation_error_message=_("The last day must not lie before the first.")),
            models.CheckConstraint(name="licence_names_its_issuer", condition=Q(issuer__isnull=False) | ~Q(issuer_words=""),
                                   violation_error_message=_("Say which body issued it.")),
            models.CheckConstraint(name="licence_ended_with_a_reason",
                                   condition=Q(ended_on__isnull=True, end_reason="") | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                                   violation_error_message=_("Say why.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.sign


class Staffing(Kept):
    """How many work in one function on a day, and how many the facility needs there. The newest day holds."""

    on = models.DateField(db_comment="Day from which this holds")
    function = models.CharField(max_length=12, choices=Function, db_comment="What they do")
    present = models.SmallIntegerField(db_comment="How many work there")
    needed = models.SmallIntegerField(null=True, db_comment="How many are needed; null: nobody has said")

    class Meta:
        db_table_comment = "Staff of a facility by function, against the need"
        constraints = [
            models.CheckConstraint(name="staffing_counts_people", condition=Q(present__gte=0) & (Q(needed__isnull=True) | Q(needed__gte=0)),
                                   violation_error_message=_("A number of people can't be below nothing.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["facility", "function", "-on", "-recorded_at"], name="staffing_newest")]

    def __str__(self) -> str:
        return f"{self.function} {self.present}"
