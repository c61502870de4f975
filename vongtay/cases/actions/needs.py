"""The checklist of the first 24 hours: each tick is a step of the case, with who and when."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions.reception import add_step, locked, require, save
from vongtay.cases.models import Case
from vongtay.cases.permissions import Act
from vongtay.cases.states import Need, StepKind
from vongtay.common.access import Refused, Staff


@transaction.atomic
def tick_need(*, case: Case, need: str, met: bool, by: Staff) -> Case:
    """Note that a need was seen to, or that it is open again. Ticking what is ticked changes nothing.

    A need that nobody named at reception is added by being ticked.
    """
    require(Act.TICK_NEED, by, case)
    case = locked(case)
    if need not in Need.values:
        raise Refused(_("There is no such need in the checklist."))
    if (need in case.needs_met) == met:
        return case
    case.needs = [code for code in Need.values if code in {*case.needs, need}]
    case.needs_met = [
        code for code in Need.values if code in ({*case.needs_met, need} if met else {*case.needs_met} - {need})
    ]
    save(case)
    add_step(case, StepKind.NEED_MET if met else StepKind.NEED_OPEN, by=by, at=timezone.now(), details={"need": need})
    audit.record(Act.TICK_NEED, by=by, subject_id=case.subject_id, details={"need": need, "met": met})
    return case
