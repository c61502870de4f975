from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models.abroad import Abroad
from vongtay.cases.models.base import Filed
from vongtay.cases.models.case import Case, Companion
from vongtay.cases.models.steps import Referral
from vongtay.cases.states import ConsentHow, GroundKind, Purpose
from vongtay.papers.models import StoredFile


class Consent(Filed):
    """Consent for one purpose: who gave it, how, when, for which parts, to whom; withdrawn by a day, never deleted."""

    purpose = models.CharField(max_length=20, choices=Purpose, db_comment="For this and for no other")
    parts = ArrayField(models.CharField(max_length=20), db_comment="Parts it covers")
    to_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="To whom; null: in words, or anybody"
    )
    to_ct = models.BinaryField(null=True, db_comment="To whom in words, encrypted with the person's key")
    by_person = models.BooleanField(db_comment="The person consented")
    by_representative = models.BooleanField(db_comment="The legal representative consented")
    representative = models.ForeignKey(
        Companion, models.PROTECT, null=True, related_name="+", db_comment="Which representative"
    )
    age_then = models.SmallIntegerField(null=True, db_comment="Whole years of the person on that day, as far as known")
    how = models.CharField(max_length=10, choices=ConsentHow, db_comment="How it was given")
    given_on = models.DateField(db_comment="Day on which it was given")
    until_on = models.DateField(null=True, db_comment="Last day on which it holds; null: until withdrawn")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="The paper")
    note_ct = models.BinaryField(null=True, db_comment="What was explained, or why the representative alone; encrypted")
    withdrawn_on = models.DateField(null=True, db_comment="Day on which it was withdrawn")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When the withdrawal became known to the system")
    withdrawn_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Consents, one purpose each"
        constraints = [
            models.CheckConstraint(name="consent_is_given_by_somebody", condition=Q(by_person=True) | Q(by_representative=True),
                                   violation_error_message=_("Say who consented.")),
            models.CheckConstraint(name="consent_ends_after_it_began", condition=(Q(until_on__isnull=True) | Q(until_on__gte=F("given_on")))
                                   & (Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on"))),
                                   violation_error_message=_("The end lies before the day on which it was given.")),
            models.CheckConstraint(name="child_consent_is_by_both", condition=Q(age_then__isnull=True) | Q(age_then__gte=18)
                                   | Q(age_then__lt=7, by_representative=True) | Q(by_person=True, by_representative=True),
                                   violation_error_message=_("From 7 years the child and the legal representative consent, below 7 the representative.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.purpose


class Sharing(Filed):
    """One thing that left: to whom, which parts, until when, and the ground it left on. Never edited.

    It left from a case or from an entry of the abroad list.
    """

    case = models.ForeignKey(  # type: ignore[assignment]  # its base has a case always; an entry of the list has none
        Case, models.PROTECT, null=True, related_name="+", db_comment="Case; null: an entry of the abroad list"
    )
    entry = models.ForeignKey(
        Abroad, models.PROTECT, null=True, related_name="+", db_comment="Entry of the abroad list; null: a case"
    )

    ground = models.CharField(max_length=10, choices=GroundKind, db_comment="Art. 19(1) a-d, consent, or override")
    why_ct = models.BinaryField(null=True, db_comment="One line why, encrypted with the person's key")
    consent = models.ForeignKey(
        Consent, models.PROTECT, null=True, related_name="sharings", db_comment="The live consent it rests on"
    )
    purpose = models.CharField(max_length=20, choices=Purpose, db_comment="What for")
    parts = ArrayField(models.CharField(max_length=20), db_comment="Parts shared")
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="To which body")
    to_ct = models.BinaryField(null=True, db_comment="To whom, where it is none of our bodies; encrypted")
    shared_at = models.DateTimeField(db_comment="When it left")
    until_at = models.DateTimeField(null=True, db_comment="When the reach ends; null: with its grant")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="+", db_comment="The notice")

    class Meta:
        db_table_comment = "What left, to whom, on what ground"
        constraints = [
            models.CheckConstraint(name="sharing_has_a_ground", condition=Q(ground="consent", consent__isnull=False) | ~Q(ground="consent") & Q(consent__isnull=True, why_ct__isnull=False),
                                   violation_error_message=_("Choose the ground and say why in one line.")),
            models.CheckConstraint(name="sharing_left_one_file", condition=Q(case__isnull=False, entry__isnull=True) | Q(case__isnull=True, entry__isnull=False)),
            models.CheckConstraint(name="sharing_goes_to_somebody", condition=Q(to_body__isnull=False) | Q(to_ct__isnull=False),
                                   violation_error_message=_("Say to whom.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.ground
