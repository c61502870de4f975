from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.cases.models import Filed
from vongtay.facilities.models import Stay
from vongtay.facilities.states import EndGround
from vongtay.papers.models import Incoming, StoredFile
from vongtay.support.states import StayDecisionKind


class StayDecision(Filed):
    """A decision on somebody's stay, with its number: admission, extension, move, discharge. Never edited; taken back with a reason."""

    stay = models.ForeignKey(Stay, models.PROTECT, related_name="+", db_comment="Stay on which it was decided")
    person_id = models.UUIDField(db_comment="Who sleeps there: the person concerned or somebody beside them")
    kind = models.CharField(max_length=10, choices=StayDecisionKind, db_comment="What was decided")
    sign = models.CharField(max_length=60, db_comment="Number and sign of the decision")
    decided_on = models.DateField(db_comment="Date of the decision")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that decided", db_index=False
    )
    decided_by_ct = models.BinaryField(db_comment="Post and name of whoever decided, encrypted")
    why_body_ct = models.BinaryField(
        null=True, db_comment="Why this body decides, where the law does not name it; encrypted"
    )
    reason_ct = models.BinaryField(null=True, db_comment="Why, encrypted")
    until_on = models.DateField(null=True, db_comment="Extension: last day, its night is not covered any more")
    ground = models.CharField(max_length=12, choices=EndGround, blank=True, db_comment="Discharge: why")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of the decision")
    incoming = models.ForeignKey(
        Incoming,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Where another body's paper stands in our register",
    )
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back; it counts no more")
    withdrawn_ct = models.BinaryField(null=True, db_comment="Why it was taken back, encrypted")

    class Meta:
        db_table_comment = "Decisions on stays"
        constraints = [
            models.CheckConstraint(name="stay_extension_has_an_end", condition=~Q(kind="extend") | Q(until_on__isnull=False, until_on__gt=F("decided_on"), reason_ct__isnull=False),
                                   violation_error_message=_("An extension ends after the day of its decision, and says why.")),
            models.CheckConstraint(name="stay_discharge_has_a_ground", condition=~Q(kind="discharge") | ~Q(ground=""),
                                   violation_error_message=_("Say why the stay ends.")),
            models.CheckConstraint(name="stay_decision_taken_back_with_a_reason",
                                   condition=Q(withdrawn_at__isnull=True, withdrawn_ct__isnull=True) | Q(withdrawn_at__isnull=False, withdrawn_ct__isnull=False),
                                   violation_error_message=_("Say why.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["case", "stay"], name="stay_decision_of_case")]

    def __str__(self) -> str:
        return self.kind
