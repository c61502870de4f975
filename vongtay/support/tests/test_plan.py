"""A plan goes from draft over proposal to approval by another person; what was approved is never edited."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import Goal, Measure, Plan
from vongtay.support.states import Difference, PlanState, Progress
from vongtay.support.tests.gate import TOMORROW, approved, begun, fresh, proposed, shared_case, with_goal, with_measure
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db


def read(plan):
    case = plan.case
    return queries.read_plan(plan, Vault.of(case.person_id))


def test_a_plan_is_drafted_proposed_and_approved_by_another_person():
    case = shared_case()
    with acting("case_worker") as staff:
        key = uuid.uuid4()
        plan = begun(case, staff, key=key)
        assert begun(case, staff, key=key) == plan
        with pytest.raises(Refused, match="soạn"):
            begun(case, staff)
        with pytest.raises(Refused, match="ít nhất một mục tiêu"):
            actions.propose_plan(plan=plan, version=plan.version, by=staff)
        plan = actions.write_wishes(plan=plan, words="Tôi muốn về với mẹ", version=plan.version, by=staff)
        plan, goal = with_goal(plan, staff)
        plan = with_measure(goal, staff, of=COMMUNE)
        plan = actions.propose_plan(plan=plan, version=plan.version, by=staff)
        assert plan.state == PlanState.PROPOSED
        with pytest.raises(NotAllowed):
            actions.approve_plan(plan=fresh(plan), version=plan.version, by=staff)
        plan = Plan.objects.select_related("case").get(pk=plan.pk)
    with acting("decider", OTHER_HEALTH) as stranger, pytest.raises(NotAllowed):
        actions.approve_plan(plan=plan, version=plan.version, by=stranger)
    with acting("head") as head:
        actions.approve_plan(plan=fresh(plan), version=plan.version, by=head)
        held = read(fresh(plan))
        task = Task.objects.get(subject_id=case.subject_id)
    assert (held.plan.state, held.wishes) == (PlanState.APPROVED, "Tôi muốn về với mẹ")
    assert (task.body.code, task.due_on) == (COMMUNE, today() + TOMORROW)
    assert held.goals[0].measures[0].row.task_id == task.pk


def test_whoever_proposed_does_not_approve_in_another_post_either():
    case = shared_case()
    with acting("case_worker") as staff:
        plan = proposed(case, staff)
    with acting("decider") as decider:
        Plan.objects.filter(pk=plan.pk).update(proposed_user=decider.user_id)
        with pytest.raises(NotAllowed):
            actions.approve_plan(plan=fresh(plan), version=plan.version, by=decider)
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(approved_user=decider.user_id)


def test_a_plan_sent_back_says_why_and_may_be_proposed_again():
    case = shared_case()
    with acting("case_worker") as staff:
        plan = proposed(case, staff)
        with pytest.raises(WrongState):
            actions.write_wishes(plan=plan, words="x", version=plan.version, by=staff)
    with acting("decider") as decider:
        with pytest.raises(Refused, match="cần sửa"):
            actions.send_back_plan(plan=fresh(plan), reason=" ", version=plan.version, by=decider)
        plan = actions.send_back_plan(plan=fresh(plan), reason="Thiếu việc học", version=plan.version, by=decider)
        assert read(plan).returned == "Thiếu việc học"
        with pytest.raises(WrongState):
            actions.approve_plan(plan=fresh(plan), version=plan.version, by=decider)
        assert not Task.objects.filter(subject_id=case.subject_id).exists()
    with acting("case_worker") as staff:
        plan, _goal = with_goal(fresh(plan), staff, "Đi học lại", "schooling")
        assert actions.propose_plan(plan=plan, version=plan.version, by=staff).state == PlanState.PROPOSED


def test_an_approved_plan_is_edited_by_nobody_not_even_past_the_acts():
    case = shared_case()
    plan = approved(case)
    with acting("case_worker") as staff:
        with pytest.raises(WrongState):
            with_goal(fresh(plan), staff)
        goal = Goal.objects.get(plan=plan)
        changes = [
            lambda: Plan.objects.filter(pk=plan.pk).update(wishes_ct=b"x"),
            lambda: Goal.objects.filter(plan=plan).update(text_ct=b"x"),
            lambda: Measure.objects.filter(plan=plan).update(due_on=today()),
            lambda: Measure.objects.filter(plan=plan).delete(),
            lambda: Goal.objects.create(subject_id=case.subject_id, plan=plan, domain="work", place=9, text_ct=b"x"),
            lambda: Measure.objects.create(
                subject_id=case.subject_id, plan=plan, goal=goal, place=9, text_ct=b"x", body=body(HEALTH)
            ),
        ]
        for change in changes:
            with pytest.raises(IntegrityError), transaction.atomic():
                change()


def test_a_stale_change_is_refused_and_changes_nothing():
    case = shared_case()
    with acting("case_worker") as staff:
        plan = begun(case, staff)
        former = plan.version
        actions.write_wishes(plan=plan, words="Lời thứ nhất", version=former, by=staff)
    with acting("receiver", COMMUNE) as other:
        with pytest.raises(Stale):
            actions.write_wishes(plan=fresh(plan), words="Lời thứ hai", version=former, by=other)
        assert read(fresh(plan)).wishes == "Lời thứ nhất"


def test_a_new_version_keeps_what_goes_on_gives_what_is_new_and_ends_what_fell_away():
    case = shared_case()
    with acting("case_worker") as staff:
        plan, goal = with_goal(begun(case, staff), staff)
        for text in ("Giữ nguyên", "Sẽ đổi", "Sẽ bỏ"):
            plan = with_measure(goal, staff, text)
        plan = actions.propose_plan(plan=plan, version=plan.version, by=staff)
    with acting("decider") as decider:
        first = actions.approve_plan(plan=fresh(plan), version=plan.version, by=decider)
    with acting("case_worker") as staff:
        second = begun(case, staff)
        by_text = {item.text: item.row for target in read(second).goals for item in target.measures}
        step = actions.Step("Đã đổi", body(COMMUNE), today() + 2 * TOMORROW)
        goal = Goal.objects.select_related("plan__case").get(plan=second)
        second = actions.write_measure(
            goal=goal, measure=by_text["Sẽ đổi"], step=step, version=second.version, by=staff
        )
        gone = Measure.objects.select_related("plan__case").get(pk=by_text["Sẽ bỏ"].pk)
        second = actions.take_out(row=gone, version=second.version, by=staff)
        second, _goal = with_goal(second, staff, "Có việc làm", "work")
        second = actions.propose_plan(plan=second, version=second.version, by=staff)
        found = queries.compare(read(first), read(second))
    assert [pair.difference for pair in found] == [
        Difference.SAME, Difference.SAME, Difference.CHANGED, Difference.LEFT_OUT, Difference.ADDED,
    ]  # fmt: skip
    with acting("decider") as decider:
        second = actions.approve_plan(plan=fresh(second), version=second.version, by=decider)
        states = {
            Vault.of(case.person_id).open("tasks_task", "text_ct", task.pk, task.text_ct): (task.state, task.body.code)
            for task in Task.objects.filter(subject_id=case.subject_id).select_related("body")
        }
        assert queries.in_force(queries.plans_of(case)) == second
    assert states == {
        "Giữ nguyên": ("open", HEALTH), "Sẽ đổi": ("cancelled", HEALTH), "Sẽ bỏ": ("cancelled", HEALTH), "Đã đổi": ("open", COMMUNE)
    }  # fmt: skip


def test_a_measure_is_of_a_body_that_shares_the_case_and_not_for_yesterday():
    case = shared_case()
    with acting("case_worker") as staff:
        plan, goal = with_goal(begun(case, staff), staff)
        for wrong in ({"of": OTHER_HEALTH}, {"due_on": today() - timedelta(days=1)}, {"text": " "}):
            with pytest.raises(Refused):
                with_measure(goal, staff, **wrong)
        assert not Measure.objects.filter(plan=plan).exists()
        offered = set(queries.bodies_that_help(case, staff, today()).values_list("code", flat=True))
    assert {HEALTH, COMMUNE} <= offered
    assert OTHER_HEALTH not in offered


def test_a_measure_of_a_body_that_works_on_paper_makes_no_task():
    case = shared_case()
    with acting("case_worker") as staff:
        plan, goal = with_goal(begun(case, staff), staff)
        on_paper = next(one for one in queries.bodies_that_help(case, staff, today()) if not one.signs_in)
        plan = with_measure(goal, staff, of=on_paper.code)
        plan = actions.propose_plan(plan=plan, version=plan.version, by=staff)
    with acting("decider") as decider:
        actions.approve_plan(plan=fresh(plan), version=plan.version, by=decider)
        assert Measure.objects.get(plan=plan).task is None
        assert not Task.objects.filter(subject_id=case.subject_id).exists()


def test_a_measure_of_a_version_that_nobody_approved_is_not_settled():
    case = shared_case()
    with acting("case_worker") as staff:
        plan = proposed(case, staff)
        row = Measure.objects.select_related("plan__case", "body").get(plan=plan)
        assert not queries.read_plan(fresh(plan), Vault.of(case.person_id), staff).goals[0].measures[0].may_settle
        with pytest.raises(NotAllowed):
            actions.settle(row=row, to=Progress.DONE, note="", by=staff)


def test_a_measure_is_settled_once_by_its_body_or_the_lead_and_its_task_ends_with_it():
    case = shared_case()
    plan = approved(case, of=COMMUNE)
    with acting("case_worker", OTHER_HEALTH):
        assert not Measure.objects.filter(plan=plan).exists()
    with acting("receiver", COMMUNE) as staff:
        row = Measure.objects.select_related("plan__case", "task", "body").get(plan=plan)
        for to, note in ((Progress.DROPPED, " "), (Progress.OPEN, "x")):
            with pytest.raises(Refused):
                actions.settle(row=row, to=to, note=note, by=staff)
        actions.settle(row=row, to=Progress.DONE, note="Đã sửa xong mái nhà", by=staff)
        with pytest.raises(Stale):
            actions.settle(row=row, to=Progress.DONE, note="", by=staff)
        item = read(fresh(plan)).goals[0].measures[0]
        assert (item.note, item.row.stands, item.row.task.state) == ("Đã sửa xong mái nhà", Progress.DONE, "done")
    with acting("clerk") as clerk, pytest.raises(NotAllowed):
        actions.settle(row=row, to=Progress.DONE, note="", by=clerk)


def test_who_may_draft_and_who_reaches_nothing():
    case = shared_case()
    for role in ("verifier", "decider", "head", "clerk"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            begun(case, staff)
    with acting("case_worker", OTHER_HEALTH) as stranger, pytest.raises(NotAllowed):
        begun(case, stranger)
    with acting("case_worker") as staff:
        other = a_case(staff)
        plan = begun(case, staff)
        _plan, goal = with_goal(begun(other, staff), staff)
        with pytest.raises(ProgrammingError, match="stays with its subject"), transaction.atomic():
            Goal.objects.filter(pk=goal.pk).update(subject_id=plan.subject_id)
    with acting("case_worker", OTHER_HEALTH):
        assert (Plan.objects.count(), Goal.objects.count()) == (0, 0)
