"""Norms of a province: entered with their resolution, one a day, ended and never edited."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cast import COMMUNE, OTHER_HEALTH, acting, sign_in
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.support import actions, queries
from vongtay.support.models import Norm

pytestmark = pytest.mark.django_db
SIGN = "00/NQ-HĐND (số liệu giả định)"


def a_norm(by, **changes):
    values = {"regime": "travel", "unit": "day", "amount_dong": 100_000, "valid_from": date(2025, 7, 1),
              "resolution_sign": SIGN, "resolution_on": date(2025, 6, 20)} | changes  # fmt: skip
    return actions.enter_norm(key=values.pop("key", None) or uuid.uuid4(), given=actions.NormGiven(**values), by=by)


def test_a_legal_officer_enters_a_norm_once_and_no_other_may():
    with acting("legal_officer") as staff:
        key = uuid.uuid4()
        assert a_norm(staff, key=key) == a_norm(staff, key=key)
        assert Norm.objects.count() == 1
    for role in ("case_worker", "head", "reporter"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            a_norm(staff)
    with acting("auditor"):
        assert Entry.objects.filter(act="support.enter_norm").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_dong": 0},
        {"valid_to": date(2025, 6, 30)},
        {"regime": "gold"},
        {"unit": "week"},
        {"resolution_sign": ""},
    ],
)
def test_what_can_not_be_is_refused_with_a_sentence(wrong):
    with acting("legal_officer") as staff, pytest.raises(Refused) as told:
        a_norm(staff, **wrong)
    assert all(told.value.reasons)


def test_two_norms_of_one_regime_and_unit_never_hold_on_one_day():
    with acting("legal_officer") as staff:
        first = a_norm(staff)
        a_norm(staff, unit="trip")
        with pytest.raises(Refused, match="trùng"):
            a_norm(staff, valid_from=date(2026, 1, 1))
        actions.end_norm(norm=first, last_on=date(2025, 12, 31), by=staff)
        later = a_norm(staff, valid_from=date(2026, 1, 1), amount_dong=120_000)
        found = {"province_id": staff.province_id, "world": "demo", "regime": "travel", "unit": "day"}
        assert queries.norm_on(**found, day=date(2025, 12, 31)) == first
        assert queries.norm_on(**found, day=date(2026, 1, 1)) == later
        assert queries.norm_on(**found, day=date(2025, 6, 30)) is None
        with pytest.raises(Stale):
            actions.end_norm(norm=first, last_on=date(2025, 11, 30), by=staff)
        with pytest.raises(Refused):
            actions.end_norm(norm=later, last_on=date(2025, 1, 1), by=staff)
        actions.end_norm(norm=later, last_on=None, by=staff)
        assert queries.norm_on(**found, day=date(2026, 1, 1)) is None
        a_norm(staff, valid_from=date(2026, 1, 1), amount_dong=130_000)


def test_the_database_lets_nobody_edit_a_norm_or_enter_one_of_another_province():
    with acting("legal_officer") as staff:
        norm = a_norm(staff)
        with pytest.raises(IntegrityError), transaction.atomic():
            Norm.objects.filter(pk=norm.pk).update(amount_dong=1)
        other = dict.fromkeys(("id",), uuid.uuid4()) | {"regime": "medical", "unit": "once", "amount_dong": 5, "world": "demo",
            "valid_from": today(), "resolution_sign": SIGN, "resolution_on": today(), "entered_by_id": staff.post_id}  # fmt: skip
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            Norm.objects.create(province_id=2, **other)
    with acting("head"):
        assert Norm.objects.filter(pk=norm.pk).update(amount_dong=1) == 0
    with acting("case_worker", OTHER_HEALTH) as staff, pytest.raises(NotAllowed):
        actions.end_norm(norm=norm, last_on=today(), by=staff)


def test_assumed_figures_stand_in_the_demo_alone():
    constraint = next(row for row in Norm._meta.constraints if row.name == "norm_assumed_in_demo_only")
    for world, sign, holds in (
        ("demo", SIGN, True),
        ("real", SIGN, False),
        ("drill", SIGN, False),
        ("real", "15/NQ-HĐND", True),
    ):
        norm = Norm(world=world, resolution_sign=sign)
        if holds:
            constraint.validate(Norm, norm)
        else:
            with pytest.raises(Exception, match="giả định"):
                constraint.validate(Norm, norm)


def test_the_page_shows_norms_with_filters_and_history(client):
    sign_in(client, "legal_officer")
    assert "Chưa có định mức" in client.get("/support/norms/").content.decode()
    new = {"key": str(uuid.uuid4()), "regime": "travel", "unit": "day", "amount_dong": "100.000", "valid_from": "01/07/2025",
           "resolution_sign": SIGN, "resolution_on": "20/06/2025"}  # fmt: skip
    assert client.post("/support/norms/new/", new | {"amount_dong": "nhiều"}).status_code == 422
    for _turn in range(2):
        assert client.post("/support/norms/new/", new).status_code == 302
    norm = Norm.objects.get()
    assert norm.amount_dong == 100_000
    page = client.get("/support/norms/?regime=travel").content.decode()
    assert "100.000" in page
    assert SIGN in page
    yesterday = today() - timedelta(days=1)
    assert client.post(f"/support/norms/{norm.pk}/end/", {"last_on": yesterday.strftime("%d/%m/%Y")}).status_code == 302
    assert "100.000" not in client.get("/support/norms/").content.decode()
    assert "100.000" in client.get("/support/norms/?show=all").content.decode()
    sign_in(client, "case_worker")
    assert "/support/norms/new/" not in client.get("/support/norms/").content.decode()
    assert client.get("/support/norms/new/").status_code == 403
    assert client.get(f"/support/norms/{norm.pk}/end/").status_code == 403


def test_the_catalogue_shows_who_gets_what_by_which_law_and_norm(client, django_assert_max_num_queries):
    with acting("legal_officer") as staff:
        given = actions.NormGiven("travel", "day", 100_000, date(2025, 7, 1), SIGN, date(2025, 6, 20))
        actions.enter_norm(key=uuid.uuid4(), given=given, by=staff)
    sign_in(client, "receiver", COMMUNE)
    with django_assert_max_num_queries(8):
        page = client.get("/support/regimes/").content.decode()
    for words in ("100.000", SIGN, "Điều 17 Nghị định 162/2025/NĐ-CP", "người có trách nhiệm quyết định", "2 năm học"):
        assert words in page, words
    former = client.get("/support/regimes/?law=L66").content.decode()
    assert "Điều 32 Luật 66/2011/QH12" in former
    assert "Điều 17 Nghị định 162/2025" not in former
    assert client.get("/support/regimes/?law=gold").status_code == 200
    assert "/support/regimes/" in client.get("/support/norms/").content.decode()


def test_the_page_of_norms_asks_little(client, django_assert_num_queries):
    with acting("legal_officer") as staff:
        for regime in ("travel", "medical", "schooling", "training"):
            a_norm(staff, regime=regime)
    sign_in(client, "legal_officer")
    with django_assert_num_queries(9, exact=False):
        client.get("/support/norms/")
