"""The list of residents abroad: its way from the first word to a case, its walls, its history."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from tests.cast import BORDER, BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, arrival, body
from vongtay.agencies.models import Place
from vongtay.cases import actions, queries
from vongtay.cases.models import Abroad, AbroadStep, Case
from vongtay.cases.states import AbroadState, Signs
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, WrongState
from vongtay.common.days import today
from vongtay.common.periods import custom
from vongtay.people.vault import Facts, Vault

pytestmark = pytest.mark.django_db
DONG_DANG = 2306184


def told(**changes: Any) -> actions.Report:
    values: dict[str, Any] = {
        "place": Place.objects.get(pk=DONG_DANG), "known_through": "family", "known_on": today() - timedelta(days=20), "sex": "female",
        "country": "CN", "since": "2025-03", "circumstances": ["poor", "no_steady_work"],
    }  # fmt: skip
    return actions.Report(**(values | changes))


def an_entry(by: Staff, *, facts: Facts | None = None, key: uuid.UUID | None = None, **changes: Any) -> Abroad:
    return actions.report_abroad(
        key=key or uuid.uuid4(),
        report=told(**changes),
        facts=facts or Facts(name="Vi Thị Giả Định"),
        by=by,
        note="Mẹ kể",
    )


def returned(by: Staff, entry: Abroad, days: int = 5) -> Abroad:
    return actions.move_abroad(
        entry=entry,
        to=AbroadState.RETURNED,
        on=today() - timedelta(days=days),
        known_through="family",
        version=entry.version,
        by=by,
    )


def screened(by: Staff, signs: Signs = Signs.YES) -> Abroad:
    entry = returned(by, an_entry(by))
    return actions.screen_abroad(entry=entry, signs=signs, on=today(), version=entry.version, by=by)


def totals(period: Any = None, **more: Any) -> dict[str, int]:
    period = period or custom(today() - timedelta(days=40), today())
    with acting("reporter"):
        return queries.stage_totals(queries.count_abroad(area_id=2100020, periods=[period], **more))


def test_an_entry_is_kept_by_the_commune_and_reached_by_the_department():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        assert entry.code.startswith("NN-LSD-")
        assert {entry.state, entry.lead_id} == {"abroad", staff.body_id}
        step = entry.steps.get()
        assert Vault.of(entry.person_id).open("cases_abroadstep", "note_ct", step.pk, step.note_ct) == "Mẹ kể"
    with acting("case_worker") as staff:
        assert queries.abroad_entry(staff, entry.code) == entry
        assert entry.person.identity.name_ct
    for role, elsewhere in (("case_worker", OTHER_HEALTH), ("receiver", BORDER)):
        with acting(role, elsewhere) as staff:
            assert not queries.abroad_of(staff).exists()
            assert not AbroadStep.objects.exists()


def test_what_was_sent_twice_is_entered_once():
    key = uuid.uuid4()
    with acting("receiver", COMMUNE) as staff:
        assert an_entry(staff, key=key) == an_entry(staff, key=key)
        assert Abroad.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "where"), [("receiver", BORDER), ("verifier", HEALTH), ("clerk", HEALTH), ("reporter", HEALTH)]
)
def test_only_communes_and_the_department_keep_lists(role, where):
    with acting(role, where) as staff, pytest.raises(NotAllowed):
        an_entry(staff)


@pytest.mark.parametrize("wrong", [
    {"known_on": date(2100, 1, 1)}, {"returned_on": date(2100, 1, 1)}, {"since": "2100"}, {"since": "khi nào"},
    {"since": "2026-05", "returned_on": date(2025, 1, 1)},
])  # fmt: skip
def test_days_that_can_not_be_are_refused_and_nothing_is_left(wrong):
    with acting("receiver", COMMUNE) as staff:
        with pytest.raises(Refused):
            an_entry(staff, **wrong)
        assert not Abroad.objects.exists()


def test_a_commune_enters_its_own_residents_only():
    with acting("receiver", COMMUNE) as staff, pytest.raises(Refused):
        an_entry(staff, place=Place.objects.get(pk=2306172))


def test_the_police_read_an_entry_when_it_is_shared_with_them_and_not_before():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        with pytest.raises(Refused):
            actions.share_abroad(entry=entry, body=body(BORDER), by=staff, ground=BY_LAW)
        actions.share_abroad(entry=entry, body=body(POLICE), by=staff, ground=BY_LAW)
        entry.refresh_from_db()
        assert body(POLICE).pk in entry.bodies
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        actions.share_abroad(entry=entry, body=body(POLICE), by=staff, ground=BY_LAW)


def test_the_way_goes_from_abroad_to_a_case_and_no_step_can_be_left_out():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        with pytest.raises(WrongState):
            actions.screen_abroad(entry=entry, signs=Signs.YES, on=today(), version=entry.version, by=staff)
        entry = returned(staff, entry)
        with pytest.raises(Refused):
            actions.screen_abroad(
                entry=entry, signs=Signs.YES, on=today() - timedelta(days=9), version=entry.version, by=staff
            )
        entry = actions.screen_abroad(entry=entry, signs=Signs.UNCLEAR, on=today(), version=entry.version, by=staff)
        with pytest.raises(WrongState):
            actions.link_abroad_case(entry=entry, case=a_case(staff), version=entry.version, by=staff)
        entry = actions.screen_abroad(entry=entry, signs=Signs.YES, on=today(), version=entry.version, by=staff)
        key = uuid.uuid4()
        case = actions.receive_returned(
            entry=entry,
            key=key,
            arrival=arrival(route="R6"),
            facts=Facts(name="Vi Thị Giả Định"),
            by=staff,
            ground=BY_LAW,
        )
        assert (
            actions.receive_returned(
                entry=entry, key=key, arrival=arrival(route="R6"), facts=Facts(), by=staff, ground=BY_LAW
            )
            == case
        )
        entry = queries.abroad_entry(staff, entry.code)
        assert (entry.state, entry.case_id) == ("in_identification", case.pk)
        assert queries.stage_of(entry) == str(AbroadState.IN_IDENTIFICATION.label)
        assert Case.objects.count() == 2


def test_a_stale_page_and_a_second_entry_of_one_person():
    with acting("receiver", COMMUNE) as staff:
        entry, twice = an_entry(staff), an_entry(staff)
        actions.correct_abroad(entry=entry, changes={"country": "KH"}, version=1, by=staff)
        with pytest.raises(Stale):
            returned(staff, entry)
        with pytest.raises(Refused):
            actions.move_abroad(
                entry=twice, to=AbroadState.DUPLICATE, on=today(), known_through="family", version=1, by=staff
            )
        twice = actions.move_abroad(
            entry=twice,
            to=AbroadState.DUPLICATE,
            on=today(),
            known_through="family",
            version=1,
            same_as=entry,
            by=staff,
        )
        assert twice.same_as == entry
        assert Abroad.objects.count() == 2
    assert totals() == {"abroad": 1}


def test_help_is_offered_also_to_whom_no_signs_were_found():
    with acting("receiver", COMMUNE) as staff:
        entry = screened(staff, Signs.NO)
        actions.offer_abroad(entry=entry, kind="work", taken="yes", on=today(), by=staff)
        assert entry.steps.filter(kind="offered", result="work", taken="yes").count() == 1
        with pytest.raises(Refused):
            actions.offer_abroad(entry=entry, kind="work", taken="yes", on=today() + timedelta(days=2), by=staff)
    with acting("verifier") as staff, pytest.raises(NotAllowed):
        actions.offer_abroad(entry=entry, kind="work", taken="yes", on=today(), by=staff)


def test_history_is_never_edited_by_the_web_role():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        with pytest.raises(ProgrammingError), transaction.atomic():
            AbroadStep.objects.filter(entry=entry).update(happened_on=today())
