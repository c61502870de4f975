"""What a province expects to spend; the newest entry of a regime and year holds."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.support.models import Estimate
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import Regime


@transaction.atomic
def enter_estimate(*, key: UUID, year: int, regime: str, amount_dong: int, by: Staff) -> Estimate:
    """Enter the estimate of a regime and year for one's province. The same `key` again gives the same estimate."""
    if not may(RULES, Act.ENTER_ESTIMATE, by):
        raise NotAllowed(_("The head and the reporter enter what is expected to be spent."))
    if (made := Estimate.objects.filter(pk=key).first()) is not None:
        return made
    if regime not in Regime.values:
        raise Refused(_("Choose the regime."))
    row = Estimate(id=key, province_id=by.province_id, world=by.world, year=year, regime=regime, amount_dong=amount_dong,
                   entered_by_id=by.post_id)  # fmt: skip
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    row.save(force_insert=True)
    audit.record(Act.ENTER_ESTIMATE, by=by, details={"year": year, "regime": regime})
    return row
