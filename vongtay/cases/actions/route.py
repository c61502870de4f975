"""Going over to another route: history, clocks, timeline, log."""

from django.db import transaction
from django.utils import timezone

from vongtay.audit import actions as audit
from vongtay.cases.actions.reception import add_step, known_facts, locked, require, save
from vongtay.cases.models import Case, Step
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_change, why_not_route
from vongtay.cases.states import StepKind
from vongtay.common.access import Refused, Staff
from vongtay.tasks import actions as tasks


@transaction.atomic
def change_route(*, case: Case, route: str, reason: str, version: int, by: Staff) -> Case:
    """Put a case on another route. The clocks of the former one end; those of the new one start from what has happened.

    Errors: Stale; Refused without a reason, for a route that does not fit, for a decided case.
    """
    require(Act.CHANGE_ROUTE, by, case)
    case = locked(case, version)
    reasons = why_not_change(route, now=case.route, state=case.state, reason=reason)
    reasons += why_not_route(route, receiver_kind=case.received_by.kind, nationality=case.nationality)
    if reasons:
        raise Refused(*reasons)
    former, case.route = case.route, route
    save(case)
    ended = tasks.leave_route(case_of=case, route=former)
    started = _replayed(case)
    add_step(
        case, StepKind.ROUTE_CHANGED, by=by, at=timezone.now(), note=reason.strip(),
        details={"from": former, "to_route": route, "ended": ended, "started": started},
    )  # fmt: skip
    audit.record(Act.CHANGE_ROUTE, by=by, subject_id=case.subject_id, details={"from": former, "to": route})
    return case


def _replayed(case: Case) -> int:
    """Tell the clocks of the new route what has happened so far, in order. Gives how many were started."""
    facts = known_facts(case)
    started = 0
    for step in Step.objects.filter(case=case).order_by("happened_at", "recorded_at"):
        if act := step.law_act:
            body = case.received_by_id if act == "received" else case.lead_id
            started += len(tasks.on_event(case_of=case, event=act, at=step.happened_at, body_id=body, facts=facts))
    return started
