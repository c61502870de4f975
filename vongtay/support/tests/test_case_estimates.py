"""What one person is expected to cost: by norms in force, beside what was paid, summed for the province under a mandate."""

import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting, sign_in
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import CaseEstimate, Norm
from vongtay.support.tests.test_ledger import book, money, norms

pytestmark = pytest.mark.django_db
YEAR = today().year


def estimate(case, by, **changes):
    values = {
        "key": uuid.uuid4(),
        "case": case,
        "year": YEAR,
        "regime": "travel",
        "unit": "day",
        "quantity": 3,
        "by": by,
    }
    return actions.estimate_case(**(values | changes))


def lines_of(case):
    paid = [row.entry for row in queries.ledger_of(case, Vault.of(case.person_id))]
    return [
        (line.year, line.regime, line.expected_dong, line.paid_dong, line.left_dong)
        for line in queries.estimated_for(case, paid)
    ]


def test_an_estimate_stands_beside_what_was_paid_and_the_newest_holds():
    norms(("travel", "day", 100_000), ("medical", "once", 300_000))
    with acting("case_worker") as staff:
        case = a_case(staff)
        key = uuid.uuid4()
        first = estimate(case, staff, key=key)
        assert estimate(case, staff, key=key) == first
        assert first.amount_dong == 300_000
        book(case, money(), staff)
        assert lines_of(case) == [(YEAR, "travel", 300_000, 100_000, 200_000)]
        estimate(case, staff, quantity=1)
        estimate(case, staff, regime="medical", unit="once", quantity=1, year=YEAR + 1)
        assert lines_of(case) == [(YEAR + 1, "medical", 300_000, 0, 300_000), (YEAR, "travel", 100_000, 100_000, 0)]
        estimate(case, staff, quantity=0)
        assert [line[1] for line in lines_of(case)] == ["medical"]
        assert CaseEstimate.objects.count() == 4  # nothing is ever edited
        with pytest.raises(Refused, match="rút lại"):
            estimate(case, staff, quantity=0)
    with acting("auditor"):
        written = Entry.objects.filter(act="support.estimate_case", subject_id=case.subject_id).first()
    assert written.details == {"year": YEAR, "regime": "travel"}


def test_nothing_is_guessed_and_nobody_else_estimates():
    with acting("case_worker") as staff:
        case = a_case(staff)
        with pytest.raises(Refused, match="Chưa có định mức"):
            estimate(case, staff)
        with pytest.raises(Refused, match="quyết định"):
            estimate(case, staff, regime="psychological")
        with pytest.raises(Refused):
            estimate(case, staff, regime="gold")
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        for wrong in ({"quantity": -1}, {"year": 1999}):
            with pytest.raises(Refused):
                estimate(case, staff, **wrong)
        estimate(case, staff)
        with pytest.raises(IntegrityError, match="case_estimate_not_negative"), transaction.atomic():
            CaseEstimate.objects.create(
                subject_id=case.subject_id, case=case, entered_by_id=staff.post_id, world=case.world, province_id=staff.province_id,
                year=YEAR, regime="travel", unit="day", norm=Norm.objects.get(), quantity=-1, amount_dong=1,
            )  # fmt: skip
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            CaseEstimate.objects.update(quantity=9)
    for role, body in (("verifier", None), ("case_worker", OTHER_HEALTH)):
        with acting(role, body) if body else acting(role) as staff, pytest.raises(NotAllowed):
            estimate(case, staff)


def test_the_province_sums_its_people_under_a_mandate_and_names_no_case():
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        first, second = a_case(staff), a_case(staff)
        estimate(first, staff)
        estimate(first, staff, quantity=2)
        estimate(second, staff, quantity=1)
        province = staff.province_id
        with pytest.raises(Exception, match="no mandate"), transaction.atomic():
            queries.foreseen_in(area_id=province, year=YEAR)
    with acting("reporter"):
        assert queries.foreseen_in(area_id=province, year=YEAR) == {"travel": queries.Foreseen(2, 300_000)}
        assert queries.foreseen_in(area_id=province, year=YEAR + 1) == {}
        assert not CaseEstimate.objects.exists()


def test_an_estimate_is_entered_on_the_page_and_seen_in_the_ledger_and_the_budget(
    client, django_assert_max_num_queries
):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    ledger, new = f"/support/{case.code}/ledger/", f"/support/{case.code}/ledger/estimate/"
    assert new in client.get(ledger).content.decode()
    assert "cán bộ pháp chế" in client.get(new).content.decode()
    norms(("travel", "day", 100_000))
    given = {"key": str(uuid.uuid4()), "year": str(YEAR), "what": "travel:day", "quantity": "4"}
    assert client.post(new, given | {"what": "loan:once"}).status_code == 422
    for _turn in range(2):
        assert client.post(new, given).status_code == 302
    page = client.get(ledger).content.decode()
    assert "400.000" in page
    with django_assert_max_num_queries(40):
        assert "travel:day" in client.get(new).content.decode()
    sign_in(client, "reporter")
    assert "400.000" in client.get(f"/support/money/?year={YEAR}").content.decode()
    sign_in(client, "verifier")
    assert new not in client.get(ledger).content.decode()
    assert client.get(new).status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(new).status_code == 404
    sign_in(client, "receiver", COMMUNE)
    assert client.get(new).status_code == 404
