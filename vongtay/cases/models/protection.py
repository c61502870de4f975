from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models.base import Filed
from vongtay.cases.models.decisions import Decision
from vongtay.cases.states import AppealBy, ProtectionState, ReviewOutcome
from vongtay.papers.models import StoredFile

NEAR_END = timedelta(days=7)  # ours, not the law's: an end is seen a week before it comes


class Protection(Filed):
    """Protection asked for, ordered from when to when, or refused by the person in writing."""

    kinds = ArrayField(models.CharField(max_length=20), db_comment="Measures, codes of the list protection")
    for_relatives = models.BooleanField(default=False, db_comment="Also for relatives")
    asked_on = models.DateField(db_comment="Day of the request")
    grounds_ct = models.BinaryField(db_comment="What the person has to fear, encrypted with the person's key")
    state = models.CharField(
        max_length=10, choices=ProtectionState, default=ProtectionState.ASKED, db_comment="Where it stands"
    )
    decided_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body that decided")
    decided_body_ct = models.BinaryField(null=True, db_comment="Body that decided, where it is none of ours; encrypted")
    decided_person_ct = models.BinaryField(null=True, db_comment="Post and name of whoever decided, encrypted")
    why_body_ct = models.BinaryField(
        null=True, db_comment="Why this body decides: the list of the decree was not seen; encrypted"
    )
    decision_sign = models.CharField(max_length=60, blank=True, db_comment="Number of the decision")
    decided_on = models.DateField(null=True, db_comment="Date of the decision")
    starts_on = models.DateField(null=True, db_comment="First day")
    ends_on = models.DateField(null=True, db_comment="Last day; null: until it is ended")
    review_on = models.DateField(null=True, db_comment="Day on which it is looked at again")
    refused_on = models.DateField(null=True, db_comment="Day on which the person refused")
    refusal_ct = models.BinaryField(null=True, db_comment="Why the person refused, encrypted")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of the decision")
    commitment = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of the written commitment"
    )
    ended_on = models.DateField(null=True, db_comment="Day on which it ended")
    end_ct = models.BinaryField(null=True, db_comment="Why it ended, encrypted")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Protection measures"
        constraints = [
            models.CheckConstraint(name="protection_ends_after_start", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                                   violation_error_message=_("The last day must not lie before the first.")),
            models.CheckConstraint(name="protection_ordered_is_whole", condition=~Q(state="ordered") | Q(starts_on__isnull=False, decided_on__isnull=False, why_body_ct__isnull=False)),
            models.CheckConstraint(name="protection_refusal_is_whole", condition=~Q(state="refused") | Q(refused_on__isnull=False, refusal_ct__isnull=False, commitment__isnull=False),
                                   violation_error_message=_("A refusal needs its reason and the written commitment.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.state

    def is_near_end(self, day: date) -> bool:
        """Say whether protection in force ends within a week of that day, or is to be looked at again."""
        soon = self.ends_on is not None and self.ends_on <= day + NEAR_END
        return soon or (self.review_on is not None and self.review_on <= day)


class Review(Filed):
    """An appeal against a decision, or our own review of it, and what somebody else decided on it."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="reviews", db_comment="Decision in question")
    by_whom = models.CharField(max_length=20, choices=AppealBy, db_comment="Who asks")
    received_on = models.DateField(db_comment="Day on which it was received")
    source_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the paper")
    source_on = models.DateField(null=True, db_comment="Date of the paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of the paper")
    words_ct = models.BinaryField(db_comment="What is asked and why, encrypted with the person's key")
    first_user = models.UUIDField(db_comment="Account of the first decider: may not decide on the review")
    outcome = models.CharField(
        max_length=10, choices=ReviewOutcome, blank=True, db_comment="upheld, changed, revoked; empty: not yet"
    )
    decided_on = models.DateField(null=True, db_comment="Day of the decision on it")
    decided_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that decided", db_index=False
    )
    decided_user = models.UUIDField(null=True, db_comment="Account of whoever decided")
    decided_at = models.DateTimeField(null=True, db_comment="When that became known to the system")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body that decided", db_index=False
    )
    decided_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number of its paper, where it is another body"
    )
    paper_on = models.DateField(null=True, db_comment="Date of that paper")
    reason_ct = models.BinaryField(null=True, db_comment="Why, encrypted")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Appeals and reviews of decisions"
        constraints = [
            models.CheckConstraint(name="somebody_else_reviews", condition=Q(decided_user__isnull=True) | ~Q(decided_user=F("first_user")),
                                   violation_error_message=_("Whoever decided first may not decide on the review.")),
            models.CheckConstraint(name="review_decided_is_whole", condition=Q(outcome="", decided_on__isnull=True)
                                   | ~Q(outcome="") & Q(decided_on__isnull=False, decided_user__isnull=False, reason_ct__isnull=False)),
            models.UniqueConstraint(name="one_open_review", fields=["decision"], condition=Q(outcome=""),
                                    violation_error_message=_("A review of this decision waits for its outcome.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.outcome
