import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import World
from vongtay.cases.models import Filed
from vongtay.papers.models import StoredFile
from vongtay.support.states import LinkKind, LinkState, Regime
from vongtay.tasks.models import Task


class Provider(models.Model):
    """An office or organisation that serves: what, where, by which rules. Never anybody's private data, never the place of a shelter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Province of its directory")
    name = models.CharField(max_length=200, db_comment="Name of the office or organisation")
    services = ArrayField(models.CharField(max_length=16, choices=Regime), db_comment="Regimes that it serves")
    area = models.CharField(max_length=200, db_comment="Area that it serves")
    capacity = models.CharField(max_length=200, blank=True, db_comment="How many, in its own words")
    rules = models.CharField(max_length=1000, blank=True, db_comment="Whom it takes, and what it asks for")
    contact = models.CharField(max_length=200, db_comment="Contact of the office; no private data")
    checked_on = models.DateField(db_comment="Day on which this was last known to hold")
    ended_on = models.DateField(null=True, db_comment="Last day; null: serves")
    entered_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_comment="Post that wrote it last", db_index=False
    )
    recorded_at = models.DateTimeField(db_default=Now(), db_comment="When it was entered")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Directory of providers"
        constraints = [
            models.CheckConstraint(name="provider_serves_something", condition=~Q(services=[]),
                                   violation_error_message=_("Choose at least one service.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "name"], name="provider_by_province")]

    def __str__(self) -> str:
        return self.name

    @property
    def service_words(self) -> list[str]:
        """What it serves, in words."""
        return [str(Regime(code).label) for code in self.services]


class Link(Filed):
    """Somebody was referred to another programme; the loop closes with its answer. An amount stands only where the answer names one."""

    world = models.CharField(max_length=10, choices=World, db_comment="World")
    kind = models.CharField(max_length=16, choices=LinkKind, db_comment="What is asked for")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body that is asked")
    provider = models.ForeignKey(
        Provider, models.PROTECT, null=True, related_name="+", db_comment="Provider of the directory that is asked"
    )
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+", db_comment="Body that asked")
    sent_on = models.DateField(db_comment="Day on which it was sent")
    sign = models.CharField(max_length=60, db_comment="Number and sign of the paper that asks")
    asked_ct = models.BinaryField(null=True, db_comment="What is asked for, encrypted with the person's key")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+", db_comment="Task that reminds of it")
    state = models.CharField(
        max_length=10, choices=LinkState, default=LinkState.WAITING, db_comment="waiting, granted, refused, withdrawn"
    )
    answered_on = models.DateField(null=True, db_comment="Day of the answer")
    answered_by = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", db_comment="Post that wrote the answer down", db_index=False
    )
    answer_body = models.ForeignKey(
        Body, models.PROTECT, null=True, related_name="+", db_comment="Body that answered (acted_by_body); null: the provider"
    )  # fmt: skip
    answer_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the paper that answers")
    answer_paper_on = models.DateField(null=True, db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    answer_ct = models.BinaryField(null=True, db_comment="The answer, or why it was refused or taken back; encrypted")
    amount_dong = models.BigIntegerField(null=True, db_comment="Amount that the answer names, whole đồng; else null")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Links to other programmes"
        constraints = [
            models.CheckConstraint(name="link_goes_to_one", condition=Q(body__isnull=False, provider__isnull=True) | Q(body__isnull=True, provider__isnull=False),
                                   violation_error_message=_("Choose a body, or a provider of the directory: one of the two.")),
            models.CheckConstraint(name="link_answer_is_whole",
                                   condition=Q(state="waiting", answered_on__isnull=True, amount_dong__isnull=True) | ~Q(state="waiting") & Q(answered_on__isnull=False)),
            models.CheckConstraint(name="link_answer_has_its_paper", condition=~Q(state__in=["granted", "refused"]) | ~Q(answer_sign="") & Q(answer_paper_on__isnull=False),
                                   violation_error_message=_("Give the number and date of the paper that answers.")),
            models.CheckConstraint(name="link_refused_says_why", condition=~Q(state__in=["refused", "withdrawn"]) | Q(answer_ct__isnull=False),
                                   violation_error_message=_("Say why it was refused or taken back.")),
            models.CheckConstraint(name="link_amount_from_the_answer", condition=Q(amount_dong__isnull=True) | Q(state="granted", amount_dong__gt=0),
                                   violation_error_message=_("An amount is more than 0 and comes from an answer that grants.")),
            models.CheckConstraint(name="link_answered_after_it_was_sent", condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                                   violation_error_message=_("The answer lies before the request.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "sent_on"], name="link_waiting", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def to_whom(self) -> str:
        """Who is asked, in words; the row was read with both."""
        asked = self.body or self.provider
        return str(asked) if asked else ""
