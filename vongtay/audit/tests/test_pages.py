"""The page of the log: for auditors alone, limited by codes and day, a page at a time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import COMMUNE, acting, sign_in
from vongtay.audit import actions as audit
from vongtay.audit.queries import PAGE, Filter, entries_of

pytestmark = pytest.mark.django_db


def write(count: int, act: str = "cases.receive", **facts: object) -> None:
    with acting("receiver", COMMUNE) as staff:
        for _ in range(count):
            audit.record(act, by=staff, **facts)


def test_an_auditor_reads_what_was_done_and_others_do_not(client):
    write(1, "people.look_at_identity", part="identity", purpose="care", outcome="refused")
    sign_in(client, "auditor")
    page = client.get("/audit/")
    assert page.status_code == 200
    assert "people.look_at_identity" in page.content.decode()
    for role in ("administrator", "case_worker", "head", "statistician"):
        sign_in(client, role)
        assert client.get("/audit/").status_code in (403, 404), role


def test_nobody_reads_it_without_signing_in(client):
    assert client.get("/audit/").status_code == 302


@pytest.mark.parametrize(
    ("query", "count"),
    [("act=cases.notify", 1), ("act=cases.decide", 0), ("body=LS.UBND.06184", 3), ("body=LS.SYT", 0), ("outcome=refused", 1), ("day=2001-01-01", 0),
     ("act=cases.notify&outcome=refused", 0), ("day=x", 3)],
)  # fmt: skip
def test_codes_and_day_limit_it(client, query, count):
    write(1, "cases.receive")
    write(1, "cases.notify")
    write(1, "cases.receive", outcome="refused")
    sign_in(client, "auditor")
    html = client.get(f"/audit/?{query}").content.decode()
    assert html.count("<code>cases.") == count


def test_a_day_is_vietnams(client):
    write(1)
    with acting("auditor") as staff:
        today = timezone.localdate()
        assert len(entries_of(staff, Filter(act="cases.receive", day=today)).entries) == 1
        assert entries_of(staff, Filter(act="cases.receive", day=today - timedelta(days=1))).entries == []


def test_pages_follow_each_other_without_gap_or_repetition_and_cost_the_same(client, django_assert_max_num_queries):
    write(PAGE * 2 + 5)
    with acting("auditor") as staff:
        seen: list[int] = []
        before = None
        while True:
            with django_assert_max_num_queries(1):
                found = entries_of(staff, Filter(act="cases.receive"), before=before)
            seen += [entry.id for entry in found.entries]
            if (before := found.older) is None:
                break
    assert len(seen) == len(set(seen)) == PAGE * 2 + 5
    assert seen == sorted(seen, reverse=True)
    sign_in(client, "auditor")
    page = client.get("/audit/?act=cases.receive").content.decode()
    assert page.count("<code>cases.receive") == PAGE
    assert "before=" in page


def test_entries_of_another_world_are_not_shown():
    write(1, world="real")
    with acting("auditor") as staff:
        assert entries_of(staff, Filter(act="cases.receive")).entries == []
