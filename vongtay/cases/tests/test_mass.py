"""The reception of many people: who may write, what is never overwritten, what becomes a case, what stays in its world."""

import uuid
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import COMMUNE, OTHER_HEALTH, POLICE, body
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Place, Post
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, MassAnswer, MassEvent, MassLine, MassMatch
from vongtay.cases.tests.gate import (
    BORDER,
    HEALTH,
    PASSPORT,
    a_line,
    acting,
    an_event,
    fresh,
    people,
    receive,
    with_team,
)
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.people.models import Person
from vongtay.people.vault import Facts, Vault

pytestmark = pytest.mark.django_db
NAME = "VI THI GIA DINH"


def test_an_event_opens_once_and_holds_no_person():
    with acting("receiver", BORDER) as staff:
        key = uuid.uuid4()
        handover = actions.Handover(place=an_event(staff).place, gate="Cửa khẩu", starts_at=timezone.now())
        one = actions.open_mass(key=key, handover=handover, by=staff)
        again = actions.open_mass(key=key, handover=handover, by=staff)
        assert one == again
        assert one.code.startswith("TN-LSD-")
        assert not Person.objects.filter(subject_id=one.subject_id).exists()
        assert next(iter(queries.mass_events(staff))).lead_id == staff.body_id


def test_an_event_is_seen_by_its_team_alone():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff)
    with acting("case_worker", HEALTH) as staff:
        assert queries.mass_event(staff, event.code) == event
        assert fresh(line, staff) == line
    for role, stranger in (("receiver", COMMUNE), ("case_worker", OTHER_HEALTH), ("receiver", "BN.UBND.07210")):
        with acting(role, stranger) as staff:
            assert not MassEvent.objects.exists()
            assert not MassLine.objects.exists()
            assert not MassAnswer.objects.exists()


def test_a_role_that_reaches_no_identity_reads_no_answer():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff)
    with acting("head", HEALTH):
        assert MassLine.objects.filter(pk=line.pk).exists()
        assert not MassAnswer.objects.exists()


def test_another_body_writes_only_on_the_ground_of_the_decision_and_named_in_it():
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
        seat = actions.Seat(body=body(HEALTH), duty="interview", may_write=True)
        with pytest.raises(Refused):
            actions.add_member(key=uuid.uuid4(), event=event, seat=seat, by=staff)
        reader = actions.Seat(body=body(HEALTH), duty="health")
        member = actions.add_member(key=uuid.uuid4(), event=event, seat=reader, by=staff)
        line = a_line(event, staff)
    with acting("case_worker", HEALTH) as staff, pytest.raises(NotAllowed):
        actions.save_answers(line=fresh(line, staff), values={"home": "Cao Bằng"}, seen={}, by=staff)
    with acting("receiver", BORDER) as staff:
        event = MassEvent.objects.get(pk=event.pk)
        with_team(event, staff)
        actions.end_member(member=member, by=staff)
    with acting("case_worker", HEALTH) as staff:
        assert actions.save_answers(line=fresh(line, staff), values={"home": "Cao Bằng"}, seen={}, by=staff).saved == {
            "home": 1
        }
    with acting("case_worker", HEALTH) as staff, pytest.raises(NotAllowed):
        actions.finish_mass(event=MassEvent.objects.get(pk=event.pk), version=event.version, by=staff)


def test_a_seat_named_for_one_post_lets_no_other_post_write():
    with acting("receiver", BORDER) as staff:
        event = actions.decide_team(
            event=an_event(staff), sign="1/QĐ", on=today(), body=body("LS.UBND"), version=1, by=staff
        )
        verifier = Post.objects.get(role="verifier", body__code=HEALTH, world="demo")
        seat = actions.Seat(body=body(HEALTH), duty="identity", post=verifier, may_write=True)
        actions.add_member(key=uuid.uuid4(), event=event, seat=seat, by=staff)
        line = a_line(event, staff)
    with acting("verifier", HEALTH) as staff:
        assert actions.save_answers(line=fresh(line, staff), values={"sex": "female"}, seen={}, by=staff).saved
    with acting("case_worker", HEALTH) as staff, pytest.raises(NotAllowed):
        actions.save_answers(line=fresh(line, staff), values={"sex": "male"}, seen={}, by=staff)


