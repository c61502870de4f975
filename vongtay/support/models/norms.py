import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Place, Post
from vongtay.agencies.roles import World
from vongtay.support.states import ASSUMED, Regime, Unit

DAYS = Func(F("valid_from"), F("valid_to"), Value("[]"), function="daterange", output_field=DateRangeField())


class Norm(models.Model):
    """What a province pays for a regime from a day on, by which resolution. Never edited: it ends, and the next one follows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province that set it")
    regime = models.CharField(max_length=16, choices=Regime, db_comment="Regime of support")
    unit = models.CharField(max_length=10, choices=Unit, db_comment="In what it is set")
    amount_dong = models.BigIntegerField(db_comment="Amount for one unit, whole đồng")
    valid_from = models.DateField(db_comment="First day in force")
    valid_to = models.DateField(null=True, db_comment="Last day in force; null: open")
    resolution_sign = models.CharField(max_length=120, db_comment="Number and sign of the resolution, as printed")
    resolution_on = models.DateField(db_comment="Date of the resolution")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Legal officer who entered it", db_index=False
    )
    entered_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    ended_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Legal officer who ended it or took it back",
        db_index=False,
    )
    ended_at = models.DateTimeField(null=True, db_comment="When its end was entered")
    withdrawn = models.BooleanField(default=False, db_comment="Entered wrongly and never used: it counts for no day")

    class Meta:
        db_table_comment = "Norms of support by province and time, each with its resolution"
        constraints = [
            ExclusionConstraint(
                name="one_norm_a_day", condition=Q(withdrawn=False),
                expressions=[("world", "="), ("province", "="), ("regime", "="), ("unit", "="), (DAYS, RangeOperators.OVERLAPS)],
                violation_error_message=_("A norm of this regime and unit is in force on some of these days: end it first."),
            ),
            models.CheckConstraint(name="norm_amount_positive", condition=Q(amount_dong__gte=1),
                                   violation_error_message=_("The amount must be at least one đồng.")),
            models.CheckConstraint(name="norm_forwards", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                                   violation_error_message=_("The last day in force must not lie before the first.")),
            models.CheckConstraint(name="norm_ended_by_somebody", condition=Q(ended_at__isnull=True, ended_by__isnull=True, withdrawn=False)
                                   | Q(ended_at__isnull=False, ended_by__isnull=False)),
            models.CheckConstraint(name="norm_assumed_in_demo_only", condition=Q(world="demo") | ~Q(resolution_sign__icontains=ASSUMED),
                                   violation_error_message=_("Assumed figures have no place outside the demo world.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.regime} {self.amount_dong} {self.unit}"
