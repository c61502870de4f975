"""The register of risk businesses, inspections, what was found there, and what came of it. Nothing about a protected person."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.grants.models import Subject
from vongtay.indicators.models import Bound, Indicator
from vongtay.programme.models.entered import Entered
from vongtay.programme.states.inspections import (
    BusinessKind,
    FindingState,
    InspectionKind,
    NumberKind,
    PenaltyKind,
    TeamKind,
)


class Business(Entered):
    """A business, website or broker that an inspection may look at (F167). One row by name and number, dated."""

    kind = models.CharField(max_length=16, choices=BusinessKind, db_comment="What makes it one to look at")
    name = models.CharField(max_length=200, db_comment="Name of the establishment as written, of no person")
    normal_name = models.CharField(max_length=200, db_comment="Name without marks, signs and ways of writing its form")
    number_kind = models.CharField(max_length=8, choices=NumberKind, blank=True, db_comment="What the number is")
    number = models.CharField(max_length=120, blank=True, db_comment="Tax or licence number, or address on the net")
    normal_number = models.CharField(max_length=120, blank=True, db_comment="Number without spaces and signs")
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune or province it works in")
    address = models.CharField(max_length=200, blank=True, db_comment="Address of the establishment")
    listed_on = models.DateField(db_comment="Day from which it stands in the register")
    left_on = models.DateField(null=True, db_comment="Day on which it left the register; null: in it")
    left_reason = models.CharField(max_length=200, blank=True, db_comment="Why it left")
    note = models.CharField(max_length=500, blank=True, db_comment="Why it is in the register; no name of a person")

    class Meta:
        db_table_comment = "Register of risk businesses"
        constraints = [
            models.UniqueConstraint(name="business_once_by_number", fields=["world", "province", "normal_number"], condition=~Q(normal_number=""),
                                    violation_error_message=_("This number stands in the register already.")),
            models.UniqueConstraint(name="business_once_by_name", fields=["world", "province", "normal_name", "area"], condition=Q(normal_number=""),
                                    violation_error_message=_("A business of this name stands in the register of this place already.")),
            models.CheckConstraint(name="business_left_with_a_reason", condition=Q(left_on__isnull=True, left_reason="") | Q(left_on__gte=F("listed_on")) & ~Q(left_reason=""),
                                   violation_error_message=_("Say why it leaves the register, and on which day after it came in.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "kind", "normal_name"], name="business_by_kind")]

    def __str__(self) -> str:
        return self.name


class InspectionTeam(Entered):
    """A team that inspects: 178, another between bodies, or of one body. Its bodies are its seats."""

    kind = models.CharField(max_length=12, choices=TeamKind, db_comment="What kind of team")
    name = models.CharField(max_length=200, db_comment="Name of the team as its decision writes it")
    decision_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the decision on it")
    founded_on = models.DateField(db_comment="Day from which it works")
    ended_on = models.DateField(null=True, db_comment="Last day; null: at work")

    class Meta:
        db_table_comment = "Inspection teams"
        constraints = [
            models.CheckConstraint(name="inspection_team_ends_later", condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
                                   violation_error_message=_("The last day lies before the first.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class InspectionSeat(models.Model):
    """A body with members in a team."""

    team = models.ForeignKey(InspectionTeam, models.PROTECT, related_name="seats", db_comment="Team")
    seat_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body with members in it")

    class Meta:
        db_table_comment = "Bodies of inspection teams"
        constraints = [models.UniqueConstraint(name="inspection_seat_once", fields=["team", "seat_body"])]

    def __str__(self) -> str:
        return str(self.seat_body_id)


class InspectionPlan(Entered):
    """One line of a year's plan of inspections (F164): which kind, where, how many, by when, by which paper."""

    year = models.SmallIntegerField(db_comment="Year")
    kind = models.CharField(max_length=12, choices=InspectionKind, db_comment="Businesses, or bodies")
    business_kind = models.CharField(
        max_length=16, choices=BusinessKind, blank=True, db_comment="Of which kind of business; empty: any"
    )
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Where")
    team = models.ForeignKey(InspectionTeam, models.PROTECT, null=True, related_name="+", db_comment="Which team")
    sites = models.IntegerField(db_comment="How many places to visit")
    due_on = models.DateField(null=True, db_comment="By when; null: within the year")
    sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the plan")
    dropped_reason = models.CharField(max_length=200, blank=True, db_comment="Why it was given up; empty: it stands")

    class Meta:
        db_table_comment = "Plan of inspections, by line"
        constraints = [
            models.CheckConstraint(name="inspection_plan_counts", condition=Q(sites__gt=0, year__gte=2000, year__lte=2100),
                                   violation_error_message=_("Give how many places, and the year.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year}"


class Inspection(Entered):
    """One inspection: of businesses, or of bodies and communes. What it counts stands in its counts, as told."""

    bodies = ArrayField(models.UUIDField(), db_comment="Own body and those of the team on that day: they write in it")
    kind = models.CharField(max_length=12, choices=InspectionKind, db_comment="Businesses, or bodies")
    held_on = models.DateField(db_comment="First day")
    held_to = models.DateField(null=True, db_comment="Last day; null: one day")
    area = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Where")
    topic = models.CharField(max_length=300, db_comment="What it looked at; no name of a person")
    team = models.ForeignKey(InspectionTeam, models.PROTECT, null=True, related_name="+", db_comment="Team")
    planned = models.ForeignKey(
        InspectionPlan,
        models.PROTECT,
        null=True,
        related_name="inspections",
        db_comment="Line of the plan it carries out",
    )
    led_by = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Another body that inspected; null: own body"
    )
    source_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the paper on it")
    source_on = models.DateField(null=True, db_comment="Date of that paper")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back as wrong")
    withdraw_reason = models.CharField(max_length=200, blank=True, db_comment="Why")

    class Meta:
        db_table_comment = "Inspections"
        constraints = [
            models.CheckConstraint(name="inspection_ends_later", condition=Q(held_to__isnull=True) | Q(held_to__gte=F("held_on")),
                                   violation_error_message=_("The last day lies before the first.")),
            models.CheckConstraint(name="inspection_of_others_has_a_paper",
                                   condition=Q(led_by__isnull=True) | (~Q(source_sign="") & Q(source_on__isnull=False)),
                                   violation_error_message=_("Give the number and date of the paper from which another body's act is entered.")),
            models.CheckConstraint(name="inspection_withdrawn_with_a_reason",
                                   condition=Q(withdrawn_at__isnull=True, withdraw_reason="") | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
                                   violation_error_message=_("Say why.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "-held_on"], name="inspection_newest")]

    def __str__(self) -> str:
        return self.topic


class InspectionCount(models.Model):
    """A quantity of an inspection as it was told, with its bound: it may differ from the rows below, and that is shown."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="counts", db_comment="Inspection")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_comment="What is counted")
    value = models.IntegerField(db_comment="Lower value")
    value_high = models.IntegerField(null=True, db_comment="Upper value of a range")
    bound = models.CharField(max_length=10, choices=Bound, default=Bound.EXACT, db_comment="How the value limits")
    unit = models.CharField(max_length=80, db_comment="Unit in the officer's words")
    is_told = models.BooleanField(default=True, db_comment="False: a correction took it back")

    class Meta:
        db_table_comment = "What an inspection counted, as told"
        constraints = [models.UniqueConstraint(name="inspection_counts_once", fields=["inspection", "indicator"])]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.value}"


class Visit(Entered):
    """One place that an inspection looked at: a business, or a body. The answers stand on one edition of a checklist."""

    bodies = ArrayField(models.UUIDField(), db_comment="As of the inspection")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="visits", db_comment="Inspection")
    business = models.ForeignKey(
        Business, models.PROTECT, null=True, related_name="visits", db_comment="Business that was looked at"
    )
    looked_at = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body or commune that was looked at"
    )
    visited_on = models.DateField(db_comment="Day")
    edition = models.CharField(max_length=40, db_comment="Edition of the checklist, e.g. sensitive.1")
    answers = models.JSONField(db_comment="Code of the question: met, not_met or unseen")
    note = models.CharField(max_length=500, blank=True, db_comment="In words; no name of a person")

    class Meta:
        db_table_comment = "Places visited by inspections"
        constraints = [
            models.CheckConstraint(name="visit_is_somewhere", condition=Q(business__isnull=False, looked_at__isnull=True) | Q(business__isnull=True, looked_at__isnull=False)),
            models.UniqueConstraint(name="business_visited_once", fields=["inspection", "business"], condition=Q(business__isnull=False),
                                    violation_error_message=_("This place was entered for this inspection already.")),
            models.UniqueConstraint(name="body_visited_once", fields=["inspection", "looked_at"], condition=Q(looked_at__isnull=False),
                                    violation_error_message=_("This place was entered for this inspection already.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.visited_on)

    @property
    def place_name(self) -> str:
        """What was visited."""
        if self.business is not None:
            return self.business.name
        return self.looked_at.short_name if self.looked_at else ""


class Finding(Entered):
    """Something that was not in order. One that concerns a person holds no word about them: their case does."""

    bodies = ArrayField(models.UUIDField(), db_comment="As of the inspection")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="findings", db_comment="Where")
    question = models.CharField(
        max_length=40, blank=True, db_comment="Code of the question; empty: found beside the list"
    )
    words = models.CharField(max_length=500, blank=True, db_comment="What was found; empty where a person is concerned")
    concerns_person = models.BooleanField(default=False, db_comment="Somebody there may need protection")
    mend_by = models.DateField(null=True, db_comment="By when it is to be mended; null: no day was set")
    state = models.CharField(
        max_length=8, choices=FindingState, default=FindingState.OPEN, db_comment="By the last re-check"
    )
    screened_on = models.DateField(
        null=True, db_comment="Day on which a screening was opened; whose, only the case knows"
    )
    screened_by = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body that opened it", db_index=False
    )

    class Meta:
        db_table_comment = "Findings of inspections"
        constraints = [
            models.CheckConstraint(name="finding_says_nothing_of_a_person", condition=Q(concerns_person=False) | Q(words=""),
                                   violation_error_message=_("What concerns a person is written in their case, not here.")),
            models.CheckConstraint(name="finding_says_something", condition=Q(concerns_person=True) | ~Q(words=""),
                                   violation_error_message=_("Say what was found.")),
            models.CheckConstraint(name="finding_screened_is_of_a_person",
                                   condition=Q(screened_on__isnull=True, screened_by__isnull=True) | Q(screened_on__isnull=False, screened_by__isnull=False, concerns_person=True)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "state", "mend_by"], name="finding_by_state")]

    def __str__(self) -> str:
        return self.question or str(self.pk)


class Screening(models.Model):
    """The key of the case that a finding opened: read only by whoever reaches that case. Written once."""

    finding = models.OneToOneField(Finding, models.PROTECT, primary_key=True, db_comment="Finding")
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    world = models.CharField(max_length=10, db_comment="World")

    class Meta:
        db_table_comment = "Which case a finding opened"

    def __str__(self) -> str:
        return str(self.finding_id)


class Penalty(Entered):
    """What was decided against a business, as the decision says. No amount of the law is proposed."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="penalties", db_comment="Finding")
    kind = models.CharField(max_length=12, choices=PenaltyKind, db_comment="What was decided")
    amount_dong = models.BigIntegerField(null=True, db_comment="Whole đồng, of a fine")
    decided_by = models.CharField(max_length=160, db_comment="Body that decided, as the decision writes it")
    decision_sign = models.CharField(max_length=60, db_comment="Number and sign of the decision")
    decided_on = models.DateField(db_comment="Date of the decision")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back as wrongly entered")
    withdraw_reason = models.CharField(max_length=200, blank=True, db_comment="Why")

    class Meta:
        db_table_comment = "Penalties decided after inspections"
        constraints = [
            models.CheckConstraint(name="penalty_fine_has_an_amount", condition=Q(kind="fine", amount_dong__gt=0) | ~Q(kind="fine") & Q(amount_dong__isnull=True),
                                   violation_error_message=_("A fine has its amount in whole đồng; other measures have none.")),
            models.UniqueConstraint(name="penalty_decision_once", fields=["world", "province", "decided_by", "decision_sign", "decided_on"],
                                    condition=Q(withdrawn_at__isnull=True), violation_error_message=_("This decision was entered already.")),
            models.CheckConstraint(name="penalty_withdrawn_with_a_reason",
                                   condition=Q(withdrawn_at__isnull=True, withdraw_reason="") | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
                                   violation_error_message=_("Say why.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.decision_sign


class Recheck(Entered):
    """A later look: what was found is mended, or not. The last one says how the finding stands."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="rechecks", db_comment="Finding")
    checked_on = models.DateField(db_comment="Day")
    is_mended = models.BooleanField(db_comment="Whether it is mended")
    words = models.CharField(max_length=500, blank=True, db_comment="What was seen; no name of a person")

    class Meta:
        db_table_comment = "Re-checks of findings"

    def __str__(self) -> str:
        return str(self.checked_on)
