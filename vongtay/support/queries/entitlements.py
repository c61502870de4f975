"""What a person is due, by the law in force and by what was decided where it is unset."""

from dataclasses import dataclass
from datetime import date

from vongtay.cases.models import Case, Companion
from vongtay.cases.rules import is_foreign, is_under_age
from vongtay.cases.states import State
from vongtay.law import queries as law
from vongtay.law.entitlements import Cell
from vongtay.people.vault import Vault
from vongtay.support.models import Ruling
from vongtay.support.rules import beneficiary_of
from vongtay.support.states import Answer, Beneficiary, Regime


@dataclass(frozen=True)
class Entitled:
    """One regime: what the law's data say, and the decision of a person where they say nothing."""

    regime: Regime
    cell: Cell
    ruling: Ruling | None
    reason: str
    over_age: bool = False

    @property
    def answer(self) -> str:
        """Give yes or no; empty where nobody has decided yet."""
        if self.over_age:
            return Answer.NO
        return self.cell.answer or (self.ruling.answer if self.ruling else "")


def is_over_age(case: Case, cell: Cell, on: date) -> bool:
    """Say whether a regime that the law gives to people under 18 does not reach this person on a day; unknown ages do not decide it."""
    if cell.answer != Answer.YES or cell.condition != "under_18" or case.age_years is None:
        return False
    return not is_under_age(case.age_years, at=case.received_on, on=on)


def beneficiary_now(case: Case) -> Beneficiary | None:
    """Give the kind of beneficiary the person of a case is now."""
    return beneficiary_in(case, State(case.state))


def beneficiary_in(case: Case, state: State) -> Beneficiary | None:
    """Give the kind of beneficiary the person of a case is in a state."""
    came_along = Companion.objects.filter(own_case=case).exists()
    return beneficiary_of(state=state, is_foreign=is_foreign(case.route, case.nationality), came_along=came_along)


def entitlements_of(case: Case, on: date, vault: Vault) -> list[Entitled]:
    """Give all regimes for the person of a case under the law in force on a day; none where nobody is supported now."""
    return _entitled(case, beneficiary_now(case), on, vault)


def entitlements_until_decided(case: Case, vault: Vault) -> list[Entitled]:
    """Give what the person of a case was due until a decision after which nobody is supported; none otherwise."""
    if beneficiary_now(case) is not None or case.decided_on is None:
        return []
    return _entitled(case, beneficiary_in(case, State.VERIFYING), case.decided_on, vault)


def _entitled(case: Case, beneficiary: Beneficiary | None, on: date, vault: Vault) -> list[Entitled]:
    if beneficiary is None:
        return []
    in_force = law.regime_on(on)
    rulings = Ruling.objects.filter(case=case, law=in_force, beneficiary=beneficiary).order_by("recorded_at")
    newest = {row.regime: row for row in rulings}
    found = []
    for regime in Regime:
        row = newest.get(regime)
        reason = vault.open("support_ruling", "reason_ct", row.pk, row.reason_ct) if row else ""
        cell = law.entitlement(law=in_force, beneficiary=beneficiary, regime=regime)
        found.append(Entitled(regime, cell, row, reason, over_age=is_over_age(case, cell, on)))
    return found
