"""Tasks, a pause, an absence, reminders and escalations of the demo, made through the acts so that their pages are not empty."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role, World
from vongtay.cases import actions
from vongtay.cases.models import Case
from vongtay.cases.states import OPEN
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.home.upkeep import service_post
from vongtay.law.queries import calendar
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Clock, Task
from vongtay.tasks.states import PauseReason

BODY = "LS.SYT"
WORDS = [
    ("Liên hệ cơ sở trợ giúp xã hội để giữ một chỗ ở tạm.", Role.CASE_WORKER, 1),
    ("Hẹn người phiên dịch tiếng Mông cho buổi làm việc tới.", Role.VERIFIER, 0),
    ("Hỏi lại kết quả khám sức khỏe của trạm y tế.", Role.CASE_WORKER, -2),
    ("Soạn công văn đề nghị cơ quan công an phối hợp xác minh.", Role.DECIDER, 3),
]
GENERAL = "Chuẩn bị tài liệu cho buổi giao ban liên ngành tháng này."


def _post(role: Role) -> Post:
    return Post.objects.select_related("body").get(role=role, body__code=BODY, world=World.DEMO)


@transaction.atomic
def load_work() -> int:
    """Give the demo some tasks and what belongs to them, unless it has any. Gives how many tasks there are then."""
    with acting_as(_post(Role.CASE_WORKER)) as by:
        if known := Task.objects.filter(world=World.DEMO).count():
            return known
        cases = list(
            Case.objects.filter(lead_id=by.body_id, state__in=OPEN).order_by("-received_at", "id")[: len(WORDS)]
        )
        for number, (case, (text, role, days)) in enumerate(zip(cases, WORDS, strict=False), 1):
            wish = tasks.Wish(text, _post(role).body, _post(role), today() + timedelta(days=max(days, 0)))
            actions.add_task(case=case, key=UUID(int=number, version=4), wish=wish, by=by)
        tasks.add_task(
            key=UUID(int=99, version=4),
            wish=tasks.Wish(GENERAL, _post(Role.CLERK).body, None, today() + timedelta(days=4)),
            by=by,
        )
        _pause_one(by)
        given = Task.objects.filter(world=World.DEMO).count()
    _stand_in_and_remind()
    return given


def _pause_one(by: Staff) -> None:
    cases = {case.subject_id: case for case in Case.objects.filter(lead_id=by.body_id, state__in=OPEN)}
    clocks = Clock.objects.filter(
        subject_id__in=cases, body_id=by.body_id, met_at__isnull=True, ended_at__isnull=True, due_on__gte=today()
    )
    clock = clocks.order_by("due_on", "id").first()
    if clock is not None:
        case = cases[clock.subject_id]
        actions.pause_clock(
            case=case,
            clock=clock,
            at=clock.recorded_at,
            reason=PauseReason.HEALTH,
            basis="",
            note="Đang điều trị, hẹn lại sau.",
            by=by,
        )


def _stand_in_and_remind() -> None:
    verifier, worker = _post(Role.VERIFIER), _post(Role.CASE_WORKER)
    with acting_as(_post(Role.HEAD)) as by:
        tasks.enter_absence(
            key=UUID(int=1, version=4),
            post=verifier,
            deputy=worker,
            first_on=today(),
            last_on=today() + timedelta(days=3),
            by=by,
        )
    with acting_as(worker) as by:
        tasks.choose_mailing(address="canbo.ho-so@vidu.gov.vn", is_on=True, language="vi", by=by)
    service = service_post(World.DEMO)
    if service is None:
        return
    with acting_as(service) as by:
        tasks.escalate(day=today(), by=by)
        tasks.plan_reminders(day=calendar().on_or_after(today()), is_sent=False, by=by)
