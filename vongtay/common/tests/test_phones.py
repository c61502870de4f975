import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common.phones import BLIND_BYTES, NumberError, NumberKind, blind, identity_number, masked, phone_number

KEY, OTHER_KEY = bytes(32), bytes([1]) * 32
# Built from parts, so that no number stands in the repository.
MOBILE = "9" + "1" * 2 + "2" * 3 + "3" * 3
TWELVE = "0" * 2 + "1" + "2" * 9
NINE = "1" * 3 + "2" * 6


@pytest.mark.parametrize("prefix", ["0", "+84", "84", "0084", "+84 ", "(+84) ", "+84 (0)"])
def test_all_ways_to_write_a_mobile_number_are_one(prefix):
    spaced = f"{MOBILE[:2]} {MOBILE[2:5]}.{MOBILE[5:]}"
    if prefix.startswith("("):
        prefix = prefix.replace("(", "", 1).replace(")", "")
    assert phone_number(prefix + MOBILE) == phone_number(prefix + spaced) == "+84" + MOBILE


@given(rest=st.text("0123456789", min_size=8, max_size=8), first=st.sampled_from("35789"))
def test_every_mobile_number_has_one_form_that_stays(rest, first):
    form = phone_number("0" + first + rest)
    assert form == "+84" + first + rest == phone_number(form)


def test_old_numbers_of_eleven_digits_become_what_they_are_now():
    rest = "4" * 7
    assert phone_number("0" + "169" + rest) == "+84" + "39" + rest
    assert phone_number("0" + "120" + rest) == "+84" + "70" + rest
    with pytest.raises(NumberError):
        phone_number("0" + "110" + rest)


def test_landlines_and_foreign_numbers():
    assert phone_number("024 " + "3" * 8) == "+8424" + "3" * 8
    assert phone_number("+86 " + "13" + "5" * 9) == "+8613" + "5" * 9 == phone_number("0086" + "13" + "5" * 9)


@pytest.mark.parametrize(
    "wrong",
    ["", "0", "113", MOBILE, "0" + MOBILE + "1", "0" + MOBILE[:-1], "+1", "+" + "1" * 16, "số máy", "0" + "6" * 9],
)
def test_what_is_no_phone_number_is_refused_without_repeating_it(wrong):
    with pytest.raises(NumberError) as caught:
        phone_number(wrong)
    assert len(wrong) < 4 or wrong not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (TWELVE, NumberKind.PERSONAL, TWELVE),
        (f" {TWELVE[:3]} {TWELVE[3:6]}.{TWELVE[6:]}", NumberKind.PERSONAL, TWELVE),
        (NINE, NumberKind.OLD_CARD, NINE),
        ("b " + "1" * 7, NumberKind.PASSPORT, "B" + "1" * 7),
        ("EA" + "1" * 7, NumberKind.PASSPORT, "EA" + "1" * 7),
    ],
)
def test_identity_numbers_have_one_form(text, kind, value):
    number = identity_number(text)
    assert (number.kind, number.value) == (kind, value)
    assert identity_number(number.value) == number
    assert value not in repr(number)


@pytest.mark.parametrize(
    "wrong", ["", "12", TWELVE[:-1], TWELVE + "1", "ABCDEFG", "số 12", "A1", "²" * 12, "A1B2C3D4E5F6G7"]
)
def test_what_is_no_identity_number_is_refused_without_repeating_it(wrong):
    with pytest.raises(NumberError) as caught:
        identity_number(wrong)
    assert len(wrong) < 4 or wrong not in str(caught.value)


@given(one=st.text(min_size=1), other=st.text(min_size=1))
def test_keyed_hashes_are_equal_only_for_equal_values_and_keys(one, other):
    assert len(blind(one, KEY)) == BLIND_BYTES
    assert (blind(one, KEY) == blind(other, KEY)) is (one == other)
    assert blind(one, KEY) != blind(one, OTHER_KEY)


def test_an_empty_value_has_no_hash():
    with pytest.raises(NumberError):
        blind("", KEY)


def test_only_the_end_of_a_number_is_shown():
    assert masked(NINE) == "•" * 6 + "222"
    assert masked("12345") == "•" * 5
    assert masked("") == ""