def test_an_officer_without_account_is_named_and_writes_nothing():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        named = actions.Seat(body=body("LS.HLHPN"), duty="health", officer="Bà Trần Thị Mẫu, Phó Chủ tịch")
        assert actions.add_member(key=uuid.uuid4(), event=event, seat=named, by=staff).officer
        writer = actions.Seat(
            body=body("LS.HLHPN"), duty="health", officer="Bà Trần Thị Mẫu, Phó Chủ tịch", may_write=True
        )
        with pytest.raises(Refused):
            actions.add_member(key=uuid.uuid4(), event=event, seat=writer, by=staff)


def test_a_body_whose_last_membership_ended_reads_the_event_no_more():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff)
        actions.end_member(member=event.members.get(body__code=HEALTH), by=staff)
    with acting("case_worker", HEALTH):
        assert not MassEvent.objects.filter(pk=event.pk).exists()
        assert not MassLine.objects.filter(pk=line.pk).exists()


def test_a_list_is_entered_once_however_often_it_is_sent():
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
        listed = people("LO THI MAU", "HA VAN THU")
        assert len(actions.add_lines(event=event, listed=listed, on_list=True, by=staff)) == 2
        assert actions.add_lines(event=event, listed=listed, on_list=True, by=staff) == []
        assert [line.number for line in queries.mass_lines(event)] == [1, 2]


def test_whoever_is_added_by_another_body_of_the_team_is_led_by_the_body_that_receives():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
    with acting("case_worker", HEALTH) as staff:
        line = a_line(queries.mass_event(staff, event.code), staff, sex="male", born="1999")
    with acting("receiver", BORDER) as staff:
        assert receive(line, staff).lead_id == event.lead_id == staff.body_id
        case = Case.objects.get(subject_id=line.subject_id)
        assert {(one.code, one.role) for one in queries.grantees_of(case)} == {
            (BORDER, "lead"),
            (HEALTH, "support"),
        }


def test_a_search_by_name_is_logged_without_it():
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
        line = a_line(event, staff)
        assert actions.find_lines(event=event, text="gia vi", by=staff) == [line]
        with connection.cursor() as cursor:
            cursor.execute("select act, part from vt.log_of(%s)", [event.subject_id])
            assert ("cases.write_mass", "identity") in cursor.fetchall()
    with acting("head", HEALTH) as staff, pytest.raises(NotAllowed):
        actions.find_lines(event=event, text="gia", by=staff)


def test_two_who_write_different_fields_both_stand():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff)
        actions.save_answers(line=line, values={"home": "Cao Bằng", "name": NAME}, seen={"name": 1}, by=staff)
    with acting("case_worker", HEALTH) as staff:
        # Sent whole by somebody who had opened the line before: the field that they did not touch is not taken back.
        sent = {"home": "", "name": NAME, "sex": "female"}
        written = actions.save_answers(line=fresh(line, staff), values=sent, seen={"name": 1}, by=staff)
        assert written.saved == {"sex": 1}
        assert not written.clashes
        answers = queries.answers_of_line(fresh(line, staff))
        assert (answers["home"].value, answers["sex"].value) == ("Cao Bằng", "female")


def test_two_who_write_the_same_field_see_both_values_and_nothing_is_overwritten():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff)
        actions.save_answers(line=line, values={"born": "2001"}, seen={}, by=staff)
    with acting("case_worker", HEALTH) as staff:
        line = fresh(line, staff)
        written = actions.save_answers(line=line, values={"born": "2003", "home": "Hà Giang"}, seen={}, by=staff)
        assert written.saved == {"home": 1}
        clash = written.clashes["born"]
        assert (clash.mine, clash.theirs.value, clash.theirs.by) == ("2003", "2001", "Nông Văn Mẫu")
        assert queries.answers_of_line(line)["born"].value == "2001"
        # Whoever has seen both and says so writes a further answer; the former one stays on record.
        assert actions.save_answers(line=line, values={"born": "2003"}, seen={"born": 1}, by=staff).saved == {"born": 2}
        assert MassAnswer.objects.filter(line=line, field="born").count() == 2


