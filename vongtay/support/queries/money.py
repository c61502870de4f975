"""What a province spends on support: sums by mandate, from rows; estimates; the rows behind a sum within one's grants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from vongtay.agencies.models import Mandate
from vongtay.agencies.queries import within
from vongtay.cases.models import Case
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.common.periods import Period
from vongtay.support.models import CaseEstimate, Estimate, LedgerEntry
from vongtay.support.states import Regime


@dataclass(frozen=True)
class Spent:
    """What was given in a period: people, entries that stand, those in kind among them, money in whole đồng."""

    people: int = 0
    entries: int = 0
    in_kind: int = 0
    amount_dong: int = 0

    @property
    def per_person_dong(self) -> int | None:
        """Money for each person, rounded down; None where there was none."""
        return self.amount_dong // self.people if self.people and self.amount_dong else None


@dataclass(frozen=True)
class Support:
    """The whole, and the same entries by regime and by source of money. One person under two regimes counts once in the whole."""

    whole: Spent
    by_regime: tuple[tuple[str, Spent], ...] = ()
    by_money: tuple[tuple[str, Spent], ...] = ()


def sum_support(*, area_id: int, first: date, last: date, as_known_on: datetime | None = None) -> Support:
    """Sum the ledger of an area under the mandate of whoever asks. Errors: a database error where there is no mandate over it."""
    with connection.cursor() as cursor:
        cursor.execute("select * from vt.sum_support(%s, %s, %s, %s)", [area_id, first, last, as_known_on])
        rows = cursor.fetchall()
    whole, regimes, moneys = Spent(), {}, []
    for regime, money, people, entries, in_kind, amount in rows:
        spent = Spent(people, entries, in_kind, int(amount))
        if regime is not None:
            regimes[regime] = spent
        elif money is not None:
            moneys.append((money, spent))
        else:
            whole = spent
    by_regime = tuple((regime.value, regimes[regime.value]) for regime in Regime if regime.value in regimes)
    return Support(whole, by_regime, tuple(sorted(row for row in moneys if row[0])))


def entries_behind(
    staff: Staff, *, area_id: int, period: Period, regime: str, as_known_on: datetime | None = None
) -> list[LedgerEntry]:
    """Give the entries behind a sum that `staff` may see; the sum itself may be greater. They include what was taken back."""
    inside = within(area_id)
    area = Q(province_id__in=inside) | Q(place_id__in=inside)
    rows = LedgerEntry.objects.filter(area, world=staff.world, given_on__range=(period.first, period.last))
    if regime:
        rows = rows.filter(regime=regime)
    if as_known_on is not None:
        rows = rows.filter(recorded_at__lte=as_known_on)
    return list(rows.select_related("case", "acted_by_body").order_by("given_on", "recorded_at"))


@dataclass(frozen=True)
class Foreseen:
    """What is expected under one regime for people one by one: for how many, and how much."""

    people: int = 0
    amount_dong: int = 0


def foreseen_in(*, area_id: int, year: int) -> dict[str, Foreseen]:
    """Sum the estimates of people by regime, under the mandate of whoever asks. Errors: a database error where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("select * from vt.sum_case_estimates(%s, %s)", [area_id, year])
        return {regime: Foreseen(people, int(amount)) for regime, people, amount in cursor.fetchall()}


@dataclass(frozen=True)
class CaseLine:
    """One person, one regime, one year: the estimates by unit that hold, and what was paid."""

    year: int
    regime: Regime
    estimates: tuple[CaseEstimate, ...]
    paid_dong: int

    @property
    def expected_dong(self) -> int | None:
        """What is expected; None where nothing was estimated."""
        return sum(row.amount_dong for row in self.estimates) if self.estimates else None

    @property
    def left_dong(self) -> int | None:
        """What is left of it; below nought where more was paid."""
        return None if self.expected_dong is None else self.expected_dong - self.paid_dong


def estimated_for(case: Case, paid: Iterable[LedgerEntry]) -> list[CaseLine]:
    """Put what was expected for one person beside what was paid, for each year and regime that was estimated; newest year first."""
    newest: dict[tuple[int, str], dict[str, CaseEstimate]] = {}
    for row in CaseEstimate.objects.filter(case=case).select_related("norm").order_by("recorded_at"):
        newest.setdefault((row.year, row.regime), {})[row.unit] = row
    sums: dict[tuple[int, str], int] = {}
    for entry in paid:
        held = (entry.given_on.year, entry.regime)
        sums[held] = sums.get(held, 0) + (entry.amount_dong or 0)
    lines = [
        CaseLine(year, Regime(regime), tuple(row for row in rows.values() if row.quantity), sums.get((year, regime), 0))
        for (year, regime), rows in newest.items()
    ]
    order = list(Regime)
    return sorted((line for line in lines if line.estimates), key=lambda line: (-line.year, order.index(line.regime)))


@dataclass(frozen=True)
class BudgetLine:
    """One regime in a year: what was expected for the province, for its people one by one, and what was spent."""

    regime: Regime
    estimate: Estimate | None
    spent: Spent
    foreseen: Foreseen = Foreseen()

    @property
    def left_dong(self) -> int | None:
        """What is left of the estimate; below nought where more was spent. None without an estimate."""
        return None if self.estimate is None else self.estimate.amount_dong - self.spent.amount_dong


def estimates_of(*, province_id: int, world: str, year: int) -> dict[str, Estimate]:
    """Give the estimate of each regime that holds: the newest."""
    rows = Estimate.objects.filter(province_id=province_id, world=world, year=year).order_by("recorded_at")
    return {row.regime: row for row in rows.select_related("entered_by__user")}


def budget_of(
    *, support: Support, estimates: dict[str, Estimate], foreseen: dict[str, Foreseen]
) -> Sequence[BudgetLine]:
    """Put estimates beside spending, for each regime that has any."""
    spent = dict(support.by_regime)
    return [
        BudgetLine(
            regime,
            estimates.get(regime.value),
            spent.get(regime.value, Spent()),
            foreseen.get(regime.value, Foreseen()),
        )
        for regime in Regime
        if regime.value in estimates or regime.value in spent or regime.value in foreseen
    ]


def has_mandate(staff: Staff) -> bool:
    """Say whether the body of `staff` counts its whole province today."""
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    return Mandate.objects.filter(still, body_id=staff.body_id, area_id=staff.province_id).exists()
