import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.models import Filed
from vongtay.support.models.acted import Acted
from vongtay.support.states import Criterion, How, Income, Known, Met, VisitState
from vongtay.tasks.models import Task


class VisitRule(models.Model):
    """When visits are planned after a return, and after how many days without contact somebody is alarmed. The greatest number holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    number = models.PositiveSmallIntegerField(db_comment="Version: 1, 2, ...; the greatest holds")
    months = ArrayField(models.SmallIntegerField(), db_comment="Months after the return at which visits are planned")
    quiet_days = models.SmallIntegerField(db_comment="Days without the contact that was due after which it is shown")
    lost_days = models.SmallIntegerField(db_comment="Days without the contact that was due after which it is urgent")
    why = models.CharField(max_length=200, db_comment="Why it was changed, in the administrator's words")
    changed_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that changed it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it became known to the system")

    class Meta:
        db_table_comment = "Versions of the rule of visits, a setting of this house"
        constraints = [models.UniqueConstraint(name="visit_rule_number_once", fields=["world", "number"])]

    def __str__(self) -> str:
        return str(self.number)


class Homecoming(Acted):
    """A return home: from when, to which commune, and which body visits. A further return ends the former."""

    world = models.CharField(max_length=10, choices=World, db_comment="World")
    returned_on = models.DateField(db_comment="Day of the return")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune of the home")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that owes the visits")
    ended_at = models.DateTimeField(null=True, db_comment="When a further return took its place")

    class Meta:
        db_table_comment = "Returns home"
        constraints = [
            models.UniqueConstraint(name="one_home_at_a_time", fields=["case"], condition=Q(ended_at__isnull=True))
        ]
        indexes = [models.Index(fields=["world", "-returned_on"], name="homecoming_newest")]

    def __str__(self) -> str:
        return f"{self.returned_on}"


class PlannedVisit(Filed):
    """A visit that is owed by a day."""

    homecoming = models.ForeignKey(Homecoming, models.PROTECT, related_name="planned", db_comment="Return home")
    months = models.SmallIntegerField(db_comment="So many months after the return")
    due_on = models.DateField(db_comment="Day by which it is owed")
    state = models.CharField(
        max_length=10, choices=VisitState, default=VisitState.PLANNED, db_comment="planned, kept or cancelled"
    )
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+", db_comment="Task that reminds of it")

    class Meta:
        db_table_comment = "Visits owed after a return"
        constraints = [models.UniqueConstraint(name="one_visit_a_month", fields=["homecoming", "months"])]
        indexes = [models.Index(fields=["due_on"], name="visit_owed", condition=Q(state="planned"))]

    def __str__(self) -> str:
        return f"{self.due_on}"


class Visit(Acted):
    """A contact after the return that took place, or was tried in vain. Never edited: a row of its own takes it back."""

    homecoming = models.ForeignKey(Homecoming, models.PROTECT, related_name="visits", db_comment="Return home")
    planned = models.ForeignKey(
        PlannedVisit, models.PROTECT, null=True, related_name="visits", db_comment="Visit owed that this answers"
    )
    visited_on = models.DateField(db_comment="Day")
    how = models.CharField(max_length=10, choices=How, db_comment="home, elsewhere or phone")
    is_reached = models.BooleanField(db_comment="False: tried, but the person was not met")
    is_agreed = models.BooleanField(db_comment="It was agreed with the person in their safe way before")
    against_ct = models.BinaryField(null=True, db_comment="Why it was done against the person's word; encrypted")
    found_ct = models.BinaryField(null=True, db_comment="What was found, encrypted with the person's key")
    next_ct = models.BinaryField(null=True, db_comment="What comes next, encrypted with the person's key")

    class Meta:
        db_table_comment = "Visits and contacts after a return"
        constraints = [
            models.CheckConstraint(name="visit_met_tells_what_was_found", condition=Q(is_reached=False) | Q(found_ct__isnull=False),
                                   violation_error_message=_("Say what was found.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["homecoming", "-visited_on"], name="visit_newest")]

    def __str__(self) -> str:
        return f"{self.visited_on}"


class VisitTakenBack(Filed):
    """That a visit was noted wrongly: it stays on record and counts no more. Never edited."""

    visit = models.OneToOneField(
        Visit, models.PROTECT, related_name="taken_back", db_comment="Visit that is taken back; once"
    )
    reason_ct = models.BinaryField(db_comment="Why, encrypted with the person's key")

    class Meta:
        db_table_comment = "Visits that were noted wrongly and taken back"

    def __str__(self) -> str:
        return f"{self.visit_id}"


class Finding(Filed):
    """What a visit found on one criterion."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings", db_comment="Visit")
    criterion = models.CharField(max_length=10, choices=Criterion, db_comment="Criterion of ours")
    answer = models.CharField(max_length=10, choices=Met, db_comment="met, not_met or unknown")
    note_ct = models.BinaryField(null=True, db_comment="Note, encrypted with the person's key")

    class Meta:
        db_table_comment = "Criteria of a stable return, visit by visit"
        constraints = [models.UniqueConstraint(name="criterion_once_a_visit", fields=["visit", "criterion"])]

    def __str__(self) -> str:
        return f"{self.criterion} {self.answer}"


class Outcome(Filed):
    """How somebody stands a year after the return: codes alone, for counting. Only taken back with its visit; one stands for each return."""

    world = models.CharField(max_length=10, choices=World, db_comment="World")
    homecoming = models.ForeignKey(
        Homecoming, models.PROTECT, related_name="outcomes", db_comment="Return home; counted once"
    )
    visit = models.OneToOneField(
        Visit, models.PROTECT, related_name="outcome", db_comment="Visit at which it was asked; taken back with it"
    )
    asked_on = models.DateField(db_comment="Day of that visit")
    study = models.CharField(max_length=10, choices=Known, db_comment="Is at school or studies")
    skill = models.CharField(max_length=10, choices=Known, db_comment="Has learnt a trade")
    job = models.CharField(max_length=10, choices=Known, db_comment="Has a job")
    income = models.CharField(max_length=10, choices=Income, db_comment="Band of income, without amounts")
    safe = models.CharField(max_length=10, choices=Known, db_comment="Is safe")
    is_taken_back = models.BooleanField(default=False, db_comment="Taken back with its visit: counts no more")

    class Meta:
        db_table_comment = "Outcomes a year after the return"
        constraints = [
            models.UniqueConstraint(name="one_outcome_a_return", fields=["homecoming"], condition=Q(is_taken_back=False),
                                    violation_error_message=_("The outcome of this return was written down already.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "asked_on"], name="outcome_by_day")]

    def __str__(self) -> str:
        return f"{self.asked_on}"
