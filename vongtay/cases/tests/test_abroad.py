"""The list of residents abroad: its way, its walls, its reviews, its numbers, and who it finds for a foreign list."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import BORDER, BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, arrival, body
from vongtay.agencies.models import Place
from vongtay.cases import actions, queries
from vongtay.cases.models import Abroad, AbroadImport, AbroadStep, Case, ReviewRound
from vongtay.cases.queries import Sought, match_candidates
from vongtay.cases.rules import funnel_sentence
from vongtay.cases.states import AbroadState, ReviewAnswer, Signs
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, WrongState
from vongtay.common.days import today
from vongtay.common.periods import Calendar, custom, month_of
from vongtay.people.vault import Facts, Vault

pytestmark = pytest.mark.django_db
DONG_DANG = 2306184
PASSPORT = "B" + "7654" + "321"


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


def test_a_review_is_done_when_every_entry_has_its_answer():
    month = today().replace(day=1)
    with acting("receiver", COMMUNE) as staff:
        first, second, place = an_entry(staff), an_entry(staff), Place.objects.get(pk=DONG_DANG)
        key = uuid.uuid4()
        answers = [actions.Answered(first, ReviewAnswer.STILL)]
        review = actions.review_abroad(key=key, place=place, month=month, answers=answers, by=staff)
        assert review.done_at is None
        with pytest.raises(Refused):
            actions.declare_nil(key=key, place=place, month=month, by=staff)
        with pytest.raises(Refused):
            actions.review_abroad(
                key=key, place=place, month=month, answers=[actions.Answered(second, ReviewAnswer.RETURNED)], by=staff
            )
        answers.append(actions.Answered(second, ReviewAnswer.RETURNED, today() - timedelta(days=2)))
        review = actions.review_abroad(key=uuid.uuid4(), place=place, month=month, answers=answers, by=staff)
        assert review.done_at is not None
        assert ReviewRound.objects.count() == 1
        assert first.steps.filter(kind="reviewed").count() == 1
        second.refresh_from_db()
        assert (second.state, second.returned_on) == ("returned", today() - timedelta(days=2))
    with acting("case_worker") as staff:
        rows = queries.reviews_of_month(staff, month)
        assert [row.place.pk for row in rows if row.is_done] == [DONG_DANG]
        assert len(rows) > 20
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not any(row.is_done for row in queries.reviews_of_month(staff, month))


def test_nil_is_an_act_of_its_own():
    month = today().replace(day=1)
    with acting("receiver", COMMUNE) as staff:
        place = Place.objects.get(pk=DONG_DANG)
        review = actions.declare_nil(key=uuid.uuid4(), place=place, month=month, by=staff)
        assert (review.nil, review.done_at is not None) == (True, True)
        with pytest.raises(Refused):
            actions.declare_nil(key=uuid.uuid4(), place=place, month=date(2100, 1, 1), by=staff)
        with pytest.raises(NotAllowed):
            actions.declare_nil(key=uuid.uuid4(), place=Place.objects.get(pk=2306172), month=month, by=staff)


def test_a_round_among_returned_workers_opens_entries_or_says_that_it_found_nobody():
    with acting("receiver", COMMUNE) as staff:
        outreach = actions.Outreach(Place.objects.get(pk=DONG_DANG), today(), "workers", 34)
        held = actions.hold_round(key=uuid.uuid4(), outreach=outreach, by=staff)
        assert actions.hold_round(key=held.pk, outreach=outreach, by=staff) == held
        held.refresh_from_db()
        with pytest.raises(Refused):
            actions.finish_round(held=held, nil=False, by=staff)
        entry = actions.report_abroad(
            key=uuid.uuid4(),
            report=told(known_through="round", returned_on=today()),
            facts=Facts(name="Hứa Thị Giả Định"),
            by=staff,
            found_in=held,
        )
        assert entry.state == "returned"
        with pytest.raises(Refused):
            actions.finish_round(held=held, nil=True, by=staff)
        assert actions.finish_round(held=held, nil=False, by=staff).done_at is not None
    with acting("case_worker") as staff, pytest.raises(Refused):
        actions.finish_round(held=held, nil=False, by=staff)


def test_an_import_is_made_once_and_undone_but_for_what_was_touched_since():
    with acting("receiver", COMMUNE) as staff:
        lines = [actions.Line(uuid.uuid4(), told(), Facts(name=f"Bế Thị Thử {word}")) for word in ("Một", "Hai", "Ba")]
        key, place = uuid.uuid4(), Place.objects.get(pk=DONG_DANG)
        batch = actions.import_abroad(key=key, place=place, lines=lines, by=staff)
        assert actions.import_abroad(key=key, place=place, lines=lines, by=staff) == batch
        assert Abroad.objects.count() == 3
        returned(staff, Abroad.objects.order_by("pk")[0])
    assert totals() == {"abroad": 2, "returned": 1}
    with acting("receiver", COMMUNE) as staff:
        assert actions.undo_import(batch=batch, by=staff) == 1
        assert Abroad.objects.filter(state="withdrawn").count() == 2
        with pytest.raises(Refused):
            actions.undo_import(batch=batch, by=staff)
    assert totals() == {"returned": 1}
    with acting("case_worker"):
        assert not AbroadImport.objects.exists()


def test_the_funnel_counts_by_mandate_and_reads_the_outcome_from_the_case():
    with acting("receiver", COMMUNE) as staff:
        an_entry(staff)
        case = a_case(staff)
        entry = screened(staff)
        actions.link_abroad_case(entry=entry, case=case, version=entry.version, by=staff)
    assert totals() == {"abroad": 1, "returned": 1, "screened": 1, "in_identification": 1}
    with acting("receiver", COMMUNE):
        Case.objects.filter(pk=case.pk).update(state="identified", decided_on=today())
    counts = totals()
    assert counts == {"abroad": 1, "returned": 1, "screened": 1, "in_identification": 1, "identified": 1}
    # On a day before the return both were abroad; before they were told of, nobody.
    assert totals(custom(today() - timedelta(days=40), today() - timedelta(days=10))) == {"abroad": 2}
    assert totals(custom(today() - timedelta(days=60), today() - timedelta(days=30))) == {}


def test_the_funnel_as_known_on_a_past_moment():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        case = a_case(staff)
        connection.cursor().execute("select pg_sleep(0.002)")
    before = timezone.now()
    with acting("receiver", COMMUNE) as staff:
        entry = returned(staff, entry)
        entry = actions.screen_abroad(entry=entry, signs=Signs.YES, on=today(), version=entry.version, by=staff)
        actions.link_abroad_case(entry=entry, case=case, version=entry.version, by=staff)
    assert totals(as_known_on=before) == {"abroad": 1}
    assert totals(as_known_on=timezone.now()) == totals() == {"returned": 1, "screened": 1, "in_identification": 1}


def test_many_periods_are_counted_in_one_question_and_months_end_on_the_fourteenth():
    with acting("receiver", COMMUNE) as staff:
        an_entry(staff, known_on=date(2026, 3, 14))
        an_entry(staff, known_on=date(2026, 3, 15))
    periods = [month_of(2026, month, Calendar.ADMINISTRATIVE) for month in (2, 3, 4)]
    with acting("reporter"):
        cells = queries.count_abroad(area_id=2100020, periods=periods)
    assert {(cell.nth, cell.place_id, cell.stage, cell.n) for cell in cells} == {
        (2, DONG_DANG, "abroad", 1),
        (3, DONG_DANG, "abroad", 2),
    }


@pytest.mark.parametrize(
    ("role", "where", "area"),
    [("case_worker", HEALTH, 2100020), ("reporter", OTHER_HEALTH, 2100020), ("reporter", HEALTH, 2100024)],
)
def test_nobody_counts_outside_a_mandate(role, where, area):
    with acting(role, where), pytest.raises(ProgrammingError), transaction.atomic():
        queries.count_abroad(area_id=area, periods=[custom(today(), today())])


def test_a_number_opens_the_entries_within_reach_and_says_how_many_lie_outside():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
    period = custom(today(), today())
    with acting("head") as staff:
        found = queries.abroad_behind(staff, area_id=2100020, period=period, stage="abroad")
        assert ([row.code for row in found.rows], found.outside) == ([entry.code], 0)
    with acting("reporter") as staff:
        found = queries.abroad_behind(staff, area_id=2100020, period=period, stage="abroad")
        assert (found.rows, found.total, found.outside) == ([], 1, 1)


def test_the_sentence_says_stock_flow_period_and_calendar():
    said = funnel_sentence(
        {"abroad": 150, "returned": 12, "in_identification": 7, "identified": 4},
        month_of(2026, 11, Calendar.ADMINISTRATIVE),
        until=date(2026, 11, 14),
    )
    assert said == (
        "Tính đến ngày 14/11/2026, 150 người còn ở nước ngoài; 12 người đã trở về, 7 người được đưa vào xác định, 4 người được xác định là nạn nhân "
        "(tháng 11/2026, từ ngày 15/10/2026 đến ngày 14/11/2026, kỳ báo cáo hành chính)."
    )
    assert funnel_sentence({}, month_of(2026, 11), until=date(2026, 11, 14)).startswith("Không phát sinh")


@pytest.mark.parametrize(("line", "said"), [
    (Sought("VI THI GIA DINH", 2001), ("trùng tên khi bỏ dấu", "trùng năm sinh")),
    (Sought("DINH GIA THI VI", 2001), ("trùng tên khi bỏ dấu; đảo thứ tự", "trùng năm sinh")),
    (Sought("VI THI GIA DIN", 2002), ("sai một chữ cái", "năm sinh lệch một năm")),
    (Sought("Vi Thị Giả Định", 1990), ("trùng cả họ tên", "khác năm sinh")),
    (Sought("LI MEI", None, PASSPORT), ("tên khác", "trùng số hộ chiếu")),
    (Sought("", None, PASSPORT), ("trùng số hộ chiếu",)),
])  # fmt: skip
def test_a_foreign_list_finds_its_people_and_says_why(line, said):
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff, facts=Facts(name="Vi Thị Giả Định", born="2001", id_number=PASSPORT), born_year=2001)
        an_entry(staff, facts=Facts(name="Chu Văn Khác Hẳn"), born_year=2001)
    with acting("case_worker") as staff:
        [candidates] = match_candidates(staff, [line])
        assert [(row.entry.code, row.reasons) for row in candidates] == [(entry.code, said)]


def test_the_likelier_candidate_stands_first_and_others_stay_out_of_sight():
    with acting("receiver", COMMUNE) as staff:
        older = an_entry(staff, facts=Facts(name="Lộc Thị Mẫu"), born_year=1980)
        right = an_entry(staff, facts=Facts(name="Lộc Thị Mẫu"), born_year=2003)
        twice = an_entry(staff, facts=Facts(name="Lộc Thị Mẫu"), born_year=2003)
        actions.move_abroad(
            entry=twice,
            to=AbroadState.DUPLICATE,
            on=today(),
            known_through="family",
            version=1,
            same_as=right,
            by=staff,
        )
        lines = [Sought("MAU LOC THI", 2003), Sought("KHONG CO AI"), Sought("", None, "??")]
        found = match_candidates(staff, lines)
        assert [[row.entry for row in rows] for rows in found] == [[right, older], [], []]
        assert "Lộc" not in repr(found[0][0])
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert match_candidates(staff, lines) == [[], [], []]


def test_eighty_lines_are_matched_with_few_statements(django_assert_max_num_queries):
    with acting("receiver", COMMUNE) as staff:
        an_entry(staff)
        with django_assert_max_num_queries(8):
            found = match_candidates(staff, [Sought("VI THI GIA DINH", 2000 + n % 5) for n in range(80)])
        assert len(found) == 80
        assert all(rows for rows in found)
