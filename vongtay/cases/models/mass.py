import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.models.abroad import Abroad, AbroadStep
from vongtay.cases.models.case import Case
from vongtay.cases.states import Duty
from vongtay.grants.models import Subject
from vongtay.papers.models import Paper
from vongtay.people.models import Person


class MassEvent(models.Model):
    """Many people handed over at once: gate, time, country, joint team. Holds no person; its own grants say who takes part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.OneToOneField(
        Subject, models.PROTECT, related_name="mass_event", db_comment="Protected subject of the event itself"
    )
    code = models.CharField(max_length=24, unique=True, db_comment="Says no name and no count")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune of the gate")
    gate = models.CharField(max_length=120, db_comment="Gate or place")
    starts_at = models.DateTimeField(db_comment="When the hand-over begins")
    country = models.CharField(max_length=2, blank=True, db_comment="Country that hands over; empty: not known")
    foreign_body = models.CharField(max_length=160, blank=True, db_comment="Foreign body that hands over")
    expected = models.SmallIntegerField(null=True, db_comment="How many people are expected; empty: not known")
    lead = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that receives")
    decision_sign = models.CharField(max_length=60, blank=True, db_comment="Number of the decision on the joint team")
    decision_on = models.DateField(null=True, db_comment="Date of that decision")
    decision_by = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body that decided on the team"
    )
    bodies = ArrayField(
        models.UUIDField(), default=list, db_comment="Bodies with a live grant; kept by trigger on grants"
    )
    finished_at = models.DateTimeField(null=True, db_comment="When the event was finished")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Receptions of many people at once"
        constraints = [
            models.CheckConstraint(name="mass_expected_is_possible", condition=Q(expected__isnull=True) | Q(expected__gte=1, expected__lte=2000),
                                   violation_error_message=_("Expect from 1 to 2,000 people.")),
            models.CheckConstraint(name="mass_decision_whole", condition=Q(decision_sign="", decision_on__isnull=True, decision_by__isnull=True)
                                   | Q(decision_on__isnull=False, decision_by__isnull=False) & ~Q(decision_sign=""),
                                   violation_error_message=_("A decision has its number, its date and its body.")),
        ]  # fmt: skip
        indexes = [
            GinIndex(fields=["bodies"], name="mass_bodies"),
            models.Index(fields=["world", "-starts_at"], name="mass_newest"),
        ]

    def __str__(self) -> str:
        return self.code


class MassMember(models.Model):
    """A body in the joint team: by a post, by a named officer of a body without account, or as a whole; with a duty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject of the event")
    event = models.ForeignKey(MassEvent, models.PROTECT, related_name="members", db_comment="Event")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that takes part")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_comment="Post; empty: not one alone")
    officer = models.CharField(
        max_length=120, blank=True, db_comment="Officer of a body without account, as the decision names them"
    )
    duty = models.CharField(max_length=12, choices=Duty, db_comment="Duty in the team")
    may_write = models.BooleanField(default=False, db_comment="May write at the table")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    ended_at = models.DateTimeField(null=True, db_comment="When the membership ended")

    class Meta:
        db_table_comment = "Members of joint teams"
        constraints = [
            models.CheckConstraint(name="mass_named_officer_writes_nothing", condition=Q(officer="") | Q(may_write=False, post__isnull=True),
                                   violation_error_message=_("An officer without an account can't write at the table.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.duty


class MassLine(models.Model):
    """One person of an event, on the foreign list or added at the gate: the protected subject under which the case will stand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="mass_line", db_comment="Protected subject")
    event = models.ForeignKey(MassEvent, models.PROTECT, related_name="lines", db_comment="Event")
    number = models.SmallIntegerField(db_comment="Number within the event, from 1")
    tag = models.CharField(
        max_length=10, unique=True, db_comment="Code of the tag that the person carries: says nothing"
    )
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    person = models.OneToOneField(Person, models.PROTECT, related_name="mass_line", db_comment="Person concerned")
    on_list = models.BooleanField(db_comment="Stood on the foreign list")
    arrived_at = models.DateTimeField(null=True, db_comment="When the person came")
    absent_at = models.DateTimeField(null=True, db_comment="When it was noted that the person did not come")
    left_at = models.DateTimeField(null=True, db_comment="When the person left the place of reception")
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, related_name="mass_line", db_comment="Case, once received"
    )
    placed_at = models.DateTimeField(
        null=True, db_comment="When a place to sleep was confirmed; where stands in the stay"
    )
    vehicle = models.CharField(max_length=40, blank=True, db_comment="Vehicle that takes the person on")
    claimed_by = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Post that has the line open just now",
        db_index=False,
    )
    claimed_at = models.DateTimeField(null=True, db_comment="Since when that post has it open")
    claimed_until = models.DateTimeField(null=True, db_comment="When that ends by itself")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change of what stands in clear")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "People of receptions of many at once"
        constraints = [
            models.UniqueConstraint(name="mass_lines_in_order", fields=["event", "number"]),
            models.CheckConstraint(name="mass_came_or_not", condition=Q(arrived_at__isnull=True) | Q(absent_at__isnull=True),
                                   violation_error_message=_("Somebody who came is not absent.")),
            models.CheckConstraint(name="mass_left_after_coming", condition=Q(left_at__isnull=True) | Q(arrived_at__isnull=False, left_at__gte=F("arrived_at")),
                                   violation_error_message=_("Only somebody who came can leave, and not before.")),
            models.CheckConstraint(name="mass_placed_has_a_case", condition=Q(placed_at__isnull=True) | Q(case__isnull=False)),
            models.CheckConstraint(name="mass_received_is_there", condition=Q(case__isnull=True) | Q(arrived_at__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.tag


class MassAnswer(models.Model):
    """What was written in one field of a line, once: a later answer is a later row, so nothing is ever overwritten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    line = models.ForeignKey(MassLine, models.PROTECT, related_name="answers", db_comment="Line")
    field = models.CharField(max_length=12, db_comment="Which field")
    number = models.SmallIntegerField(db_comment="Which answer in this field, from 1")
    value_ct = models.BinaryField(
        null=True, db_comment="What was written, encrypted with the person's key; empty: nothing"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was written")

    class Meta:
        db_table_comment = "What was written at the table, field by field"
        # Two who write the same field at once: the second row has the same number and is refused.
        constraints = [models.UniqueConstraint(name="mass_answers_in_order", fields=["line", "field", "number"])]

    def __str__(self) -> str:
        return self.field


class MassMatch(models.Model):
    """A person's word on whether a line and an entry of the abroad list are the same human being. Never made by a machine."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject of the line")
    line = models.ForeignKey(MassLine, models.PROTECT, related_name="matches", db_comment="Line")
    entry = models.ForeignKey(
        Abroad, models.PROTECT, related_name="mass_matches", db_comment="Entry of the abroad list"
    )
    same = models.BooleanField(db_comment="The same person, or two people")
    judged_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that judged", db_index=False)
    judged_at = models.DateTimeField(db_default=Now(), db_comment="When it was judged")
    step = models.OneToOneField(
        AbroadStep, models.PROTECT, null=True, related_name="+", db_comment="Return that it wrote into the abroad list"
    )
    undone_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Judgements on lines of foreign lists and entries of the abroad list"
        constraints = [
            models.UniqueConstraint(name="mass_one_judgement", fields=["line", "entry"], condition=Q(undone_at__isnull=True)),
            models.UniqueConstraint(name="mass_line_is_one_person", fields=["line"], condition=Q(undone_at__isnull=True, same=True),
                                    violation_error_message=_("This line was confirmed as another entry already.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.same)


class MassHandover(models.Model):
    """One list by which people of an event go on to a body, issued as a paper. The people stand in the paper and in their cases' steps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject of the event")
    event = models.ForeignKey(MassEvent, models.PROTECT, related_name="handovers", db_comment="Event")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+", db_comment="The list as issued")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that takes the people over")
    handed_at = models.DateTimeField(db_comment="When they are handed over")
    people = models.SmallIntegerField(db_comment="How many people stand on it")
    named = models.SmallIntegerField(db_comment="How many of them by name")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that issued it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was issued")

    class Meta:
        db_table_comment = "Lists that hand over many people"
        constraints = [
            models.CheckConstraint(name="mass_handover_has_people", condition=Q(people__gte=1, named__gte=0, named__lte=F("people"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.people)
