import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models.case import Case, Companion
from vongtay.cases.states import About, Escort, Guardian, Wants
from vongtay.grants.models import Subject


class Care(models.Model):
    """Who stands up for a child and who brings it: a guardian or, openly, none yet with what is being done; an escort."""

    case = models.OneToOneField(
        Case, models.PROTECT, primary_key=True, related_name="care", db_comment="Case of the child"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    guardian_state = models.CharField(max_length=10, choices=Guardian, db_comment="known or none_yet")
    guardian = models.ForeignKey(
        Companion, models.PROTECT, null=True, related_name="+", db_comment="Guardian or legal representative"
    )
    doing_ct = models.BinaryField(null=True, db_comment="What is being done to find a guardian, encrypted")
    escort = models.CharField(max_length=10, choices=Escort, default=Escort.NONE, db_comment="none, relative or body")
    escort_person = models.ForeignKey(
        Companion, models.PROTECT, null=True, related_name="+", db_comment="Relative who was told and comes"
    )
    escort_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body that brings the child"
    )
    told_on = models.DateField(null=True, db_comment="Day on which the relatives were told")
    protection = models.BooleanField(default=False, db_comment="Child protection was called in")
    protection_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body of child protection"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it last", db_index=False
    )
    changed_at = models.DateTimeField(db_default=Now(), db_comment="When it was written last")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Guardian, escort and child protection of a child"
        constraints = [
            models.CheckConstraint(name="care_guardian_or_what_is_done",
                                   condition=Q(guardian_state="known", guardian__isnull=False) | Q(guardian_state="none_yet", guardian__isnull=True, doing_ct__isnull=False),
                                   violation_error_message=_("Name the guardian, or say what is being done to find one.")),
            models.CheckConstraint(name="care_escort_is_named",
                                   condition=Q(escort="none") | Q(escort="relative", escort_person__isnull=False, told_on__isnull=False) | Q(escort="body", escort_body__isnull=False),
                                   violation_error_message=_("Name who brings the child.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.guardian_state


class Wish(models.Model):
    """What the person wishes, in their own words, on a day. Never edited: the latest holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="wishes", db_comment="Case")
    wants = models.CharField(max_length=10, choices=Wants, db_comment="yes, no or undecided: to return")
    words_ct = models.BinaryField(null=True, db_comment="The person's own words, encrypted with the person's key")
    said_on = models.DateField(db_comment="Day on which the person said so")
    language = models.CharField(max_length=20, blank=True, db_comment="Language of the talk; empty: Vietnamese")
    interpreted = models.BooleanField(default=False, db_comment="An interpreter was there")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Wishes to return, in the person's words"
        indexes = [models.Index(fields=["case", "-said_on", "-recorded_at"], name="wish_by_case")]

    def __str__(self) -> str:
        return self.wants


class EmbassyNote(models.Model):
    """A diplomatic note about a foreigner, and what the embassy answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="embassy_notes", db_comment="Case")
    country = models.CharField(max_length=2, db_comment="ISO 3166 code of the state")
    sign = models.CharField(max_length=60, db_comment="Number and sign of the note")
    sent_on = models.DateField(db_comment="Date of the note")
    sent_by = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that sent it (acted_by_body)")
    answer_sign = models.CharField(max_length=60, blank=True, db_comment="Number of the answer")
    answered_on = models.DateField(null=True, db_comment="Date of the answer")
    answer_ct = models.BinaryField(null=True, db_comment="What the embassy answered, encrypted")
    answer_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body that passed the answer on; null: it came to us"
    )  # fmt: skip
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Notes to embassies"
        constraints = [
            models.UniqueConstraint(name="one_note_of_a_number", fields=["case", "sign", "sent_on"],
                                    violation_error_message=_("This note was recorded already.")),
            models.CheckConstraint(name="embassy_answers_after_the_note", condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("sent_on")),
                                   violation_error_message=_("The answer lies before the note.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.sign


class Interview(models.Model):
    """An interview held before: who asked, when, about what, where the record lies. Spares the person another one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="interviews", db_comment="Case")
    held_on = models.DateField(db_comment="Day")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body of ours that asked")
    asked_by = models.CharField(max_length=160, blank=True, db_comment="Body of another state or organisation")
    about = ArrayField(models.CharField(max_length=12, choices=About), db_comment="What it was about")
    kept_at = models.CharField(max_length=160, db_comment="Where the record is kept, with its number")
    note_ct = models.BinaryField(null=True, db_comment="What need not be asked again, encrypted")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Interviews held before"
        constraints = [
            models.CheckConstraint(name="interview_has_an_asker", condition=Q(body__isnull=False) | ~Q(asked_by=""),
                                   violation_error_message=_("Say who asked.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["case", "-held_on"], name="interview_by_case")]

    def __str__(self) -> str:
        return self.kept_at

    @property
    def about_words(self) -> list[str]:
        """What it was about, in words."""
        return [str(About(code).label) for code in self.about]


class Together(models.Model):
    """One case among people found together; the rows of one event bear the same `event`, each under its own wall."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.UUIDField(default=uuid.uuid4, db_comment="What these people were found in, together")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="together", db_comment="Case")
    found_on = models.DateField(db_comment="Day on which they were found")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that linked it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was linked")
    ended_at = models.DateTimeField(null=True, db_comment="When the link was taken back")

    class Meta:
        db_table_comment = "People found together"
        constraints = [
            models.UniqueConstraint(
                name="once_in_an_event", fields=["event", "case"], condition=Q(ended_at__isnull=True)
            )
        ]
        indexes = [models.Index(fields=["event"], name="together_event"), models.Index(fields=["case"], name="together_case")]  # fmt: skip

    def __str__(self) -> str:
        return str(self.event)
