"""Businesses, inspections, what they counted and found, and what came of it."""

import uuid
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, acting, arrival, body
from vongtay.cases.models import Case, Step
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.indicators.models import Figure
from vongtay.people.vault import Facts
from vongtay.programme import actions, queries
from vongtay.programme.checklists import editions, question_of
from vongtay.programme.models import Business, Finding, Inspection, InspectionCount, Penalty, Screening, Visit
from vongtay.programme.tests.inspected import (
    a_business,
    a_finding,
    a_visit,
    an_inspection,
    held,
    seen,
    told,
)
from vongtay.programme.told import read_quantity

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def standing(row_id):
    """The figures made from a row as they stand now."""
    rows = Figure.objects.filter(source_kind="inspection", source_id=row_id, replaced_by=None, withdrawn=False)
    return {row.indicator_id: (int(row.value), row.bound, row.nil) for row in rows}


def test_one_business_is_one_row_whatever_its_name_is_written_like():
    with acting("receiver", COMMUNE) as staff:
        key = uuid.uuid4()
        first = a_business(staff, key=key)
        assert a_business(staff, key=key).pk == first.pk
        with pytest.raises(Refused):  # the same number under another name
            a_business(staff, name="Karaoke Mới", number="4900 000001")
        with pytest.raises(Refused, match="Karaoke Mẫu Đỏ"):  # the same name and place without a number
            a_business(staff, name="KARAOKE  Mẫu-đỏ", number="", number_kind="")
        bare = a_business(staff, name="Cty TNHH Ví Dụ", number="", number_kind="")
        with pytest.raises(Refused):
            a_business(staff, name="Công ty TNHH Ví Dụ", number="77", number_kind="licence")
    with acting("case_worker") as staff:  # the register is the province's
        about = actions.About("labour_export", "Công ty TNHH Ví Dụ", bare.area, bare.listed_on, "licence", "77/GP")
        changed = actions.change_business(business=bare, about=about, version=1, by=staff)
        assert (changed.normal_name, changed.normal_number, changed.version) == ("cong ty tnhh vi du", "77GP", 2)
        with pytest.raises(Stale):
            actions.change_business(business=bare, about=about, version=1, by=staff)
        for wrong in ({"number_kind": ""}, {"listed_on": today() + DAY}, {"name": " - "}):
            with pytest.raises(Refused):
                a_business(staff, **({"number": "9"} | wrong))
        with pytest.raises(Refused):
            actions.strike_business(business=changed, left_on=today(), reason=" ", version=2, by=staff)
        actions.strike_business(business=changed, left_on=today(), reason="Đã đóng cửa", version=2, by=staff)
        names = [row.name for row in queries.BusinessFilter(words="mau do").apply(queries.businesses_of(staff))]
        assert names == ["Karaoke Mẫu Đỏ"]
        assert queries.BusinessFilter(words="4900 000").apply(queries.businesses_of(staff)).count() == 1
        assert queries.BusinessFilter(left=True).apply(queries.businesses_of(staff)).get().pk == bare.pk
    with acting("case_worker", OTHER_HEALTH):
        assert Business.objects.count() == 0
    for role in ("verifier", "administrator", "clerk"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            a_business(staff, number="10")


def test_what_an_inspection_counts_becomes_figures_with_their_bounds():
    with acting("receiver", COMMUNE) as staff:
        key = uuid.uuid4()
        for _twice in range(2):
            row = an_inspection(staff, key=key, counts=told(sites="18-24", violations="0"))
        assert standing(row.pk) == {
            "insp.team": (1, "exact", False), "insp.site": (18, "exact", False), "insp.violation": (0, "exact", True),
        }  # fmt: skip
        site = Figure.objects.get(source_id=row.pk, indicator_id="insp.site")
        assert (int(site.value_high), site.unit, site.area_id, site.body_id) == (
            24,
            "cơ sở",
            row.area_id,
            staff.body_id,
        )
        for wrong in ({"held_on": today() + DAY}, {"topic": " "}, {"held_to": today() - DAY}, {"led_by": body(BORDER)}):
            with pytest.raises(Refused):
                an_inspection(staff, **wrong)
        by_paper = an_inspection(staff, led_by=body(BORDER), source_sign="12/BB", source_on=today(), counts=[])
        assert standing(by_paper.pk) == {}
    with acting("clerk") as staff, pytest.raises(NotAllowed):
        an_inspection(staff)


def test_a_correction_corrects_the_figures_and_a_quantity_no_longer_told_is_taken_back():
    with acting("reporter") as staff:
        row = an_inspection(staff)
        newer = held(held_on=today() - DAY)
        actions.correct_inspection(inspection=row, held=newer, counts=told("dưới 20", ""), version=1, by=staff)
        assert standing(row.pk) == {"insp.team": (1, "exact", False), "insp.site": (20, "at_most", False)}
        assert set(
            Figure.objects.filter(source_id=row.pk, replaced_by=None).values_list("happened_from", flat=True)
        ) >= {today() - DAY}
        assert InspectionCount.objects.filter(inspection=row, is_told=True).count() == 2
        before = Figure.objects.count()
        row = actions.correct_inspection(inspection=row, held=newer, counts=told("dưới 20", ""), version=2, by=staff)
        assert Figure.objects.count() == before  # nothing changed: no claim is added
        row = actions.correct_inspection(inspection=row, held=newer, counts=told("20", "5"), version=3, by=staff)
        assert standing(row.pk)["insp.violation"] == (5, "exact", False)
        with pytest.raises(Stale):
            actions.correct_inspection(inspection=row, held=newer, counts=[], version=1, by=staff)
        with pytest.raises(Refused):
            actions.withdraw_inspection(inspection=row, reason="", version=4, by=staff)
        actions.withdraw_inspection(inspection=row, reason="Ghi hai lần", version=4, by=staff)
        assert standing(row.pk) == {}
        with pytest.raises(WrongState):
            actions.correct_inspection(inspection=row, held=newer, counts=[], version=5, by=staff)
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        actions.withdraw_inspection(inspection=row, reason="x", version=5, by=staff)


def test_what_is_not_in_order_becomes_a_finding_and_of_a_person_no_word_is_kept():
    with acting("case_worker") as staff:
        row, business = an_inspection(staff), a_business(staff)
        words = {"se-notice": "Không có niêm yết ở quầy", "se-person": "Chị A kể rằng"}
        visit = a_visit(
            staff, row, business, "se-notice", "se-minors", "se-person", words=words, mend_by=today() + 7 * DAY
        )
        found = {one.question: one for one in Finding.objects.filter(visit=visit)}
        assert found["se-notice"].words == "Không có niêm yết ở quầy"
        assert found["se-minors"].words == question_of("sensitive.1", "se-minors").vi
        assert queries.words_of(found["se-minors"]).startswith("Không đạt: ")
        person = found["se-person"]
        assert (person.concerns_person, person.words, person.mend_by) == (True, "", None)
        with pytest.raises(Refused):  # the same place twice
            a_visit(staff, row, business)
        other = a_business(staff, name="Massage Mẫu", number="5")
        for wrong in (
            {"answers": {"se-notice": "met"}},
            {"edition": "no.1"},
            {"visited_on": today() - DAY},
            {"mend_by": today() - DAY},
        ):
            with pytest.raises(Refused):
                actions.enter_visit(key=uuid.uuid4(), inspection=row, place=other, seen=seen(**wrong), by=staff)
        with pytest.raises(Refused):  # the database keeps it, too
            actions.add_finding(key=uuid.uuid4(), visit=visit, words="Chị B", concerns_person=True, by=staff)
        more = actions.add_finding(key=uuid.uuid4(), visit=visit, words="", concerns_person=True, by=staff)
        assert more.concerns_person
        shown = queries.visits_of(row)
        assert [(len(one.findings), one.met) for one in shown] == [(4, 4)]
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        actions.add_finding(key=uuid.uuid4(), visit=visit, words="x", by=staff)


def test_a_finding_opens_a_case_in_one_act_and_keeps_its_key_for_those_who_reach_it():
    with acting("case_worker") as staff:
        finding = a_finding(staff, "se-person")
        facts = Facts(name="Lò Thị Ví Dụ")
        case = actions.open_screening(
            finding=finding,
            key=uuid.uuid4(),
            arrival=arrival(route="R2"),
            facts=facts,
            note="Không được ra ngoài",
            by=staff,
        )
        again = actions.open_screening(finding=finding, key=uuid.uuid4(), arrival=arrival(), facts=Facts(), by=staff)
        assert (again.pk, Case.objects.count()) == (case.pk, 1)
        assert queries.screened_case(staff, finding) == case
        assert Step.objects.filter(case=case, kind="note").count() == 1
        finding.refresh_from_db()
        assert (finding.screened_on, finding.screened_by_id, finding.words) == (today(), staff.body_id, "")
    with acting("reporter") as staff:  # of the same body, but reaches no case
        assert queries.findings_of(staff).get().screened_on == today()
        assert Screening.objects.count() == 0
        assert queries.screened_case(staff, finding) is None
        with pytest.raises(NotAllowed):
            actions.open_screening(finding=finding, key=uuid.uuid4(), arrival=arrival(), facts=facts, by=staff)
    with acting("receiver", COMMUNE):
        assert Finding.objects.count() == 1
        assert Screening.objects.count() == 0


def test_a_refused_reception_leaves_the_finding_unscreened():
    with acting("case_worker") as staff:
        finding = a_finding(staff, "se-person")
        with pytest.raises(Refused):
            actions.open_screening(
                finding=finding, key=uuid.uuid4(), arrival=arrival(route="R3"), facts=Facts(), by=staff
            )
        assert (Case.objects.count(), Screening.objects.count()) == (0, 0)
        finding.refresh_from_db()
        assert finding.screened_on is None
        mended = actions.add_finding(key=uuid.uuid4(), visit=finding.visit, words="Thiếu đèn", by=staff)
        with pytest.raises(WrongState):
            actions.open_screening(finding=mended, key=uuid.uuid4(), arrival=arrival(), facts=Facts(), by=staff)


def test_a_body_of_the_team_screens_and_leads_and_the_others_learn_only_that_it_was_done():
    with acting("case_worker") as staff:
        founded = actions.Founded("t178", "Đội kiểm tra liên ngành 178 (mẫu)", today() - 30 * DAY, "1/QĐ-UBND")
        team = actions.found_inspection_team(key=uuid.uuid4(), founded=founded, bodies=[body(BORDER)], by=staff)
        finding = a_finding(staff, "se-person", team=team)
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):  # not in the team
        actions.open_screening(finding=finding, key=uuid.uuid4(), arrival=arrival(), facts=Facts(), by=staff)
    with acting("receiver", BORDER) as staff:
        case = actions.open_screening(
            finding=finding, key=uuid.uuid4(), arrival=arrival(route="R2"), facts=Facts(), by=staff
        )
        assert case.lead_id == staff.body_id
    with acting("case_worker") as staff:
        with pytest.raises(WrongState, match="Hữu Nghị"):
            actions.open_screening(finding=finding, key=uuid.uuid4(), arrival=arrival(), facts=Facts(), by=staff)
        assert queries.screened_case(staff, finding) is None