def test_answers_are_never_changed_or_deleted_by_the_web_role():
    with acting("receiver", BORDER) as staff:
        line = a_line(an_event(staff), staff)
        for statement in ("update cases_massanswer set number = 9", "delete from cases_massanswer"):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        answer = MassAnswer.objects.get(line=line)
        assert NAME.encode() not in bytes(answer.value_ct or b"")


def test_who_has_a_line_open_is_shown_to_others_for_some_minutes():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff)
        actions.look_at_line(line=line, by=staff)
        assert queries.who_is_on(fresh(line, staff), staff) is None
    with acting("case_worker", HEALTH) as staff:
        assert queries.who_is_on(fresh(line, staff), staff).user.full_name == "Nông Văn Mẫu"
        MassLine.objects.filter(pk=line.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))
        assert queries.who_is_on(fresh(line, staff), staff) is None


def test_a_line_becomes_one_case_of_route_five_led_by_the_body_that_receives():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff, born="2001", sex="female", passport=PASSPORT)
        actions.note_arrival(line=line, at=timezone.now(), came=True, by=staff)
    with acting("case_worker", HEALTH) as staff:
        case, again = receive(line, staff), receive(line, staff)
        assert case == again
        assert (case.route, case.subject_id, case.person_id) == ("R5", line.subject_id, line.person_id)
        assert (case.received_by_id, case.lead_id, case.sex) == (event.lead_id, event.lead_id, "female")
        step = case.steps.get(kind="received")
        assert (step.source_sign, step.entered_by_id) == ("12/QĐ-UBND", staff.post_id)
        facts = Vault.of(case.person_id)
        assert facts.open("people_identity", "name_ct", case.person_id, case.person.identity.name_ct) == NAME
        assert case.person.identity.passport_hash
        with pytest.raises(WrongState):
            actions.save_answers(line=fresh(line, staff), values={"home": "x"}, seen={}, by=staff)
    with acting("receiver", BORDER) as staff:
        assert queries.case_of(staff, case.code) == case
        assert not [clock for clock in queries.clocks_of(case) if clock.due_on and clock.rule_id.startswith("R5")]


def test_who_did_not_come_is_absent_and_has_no_case_and_whoever_is_added_has_one():
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
        absent, here = a_line(event, staff), a_line(event, staff, "LO VAN MAU")
        actions.note_arrival(line=absent, at=timezone.now(), came=False, by=staff)
        with pytest.raises(Refused):
            receive(absent, staff)
        added = actions.add_lines(event=event, listed=people(""), on_list=False, by=staff, arrived_at=timezone.now())[0]
        receive(added, staff)
        with pytest.raises(Refused):
            actions.note_departure(line=fresh(here, staff), at=timezone.now(), by=staff)
        receive(here, staff)
        actions.note_departure(line=fresh(here, staff), at=timezone.now(), by=staff)
        board = queries.board_of(event)
        assert (board.lines, board.arrived, board.interviewed, board.absent, board.added, board.left) == (
            3,
            2,
            2,
            1,
            1,
            1,
        )
        assert actions.note_arrival(line=fresh(absent, staff), at=timezone.now(), came=True, by=staff).absent_at is None


def test_an_event_finishes_when_all_who_came_have_a_case():
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
        came, _late = a_line(event, staff), a_line(event, staff, "HA THI THU")
        actions.note_arrival(line=came, at=timezone.now(), came=True, by=staff)
        with pytest.raises(Refused):
            actions.finish_mass(event=event, version=event.version, by=staff)
        receive(came, staff)
        with pytest.raises(Stale):
            actions.finish_mass(event=event, version=99, by=staff)
        done = actions.finish_mass(event=event, version=event.version, by=staff)
        assert queries.board_of(done).absent == 1
        with pytest.raises(WrongState):
            actions.save_answers(line=fresh(came, staff), values={"home": "x"}, seen={}, by=staff)
        with pytest.raises(WrongState):
            actions.add_lines(event=done, listed=people("A B"), on_list=True, by=staff)


