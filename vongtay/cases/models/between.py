from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models.base import Filed
from vongtay.cases.models.sharing import Sharing
from vongtay.cases.models.steps import Referral
from vongtay.cases.models.teams import Team
from vongtay.cases.states import Assent, DayState, JointKind, JointState, ProblemState, ResultState
from vongtay.papers.models import Paper, StoredFile
from vongtay.tasks.models import Task


class Result(Filed):
    """The result that whoever accepted a notice owes to its sender: by a day that both agreed, closed by giving it."""

    referral = models.OneToOneField(
        Referral, models.PROTECT, related_name="result", db_comment="Notice that was accepted"
    )
    owed_by = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that accepted")
    owed_to = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that sent the notice")
    due_on = models.DateField(
        null=True, db_comment="Day that the two bodies agreed; null: none agreed. Never a legal limit"
    )
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+", db_comment="Task that reminds of it")
    state = models.CharField(max_length=10, choices=ResultState, default=ResultState.OWED, db_comment="owed or given")
    given_on = models.DateField(null=True, db_comment="Day on which it was given")
    given_at = models.DateTimeField(null=True, db_comment="When that became known to the system")
    given_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    text_ct = models.BinaryField(null=True, db_comment="The result, encrypted with the person's key")
    source_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the paper that gives it")
    source_on = models.DateField(null=True, db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Results owed to the senders of notices"
        constraints = [
            models.CheckConstraint(name="result_given_is_whole", condition=Q(state="owed", given_on__isnull=True, text_ct__isnull=True)
                                   | Q(state="given", given_on__isnull=False, given_at__isnull=False, given_by__isnull=False, text_ct__isnull=False),
                                   violation_error_message=_("A result that was given has its day and its words.")),
            models.CheckConstraint(name="result_between_two_bodies", condition=~Q(owed_by=F("owed_to"))),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["owed_by", "due_on"], name="result_owed", condition=Q(state="owed")),
            models.Index(fields=["owed_to", "due_on"], name="result_awaited", condition=Q(state="owed")),
        ]

    def __str__(self) -> str:
        return self.state


