import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.models import Filed
from vongtay.support.models.norms import Norm
from vongtay.support.states import Regime, Unit


class Estimate(models.Model):
    """What a province expects to spend on a regime in a year. Never edited: the newest holds, the former ones stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province", db_index=False)
    year = models.SmallIntegerField(db_comment="Year of the budget, 1 January to 31 December")
    regime = models.CharField(max_length=16, choices=Regime, db_comment="Regime of support")
    amount_dong = models.BigIntegerField(db_comment="Expected spending, whole đồng")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")

    class Meta:
        db_table_comment = "Expected spending on support by regime and year"
        constraints = [
            models.CheckConstraint(name="estimate_not_negative", condition=Q(amount_dong__gte=0),
                                   violation_error_message=_("An estimate is not below nought.")),
            models.CheckConstraint(name="estimate_year_possible", condition=Q(year__gte=2012, year__lte=2100),
                                   violation_error_message=_("Choose a year.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["province", "year", "regime", "-recorded_at"], name="estimate_newest")]

    def __str__(self) -> str:
        return f"{self.year} {self.regime} {self.amount_dong}"


class CaseEstimate(Filed):
    """What one person is expected to be paid under one regime in a year, by a norm in force. Never edited: the newest of a unit holds."""

    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    year = models.SmallIntegerField(db_comment="Year of the budget, 1 January to 31 December")
    regime = models.CharField(max_length=16, choices=Regime, db_comment="Regime of support")
    unit = models.CharField(max_length=10, choices=Unit, db_comment="Unit of the norm")
    norm = models.ForeignKey(Norm, models.PROTECT, related_name="+", db_comment="Norm in force when it was entered")
    quantity = models.IntegerField(db_comment="How many units; nought takes the former estimate back")
    amount_dong = models.BigIntegerField(db_comment="Quantity times the norm, whole đồng")

    class Meta:
        db_table_comment = "Expected spending on support of one person by regime and year"
        constraints = [
            models.CheckConstraint(name="case_estimate_not_negative", condition=Q(quantity__gte=0, quantity__lte=9999, amount_dong__gte=0),
                                   violation_error_message=_("An estimate is not below nought.")),
            models.CheckConstraint(name="case_estimate_year_possible", condition=Q(year__gte=2012, year__lte=2100),
                                   violation_error_message=_("Choose a year.")),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["case", "year", "regime", "unit", "-recorded_at"], name="case_estimate_newest"),
            models.Index(fields=["world", "province", "year"], name="case_estimate_of_province"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.regime} {self.amount_dong}"
