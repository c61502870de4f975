"""Stays: nights by the law of the first day, who extends, what is not counted without an extension, and one chain over a move."""

import uuid
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from tests.cast import OTHER_HEALTH, POLICE, a_case, acting, ago, body, sign_in
from vongtay.agencies.models import Body
from vongtay.cases import actions as cases
from vongtay.cases.models import Step
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.facilities.actions import Admission, set_day_cost
from vongtay.facilities.models import Stay
from vongtay.facilities.tests.house import a_facility, a_room, bed_of
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import StayDecision
from vongtay.support.states import LodgingState

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def lodged(staff, days, *, label="Cơ sở thử số 1", **changes):
    """Somebody received and lodged for so many nights."""
    at = timezone.now() - timedelta(days=days)
    case = a_case(staff, received_at=at - timedelta(hours=1), event_on=today() - timedelta(days=days + 1), **changes)
    room = a_room(a_facility(staff, label=label), staff)
    stay = cases.give_place(
        key=uuid.uuid4(), case=case, person_id=case.person_id, bed=bed_of(room), admission=Admission(at=at, ground="safety"), by=staff
    )  # fmt: skip
    return case, stay


def decided(**changes):
    return actions.Decided(
        **({"sign": "12/QĐ-SYT", "on": today(), "person": "Giám đốc", "reason": "Chưa có nơi về"} | changes)
    )


def extend(case, stay, by, until, **changes):
    return actions.extend_stay(
        key=uuid.uuid4(), case=case, stay_id=stay.pk, decided=decided(**changes), until_on=until, by=by
    )


def only(case):
    return queries.lodgings_of(case)[0]


@pytest.mark.parametrize(
    ("nights", "state"), [(99, "fine"), (100, "near"), (119, "near"), (120, "over"), (130, "over")]
)
def test_day_100_warns_and_day_120_stops_under_the_law_of_the_first_day(nights, state):
    with acting("case_worker") as staff:
        case, _stay = lodged(staff, nights)
        found = only(case)
        assert found.state(today()) == state
        assert len(found.nights(today())) == nights
        assert found.counted(today()) == min(nights, 120)
        assert found.longest.rule.article == "Điều 17 Nghị định 162/2025/NĐ-CP"
        assert found.days_left(today()) == 120 - nights


def test_a_plan_beyond_the_longest_time_is_refused_at_admission():
    with acting("case_worker") as staff:
        case = a_case(staff)
        bed = bed_of(a_room(a_facility(staff), staff))

        def admit(days):
            admission = Admission(at=timezone.now(), ground="safety", planned_until=today() + timedelta(days=days))
            return cases.give_place(
                key=uuid.uuid4(), case=case, person_id=case.person_id, bed=bed, admission=admission, by=staff
            )

        with pytest.raises(Refused, match="Điều 17"):
            admit(121)
        assert not Stay.objects.exists()
        assert admit(120).planned_until == today() + timedelta(days=120)


def test_only_the_right_person_extends_and_the_days_count_again_from_the_decision():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 125)
        with pytest.raises(NotAllowed):
            extend(case, stay, staff, today() + 30 * DAY)
    for role in ("verifier", "clerk"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            extend(case, stay, staff, today() + 30 * DAY)
    with acting("head") as staff:
        assert not Stay.objects.exists()  # a head reaches no beds
        for wrong in (
            {"until": today() - 10 * DAY},
            {"reason": " "},
            {"sign": ""},
            {"person": ""},
            {"on": today() + DAY},
        ):
            with pytest.raises(Refused):
                extend(case, stay, staff, **({"until": today() + 30 * DAY} | wrong))
        extend(case, stay, staff, today() + 30 * DAY, on=today() - 2 * DAY)
        found = only(case)
        assert found.state(today()) == LodgingState.FINE
        assert (found.counted(today()), found.uncounted(today())) == (122, 3)
        assert found.covered_until == today() + 30 * DAY
        with pytest.raises(Refused):
            extend(case, stay, staff, today() + 30 * DAY)
        actions.take_back_stay_decision(decision=StayDecision.objects.get(), reason="Nhầm hồ sơ", by=staff)
        assert only(case).state(today()) == LodgingState.OVER
    with acting("decider") as staff:
        assert extend(case, stay, staff, today() + 30 * DAY).acted_by_body_id == staff.body_id
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert queries.open_now(staff, today()) == []


def test_another_body_s_extension_comes_from_its_paper_and_says_why_it_decides():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 110)
        with pytest.raises(Refused):
            extend(case, stay, staff, today() + 40 * DAY, body=body(POLICE))
        with pytest.raises(NotAllowed):  # the own body decides itself
            extend(case, stay, staff, today() + 40 * DAY, body=body("LS.SYT"))
        row = extend(case, stay, staff, today() + 40 * DAY, body=body(POLICE), why_body="Đang bảo vệ theo quyết định")
        assert row.acted_by_body == body(POLICE)
        assert row.entered_by_id == staff.post_id
        assert row.incoming_id
    with acting("verifier") as staff, pytest.raises(NotAllowed):
        extend(case, stay, staff, today() + 50 * DAY, body=body(POLICE), why_body="x")


