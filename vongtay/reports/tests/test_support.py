"""The year's ledger of a province adds up to the report's figures; each number opens its entries."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cast import OTHER_HEALTH, acting, sign_in
from vongtay.common.days import today
from vongtay.common.periods import Calendar, year_of
from vongtay.reports.compile import changes_since, frozen
from vongtay.reports.sheet import Draft, data_of, filling_of
from vongtay.reports.tests.world import LANG_SON, compiled, received
from vongtay.reports.wording import support_lines
from vongtay.support import actions
from vongtay.support.models import LedgerEntry
from vongtay.support.tests.test_ledger import book, in_kind, money, norms

pytestmark = pytest.mark.django_db
YEAR = year_of(2026, Calendar.STATISTICAL)


def a_year():
    """Six entries over the year for three people, one of them taken back, and one of the year before."""
    norms(("travel", "day", 100_000), ("travel", "trip", 300_000))
    cases = [received(day) for day in (date(2025, 12, 20), date(2026, 2, 3), date(2026, 5, 6))]
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 4), date(2026, 5, 7), date(2026, 6, 15)]
    with acting("case_worker") as staff:
        book(cases[0], money(given_on=days[0]), staff)
        book(cases[0], money(given_on=days[1]), staff)
        book(cases[1], money(given_on=days[2], last_on=days[2] + timedelta(days=2), quantity=3), staff)
        book(cases[1], in_kind(given_on=days[2]), staff)
        book(cases[2], money(given_on=days[3], how="trip", quantity=2, money="aid"), staff)
        wrong = book(cases[2], money(given_on=days[4], how="trip"), staff)
    before = timezone.now()
    with acting("case_worker") as staff:
        actions.take_back(key=uuid.uuid4(), entry=wrong, reason="Ghi nhầm", by=staff)
    return before


def test_the_ledger_of_the_year_adds_up_to_the_report():
    before = a_year()
    report = compiled(YEAR)
    with acting("case_worker"):
        rows = list(LedgerEntry.objects.filter(province_id=LANG_SON, given_on__year=2026))
    by_hand = sum(row.amount_dong or 0 for row in rows)
    assert by_hand == 100_000 + 300_000 + 600_000
    assert report.support.whole.amount_dong == by_hand
    assert sum(spent.amount_dong for _code, spent in report.support.by_regime) == by_hand
    assert sum(spent.amount_dong for _code, spent in report.support.by_money) == by_hand
    whole = report.support.whole
    assert (whole.people, whole.entries, whole.in_kind) == (3, 4, 1)
    assert frozen(report)["support"]["travel"]["amount_dong"] == by_hand
    assert compiled(year_of(2025, Calendar.STATISTICAL)).support.whole.amount_dong == 100_000
    as_known = compiled(YEAR, before).support.whole
    assert (as_known.entries, as_known.amount_dong) == (5, by_hand + 300_000)
    told = changes_since(frozen(compiled(YEAR, before)), report)
    assert [(change.code, change.then, change.now) for change in told if change.code.startswith("support")] == [
        ("support.travel", "1300000", "1000000"), ("support.whole", "1300000", "1000000")]  # fmt: skip
    without = {name: value for name, value in frozen(report).items() if name != "support"}
    assert changes_since(without, report) == []


def test_the_paper_says_the_sums_under_support():
    a_year()
    report = compiled(YEAR)
    said = ["".join(run.text for run in line) for line in support_lines(report)]
    assert said[0] == "Tổng số theo sổ hỗ trợ: 3 người, 4 lượt, trong đó 1 lượt bằng hiện vật; kinh phí 1.000.000 đồng."
    with acting("reporter") as staff:
        data = data_of(filling_of(Draft(report.question, today()), staff))
    lines = ["".join(run.text for run in line) for line in data.results["Hỗ trợ theo chế độ"]]
    assert lines[0] == (
        "Theo sổ hỗ trợ, trong kỳ đã hỗ trợ 03 người (tăng 02 người so với cùng kỳ năm trước) với 04 lượt, trong đó 01 lượt bằng hiện vật; kinh phí 1 triệu đồng."
        " Theo chế độ: chi phí đi lại cho 03 người."
    )
    assert "nạn nhân" not in said[0] + lines[0]


def test_each_number_opens_its_entries_within_ones_rights(client):
    a_year()
    address = f"/reports/{LANG_SON}/statistical/{YEAR.code}/"
    sign_in(client, "reporter")
    page = client.get(address).content.decode()
    assert "1.000.000" in page
    assert f"{address}support/?regime=travel" in page
    behind = client.get(f"{address}support/?regime=travel").content.decode()
    assert "4 " in behind
    assert "LSD-" not in behind  # a reporter counts what they may not open
    assert client.get(f"{address}support/?regime=gold").status_code == 404
    sign_in(client, "head")
    behind = client.get(f"{address}support/").content.decode()
    assert "LSD-" in behind
    assert "bút toán đảo" in behind.lower()
    assert "ngoài quyền" not in behind
    sign_in(client, "case_worker")
    assert client.get(f"{address}support/").status_code == 404
    sign_in(client, "reporter", OTHER_HEALTH)
    assert client.get(f"{address}support/").status_code == 404
