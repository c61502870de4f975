import uuid

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.models.case import Case
from vongtay.cases.states import AbroadState, AbroadStepKind, KnownThrough, RoundKind, RoundScope, YesNo
from vongtay.grants.models import Subject
from vongtay.people.models import Person, Sex


class AbroadImport(models.Model):
    """One list of a commune that was read from a file; undone as a whole, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that read it")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune whose list it is")
    entries = models.IntegerField(db_comment="Entries that it made")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that read it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was read")
    undone_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that undid it", db_index=False
    )
    undone_at = models.DateTimeField(null=True, db_comment="When it was undone")

    class Meta:
        db_table_comment = "Lists of residents abroad that were read from a file"
        constraints = [
            models.CheckConstraint(name="abroad_import_undone_by", condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                                   | Q(undone_by__isnull=False, undone_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class ReviewRound(models.Model):
    """A review of a commune's list in one month, or a round among people who came back. Tells of no person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        max_length=10, choices=RoundKind, db_comment="Monthly review or round among returned people"
    )
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that reviews")
    month = models.DateField(null=True, db_comment="First day of the month that is reviewed")
    held_on = models.DateField(null=True, db_comment="Day of a round among returned people")
    scope = models.CharField(max_length=12, choices=RoundScope, blank=True, db_comment="Among whom")
    people_seen = models.IntegerField(null=True, db_comment="How many people were seen")
    nil = models.BooleanField(default=False, db_comment="Said by an explicit act: nothing to report")
    done_at = models.DateTimeField(null=True, db_comment="When everything was answered, or nil was said")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that began it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Review rounds of the list of residents abroad"
        constraints = [
            models.UniqueConstraint(name="one_review_a_month", fields=["world", "place", "month"], condition=Q(kind="monthly")),
            models.CheckConstraint(name="review_round_has_its_day",
                                   condition=Q(kind="monthly", month__isnull=False, held_on__isnull=True, people_seen__isnull=True)
                                   | Q(kind="outreach", month__isnull=True, held_on__isnull=False, people_seen__gte=0) & ~Q(scope="")),
            models.CheckConstraint(name="review_nil_is_done", condition=Q(nil=False) | Q(done_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.kind


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), model_name="AbroadEvent",
    fields=["subject", "code", "world", "province", "place", "sex", "country", "since", "contact", "circumstances", "state", "version"],
)  # fmt: skip
class Abroad(models.Model):
    """One resident who is reported abroad. Nobody is called a victim here: that is said by a case's decision alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="abroad", db_comment="Protected subject")
    code = models.CharField(max_length=24, unique=True, db_comment="Says no name and no count")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province of residence")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune of residence")
    lead = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that keeps the entry")
    person = models.OneToOneField(Person, models.PROTECT, related_name="abroad", db_comment="Person concerned")
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN, db_comment="Sex")
    country = models.CharField(max_length=2, blank=True, db_comment="ISO 3166; ZZ: another; empty: not known")
    since = models.CharField(max_length=11, blank=True, db_comment="Since when, as far as known; empty: not known")
    known_through = models.CharField(max_length=20, choices=KnownThrough, db_comment="How it is known")
    known_on = models.DateField(db_comment="Day on which it was told")
    contact = models.CharField(
        max_length=10, choices=YesNo, default=YesNo.UNKNOWN, db_comment="Whether the family has contact"
    )
    circumstances = ArrayField(models.CharField(max_length=20), default=list, db_comment="Codes of circumstances")
    state = models.CharField(max_length=20, choices=AbroadState, default=AbroadState.ABROAD, db_comment="State")
    returned_on = models.DateField(null=True, db_comment="Day of the latest return")
    reviewed_on = models.DateField(null=True, db_comment="Day of the latest review")
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="abroad", db_comment="Case opened after the screening"
    )
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_comment="The other entry of the same person"
    )
    taken_from = models.ForeignKey(
        AbroadImport, models.PROTECT, null=True, related_name="made", db_comment="List from which it was read"
    )
    found_in = models.ForeignKey(
        ReviewRound, models.PROTECT, null=True, related_name="found", db_comment="Round in which the person was found"
    )
    bodies = ArrayField(
        models.UUIDField(), default=list, db_comment="Bodies with a live grant; kept by trigger on grants"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Residents reported abroad, by commune"
        constraints = [
            models.CheckConstraint(name="abroad_identification_has_a_case",
                                   condition=~Q(state="in_identification") | Q(case__isnull=False)),
            models.CheckConstraint(name="abroad_twice_names_the_other", condition=~Q(state="duplicate") | Q(same_as__isnull=False) & ~Q(same_as=F("id")),
                                   violation_error_message=_("Name the other entry of the same person.")),
        ]  # fmt: skip
        indexes = [
            GinIndex(fields=["bodies"], name="abroad_bodies"),
            models.Index(fields=["world", "province", "place"], name="abroad_by_place"),
        ]

    def __str__(self) -> str:
        return self.code


class AbroadStep(models.Model):
    """One thing that became known of an entry: when it happened, when we knew, who says so. Never edited."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    entry = models.ForeignKey(Abroad, models.PROTECT, related_name="steps", db_comment="Entry")
    number = models.SmallIntegerField(db_comment="Order in which it was written, from 1")
    kind = models.CharField(max_length=12, choices=AbroadStepKind, db_comment="What it is")
    state = models.CharField(max_length=20, choices=AbroadState, db_comment="State after it")
    result = models.CharField(
        max_length=12, blank=True, db_comment="Signs found, answer of a review, or what was offered"
    )
    taken = models.CharField(max_length=10, blank=True, db_comment="Whether an offer was taken: yes, no, unknown")
    happened_on = models.DateField(db_comment="Day on which it happened")
    known_through = models.CharField(max_length=20, choices=KnownThrough, blank=True, db_comment="Who says so")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", db_comment="Case that was linked")
    review = models.ForeignKey(
        ReviewRound, models.PROTECT, null=True, related_name="answers", db_comment="Review that it answers"
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by", db_comment="Step that this takes back as wrong"
    )
    note_ct = models.BinaryField(null=True, db_comment="Note, encrypted with the person's key")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that did it", db_index=False
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it down", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "What became known of residents abroad"
        constraints = [
            models.UniqueConstraint(name="abroad_steps_in_order", fields=["entry", "number"]),
            models.CheckConstraint(name="abroad_screening_has_a_result",
                                   condition=~Q(kind="moved", state="screened") | Q(result__in=["yes", "no", "unclear"])),
            models.CheckConstraint(name="abroad_step_names_its_case", condition=~Q(kind="moved", state="in_identification") | Q(case__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.kind
