"""Needs, a plan, a conference, what people say, family and a sheet of the demo, made through the acts."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases.models import Case, Companion
from vongtay.cases.states import OPEN
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.support import actions
from vongtay.support.models import Goal, Measure, Plan

LEAD, COMMUNE = "LS.SYT", "LS.UBND.06184"
# domain -> scores of three talks, the oldest first; None: not talked about
SCORES = {
    "shelter": (0, 2, 3), "health": (1, 1, 3), "mind": (0, 1, 1), "safety": (1, 3, 3), "legal": (2, 2, 2), "papers": (0, 0, 2),
    "schooling": (None, 2, 2), "work": (1, 1, 2), "family": (2, 3, 2),
}  # fmt: skip
TALKS = (60, 28, 2)  # days ago
GOALS = [
    ("shelter", "Có chỗ ở ổn định, gần người thân", "Sửa lại gian bếp cùng bà con trong bản", COMMUNE, 20),
    ("work", "Có thu nhập từ nghề may", "Giới thiệu lớp học may ngắn hạn", LEAD, 12),
    ("papers", "Có đủ giấy tờ tùy thân", "Hướng dẫn làm lại căn cước", COMMUNE, 6),
]
SAID = [
    ("feedback", "Tôi thấy đỡ lo hơn, cán bộ xã hay ghé hỏi thăm.", 4, "in_person", 2),
    ("wish", "Tôi muốn học may để làm ở gần nhà.", None, "phone", 9),
]


def _key(number: int) -> UUID:
    return UUID(int=8200 + number, version=4)


def _post(role: Role, body: str = LEAD) -> Post:
    return Post.objects.select_related("body").get(role=role, body__code=body, world=World.DEMO)


@transaction.atomic
def load_plans() -> int:
    """Give the demo a person with needs, an approved plan and a new version of it, unless it has any. Gives how many versions there are."""
    with acting_as(_post(Role.CASE_WORKER)) as by:
        case = _case(by)
        if case is None or Plan.objects.exists():
            return Plan.objects.count()
        _talks(case, by)
        plan = _drafted(case, by)
    with acting_as(_post(Role.DECIDER)) as decider:
        actions.approve_plan(plan=Plan.objects.select_related("case").get(pk=plan.pk), version=plan.version, by=decider)
    with acting_as(_post(Role.CASE_WORKER)) as by:
        _meeting(case, by)
        _next_version(case, by)
        _family(case, by)
        actions.hand_sheet(key=_key(40), case=case, language="vi", by=by)
        return Plan.objects.count()


def _case(by: Staff) -> Case | None:
    """Give a case that the commune shares, one with somebody beside the person if there is one."""
    commune = Body.objects.get(code=COMMUNE)
    found = Case.objects.filter(lead_id=by.body_id, state__in=OPEN, bodies__contains=[commune.pk])
    beside = Companion.objects.filter(ended_at__isnull=True).values("case_id")
    order = ("-received_at", "id")
    return found.filter(pk__in=beside).order_by(*order).first() or found.order_by(*order).first()


def _day(ago: int) -> date:
    return today() - timedelta(days=ago)


def _talks(case: Case, by: Staff) -> None:
    for number, ago in enumerate(TALKS):
        levels = {domain: level for domain, three in SCORES.items() if (level := three[number]) is not None}
        scored = actions.Scored(_day(ago), levels, "Trò chuyện tại nhà, có cán bộ xã cùng dự.")
        actions.score_needs(key=_key(number), case=case, scored=scored, by=by)
    for number, (saying, words, score, how, ago) in enumerate(SAID, 10):
        actions.record_feedback(
            key=_key(number), case=case, told=actions.Told(_day(ago), words, saying, how, score), by=by
        )


def _drafted(case: Case, by: Staff) -> Plan:
    plan = actions.begin_plan(key=_key(20), case=case, by=by)
    words = "Tôi muốn về sống cùng mẹ và học một nghề."
    plan = actions.write_wishes(plan=plan, words=words, version=plan.version, by=by)
    for domain, aim, text, code, days in GOALS:
        plan = actions.write_goal(plan=plan, goal=None, aim=actions.Aim(domain, aim), version=plan.version, by=by)
        goal = Goal.objects.select_related("plan__case").filter(plan=plan).latest("place")
        step = actions.Step(text, Body.objects.get(code=code), today() + timedelta(days=days))
        plan = actions.write_measure(goal=goal, measure=None, step=step, version=plan.version, by=by)
    return actions.propose_plan(plan=plan, version=plan.version, by=by)


def _meeting(case: Case, by: Staff) -> None:
    bodies = list(Body.objects.filter(code__in=[LEAD, COMMUNE]))
    decided = actions.Step(
        "Xác nhận nơi cư trú để làm giấy tờ", Body.objects.get(code=COMMUNE), today() + timedelta(days=8)
    )
    met = actions.Met(_day(1), bodies, "Bàn việc đưa người được hỗ trợ về với gia đình.", [decided])
    actions.hold_conference(key=_key(30), case=case, met=met, by=by)


def _next_version(case: Case, by: Staff) -> None:
    """Draw a second version in which one measure has a later day and one goal is new."""
    plan = actions.begin_plan(key=_key(21), case=case, by=by)
    measure = Measure.objects.select_related("goal__plan__case", "body").filter(plan=plan).earliest("place")
    step = actions.Step("Sửa lại gian bếp, làm thêm công trình vệ sinh", measure.body, today() + timedelta(days=40))
    plan = actions.write_measure(goal=measure.goal, measure=measure, step=step, version=plan.version, by=by)
    aim = actions.Aim("mind", "Ngủ yên, bớt lo")
    actions.write_goal(plan=plan, goal=None, aim=aim, version=plan.version, by=by)


def _family(case: Case, by: Staff) -> None:
    beside = Companion.objects.filter(case=case, ended_at__isnull=True).exclude(role="reporter").order_by("recorded_at")
    for number, row in enumerate(beside[:3], 50):
        relation = "child" if row.role == "child" else "parent"
        actions.name_kin(key=_key(number), case=case, tie=actions.Tie(relation, who=row), by=by)
