"""What somebody has to do today, gathered for their post: clocks, tasks, notices, proposals, and what was told to them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from vongtay.agencies.roles import MAY_SEE_CASES, Role
from vongtay.cases.models import Case, Protection, Referral
from vongtay.cases.permissions import RULES as CASE_RULES
from vongtay.cases.permissions import Act as CaseAct
from vongtay.cases.queries import FIRST_HOURS, Line, cases_of, inbox_of, lines_of, sent_by, urgent_needs_of
from vongtay.cases.queries.protection import protections_to_look_at
from vongtay.cases.states import Need, State
from vongtay.common.access import Staff, may
from vongtay.common.days import day_in_vietnam
from vongtay.papers.models import Delivery
from vongtay.papers.queries import late_deliveries
from vongtay.programme.models import Finding
from vongtay.programme.queries import findings_to_act_on
from vongtay.reports.models import ExtensionStep, Story, Submission
from vongtay.reports.permissions import RULES as REPORT_RULES
from vongtay.reports.permissions import Act as ReportAct
from vongtay.reports.queries.calendar import to_do
from vongtay.reports.queries.standing import Owed, asked_for
from vongtay.reports.queries.stories import to_withdraw
from vongtay.reports.queries.submitted import waiting_for
from vongtay.support.queries import AtHome, received_again, waiting_for_a_decision, without_contact
from vongtay.support.states import LodgingState
from vongtay.tasks.models import Absence
from vongtay.tasks.queries import Told, faces, open_tasks, running_of, standing_in, told_to
from vongtay.tasks.rules import Face

SHOWN = 30


@dataclass(frozen=True)
class Urgent:
    """An urgent case whose first needs are not all seen to; `hours_left` of the first 24, None once they are over."""

    case: Case
    needs: str
    hours_left: int | None


@dataclass(frozen=True)
class StayShort:
    """A stay near its last day or beyond it: code of the case, nights, days left, how it stands."""

    code: str
    nights: int
    left: int
    state: LodgingState


@dataclass(frozen=True)
class Absent:
    """What waits for somebody who is away and for whom one stands in."""

    absence: Absence
    tasks: list[Line]
    to_decide: list[Case]


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
    urgent: list[Urgent] = field(default_factory=list)
    tasks: list[Line] = field(default_factory=list)
    paused: list[Face] = field(default_factory=list)
    told: Told = field(default_factory=lambda: Told([], []))
    absent: list[Absent] = field(default_factory=list)
    protections: list[Protection] = field(default_factory=list)
    stays: list[StayShort] = field(default_factory=list)
    again: list[Case] = field(default_factory=list)
    no_contact: list[AtHome] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    reports: list[Owed] = field(default_factory=list)
    to_approve: list[Submission] = field(default_factory=list)
    more_time: list[ExtensionStep] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    sees_cases: bool = True

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing asks for anything."""
        return not (
            self.urgent or self.overdue or self.due_today or self.this_week or self.inbox or self.to_decide or self.to_complete
            or self.tasks or self.told.clocks or self.told.elsewhere or self.absent or self.protections or self.stays
            or self.no_receipt or self.again or self.no_contact or self.findings
            or self.reports or self.to_approve or self.more_time or self.stories
        )  # fmt: skip


def of(staff: Staff) -> Today:
    """Give the day of a post. Roles that see no case have their tasks alone."""
    now = day_in_vietnam(timezone.now())
    absences = standing_in(staff)
    mine, theirs = _tasks(staff, absences)
    if staff.role not in MAY_SEE_CASES:
        findings = list(findings_to_act_on(staff, today=now)[:SHOWN])
        return Today(
            tasks=mine,
            absent=_absent(staff, absences, theirs),
            findings=findings,
            sees_cases=False,
            **_reports(staff, now),
        )
    clocks = faces(running_of(staff), now)
    running = [face for face in clocks if face.state != "paused"]
    return Today(
        overdue=_due(running, date.min, now - timedelta(days=1)), due_today=_due(running, now, now),
        this_week=_due(running, now + timedelta(days=1), now + timedelta(days=7)),
        unset=[face for face in running if face.state == "unset"][:SHOWN], inbox=_inbox(staff),
        waiting_for_others=list(sent_by(staff)[:SHOWN]), to_decide=_to_decide(staff), to_complete=_to_complete(staff, now),
        urgent=_urgent(staff),
        tasks=mine, paused=[face for face in clocks if face.state == "paused"][:SHOWN], told=told_to(staff),
        absent=_absent(staff, absences, theirs),
        protections=protections_to_look_at(staff, now)[:SHOWN],
        no_receipt=_no_receipt(staff), findings=list(findings_to_act_on(staff, today=now)[:SHOWN]),
        stays=_stays(staff, now),
        again=received_again(staff) if staff.role == Role.HEAD else [],
        no_contact=without_contact(staff) if staff.role in {Role.RECEIVER, Role.CASE_WORKER, Role.HEAD} else [],
        **_reports(staff, now),
    )  # fmt: skip


