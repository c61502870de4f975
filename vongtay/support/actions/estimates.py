"""What a province, and one person's case, is expected to cost; the newest entry of a regime and year holds."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import today
from vongtay.common.saving import check_in_words
from vongtay.support.actions.ledger import writes
from vongtay.support.models import CaseEstimate, Estimate, Norm
from vongtay.support.permissions import RULES, Act
from vongtay.support.queries import due_on, norm_on
from vongtay.support.rules import why_not_due
from vongtay.support.states import Regime, Unit


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
    check_in_words(row)
    row.save(force_insert=True)
    audit.record(Act.ENTER_ESTIMATE, by=by, details={"year": year, "regime": regime})
    return row


@transaction.atomic
def estimate_case(
    *, key: UUID, case: Case, year: int, regime: str, unit: str, quantity: int, by: Staff
) -> CaseEstimate:
    """Enter what one person is expected to be paid in a year, by the norm in force today; nought takes a former estimate back.

    The same `key` again gives the same estimate. Errors: NotAllowed; Refused where the person does not get the regime, nothing
    decides it, or no norm is in force: no amount is guessed.
    """
    case = writes(Act.ESTIMATE_CASE, by, case)
    if (made := CaseEstimate.objects.filter(pk=key, case=case).first()) is not None:
        return made
    if regime not in Regime.values or unit not in Unit.values:
        raise Refused(_("Choose the regime."))
    day = today()
    if quantity:
        if reasons := why_not_due(due_on(case, regime, day)):
            raise Refused(*reasons)
        norm = norm_on(province_id=by.province_id, world=case.world, regime=regime, unit=unit, day=day)
        if norm is None:
            raise Refused(
                _(
                    "No norm for this regime and unit is in force, so nothing can be estimated. A legal officer enters the norm first."
                )
            )
    else:
        norm = _norm_of_former(case, year, regime, unit)
    row = CaseEstimate(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, world=case.world, province_id=by.province_id, year=year,
        regime=regime, unit=unit, norm=norm, quantity=quantity, amount_dong=quantity * norm.amount_dong,
    )  # fmt: skip
    check_in_words(row)
    row.save(force_insert=True)
    audit.record(
        Act.ESTIMATE_CASE, by=by, subject_id=case.subject_id, part="support", details={"year": year, "regime": regime}
    )
    return row


def _norm_of_former(case: Case, year: int, regime: str, unit: str) -> Norm:
    """Give the norm of the estimate that is taken back, also where it has ended. Errors: Refused where there is none."""
    rows = CaseEstimate.objects.filter(case=case, year=year, regime=regime, unit=unit).select_related("norm")
    former = rows.order_by("-recorded_at").first()
    if former is None or not former.quantity:
        raise Refused(_("Nothing was estimated for this regime and year: there is nothing to take back."))
    return former.norm
