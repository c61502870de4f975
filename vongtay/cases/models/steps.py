import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models.case import Case
from vongtay.cases.states import LAW_ACT, HandOver, ReferralKind, ReferralState, StepKind
from vongtay.grants.models import Subject
from vongtay.law import queries as law
from vongtay.papers.models import Incoming, Paper, StoredFile


class Step(models.Model):
    """One thing that was done: when it happened, when we knew, which body did it, who wrote it down. Never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="steps", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", db_comment="Case", db_index=False)
    kind = models.CharField(
        max_length=30, db_comment="What was done: an act of the law's vocabulary, or one of the house (StepKind)"
    )
    rule_id = models.CharField(max_length=60, blank=True, db_comment="Rule of law/regimes that it fulfils")
    happened_at = models.DateTimeField(db_comment="When it happened")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that did it", db_index=False
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_comment="Our paper that says so")
    source_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the other body's paper it was entered from"
    )
    source_on = models.DateField(null=True, db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    incoming = models.ForeignKey(
        Incoming,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="That paper in our register of incoming papers",
    )
    note_ct = models.BinaryField(null=True, db_comment="Free text, encrypted with the person's key")
    details = models.JSONField(default=dict, db_comment="Codes that the timeline shows; never free text")

    class Meta:
        db_table_comment = "What was done in a case, in order"
        indexes = [models.Index(fields=["case", "-happened_at"], name="step_by_case")]

    def __str__(self) -> str:
        return self.kind

    @property
    def label(self) -> str:
        """What was done, in words: those of the law's vocabulary for its acts."""
        return law.event_title(self.kind) or str(StepKind(self.kind).label)

    @property
    def basis(self) -> str:
        """The article of the rule that the step fulfils, or that it is custom; nothing where no rule is named."""
        if not self.rule_id:
            return ""
        rule = law.rule_of(self.rule_id)
        return rule.article if rule and rule.article else str(_("custom, no basis seen"))

    @property
    def law_act(self) -> str:
        """The act of the law that this is; empty if it is none."""
        if self.kind in law.event_codes():
            return self.kind
        return LAW_ACT.get(StepKind(self.kind), "")


class Referral(models.Model):
    """A notice or hand-over from one body to another, and its answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="referrals", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals", db_comment="Case")
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Sender")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="inbox", db_comment="Receiver")
    kind = models.CharField(
        max_length=10,
        choices=ReferralKind,
        default=ReferralKind.NOTICE,
        db_comment="notice, or social: asks for help only",
    )
    hand_over = models.CharField(
        max_length=10,
        choices=HandOver,
        default=HandOver.TAKE_OVER,
        db_comment="Who is responsible once it is accepted, and whether the receiver writes",
    )
    rule_id = models.CharField(max_length=60, db_comment="Rule of law/regimes, or custom")
    asked_ct = models.BinaryField(null=True, db_comment="What is asked for, encrypted with the person's key")
    until_on = models.DateField(null=True, db_comment="Last day of the reach that it carries; null: not limited")
    parts = ArrayField(models.CharField(max_length=20), db_comment="Parts shared with it")
    state = models.CharField(
        max_length=10,
        choices=ReferralState,
        default=ReferralState.SENT,
        db_comment="sent, accepted, refused or withdrawn",
    )
    sent_at = models.DateTimeField(db_comment="When it was sent")
    sent_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that sent it", db_index=False)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+", db_comment="The notice")
    incoming = models.ForeignKey(
        Incoming, models.PROTECT, null=True, related_name="+", db_comment="The notice in the receiver's register"
    )
    answered_at = models.DateTimeField(null=True, db_comment="When it was answered")
    answered_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that wrote the answer down", db_index=False
    )
    reason_ct = models.BinaryField(
        null=True, db_comment="Why it was refused or taken back, encrypted with the person's key"
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Notices between bodies"
        constraints = [
            models.UniqueConstraint(name="one_waiting_notice", fields=["case", "to_body"], condition=Q(state="sent"),
                                    violation_error_message=_("This body has a notice of this case that waits for its answer.")),
            models.CheckConstraint(name="answered_has_a_moment",
                                   condition=Q(state="sent", answered_at__isnull=True) | ~Q(state="sent") & Q(answered_at__isnull=False)),
            models.CheckConstraint(name="social_referral_is_limited", condition=~Q(kind="social") | Q(until_on__isnull=False, asked_ct__isnull=False),
                                   violation_error_message=_("Say what is asked for, and until when the body may read the case.")),
            models.CheckConstraint(name="refused_has_a_reason", condition=~Q(state__in=["refused", "withdrawn"]) | Q(reason_ct__isnull=False),
                                   violation_error_message=_("Say why it is refused or taken back.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["to_body", "sent_at"], name="referral_inbox", condition=Q(state="sent"))]

    def __str__(self) -> str:
        return f"{self.case_id} → {self.to_body_id}"
