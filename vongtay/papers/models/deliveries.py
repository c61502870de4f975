import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject
from vongtay.papers.models.issued import Paper, StoredFile
from vongtay.papers.states import Door, How, LinkState, ToWhom, Way

SUBJECT = "Protected subject; null: about nobody"


class Delivery(models.Model):
    """One way that an issued paper went to somebody, and how that ended. Texts stand under the key of the paper's files."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_comment=SUBJECT)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="deliveries", db_comment="What was delivered")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Issuing body")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    to_whom = models.CharField(max_length=10, choices=ToWhom, db_comment="body, person of the case, or named")
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Receiving body")
    to_ct = models.BinaryField(null=True, db_comment="Named receiver, encrypted")
    person_id = models.UUIDField(null=True, db_comment="Person whose data key encrypts the texts")
    wrapped = models.BinaryField(null=True, db_comment="Own wrapped key, where the paper is about nobody")
    how = models.CharField(max_length=12, choices=Way, db_comment="by hand, post, link, system, official axis")
    sent_on = models.DateField(db_comment="Day on which it left")
    sent_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that delivered it", db_index=False
    )
    state = models.CharField(
        max_length=10, choices=How, default=How.SENT, db_comment="sent, received, returned, withdrawn"
    )
    ended_on = models.DateField(null=True, db_comment="Day of the receipt, the return or the withdrawal")
    ended_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Post that wrote the end down; null: the link itself",
        db_index=False,
    )
    receipt_ct = models.BinaryField(null=True, db_comment="Who signed for it, or why it came back; encrypted")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of the receipt")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Deliveries of issued papers"
        constraints = [
            models.CheckConstraint(
                name="delivery_to_somebody",
                condition=Q(to_whom="body", to_body__isnull=False)
                | Q(to_whom="person", to_body__isnull=True, subject__isnull=False)
                | Q(to_whom="named", to_body__isnull=True, to_ct__isnull=False),
                violation_error_message=_("Say to whom the paper goes."),
            ),
            models.CheckConstraint(
                name="delivery_ended_has_a_day",
                condition=Q(state="sent", ended_on__isnull=True) | ~Q(state="sent") & Q(ended_on__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_ends_after_it_left",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("sent_on")),
                violation_error_message=_("The receipt lies before the day on which the paper left."),
            ),
        ]
        indexes = [models.Index(fields=["body", "sent_on"], name="delivery_waiting", condition=Q(state="sent"))]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.how}"


class OneTimeLink(models.Model):
    """Opens one paper once, for a body that does not sign in. Neither the link nor its code is stored, only their hashes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_comment=SUBJECT)
    delivery = models.OneToOneField(Delivery, models.PROTECT, related_name="link", db_comment="The delivery it makes")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Issuing body")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    token_hash = models.BinaryField(unique=True, db_comment="SHA-256 of the secret in the address")
    code_hash = models.BinaryField(db_comment="Keyed hash of the code that is given apart")
    content_ct = models.BinaryField(
        null=True,
        db_comment="The paper under a key made of link and code; gone once opened, locked, withdrawn or expired",
    )
    state = models.CharField(
        max_length=10, choices=LinkState, default=LinkState.SENT, db_comment="sent, opened, locked, withdrawn"
    )
    tries = models.SmallIntegerField(default=0, db_comment="Wrong codes so far")
    expires_at = models.DateTimeField(db_comment="Opens nothing from this moment on")
    ended_at = models.DateTimeField(null=True, db_comment="When it was opened, locked or withdrawn")
    receiver_ct = models.BinaryField(null=True, db_comment="Who said they received it, and their post; encrypted")
    wrapped = models.BinaryField(null=True, db_comment="Wrapped key of that text")
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that made it", db_index=False)
    made_at = models.DateTimeField(db_default=Now(), db_comment="When it was made")

    class Meta:
        db_table_comment = "One-time links to papers"
        constraints = [
            models.CheckConstraint(
                name="link_is_empty_once_ended",
                condition=Q(state="sent") | Q(content_ct__isnull=True, ended_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def shown_state(self) -> LinkState:
        """How it stands now: a link that waited too long has expired, whether or not the job came by."""
        state = LinkState(self.state)
        return LinkState.EXPIRED if state == LinkState.SENT and self.expires_at <= timezone.now() else state

    @property
    def shown_label(self) -> str:
        return str(self.shown_state.label)


class Verification(models.Model):
    """The check code printed on a paper: answers only issued or revoked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_comment=SUBJECT)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="verification", db_comment="Paper that bears it")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Issuing body")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    code_hash = models.BinaryField(unique=True, db_comment="Keyed hash of the printed code")
    revoked_at = models.DateTimeField(null=True, db_comment="When the paper was revoked")
    revoked_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that revoked it", db_index=False
    )
    reason_ct = models.BinaryField(null=True, db_comment="Why it was revoked, encrypted")
    person_id = models.UUIDField(null=True, db_comment="Person whose data key encrypts the reason")
    wrapped = models.BinaryField(null=True, db_comment="Own wrapped key, where the paper is about nobody")

    class Meta:
        db_table_comment = "Check codes of papers"
        constraints = [
            models.CheckConstraint(
                name="revoked_says_why",
                condition=Q(revoked_at__isnull=True) | Q(revoked_by__isnull=False, reason_ct__isnull=False),
                violation_error_message=_("Say why the paper is revoked."),
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class SignedCopy(models.Model):
    """The signed paper as it came back from whoever signed: a scan, or a PDF signed digitally."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_comment=SUBJECT)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signed_copies", db_comment="The issued paper")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Issuing body")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_comment="The copy itself")
    sha256 = models.BinaryField(db_comment="SHA-256 of the copy, to be compared with what another body holds")
    bears_signature = models.BooleanField(db_comment="The PDF carries a digital signature; it was not verified")
    added_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that added it", db_index=False
    )
    added_at = models.DateTimeField(db_default=Now(), db_comment="When it was added")

    class Meta:
        db_table_comment = "Signed copies of issued papers"
        constraints = [
            models.UniqueConstraint(
                name="signed_copy_once", fields=["paper", "sha256"],
                violation_error_message=_("This file is attached already."),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Knock(models.Model):
    """How often somebody asked at a door without sign-in, within one stretch of time."""

    id = models.BigAutoField(primary_key=True)
    door = models.CharField(max_length=10, choices=Door, db_comment="Which page")
    source = models.BinaryField(db_comment="Keyed hash of the address asked from")
    since = models.DateTimeField(db_comment="Begin of the stretch")
    times = models.IntegerField(default=1, db_comment="How often")

    class Meta:
        db_table_comment = "Requests at pages without sign-in, counted against guessing"
        constraints = [models.UniqueConstraint(name="one_count_a_stretch", fields=["door", "source", "since"])]

    def __str__(self) -> str:
        return self.door
