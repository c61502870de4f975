import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import World
from vongtay.common.periods import Calendar, parse_period
from vongtay.reports.models.calendar import Obligation
from vongtay.reports.states.calendar import MoreTime


class ExtensionStep(models.Model):
    """More time for one report of one body: asked for, given or refused. Never edited; the newest that was given holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    obligation = models.ForeignKey(
        Obligation, models.PROTECT, related_name="+", db_comment="What is owed", db_index=False
    )
    period = models.CharField(max_length=20, db_comment="Code of the period")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that owes the report")
    number = models.SmallIntegerField(db_comment="1, 2, ... for this report")
    kind = models.CharField(max_length=7, choices=MoreTime, db_comment="asked, given or refused")
    old_on = models.DateField(db_comment="Last day without any extension, as it stood then")
    due_on = models.DateField(null=True, db_comment="New last day: wanted or given; null: refused")
    why = models.CharField(max_length=300, db_comment="Reason")
    sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the paper, where there is one")
    signed_on = models.DateField(null=True, db_comment="Day of that paper")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_comment="Post that did it", db_index=False)
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When")

    class Meta:
        db_table_comment = "More time for reports of bodies: asked for, given, refused"
        constraints = [
            models.UniqueConstraint(name="extension_step_once", fields=["obligation", "period", "body", "number"]),
            models.CheckConstraint(
                name="extension_goes_on", violation_error_message=_("The new day lies after the old one."),
                condition=Q(kind="refused", due_on__isnull=True) | ~Q(kind="refused") & Q(due_on__isnull=False, due_on__gt=F("old_on")),
            ),
            models.CheckConstraint(name="extension_says_why", violation_error_message=_("Give the reason."), condition=~Q(why="")),
            models.CheckConstraint(
                name="extension_paper_is_whole", violation_error_message=_("Give the number and the day of the paper."),
                condition=Q(sign="", signed_on__isnull=True) | ~Q(sign="") & Q(signed_on__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.period} {self.kind}"

    @property
    def period_label(self) -> str:
        """The period in words."""
        return parse_period(self.period, Calendar(self.obligation.calendar)).label
