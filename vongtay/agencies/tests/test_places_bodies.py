from datetime import date, timedelta

import pytest

from vongtay.agencies.reference.kinds import body_kinds, kind_today

BEFORE, TODAY = date(2025, 1, 15), date(2026, 1, 15)


def test_every_successor_is_a_kind_in_the_table_and_leaves_no_gap():
    kinds = body_kinds()
    for kind in kinds.values():
        if not kind.successor:
            continue
        following = kinds[kind.successor]
        assert kind.valid_to is not None
        assert following.valid_to is None
        assert following.valid_from is None or following.valid_from <= kind.valid_to + timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("labour_department", "health_department"),
        ("labour_district", "health_department"),
        ("police_district", "police_province"),
        ("ministry_labour", "ministry_health"),
        ("commune", "commune"),
    ],
)
def test_the_work_of_an_ended_body_went_where_the_law_says(code, today):
    assert kind_today(code, TODAY).code == today
    assert kind_today(code, BEFORE).code == code


def test_the_health_department_is_not_in_charge_before_march_2025():
    kind = body_kinds()["health_department"]
    assert not kind.in_charge_on(date(2025, 2, 28))
    assert kind.in_charge_on(date(2025, 3, 1))
    assert kind_today("health_department", BEFORE) is None


def test_an_unknown_kind_leads_nowhere():
    assert kind_today("no_such_body", TODAY) is None


def test_a_date_is_exact_or_said_to_be_about_and_every_row_has_its_source():
    for kind in body_kinds().values():
        dated = kind.valid_from or kind.valid_to
        assert kind.precision in ({"day", "about"} if dated else {"unset"})
        assert kind.source.startswith("law.md")
        assert kind.level in {"national", "province", "district", "commune", "border", "abroad"}


def test_district_bodies_ended_with_june_2025_and_none_signs_in():
    districts = [kind for kind in body_kinds().values() if kind.level == "district"]
    assert {kind.valid_to for kind in districts} == {date(2025, 6, 30)}
    assert not any(kind.signs_in for kind in districts)
    assert body_kinds()["border_post"].signs_in
