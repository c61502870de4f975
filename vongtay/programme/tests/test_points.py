"""What is asked of bodies: done by one post, reminded of, verified by another."""

import uuid
from datetime import date, timedelta

import pytest

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, body
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.programme import actions, queries
from vongtay.programme.models import ActionPoint

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SURVEY = "Đoàn khảo sát liên ngành đánh giá giữa kỳ (mẫu)"


def a_point(by, **changes):
    given = {
        "asked_by": SURVEY,
        "asked_on": date(2026, 3, 2),
        "words": "Rà soát người trở về từ nước ngoài",
        "due_body": body(COMMUNE),
        "due_on": today() - DAY,
    }
    return actions.add_point(key=uuid.uuid4(), asked=actions.Asked(**(given | changes)), by=by)


def state_of(by, point):
    return queries.shown(queries.points_of(by).get(pk=point.pk), today()).state


def test_a_point_is_done_by_the_body_asked_and_verified_by_another_person():
    with acting("case_worker") as staff:
        point = a_point(staff)
        assert state_of(staff, point) == "late"
        assert queries.in_state(queries.points_of(staff), "late", today()).count() == 1
        key = uuid.uuid4()
        for _twice in range(2):
            actions.remind_of_point(key=key, point=point, sent_on=today(), sign="9/SYT", by=staff)
        assert point.reminders.count() == 1
        with pytest.raises(Refused):
            actions.remind_of_point(key=uuid.uuid4(), point=point, sent_on=date(2026, 3, 1), sign="", by=staff)
        with pytest.raises(WrongState):
            actions.verify_point(point=point, is_done=True, version=1, by=staff)
    with acting("receiver", COMMUNE) as staff:
        with pytest.raises(NotAllowed):
            actions.remind_of_point(key=uuid.uuid4(), point=point, sent_on=today(), sign="", by=staff)
        for wrong in ({"words": " "}, {"done_on": today() + DAY}, {"done_on": date(2026, 3, 1)}):
            with pytest.raises(Refused):
                actions.do_point(
                    **({"point": point, "done_on": today(), "words": "Đã rà soát", "version": 1, "by": staff} | wrong)
                )
        done = actions.do_point(point=point, done_on=today(), words="Đã rà soát", version=1, by=staff)
        assert state_of(staff, point) == "done"
        with pytest.raises(NotAllowed):
            actions.verify_point(point=done, is_done=True, version=2, by=staff)
    with acting("case_worker") as staff:
        with pytest.raises(Stale):
            actions.verify_point(point=point, is_done=True, version=1, by=staff)
        back = actions.verify_point(point=point, is_done=False, version=2, by=staff)
        assert state_of(staff, point) == "late"
        own = actions.do_point(point=back, done_on=today(), words="Ghi thay xã theo công văn", version=3, by=staff)
        with pytest.raises(NotAllowed):  # whoever said so
            actions.verify_point(point=own, is_done=True, version=4, by=staff)
    with acting("head", HEALTH) as staff:
        actions.verify_point(point=point, is_done=True, version=4, by=staff)
        assert state_of(staff, point) == "verified"
        with pytest.raises(WrongState):
            actions.drop_point(point=point, reason="x", version=5, by=staff)
    with acting("case_worker", OTHER_HEALTH):
        assert ActionPoint.objects.count() == 0


def test_the_five_recommendations_of_a_survey_stand_without_a_day_and_may_be_dropped():
    words = (
        "Lồng ghép với chương trình kinh tế - xã hội",
        "Kiểm tra sử dụng lao động nước ngoài",
        "Rà soát người hồi hương",
        "Kiểm tra liên ngành 178",
        "Chi trong thời gian chờ xác minh",
    )
    with acting("reporter") as staff:
        rows = [a_point(staff, words=one, due_on=None, with_bodies="các sở, ngành") for one in words]
        assert {state_of(staff, row) for row in rows} == {"open"}
        with pytest.raises(Refused):
            actions.drop_point(point=rows[0], reason=" ", version=1, by=staff)
        actions.drop_point(point=rows[0], reason="Đã nhập vào kế hoạch khác", version=1, by=staff)
        assert queries.in_state(queries.points_of(staff), "open", today()).count() == 4
        for wrong in ({"words": " "}, {"asked_on": today() + DAY, "due_on": None}, {"due_on": date(2026, 1, 1)}):
            with pytest.raises(Refused):
                a_point(staff, **wrong)
    with acting("clerk") as staff, pytest.raises(NotAllowed):
        a_point(staff)
