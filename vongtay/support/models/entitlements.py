from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vongtay.cases.models import Filed
from vongtay.support.states import Answer, Beneficiary, Regime


class Ruling(Filed):
    """What a person decided where the law's data are unset: whether somebody gets a regime, and why. The newest holds."""

    law = models.CharField(max_length=10, db_comment="Law under which it was decided, as law/regimes names it")
    beneficiary = models.CharField(max_length=24, choices=Beneficiary, db_comment="Kind of beneficiary then")
    regime = models.CharField(max_length=16, choices=Regime, db_comment="Regime of support")
    answer = models.CharField(max_length=4, choices=Answer, db_comment="Whether the person gets it")
    reason_ct = models.BinaryField(db_comment="Why, in words; encrypted")

    class Meta:
        db_table_comment = "Decisions on regimes of support that the law's data leave unset"
        constraints = [
            models.CheckConstraint(
                name="ruling_answer_known",
                condition=Q(answer__in=[choice.value for choice in Answer]),
                violation_error_message=_("Choose whether the person gets it."),
            )
        ]
        indexes = [models.Index(fields=["case", "regime", "-recorded_at"], name="ruling_of_case")]

    def __str__(self) -> str:
        return f"{self.regime} {self.answer}"
