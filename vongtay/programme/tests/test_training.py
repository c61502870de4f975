"""Courses and surveys: counts of people, never names; sums that don't agree are shown; corrections keep what stood."""

import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.cast import BORDER, COMMUNE, OTHER_HEALTH, acting, body, sign_in
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import format_day
from vongtay.indicators.models import Figure, SourceKind
from vongtay.indicators.queries import LeftOut
from vongtay.programme import actions, queries
from vongtay.programme.actions import ActivityFacts, CourseFacts, Group, Score, SurveyFacts
from vongtay.programme.forms.training import GroupsField, ScoresField
from vongtay.programme.models import Course, CourseEvent, CourseGroup, Survey, SurveyEvent, SurveyScore
from vongtay.programme.states.activities import Kind
from vongtay.programme.tests.test_activities import said, told

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 12)
CLASS = ActivityFacts(Kind.COURSE, "Nhận diện và tiếp nhận ban đầu", DAY, DAY)
PEOPLE = CourseFacts(
    (Group("xã Đồng Đăng", 4), Group("Sở Y tế tỉnh Lạng Sơn", 2), Group("Trường cao đẳng", 3)),
    part_time=7, certificates=9, test_before=Decimal("5.2"), test_after=Decimal("7.9"), test_people=8, gaps="Nói chuyện với trẻ em",
)  # fmt: skip
ASKED = SurveyFacts(
    "Hiểu biết của người dân",
    DAY,
    DAY,
    120,
    (Score("Biết số 111", Decimal(38), "%"), Score("Điểm chung", Decimal("5.5"), "điểm")),
)


def held(by, facts=CLASS, course=PEOPLE, **answers):
    return actions.record_course(
        key=uuid.uuid4(),
        facts=facts,
        told=told(Kind.COURSE, **(answers or {"courses": "1 lớp", "trainees": "9 học viên"})),
        course=course,
        by=by,
    )


def asked(by, facts=ASKED, key=None):
    return actions.record_survey(key=key or uuid.uuid4(), facts=facts, by=by)


def test_a_course_is_figures_of_its_own_kind_and_counts_by_body_and_commune():
    with acting("case_worker") as staff:
        row = held(staff)
        assert {one.source_kind for one in Figure.objects.all()} == {SourceKind.COURSE}
        course = queries.course_of(row)
        by_words = {one.words: (one.area_id, one.body_id, one.people) for one in queries.groups_of(course)}
        assert by_words["xã Đồng Đăng"] == (2306184, None, 4)
        assert by_words["Sở Y tế tỉnh Lạng Sơn"] == (None, body("LS.SYT").pk, 2)
        assert by_words["Trường cao đẳng"] == (None, None, 3)
        assert queries.people_in_groups(course) == 9
        assert [one.gaps for one in queries.gaps_told(staff)] == ["Nói chuyện với trẻ em"]
        assert [one.course.certificates for one in queries.courses_of(staff)] == [9]
        assert list(queries.activities_of(staff)) == []
    with acting("reporter") as reporter:
        assert said(reporter) == {"train.course": [(1, "exact")], "train.trainee": [None, LeftOut.NOT_ADDED]}


def test_a_course_of_a_ministry_counts_apart():
    with acting("case_worker") as staff:
        held(staff, replace(CLASS, received_from="Bộ Y tế"))
    with acting("reporter") as reporter:
        assert said(reporter)["train.course"] == [None, LeftOut.RECEIVED]


def test_a_course_sent_twice_is_one_and_a_correction_keeps_what_stood():
    with acting("case_worker") as staff:
        key = uuid.uuid4()
        for _turn in range(2):
            row = actions.record_course(
                key=key, facts=CLASS, told=told(Kind.COURSE, trainees="9 học viên"), course=PEOPLE, by=staff
            )
        assert (Course.objects.count(), CourseGroup.objects.count()) == (1, 3)
        fixed = replace(PEOPLE, groups=(Group("Tân Thanh", 6),), certificates=6)
        actions.correct_course(
            activity=row,
            facts=CLASS,
            told=told(Kind.COURSE, trainees="9"),
            course=fixed,
            version=1,
            why="Đếm lại",
            by=staff,
        )
        course = queries.course_of(row)
        assert ([one.people for one in queries.groups_of(course)], course.certificates) == ([6], 6)
        assert (CourseGroup.objects.count(), CourseEvent.objects.get().certificates) == (4, 9)
        with pytest.raises(Stale):
            actions.correct_course(activity=row, facts=CLASS, told=[], course=fixed, version=1, why="Đếm lại", by=staff)


