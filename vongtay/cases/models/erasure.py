import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Post
from vongtay.cases.models.case import Case
from vongtay.cases.states import ErasureReason
from vongtay.grants.models import Subject


class Hold(models.Model):
    """A legal hold: while one stands, nothing of the case is erased."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="holds", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="holds", db_comment="Case")
    reason_ct = models.BinaryField(db_comment="Why, encrypted with the person's key")
    placed_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that put it on", db_index=False
    )
    placed_at = models.DateTimeField(db_default=Now(), db_comment="When it was put on")
    lifted_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that lifted it", db_index=False
    )
    lifted_at = models.DateTimeField(null=True, db_comment="When it was lifted")
    lifted_reason_ct = models.BinaryField(null=True, db_comment="Why it was lifted, encrypted likewise")

    class Meta:
        db_table_comment = "Legal holds: what they stand on is not erased"
        constraints = [
            models.UniqueConstraint(name="one_hold_at_a_time", fields=["case"], condition=Q(lifted_at__isnull=True),
                                    violation_error_message=_("A legal hold stands on this case already.")),
            models.CheckConstraint(name="hold_lifted_by_somebody", condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                                   | Q(lifted_at__isnull=False, lifted_by__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)


class Erasure(models.Model):
    """A request to erase who a person is: a head asks, somebody who decides does it or declines. Stays when all else is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="erasures", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="erasures", db_comment="Case")
    reason = models.CharField(max_length=12, choices=ErasureReason, db_comment="Why, as a code")
    basis_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the paper that asks for it")
    basis_on = models.DateField(null=True, db_comment="Date of that paper")
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Head who asked", db_index=False)
    asked_user = models.UUIDField(db_comment="Account of the head: whoever asks does not do it")
    asked_at = models.DateTimeField(db_default=Now(), db_comment="When it was asked for")
    done_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that answered", db_index=False
    )
    done_at = models.DateTimeField(null=True, db_comment="When it was erased or declined")
    erased = models.BooleanField(null=True, db_comment="True: erased; false: declined; null: waits")
    people = models.SmallIntegerField(null=True, db_comment="How many people of the case were erased")

    class Meta:
        db_table_comment = "Requests to erase who a person is, and what became of them"
        constraints = [
            models.UniqueConstraint(name="one_erasure_waits", fields=["case"], condition=Q(done_at__isnull=True),
                                    violation_error_message=_("The erasure was asked for already and waits.")),
            models.CheckConstraint(name="erasure_answered_whole", condition=Q(done_at__isnull=True, done_by__isnull=True, erased__isnull=True)
                                   | Q(done_at__isnull=False, done_by__isnull=False, erased__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
