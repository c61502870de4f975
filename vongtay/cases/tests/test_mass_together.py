"""Many hands at one table: two who write at the same moment, places for families, and eighty people in one morning."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import sign_in
from vongtay.agencies.models import Place
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, MassAnswer, MassEvent
from vongtay.cases.tests.at_once import at_once
from vongtay.cases.tests.gate import BORDER, HEALTH, a_line, acting, an_event, fresh, receive, with_team
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.facilities.models import Stay
from vongtay.facilities.tests.house import a_facility, a_room
from vongtay.people.vault import Facts

MANY = 80
SEATS = (("receiver", BORDER), ("case_worker", HEALTH))


def test_two_who_save_the_same_field_at_the_same_moment_lose_nothing(committed_db):
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        lines = [a_line(event, staff, f"VI MAU {letter}") for letter in "ABCDE"]

    def save(seat, line, text):
        def act():
            with acting(*seat) as staff:
                return actions.save_answers(line=fresh(line, staff), values={"home": text}, seen={}, by=staff)

        return act

    for line in lines:
        found = at_once(save(SEATS[0], line, "Cao Bằng"), save(SEATS[1], line, "Hà Giang"))
        assert all(isinstance(one, actions.Written) for one in found), found
        assert sorted((len(one.saved), len(one.clashes)) for one in found) == [(0, 1), (1, 0)]
    with acting("receiver", BORDER):
        assert MassAnswer.objects.filter(line__in=lines, field="home").count() == len(lines)


def test_two_who_receive_one_line_at_the_same_moment_make_one_case(committed_db):
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff, sex="female", born="2001")

    def take(seat):
        def act():
            with acting(*seat) as staff:
                return receive(line, staff).code

        return act

    found = at_once(*(take(seat) for seat in SEATS))
    assert len(set(map(str, found))) == 1, found
    with acting("receiver", BORDER):
        assert Case.objects.filter(subject_id=line.subject_id).count() == 1


@pytest.mark.django_db
def test_places_keep_families_together_and_are_changed_by_hand_and_confirmed_whole():
    with acting("case_worker") as staff:
        house = a_facility(staff)
        women, family = a_room(house, staff, beds=3, sex_rule="women"), a_room(house, staff, beds=3, sex_rule="family")
        men = a_room(house, staff, beds=1, sex_rule="men")
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        who = [
            ("female", "1990", "G1"),
            ("male", "2018", "G1"),
            ("female", "2001", ""),
            ("male", "1999", ""),
            ("male", "1998", ""),
        ]
        lines = [
            a_line(event, staff, f"VI MAU {place}", sex=sex, born=born, family=mark)
            for place, (sex, born, mark) in zip("ABCDE", who, strict=True)
        ]
        for line in lines:
            receive(line, staff)
    with acting("case_worker", HEALTH) as staff:
        proposed, _rooms = queries.proposed_places(staff, event)
        rooms = [one.room and one.room.room_id for one in proposed]
        assert rooms[:3] == [family.pk, family.pk, women.pk]
        assert sorted(map(str, rooms[3:])) == sorted([str(men.pk), "None"])
        assert next(one for one in proposed if one.room is None).why_not
        wrong = [actions.Chosen(one.line, women.pk) for one in proposed]
        with pytest.raises(Refused) as refused:
            actions.confirm_places(event=event, chosen=wrong, by=staff)
        told = " ".join(refused.value.reasons)
        men_and_children = [lines[place].tag for place in (1, 3, 4)]
        assert all(
            tag in told for tag in men_and_children
        )  # everybody whom the room does not suit, not the first alone
        assert len(refused.value.reasons) >= len(men_and_children)
        assert not Stay.objects.exists()  # all or nobody
        chosen = [actions.Chosen(one.line, one.room.room_id, "Xe 1") for one in proposed if one.room]
        assert actions.confirm_places(event=event, chosen=chosen, by=staff) == 4
        assert Stay.objects.count() == 4
        assert [len(people) for people in queries.transport_of(event).values()] == [4]
        assert queries.board_of(event).allocated == 4
        with pytest.raises(Refused):
            actions.confirm_places(event=event, chosen=chosen, by=staff)  # sent twice: nobody is placed again
    with acting("verifier", HEALTH) as staff, pytest.raises((NotAllowed, Refused)):
        actions.confirm_places(event=event, chosen=[actions.Chosen(lines[4], women.pk)], by=staff)


@pytest.mark.django_db
def test_places_are_proposed_and_confirmed_on_the_page(client):
    with acting("case_worker") as staff:
        room = a_room(a_facility(staff), staff, beds=1, sex_rule="any")
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
        line = a_line(event, staff, sex="female", born="2001")
        receive(line, staff)
    sign_in(client, "receiver", BORDER)
    path = f"/cases/mass/{event.code}/places/"
    assert str(room.pk) in client.get(path).content.decode()
    assert client.post(path, {}).status_code == 422
    kept = client.post(path, {f"room_{line.tag}": str(uuid.uuid4()), f"vehicle_{line.tag}": "Xe 9"})
    assert kept.status_code == 422
    assert "Xe 9" in kept.content.decode()
    assert client.post(path, {f"room_{line.tag}": str(room.pk), f"vehicle_{line.tag}": "Xe 2"}).status_code == 302
    assert "Xe 2" in client.get(f"/cases/mass/{event.code}/transport/").content.decode()


@pytest.mark.django_db
def test_eighty_people_in_one_morning(client):
    """The list is read, matched, received by two officers at one table, given places, counted, reported."""
    rooms = _rooms_for_eighty()
    entries = _abroad(4)
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff, expected=MANY), staff)
    _read_list(sign_in(client, "receiver", BORDER), event)
    with acting("case_worker", HEALTH) as staff:
        lines = list(queries.mass_lines(event))
        assert len(lines) == MANY
        found = queries.line_candidates(staff, lines)
        for line in lines[:4]:
            best = found[line.pk][0].entry
            assert best.pk in entries
            actions.judge_match(line=queries.mass_line(staff, line.tag), entry=best, same=True, by=staff)
    browsers = [sign_in(Client(), *seat) for seat in SEATS]
    for place, line in enumerate(lines[:8]):  # by the pages
        assert browsers[place % 2].post(f"/cases/mass/lines/{line.tag}/receive/").status_code == 302
    for place, seat in enumerate(SEATS):  # the others by the acts
        with acting(*seat) as staff:
            for line in lines[8 + place :: 2]:
                receive(line, staff)
    _check_eighty(event, rooms)
    board = browsers[0].get(f"/cases/mass/{event.code}/board/").content.decode()
    assert f'<span class="board__value">{MANY}</span>' in board
    with acting("receiver", BORDER) as staff:
        done = actions.finish_mass(
            event=MassEvent.objects.get(pk=event.pk), version=MassEvent.objects.get(pk=event.pk).version, by=staff
        )
        assert done.finished_at
    assert f">{MANY}</a>" in browsers[0].get(f"/cases/mass/{event.code}/report/").content.decode()


def _rooms_for_eighty() -> int:
    with acting("case_worker") as staff:
        house = a_facility(staff)
        for rule, many in (("women", 40), ("women", 20), ("men", 40)):
            a_room(house, staff, beds=many, sex_rule=rule)
    return 100


def _abroad(many: int) -> set[uuid.UUID]:
    made = set()
    with acting("case_worker") as staff:
        place = Place.objects.get(pk=2306184)
        for number in range(many):
            report = actions.Report(place=place, known_through="family", known_on=today(), born_year=1990 + number)
            made.add(
                actions.report_abroad(
                    key=uuid.uuid4(), report=report, facts=Facts(name=f"Vi Thị {_word(number)}"), by=staff
                ).pk
            )
    return made


def _word(number: int) -> str:
    letters = "BCDGHKLMNT"
    return f"{letters[number // 10]}A{letters[number % 10]}".capitalize()


def _read_list(client: Client, event: MassEvent) -> None:
    rows = [
        "Full name,DOB,Sex",
        *(
            f"{_word(number).upper()} VI {'THI' if number % 2 == 0 else 'VAN'},{1990 + number % 12},{'F' if number % 2 == 0 else 'M'}"
            for number in range(MANY)
        ),
    ]
    rows[1:5] = [f"{_word(number).upper()} VI THI,{1990 + number},F" for number in range(4)]
    path = f"/cases/mass/{event.code}/list/"
    file = SimpleUploadedFile("list.csv", "\n".join(rows).encode())
    assert client.post(path, {"file": file}).status_code == 302
    assert "VI THI" in client.get(f"{path}check/").content.decode()
    ticked = [str(number) for number in range(2, MANY + 2)]
    assert (
        client.post(f"{path}check/", {"enter": "1", "head_shown": "1", "has_head": "on", "row": ticked}).status_code
        == 302
    )


def _check_eighty(event: MassEvent, beds: int) -> None:
    with acting("receiver", BORDER) as staff:
        assert Case.objects.filter(mass_line__event=event, route="R5").count() == MANY
        proposed, _rooms = queries.proposed_places(staff, event)
        chosen = [
            actions.Chosen(one.line, one.room.room_id, f"Xe {place % 3 + 1}")
            for place, one in enumerate(proposed)
            if one.room
        ]
        assert len(chosen) == MANY <= beds
        assert actions.confirm_places(event=event, chosen=chosen, by=staff) == MANY
        board = queries.board_of(event)
        assert (board.arrived, board.interviewed, board.matched, board.allocated) == (MANY, MANY, 4, MANY)
