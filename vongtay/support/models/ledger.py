from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.agencies.roles import World
from vongtay.cases.models import Filed
from vongtay.cases.states import State
from vongtay.papers.models import Incoming, StoredFile
from vongtay.support.models.norms import Norm
from vongtay.support.states import Beneficiary, Money, Regime, school_year_words


class LedgerEntry(Filed):
    """What one person was given under one regime: money by a norm, or help in kind. Never edited: a counter-entry takes it back."""

    world = models.CharField(max_length=10, choices=World, db_comment="World")
    province = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Owner's province")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_comment="Commune of reception of the case")
    person_id = models.UUIDField(db_comment="Registration of the person, to find what was paid twice")
    law = models.CharField(max_length=10, db_comment="Law in force on the day, as law/regimes names it")
    regime = models.CharField(max_length=16, choices=Regime, db_comment="Regime of support")
    beneficiary = models.CharField(max_length=24, choices=Beneficiary, db_comment="Kind of beneficiary on that day")
    state_then = models.CharField(max_length=20, choices=State, db_comment="State of the case on that day")
    given_on = models.DateField(db_comment="Day on which it was given: law and norm of that day hold")
    first_on = models.DateField(db_comment="First day for which it was given")
    last_on = models.DateField(db_comment="Last day for which it was given")
    norm = models.ForeignKey(
        Norm, models.PROTECT, null=True, related_name="+", db_comment="Norm in force on the day; null: help in kind"
    )
    quantity = models.IntegerField(db_comment="How many units; below nought in a counter-entry")
    unit = models.CharField(max_length=40, db_comment="Unit of the norm, or of the help in kind in words")
    amount_dong = models.BigIntegerField(
        null=True, db_comment="Whole đồng; below nought in a counter-entry; null: help in kind"
    )
    less_reason_ct = models.BinaryField(null=True, db_comment="Why less than the norm was paid; encrypted")
    apart_reason_ct = models.BinaryField(
        null=True, db_comment="Why it is no second payment for the same; encrypted, null: nothing was paid before"
    )
    money = models.CharField(max_length=10, choices=Money, blank=True, db_comment="Source of the money; empty: in kind")
    result_ct = models.BinaryField(null=True, db_comment="What came of the service; encrypted, null: not said")
    provider = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body that provided it")
    provider_ct = models.BinaryField(null=True, db_comment="Another provider by name; encrypted")
    decision_sign = models.CharField(max_length=60, blank=True, db_comment="Number and sign of the decision")
    decision_on = models.DateField(null=True, db_comment="Date of the decision")
    receipt_sign = models.CharField(max_length=60, blank=True, db_comment="Number of the receipt")
    receipt_on = models.DateField(null=True, db_comment="Date of the receipt")
    acted_by_body = models.ForeignKey(
        Body, models.PROTECT, related_name="+", db_comment="Body that gave it", db_index=False
    )
    source_sign = models.CharField(
        max_length=60, blank=True, db_comment="Number of the other body's paper it was entered from"
    )
    source_on = models.DateField(null=True, db_comment="Date of that paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    incoming = models.ForeignKey(
        Incoming,
        models.PROTECT,
        null=True,
        related_name="+",
        db_comment="That paper in our register of incoming papers",
    )
    school_year = models.SmallIntegerField(
        null=True, db_comment="Schooling after the return: year in which the school year begins; null: during a stay, another regime"
    )  # fmt: skip
    reverses = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="reversed_by", db_comment="The entry that this one takes back"
    )
    reversal_ct = models.BinaryField(null=True, db_comment="Why the other entry is taken back; encrypted")

    class Meta:
        db_table_comment = "Ledger of support: one row for what was given or taken back"
        constraints = [
            models.CheckConstraint(name="ledger_period_forwards", condition=Q(last_on__gte=F("first_on")),
                                   violation_error_message=_("The last day must not lie before the first.")),
            models.CheckConstraint(
                name="ledger_money_has_norm_and_source",
                condition=Q(amount_dong__isnull=True, norm__isnull=True, money="") | Q(amount_dong__isnull=False, norm__isnull=False) & ~Q(money=""),
                violation_error_message=_("Money needs a norm in force and its source; help in kind has neither."),
            ),
            models.CheckConstraint(
                name="ledger_signs_agree",
                condition=Q(reverses__isnull=True, quantity__gte=1) & (Q(amount_dong__isnull=True) | Q(amount_dong__gte=1))
                | Q(reverses__isnull=False, quantity__lte=-1, reversal_ct__isnull=False),
                violation_error_message=_("Quantity and amount must be at least one."),
            ),
            models.CheckConstraint(
                name="ledger_money_rests_on_a_paper",
                condition=Q(amount_dong__isnull=True) | ~Q(decision_sign="") & Q(decision_on__isnull=False)
                | ~Q(receipt_sign="") & Q(receipt_on__isnull=False),
                violation_error_message=_("Money needs the number and date of the decision, or of the receipt where it was paid on the spot."),
            ),
            models.CheckConstraint(name="ledger_school_year_of_schooling", condition=Q(school_year__isnull=True) | Q(regime="schooling"),
                                   violation_error_message=_("Only schooling is booked for a school year.")),
            models.CheckConstraint(name="ledger_one_provider", condition=Q(provider__isnull=True) | Q(provider_ct__isnull=True)),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["case", "-given_on"], name="ledger_of_case"),
            models.Index(fields=["person_id", "regime"], name="ledger_of_person"),
            models.Index(fields=["world", "province", "given_on"], name="ledger_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.regime} {self.quantity}"

    @property
    def school_year_words(self) -> str:
        """The school year for which it was given; empty for what is not given by school years."""
        return school_year_words(self.school_year) if self.school_year else ""

    @property
    def is_counter(self) -> bool:
        """Whether it takes another entry back."""
        return self.reverses_id is not None