def _reports(staff: Staff, now: date) -> dict[str, Any]:
    """Give the reports that one's body is to see to, those that wait for its approval, who asks for more time, and the stories to withdraw."""
    withdraws = may(REPORT_RULES, ReportAct.WITHDRAW_STORY, staff)
    return {
        "reports": to_do(staff, now)[:SHOWN],
        "to_approve": list(waiting_for(staff)[:SHOWN]),
        "more_time": asked_for(staff)[:SHOWN],
        "stories": list(to_withdraw(staff)[:SHOWN]) if withdraws else [],
    }


def _inbox(staff: Staff) -> list[Referral]:
    """Give the notices that this post may answer; others see them in the inbox of the body."""
    return [row for row in inbox_of(staff)[:SHOWN] if may(CASE_RULES, CaseAct.ANSWER, staff, row)]


def _stays(staff: Staff, now: date) -> list[StayShort]:
    """Give who is near the longest time of a stay or beyond it."""
    if staff.role not in {Role.RECEIVER, Role.CASE_WORKER, Role.DECIDER, Role.HEAD}:
        return []
    found = waiting_for_a_decision(staff, now)[:SHOWN]
    return [
        StayShort(each.last.label, len(each.nights(now)), each.days_left(now) or 0, each.state(now)) for each in found
    ]


def _no_receipt(staff: Staff) -> list[Delivery]:
    return list(late_deliveries(staff)[:SHOWN]) if staff.role in {Role.CLERK, Role.CASE_WORKER, Role.RECEIVER} else []


def _tasks(staff: Staff, absences: list[Absence]) -> tuple[list[Line], list[Line]]:
    """Give one's own open tasks, and those of the people one stands in for."""
    away = {absence.post_id for absence in absences}
    lines = lines_of(open_tasks(staff)[: SHOWN * 2])
    mine = [line for line in lines if line.task.post_id not in away]
    return mine[:SHOWN], [line for line in lines if line.task.post_id in away][:SHOWN]


def _absent(staff: Staff, absences: list[Absence], theirs: list[Line]) -> list[Absent]:
    """Give what waits for each absent person; a decision waits, though the deputy may not take it."""
    decides = any(absence.post.role == Role.DECIDER for absence in absences)
    waiting = _proposed(staff) if decides and staff.role in MAY_SEE_CASES and staff.role != Role.DECIDER else []
    return [
        Absent(
            absence,
            [line for line in theirs if line.task.post_id == absence.post_id],
            waiting if absence.post.role == Role.DECIDER else [],
        )
        for absence in absences
    ]


def _due(clocks: list[Face], first: date, last: date) -> list[Face]:
    return [face for face in clocks if face.clock.due_on is not None and first <= face.clock.due_on <= last][:SHOWN]


def _urgent(staff: Staff) -> list[Urgent]:
    if staff.role not in {Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER}:
        return []
    now = timezone.now()
    found = []
    for case in urgent_needs_of(staff, most=SHOWN):
        left = (case.received_at + FIRST_HOURS - now).total_seconds()
        needs = ", ".join(str(Need(code).label) for code in case.needs if code not in case.needs_met)
        found.append(Urgent(case, needs, int(left // 3600) if left > 0 else None))
    return found


def _to_decide(staff: Staff) -> list[Case]:
    if staff.role != Role.DECIDER:
        return []
    return _proposed(staff)


def _proposed(staff: Staff) -> list[Case]:
    return list(cases_of(staff).filter(state=State.PROPOSED, lead_id=staff.body_id)[:SHOWN])


def _to_complete(staff: Staff, now: date) -> list[Case]:
    if staff.role not in {Role.RECEIVER, Role.CASE_WORKER}:
        return []
    return list(
        cases_of(staff)
        .filter(complete_by__lte=now + timedelta(days=1), lead_id=staff.body_id)
        .order_by("complete_by")[:SHOWN]
    )
