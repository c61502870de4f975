"""A plan as the tests need it: drafted, proposed, approved."""

import uuid
from datetime import timedelta

from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, a_case, acting, body
from vongtay.cases import actions as cases
from vongtay.cases.actions import Ground
from vongtay.common.days import today
from vongtay.support import actions
from vongtay.support.models import Goal, Plan

PARTS = ["identity", "contact", "health", "statement", "support", "papers"]
TOMORROW = timedelta(days=1)


def shared_case(**changes):
    """A case led by Sở Y tế in which the commune takes part."""
    with acting("case_worker") as staff:
        case = a_case(staff, **changes)
        from_there = cases.send_notice(
            case=case, to_body=body(COMMUNE), rule_id="custom", parts=PARTS, at=timezone.now(), by=staff, ground=Ground("c", "Cùng hỗ trợ")
        )  # fmt: skip
        assert from_there.to_body_id == body(COMMUNE).id
        return fresh(case)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def begun(case, by, **values):
    return actions.begin_plan(key=values.pop("key", uuid.uuid4()), case=case, by=by)


def with_goal(plan, by, text="Có chỗ ở ổn định", domain="shelter"):
    plan = actions.write_goal(plan=plan, goal=None, aim=actions.Aim(domain, text), version=plan.version, by=by)
    return plan, Goal.objects.select_related("plan__case").filter(plan=plan).order_by("-place").first()


def with_measure(goal, by, text="Sửa lại nhà", of=HEALTH, due_on=None):
    step = actions.Step(text, body(of), due_on or today() + TOMORROW)
    version = Plan.objects.get(pk=goal.plan_id).version
    return actions.write_measure(goal=goal, measure=None, step=step, version=version, by=by)


def proposed(case, by, **values):
    """A plan with one goal and one measure of `of`, proposed."""
    plan, goal = with_goal(begun(case, by), by)
    plan = with_measure(goal, by, **values)
    return actions.propose_plan(plan=plan, version=plan.version, by=by)


def approved(case, **values):
    with acting("case_worker") as staff:
        plan = proposed(case, staff, **values)
    with acting("decider") as decider:
        return actions.approve_plan(plan=fresh(plan), version=plan.version, by=decider)


def say_everything(case, words):
    """Write `words` into every free text of needs, plan, conference and feedback, and settle a measure with them."""
    with acting("case_worker") as staff:
        case = fresh(case)
        scored = actions.Scored(today(), {"work": 1}, words)
        actions.score_needs(key=uuid.uuid4(), case=case, scored=scored, by=staff)
        actions.record_feedback(key=uuid.uuid4(), case=case, told=actions.Told(today(), words), by=staff)
        steps = [actions.Step(words, body(HEALTH), today())]
        met = actions.Met(today(), [body(HEALTH), body(COMMUNE)], words, steps)
        actions.hold_conference(key=uuid.uuid4(), case=case, met=met, by=staff)
        plan = begun(case, staff)
        plan = actions.write_wishes(plan=plan, words=words, version=plan.version, by=staff)
        plan, goal = with_goal(plan, staff, words)
        plan = with_measure(goal, staff, words)
        plan = actions.propose_plan(plan=plan, version=plan.version, by=staff)
    with acting("decider") as decider:
        plan = actions.send_back_plan(plan=fresh(plan), reason=words, version=plan.version, by=decider)
    with acting("case_worker") as staff:
        plan = actions.propose_plan(plan=fresh(plan), version=plan.version, by=staff)
    with acting("decider") as decider:
        plan = actions.approve_plan(plan=fresh(plan), version=plan.version, by=decider)
    with acting("case_worker") as staff:
        row = plan.measures.select_related("plan__case", "task", "body").get()
        actions.settle(row=row, to="dropped", note=words, by=staff)