def fine(**changes):
    given = {
        "kind": "fine",
        "decided_by": "UBND xã Mẫu",
        "decision_sign": "7/QĐ-XPHC",
        "decided_on": today(),
        "amount_dong": 15_000_000,
    }
    return actions.Decided(**(given | changes))


def test_a_penalty_says_what_its_decision_says_and_a_fine_is_a_figure():
    with acting("case_worker") as staff:
        finding = a_finding(staff)
        key = uuid.uuid4()
        for _twice in range(2):
            row = actions.enter_penalty(key=key, finding=finding, decided=fine(), by=staff)
        assert standing(row.pk) == {"budget.amount": (15_000_000, "exact", False)}
        wrongs = (
            {"amount_dong": None},
            {"amount_dong": 0},
            {"kind": "warning"},
            {"decision_sign": " "},
            {"decided_on": today() + DAY},
            {"decided_on": today() - DAY},
            {},
        )
        for wrong in wrongs:
            with pytest.raises(Refused):
                actions.enter_penalty(key=uuid.uuid4(), finding=finding, decided=fine(**wrong), by=staff)
        inspection = finding.visit.inspection
        assert queries.fines_of(inspection) == 15_000_000
        with pytest.raises(Refused, match="quyết định"):
            actions.withdraw_inspection(inspection=inspection, reason="Sai", version=1, by=staff)
        actions.withdraw_penalty(penalty=row, reason="Ghi nhầm", version=1, by=staff)
        assert standing(row.pk) == {}
        with pytest.raises(WrongState):
            actions.withdraw_penalty(penalty=row, reason="x", version=2, by=staff)
        other = a_finding(staff, business=a_business(staff, number="8"))
        actions.withdraw_inspection(inspection=other.visit.inspection, reason="Sai", version=1, by=staff)
        other = Finding.objects.get(pk=other.pk)
        with pytest.raises(WrongState):
            actions.enter_penalty(key=uuid.uuid4(), finding=other, decided=fine(decision_sign="8"), by=staff)
        actions.enter_penalty(
            key=uuid.uuid4(), finding=finding, decided=fine(kind="warning", amount_dong=None), by=staff
        )
        with pytest.raises(ProgrammingError), transaction.atomic():
            Penalty.objects.update(amount_dong=1)


