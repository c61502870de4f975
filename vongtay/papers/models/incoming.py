import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.grants.models import Subject
from vongtay.papers.models.issued import StoredFile
from vongtay.papers.states import PaperKind, Urgency


class ArrivalRegister(models.Model):
    """A body's register of incoming papers of one year: gives the next number of arrival, without gaps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Whose register")
    year = models.SmallIntegerField(db_comment="Year in which the numbers are given")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    last = models.IntegerField(default=0, db_comment="Last number given")

    class Meta:
        db_table_comment = "Registers of incoming papers"
        constraints = [models.UniqueConstraint(name="one_arrival_register_a_year", fields=["body", "year", "world"])]

    def __str__(self) -> str:
        return f"{self.body_id} {self.year}"


class Incoming(models.Model):
    """A paper of another body as it stands in the register of the body that received it. Never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, related_name="+", db_comment="Protected subject; null: about nobody"
    )
    register = models.ForeignKey(
        ArrivalRegister, models.PROTECT, related_name="papers", db_comment="Register of its number"
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that received it")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    number = models.IntegerField(db_comment="Number of arrival")
    arrived_on = models.DateField(db_comment="Day of arrival")
    sender = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Sending body, if known here"
    )
    sender_text = models.CharField(
        max_length=200, blank=True, db_comment="Sender as written, where it is no body of ours"
    )
    kind = models.CharField(max_length=10, choices=PaperKind, db_comment="Kind of the paper")
    urgency = models.CharField(max_length=10, choices=Urgency, blank=True, db_comment="Mark of urgency")
    sign = models.CharField(max_length=60, db_comment="Its number and symbol")
    normal = models.CharField(
        max_length=60, db_comment="The same without spaces, in capitals: finds a paper entered twice"
    )
    dated_on = models.DateField(db_comment="Its date")
    summary_ct = models.BinaryField(null=True, db_comment="Its subject line, encrypted")
    person_id = models.UUIDField(null=True, db_comment="Person whose data key encrypts the subject line")
    wrapped = models.BinaryField(null=True, db_comment="Own wrapped key, where it is about nobody")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan, encrypted")
    registered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that registered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was registered")

    class Meta:
        db_table_comment = "Incoming papers"
        constraints = [
            models.UniqueConstraint(name="arrival_number_once", fields=["register", "number"]),
            models.CheckConstraint(name="arrival_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="incoming_has_a_sender", condition=Q(sender__isnull=False) | ~Q(sender_text=""),
                violation_error_message=_("Say who sent it."),
            ),
            models.CheckConstraint(
                name="incoming_arrives_after_its_date", condition=Q(arrived_on__gte=F("dated_on")),
                violation_error_message=_("The paper can't have arrived before its own date."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["body", "normal", "dated_on"], name="incoming_by_sign")]

    def __str__(self) -> str:
        return f"{self.number}"
