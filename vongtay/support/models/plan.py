import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.models import Filed
from vongtay.grants.models import Subject
from vongtay.papers.models import Incoming, Paper, StoredFile
from vongtay.support.models.acted import Acted, ToDo
from vongtay.support.states import Domain, Heard, Level, PlanState, Saying


class Assessment(Acted):
    """The needs of a person as somebody scored them on a day. Never edited: it is scored again."""

    scored_on = models.DateField(db_comment="Day of the talk on which it rests")
    note_ct = models.BinaryField(null=True, db_comment="On what the scores rest, encrypted")

    class Meta:
        db_table_comment = "Needs scored on a day"
        indexes = [models.Index(fields=["case", "scored_on", "recorded_at"], name="assessment_of_case")]

    def __str__(self) -> str:
        return str(self.scored_on)


class Score(models.Model):
    """How great one need was; a domain without a row was not scored that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="scores", db_comment="When, by whom")
    domain = models.CharField(max_length=10, choices=Domain, db_comment="Domain of need; our own list")
    level = models.SmallIntegerField(choices=Level, db_comment="0 urgent ... 4 no need; our own scale")

    class Meta:
        db_table_comment = "Scores of needs"
        constraints = [
            models.UniqueConstraint(name="one_score_a_domain", fields=["assessment", "domain"]),
            models.CheckConstraint(name="score_on_the_scale", condition=Q(level__gte=0, level__lte=4)),
        ]

    def __str__(self) -> str:
        return f"{self.domain} {self.level}"


class Plan(Filed):
    """One version of the plan of a person. Once approved it is never edited: a new version is drawn from it."""

    version_number = models.SmallIntegerField(db_comment="1, 2, 3 within the case")
    drawn_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_comment="Version it grew from"
    )
    state = models.CharField(
        max_length=10, choices=PlanState, default=PlanState.DRAFT, db_comment="draft, proposed, returned or approved"
    )
    wishes_ct = models.BinaryField(null=True, db_comment="What the person wishes, in their own words; encrypted")
    proposed_by = models.ForeignKey(
        Post, models.PROTECT, db_index=False, null=True, related_name="+", db_comment="Post that proposed it"
    )
    proposed_user = models.UUIDField(
        null=True, db_comment="Account that proposed: one person in two posts is one person"
    )
    proposed_at = models.DateTimeField(null=True, db_comment="When it was proposed last")
    returned_by = models.ForeignKey(
        Post, models.PROTECT, db_index=False, null=True, related_name="+", db_comment="Post that sent it back"
    )
    returned_at = models.DateTimeField(null=True, db_comment="When it was sent back last")
    returned_ct = models.BinaryField(null=True, db_comment="Why it was sent back, encrypted")
    approved_by = models.ForeignKey(
        Post,
        models.PROTECT,
        db_index=False,
        null=True,
        related_name="+",
        db_comment="Post that approved it, or entered another body's approval",
    )
    approved_user = models.UUIDField(null=True, db_comment="Account that approved: never the one that proposed")
    approved_at = models.DateTimeField(null=True, db_comment="When it was approved")
    approving_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Another body that approved it; null: that of the post"
    )  # fmt: skip
    source_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number and sign of the paper with which another body approved it"
    )
    source_on = models.DateField(null=True, db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    incoming = models.ForeignKey(
        Incoming, models.PROTECT, null=True, related_name="+", db_comment="That paper in our register of incoming papers"
    )  # fmt: skip
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Versions of plans of support"
        constraints = [
            models.UniqueConstraint(name="plan_version_once", fields=["case", "version_number"]),
            models.UniqueConstraint(
                name="one_plan_under_way", fields=["case"], condition=Q(state__in=["draft", "proposed", "returned"]),
                violation_error_message=_("A version of this plan is being drafted already."),
            ),
            models.CheckConstraint(
                name="second_person_approves_plan", condition=Q(approved_user__isnull=True) | ~Q(approved_user=F("proposed_user")),
                violation_error_message=_("Whoever proposed a plan does not approve it."),
            ),
            models.CheckConstraint(
                name="approved_plan_says_by_whom",
                condition=(
                    Q(approved_user__isnull=False, approving_body__isnull=True, source_sign="")
                    | Q(approved_user__isnull=True, approving_body__isnull=False, source_on__isnull=False) & ~Q(source_sign="")
                ) & Q(state="approved", approved_by__isnull=False, proposed_user__isnull=False, approved_at__isnull=False)
                | ~Q(state="approved") & Q(approved_at__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.version_number} {self.state}"


class Goal(models.Model):
    """What a plan is to reach in one domain. `line` stays the same from version to version, so that they can be compared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals", db_comment="Version of the plan")
    line = models.UUIDField(default=uuid.uuid4, db_comment="The same goal in all versions")
    domain = models.CharField(max_length=10, choices=Domain, db_comment="Domain of need")
    text_ct = models.BinaryField(db_comment="What is to be reached, encrypted")
    place = models.SmallIntegerField(db_comment="Order within the plan")

    class Meta:
        db_table_comment = "Goals of plans"
        constraints = [models.UniqueConstraint(name="goal_once_in_a_version", fields=["plan", "line"])]

    def __str__(self) -> str:
        return self.domain


