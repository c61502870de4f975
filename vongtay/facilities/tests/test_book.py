"""The book of a facility: days, readiness with nobody there, inspections whose points one does and another checks."""

import uuid
from datetime import timedelta

import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting, sign_in
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.facilities import actions, queries
from vongtay.facilities.models import HouseDay, Inspection, Point, Readiness
from vongtay.facilities.tests.house import a_facility, a_guest, a_room, bed_of, now_for

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(db):
    with acting("case_worker") as staff:
        return a_facility(staff)


def inspect(facility, by, **changes):
    values = {
        "on": today() - 10 * DAY,
        "findings": "Thiếu chăn",
        "inspector_words": "Đoàn liên ngành",
        "points": [("Mua chăn", today() - DAY)],
    } | changes
    return actions.enter_inspection(key=uuid.uuid4(), facility=facility, looked=actions.Looked(**values), by=by)


def test_a_day_is_noted_once_and_says_something(house):
    with acting("case_worker") as staff:
        key = uuid.uuid4()
        for _twice in range(2):
            actions.note_day(key=key, facility=house, on=today(), kind="meals", meals=12, by=staff)
        actions.note_day(key=uuid.uuid4(), facility=house, on=today(), kind="night", words="Trực đêm: tổ 1", by=staff)
        assert HouseDay.objects.count() == 2
        for wrong in (
            {"kind": "meals"},
            {"kind": "event", "words": " "},
            {"kind": "note", "words": "x", "on": today() + DAY},
        ):
            with pytest.raises(Refused):
                actions.note_day(**({"key": uuid.uuid4(), "facility": house, "on": today(), "by": staff} | wrong))
    with acting("head") as staff, pytest.raises(NotAllowed):
        actions.note_day(key=uuid.uuid4(), facility=house, on=today(), kind="note", words="x", by=staff)
    with acting("receiver", COMMUNE):
        assert HouseDay.objects.count() == 0


def test_a_year_in_which_nobody_came_is_said_on_purpose_and_not_where_somebody_slept(house):
    def state(by, **changes):
        ready = actions.Ready(**({"year": today().year - 1, "places": 24, "staff": 4, "nobody_came": True} | changes))
        return actions.state_readiness(key=uuid.uuid4(), facility=house, ready=ready, by=by)

    with acting("case_worker") as staff:
        state(staff)
        state(staff, places=18, places_high=24, nobody_came=False)
        (row,) = queries.readiness_of(house)
        assert (row.places_words, row.nobody_came) == ("18–24", False)
        assert Readiness.objects.count() == 2
        for wrong in ({"year": today().year + 1}, {"places": -1}, {"places": 24, "places_high": 18}):
            with pytest.raises(Refused):
                state(staff, **wrong)
        admission = now_for(at=now_for().at - 2 * DAY)
        actions.admit(
            key=uuid.uuid4(),
            bed=bed_of(a_room(house, staff)),
            guest=a_guest(a_case(staff)),
            admission=admission,
            by=staff,
        )
        year = (today() - 2 * DAY).year
        with pytest.raises(Refused):
            state(staff, year=year)
        state(staff, year=year, nobody_came=False)
    with acting("verifier") as staff, pytest.raises(NotAllowed):
        state(staff)


