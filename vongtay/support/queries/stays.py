"""How long people are lodged, what was decided on it, what it costs: for whoever reaches the part `support`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vongtay.agencies.roles import Part
from vongtay.cases.models import Case
from vongtay.common.access import Staff
from vongtay.facilities.queries import Rates, Slept, longest_stay, open_lodgings, rates_of, slept_by
from vongtay.law import queries as law
from vongtay.people.vault import Vault
from vongtay.support.lodgings import Lodging, chains_of
from vongtay.support.models import StayDecision
from vongtay.support.states import LodgingState

WAITS = (LodgingState.OVER, LodgingState.NEAR)


def lodgings_of(case: Case) -> list[Lodging]:
    """Give the lodgings of the people of a case, newest first."""
    rows = slept_by(case.subject_id)
    decisions = StayDecision.objects.filter(case=case).select_related("acted_by_body") if rows else []
    return _lodgings(rows, list(decisions))[::-1]


def lodging_with(case: Case, stay_id: UUID) -> Lodging | None:
    """Give the lodging to which a stay belongs; None where it is not within reach."""
    return next((each for each in lodgings_of(case) if stay_id in each.ids), None)


def open_now(staff: Staff, today: date) -> list[Lodging]:
    """Give everybody lodged now whose support one's body reaches, the one nearest its last day first; unset ones last."""
    if Part.SUPPORT not in staff.parts:
        return []
    rows = open_lodgings()
    subjects = {row.subject_id for row in rows}
    decisions = list(StayDecision.objects.filter(subject_id__in=subjects)) if subjects else []
    found = [each for each in _lodgings(rows, decisions) if each.is_open]
    return sorted(found, key=lambda each: (each.covered_until is None, each.days_left(today) or 0, each.last.label))


def waiting_for_a_decision(staff: Staff, today: date) -> list[Lodging]:
    """Give who is near the last day or beyond it."""
    return [each for each in open_now(staff, today) if each.state(today) in WAITS]


def _lodgings(rows: Sequence[Slept], decisions: Sequence[StayDecision]) -> list[Lodging]:
    """Chain the stays of each person, oldest first, with the limit of the law in force on the day of admission."""
    if not rows:
        return []
    book = law.book()
    by_person: dict[UUID, list[Slept]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    found = []
    for stays in by_person.values():
        for chain in chains_of(stays):
            bare = Lodging(chain, longest_stay(chain[0].began_on, book))
            own = sorted(
                (row for row in decisions if row.stay_id in bare.ids), key=lambda row: (row.decided_on, row.recorded_at)
            )
            found.append(Lodging(bare.stays, bare.longest, own))
    return sorted(found, key=lambda each: each.first.began)


@dataclass(frozen=True)
class DecisionShown:
    """A decision with its texts."""

    row: StayDecision
    body: str
    person: str
    why_body: str
    reason: str
    withdrawn: str


@dataclass(frozen=True)
class MonthCost:
    """Nights of one month and their cost."""

    first: date
    nights: int
    cost_dong: int
    unset: int


@dataclass(frozen=True)
class LodgingShown:
    """A lodging as the page shows it on a day. `earlier`: nights of the same person in lodgings before this one."""

    lodging: Lodging
    role: str
    state: LodgingState
    day: int
    counted: int
    uncounted: int
    left: int | None
    earlier: int
    decisions: Sequence[DecisionShown]
    months: Sequence[MonthCost]
    cost_dong: int
    unset: int
    knows_cost: bool

    @property
    def over(self) -> int:
        """For how many days it has been over."""
        return -self.left if self.left is not None and self.left < 0 else 0


def shown_lodgings(case: Case, vault: Vault, today: date) -> list[LodgingShown]:
    """Give the lodgings of a case with decisions, nights and cost, newest first. Costs for whoever may know the facility."""
    found = lodgings_of(case)
    roles = {row.person_id: row.get_role_display() for row in case.companions.all()} if found else {}
    rates = rates_of(row.facility_id for each in found for row in each.stays if row.facility_id)
    shown = []
    for each in found:
        before = [
            other
            for other in found
            if other.last.person_id == each.last.person_id and other.first.began < each.first.began
        ]
        months = _months(each, rates, today)
        shown.append(LodgingShown(
            each, str(roles.get(each.last.person_id, "")), each.state(today), len(each.nights(today)), each.counted(today), each.uncounted(today),
            each.days_left(today), sum(len(other.nights(today)) for other in before), [_decision(row, vault) for row in each.decisions[::-1]], months,
            sum(month.cost_dong for month in months), sum(month.unset for month in months), all(row.facility_id for row in each.stays),
        ))  # fmt: skip
    return shown


def _months(lodging: Lodging, rates: Rates, today: date) -> list[MonthCost]:
    """Sum the counted nights by month, each at the rate of the facility in which it was slept."""
    by_month: dict[date, list[tuple[UUID, date]]] = {}
    for row, night in lodging.nights(today):
        if row.facility_id and lodging.is_covered(night):
            by_month.setdefault(night.replace(day=1), []).append((row.facility_id, night))
    found = []
    for first, nights in sorted(by_month.items()):
        costs = [rates.of_night(facility_id, night) for facility_id, night in nights]
        found.append(MonthCost(first, len(costs), sum(cost for cost in costs if cost is not None), costs.count(None)))
    return found


def _decision(row: StayDecision, vault: Vault) -> DecisionShown:
    def read(column: str) -> str:
        return vault.open("support_staydecision", column, row.pk, getattr(row, column))

    return DecisionShown(
        row, row.acted_by_body.short_name, read("decided_by_ct"), read("why_body_ct"), read("reason_ct"), read("withdrawn_ct")
    )  # fmt: skip
