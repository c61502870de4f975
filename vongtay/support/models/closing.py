from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models import Companion, Filed
from vongtay.support.states import ClosureOutcome, ClosureState, HelperKind


class Closure(Filed):
    """The end of support: proposed, approved by another person or sent back, opened again. The case's own state is another matter."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that proposed it")
    outcome = models.CharField(max_length=12, choices=ClosureOutcome, db_comment="How support ended")
    reason_ct = models.BinaryField(db_comment="Why, encrypted with the person's key")
    is_early = models.BooleanField(db_comment="Not all criteria were met at the last visit")
    state = models.CharField(
        max_length=10, choices=ClosureState, default=ClosureState.PROPOSED, db_comment="proposed, approved or returned"
    )
    decided_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Post that approved it or sent it back",
        db_index=False,
    )
    decided_at = models.DateTimeField(null=True, db_comment="When")
    answer_ct = models.BinaryField(null=True, db_comment="What was answered, encrypted with the person's key")
    reopened_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that opened support again", db_index=False
    )
    reopened_at = models.DateTimeField(null=True, db_comment="When support was opened again")
    reopened_ct = models.BinaryField(null=True, db_comment="Why it was opened again, encrypted")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Closures of support"
        constraints = [
            models.UniqueConstraint(name="one_closure_at_a_time", fields=["case"],
                                    condition=Q(state="proposed") | Q(state="approved", reopened_at__isnull=True),
                                    violation_error_message=_("A closure waits for approval or holds already.")),
            models.CheckConstraint(name="closure_decided_by_another", condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("entered_by")),
                                   violation_error_message=_("Another person approves a closure.")),
            models.CheckConstraint(name="closure_decided_is_whole", condition=Q(state="proposed", decided_at__isnull=True)
                                   | ~Q(state="proposed") & Q(decided_at__isnull=False, decided_by__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.state


class Helper(Filed):
    """Somebody near the home who helps: who, how they are reached, from when to when."""

    kind = models.CharField(max_length=10, choices=HelperKind, db_comment="What they are to the person")
    companion = models.ForeignKey(
        Companion, models.PROTECT, null=True, related_name="+", db_comment="The same as a relative of the case"
    )
    name_ct = models.BinaryField(db_comment="Name, encrypted with the person's key")
    reach_ct = models.BinaryField(db_comment="How they are reached, encrypted with the person's key")
    from_on = models.DateField(db_comment="First day")
    to_on = models.DateField(null=True, db_comment="Last day; null: helps now")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Helpers near the home"
        constraints = [
            models.CheckConstraint(name="helper_ends_after_the_start", condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                                   violation_error_message=_("The last day lies before the first.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.kind