def test_a_match_is_explained_judged_by_a_person_and_remembered():
    from_list = actions.Report(
        place=Place.objects.get(pk=2306184), known_through="family", known_on=today(), sex="female", born_year=2001
    )
    with acting("case_worker", HEALTH) as staff:
        entry = actions.report_abroad(
            key=uuid.uuid4(), report=from_list, facts=Facts(name="Vi Thị Giả Định", id_number=PASSPORT), by=staff
        )
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff, "GIA DINH VI THI", born="2001", passport=PASSPORT)
        assert queries.line_candidates(staff, [line])[line.pk] == []  # the gate does not reach the abroad list
        with pytest.raises(NotAllowed):
            actions.judge_match(line=line, entry=entry, same=True, by=_stranger(staff))
    with acting("case_worker", HEALTH) as staff:
        line = fresh(line, staff)
        found = queries.line_candidates(staff, [line])[line.pk]
        assert [one.entry for one in found] == [entry]
        assert found[0].reasons
        no = actions.judge_match(line=line, entry=entry, same=False, by=staff)
        assert queries.line_candidates(staff, [line])[line.pk] == []
        with pytest.raises(Stale):
            actions.judge_match(line=line, entry=entry, same=True, by=staff)
        actions.undo_match(match=no, by=staff)
        actions.judge_match(line=line, entry=entry, same=True, by=staff)
        assert queries.board_of(event).matched == 1
        assert MassMatch.objects.filter(line=line).count() == 2


def _stranger(staff):
    return type(staff)(**(vars(staff) | {"body_id": uuid.uuid4()}))


def test_a_drill_reaches_no_figure_of_another_world():
    with acting("case_worker", HEALTH) as staff:
        an_event(staff)
    before = _figures()
    drill = Post.objects.get(world="drill", body__code=HEALTH, role="case_worker")
    with acting_as(drill) as staff:
        event = an_event(staff)
        assert event.world == "drill"
        lines = actions.invent_lines(event=event, people_wanted=12, seed=5, by=staff)
        codes = [receive(line, staff).code for line in lines[:10]]
        assert all(code.startswith("LST-") for code in codes)  # the letter of drills: never taken for another
        assert queries.board_of(event).interviewed == 10
        assert Case.objects.count() == 10
    assert _figures() == before
    with acting("case_worker", HEALTH) as staff:
        assert not MassEvent.objects.filter(world="drill").exists()
        assert not MassLine.objects.filter(world="drill").exists()


def _figures():
    """All that other worlds count: cases and abroad by mandate, cases in lists, numbers of papers."""
    with acting("statistician", HEALTH) as staff, connection.cursor() as cursor:
        cursor.execute("select * from vt.count_cases(%s, '2000-01-01', '2100-01-01', null)", [staff.province_id])
        counted = cursor.fetchall()
    with acting("case_worker", HEALTH) as staff:
        return counted, Case.objects.count(), queries.mass_events(staff).count(), MassLine.objects.count()


def test_no_invented_people_in_the_real_world(django_user_model):
    del django_user_model
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
        event.world = "real"
        with pytest.raises(Refused):
            actions.invent_lines(event=event, people_wanted=3, seed=1, by=staff)


def test_police_who_are_not_in_the_team_can_open_an_event_of_their_own_and_see_only_that():
    assert Post.objects.filter(body__code=POLICE).count() == 0  # they join by name, without an account
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        seat = actions.Seat(body=body(POLICE), duty="identity", officer="Thiếu tá Lê Văn Mẫu")
        actions.add_member(key=uuid.uuid4(), event=event, seat=seat, by=staff)
        assert {one.body.code for one in queries.members_of(event)} == {HEALTH, POLICE}


def test_every_look_at_a_line_is_logged_without_a_name():
    with acting("receiver", BORDER) as staff:
        line = a_line(an_event(staff), staff)
        actions.look_at_line(line=line, by=staff)
        actions.save_answers(line=line, values={"born": "2001"}, seen={}, by=staff)
        with connection.cursor() as cursor:
            cursor.execute("select act, part, purpose from vt.log_of(%s)", [line.subject_id])
            logged = cursor.fetchall()
    assert ("people.look_at_identity", "identity", "care") in logged
    assert ("cases.write_mass", "identity", "") in logged
    assert NAME not in str(logged)
