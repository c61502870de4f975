import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.roles import World
from vongtay.common.periods import Calendar, parse_period
from vongtay.indicators.models import Bound, Indicator
from vongtay.papers.models import StoredFile
from vongtay.reports.states.calendar import (
    OPEN,
    PERIOD_KINDS,
    SET_BY_BODY,
    Answer,
    DueRule,
    Owes,
    Speaks,
    Stage,
    SubmissionState,
)

_CALENDARS = [(calendar.value, calendar.value) for calendar in Calendar]
_OF_COUNTRY = Q(province=COUNTRY)
_NO_DOCUMENT = Q(asked_sign="", asked_on__isnull=True)


class Obligation(models.Model):
    """Who owes which report to this body, how often and by when. What is owed for a period follows from it and from the dates of bodies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="+",
        db_comment="Province whose bodies owe it; the country: of all provinces",
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that asks and receives")
    title = models.CharField(max_length=200, db_comment="What the report is called")
    owes = models.CharField(max_length=10, choices=Owes, db_comment="Who owes it: communes, kind or body")
    owing_kind = models.CharField(
        max_length=40, blank=True, db_comment="Kind of the bodies that owe it, where owes is kind"
    )
    owing_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="The one body that owes it, where owes is body"
    )
    speaks = models.CharField(max_length=5, choices=Speaks, db_comment="Of what its figures speak: area or own")
    calendar = models.CharField(max_length=20, choices=_CALENDARS, db_comment="administrative or statistical")
    period_kind = models.CharField(max_length=20, choices=PERIOD_KINDS, db_comment="How long a period is")
    begins_on = models.DateField(db_comment="Periods that are cut off on or after this day are owed")
    ended_on = models.DateField(
        null=True, db_comment="Periods that are cut off after this day are owed no more; null: open"
    )
    ended_why = models.CharField(max_length=300, blank=True, db_comment="Why it was ended")
    wants_narrative = models.BooleanField(default=False, db_comment="True: words are asked for as well")
    wants_file = models.BooleanField(default=False, db_comment="True: a file is asked for as well")
    due_rule = models.CharField(
        max_length=15, choices=DueRule, blank=True, default="", db_comment="How the last day is found; empty: none was set"
    )  # fmt: skip
    due_number = models.SmallIntegerField(
        null=True, db_comment="Working days after the cut-off, or day of the month",
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )  # fmt: skip
    asked_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the document that asks and sets the day"
    )
    asked_on = models.DateField(null=True, db_comment="Day of that document")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that set it up", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was set up")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Reports that bodies owe: who, to whom, how often, by when"
        constraints = [
            models.CheckConstraint(
                name="obligation_says_who", violation_error_message=_("Say who owes the report."),
                condition=Q(owes="communes", owing_kind="", owing_body__isnull=True) | Q(owes="kind", owing_body__isnull=True) & ~Q(owing_kind="")
                | Q(owes="body", owing_kind="", owing_body__isnull=False),
            ),
            models.CheckConstraint(
                name="obligation_of_country_skips_communes", violation_error_message=_("Communes report to their province: of the country, ask the bodies of provinces."),
                condition=~_OF_COUNTRY | ~Q(owes="communes") & ~Q(owing_kind="commune"),
            ),
            models.CheckConstraint(
                name="obligation_day_has_document", violation_error_message=_("A day that your body sets needs its number and the document that asks."),
                condition=~Q(due_rule__in=SET_BY_BODY) & Q(due_number__isnull=True)
                | Q(due_rule__in=SET_BY_BODY, due_number__isnull=False, due_number__range=(1, 60), asked_on__isnull=False) & ~Q(asked_sign=""),
            ),
            models.CheckConstraint(
                name="obligation_document_is_whole", violation_error_message=_("Give the number and the day of the document."),
                condition=_NO_DOCUMENT | ~Q(asked_sign="") & Q(asked_on__isnull=False),
            ),
            models.CheckConstraint(
                name="obligation_ended_says_why", violation_error_message=_("Say why it ends."),
                condition=Q(ended_on__isnull=True, ended_why="") | Q(ended_on__isnull=False) & ~Q(ended_why=""),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province"], name="obligation_of_province")]

    def __str__(self) -> str:
        return self.title


class AskedIndicator(models.Model):
    """An indicator whose figure a report is to give."""

    id = models.BigAutoField(primary_key=True)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="asked", db_comment="Obligation")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="+", db_comment="Indicator asked for", db_index=False
    )

    class Meta:
        db_table_comment = "Indicators that a report is to give"
        constraints = [models.UniqueConstraint(name="asked_indicator_once", fields=["obligation", "indicator"])]

    def __str__(self) -> str:
        return self.indicator_id


class Submission(models.Model):
    """One version of what a body reports for a period. Approved it is locked; a correction is a new version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province", db_index=False)
    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="submissions", db_comment="What it answers", db_index=False
    )
    period = models.CharField(max_length=20, db_comment="Code of the period, e.g. 2026-Q1")
    first_on = models.DateField(db_comment="First day of the period")
    last_on = models.DateField(db_comment="Last day of the period: the cut-off")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that reports")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that receives")
    number = models.SmallIntegerField(default=1, db_comment="Version: 1, then corrections")
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="corrected_by",
        db_comment="The locked version that it corrects",
    )
    state = models.CharField(
        max_length=12, choices=SubmissionState, default=SubmissionState.DRAFT, db_comment="draft, sent, returned, approved or superseded"
    )  # fmt: skip
    narrative_ct = models.BinaryField(null=True, db_comment="What is told in words, encrypted")
    why_ct = models.BinaryField(null=True, db_comment="Why a locked version is corrected, encrypted")
    wrapped = models.BinaryField(db_comment="Its own wrapped key")
    due_on = models.DateField(null=True, db_comment="Last day as it stood when it was first sent; null: none was set")
    received_on = models.DateField(null=True, db_comment="Day on which it was first sent, or its paper arrived")
    sent_at = models.DateTimeField(null=True, db_comment="When it was last sent")
    sent_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that last sent it", db_index=False
    )
    decided_at = models.DateTimeField(null=True, db_comment="When it was approved")
    approved_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Second person, who approved it", db_index=False
    )
    source_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the paper it was entered from; empty: the body entered it"
    )  # fmt: skip
    source_on = models.DateField(null=True, db_comment="Day of that paper")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it last", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was begun")
    last_post = models.UUIDField(db_comment="Key of the last form that was sent: the same form twice is one act")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Reports of bodies for periods, version by version"
        constraints = [
            models.UniqueConstraint(name="submission_version_once", fields=["obligation", "period", "body", "number"]),
            models.UniqueConstraint(
                name="submission_one_open", fields=["obligation", "period", "body"], condition=Q(state__in=OPEN),
                violation_error_message=_("This report is being worked on already."),
            ),
            models.UniqueConstraint(name="submission_one_locked", fields=["obligation", "period", "body"], condition=Q(state="approved")),
            models.CheckConstraint(
                name="submission_correction_has_former", condition=Q(number=1, corrects__isnull=True, why_ct__isnull=True)
                | Q(number__gt=1, corrects__isnull=False, why_ct__isnull=False), violation_error_message=_("Say why it is corrected."),
            ),
            models.CheckConstraint(
                name="submission_sent_by_somebody", condition=Q(state="draft") | Q(sent_by__isnull=False, sent_at__isnull=False, received_on__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_approved_by_second", violation_error_message=_("Somebody else than the sender approves."),
                condition=Q(state__in=OPEN, approved_by__isnull=True) | Q(approved_by__isnull=False, decided_at__isnull=False) & ~Q(approved_by=F("sent_by")),
            ),
            models.CheckConstraint(
                name="submission_paper_is_whole", condition=Q(source_sign="", source_on__isnull=True) | ~Q(source_sign="") & Q(source_on__isnull=False),
                violation_error_message=_("Give the number and the day of the paper."),
            ),
            models.CheckConstraint(name="submission_to_another", condition=~Q(body=F("to_body"))),
            models.CheckConstraint(name="submission_period_forwards", condition=Q(last_on__gte=F("first_on"))),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["to_body"], name="submission_waiting", condition=Q(state="sent")),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.number}"

    @property
    def period_label(self) -> str:
        """The period in words."""
        return parse_period(self.period, Calendar(self.obligation.calendar)).label

    @property
    def is_from_paper(self) -> bool:
        """Whether the receiving body entered it from the paper of the other."""
        return self.source_sign != ""

    @property
    def is_locked(self) -> bool:
        """Whether it can't be changed any more."""
        return self.state in (SubmissionState.APPROVED, SubmissionState.SUPERSEDED)


