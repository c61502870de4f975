"""Who leads and who supports each duty of a co-ordination regulation (F77), and how each body did it in a year (F176)."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.papers.models import Instrument
from vongtay.programme.models.entered import Entered
from vongtay.programme.states.coordination import Outcome
from vongtay.tasks.models import Task


class Duty(Entered):
    """A duty that a regulation gives to a lead body and to bodies that support it. The regulation stands in the register."""

    regulation = models.ForeignKey(
        Instrument, models.PROTECT, related_name="duties", db_comment="Regulation in the register of documents"
    )
    number = models.CharField(max_length=20, blank=True, db_comment="Where it stands in the regulation: Điều 6.2")
    text = models.CharField(max_length=500, db_comment="What is to be done, as the regulation says")
    lead = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that leads")
    communes = models.BooleanField(default=False, db_comment="True: every commune takes part, by being one")
    withdrawn_why = models.CharField(
        max_length=300, blank=True, default="", db_comment="Why it no longer holds; empty: it holds"
    )

    class Meta:
        db_table_comment = "Duties of co-ordination regulations with their lead bodies"
        constraints = [
            models.CheckConstraint(
                name="duty_says_something", condition=~Q(text=""), violation_error_message=_("Say what is to be done.")
            )
        ]
        indexes = [models.Index(fields=["regulation", "number"], name="duty_of_regulation")]

    def __str__(self) -> str:
        return self.text


class DutySupport(models.Model):
    """A body that supports the lead of a duty."""

    id = models.BigAutoField(primary_key=True)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="supports", db_comment="Duty")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Supporting body")

    class Meta:
        db_table_comment = "Supporting bodies of duties"
        constraints = [models.UniqueConstraint(name="duty_support_once", fields=["duty", "body"])]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.body_id}"


class Evaluation(Entered):
    """The evaluation of a regulation by the bodies themselves, for a year: the lead calls for it, each body answers for its duties."""

    regulation = models.ForeignKey(
        Instrument, models.PROTECT, related_name="evaluations", db_comment="Regulation that is evaluated"
    )
    year = models.SmallIntegerField(db_comment="Year that is looked back on")
    due_on = models.DateField(db_comment="Day by which each body is to answer")
    closed_on = models.DateField(null=True, db_comment="Day on which the lead concluded; null: answers are awaited")
    conclusion = models.CharField(
        max_length=2000, blank=True, db_comment="What the lead concludes from the whole; why it was taken back"
    )
    is_withdrawn = models.BooleanField(default=False, db_comment="True: the call was taken back as wrong")

    class Meta:
        db_table_comment = "Yearly evaluations of co-ordination regulations"
        constraints = [
            models.UniqueConstraint(
                name="evaluation_once_a_year", fields=["world", "province", "regulation", "year"], condition=Q(is_withdrawn=False),
                violation_error_message=_("This year was called for already."),
            ),
            models.CheckConstraint(
                name="evaluation_year", condition=Q(year__gte=1990, year__lte=2100), violation_error_message=_("Give a year between 1990 and 2100."),
            ),
            models.CheckConstraint(name="evaluation_withdrawn_is_closed", condition=Q(is_withdrawn=False) | Q(closed_on__isnull=False)),
            models.CheckConstraint(
                name="evaluation_closed_says_what", condition=Q(closed_on__isnull=True, conclusion="") | Q(closed_on__isnull=False) & ~Q(conclusion=""),
                violation_error_message=_("Say what is concluded."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.regulation_id} {self.year}"


class EvaluationPart(models.Model):
    """What one body owes to an evaluation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="parts", db_comment="Evaluation")
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that is to answer")
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, related_name="+", db_comment="Its task; that of the lead, to ask, for a body that does not sign in"
    )  # fmt: skip

    class Meta:
        db_table_comment = "Bodies that are to answer for a year of a regulation"
        constraints = [models.UniqueConstraint(name="evaluation_part_once", fields=["evaluation", "to_body"])]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.to_body_id}"


class EvaluationAnswer(models.Model):
    """What a body answered. Never edited: it answers again, and the newest holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    part = models.ForeignKey(EvaluationPart, models.PROTECT, related_name="answers", db_comment="Part of the body")
    nil = models.BooleanField(default=False, db_comment="True: said outright that nothing arose in the year")
    note = models.CharField(max_length=1000, blank=True, db_comment="What is said of the whole; why nothing arose")
    source_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the paper it was entered from; empty: the body entered it"
    )  # fmt: skip
    source_on = models.DateField(null=True, db_comment="Day of that paper")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that answers")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that entered it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")

    class Meta:
        db_table_comment = "Answers of bodies to evaluations"
        constraints = [
            models.CheckConstraint(
                name="evaluation_nil_says_why", condition=Q(nil=False) | ~Q(note=""), violation_error_message=_("Say in a sentence why nothing arose.")
            ),
            models.CheckConstraint(
                name="evaluation_paper_is_whole", condition=Q(source_sign="", source_on__isnull=True) | ~Q(source_sign="") & Q(source_on__isnull=False),
                violation_error_message=_("Give the number and the day of the paper."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["part", "-recorded_at"], name="evaluation_answer_newest")]

    def __str__(self) -> str:
        return str(self.part_id)


class EvaluationLine(models.Model):
    """How a body did one of its duties in the year."""

    id = models.BigAutoField(primary_key=True)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    answer = models.ForeignKey(EvaluationAnswer, models.PROTECT, related_name="lines", db_comment="Answer")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+", db_comment="Duty")
    words = models.CharField(max_length=500, db_comment="The duty as it read on the day of the answer")
    outcome = models.CharField(
        max_length=8, choices=Outcome, db_comment="done, partly, not_done or none (nothing arose)"
    )
    result = models.CharField(max_length=1000, blank=True, db_comment="What came of it")
    difficulty = models.CharField(max_length=1000, blank=True, db_comment="What stood in the way")

    class Meta:
        db_table_comment = "How bodies did their duties of co-ordination in a year"
        constraints = [
            models.UniqueConstraint(name="evaluation_line_once", fields=["answer", "duty"]),
            models.CheckConstraint(
                name="evaluation_line_undone_says_why", condition=~Q(outcome__in=["partly", "not_done"]) | ~Q(difficulty=""),
                violation_error_message=_("What was not done, or in part, needs a word on what stood in the way."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.duty_id} {self.outcome}"
