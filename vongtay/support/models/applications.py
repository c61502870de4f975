from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.cases.models import Filed
from vongtay.support.states import APPLIED_FOR, ApplicationChannel, Outcome
from vongtay.tasks.models import Clock


class Application(Filed):
    """An application by form 07: schooling, vocational training or hardship allowance. Its receipt starts a clock."""

    regime = models.CharField(
        max_length=16, choices=[(row.value, row.label) for row in APPLIED_FOR], db_comment="Regime applied for"
    )
    received_on = models.DateField(db_comment="Day of receipt: starts the clock")
    channel = models.CharField(max_length=10, choices=ApplicationChannel, db_comment="How it arrived")
    procedure = models.CharField(max_length=20, db_comment="Id of the procedure on the national public-service portal")
    form = models.CharField(max_length=20, db_comment="Form, as the decree numbers it")
    file_sign = models.CharField(max_length=60, blank=True, db_comment="Number of the file at the one-stop desk")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that must answer")
    clock = models.OneToOneField(
        Clock, models.PROTECT, null=True, related_name="+", db_comment="Its clock; null: no rule of that day starts one"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, db_comment="How it ended; empty: open")
    answered_on = models.DateField(null=True, db_comment="Day of the answer")
    answer_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the answer")
    reason_ct = models.BinaryField(null=True, db_comment="Why it was refused or returned; encrypted")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Applications for schooling, vocational training and hardship allowance"
        constraints = [
            models.CheckConstraint(name="application_answer_whole", condition=Q(outcome="", answered_on__isnull=True)
                                   | ~Q(outcome="") & Q(answered_on__gte=F("received_on")),
                                   violation_error_message=_("An answer has its day, and that does not lie before the receipt.")),
            models.CheckConstraint(name="application_refusal_has_a_reason", condition=~Q(outcome__in=["refused", "returned"]) | Q(reason_ct__isnull=False),
                                   violation_error_message=_("Say why it is refused or returned.")),
            models.UniqueConstraint(name="one_open_application", fields=["case", "regime"], condition=Q(outcome=""),
                                    violation_error_message=_("An application of this kind is open in this case already.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.regime
