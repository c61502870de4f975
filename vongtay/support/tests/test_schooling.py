"""Schooling after the return goes by school years: the first one and the next, as the law of the day says."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import transaction

from tests.cast import HEALTH, OTHER_HEALTH, acting, body, sign_in
from vongtay.cases.states import State
from vongtay.common.access import Refused
from vongtay.common.days import today
from vongtay.law.entitlements import read_entitlements, shipped_entitlements
from vongtay.people import actions as people
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import LedgerEntry
from vongtay.support.rules import why_not_school_year
from vongtay.support.tests.test_ledger import book, decided, in_kind, in_verification

pytestmark = pytest.mark.django_db


def schooling(**changes):
    return in_kind(regime="schooling", quantity=1, unit_words="bộ sách", **changes)


@pytest.mark.parametrize(
    ("year", "before", "most", "refused"),
    [
        (None, [2020], 2, False),
        (2026, [], 2, False),
        (2026, [2026], 2, False),
        (2026, [2025], 2, False),
        (2025, [2026], 2, False),
        (2026, [2024, 2025], 2, True),
        (2026, [2024], 2, True),
        (2026, [2025], 1, True),
        (2026, [2020], None, False),
        (2024, [], 2, True),
    ],
)
def test_the_first_school_year_and_the_next(year, before, most, refused):
    assert bool(why_not_school_year(year=year, before=before, most=most, given_on=date(2026, 9, 5))) is refused


def test_what_the_law_says_of_school_years_is_data_and_stands_at_schooling_alone():
    shipped = shipped_entitlements()
    found = {key: cell.school_years for key, cell in shipped.items() if cell.school_years}
    assert found == {
        ("L66", "citizen", "schooling"): 1,
        ("L53", "citizen", "schooling"): 2,
        ("L53", "accompanying", "schooling"): 2,
    }
    wrong = '[[cell]]\nlaw = "L53"\nbeneficiary = "citizen"\nregimes = ["loan"]\nanswer = "yes"\narticle = "x"\nconfidence = "A"\nschool_years = 2\n'
    with pytest.raises(ValueError, match="năm học"):
        read_entitlements(wrong)


def test_a_third_school_year_is_refused_and_one_taken_back_counts_no_more():
    case = in_verification(3)
    with acting("case_worker") as staff:
        case.age_years, case.age_precision = 12, "estimated"
        case.save()
    case = decided(case, State.IDENTIFIED)
    this = today().year
    with acting("case_worker") as staff:
        first = book(case, schooling(school_year=this - 1), staff)
        book(case, schooling(school_year=this), staff)
        with pytest.raises(Refused, match="năm học"):
            book(case, schooling(school_year=this - 2), staff)
        with pytest.raises(Refused, match="học văn hóa"):
            book(case, in_kind(regime="travel", school_year=this), staff)
        book(case, schooling(), staff)  # during a stay: no school year is counted
        assert sorted(queries.school_years_of(case)) == [this - 1, this]
        counter = actions.take_back(key=uuid.uuid4(), entry=first, reason="Ghi nhầm năm học", by=staff)
        assert counter.school_year == this - 1
        assert queries.school_years_of(case) == [this]
        rows = queries.ledger_of(case, Vault.of(case.person_id))
        assert {row.entry.school_year_words for row in rows} == {"", f"{this}–{this + 1}", f"{this - 1}–{this}"}


def test_school_years_of_an_earlier_file_of_the_same_person_are_compared():
    this = today().year
    earlier = in_verification(400)
    with acting("case_worker") as staff:
        actions.rule_on(
            key=uuid.uuid4(), case=earlier, regime="schooling", answer="yes", reason="Xin học tiếp", by=staff
        )
        book(earlier, schooling(school_year=this - 2, given_on=today() - timedelta(days=365)), staff)
    later = in_verification(3)
    with acting("case_worker") as staff:
        later.age_years, later.age_precision = 12, "estimated"
        later.save()
    later = decided(later, State.IDENTIFIED)
    with acting("case_worker") as staff:
        before = book(later, schooling(school_year=this), staff)  # nobody has found yet that they are one
        people.link_people(one=earlier.person, other=later.person, same=True, by=staff)
        with pytest.raises(Refused) as told:
            book(later, schooling(school_year=this), staff)
        assert str(body(HEALTH).short_name) in str(told.value)
        assert f"{this - 2}–{this - 1}" in str(told.value)
        assert earlier.code not in str(told.value)
        apart = book(later, schooling(school_year=this, apart_reason="Trở về lần thứ hai"), staff)
        rows = queries.ledger_of(later, Vault.of(later.person_id))
        assert {row.entry: row.words for row in rows} == {before: {}, apart: {"apart_reason": "Trở về lần thứ hai"}}
        book(later, schooling(), staff)  # during a stay
    with acting("case_worker", OTHER_HEALTH), pytest.raises(Exception, match="no grant"), transaction.atomic():
        queries.school_years_elsewhere(later)


def test_the_form_asks_for_the_school_year_at_schooling_alone(client):
    case = in_verification(3)
    with acting("case_worker"):
        case.age_years, case.age_precision = 12, "estimated"
        case.save()
    decided(case, State.IDENTIFIED)
    sign_in(client, "case_worker")
    address = f"/support/{case.code}/ledger/schooling/new/"
    assert 'name="school_year"' in client.get(address).content.decode()
    assert 'name="school_year"' not in client.get(f"/support/{case.code}/ledger/travel/new/").content.decode()
    given = {
        "key": str(uuid.uuid4()), "how": "in_kind", "quantity": "1", "unit_words": "bộ sách", "given_on": today().strftime("%d/%m/%Y"),
    }  # fmt: skip
    assert client.post(address, given).status_code == 422
    assert client.post(address, given | {"school_year": "1999"}).status_code == 422
    assert client.post(address, given | {"school_year": str(today().year)}).status_code == 302
    with acting("case_worker"):
        assert LedgerEntry.objects.get().school_year == today().year
    assert f"{today().year}–{today().year + 1}" in client.get(f"/support/{case.code}/ledger/").content.decode()
