"""Needs scored over time, conferences and what the person says; another body's act is entered from its paper."""

import uuid
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body
from vongtay.cases.actions import FromPaper
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import Agreed, Assessment, Conference, Feedback, Measure, Plan
from vongtay.support.states import Level, Progress
from vongtay.support.tests.gate import TOMORROW, approved, fresh, shared_case
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def score(case, by, levels, on=None, key=None, **more):
    scored = actions.Scored(on or today(), levels, "Trò chuyện tại nhà")
    return actions.score_needs(key=key or uuid.uuid4(), case=case, scored=scored, by=by, **more)


def tell(case, by, key=None, actor=actions.OURSELVES, **changes):
    told = actions.Told(**{"on": today(), "words": "Tôi thấy đỡ lo hơn", "score": 4} | changes)
    return actions.record_feedback(key=key or uuid.uuid4(), case=case, told=told, by=by, actor=actor)


def meet(case, by, key=None, actor=actions.OURSELVES, **changes):
    values = {"on": today(), "bodies": [body(HEALTH), body(COMMUNE)], "said": "Bàn việc đi học"} | changes
    return actions.hold_conference(key=key or uuid.uuid4(), case=case, met=actions.Met(**values), by=by, actor=actor)


def test_needs_scored_again_make_a_trend_and_the_later_score_of_a_day_holds():
    with acting("case_worker") as staff:
        case = a_case(staff)
        vault = Vault.of(case.person_id)
        assert queries.needs_of(case, vault).trends == []
        key = uuid.uuid4()
        for _turn in range(2):
            score(case, staff, {"shelter": 0, "work": 2}, today() - WEEK, key)
        assert Assessment.objects.count() == 1
        score(case, staff, {"shelter": 2})
        score(case, staff, {"shelter": 3})
        needs = queries.needs_of(case, vault)
    shelter, work = needs.trends
    assert (shelter.now, shelter.step, shelter.scores) == (Level.LITTLE, 3, [(today() - WEEK, 0), (today(), 3)])
    assert shelter.line == "4.0,28.0 116.0,10.0"
    assert (work.now, work.step) == (Level.SOME, 0)
    assert needs.rows == [(shelter.domain, [0, 3]), (work.domain, [2, None])]
    assert needs.note == "Trò chuyện tại nhà"


def test_scores_are_refused_off_the_scale_in_the_future_and_from_who_may_not():
    with acting("case_worker") as staff:
        case = a_case(staff)
        for levels, on in (
            ({}, today()),
            ({"shelter": 5}, today()),
            ({"gold": 1}, today()),
            ({"work": 1}, today() + WEEK),
        ):
            with pytest.raises(Refused):
                score(case, staff, levels, on)
        score(case, staff, {"work": 1})
        with pytest.raises(ProgrammingError), transaction.atomic():
            Assessment.objects.update(scored_on=today() - WEEK)
    for role, of in (("receiver", COMMUNE), ("verifier", HEALTH), ("head", HEALTH), ("case_worker", OTHER_HEALTH)):
        with acting(role, of) as staff, pytest.raises(NotAllowed):
            score(case, staff, {"work": 1})
    with acting("case_worker", OTHER_HEALTH):
        assert Assessment.objects.count() == 0


def test_what_another_body_did_needs_its_paper_and_is_registered_with_it():
    with acting("case_worker") as staff:
        case = a_case(staff)
        with pytest.raises(Refused, match="văn bản"):
            score(case, staff, {"work": 1}, actor=actions.Actor(body(POLICE)))
        from_paper = actions.Actor(body(POLICE), FromPaper("12/CAT", today()))
        row = score(case, staff, {"work": 1}, actor=from_paper)
        assert (row.acted_by_body.code, row.source_sign, row.incoming.sign) == (POLICE, "12/CAT", "12/CAT")
        assert tell(case, staff, actor=from_paper).incoming_id == row.incoming_id
        assert meet(case, staff, bodies=[body(HEALTH), body(POLICE)], actor=from_paper).source_sign == "12/CAT"


def test_what_the_person_says_is_kept_in_their_words_and_changes_nothing():
    case = shared_case()
    plan = approved(case)
    with acting("verifier") as staff:
        before = (
            fresh(plan).version,
            fresh(case).version,
            Measure.objects.filter(state="open").count(),
            Task.objects.count(),
        )
        key = uuid.uuid4()
        for _turn in range(2):
            tell(case, staff, key)
        tell(case, staff, saying="wish", words="Muốn học may", score=None, how="phone")
        assert Feedback.objects.count() == 2
        after = (
            fresh(plan).version,
            fresh(case).version,
            Measure.objects.filter(state="open").count(),
            Task.objects.count(),
        )
        assert before == after
        heard = queries.feedback_of(case, Vault.of(case.person_id))
        assert {words for _row, words in heard} == {"Tôi thấy đỡ lo hơn", "Muốn học may"}
        wrong = ({"words": " "}, {"score": 6}, {"how": "radio"}, {"saying": "x"}, {"on": today() + WEEK})
        for changes in wrong:
            with pytest.raises(Refused):
                tell(case, staff, **changes)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Feedback.objects.update(score=1)
    with acting("clerk") as staff, pytest.raises(NotAllowed):
        tell(case, staff)


def test_a_conference_gives_each_body_its_task_and_its_decisions_are_shown_until_done():
    case = shared_case()
    with acting("case_worker") as staff:
        key = uuid.uuid4()
        steps = [
            actions.Step("Làm lại giấy khai sinh", body(COMMUNE), today() + TOMORROW),
            actions.Step("Theo dõi chung", body(HEALTH), None),
        ]
        for _turn in range(2):
            meet(case, staff, key, decisions=steps)
        assert (Conference.objects.count(), Agreed.objects.count(), Task.objects.count()) == (1, 2, 1)
        (held,) = queries.conferences_of(case, Vault.of(case.person_id), staff)
        assert (held.said, held.open_ones, len(held.bodies)) == ("Bàn việc đi học", 2, 2)
        row = next(item.row for item in held.decisions if item.row.task)
    with acting("receiver", COMMUNE) as other:
        actions.settle(row=row, to=Progress.DONE, note="Đã cấp", by=other)
        (held,) = queries.conferences_of(case, Vault.of(case.person_id), other)
        assert held.open_ones == 1
        assert Task.objects.get().state == "done"
        own = next(item for item in held.decisions if item.row.body.code == HEALTH)
        assert not own.may_settle
        with pytest.raises(NotAllowed):
            actions.settle(row=own.row, to=Progress.DONE, note="", by=other)


def test_a_conference_is_refused_alone_in_the_future_or_with_a_task_for_a_stranger():
    case = shared_case()
    past = today() - timedelta(days=1)
    with acting("case_worker") as staff:
        wrong = (
            {"bodies": [body(HEALTH)]},
            {"on": today() + WEEK},
            {"decisions": [actions.Step("x", body(OTHER_HEALTH), today())]},
            {"decisions": [actions.Step("x", body(HEALTH), past)]},
            {"decisions": [actions.Step(" ", body(HEALTH), None)]},
        )
        for changes in wrong:
            with pytest.raises(Refused):
                meet(case, staff, **changes)
        assert (Conference.objects.count(), Plan.objects.count()) == (0, 0)
    with acting("decider") as staff, pytest.raises(NotAllowed):
        meet(case, staff)
