"""The catalogue of support: what each law gives to whom, with its article, and the norms of the province beside it."""

from dataclasses import dataclass
from datetime import date

from vongtay.common.access import Staff
from vongtay.law import queries as law
from vongtay.law.entitlements import Cell
from vongtay.support.models import Norm
from vongtay.support.queries.ledger import norms_of
from vongtay.support.states import Beneficiary, Regime


@dataclass(frozen=True)
class CatalogueLine:
    """One regime: what the law says for each kind of beneficiary, in the order of `Beneficiary`; the norms in force."""

    regime: Regime
    cells: tuple[tuple[Beneficiary, Cell], ...]
    norms: tuple[Norm, ...]


def catalogue_of(staff: Staff, *, law_code: str, day: date) -> list[CatalogueLine]:
    """Give every regime under a law, with the norms of one's province in force on a day."""
    norms = [
        row
        for row in norms_of(staff)
        if not row.withdrawn and row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
    ]
    return [
        CatalogueLine(
            regime,
            tuple((kind, law.entitlement(law=law_code, beneficiary=kind, regime=regime)) for kind in Beneficiary),
            tuple(row for row in norms if row.regime == regime),
        )
        for regime in Regime
    ]
