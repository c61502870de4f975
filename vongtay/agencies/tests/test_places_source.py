from collections import Counter
from datetime import date
from math import cos, hypot, radians

import pytest

from vongtay.agencies.places.source import split_kind, successions, units
from vongtay.agencies.places.units import NEW, OLD, place_id
from vongtay.agencies.reference import table

LAST_OLD_DAY, FIRST_NEW_DAY = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(scope="module")
def all_units():
    return {unit.id: unit for unit in units()}


@pytest.fixture(scope="module")
def links():
    return successions()


def count(all_units, day):
    return Counter(unit.level for unit in all_units.values() if unit.in_force_on(day))


def test_old_structure_stands_until_the_last_of_june_2025(all_units):
    assert count(all_units, LAST_OLD_DAY) == {"province": 63, "district": 696, "commune": 10_035}


def test_new_structure_stands_from_the_first_of_july_2025_without_districts(all_units):
    assert count(all_units, FIRST_NEW_DAY) == {"province": 34, "commune": 3_321}


def test_every_district_has_ended(all_units):
    districts = [unit for unit in all_units.values() if unit.level == "district"]
    assert {unit.valid_to for unit in districts} == {LAST_OLD_DAY}


def test_twenty_eight_provinces_and_six_cities_since_july_2025(all_units):
    kinds = Counter(u.kind for u in all_units.values() if u.level == "province" and u.in_force_on(FIRST_NEW_DAY))
    assert kinds == {"tỉnh": 28, "thành phố": 6}


def test_parents_are_of_the_level_above_and_stand_at_the_same_time(all_units):
    above = {(OLD, "commune"): "district", (OLD, "district"): "province", (NEW, "commune"): "province"}
    for unit in all_units.values():
        if unit.level == "province":
            assert unit.parent_id is None
            continue
        parent = all_units[unit.parent_id]
        assert parent.level == above[unit.id // 1_000_000, unit.level]
        assert (parent.valid_from, parent.valid_to) == (unit.valid_from, unit.valid_to)


def test_numbers_come_from_structure_level_and_code_and_never_from_the_order_of_rows(all_units):
    assert [unit.id for unit in units()] == sorted(all_units)
    for unit in all_units.values():
        assert unit.id == place_id(OLD if unit.valid_to else NEW, unit.level, unit.code)
        assert unit.id < 2**31
    assert all_units[1_300_001].full_name == "Phường Phúc Xá"
    assert all_units[place_id(OLD, "province", "24")].name == "Bắc Giang"
    assert all_units[place_id(NEW, "province", "24")].name == "Bắc Ninh"


def test_two_loads_are_equal(all_units, links):
    assert units() == tuple(all_units.values())
    assert successions() == links


def test_every_old_province_leads_to_exactly_one_new_province(all_units, links):
    targets = Counter(link.old_id for link in links if all_units[link.old_id].level == "province")
    assert len(targets) == 63
    assert set(targets.values()) == {1}


def test_every_old_commune_leads_somewhere_and_every_new_one_comes_from_somewhere(all_units, links):
    old = {u.id for u in all_units.values() if u.level == "commune" and u.valid_to}
    new = {u.id for u in all_units.values() if u.level == "commune" and not u.valid_to}
    assert old <= {link.old_id for link in links}
    assert new <= {link.new_id for link in links}


def test_a_commune_never_leaves_the_province_that_its_own_went_to(all_units, links):
    went = {link.old_id: link.new_id for link in links if all_units[link.old_id].level == "province"}
    for link in links:
        old, new = all_units[link.old_id], all_units[link.new_id]
        if old.level == "commune":
            assert went[all_units[old.parent_id].parent_id] == new.parent_id


def test_part_is_said_exactly_where_a_commune_was_divided(links):
    targets = Counter(link.old_id for link in links)
    assert all(link.part == (targets[link.old_id] > 1) for link in links)
    assert any(link.part for link in links)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bắc Giang", "Bắc Ninh"),
        ("Bắc Ninh", "Bắc Ninh"),
        ("Ninh Bình", "Ninh Bình"),
        ("Hà Nam", "Ninh Bình"),
        ("Nam Định", "Ninh Bình"),
        ("Quảng Ninh", "Quảng Ninh"),
        ("Tiền Giang", "Đồng Tháp"),
        ("Đồng Tháp", "Đồng Tháp"),
        ("Bạc Liêu", "Cà Mau"),
        ("Cà Mau", "Cà Mau"),
    ],
)
def test_provinces_merged_as_resolution_202_says(all_units, links, old, new):
    source = next(u for u in all_units.values() if u.level == "province" and u.valid_to and u.name == old)
    assert [all_units[link.new_id].name for link in links if link.old_id == source.id] == [new]


