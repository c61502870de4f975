"""What somebody has to do today, gathered for their post: clocks, notices, cases to complete, proposals to decide."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from vongtay.agencies.roles import MAY_SEE_CASES, Role
from vongtay.cases.models import Case, Referral
from vongtay.cases.queries import cases_of, inbox_of, sent_by
from vongtay.cases.states import State
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.papers.models import Delivery
from vongtay.papers.queries import late_deliveries
from vongtay.tasks.queries import faces, running_of
from vongtay.tasks.rules import Face

SHOWN = 30


@dataclass(frozen=True)
class Today:
    """The parts of the page, in the order of urgency."""

    overdue: list[Face] = field(default_factory=list)
    due_today: list[Face] = field(default_factory=list)
    this_week: list[Face] = field(default_factory=list)
    unset: list[Face] = field(default_factory=list)
    inbox: list[Referral] = field(default_factory=list)
    waiting_for_others: list[Referral] = field(default_factory=list)
    to_decide: list[Case] = field(default_factory=list)
    to_complete: list[Case] = field(default_factory=list)
    no_receipt: list[Delivery] = field(default_factory=list)
    sees_cases: bool = True

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing asks for anything."""
        return not (
            self.overdue
            or self.due_today
            or self.this_week
            or self.inbox
            or self.to_decide
            or self.to_complete
            or self.no_receipt
        )


def of(staff: Staff) -> Today:
    """Give the day of a post. Roles that see no case have an empty one."""
    if staff.role not in MAY_SEE_CASES:
        return Today(sees_cases=False)
    now = day_in_vietnam(timezone.now())
    clocks = faces(running_of(staff), now)
    return Today(
        overdue=_due(clocks, date.min, now - timedelta(days=1)), due_today=_due(clocks, now, now),
        this_week=_due(clocks, now + timedelta(days=1), now + timedelta(days=7)),
        unset=[face for face in clocks if face.state == "unset"][:SHOWN], inbox=list(inbox_of(staff)[:SHOWN]),
        waiting_for_others=list(sent_by(staff)[:SHOWN]), to_decide=_to_decide(staff), to_complete=_to_complete(staff, now), no_receipt=_no_receipt(staff),
    )  # fmt: skip


def _no_receipt(staff: Staff) -> list[Delivery]:
    return list(late_deliveries(staff)[:SHOWN]) if staff.role in {Role.CLERK, Role.CASE_WORKER, Role.RECEIVER} else []


def _due(clocks: list[Face], first: date, last: date) -> list[Face]:
    return [face for face in clocks if face.clock.due_on is not None and first <= face.clock.due_on <= last][:SHOWN]


def _to_decide(staff: Staff) -> list[Case]:
    if staff.role != Role.DECIDER:
        return []
    return list(cases_of(staff).filter(state=State.PROPOSED, lead_id=staff.body_id)[:SHOWN])


def _to_complete(staff: Staff, now: date) -> list[Case]:
    if staff.role not in {Role.RECEIVER, Role.CASE_WORKER}:
        return []
    return list(
        cases_of(staff)
        .filter(complete_by__lte=now + timedelta(days=1), lead_id=staff.body_id)
        .order_by("complete_by")[:SHOWN]
    )
