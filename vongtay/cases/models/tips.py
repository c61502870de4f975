import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.models.case import Case
from vongtay.cases.states import CloseReason, TipKind, TipState, TipStepKind
from vongtay.grants.models import Subject
from vongtay.law import queries as law
from vongtay.people.models import Person


class Tip(models.Model):
    """What somebody told before there is a case: a tip, a record of hotline 111, a family that looks for somebody."""

    route = "HOTLINE"  # under which the law's data hold what is done with a tip, and its clocks

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="tip", db_comment="Protected subject")
    code = models.CharField(max_length=28, unique=True, db_comment="TIN, province, year and random letters")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    kind = models.CharField(max_length=10, choices=TipKind, db_comment="tip, hotline or missing")
    state = models.CharField(
        max_length=10, choices=TipState, default=TipState.NEW, db_comment="new, passed, linked or closed"
    )
    received_at = models.DateTimeField(db_comment="When it was told")
    received_by = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that took it (acted_by_body)"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", db_comment="Commune that it is about; null: not known"
    )
    urgent = models.BooleanField(default=False, db_comment="Somebody may be in danger now")
    call_number = models.CharField(
        max_length=60, blank=True, db_comment="Number of the hotline's call record; the recording stays there"
    )
    call_back = models.BooleanField(default=False, db_comment="The caller may and wishes to be rung back")
    wrapped = models.BinaryField(db_comment="Its own wrapped key")
    text_ct = models.BinaryField(db_comment="What was told, encrypted")
    teller_ct = models.BinaryField(null=True, db_comment="Who told it and how to reach them, encrypted; null: nameless")
    sought = models.OneToOneField(
        Person, models.PROTECT, null=True, related_name="+", db_comment="Whom the family looks for"
    )
    passed_to = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body to which it was passed on last"
    )
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="+", db_comment="Case that it led to or belongs to"
    )
    close_reason = models.CharField(max_length=12, blank=True, choices=CloseReason, db_comment="Why it was closed")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Tips, hotline records and searches of families"
        constraints = [
            models.CheckConstraint(name="tip_linked_has_a_case", condition=Q(state="linked", case__isnull=False) | ~Q(state="linked")),
            models.CheckConstraint(name="tip_closed_has_a_reason", condition=Q(state="closed") & ~Q(close_reason="") | ~Q(state="closed") & Q(close_reason=""),
                                   violation_error_message=_("Say why the tip is closed.")),
            models.CheckConstraint(name="hotline_record_has_its_number", condition=~Q(kind="hotline") | ~Q(call_number=""),
                                   violation_error_message=_("Give the number of the call record.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "-received_at", "id"], name="tip_newest")]

    def __str__(self) -> str:
        return self.code


class TipStep(models.Model):
    """One thing that was done with a tip. Never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    tip = models.ForeignKey(Tip, models.PROTECT, related_name="steps", db_comment="Tip")
    kind = models.CharField(
        max_length=20, db_comment="An act of the law's vocabulary, or one of the house (TipStepKind)"
    )
    happened_at = models.DateTimeField(db_comment="When it happened")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that did it", db_index=False
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body it went to")
    note_ct = models.BinaryField(null=True, db_comment="Free text, encrypted with the tip's key")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "What was done with a tip, in order"
        indexes = [models.Index(fields=["tip", "-happened_at"], name="tipstep_by_tip")]

    def __str__(self) -> str:
        return self.kind

    @property
    def label(self) -> str:
        """What was done, in words: those of the law's vocabulary for its acts."""
        return law.event_title(self.kind) or str(TipStepKind(self.kind).label)