def test_a_point_is_done_by_one_and_checked_by_another(house):
    with acting("case_worker") as staff:
        for wrong in (
            {"findings": " "},
            {"inspector_words": ""},
            {"on": today() + DAY},
            {"points": [("x", today() - 30 * DAY)]},
        ):
            with pytest.raises(Refused):
                inspect(house, staff, **wrong)
        assert Inspection.objects.count() == Point.objects.count() == 0
        inspect(house, staff)
        point = Point.objects.select_related("facility").get()
        assert queries.inspections_of(house, today())[0][1][0].state == "late"
        for wrong in ({"words": " "}, {"done_on": today() + DAY}):
            with pytest.raises(Refused):
                actions.do_point(
                    **({"point": point, "done_on": today(), "words": "Đã mua", "version": 1, "by": staff} | wrong)
                )
        with pytest.raises(Refused):
            actions.check_point(point=point, is_done=True, version=1, by=staff)
        actions.do_point(point=point, done_on=today(), words="Đã mua", version=1, by=staff)
        with pytest.raises(NotAllowed):
            actions.check_point(point=point, is_done=True, version=2, by=staff)
    with acting("head") as staff:
        with pytest.raises(Stale):
            actions.check_point(point=point, is_done=True, version=1, by=staff)
        actions.check_point(point=point, is_done=False, version=2, by=staff)
        assert queries.inspections_of(house, today())[0][1][0].state == "late"
    with acting("case_worker") as staff:
        actions.do_point(point=point, done_on=today(), words="Đã mua đủ", version=3, by=staff)
    with acting("head") as staff:
        actions.check_point(point=point, is_done=True, version=4, by=staff)
        assert queries.inspections_of(house, today())[0][1][0].state == "checked"
    with acting("case_worker", OTHER_HEALTH):
        assert Point.objects.count() == 0


def test_the_page_of_the_book_and_its_forms(client, house, django_assert_max_num_queries):
    base = f"/facilities/{house.pk}/book/"
    sign_in(client, "case_worker")
    page = client.get(base).content.decode()
    assert "Chưa khai năm nào" in page
    on = f"{today():%d/%m/%Y}"
    line = {"key": str(uuid.uuid4()), "on": on, "kind": "meals", "meals": "9", "words": ""}
    assert client.post(f"{base}day/", line | {"meals": ""}).status_code == 422
    assert client.post(f"{base}day/", line).status_code == 302
    year = {
        "key": str(uuid.uuid4()),
        "year": "2025",
        "places": "24",
        "staff": "4",
        "supplies": "Chăn",
        "note": "",
        "nobody_came": "on",
    }
    assert client.post(f"{base}readiness/", year).status_code == 302
    looked = {
        "key": str(uuid.uuid4()),
        "on": on,
        "inspector": "",
        "inspector_words": "Đoàn",
        "sign": "",
        "findings": "Đủ",
        "asked_1": "Sửa cửa",
        "due_1": on,
    }
    assert client.post(f"{base}inspection/", looked | {"due_1": ""}).status_code == 422
    assert client.post(f"{base}inspection/", looked).status_code == 302
    with acting("case_worker"):
        point = Point.objects.get()
    assert client.get(f"{base}points/{point.pk}/done/").status_code == 200
    assert (
        client.post(f"{base}points/{point.pk}/done/", {"version": 1, "done_on": on, "words": "Đã sửa"}).status_code
        == 302
    )
    assert f"{point.pk}/check/" not in client.get(base).content.decode()
    sign_in(client, "head")
    with django_assert_max_num_queries(12):
        page = client.get(base).content.decode()
    assert f"{point.pk}/check/" in page
    assert "Không có ai đến" in page
    assert client.post(f"{base}points/{point.pk}/check/", {"version": 2, "is_done": "yes"}).status_code == 302
    assert client.get(f"{base}day/").status_code == 403
    sign_in(client, "receiver", COMMUNE)
    assert client.get(base).status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(base).status_code == 404


def test_where_words_are_kept_plain_the_form_says_to_write_no_name(client, house):
    with acting("case_worker") as staff:
        inspect(house, staff)
        point = Point.objects.get()
    sign_in(client, "case_worker")
    base = f"/facilities/{house.pk}/book/"
    for path in ("day/", "readiness/", "inspection/", f"points/{point.pk}/done/"):
        page = client.get(f"{base}{path}").content.decode()
        assert "không ghi tên người đang lưu trú" in page, path
    assert "không ghi tên" not in client.get(f"/facilities/{house.pk}/").content.decode()