@pytest.mark.parametrize(
    "wrong",
    [{"part_time": -1}, {"certificates": -1}, {"test_people": None}, {"test_before": None}, {"test_people": 0}],
    ids=str,
)
def test_a_course_that_can_not_be_is_refused(wrong):
    with acting("case_worker") as staff:
        with pytest.raises(Refused):
            held(staff, course=replace(PEOPLE, **wrong))
        with pytest.raises(Refused):
            held(staff, replace(CLASS, kind=Kind.EVENT), trainees="5")


def test_others_neither_record_nor_correct_a_course_nor_see_it_elsewhere():
    with acting("case_worker") as staff:
        row = held(staff)
    with acting("statistician") as staff, pytest.raises(NotAllowed):
        held(staff)
    with acting("receiver", BORDER) as staff:
        assert Course.objects.count() == 1
        with pytest.raises(NotAllowed):
            actions.correct_course(activity=row, facts=CLASS, told=[], course=PEOPLE, version=1, why="Sai", by=staff)
    with acting("reporter", OTHER_HEALTH):
        assert (Course.objects.count(), CourseGroup.objects.count()) == (0, 0)


@pytest.mark.parametrize(("text", "groups"), [
    ("Đồng Đăng: 5\n3 Tân Thanh; Sở Y tế - 12 người", [("Đồng Đăng", 5), ("Tân Thanh", 3), ("Sở Y tế", 12)]),
    ("Phòng Cảnh sát hình sự 2", [("Phòng Cảnh sát hình sự", 2)]), ("", []),
])  # fmt: skip
def test_where_people_came_from_is_written_as_a_note(text, groups):
    assert [(one.words, one.people) for one in GroupsField().clean(text)] == groups


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (GroupsField, "Đồng Đăng"),
        (GroupsField, "Đồng Đăng: 0"),
        (ScoresField, "Biết số 111"),
        (ScoresField, "Biết: nhiều"),
    ],
)
def test_a_line_that_can_not_be_read_is_named(field, text):
    with pytest.raises(ValidationError, match=text[:5]):
        field().clean(text)


def test_surveys_before_and_after_stand_side_by_side():
    with acting("receiver", COMMUNE) as staff:
        before = asked(staff, replace(ASKED, stage="before"))
        later = replace(
            ASKED,
            stage="after",
            follows_id=before.pk,
            scores=(Score("Biết số 111", Decimal(71), "%"), Score("Mới", Decimal(3))),
        )
        after = queries.survey_of(staff, asked(staff, later).pk)
        lines = {one.question: (one.before, one.after, one.change) for one in queries.compared(after)}
        assert lines == {
            "Biết số 111": (38, 71, 33),
            "Mới": (None, 3, None),
            "Điểm chung": (Decimal("5.5"), None, None),
        }
        assert queries.compared(queries.survey_of(staff, before.pk)) == []


def test_a_survey_is_corrected_completed_and_taken_back():
    with acting("receiver", COMMUNE) as staff:
        key = uuid.uuid4()
        row = asked(staff, key=key)
        assert asked(staff, key=key) == row
        changed = replace(ASKED, changed="In số 111 lên tờ rơi", scores=ASKED.scores[:1])
        actions.correct_survey(survey=row, facts=changed, version=1, why="Bổ sung", by=staff)
        assert [one.question for one in queries.survey_of(staff, row.pk).standing] == ["Biết số 111"]
        assert (SurveyScore.objects.count(), SurveyEvent.objects.get().changed) == (3, "")
        with pytest.raises(Stale):
            actions.correct_survey(survey=row, facts=changed, version=1, why="Bổ sung", by=staff)
        with pytest.raises(Refused):
            actions.take_back_survey(survey=row, version=2, why="", by=staff)
        actions.take_back_survey(survey=row, version=2, why="Nhập hai lần", by=staff)
        assert list(queries.surveys_of(staff)) == []


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"people": 0}, {"stage": "x"}, {"follows_id": uuid.uuid4()}, {"campaign_id": uuid.uuid4()}, {"area_id": 2307210}, {"last_on": date(2026, 1, 1)}],
    ids=lambda wrong: next(iter(wrong)),
)  # fmt: skip
def test_a_survey_that_can_not_be_is_refused(wrong):
    with acting("receiver", COMMUNE) as staff:
        with pytest.raises(Refused):
            asked(staff, replace(ASKED, **wrong))
        assert not Survey.objects.exists()


