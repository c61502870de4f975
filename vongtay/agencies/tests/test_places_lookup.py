from datetime import date

import pytest

from vongtay.agencies.places.lookup import Places
from vongtay.agencies.places.source import successions, units
from vongtay.agencies.places.text import fold, parts_of, readings, unmarked_parts_of

OLD_DAY, TODAY = date(2024, 5, 1), date(2026, 1, 15)


@pytest.fixture(scope="module")
def places():
    return Places(units(), successions())


def labels(places, found):
    return [places.label(unit) for unit in found]


@pytest.mark.parametrize(
    "written",
    [
        "xã Tân Thanh, huyện Văn Lãng, tỉnh Lạng Sơn",
        "Xã Tân Thanh huyện Văn Lãng tỉnh Lạng Sơn",
        "xa tan thanh, huyen van lang, tinh lang son",
        "xa tan thanh huyen van lang tinh lang son",
        "X. Tân Thanh, H. Văn Lãng, T. Lạng Sơn",
        "TÂN THANH, VĂN LÃNG, LẠNG SƠN",
        "thôn Nà Lầu, xã Tân Thanh, huyện Văn Lãng, Lạng Sơn",
    ],
)
def test_an_address_is_read_however_it_is_written(places, written):
    reading = places.read(written, on=OLD_DAY)
    assert places.label(reading.unit) == "Xã Tân Thanh, Huyện Văn Lãng, Tỉnh Lạng Sơn"
    assert reading.written_name == written
    assert reading.in_force


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("P4, Q.10, TP.HCM", "Phường 4, Quận 10, Thành phố Hồ Chí Minh"),
        ("phường 04 quận 10 Thành phố Hồ Chí Minh", "Phường 4, Quận 10, Thành phố Hồ Chí Minh"),
        ("TX. Cửa Lò, Nghệ An", "Thành phố Vinh, Tỉnh Nghệ An"),
        ("T.P Vinh", "Thành phố Vinh, Tỉnh Nghệ An"),
        ("TT. Đồng Đăng, huyện Cao Lộc", "Thị trấn Đồng Đăng, Huyện Cao Lộc, Tỉnh Lạng Sơn"),
        ("huyện Việt Yên, Bắc Giang", "Thị xã Việt Yên, Tỉnh Bắc Giang"),
        ("Thừa Thiên - Huế", "Thành phố Huế"),
        ("huyện Quản Bạ", "Huyện Quản Bạ, Tỉnh Hà Giang"),
        ("tỉnh Hoà Bình", "Tỉnh Hòa Bình"),
        ("Lạng Sơn", "Tỉnh Lạng Sơn"),
        ("TP. Lạng Sơn", "Thành phố Lạng Sơn, Tỉnh Lạng Sơn"),
        ("Bà Rịa - Vũng Tàu", "Tỉnh Bà Rịa - Vũng Tàu"),
    ],
)
def test_short_forms_and_earlier_names_are_read(places, written, label):
    assert places.label(places.read(written, on=OLD_DAY).unit) == label


def test_marks_decide_between_names_that_differ_by_marks_only(places):
    where = ", huyện Hữu Lũng, tỉnh Lạng Sơn"
    assert places.read("xã Tân Thành" + where, on=OLD_DAY).unit.name == "Tân Thành"
    everywhere = places.read("Tan Thanh", on=OLD_DAY).units
    assert {"Tân Thanh", "Tân Thành", "Tân Thạnh"} <= {unit.name for unit in everywhere}
    assert {unit.name for unit in places.read("Tân Thanh", on=OLD_DAY).units} == {"Tân Thanh"}


def test_an_ambiguous_name_gives_several_and_chooses_none(places):
    reading = places.read("xã Tân Thanh", on=OLD_DAY)
    assert len(reading.units) > 3
    assert reading.unit is None


def test_an_old_address_written_after_the_change_is_read_and_said_to_be_old(places):
    reading = places.read("xã Tân Thanh, huyện Văn Lãng, tỉnh Lạng Sơn", on=TODAY)
    assert reading.unit.valid_to == date(2025, 6, 30)
    assert not reading.in_force


def test_a_bare_former_province_is_not_taken_for_the_ward_of_today(places):
    reading = places.read("Bắc Giang", on=TODAY)
    assert places.label(reading.unit) == "Tỉnh Bắc Giang"
    assert places.province_today(reading.unit).name == "Bắc Ninh"
    assert places.label(places.read("phường Bắc Giang", on=TODAY).unit) == "Phường Bắc Giang, Tỉnh Bắc Ninh"


def test_a_kind_that_agrees_goes_before_one_of_another_day(places):
    city = places.read("thành phố Bắc Giang", on=TODAY).unit
    assert places.label(city) == "Thành phố Bắc Giang, Tỉnh Bắc Giang"
    raised = places.read("huyện Thuận Thành, Bắc Ninh", on=OLD_DAY).unit
    assert raised.full_name == "Thị xã Thuận Thành"


