from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.cases.models.base import Filed
from vongtay.cases.states import Article, Stage, StageOutcome
from vongtay.papers.models import StoredFile
from vongtay.people.models import Person


class Offender(Filed):
    """One offender, or a group of whom only the count is known: "2 to 3 men, not yet identified"."""

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_comment="Who, in the identity vault; null: not known"
    )
    lower = models.PositiveSmallIntegerField(db_comment="At least so many")
    upper = models.PositiveSmallIntegerField(null=True, db_comment="At most so many; null: not known")
    role = models.CharField(max_length=20, db_comment="Role, code of the list offender_role")
    words_ct = models.BinaryField(null=True, db_comment="As told, encrypted with the person's key")
    ended_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Offenders, with uncertain counts"
        constraints = [
            models.CheckConstraint(name="offender_counts_in_order", condition=Q(lower__gte=1) & (Q(upper__isnull=True) | Q(upper__gte=F("lower"))),
                                   violation_error_message=_("The greatest number must not lie below the smallest, which is at least one.")),
            models.CheckConstraint(name="known_offender_is_one", condition=Q(person__isnull=True) | Q(lower=1, upper=1),
                                   violation_error_message=_("Somebody who is known is one person.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.role


class Proceeding(Filed):
    """One stage of the criminal case, entered from its paper; it may name the offenders it concerns."""

    stage = models.CharField(max_length=20, choices=Stage, db_comment="Stage")
    article = models.CharField(max_length=10, choices=Article, blank=True, db_comment="Article of the Criminal Code")
    outcome = models.CharField(max_length=20, choices=StageOutcome, db_comment="What came of it so far")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body that acted")
    body_ct = models.BinaryField(null=True, db_comment="Body that acted, where it is none of ours; encrypted")
    sign = models.CharField(max_length=60, db_comment="Number of the paper it was entered from")
    happened_on = models.DateField(db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    offenders = ArrayField(models.UUIDField(), default=list, db_comment="Keys of the offenders it concerns")
    note_ct = models.BinaryField(null=True, db_comment="Note, encrypted with the person's key")
    ended_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Stages of the criminal case"
        constraints = [
            models.CheckConstraint(name="proceeding_has_a_body", condition=Q(body__isnull=False) | Q(body_ct__isnull=False),
                                   violation_error_message=_("Say which body acted.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.stage


class ResultingOffence(Filed):
    """What the person did and may be a direct result of the trafficking. For the competent body alone; counted nowhere."""

    words_ct = models.BinaryField(db_comment="What, encrypted with the person's key")
    why_ct = models.BinaryField(db_comment="Why it may be a direct result of the trafficking, encrypted")
    ended_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Acts that may result from the trafficking; narrow, never counted"

    def __str__(self) -> str:
        return "resulting"