def test_a_move_to_another_facility_is_one_lodging_with_its_decision():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 40)
        other = a_room(a_facility(staff, label="Cơ sở thử số 2"), staff)
        key, at = uuid.uuid4(), timezone.now() - timedelta(days=10)
        for _twice in range(2):
            actions.transfer(
                key=key,
                case=case,
                stay_id=stay.pk,
                bed=bed_of(other),
                at=at,
                decided=decided(on=today() - 11 * DAY),
                by=staff,
            )
        found = only(case)
        assert [row.facility for row in found.stays] == ["Cơ sở thử số 1", "Cơ sở thử số 2"]
        assert len(queries.lodgings_of(case)) == StayDecision.objects.count() == 1
        assert len(found.nights(today())) == 40
        with pytest.raises(Refused):  # within one facility no decision is needed
            actions.transfer(
                key=uuid.uuid4(),
                case=case,
                stay_id=stay.pk,
                bed=bed_of(other, 2),
                at=timezone.now(),
                decided=decided(),
                by=staff,
            )
        assert Stay.objects.count() == 2
    with acting("head") as staff, pytest.raises(NotAllowed):
        actions.transfer(
            key=uuid.uuid4(),
            case=case,
            stay_id=stay.pk,
            bed=bed_of(other, 2),
            at=timezone.now(),
            decided=decided(),
            by=staff,
        )


def test_a_stay_whose_time_was_corrected_keeps_its_chain_and_its_decisions():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 40)
        actions.decide_admission(key=uuid.uuid4(), case=case, stay_id=stay.pk, decided=decided(), by=staff)
        moved = cases.change_bed(
            key=uuid.uuid4(), case=case, stay=stay, bed=bed_of(stay.room, 2), at=timezone.now() - 5 * DAY, by=staff
        )
        first = Stay.objects.get(pk=stay.pk)
        cases.correct_place(
            key=uuid.uuid4(), case=case, stay=first, reason="time", by=staff, at=timezone.now(), began_at=timezone.now() - 38 * DAY,
            ended_at=first.during.upper,
        )  # fmt: skip
        found = only(case)
        assert found.last.stay_id == moved.pk
        assert len(found.nights(today())) == 38
        assert len(found.decisions) == 1


def test_a_discharge_has_a_ground_and_frees_the_bed_in_the_same_act():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 5)
        values = {"case": case, "stay_id": stay.pk, "decided": decided(), "by": staff}
        for wrong in ("moved", ""):
            with pytest.raises(Refused):
                actions.discharge(key=uuid.uuid4(), ground=wrong, **values)
        actions.discharge(key=uuid.uuid4(), ground="home", left_at=timezone.now(), **values)
        assert only(case).state(today()) == LodgingState.ENDED
        assert Stay.objects.get().end_ground == "home"
        with pytest.raises(Refused):
            extend(case, stay, staff, today() + 200 * DAY, body=body(POLICE), why_body="x")
    with acting("clerk") as staff, pytest.raises(NotAllowed):
        actions.discharge(key=uuid.uuid4(), ground="home", case=case, stay_id=stay.pk, decided=decided(), by=staff)


def test_the_old_law_ended_after_sixty_days_or_three_months():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 1)
    with owner(stay, "2018-01-01 12:00+07"), acting("head"):
        assert (only(case).longest.last_on - only(case).began_on).days == 60
        assert only(case).longest.rule.article == "Điều 19 Nghị định 09/2013/NĐ-CP"
    with owner(stay, "2024-01-01 12:00+07"), acting("head"):
        assert f"{only(case).longest.last_on:%d/%m/%Y}" == "01/04/2024"
        assert only(case).longest.rule.article == "Thông tư 84/2019/TT-BTC"
    with owner(stay, "2012-01-01 12:00+07"), acting("head"):
        assert only(case).state(today()) == LodgingState.UNSET


@contextmanager
def owner(stay, began):
    """Let the stay have begun long ago, which no act may."""
    with acting("case_worker"):
        Stay.objects.filter(pk=stay.pk).update(during=DateTimeTZRange(timezone.datetime.fromisoformat(began), None))
    yield


def test_a_decision_is_never_edited_and_another_body_sees_none():
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 3)
        actions.decide_admission(key=uuid.uuid4(), case=case, stay_id=stay.pk, decided=decided(), by=staff)
        with pytest.raises(ProgrammingError), transaction.atomic():
            StayDecision.objects.update(sign="x")
        with pytest.raises(Refused):
            actions.decide_admission(key=uuid.uuid4(), case=case, stay_id=stay.pk, decided=decided(), by=staff)
    with acting("case_worker", OTHER_HEALTH):
        assert not StayDecision.objects.exists()
        assert queries.lodgings_of(case) == []


