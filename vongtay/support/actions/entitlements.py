"""Deciding what the law's data leave unset."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions import locked
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff
from vongtay.common.days import today
from vongtay.law import queries as law
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require
from vongtay.support.models import Ruling
from vongtay.support.permissions import Act
from vongtay.support.queries import beneficiary_now
from vongtay.support.states import Answer, Regime


@transaction.atomic
def rule_on(*, key: UUID, case: Case, regime: str, answer: str, reason: str, by: Staff) -> Ruling:
    """Decide whether somebody gets a regime that the law's data leave unset. The same `key` again gives the same decision.

    Errors: Refused without a reason, for a regime that the data answer, for somebody whom the law does not support now.
    """
    require(Act.RULE, by, case)
    case = locked(case)
    if (made := Ruling.objects.filter(pk=key, case=case).first()) is not None:
        return made
    beneficiary, in_force = beneficiary_now(case), law.regime_on(today())
    reasons = []
    if regime not in Regime.values or answer not in Answer.values:
        reasons.append(_("Choose whether the person gets it."))
    if beneficiary is None:
        reasons.append(_("Nobody is supported in this case now: refer to social assistance."))
    elif law.entitlement(law=in_force, beneficiary=beneficiary, regime=regime).answer:
        reasons.append(_("The law's data answer this already."))
    if not reason.strip():
        reasons.append(_("Say why: nothing was confirmed that decides it."))
    if reasons:
        raise Refused(*reasons)
    row = Ruling(id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, law=in_force, beneficiary=beneficiary or "",
                 regime=regime, answer=answer)  # fmt: skip
    row.reason_ct = Vault.of(case.person_id).seal("support_ruling", "reason_ct", row.pk, reason.strip()) or b""
    row.save(force_insert=True)
    audit.record(Act.RULE, by=by, subject_id=case.subject_id, details={"regime": regime, "answer": answer})
    return row
