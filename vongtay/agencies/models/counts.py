from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models.places import Place
from vongtay.agencies.models.posts import Post
from vongtay.agencies.roles import Role, World


class SmallCount(models.Model):
    """From which count on a role of a province sees numbers of persons. Never edited: the greatest number holds."""

    id = models.UUIDField(primary_key=True, db_comment="Made by the form: sent twice is sent once")
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province whose posts it concerns")
    role = models.CharField(max_length=20, choices=Role, db_comment="Role whose small counts are held back")
    number = models.PositiveSmallIntegerField(db_comment="Version: 1, 2, ...; the greatest holds")
    least = models.PositiveSmallIntegerField(
        null=True, db_comment="Counts from 1 to one less are held back; null: none"
    )
    why = models.CharField(max_length=200, db_comment="Why, in the administrator's words")
    changed_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that set it", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was set")

    class Meta:
        db_table_comment = "From which count on a role sees numbers of persons"
        constraints = [
            models.UniqueConstraint(name="small_count_number_once", fields=["world", "province", "role", "number"]),
            models.CheckConstraint(name="small_count_is_two_or_more", condition=Q(least__isnull=True) | Q(least__gte=2, least__lte=1000),
                                   violation_error_message=_("Give a number from 2 to 1.000, or none.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.role} {self.least}"
