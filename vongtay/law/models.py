import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Place, Post

UNITS = [
    ("now", _("the same day")),
    ("hours", _("hours")),
    ("calendar_days", _("days")),
    ("working_days", _("working days")),
    ("months", _("months")),
]


DAY_KINDS = [
    ("off", _("day off")),
    ("make_up", _("make-up working day")),
    ("as_shipped", _("as in the calendar we ship")),
]


class Entry(models.Model):
    """A limit that a legal officer entered where the shipped law has none, with its instrument. Never edited: a new version follows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner of the installation")
    rule_id = models.CharField(max_length=60, db_comment="Rule of law/regimes")
    version = models.IntegerField(db_comment="1, 2, 3... for each rule")
    limit = models.PositiveSmallIntegerField(null=True, db_comment="How many units; null: the same day")
    unit = models.CharField(max_length=20, choices=UNITS, db_comment="Unit of the limit")
    article = models.CharField(max_length=120, db_comment="Article as it is printed")
    instrument = models.CharField(max_length=200, db_comment="Number, sign and date of the instrument")
    valid_from = models.DateField(db_comment="First day in force")
    valid_to = models.DateField(null=True, blank=True, db_comment="Last day in force; null: open")
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Legal officer", db_index=False)
    entered_user = models.UUIDField(db_comment="Account of the legal officer")
    entered_at = models.DateTimeField(db_default=Now(), db_comment="When")
    signed_off_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Second person who signed it off", db_index=False
    )
    signed_off_user = models.UUIDField(null=True, db_comment="Account of the second person")
    signed_off_at = models.DateTimeField(null=True, db_comment="When it was signed off; it counts from then")

    class Meta:
        db_table_comment = "Limits entered by legal officers, versioned and signed off"
        constraints = [
            models.UniqueConstraint(name="law_entry_version", fields=["province", "rule_id", "version"]),
            models.CheckConstraint(name="law_entry_limit_or_now", condition=Q(unit="now", limit__isnull=True) | ~Q(unit="now") & Q(limit__gte=1),
                                   violation_error_message=_("Give how many units; the same day has no number.")),
            models.CheckConstraint(name="law_entry_forwards", condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                                   violation_error_message=_("The last day in force must not lie before the first.")),
            models.CheckConstraint(name="law_entry_two_persons", condition=Q(signed_off_user__isnull=True) | ~Q(signed_off_user=F("entered_user")),
                                   violation_error_message=_("Whoever entered a limit may not sign it off.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.rule_id} v{self.version}"


class DayEntry(models.Model):
    """A day off or a make-up day that a legal officer entered, with its instrument. Never edited: a new version follows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner of the installation")
    on = models.DateField(db_comment="The day")
    version = models.IntegerField(db_comment="1, 2, 3... for each day")
    kind = models.CharField(
        max_length=12, choices=DAY_KINDS, db_comment="off, make_up; as_shipped takes an earlier version back"
    )
    title = models.CharField(max_length=120, db_comment="What the day is: Tết, swapped with another day...")
    instrument = models.CharField(max_length=200, db_comment="Number, sign and date of the instrument")
    entered_by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Legal officer", db_index=False)
    entered_user = models.UUIDField(db_comment="Account of the legal officer")
    entered_at = models.DateTimeField(db_default=Now(), db_comment="When")
    signed_off_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Second person who signed it off", db_index=False
    )
    signed_off_user = models.UUIDField(null=True, db_comment="Account of the second person")
    signed_off_at = models.DateTimeField(null=True, db_comment="When it was signed off; it counts from then")

    class Meta:
        db_table_comment = "Days off and make-up days entered by legal officers, versioned and signed off"
        constraints = [
            models.UniqueConstraint(name="law_day_version", fields=["province", "on", "version"]),
            models.CheckConstraint(name="law_day_two_persons", condition=Q(signed_off_user__isnull=True) | ~Q(signed_off_user=F("entered_user")),
                                   violation_error_message=_("Whoever entered a day may not sign it off.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.on} v{self.version}"