def test_a_survey_belongs_to_the_body_that_held_it():
    with acting("receiver", COMMUNE) as staff:
        row = asked(staff)
    with acting("clerk") as staff, pytest.raises(NotAllowed):
        asked(staff)
    with acting("case_worker") as staff:
        assert Survey.objects.count() == 1
        for act in (lambda: actions.correct_survey(survey=row, facts=ASKED, version=1, why="Sai", by=staff),
                    lambda: actions.take_back_survey(survey=row, version=1, why="Sai", by=staff)):  # fmt: skip
            with pytest.raises(NotAllowed):
                act()
    with acting("reporter", OTHER_HEALTH):
        assert (Survey.objects.count(), SurveyScore.objects.count()) == (0, 0)


def test_the_pages_of_training(client):
    sign_in(client, "case_worker")
    assert "Chưa có lớp nào" in client.get("/programme/training/").content.decode()
    form = client.get("/programme/training/new/").context["form"]
    assert len(form.asked) <= 6
    sent = {"key": str(uuid.uuid4()), "title": "Lớp nhận diện", "first_on": format_day(DAY), "n_courses": "1 lớp", "n_trainees": "10 học viên",
            "groups": "Đồng Đăng: 4\nSở Y tế: 5", "part_time": "7", "test_before": "5,2", "test_after": "7,9", "test_people": "8", "gaps": "Trẻ em"}  # fmt: skip
    wrong = client.post("/programme/training/new/", sent | {"groups": "ai đó"})
    assert (wrong.status_code, "ai đó" in wrong.content.decode()) == (422, True)
    page = client.post("/programme/training/new/", sent, follow=True).content.decode()
    for shown in ("Đồng Đăng", "70,0%", "5,2 → 7,9", "cộng các phần là 9"):
        assert shown in page
    path = f"/programme/activities/{sent['key']}/correct/"
    answer = client.get(path, follow=True)
    assert answer.context["form"]["groups"].value() == "Đồng Đăng: 4\nSở Y tế: 5"
    assert (
        client.post(
            answer.redirect_chain[-1][0], sent | {"version": "1", "why": "Đếm lại", "part_time": "6"}
        ).status_code
        == 302
    )
    assert "Trẻ em" in client.get("/programme/training/?year=2026&own=1").content.decode()


def test_the_pages_of_surveys(client, django_assert_max_num_queries):
    sign_in(client, "receiver", COMMUNE)
    assert "Chưa có cuộc khảo sát nào" in client.get("/programme/surveys/").content.decode()
    sent = {
        "key": str(uuid.uuid4()),
        "title": "Hiểu biết",
        "first_on": format_day(DAY),
        "people": "120",
        "stage": "before",
        "scores": "Biết số 111: 38%\nĐiểm: 5,5 điểm",
    }
    assert client.post("/programme/surveys/new/", sent | {"people": "nhiều"}).status_code == 422
    assert "38%" in client.post("/programme/surveys/new/", sent, follow=True).content.decode()
    path = f"/programme/surveys/{sent['key']}/"
    form = client.get(f"{path}correct/").context["form"]
    assert form["scores"].value() == sent["scores"]
    assert (
        client.post(f"{path}correct/", sent | {"version": "1", "why": "Bổ sung", "changed": "In số 111"}).status_code
        == 302
    )
    after = client.get(f"/programme/surveys/new/?after={sent['key']}").context["form"]
    assert str(after["follows"].value()) == sent["key"]
    later = sent | {"key": str(uuid.uuid4()), "stage": "after", "follows": sent["key"], "scores": "Biết số 111: 71%"}
    assert "+33" in client.post("/programme/surveys/new/", later, follow=True).content.decode()
    with django_assert_max_num_queries(10):
        assert "In số 111" in client.get("/programme/surveys/").content.decode()
    assert client.post(f"{path}take-back/", {"version": "2", "why": "Nhập hai lần"}).status_code == 302
    assert client.get(f"{path}correct/").status_code == 403
    sign_in(client, "auditor")
    for page in ("surveys/", "surveys/new/", "training/", "training/new/"):
        assert client.get(f"/programme/{page}").status_code == 403
    sign_in(client, "reporter", OTHER_HEALTH)
    assert client.get(path).status_code == 404