def test_costs_come_from_the_rows_by_month_and_unset_says_so(client):
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 130)
    with acting("head") as staff:
        shown = queries.shown_lodgings(case, Vault.of(case.person_id), today())[0]
        assert (shown.unset, shown.cost_dong) == (120, 0)
        set_day_cost(
            key=uuid.uuid4(),
            facility=stay.facility,
            since=today() - 50 * DAY,
            amount_dong=60_000,
            basis="Giả định",
            by=staff,
        )
        shown = queries.shown_lodgings(case, Vault.of(case.person_id), today())[0]
        assert (shown.unset, shown.cost_dong) == (80, 40 * 60_000)  # the ten nights over are not counted
        assert sum(month.nights for month in shown.months) == 120


def test_the_pages_show_the_days_and_take_the_decisions(client, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 123)
    base = f"/support/{case.code}/stays/"
    sign_in(client, "case_worker")
    page = client.get(base).content.decode()
    assert "Không ai bị đưa ra ngoài vì điều này" in page
    assert "3 đêm không được tính" in page
    paper = {
        "key": str(uuid.uuid4()),
        "sign": "7/QĐ",
        "on": f"{today():%d/%m/%Y}",
        "person": "Giám đốc",
        "reason": "",
        "body": "",
    }
    assert client.post(f"{base}{stay.pk}/admission/", paper | {"sign": ""}).status_code == 422
    for _twice in range(2):
        assert client.post(f"{base}{stay.pk}/admission/", paper).status_code == 302
    longer = paper | {
        "key": str(uuid.uuid4()),
        "until_on": f"{today() + 30 * DAY:%d/%m/%Y}",
        "reason": "Đang chờ nơi về",
    }
    assert (
        client.post(f"{base}{stay.pk}/extend/", longer).status_code == 422
    )  # a case worker enters the paper of another body only
    sign_in(client, "head")
    assert "Nhà tạm" not in client.get(base).content.decode()
    assert case.code in client.get("/").content.decode()
    assert client.post(f"{base}{stay.pk}/extend/", longer).status_code == 302
    assert "Gia hạn" in client.get(base).content.decode()
    sign_in(client, "case_worker")
    with django_assert_max_num_queries(17):
        client.get(base)
    with django_assert_max_num_queries(14):
        listed = client.get("/support/lodgings/").content.decode()
    assert case.code in listed
    with acting("case_worker"):
        row = StayDecision.objects.get(kind="extend")
    assert client.post(f"{base}decisions/{row.pk}/take-back/", {"reason": "Nhầm"}).status_code == 302
    assert case.code not in client.get("/support/lodgings/?state=fine").content.decode()
    left = paper | {
        "key": str(uuid.uuid4()),
        "ground": "home",
        **ago(2, "left_at"),
    }
    assert client.post(f"{base}{stay.pk}/discharge/", left).status_code == 302
    assert client.get(f"{base}{uuid.uuid4()}/extend/").status_code == 404
    sign_in(client, "verifier")
    assert client.get(f"{base}{stay.pk}/discharge/").status_code == 403
    assert client.get("/support/lodgings/").status_code == 200
    sign_in(client, "clerk")
    assert client.get(base).status_code == client.get("/support/lodgings/").status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(base).status_code == 404


def stay_steps(case):
    rows = Step.objects.filter(case=case, kind__startswith="stay_").order_by("recorded_at")
    return [(row.kind, row.acted_by_body.code, row.source_sign) for row in rows]


def test_decisions_stand_on_the_timeline_without_the_facility(client):
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 5)
        house = Body.objects.get(code="LS.CSTGXH")
        enter = {"key": uuid.uuid4(), "case": case, "stay_id": stay.pk, "by": staff}
        row = actions.decide_admission(**enter, decided=decided(sign="07/QĐ-KÍN", body=house))
        actions.take_back_stay_decision(decision=row, reason="Sai số", by=staff)
        police = decided(sign="08/CAT", body=body(POLICE))
        known = actions.decide_admission(**enter | {"key": uuid.uuid4()}, decided=police)
        for wrong in ({"sign": ""}, {"on": today() + DAY}):
            with pytest.raises(Refused):
                actions.discharge(**enter | {"key": uuid.uuid4()}, decided=decided(**wrong), ground="returned")
        assert stay_steps(case) == [
            ("stay_admitted", "LS.SYT", ""), ("stay_undecided", "LS.SYT", ""), ("stay_admitted", POLICE, "08/CAT"),
        ]  # fmt: skip
        assert Step.objects.get(case=case, source_sign="08/CAT").incoming_id == known.incoming_id
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/history/").content.decode()
    assert "Quyết định tiếp nhận vào cơ sở" in page
    assert "Đã rút lại quyết định về lưu trú" in page
    assert "07/QĐ-KÍN" not in page
    assert "08/CAT" in page