class Measure(ToDo):
    """What a body is to do towards a goal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures", db_comment="Version of the plan")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="measures", db_comment="Goal")
    line = models.UUIDField(default=uuid.uuid4, db_comment="The same measure in all versions")
    place = models.SmallIntegerField(db_comment="Order within the plan")

    class Meta:
        db_table_comment = "Measures of plans"
        constraints = [models.UniqueConstraint(name="measure_once_in_a_version", fields=["plan", "line"])]

    def __str__(self) -> str:
        return self.state


class Conference(Acted):
    """A meeting about one case: day, who took part, what was said, its minutes."""

    held_on = models.DateField(db_comment="Day")
    said_ct = models.BinaryField(null=True, db_comment="What was said, encrypted")
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, related_name="+", db_comment="The minutes, if issued here"
    )

    class Meta:
        db_table_comment = "Conferences on a case"
        indexes = [models.Index(fields=["case", "-held_on"], name="conference_of_case")]

    def __str__(self) -> str:
        return str(self.held_on)


class Seat(models.Model):
    """A body that took part in a conference."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="seats", db_comment="Conference")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Who took part")

    class Meta:
        db_table_comment = "Bodies at conferences"
        constraints = [models.UniqueConstraint(name="one_seat_a_body", fields=["conference", "body"])]

    def __str__(self) -> str:
        return str(self.body_id)


class Agreed(ToDo):
    """What a conference decided that a body is to do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_comment="Protected subject")
    conference = models.ForeignKey(Conference, models.PROTECT, related_name="decisions", db_comment="Conference")
    place = models.SmallIntegerField(db_comment="Order within the conference")

    class Meta:
        db_table_comment = "Decisions of conferences"

    def __str__(self) -> str:
        return self.state


class Feedback(Acted):
    """What the person says of the support, or wishes, in their words. It changes nothing by itself and is never edited."""

    said_on = models.DateField(db_comment="Day on which the person said it")
    saying = models.CharField(max_length=10, choices=Saying, db_comment="feedback or wish")
    how = models.CharField(max_length=10, choices=Heard, db_comment="How they were asked")
    score = models.SmallIntegerField(null=True, db_comment="1 bad ... 5 good, if the person gave one")
    words_ct = models.BinaryField(db_comment="The person's own words, encrypted")

    class Meta:
        db_table_comment = "What people say of their support"
        constraints = [
            models.CheckConstraint(
                name="feedback_score_on_the_scale", condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=5)
            )
        ]
        indexes = [models.Index(fields=["case", "-said_on"], name="feedback_of_case")]

    def __str__(self) -> str:
        return self.saying