def test_the_tone_may_stand_on_either_vowel(places):
    assert places.read("xã Thuỵ Hùng, Lạng Sơn", on=TODAY).unit == places.read("xã Thụy Hùng, Lạng Sơn").unit
    assert places.find("Hoà Bì", on=OLD_DAY)[0] == places.find("Hòa Bì", on=OLD_DAY)[0]


def test_a_name_on_its_day_is_preferred(places):
    assert places.read("tỉnh Lạng Sơn", on=TODAY).unit.valid_to is None
    assert places.read("tỉnh Lạng Sơn", on=OLD_DAY).unit.valid_to is not None


@pytest.mark.parametrize("written", ["", " , ", "không đâu cả", "Việt Nam"])
def test_what_is_no_place_stays_unread(places, written):
    reading = places.read(written, on=TODAY)
    assert reading.units == ()
    assert reading.unit is None


def test_parts_that_are_no_place_are_handed_back(places):
    assert places.read("thôn Bản Mới, Lạng Sơn", on=TODAY).unread == ("thôn bản mới",)


def test_typing_finds_with_and_without_marks_and_within_what_follows_the_comma(places):
    assert labels(places, places.find("tan thanh, lang son", on=OLD_DAY))[0] == (
        "Xã Tân Thanh, Huyện Văn Lãng, Tỉnh Lạng Sơn"
    )
    assert labels(places, places.find("hà nộ", on=TODAY)) == ["Thành phố Hà Nội"]
    assert labels(places, places.find("van thu", on=TODAY)) == ["Xã Hoàng Văn Thụ, Tỉnh Lạng Sơn"]
    assert labels(places, places.find("tphcm", on=TODAY)) == ["Thành phố Hồ Chí Minh"]


def test_typing_puts_the_province_first_and_keeps_to_the_day_level_and_limit(places):
    assert places.find("lạng", on=TODAY)[0].full_name == "Tỉnh Lạng Sơn"
    assert all(unit.valid_to is None for unit in places.find("h", on=TODAY))
    assert {unit.level for unit in places.find("tan", on=OLD_DAY, level="district")} == {"district"}
    assert len(places.find("a", limit=5)) == 5
    assert places.find("", on=TODAY) == []
    assert places.find("huyện Văn Lãng", on=TODAY, level="district") == []


def test_today_of_a_unit_in_force_is_itself(places):
    unit = places.read("tỉnh Lạng Sơn", on=TODAY).unit
    assert places.today_of(unit) == [unit]


def test_today_of_an_old_commune_and_of_an_ended_district(places):
    commune = places.read("xã Tân Thanh, huyện Văn Lãng", on=OLD_DAY).unit
    assert labels(places, places.today_of(commune)) == ["Xã Hoàng Văn Thụ, Tỉnh Lạng Sơn"]
    district = places.read("huyện Văn Lãng", on=OLD_DAY).unit
    assert places.today_of(commune)[0] in places.today_of(district)
    assert len(places.today_of(district)) > 1


def test_a_divided_commune_leads_to_several_in_part(places):
    divided = places.by_id[1_300_000 + 6886]
    assert len(places.today_of(divided)) > 1
    assert all(link.part for link in places.successions_of(divided))


@pytest.mark.parametrize("island", ["Hoàng Sa", "Trường Sa", "Lý Sơn", "Côn Đảo", "Cồn Cỏ", "Bạch Long Vĩ"])
def test_an_island_district_becomes_one_special_zone(places, island):
    old = places.read(f"huyện {island}", on=OLD_DAY).unit
    assert [unit.full_name for unit in places.today_of(old)] == [f"Đặc khu {island}"]


def test_every_old_unit_leads_to_today_and_to_one_province(places):
    for unit in places.by_id.values():
        assert places.today_of(unit)
        assert places.province_today(unit).valid_to is None


def test_predecessors_and_children_lead_back_and_down(places):
    bac_ninh = places.read("tỉnh Bắc Ninh", on=TODAY).unit
    assert {unit.name for unit in places.predecessors_of(bac_ninh)} == {"Bắc Giang", "Bắc Ninh"}
    assert {unit.level for unit in places.children(bac_ninh)} == {"commune"}
    assert len(places.provinces(OLD_DAY)) == 63
    assert len(places.provinces(TODAY)) == 34


def test_words_fold_and_split():
    assert fold("Ia H'Drai, ĐẮK  Lắk") == "ia h drai dak lak"
    assert fold("Quận 03") == "quan 3"
    assert parts_of("Thị xã Mường Lay tỉnh Điện Biên") == ["thị xã mường lay", "tỉnh điện biên"]
    assert parts_of("huyện Tam Quan") == ["huyện tam quan"]
    assert unmarked_parts_of("tt na sam huyen van lang") == ["tt na sam", "huyen van lang"]


def test_a_word_with_other_marks_is_no_kind():
    assert [part.kind for part in readings("Quản Bạ")] == [""]
    assert [part.kind for part in readings("quan Ba")] == ["", "quận"]