class ResultDay(Filed):
    """A new day for a result: proposed by one of the two bodies, answered by the other. Its rows are the history of the day."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="days", db_comment="Result whose day is to change")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that proposed it")
    former_on = models.DateField(null=True, db_comment="Day that held until then; null: none was agreed")
    due_on = models.DateField(db_comment="Day proposed")
    reason_ct = models.BinaryField(db_comment="Why, encrypted with the person's key")
    state = models.CharField(
        max_length=10, choices=DayState, default=DayState.PROPOSED, db_comment="proposed, agreed, declined, withdrawn or lapsed"
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True, db_comment="When it was answered or ended")
    answered_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that wrote that down", db_index=False
    )
    answer_ct = models.BinaryField(null=True, db_comment="Why it was declined, encrypted with the person's key")
    source_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the letter that agrees")
    source_on = models.DateField(null=True, db_comment="Date of that letter")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that letter")

    class Meta:
        db_table_comment = "New days for results owed, and what the other body said"
        constraints = [
            models.UniqueConstraint(name="one_day_proposed_at_a_time", fields=["result"], condition=Q(state="proposed"),
                                    violation_error_message=_("A new day waits for the answer of the other body already.")),
            models.CheckConstraint(name="day_answered_is_whole", condition=Q(state="proposed", answered_at__isnull=True, answered_by__isnull=True)
                                   | ~Q(state="proposed") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            models.CheckConstraint(name="day_declined_has_a_reason", condition=~Q(state="declined") | Q(answer_ct__isnull=False),
                                   violation_error_message=_("A refusal needs its reason.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.state


class Joint(Filed):
    """A paper that several bodies must agree to before it counts: hand-over minutes, or one decision of many."""

    kind = models.CharField(max_length=10, choices=JointKind, db_comment="Hand-over minutes, or another joint paper")
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, related_name="+", db_comment="Hand-over that the minutes are about"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that drew it up")
    on = models.DateField(db_comment="Day of the hand-over or of the paper")
    words_ct = models.BinaryField(db_comment="What is agreed, encrypted with the person's key")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_comment="Our paper that says so")
    state = models.CharField(
        max_length=10, choices=JointState, default=JointState.OPEN, db_comment="open, disputed or final"
    )
    final_at = models.DateTimeField(null=True, db_comment="When the last body had agreed")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Papers that several bodies agree to"
        constraints = [
            models.CheckConstraint(name="final_has_a_moment", condition=Q(state="final", final_at__isnull=False)
                                   | ~Q(state="final") & Q(final_at__isnull=True)),
            models.CheckConstraint(name="minutes_are_of_a_hand_over", condition=~Q(kind="minutes") | Q(referral__isnull=False),
                                   violation_error_message=_("Choose the hand-over that the minutes are about.")),
            models.UniqueConstraint(name="one_minutes_a_hand_over", fields=["referral"], condition=Q(kind="minutes"),
                                    violation_error_message=_("This hand-over has its minutes already.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.kind


class Signature(Filed):
    """What one of the bodies said to a joint paper: in the system, or entered from its own paper. Its last word stands here."""

    joint = models.ForeignKey(Joint, models.PROTECT, related_name="signatures", db_comment="The joint paper")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that is asked")
    answer = models.CharField(
        max_length=10, choices=Assent, blank=True, db_comment="agreed or objected; empty: not yet"
    )
    signer = models.CharField(max_length=120, blank=True, db_comment="Post or title of whoever signed; never a name")
    signed_at = models.DateTimeField(null=True, db_comment="When it was said")
    signed_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Post that said it, or wrote it down",
        db_index=False,
    )
    reason_ct = models.BinaryField(null=True, db_comment="Why it objects, encrypted with the person's key")
    source_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of its own paper")
    source_on = models.DateField(null=True, db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")

    class Meta:
        db_table_comment = "What each body said to a joint paper"
        constraints = [
            models.UniqueConstraint(name="one_signature_a_body", fields=["joint", "body"]),
            models.CheckConstraint(name="signature_is_whole", condition=Q(answer="", signed_at__isnull=True, signed_by__isnull=True)
                                   | ~Q(answer="") & Q(signed_at__isnull=False, signed_by__isnull=False)),
            models.CheckConstraint(name="objection_has_a_reason", condition=~Q(answer="objected") | Q(reason_ct__isnull=False),
                                   violation_error_message=_("An objection needs its reason.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body"], name="signature_waits", condition=Q(answer=""))]

    def __str__(self) -> str:
        return self.answer


class Problem(Filed):
    """Something unexpected in a case, raised to all bodies that share it and to a team where one is chosen, and how it was settled."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that raised it")
    happened_on = models.DateField(db_comment="Day on which it was seen")
    words_ct = models.BinaryField(db_comment="What happened, encrypted with the person's key")
    bodies = ArrayField(models.UUIDField(), db_comment="Bodies that were told")
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, related_name="+", db_comment="Inter-agency team that it was raised to; null: none"
    )  # fmt: skip
    state = models.CharField(max_length=10, choices=ProblemState, default=ProblemState.OPEN, db_comment="open, settled")
    settled_on = models.DateField(null=True, db_comment="Day on which it was settled")
    settled_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that wrote that down", db_index=False
    )
    outcome_ct = models.BinaryField(null=True, db_comment="How it was settled, encrypted with the person's key")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Unexpected problems raised to the bodies of a case"
        constraints = [
            models.CheckConstraint(name="problem_settled_is_whole", condition=Q(state="open", settled_on__isnull=True)
                                   | Q(state="settled", settled_on__isnull=False, settled_by__isnull=False, outcome_ct__isnull=False)),
            models.CheckConstraint(name="problem_settled_after_it_was_seen", condition=Q(settled_on__isnull=True) | Q(settled_on__gte=F("happened_on")),
                                   violation_error_message=_("It can't be settled before it was seen.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.state


class PartnerHandover(Filed):
    """A hand-over to an international partner without an account, under a named agreement, on the ground of its sharing."""

    sharing = models.OneToOneField(Sharing, models.PROTECT, related_name="+", db_comment="What left, on what ground")
    partner_ct = models.BinaryField(db_comment="Partner and country, encrypted with the person's key")
    agreement = models.CharField(max_length=200, db_comment="Agreement under which it is done, as its paper is called")
    agreement_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the agreement, if it has one"
    )
    handed_on = models.DateField(db_comment="Day of the hand-over")
    source_sign = models.CharField(max_length=60, db_comment="Number and sign of the paper of the hand-over")
    source_on = models.DateField(db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")

    class Meta:
        db_table_comment = "Hand-overs to international partners"

    def __str__(self) -> str:
        return self.agreement