class SubmissionLine(models.Model):
    """What a report says of one indicator: a figure, nil said outright, or that there are no figures yet. Each with who said it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="lines", db_comment="Report")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_comment="Indicator", db_index=False)
    source = models.UUIDField(
        db_comment="What its figure names as its source: the same in every version", db_index=True
    )
    answer = models.CharField(
        max_length=5, choices=Answer, blank=True, default="", db_comment="value, nil, none, or empty: not answered yet"
    )
    value = models.DecimalField(max_digits=18, decimal_places=2, null=True, db_comment="Lower value; đồng for money")
    value_high = models.DecimalField(max_digits=18, decimal_places=2, null=True, db_comment="Upper value of a range")
    bound = models.CharField(
        max_length=10, choices=Bound, default=Bound.EXACT, db_comment="exact, at_least, at_most or about"
    )
    splits = models.JSONField(
        default=dict, db_default={},
        db_comment='How many of it by dimension and category: {"sex": {"female": 12}}; what is missing to the value is unknown',
    )  # fmt: skip
    said_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that said so", db_index=False)
    said_at = models.DateTimeField(db_comment="When it was said")

    class Meta:
        db_table_comment = "What reports say of each indicator"
        constraints = [
            models.UniqueConstraint(name="submission_line_once", fields=["submission", "indicator"]),
            models.CheckConstraint(
                name="submission_line_splits_a_value", condition=Q(answer="value") | Q(splits={}),
                violation_error_message=_("Only a figure has parts."),
            ),
            models.CheckConstraint(
                name="submission_line_value_if_said", condition=Q(answer="value", value__isnull=False) | ~Q(answer="value") & Q(value__isnull=True, value_high__isnull=True),
            ),
            models.CheckConstraint(
                name="submission_line_range", condition=Q(value_high__isnull=True) | Q(value_high__gt=F("value")),
                violation_error_message=_("The upper value must be greater than the lower one."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.answer}"


class SubmissionFile(models.Model):
    """A file that goes with a report: its paper, a scan, a table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="files", db_comment="Report")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_comment="The file, encrypted")
    added_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Who added it", db_index=False)
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was added")

    class Meta:
        db_table_comment = "Files of reports of bodies"
        constraints = [models.UniqueConstraint(name="submission_file_once", fields=["submission", "file"])]

    def __str__(self) -> str:
        return str(self.file_id)


