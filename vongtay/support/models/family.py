from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Post
from vongtay.cases.models import Case, Companion, Filed
from vongtay.support.states import Relation


class Kinship(Filed):
    """Who somebody is to the person, or to somebody beside them. Taken back by a date, never deleted."""

    who = models.ForeignKey(
        Companion, models.PROTECT, null=True, related_name="+", db_comment="Somebody beside the person; null: a case"
    )
    other_case = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="+", db_comment="Somebody with a case of their own; null: beside"
    )
    relation = models.CharField(max_length=8, choices=Relation, db_comment="Who they are to `to`")
    to = models.ForeignKey(
        Companion, models.PROTECT, null=True, related_name="+", db_comment="Whose relative; null: the person's"
    )
    ended_by = models.ForeignKey(
        Post, models.PROTECT, db_index=False, null=True, related_name="+", db_comment="Post that took it back"
    )
    ended_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Who is whose relative"
        constraints = [
            models.CheckConstraint(
                name="kinship_names_one", condition=Q(who__isnull=False, other_case__isnull=True) | Q(who__isnull=True, other_case__isnull=False),
                violation_error_message=_("Choose one person."),
            ),
            models.CheckConstraint(name="kinship_of_two_people", condition=Q(to__isnull=True) | Q(who__isnull=True) | ~Q(to=models.F("who"))),
            models.CheckConstraint(name="kinship_with_another_case", condition=Q(other_case__isnull=True) | ~Q(other_case=models.F("case"))),
            models.UniqueConstraint(
                name="one_kinship_of_two", fields=["case", "who", "other_case", "to"], condition=Q(ended_at__isnull=True), nulls_distinct=False,
                violation_error_message=_("Who they are to each other is noted already: take that back first."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.relation