def test_a_re_check_closes_a_finding_and_a_later_one_opens_it_again():
    with acting("case_worker") as staff:
        finding = a_finding(staff)

        def look(is_mended, version, words="", on=None):
            return actions.enter_recheck(
                key=uuid.uuid4(),
                finding=finding,
                checked_on=on or today(),
                is_mended=is_mended,
                words=words,
                version=version,
                by=staff,
            )

        look(True, 1)
        finding.refresh_from_db()
        assert (finding.state, finding.version) == ("mended", 2)
        for wrong in ((False, 2), (True, 2, "", today() - DAY), (True, 2, "", today() + DAY)):
            with pytest.raises(Refused):
                look(*wrong)
        with pytest.raises(Stale):
            look(False, 1, "Lại gỡ niêm yết")
        look(False, 2, "Lại gỡ niêm yết")
        finding.refresh_from_db()
        assert finding.state == "open"
        with pytest.raises(ProgrammingError), transaction.atomic():  # what was seen is never rewritten
            Finding.objects.update(words="khác")
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        actions.enter_recheck(
            key=uuid.uuid4(), finding=finding, checked_on=today(), is_mended=True, words="", version=3, by=staff
        )


def test_a_plan_counts_the_places_of_inspections_that_carry_it_out():
    with acting("head") as staff:
        planned = actions.Planned(today().year, "business", held().area, 2, "sensitive", None, None, "5/KH")
        line = actions.plan_inspection(key=uuid.uuid4(), planned=planned, by=staff)
        row = an_inspection(staff, planned=line)
        a_visit(staff, row, a_business(staff))
        found = queries.plan_of(staff, today().year).get()
        assert (found.visited, found.held) == (1, 1)
        actions.withdraw_inspection(inspection=row, reason="Sai", version=1, by=staff)
        assert queries.plan_of(staff, today().year).get().visited == 0
        with pytest.raises(Refused):
            actions.drop_plan(line=line, reason=" ", version=1, by=staff)
        assert actions.drop_plan(line=line, reason="Dồn sang năm sau", version=1, by=staff).dropped_reason
        outside = actions.Planned(today().year, "business", held().area, 2, due_on=today() + 400 * DAY)
        with pytest.raises(Refused):
            actions.plan_inspection(key=uuid.uuid4(), planned=outside, by=staff)
    with acting("head", HEALTH):
        assert Inspection.objects.count() == 1
    with acting("case_worker", OTHER_HEALTH):
        assert (Inspection.objects.count(), Visit.objects.count(), Finding.objects.count()) == (0, 0, 0)


def test_no_code_of_a_question_stands_twice_and_each_list_of_businesses_asks_about_people():
    codes = [question.code for edition in editions().values() for question in edition.questions]
    assert len(codes) == len(set(codes))
    assert all(
        any(one.person for one in edition.questions) for edition in editions().values() if edition.kind != "body"
    )


@pytest.mark.parametrize("text", ["", "trên", "12-", "24-18", "1-2-3", "-5", "mười", "1,5"])
def test_what_is_no_quantity_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"\w+"):
        read_quantity(text)
