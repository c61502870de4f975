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
from vongtay.cases.states import AgeHow, AgePrecision, Channel, Need, PersonRole, Route, State, Urgency
from vongtay.grants.models import Subject
from vongtay.people.models import Person, Sex

# What a figure counts, and so what history keeps: each change leaves the former row with the moment it became known.
COUNTED = ["subject", "code", "world", "province", "place", "route", "regime", "channel", "event_on", "received_on", "received_by",
           "lead", "sex", "age_years", "age_precision", "age_how", "age_at_act", "nationality", "home_province", "urgency",
           "state", "decided_on", "version"]  # fmt: skip


# Beside them, written by a trigger of the database: until when a row was the newest of its case.
KNOWN_UNTIL = models.DateTimeField(null=True, db_comment="When a later row took its place; null: none has")


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), fields=COUNTED, model_name="CaseEvent", attrs={"known_until": KNOWN_UNTIL}
)  # fmt: skip
class Case(models.Model):
    """One person's way from reception to decision. Counted facts in clear, who it is elsewhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="case", db_comment="Protected subject")
    code = models.CharField(
        max_length=24, unique=True, db_comment="Province, year and random letters: tells no count and no name"
    )
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune of reception")
    route = models.CharField(max_length=4, choices=Route, db_comment="Route R1 to R7")
    regime = models.CharField(max_length=10, db_comment="Law in force on the day of the event")
    channel = models.CharField(max_length=20, choices=Channel, db_comment="Through whom the person arrived")
    event_on = models.DateField(db_comment="Day of the event that decides the law: report or hand-over")
    received_on = models.DateField(db_comment="Day of reception")
    received_at = models.DateTimeField(db_comment="Moment of reception: starts the clocks")
    received_by = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that received (acted_by_body)"
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    lead = models.ForeignKey(Body, models.PROTECT, related_name="cases", db_comment="Body that is responsible now")
    person = models.OneToOneField(Person, models.PROTECT, related_name="case", db_comment="Person concerned")
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN, db_comment="Sex")
    age_years = models.SmallIntegerField(null=True, db_comment="Whole years at reception")
    age_precision = models.CharField(
        max_length=10, choices=AgePrecision, default=AgePrecision.UNKNOWN, db_comment="How exact the age is"
    )
    age_how = models.CharField(max_length=12, choices=AgeHow, default=AgeHow.UNKNOWN, db_comment="How the age is known")
    age_at_act = models.SmallIntegerField(null=True, db_comment="Whole years at the act")
    nationality = models.CharField(max_length=2, blank=True, db_comment="ISO 3166; empty: not known")
    home_province = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", db_comment="Province of origin"
    )
    language = models.CharField(
        max_length=20, blank=True, db_comment="Language in which the person wishes to speak; empty: Vietnamese"
    )
    interpreter = models.BooleanField(default=False, db_comment="An interpreter is needed")
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.NORMAL, db_comment="Triage")
    needs = ArrayField(models.CharField(max_length=20), default=list, db_comment="Codes of what is needed at once")
    needs_met = ArrayField(models.CharField(max_length=20), default=list, db_comment="Those already seen to")
    complete_by = models.DateField(null=True, db_comment="Day by which the rapid record is to be completed")
    returned_on = models.DateField(
        null=True, db_comment="Day of a return that nobody received: the case is told afterwards"
    )
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED, db_comment="State")
    decided_on = models.DateField(null=True, db_comment="Day of the decision in force")
    bodies = ArrayField(
        models.UUIDField(), default=list, db_comment="Bodies with a live grant; kept by trigger on grants"
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Cases"
        constraints = [
            models.CheckConstraint(name="case_received_on_the_moment_s_day", condition=Q(received_on__gte="2000-01-01"),
                                   violation_error_message=_("The day of reception lies too far back.")),
            models.CheckConstraint(name="case_age_is_possible",
                                   condition=Q(age_years__isnull=True) | Q(age_years__gte=0, age_years__lte=120),
                                   violation_error_message=_("The age must lie between 0 and 120 years.")),
            models.CheckConstraint(name="case_age_known_or_not",
                                   condition=Q(age_years__isnull=True, age_precision="unknown") | Q(age_years__isnull=False) & ~Q(age_precision="unknown")),
            models.CheckConstraint(name="case_decided_has_a_day",
                                   condition=Q(state__in=["identified", "not_identified", "undetermined"], decided_on__isnull=False)
                                   | Q(state__in=["received", "verifying", "proposed"], decided_on__isnull=True),
                                   violation_error_message=_("A decided case has the day of its decision, and only a decided one.")),
            models.CheckConstraint(name="case_decided_after_reception", condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")),
                                   violation_error_message=_("The day of the decision must not lie before the reception.")),
        ]  # fmt: skip
        indexes = [
            GinIndex(fields=["bodies"], name="case_bodies"),
            models.Index(fields=["world", "-received_at", "id"], name="case_newest"),
            # Holds all that persons are counted by, so that a board counts from it and reads no case.
            models.Index(
                fields=["world", "province", "received_on"],
                name="case_by_day",
                include=["place", "route", "sex", "age_years", "state", "home_province"],
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Companion(models.Model):
    """Another person in a case, in a role of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="companions", db_comment="Protected subject")
    case = models.ForeignKey(Case, models.PROTECT, related_name="companions", db_comment="Case")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_comment="Who")
    role = models.CharField(max_length=20, choices=PersonRole, db_comment="Role in the case")
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN, db_comment="Sex")
    age_years = models.SmallIntegerField(null=True, db_comment="Whole years at reception")
    reported = models.BooleanField(default=False, db_comment="Reported for the person, who may not be able to")
    suspected = models.BooleanField(default=False, db_comment="Suspected: never offered as contact or escort")
    needs = ArrayField(models.CharField(max_length=20), default=list, db_comment="Codes of what this person needs")
    language = models.CharField(max_length=20, blank=True, db_comment="Language; empty: Vietnamese")
    own_case = models.OneToOneField(
        Case,
        models.PROTECT,
        null=True,
        related_name="grown_from",
        db_comment="The case of their own, once there is one",
    )
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")
    ended_at = models.DateTimeField(null=True, db_comment="When the role was taken back")

    class Meta:
        db_table_comment = "Other people in a case"
        constraints = [
            models.UniqueConstraint(name="one_role_at_a_time", fields=["case", "person"], condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(name="companion_child_is_under_18", condition=~Q(role="child") | Q(age_years__isnull=True) | Q(age_years__lt=18),
                                   violation_error_message=_("An accompanying child is under 18.")),
            models.CheckConstraint(name="companion_case_is_another", condition=Q(own_case__isnull=True) | ~Q(own_case=F("case"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.role

    @property
    def need_words(self) -> list[str]:
        """What this person needs, in words."""
        return [str(Need(code).label) for code in self.needs]

    @property
    def is_suspect(self) -> bool:
        """Whether this person must not be brought near the person concerned."""
        return self.suspected or self.role == PersonRole.SUSPECT

    @property
    def is_beside(self) -> bool:
        """Whether this person is with the person concerned; whoever only reported is not."""
        return self.role not in {PersonRole.SUSPECT, PersonRole.REPORTER}


class Draft(models.Model):
    """What somebody typed and has not sent yet: encrypted, theirs alone, gone after sending or a week."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="+", db_comment="Whose draft")
    form = models.CharField(max_length=40, db_comment="Which form")
    wrapped = models.BinaryField(db_comment="Its own wrapped key")
    content_ct = models.BinaryField(db_comment="What was typed, encrypted")
    saved_at = models.DateTimeField(db_default=Now(), db_comment="When it was last saved")

    class Meta:
        db_table_comment = "Unsent drafts"
        constraints = [models.UniqueConstraint(name="one_draft_a_form", fields=["post", "form"])]

    def __str__(self) -> str:
        return self.form
