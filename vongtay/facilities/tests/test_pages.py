"""The pages: each opens for who may, refuses who may not, tells nobody who sleeps where without a grant."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import BORDER, COMMUNE, OTHER_HEALTH, a_case, acting, ago, on_this_day, sign_in
from vongtay.cases.actions import add_companion
from vongtay.cases.models import Step
from vongtay.common.days import today
from vongtay.facilities import actions
from vongtay.facilities.models import Bed, Facility, Hold, Room, Stay
from vongtay.facilities.tests.house import a_facility, a_guest, a_room, bed_of, now_for
from vongtay.facilities.vault import Where
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db
SECRET = "Ngõ Kín Đáo 5"


@pytest.fixture
def house(db):
    with acting("case_worker") as staff:
        facility = a_facility(staff)
        a_room(facility, staff, sex_rule="women", name="Nữ 1")
        a_room(facility, staff, sex_rule="men", name="Nam 1")
        a_room(facility, staff, sex_rule="family", name="GĐ 1", beds=3)
        actions.change_whereabouts(facility=facility, where=Where("Nhà Ẩn Danh", SECRET), version=0, by=staff)
    return facility


def test_a_facility_is_built_by_the_pages_alone(client):
    sign_in(client, "case_worker")
    assert "Chưa có cơ sở nào" in client.get("/facilities/").content.decode()
    page = client.get("/facilities/new/").content.decode()
    key, body = re.search(r'name="key" value="([^"]+)"', page)[1], re.search(r'value="([^"]+)" selected', page)[1]
    about = {
        "key": key,
        "body": body,
        "label": "Cơ sở số 9",
        "kind": "house",
        "opened_on": on_this_day(),
        "closed_on": "",
        "version": "0",
    }
    for _twice in range(2):
        assert client.post("/facilities/new/", about).headers["Location"] == f"/facilities/{key}/"
    room = {
        "key": uuid.uuid4(),
        "version": 0,
        "name": "1",
        "sex_rule": "women",
        "age_from": "",
        "age_to": "",
        "area_m2": "40",
        "is_open": "on",
    }
    assert client.post(f"/facilities/{key}/rooms/new/", room).status_code == 302
    made = f"/facilities/rooms/{room['key']}"
    assert client.post(f"{made}/beds/", {"key": uuid.uuid4(), "beds": 3, "kind": "bed"}).status_code == 302
    assert client.post(f"{made}/change/", room | {"version": 1, "age_from": 30, "age_to": 20}).status_code == 422
    with acting("case_worker"):
        bed = Bed.objects.get(number=2)
    assert client.post(f"/facilities/beds/{bed.id}/", {"in_service": "no", "reason": ""}).status_code == 422
    assert client.post(f"/facilities/beds/{bed.id}/", {"in_service": "no", "reason": "repair"}).status_code == 302
    page = client.get(f"/facilities/{key}/").content.decode()
    assert (page.count("bed--free"), page.count("bed--out")) == (2, 1)
    assert client.post(f"/facilities/{key}/change/", about | {"version": 9}).status_code == 422


def test_a_label_that_is_taken_is_said_and_nothing_typed_is_lost(client, house):
    sign_in(client, "case_worker")
    about = {
        "key": uuid.uuid4(),
        "body": house.body_id,
        "label": house.label,
        "kind": "house",
        "opened_on": on_this_day(),
        "closed_on": "",
        "version": 0,
    }
    page = client.post("/facilities/new/", about)
    assert page.status_code == 422
    assert house.label in page.content.decode()
    with acting("case_worker"):
        assert Facility.objects.count() == 1


def test_the_address_is_shown_after_a_logged_look_to_who_must_know_and_in_no_list(client, house):
    address = f"/facilities/{house.pk}/address/"
    sign_in(client, "case_worker")
    for page in ("/facilities/", f"/facilities/{house.pk}/"):
        assert SECRET not in client.get(page).content.decode()
    assert SECRET in client.post(address).content.decode()
    assert client.get(address).status_code == 405
    assert SECRET in client.get(f"{address}change/").content.decode()
    for role, body in (("receiver", COMMUNE), ("verifier", "LS.SYT"), ("head", "LS.SYT"), ("administrator", "LS.SYT")):
        sign_in(client, role, body)
        assert SECRET not in client.post(address).content.decode()
        assert client.get(f"{address}change/").status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.post(address).status_code == client.get(f"/facilities/{uuid.uuid4()}/").status_code == 404


def test_posts_without_a_right_are_told_so(client, house):
    sign_in(client, "statistician")
    assert client.get("/facilities/").status_code == client.get(f"/facilities/{house.pk}/").status_code == 403
    sign_in(client, "receiver", COMMUNE)
    assert client.get("/facilities/").status_code == 200
    for page in ("new/", f"{house.pk}/change/", f"{house.pk}/rooms/new/", f"{house.pk}/hold/"):
        assert client.get(f"/facilities/{page}").status_code == 403
    sign_in(client, "administrator")
    assert client.get(f"/facilities/{house.pk}/rooms/new/").status_code == 200


def test_the_list_costs_the_same_with_one_facility_and_with_ten(client, house, django_assert_num_queries):
    sign_in(client, "case_worker")
    client.get("/facilities/")
    queries = 10
    with django_assert_num_queries(queries, exact=False):
        client.get("/facilities/")
    with acting("case_worker") as staff:
        for number in range(9):
            a_room(a_facility(staff, label=f"Cơ sở {number}"), staff)
    with django_assert_num_queries(queries, exact=False):
        assert client.get("/facilities/").content.decode().count("Cơ sở") >= 10
    with django_assert_num_queries(13, exact=False):
        client.get(f"/facilities/{house.pk}/")


def test_the_list_is_filtered_by_rule_and_night_in_its_address(client, house):
    sign_in(client, "case_worker")
    page = client.get("/facilities/?rule=any").content.decode()
    assert "không còn giường loại này" in page
    later = timezone.localtime() + timedelta(days=3)
    assert f"{later:%d/%m/%Y}" in client.get(f"/facilities/?rule=women&night={later:%d/%m/%Y}").content.decode()
    assert client.get("/facilities/?rule=x&night=x").status_code == 200


def test_a_place_is_found_given_changed_and_left_from_the_case(client, house):
    with acting("receiver", BORDER) as staff:
        case = a_case(staff)
    sign_in(client, "receiver", BORDER)
    base = f"/cases/{case.code}/place/"
    page = client.get(base).content.decode()
    assert page.index("Nữ 1") < page.index("Phòng này dành cho nam.")
    assert page.count('type="radio"') == 2
    with acting("receiver", BORDER):
        beds = list(Bed.objects.filter(room__name="Nữ 1").order_by("number"))
        men = Bed.objects.filter(room__name="Nam 1").first()
    answer = {"key": uuid.uuid4(), "ground": "safety", "planned_until": ""} | ago(10)
    refused = client.post(base, answer | {"bed": men.pk})
    assert refused.status_code == 422
    assert "không còn trống" in refused.content.decode()
    for _twice in range(2):
        client.post(base, answer | {"bed": beds[0].pk})
    with acting("receiver", BORDER):
        stay = Stay.objects.get()
        assert Step.objects.filter(case=case, kind="bed_given").count() == 1
    case_page = client.get(f"/cases/{case.code}/").content.decode()
    assert "Đã xếp chỗ ở: " + house.label in case_page
    moved = {"key": uuid.uuid4(), "bed": beds[1].pk} | ago(9)
    assert client.get(f"{base}{stay.pk}/move/").status_code == 200
    assert client.post(f"{base}{stay.pk}/move/", moved).status_code == 302
    with acting("receiver", BORDER):
        present = Stay.objects.get(end_ground="")
        assert present.bed_id == beds[1].pk
    assert client.post(f"{base}{present.pk}/leave/", ago(20) | {"ground": "home"}).status_code == 422
    assert client.post(f"{base}{present.pk}/leave/", ago(8) | {"ground": "home"}).status_code == 302
    wrong = {
        "key": uuid.uuid4(),
        "reason": "never",
        "began_at_0": "",
        "began_at_1": "",
        "ended_at_0": "",
        "ended_at_1": "",
    }
    assert client.post(f"{base}{present.pk}/correct/", wrong).status_code == 302
    with acting("receiver", BORDER):
        assert sorted(Step.objects.filter(case=case).values_list("kind", flat=True)) == [
            "bed_changed", "bed_given", "left_place", "received", "stay_corrected",
        ]  # fmt: skip


def test_a_mother_and_her_child_get_the_family_room(client, house):
    with acting("case_worker") as staff:
        case = a_case(staff)
        child = add_companion(
            case=case, role="child", facts=Facts(name="Lò Văn Thử"), sex="male", age_years=6, by=staff
        )
    sign_in(client, "case_worker")
    with acting("case_worker"):
        beds = list(Bed.objects.filter(room__name="GĐ 1").order_by("number"))
    at = ago(10) | {"ground": "with_family", "planned_until": ""}
    for person, bed in ((case.person_id, beds[0]), (child.person_id, beds[1])):
        done = client.post(f"/cases/{case.code}/place/?person={person}", at | {"key": uuid.uuid4(), "bed": bed.pk})
        assert done.status_code == 302, done.content.decode()[:2000]
    assert client.get(f"/facilities/{house.pk}/").content.decode().count(f"/cases/{case.code}/") == 2
    sign_in(client, "verifier")
    page = client.get(f"/facilities/{house.pk}/").content.decode()
    assert case.code not in page
    assert page.count("bed--taken") == 2
    assert client.get(f"/cases/{case.code}/place/").status_code == 403


def test_reserved_places_are_given_from_their_reservation_and_given_up(client, house):
    sign_in(client, "case_worker")
    with acting("case_worker") as staff:
        case, room = a_case(staff), Room.objects.get(name="Nữ 1")
    held = {
        "key": uuid.uuid4(),
        "label": "Đợt 1",
        "places": 2,
        "rooms": [room.pk],
        "expires_at_0": f"{today() + timedelta(days=1):%d/%m/%Y}",
    }
    assert (
        client.post(f"/facilities/{house.pk}/hold/", held | {"places": 3, "expires_at_1": "12:00"}).status_code == 422
    )
    assert client.post(f"/facilities/{house.pk}/hold/", held | {"expires_at_1": "12:00"}).status_code == 302
    base = f"/cases/{case.code}/place/"
    assert 'type="radio"' not in client.get(base).content.decode()
    page = client.get(f"{base}?hold={held['key']}").content.decode()
    bed = re.search(r'type="radio" name="bed" value="([^"]+)"', page)[1]
    answer = {
        "key": uuid.uuid4(),
        "bed": bed,
        **ago(10),
        "ground": "mass",
        "planned_until": "",
    }
    assert client.post(f"{base}?hold={held['key']}", answer).status_code == 302
    with acting("case_worker"):
        hold = Hold.objects.get()
    assert "1 chỗ" in client.get(f"/facilities/{house.pk}/").content.decode()
    assert client.post(f"/facilities/holds/{hold.pk}/release/").status_code == 302
    assert "1 chỗ" not in client.get(f"/facilities/{house.pk}/").content.decode()


def test_a_stay_of_another_case_can_not_be_ended_from_this_one(client, house):
    with acting("case_worker") as staff:
        one, other = a_case(staff), a_case(staff)
        stay = actions.admit(
            key=uuid.uuid4(),
            bed=bed_of(Room.objects.get(name="Nữ 1")),
            guest=a_guest(one),
            admission=now_for(),
            by=staff,
        )
    sign_in(client, "case_worker")
    assert client.get(f"/cases/{other.code}/place/{stay.pk}/leave/").status_code == 404