class SubmissionStep(models.Model):
    """One step on the way of a report. Never edited; a sending keeps what was said then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps", db_comment="Report")
    to_state = models.CharField(
        max_length=12, choices=SubmissionState, db_comment="State that it came to; draft: it was begun"
    )
    reason_ct = models.BinaryField(null=True, db_comment="Why it was returned, encrypted")
    wrapped = models.BinaryField(null=True, db_comment="Wrapped key of the reason")
    said = models.JSONField(
        default=dict, db_comment="What the report said by indicator when it was sent: answer, value, value_high, bound, splits; counts only"
    )  # fmt: skip
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that did it", db_index=False)
    recorded_at = models.DateTimeField(db_comment="When")

    class Meta:
        db_table_comment = "Steps of reports of bodies"
        indexes = [models.Index(fields=["submission", "recorded_at"], name="submission_step_order")]

    def __str__(self) -> str:
        return self.to_state


class ReportReminder(models.Model):
    """Somebody was reminded of a report: once before its day and once after it, never twice for the same; a day that was moved is another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="+", db_comment="What is owed", db_index=False
    )
    period = models.CharField(max_length=20, db_comment="Code of the period")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that was reminded")
    stage = models.CharField(max_length=6, choices=Stage, db_comment="before or late")
    due_on = models.DateField(db_comment="The day of which it was reminded")
    on = models.DateField(db_comment="Day of the reminder")

    class Meta:
        db_table_comment = "Reminders of reports that are owed"
        constraints = [
            models.UniqueConstraint(
                name="report_reminder_once", fields=["obligation", "period", "body", "stage", "due_on"]
            )
        ]
        indexes = [models.Index(fields=["world", "on"], name="report_reminder_of_day")]

    def __str__(self) -> str:
        return f"{self.period} {self.stage}"
