import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models.places import Place


class Body(models.Model):
    """A body that shares the work: a commune's committee, a border post, a health department, a facility..."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60, unique=True, db_comment="Stable code, never reused")
    kind = models.CharField(max_length=40, db_comment="Code of the kind: reference/body_kinds.csv")
    name = models.CharField(max_length=200, db_comment="Full official name")
    short_name = models.CharField(max_length=80, db_comment="Name for lists")
    parent_name = models.CharField(
        max_length=200, blank=True, db_comment="Body above, as printed over the name on papers"
    )
    symbol = models.CharField(max_length=20, db_comment="Abbreviation in the sign of its papers, e.g. SYT")
    place = models.ForeignKey(Place, models.PROTECT, related_name="bodies", db_comment="Unit that it serves")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province of today")
    seat = models.CharField(max_length=80, blank=True, db_comment="Place written before the date of its papers")
    signs_in = models.BooleanField(
        default=True, db_comment="False: acts are entered from its papers by the body that received them"
    )
    valid_from = models.DateField(null=True, db_comment="First day of work; null: before our data begin")
    valid_to = models.DateField(null=True, db_comment="Last day of work; null: still at work")
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        db_comment="Body that took its work over",
    )
    sort_key = models.CharField(max_length=300, db_collation="C", db_comment="Vietnamese order of the short name")

    class Meta:
        db_table_comment = "Bodies with the time of their work and their successors"
        constraints = [
            models.CheckConstraint(
                name="body_ends_after_it_begins",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day of a body must not lie before its first day."),
            )
        ]
        indexes = [models.Index(fields=["kind", "province"], name="body_by_kind")]

    def __str__(self) -> str:
        return self.short_name
