"""What facilities and stays allow and refuse, each refusal beside what is allowed, on a real database."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body
from vongtay.cases.actions import Ground, send_notice
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.facilities import actions, queries
from vongtay.facilities.actions import About, Admission, RoomRule
from vongtay.facilities.models import Bed, Facility, HeldBed, Hold, Stay, Whereabouts
from vongtay.facilities.states import BedState
from vongtay.facilities.tests.house import LABEL, a_facility, a_guest, a_room, bed_of, now_for
from vongtay.facilities.vault import Where

pytestmark = pytest.mark.django_db
OTHER_BODY = "LS.CSTGXH"


def admitted(case, bed, by, **changes):
    return actions.admit(key=uuid.uuid4(), bed=bed, guest=a_guest(case, **changes), admission=now_for(), by=by)


def test_a_facility_is_run_by_its_body_or_the_health_department():
    with acting("case_worker") as staff:
        facility = a_facility(staff, owner=OTHER_BODY)
        assert facility.body.code == OTHER_BODY
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        a_facility(staff, owner=COMMUNE, label="B")
    with acting("case_worker", OTHER_HEALTH) as staff, pytest.raises(NotAllowed):
        a_room(facility, staff)


def test_the_database_says_the_same_whatever_the_code_forgets():
    with acting("case_worker") as staff:
        facility = a_facility(staff)
    with acting("case_worker", OTHER_HEALTH):
        assert not Facility.objects.exists()
    with acting("receiver", COMMUNE):
        assert Facility.objects.count() == 1
        assert Facility.objects.update(label="khác") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            Bed.objects.create(facility=facility, room_id=uuid.uuid4(), number=1)
    with acting("statistician"):
        assert not Facility.objects.exists()


def test_the_same_label_twice_is_refused_in_words_and_a_stale_change_too():
    with acting("case_worker") as staff:
        facility = a_facility(staff)
        with pytest.raises(Refused, match="Cơ sở khác"):
            a_facility(staff)
        about = About("victim", "Nhà số 2", date(2024, 1, 1))
        changed = actions.change_facility(facility=facility, about=about, version=1, by=staff)
        assert (changed.label, changed.version) == ("Nhà số 2", 2)
        with pytest.raises(Stale):
            actions.change_facility(facility=facility, about=about, version=1, by=staff)
        with pytest.raises(Refused):
            actions.change_facility(
                facility=facility, about=About("victim", "X", date(2024, 1, 1), date(2023, 1, 1)), version=2, by=staff
            )


def test_where_it_is_stands_encrypted_and_is_for_those_who_must_know():
    where = Where("Nhà Bình Yên Thử", "Ngõ 5, bản Thử")
    with acting("case_worker") as staff:
        facility = a_facility(staff)
        actions.change_whereabouts(facility=facility, where=where, version=0, by=staff)
        row = Whereabouts.objects.get()
        assert where.address.encode() not in bytes(row.address_ct)
        assert actions.look_at_whereabouts(facility=facility, by=staff) == (where, 1)
        with pytest.raises(Stale):
            actions.change_whereabouts(facility=facility, where=where, version=0, by=staff)
    with acting("receiver", COMMUNE) as staff:
        assert actions.look_at_whereabouts(facility=facility, by=staff)[0] == Where()
        case = a_case(staff)
    for role in ("verifier", "head", "administrator"):
        with acting(role):
            assert not Whereabouts.objects.exists()
    with acting("case_worker") as staff:
        room = a_room(facility, staff)
    with acting("receiver", COMMUNE) as staff:
        admitted(case, bed_of(room), staff)
        assert actions.look_at_whereabouts(facility=facility, by=staff)[0] == where
    with acting("auditor"), connection.cursor() as cursor:
        cursor.execute("select outcome from audit_entry where act = 'facilities.look_at_whereabouts' order by id")
        assert [row[0] for row in cursor.fetchall()] == ["done", "refused", "done"]


def test_somebody_gets_a_bed_and_sending_it_twice_gives_one():
    with acting("case_worker") as staff:
        room, case, key = a_room(a_facility(staff), staff), a_case(staff), uuid.uuid4()
        stays = [
            actions.admit(key=key, bed=bed_of(room), guest=a_guest(case), admission=now_for(), by=staff)
            for _twice in range(2)
        ]
        assert stays[0] == stays[1] == Stay.objects.get()
        assert queries.room_use(staff, queries.now_of(timezone.now()))[0].free == 1


@pytest.mark.parametrize(
    ("rule", "who", "said"),
    [
        ({"sex_rule": "women"}, {"sex": "male"}, "Phòng này dành cho nữ"),
        ({"sex_rule": "men"}, {}, "Phòng này dành cho nam"),
        ({"sex_rule": "women"}, {"sex": "unknown"}, "chưa rõ giới tính"),
        ({"age_from": 30}, {}, "từ 30 tuổi"),
        ({"age_to": 17}, {}, "đến 17 tuổi"),
        ({"age_to": 17}, {"age_years": None}, "chưa rõ tuổi"),
        ({"sex_rule": "family"}, {}, "gia đình"),
        ({"is_open": False}, {}, "không nhận"),
        ({}, {"needs": frozenset({"step_free"})}, "chưa đáp ứng"),
    ],
)
def test_a_room_that_is_not_for_somebody_refuses_with_a_sentence(rule, who, said):
    with acting("case_worker") as staff:
        room, case = a_room(a_facility(staff), staff, **rule), a_case(staff)
        with pytest.raises(Refused, match=said):
            admitted(case, bed_of(room), staff, **who)
        assert not Stay.objects.exists()


def test_a_bed_is_refused_out_of_service_taken_reserved_closed_or_at_a_wrong_time():
    with acting("case_worker") as staff:
        facility = a_facility(staff)
        room, one, other = a_room(facility, staff, beds=4), a_case(staff), a_case(staff)
        actions.set_bed(bed=bed_of(room, 2), in_service=False, reason="repair", by=staff)
        with pytest.raises(Refused, match="ngừng sử dụng"):
            admitted(one, bed_of(room, 2), staff)
        admitted(one, bed_of(room, 1), staff)
        with pytest.raises(Refused, match="đã có người khác"):
            admitted(other, bed_of(room, 1), staff)
        with pytest.raises(Refused, match="đã có giường"):
            admitted(one, bed_of(room, 3), staff)
        future = Admission(at=timezone.now() + timedelta(hours=2), ground="safety")
        with pytest.raises(Refused, match="chưa đến"):
            actions.admit(key=uuid.uuid4(), bed=bed_of(room, 3), guest=a_guest(other), admission=future, by=staff)
        early = Admission(at=timezone.now() - timedelta(days=4000), ground="safety")
        with pytest.raises(Refused, match="mới nhận người"):
            actions.admit(key=uuid.uuid4(), bed=bed_of(room, 3), guest=a_guest(other), admission=early, by=staff)
        with pytest.raises(Refused, match="còn người"):
            actions.change_facility(
                facility=facility, about=About("social", LABEL, date(2024, 1, 1), today()), version=1, by=staff
            )
        with pytest.raises(Refused, match="đang có người hoặc"):
            actions.set_bed(bed=bed_of(room, 1), in_service=False, reason="repair", by=staff)


def test_a_family_room_holds_one_family_at_a_time():
    with acting("case_worker") as staff:
        room, one, other = a_room(a_facility(staff), staff, beds=3, sex_rule="family"), a_case(staff), a_case(staff)
        admitted(one, bed_of(room), staff, family="a")
        with pytest.raises(Refused, match="gia đình khác"):
            admitted(other, bed_of(room, 2), staff, family="b")
        together = a_guest(other, family="a")
        together = actions.Guest(
            together.subject_id, together.person_id, together.label, together.sleeper, frozenset({one.subject_id})
        )
        assert actions.admit(key=uuid.uuid4(), bed=bed_of(room, 2), guest=together, admission=now_for(), by=staff)


def test_leaving_frees_the_bed_and_moving_keeps_both_stays():
    with acting("case_worker") as staff:
        room, one, other = a_room(a_facility(staff), staff, beds=2), a_case(staff), a_case(staff)
        stay = admitted(one, bed_of(room), staff)
        half = timezone.now() - timedelta(minutes=15)
        with pytest.raises(Refused, match="trước khi bắt đầu"):
            actions.leave(stay=stay, at=timezone.now() - timedelta(hours=3), ground="home", by=staff)
        moved = actions.move_bed(
            key=uuid.uuid4(), stay=stay, bed=bed_of(room, 2), guest=a_guest(one), at=half, by=staff
        )
        assert (moved.follows_id, Stay.objects.get(pk=stay.pk).end_ground) == (stay.pk, "moved")
        with pytest.raises(Stale):
            actions.leave(stay=stay, at=timezone.now(), ground="home", by=staff)
        actions.leave(stay=moved, at=timezone.now(), ground="home", by=staff)
        # The bed may be given from the very moment in which it was left: the range is half open.
        assert actions.admit(
            key=uuid.uuid4(), bed=bed_of(room), guest=a_guest(other), admission=Admission(half, "safety"), by=staff
        )


def test_a_correction_is_a_new_row_and_the_wrong_one_stays():
    with acting("case_worker") as staff:
        room, case = a_room(a_facility(staff), staff), a_case(staff)
        stay = admitted(case, bed_of(room), staff)
        began = timezone.now() - timedelta(hours=5)
        anew = actions.correct_stay(key=uuid.uuid4(), stay=stay, reason="time", by=staff, began_at=began)
        former = Stay.objects.get(pk=stay.pk)
        assert (former.void_reason, former.during.lower) == ("time", stay.during.lower)
        assert former.voided_at
        assert (anew.corrects_id, anew.during.lower) == (stay.pk, began)
        assert actions.correct_stay(key=uuid.uuid4(), stay=anew, reason="never", by=staff) is None
        assert queries.stays_of(case.subject_id) == []
        assert Stay.objects.count() == 2


def test_reserved_places_are_not_free_until_used_given_up_or_over():
    with acting("case_worker") as staff:
        facility, until = a_facility(staff), timezone.now() + timedelta(hours=6)
        room, case, other = a_room(facility, staff, beds=3), a_case(staff), a_case(staff)
        wanted = {"facility": facility, "label": "Đợt thử", "expires_at": until, "by": staff}
        with pytest.raises(Refused, match="3 giường"):
            actions.hold_beds(key=uuid.uuid4(), places=4, **wanted)
        hold = actions.hold_beds(key=uuid.uuid4(), places=2, **wanted)
        use = queries.room_use(staff, queries.now_of(timezone.now()))[0]
        assert (use.free, use.held) == (1, 2)
        with pytest.raises(Refused, match="Đợt thử"):
            admitted(case, bed_of(room), staff)
        actions.admit(key=uuid.uuid4(), bed=bed_of(room), guest=a_guest(case), admission=now_for(hold=hold), by=staff)
        assert HeldBed.objects.filter(released_at=None).count() == 1
        assert actions.release_hold(hold=hold, by=staff) == 1
        admitted(other, bed_of(room, 2), staff)


def test_a_reservation_whose_time_is_over_keeps_nothing():
    with acting("case_worker") as staff:
        facility = a_facility(staff)
        room, case = a_room(facility, staff, beds=1), a_case(staff)
        past = timezone.now() - timedelta(hours=1)
        hold = Hold.objects.create(
            facility=facility, world="demo", label="Đã qua", expires_at=past, held_by_id=staff.post_id
        )
        HeldBed.objects.create(hold=hold, facility=facility, bed=bed_of(room), during=(past - timedelta(hours=1), past))
        assert queries.room_use(staff, queries.now_of(timezone.now()))[0].free == 1
        admitted(case, bed_of(room), staff)


def test_counts_are_for_the_province_and_sleepers_for_grants_alone():
    with acting("receiver", BORDER) as staff:
        case = a_case(staff)
    with acting("case_worker") as staff:
        facility = a_facility(staff)
        room = a_room(facility, staff)
    with acting("receiver", BORDER) as staff:
        admitted(case, bed_of(room), staff)
    with acting("case_worker") as staff:
        board = queries.board_of(facility, timezone.now())
        assert [(place.state, place.stay) for place in board[0][1]] == [(BedState.TAKEN, None), (BedState.FREE, None)]
        assert not Stay.objects.exists()
    with acting("receiver", BORDER):
        assert queries.board_of(facility, timezone.now())[0][1][0].stay.label == case.code
    with acting("verifier", HEALTH) as staff:
        assert queries.room_use(staff, queries.now_of(timezone.now()))[0].taken == 1
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert queries.room_use(staff, queries.now_of(timezone.now())) == []
        with connection.cursor() as cursor:
            cursor.execute("select * from vt.bed_use(now(), now())")
            assert cursor.fetchall() == []


def test_a_stay_reaches_no_bed_of_another_province_or_of_another_room():
    with acting("case_worker", OTHER_HEALTH) as staff:
        room = a_room(a_facility(staff, owner=OTHER_HEALTH), staff)
        bed = bed_of(room)
    with acting("case_worker") as staff:
        case = a_case(staff)
        own = a_room(a_facility(staff), staff)
        stay = Stay(
            subject_id=case.subject_id, person_id=case.person_id, label=case.code, world="demo", facility_id=bed.facility_id, room_id=room.pk,
            bed_id=bed.pk, during=(timezone.now(), None), ground="safety", acted_by_body=body(HEALTH), entered_by_id=staff.post_id,
        )  # fmt: skip
        with pytest.raises(ProgrammingError), transaction.atomic():
            stay.save(force_insert=True)
        stay.bed_id = bed_of(own).pk
        with pytest.raises(ProgrammingError), transaction.atomic():
            stay.save(force_insert=True)


def test_beds_are_numbered_on_and_sent_twice_added_once():
    with acting("case_worker") as staff:
        facility = a_facility(staff)
        room, key = a_room(facility, staff, beds=2), uuid.uuid4()
        for _twice in range(2):
            actions.add_beds(room=room, beds=3, kind="cot", by=staff, key=key)
        assert list(Bed.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5]
        with pytest.raises(Refused):
            actions.change_room(room=room, rule=RoomRule(room.name, "any", age_from=9, age_to=3), version=1, by=staff)


def test_a_body_that_does_not_reach_where_somebody_sleeps_is_told_so_in_a_sentence():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        at, ground = timezone.now(), Ground("c", "Cùng hỗ trợ")
        send_notice(
            case=case,
            to_body=body(HEALTH),
            rule_id="custom",
            parts=["identity", "support"],
            at=at,
            by=staff,
            ground=ground,
        )
    with acting("case_worker") as staff:
        bed = bed_of(a_room(a_facility(staff), staff))
        with pytest.raises(Refused, match="chia sẻ"):
            actions.admit(key=uuid.uuid4(), bed=bed, guest=a_guest(case), admission=now_for(), by=staff)
        assert not Stay.objects.exists()
