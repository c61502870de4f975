import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common import vietnamese
from vongtay.common.vietnamese import (
    fold,
    name_sort_key,
    place_tones,
    read_keystrokes,
    sentence_join,
    sort_key,
    split_tone,
    tidy,
    title_name,
    tone_key,
    with_tone,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
TEXTS = st.text(alphabet=LETTERS + LETTERS.upper() + " '-")


@given(text=TEXTS)
def test_folding_gives_plain_letters_whatever_the_form(text):
    folded = fold(text)
    assert folded.isascii()
    assert folded == folded.lower() == fold(folded)
    assert folded == fold(unicodedata.normalize("NFD", text)) == fold(text.upper())
    assert len(folded) == len(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ĐẮK LẮK", "dak lak"), ("H'Ŏng Ƀuôn Ñu", "h'ong buon nu"), ("Ðặng", "dang"), ("Ngọc Ước", "ngoc uoc"), ("", "")],
)
def test_folding_of_names_of_many_peoples(text, folded):
    assert fold(text) == folded


@given(text=TEXTS)
def test_taking_the_tone_and_giving_it_back_changes_only_its_place(text):
    assert tone_key(place_tones(text, "new")) == tone_key(place_tones(text, "old")) == tone_key(text)
    assert fold(place_tones(text)) == fold(text)


@pytest.mark.parametrize("place", ["old", "new"])
@given(text=TEXTS)
def test_placing_tones_twice_is_placing_them_once(place, text):
    assert place_tones(place_tones(text, place), place) == place_tones(text, place)


@pytest.mark.parametrize(
    ("old", "new"),
    [("hòa", "hoà"), ("THÚY", "THUÝ"), ("Khỏe", "Khoẻ"), ("tòa", "toà"), ("Thùy Vũ", "Thuỳ Vũ"), ("lũy", "luỹ")],
)
def test_old_and_new_places_of_the_tone_are_one_word(old, new):
    assert place_tones(old, "new") == new
    assert place_tones(new, "old") == old
    assert tone_key(old) == tone_key(new)


@pytest.mark.parametrize(
    "word",
    [
        "quý",
        "quỳ",
        "già",
        "giặc",
        "gì",
        "mía",
        "múa",
        "lửa",
        "thuở",
        "Nguyễn",
        "khuya",
        "ngoài",
        "hoàng",
        "khuỷu",
        "tuần",
        "chuyện",
        "người",
        "rượu",
        "yến",
        "xoáy",
        "khoảng",
        "tuýp",
        "Lý",
        "Mỵ",
        "cười",
        "quốc",
        "giường",
    ],
)
def test_words_with_one_place_for_the_tone_stay(word):
    assert place_tones(word, "old") == place_tones(word, "new") == word
    assert with_tone(*split_tone(word)) == word


def test_what_is_no_syllable_stays_and_i_is_never_y():
    for text in ("Kpă", "Ksor", "Zoë", "2026", "hoàzz", "Lý Lí Mỹ Mĩ"):
        assert place_tones(text) == text
    assert tone_key("Lý") != tone_key("Lí")
    assert with_tone("xyz", 2) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeexn Thij Thuys", "Nguyễn Thị Thúy"),
        ("Nguyenex", "Nguyễn"),
        ("DDAWNGJ", "ĐẶNG"),
        ("dduwowngf", "đường"),
        ("duongwfd", "đường"),
        ("nhwng", "nhưng"),
        ("giuwax", "giữa"),
        ("Tuaans", "Tuấn"),
        ("Nguye6n4 Thi5 Thuy1", "Nguyễn Thị Thúy"),
        ("Vuong7 D9u7c1", "Vương Đức"),
        ("huong72", "hường"),
    ],
)
def test_telex_and_vni_keys_are_read(typed, meant):
    assert read_keystrokes(typed) == meant


@pytest.mark.parametrize(
    "text", ["Lan", "Toan", "Hoang Nam", "Ksor H'Blur", "Nguyễn", "A3", "Khu 5", "tp2", "", "Rmah", "Kwan", "www"]
)
def test_what_is_a_word_or_becomes_none_stays(text):
    assert read_keystrokes(text) == text


@given(text=st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789 "))
def test_reading_keys_never_fails_and_settles(text):
    assert read_keystrokes(read_keystrokes(text)) == read_keystrokes(text)


SORTED = [
    "",
    "2",
    "10",
    "a",
    "A",
    "à",
    "an",
    "ăn",
    "ân",
    "ba",
    "ba ca",
    "bà",
    "bà an",
    "bả",
    "bã",
    "bá",
    "bạ",
    "bắc",
    "bân",
    "ca",
    "cha",
    "da",
    "đa",
    "Đà",
    "e",
    "ê",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
    "xã 2",
    "xã 10",
    "y",
    "中",
]


def test_the_order_is_that_of_a_dictionary():
    turned = SORTED[::-1]
    assert sorted(turned, key=sort_key) == SORTED
    assert sorted(SORTED, key=lambda text: sort_key(text).encode()) == SORTED, "bytes sort as the text does"


@given(text=st.text())
def test_a_sort_key_is_ascii_without_nul_for_any_text(text):
    key = sort_key(text)
    assert key.isascii()
    assert "\0" not in key
    assert key == sort_key(unicodedata.normalize("NFD", text))


def test_persons_sort_by_given_name_first():
    names = ["Lê Thị An", "Trần Thị An", "Nguyễn Văn Bình", "Đỗ Văn Đạt", "Y Êban"]
    turned = names[::-1]
    assert sorted(turned, key=name_sort_key) == names
    assert name_sort_key("") < name_sort_key("An")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nguyễn  thị\u00a0lan", "Nguyễn Thị Lan"),
        ("GIÀNG A PÁO", "Giàng A Páo"),
        ("h'linh niê", "H'Linh Niê"),
        ("Niê KBuôr", "Niê KBuôr"),
        ("Y-moan êban", "Y-Moan Êban"),
        ("đỖ THỊ ƯỚC", "Đỗ Thị Ước"),
        ("", ""),
    ],
)
def test_names_get_their_capitals(typed, name):
    assert title_name(typed) == name


@given(text=TEXTS)
def test_capitals_change_no_letter(text):
    assert title_name(title_name(text)) == title_name(text)
    assert title_name(text).lower() == tidy(text).lower()


def test_lists_in_a_sentence():
    assert sentence_join([]) == ""
    assert sentence_join(["a"]) == "a"
    assert sentence_join(["a", "b"], last="hoặc") == "a hoặc b"


def test_each_bare_syllable_of_real_words_is_known():
    words = fold("nguyễn quyết khuyên giường nghiêng thoáng xoăn ngoéo khuỷu rượu tuyệt gì quý yếu").split()
    assert all(vietnamese.is_bare_syllable(word) for word in words)
    assert not any(vietnamese.is_bare_syllable(word) for word in ("ksor", "nguyeen", "zan", "thij", "ab", ""))
