"""Money of the programme by activity and source, and joint programmes with what other bodies delivered for it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.indicators.models import Bound
from vongtay.papers.models import Instrument
from vongtay.programme.models.entered import Entered
from vongtay.programme.states.money import ActivityKind, AgreementKind, MoneySource, MoneyStage


class BudgetLine(Entered):
    """One activity of a body and year, from one source. What was planned, allotted and spent stands in its amounts."""

    year = models.SmallIntegerField(db_comment="Budget year")
    kind = models.CharField(max_length=16, choices=ActivityKind, db_comment="Kind of activity")
    activity = models.CharField(max_length=300, db_comment="The activity in words; no name of a person")
    source = models.CharField(max_length=10, choices=MoneySource, db_comment="Where the money comes from")
    source_words = models.CharField(max_length=160, blank=True, db_comment="The source in words, where it is another")
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="parts",
        db_comment="The whole of which the paper says this is a part",
    )
    paper = models.CharField(max_length=160, blank=True, db_comment="Number and date of the paper that says so")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back as wrong")
    withdraw_reason = models.CharField(max_length=200, blank=True, db_comment="Why")

    class Meta:
        db_table_comment = "Lines of the budget by activity and source"
        constraints = [
            models.CheckConstraint(name="budget_year_is_a_year", condition=Q(year__gte=2000, year__lte=2100),
                                   violation_error_message=_("Give the year.")),
            models.CheckConstraint(name="budget_line_is_no_part_of_itself", condition=Q(part_of__isnull=True) | ~Q(part_of=F("id"))),
            models.CheckConstraint(name="budget_source_in_words", condition=~Q(source="other") | ~Q(source_words=""),
                                   violation_error_message=_("Say which source it is.")),
            models.CheckConstraint(name="budget_withdrawn_with_a_reason",
                                   condition=Q(withdrawn_at__isnull=True, withdraw_reason="") | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
                                   violation_error_message=_("Say why.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "province", "year"], name="budget_by_year")]

    def __str__(self) -> str:
        return self.activity


class BudgetAmount(Entered):
    """How much was planned, allotted or spent on a line, as the paper says. A figure is made from it; a correction keeps the former."""

    line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="amounts", db_comment="Line")
    stage = models.CharField(max_length=10, choices=MoneyStage, db_comment="Planned, allotted or spent")
    amount_dong = models.BigIntegerField(db_comment="Whole đồng")
    bound = models.CharField(max_length=10, choices=Bound, default=Bound.EXACT, db_comment="How the amount limits")
    is_told = models.BooleanField(default=True, db_comment="False: a correction took it back")

    class Meta:
        db_table_comment = "Amounts of the budget as told"
        constraints = [
            models.UniqueConstraint(name="budget_amount_once", fields=["line", "stage"],
                                    violation_error_message=_("This amount stands already; correct it.")),
            models.CheckConstraint(name="budget_amount_not_below_nothing", condition=Q(amount_dong__gte=0),
                                   violation_error_message=_("An amount can't be below nothing.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.stage} {self.amount_dong}"


class Agreement(Entered):
    """A joint programme or agreement with another body (F170), or one between states as far as its papers go (F173)."""

    kind = models.CharField(max_length=14, choices=AgreementKind, db_comment="Kind of agreement")
    partner = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="The other body, of ours")
    partner_words = models.CharField(
        max_length=200, blank=True, db_comment="The other side, where it is none of our bodies"
    )
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="Its paper in the register; null: none entered",
    )
    subject_words = models.CharField(max_length=300, db_comment="What it is about; no name of a person")
    signed_on = models.DateField(null=True, db_comment="Day of signature; null: not known")
    ends_on = models.DateField(null=True, db_comment="Last day; null: it names none")
    promised_dong = models.BigIntegerField(null=True, db_comment="Money promised to the other side; null: none")

    class Meta:
        db_table_comment = "Joint programmes and agreements"
        constraints = [
            models.CheckConstraint(name="agreement_names_the_other_side", condition=Q(partner__isnull=False) | ~Q(partner_words=""),
                                   violation_error_message=_("Say with whom.")),
            models.CheckConstraint(name="agreement_ends_later", condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("signed_on")),
                                   violation_error_message=_("The last day lies before the first.")),
            models.CheckConstraint(name="agreement_promises_an_amount", condition=Q(promised_dong__isnull=True) | Q(promised_dong__gt=0),
                                   violation_error_message=_("Give an amount above nothing.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.subject_words


class Delivery(Entered):
    """What happened under an agreement: money handed over, something delivered, or a step that its papers tell."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="deliveries", db_comment="Agreement")
    happened_on = models.DateField(db_comment="Day")
    words = models.CharField(max_length=500, db_comment="What was delivered or done; no name of a person")
    given_dong = models.BigIntegerField(null=True, db_comment="Money handed over, whole đồng; null: none")
    paper = models.CharField(max_length=160, blank=True, db_comment="Number and date of the paper that says so")
    withdrawn_at = models.DateTimeField(null=True, db_comment="When it was taken back as wrong")
    withdraw_reason = models.CharField(max_length=200, blank=True, db_comment="Why")

    class Meta:
        db_table_comment = "Deliveries and payments under agreements"
        constraints = [
            models.CheckConstraint(name="delivery_gives_an_amount", condition=Q(given_dong__isnull=True) | Q(given_dong__gt=0),
                                   violation_error_message=_("Give an amount above nothing.")),
            models.CheckConstraint(name="delivery_withdrawn_with_a_reason",
                                   condition=Q(withdrawn_at__isnull=True, withdraw_reason="") | Q(withdrawn_at__isnull=False) & ~Q(withdraw_reason=""),
                                   violation_error_message=_("Say why.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words
