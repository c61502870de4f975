"""Somebody of the abroad list comes through a gate: the entry a person confirmed stands as returned, once, and goes back with a reason."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from tests.cast import COMMUNE, sign_in
from vongtay.agencies.models import Place
from vongtay.audit.models import Entry
from vongtay.cases import actions, queries
from vongtay.cases.models import Abroad, AbroadStep, MassLine, MassMatch
from vongtay.cases.queries.abroad import HIDDEN
from vongtay.cases.states import ABROAD_MOVES, AbroadState, Signs
from vongtay.cases.tests.at_once import at_once
from vongtay.cases.tests.gate import BORDER, HEALTH, a_line, acting, an_event, fresh, receive, with_team
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.common.periods import custom
from vongtay.people.vault import Facts, Vault

WHY = "Hai người cùng tên, khác bản quán"


def an_entry(by, name: str = "Vi Thị Giả Định") -> Abroad:
    told = actions.Report(
        place=Place.objects.get(pk=2306184), known_through="family", known_on=today() - timedelta(days=9), sex="female", born_year=2001
    )  # fmt: skip
    return actions.report_abroad(key=uuid.uuid4(), report=told, facts=Facts(name=name), by=by)


def a_match() -> tuple[MassLine, Abroad, MassMatch]:
    """A line of an event at the gate that the department has confirmed as an entry of its list."""
    with acting("case_worker", HEALTH) as staff:
        entry = an_entry(staff)
    with acting("receiver", BORDER) as staff:
        line = a_line(with_team(an_event(staff), staff), staff, sex="female", born="2001")
    with acting("case_worker", HEALTH) as staff:
        match = actions.judge_match(line=fresh(line, staff), entry=entry, same=True, by=staff)
    return line, entry, match


def figures() -> dict[str, int]:
    with acting("reporter") as staff:
        period = custom(today() - timedelta(days=30), today())
        return queries.stage_totals(queries.count_abroad(area_id=staff.province_id, periods=[period]))


def received_at_the_gate(line: MassLine) -> None:
    with acting("receiver", BORDER) as staff:
        receive(line, staff)
        assert not Abroad.objects.exists()  # the gate still reaches no entry


def now_of(entry: Abroad) -> Abroad:
    return Abroad.objects.get(pk=entry.pk)


@pytest.mark.django_db
def test_who_is_received_at_the_gate_stands_as_returned_and_the_funnel_counts_it():
    line, entry, match = a_match()
    before = figures()
    received_at_the_gate(line)
    with acting("case_worker", HEALTH):
        entry, match = now_of(entry), MassMatch.objects.get(pk=match.pk)
        assert (entry.state, entry.returned_on, entry.version) == (AbroadState.RETURNED, today(), 2)
        step = entry.steps.get(kind="moved")
        assert match.step == step
        assert (step.acted_by_body.code, step.entered_by.body.code, step.known_through) == (BORDER, BORDER, "gate")
    assert before == {"abroad": 1}
    assert figures() == {"returned": 1}
    with acting("auditor", HEALTH):
        said = Entry.objects.filter(act="cases.change_abroad", subject_id=entry.subject_id).values_list(
            "details", flat=True
        )
        assert list(said) == [{"to": "returned", "through": "gate"}]


@pytest.mark.django_db
def test_a_match_that_is_confirmed_after_the_reception_counts_from_the_day_of_arrival():
    with acting("receiver", BORDER) as staff:
        line = a_line(with_team(an_event(staff), staff), staff)
        receive(line, staff)
    with acting("case_worker", HEALTH) as staff:
        entry = an_entry(staff)
        actions.judge_match(line=fresh(line, staff), entry=entry, same=True, by=staff)
        assert now_of(entry).returned_on == today()


@pytest.mark.django_db
def test_nothing_moves_without_a_reception_a_confirmed_match_or_a_way_to_return():
    line, entry, _match = a_match()
    with acting("case_worker", HEALTH) as staff:
        assert now_of(entry).state == AbroadState.ABROAD  # confirmed, not received yet
        other = an_entry(staff, "Vi Thị Khác")
        actions.judge_match(line=fresh(line, staff), entry=other, same=False, by=staff)
        actions.move_abroad(
            entry=entry, to=AbroadState.RETURNED, on=today(), known_through="family", version=1, by=staff
        )
    received_at_the_gate(line)
    with acting("case_worker", HEALTH) as staff:
        assert now_of(entry).version == 2  # the family told before: once is enough
        assert now_of(other).state == AbroadState.ABROAD
    movable = {state for state, to in ABROAD_MOVES.items() if AbroadState.RETURNED in to} - set(HIDDEN)
    assert movable == {AbroadState.ABROAD, AbroadState.MOVED}  # as the function in the database has it


@pytest.mark.django_db
def test_a_correction_needs_a_reason_puts_the_entry_back_and_no_figure_counts_the_return():
    line, entry, match = a_match()
    received_at_the_gate(line)
    with acting("case_worker", HEALTH) as staff:
        with pytest.raises(Refused):
            actions.undo_match(match=match, by=staff, why=" ")
        assert actions.undo_match(match=match, by=staff, why=WHY)
        entry = now_of(entry)
        assert (entry.state, entry.returned_on) == (AbroadState.ABROAD, None)
        step = entry.steps.latest("number")
        assert step.corrects == AbroadStep.objects.get(entry=entry, number=step.number - 1)
        assert Vault.of(entry.person_id).open("cases_abroadstep", "note_ct", step.pk, step.note_ct) == WHY
        with pytest.raises(Stale):
            actions.undo_match(match=match, by=staff, why=WHY)
        assert figures() == {"abroad": 1}
    with acting(
        "case_worker", HEALTH
    ) as staff:  # the right entry is confirmed instead, and the first may return later, before today
        right = an_entry(staff, "Vi Thị Đúng")
        actions.judge_match(line=fresh(line, staff), entry=right, same=True, by=staff)
        assert now_of(right).state == AbroadState.RETURNED
        day = today() - timedelta(days=1)
        moved = actions.move_abroad(
            entry=entry, to=AbroadState.RETURNED, on=day, known_through="family", version=entry.version, by=staff
        )
        assert moved.returned_on == day


@pytest.mark.django_db
def test_an_entry_that_has_gone_on_since_stays_and_who_does_not_reach_it_takes_nothing_back():
    line, entry, match = a_match()
    received_at_the_gate(line)
    with acting("receiver", BORDER) as staff, pytest.raises(NotAllowed):
        actions.undo_match(match=MassMatch.objects.get(pk=match.pk), by=staff, why=WHY)
    with acting("case_worker", HEALTH) as staff:
        actions.screen_abroad(entry=now_of(entry), signs=Signs.NO, on=today(), version=2, by=staff)
        assert actions.undo_match(match=match, by=staff, why=WHY) is False
        assert now_of(entry).state == AbroadState.SCREENED


@pytest.mark.django_db
def test_a_body_that_does_not_reach_the_line_cannot_have_the_database_move_an_entry():
    line, _entry, match = a_match()
    received_at_the_gate(line)
    with acting("receiver", COMMUNE), connection.cursor() as cursor:
        cursor.execute("select vt.mass_came_back(%s, %s)", [match.pk, uuid.uuid4()])
        assert cursor.fetchone() == (None,)


def test_two_officers_at_once_make_one_return(committed_db):
    line, entry, match = a_match()

    def take():
        with acting("receiver", BORDER) as staff:
            return receive(line, staff).code

    def say_again():
        with acting("case_worker", HEALTH) as staff:
            return str(actions.judge_match(line=fresh(line, staff), entry=now_of(entry), same=True, by=staff).pk)

    found = at_once(take, take, say_again, say_again)
    assert {str(one) for one in found[2:]} == {str(match.pk)}, found
    with acting("case_worker", HEALTH):
        assert AbroadStep.objects.filter(entry=entry, kind="moved").count() == 1

    def back():
        with acting("case_worker", HEALTH) as staff:
            return actions.undo_match(match=match, by=staff, why=WHY)

    found = at_once(back, back)
    assert sorted(type(one).__name__ for one in found) == ["Stale", "bool"], found
    with acting("case_worker", HEALTH):
        assert [step.state for step in AbroadStep.objects.filter(entry=entry, kind="moved").order_by("number")] == [
            "returned",
            "abroad",
        ]


@pytest.mark.django_db
def test_the_page_asks_why_before_it_takes_a_return_back(client):
    line, _entry, match = a_match()
    received_at_the_gate(line)
    sign_in(client, "case_worker", HEALTH)
    with acting("case_worker", HEALTH) as staff:
        code = fresh(line, staff).event.code
    address = f"/cases/mass/{code}/match/{match.pk}/undo/"
    assert address in client.get(f"/cases/mass/{code}/match/").content.decode()
    assert client.post(address, {"why": ""}).status_code == 422
    assert client.post(address, {"why": WHY}, follow=True).status_code == 200
    assert client.get(address).status_code == 404
