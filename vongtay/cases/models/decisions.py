import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models.case import Case
from vongtay.cases.states import HelpKind, State, Trace, Weight
from vongtay.grants.models import Subject
from vongtay.papers.models import Paper, StoredFile

OUTCOME_CHOICES = [
    (State.IDENTIFIED.value, State.IDENTIFIED.label),
    (State.NOT_IDENTIFIED.value, State.NOT_IDENTIFIED.label),
    (State.UNDETERMINED.value, State.UNDETERMINED.label),
]


class Evidence(models.Model):
    """One piece of evidence, under one of the sources that the law names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="evidence", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="evidence", db_comment="Case", db_index=False)
    source = models.CharField(max_length=4, db_comment="Letter of the source: a to i of Art. 32(1)")
    weight = models.CharField(
        max_length=10, choices=Weight, db_comment="How much it weighs, in the verifier's judgement"
    )
    trace = models.CharField(
        max_length=12, blank=True, choices=Trace, db_comment="Of a return nobody received: what kind of trace it is"
    )
    note_ct = models.BinaryField(null=True, db_comment="What it says, encrypted with the person's key")
    obtained_on = models.DateField(db_comment="Day on which it was obtained")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="The paper itself")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that obtained it", db_index=False
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Evidence by source"
        indexes = [models.Index(fields=["case", "source"], name="evidence_by_case")]

    def __str__(self) -> str:
        return self.source


class Decision(models.Model):
    """A proposal and the decision of a second person on it. Rows are never edited but by being decided or returned."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="decisions", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions", db_comment="Case", db_index=False)
    outcome = models.CharField(
        max_length=20, choices=OUTCOME_CHOICES, db_comment="identified, not_identified or undetermined"
    )
    basis = ArrayField(models.CharField(max_length=4), default=list, db_comment="Letters of the sources it rests on")
    reason_code = models.CharField(
        max_length=40, blank=True, db_comment="Code of the reason, where not identified or undetermined"
    )
    reason_ct = models.BinaryField(null=True, db_comment="Reason in words, encrypted with the person's key")
    proposed_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Verifier", db_index=False)
    proposed_user = models.UUIDField(db_comment="Account of the verifier: one person in two posts is still one person")
    proposed_at = models.DateTimeField(db_default=Now(), db_comment="When it was proposed")
    decided_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Decider, or who entered another body's decision",
        db_index=False,
    )
    decided_user = models.UUIDField(null=True, db_comment="Account of the decider")
    decided_on = models.DateField(null=True, db_comment="Day of the decision")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body that decided", db_index=False
    )
    confirming_paper = models.CharField(
        max_length=20,
        blank=True,
        db_comment="Paper of law/regimes in which it stands, or custom; empty: not a confirmation",
    )
    custom_reason_ct = models.BinaryField(
        null=True, db_comment="Why by custom, where no basis was seen; encrypted with the person's key"
    )
    source_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number of the other body's paper, where it decided on paper"
    )
    source_on = models.DateField(null=True, db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    returned_at = models.DateTimeField(null=True, db_comment="When the proposal was sent back")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_comment="The decision as issued")
    recorded_at = models.DateTimeField(null=True, db_comment="When the decision became known to the system")
    revoked_on = models.DateField(null=True, db_comment="Day on which a review revoked it")
    revoked_at = models.DateTimeField(null=True, db_comment="When that became known to the system")
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_comment="The former decision"
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Proposals and decisions"
        constraints = [
            models.CheckConstraint(name="two_persons_decide", condition=Q(decided_user__isnull=True) | ~Q(decided_user=F("proposed_user")),
                                   violation_error_message=_("Whoever proposed may not decide.")),
            models.CheckConstraint(name="decided_is_whole",
                                   condition=Q(decided_on__isnull=True, decided_by__isnull=True, acted_by_body__isnull=True, recorded_at__isnull=True)
                                   | Q(decided_on__isnull=False, decided_by__isnull=False, acted_by_body__isnull=False, recorded_at__isnull=False)),
            models.CheckConstraint(name="only_a_decision_is_revoked", condition=Q(revoked_on__isnull=True, revoked_at__isnull=True)
                                   | Q(revoked_on__isnull=False, revoked_at__isnull=False, decided_on__isnull=False)),
            models.CheckConstraint(name="negative_has_a_reason", condition=Q(outcome="identified") | ~Q(reason_code=""),
                                   violation_error_message=_("Say why the person is not identified, or why it stays undetermined.")),
            models.UniqueConstraint(name="one_open_proposal", fields=["case"], condition=Q(decided_on__isnull=True, returned_at__isnull=True),
                                    violation_error_message=_("A proposal of this case waits for its decision.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["case", "-recorded_at"], name="decision_by_case")]

    def __str__(self) -> str:
        return self.outcome


class Help(models.Model):
    """Help in kind, booked without an amount; it may come before the decision and stays explained after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="help", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="help", db_comment="Case")
    kind = models.CharField(max_length=20, choices=HelpKind, db_comment="What was given")
    quantity = models.PositiveSmallIntegerField(null=True, db_comment="How many units; null: not counted")
    unit = models.CharField(max_length=40, blank=True, db_comment="Meal, night, set, turn...")
    given_on = models.DateField(db_comment="Day")
    state_then = models.CharField(max_length=20, choices=State, db_comment="State of the case when it was given")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that gave it", db_index=False
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    taken_back = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="takes_back", db_comment="The entry that this one takes back"
    )

    class Meta:
        db_table_comment = "Help in kind"

    def __str__(self) -> str:
        return self.kind