def test_an_unmerged_province_has_one_predecessor(all_units, links):
    quang_ninh = place_id(NEW, "province", "22")
    assert [link.old_id for link in links if link.new_id == quang_ninh] == [place_id(OLD, "province", "22")]
    alone = Counter(link.new_id for link in links if all_units[link.new_id].level == "province")
    assert Counter(alone.values())[1] == 11


@pytest.mark.parametrize(("name", "province"), [("Hoàng Sa", "Đà Nẵng"), ("Trường Sa", "Khánh Hòa")])
def test_both_archipelagos_stand_in_both_structures_at_sea(all_units, name, province):
    found = [u for u in all_units.values() if u.name == name]
    assert {u.kind for u in found} >= {"huyện", "đặc khu"}
    for unit in found:
        top = unit
        while top.parent_id is not None:
            top = all_units[top.parent_id]
        assert top.name == province
        assert unit.longitude > 111


def test_corrections_name_units_that_exist_and_were_needed(all_units, links):
    for row in table("place_corrections"):
        unit = all_units[place_id(int(row["structure"]), row["level"], row["code"])]
        assert row["full_name"] in {"", unit.full_name}
        assert row["reason"]
        assert row["source"]
    pairs = {(link.old_id, link.new_id) for link in links}
    for row in table("succession_corrections"):
        old, new = place_id(OLD, "commune", row["old_code"]), place_id(NEW, "commune", row["new_code"])
        assert row["old_name"].startswith(all_units[old].full_name)
        assert row["new_name"].startswith(all_units[new].full_name)
        assert (old, new) not in pairs


def test_no_commune_of_today_lies_far_from_all_that_it_was_made_from(all_units, links):
    nearest = {}
    for link in links:
        old, new = all_units[link.old_id], all_units[link.new_id]
        if new.level == "commune" and old.latitude is not None:
            nearest[new.id] = min(nearest.get(new.id, 999.0), kilometres(old, new))
    assert [all_units[key].full_name for key, far in nearest.items() if far > 60] == []


def kilometres(one, other):
    return 111 * hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * cos(radians(one.latitude)))


@pytest.mark.parametrize("day", [LAST_OLD_DAY, FIRST_NEW_DAY])
def test_abbreviations_are_two_or_three_capitals_and_unique_on_a_day(all_units, day):
    short = [u.abbrev for u in all_units.values() if u.level == "province" and u.in_force_on(day)]
    assert all(text.isascii() and text.isupper() and len(text) in {2, 3} for text in short)
    assert len(set(short)) == len(short)


def test_a_province_name_keeps_its_abbreviation_and_only_provinces_have_one(all_units):
    provinces = {(u.name, u.abbrev) for u in all_units.values() if u.level == "province"}
    assert len({name for name, _ in provinces}) == len(provinces) == 63
    assert {u.abbrev for u in all_units.values() if u.level != "province"} == {""}
    assert ("Lạng Sơn", "LS") in provinces


def test_names_have_no_kind_no_brackets_and_capital_letters(all_units):
    for unit in all_units.values():
        assert unit.full_name == f"{unit.kind.capitalize()} {unit.name}"
        assert "(" not in unit.name
        assert unit.name[0] == unit.name[0].upper()


def test_kind_is_read_from_the_full_name():
    assert split_kind("Thị Trấn Ái Tử") == ("thị trấn", "Ái Tử")
    assert split_kind("Phường 4") == ("phường", "4")


def test_a_name_without_kind_is_refused():
    with pytest.raises(ValueError, match="no kind"):
        split_kind("Ái Tử")


def test_numbers_sort_by_size():
    wards = sorted((u.sort_key, u.name) for u in units() if u.parent_id == place_id(OLD, "district", "771"))
    numbered = [name for _, name in wards if name.isdecimal()]
    assert numbered == sorted(numbered, key=int)
    assert len(numbered) > 9


def test_sort_key_is_the_callers():
    assert next(iter(units(sort_key=lambda name: name[::-1]))).sort_key == "iộN àH"
