"""Quantities as people write them: bounds, ranges, units, none; what can be read two ways is not read at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common.amounts import Stated, parse_stated, split_stated
from vongtay.common.numbers import AmountError, Bound, format_number

UNITS = [
    "",
    "người",
    "lượt người",
    "tờ rơi",
    "buổi tuyên truyền",
    "bộ tài liệu, sách",
    "đại biểu là cán bộ và người dân",
]
AMOUNTS = st.integers(0, 10**9).map(Decimal) | st.decimals(0, 10**6, places=2).map(
    lambda value: value.quantize(Decimal("0.01"))
)


@pytest.mark.parametrize(
    ("text", "value", "bound", "high", "unit"),
    [
        ("trên 310 đại biểu", 310, "at_least", None, "đại biểu"),
        ("gần 1.300 lượt cán bộ", 1300, "about", None, "lượt cán bộ"),
        ("hơn 7.000 bộ tài liệu", 7000, "at_least", None, "bộ tài liệu"),
        ("18-24 người", 18, "exact", 24, "người"),
        ("từ 18 đến 24", 18, "exact", 24, ""),
        ("khoảng 200 – 250 lượt", 200, "about", 250, "lượt"),
        ("02 lớp tập huấn", 2, "exact", None, "lớp tập huấn"),
        ("không quá 50 em", 50, "at_most", None, "em"),
        ("KHÔNG DƯỚI 50 em", 50, "at_least", None, "em"),
        ("300+ người", 300, "at_least", None, "người"),
        ("từ 300 người trở lên", 300, "at_least", None, "người"),
        ("1,5 giờ", Decimal("1.5"), "exact", None, "giờ"),
        ("12 000 tờ", 12000, "exact", None, "tờ"),
        ("10-20 nghìn lượt xem", 10000, "exact", 20000, "lượt xem"),
        ("3 trăm người", 300, "exact", None, "người"),
        ("  1.200  ", 1200, "exact", None, ""),
        ("có 45 hộ", 45, "exact", None, "hộ"),
    ],
)
def test_a_quantity_is_read_with_its_bound_and_unit(text, value, bound, high, unit):
    assert parse_stated(text) == Stated(Decimal(value), Bound(bound), None if high is None else Decimal(high), unit)


@pytest.mark.parametrize("text", ["không", "không có", "Chưa có người nào", "không phát sinh", "0", "0 tờ"])
def test_an_explicit_none_is_said(text):
    assert parse_stated(text).nil


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nhiều người",
        "1,200 tờ",
        "24-18",
        "trên 18-24",
        "trên 50 trở xuống",
        "50 người, 20 em",
        "vài trăm",
        "1.2.3",
        "9" * 20,
    ],
)
def test_what_can_not_be_read_without_doubt_is_refused_with_a_sentence(text):
    with pytest.raises(AmountError, match=r"\."):
        parse_stated(text)


@given(AMOUNTS, st.sampled_from(list(Bound)), st.sampled_from(UNITS))
def test_what_is_shown_back_is_read_back_the_same(value, bound, unit):
    stated = Stated(value, bound, unit=unit, nil=value == 0)
    assert parse_stated(str(stated)) == stated


@given(
    st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["-", " - ", "–", " đến "]), st.sampled_from(UNITS)
)
def test_a_range_is_read_back(low, width, dash, unit):
    text = f"{format_number(low)}{dash}{format_number(low + width)} {unit}"
    assert parse_stated(text) == Stated(Decimal(low), high=Decimal(low + width), unit=unit)


@given(
    st.text(max_size=60) | st.from_regex(r"(trên |gần |dưới )?[\d., ]{1,12}(-[\d.,]{1,6})?( người)?", fullmatch=True)
)
def test_any_text_gives_a_quantity_or_a_sentence(text):
    try:
        stated = parse_stated(text)
    except AmountError as wrong:
        assert str(wrong)  # noqa: PT017  # a sentence is the other good answer
    else:
        assert stated.value >= 0
        assert stated.high is None or stated.high > stated.value
        assert not any(sign.isdigit() for sign in stated.unit)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.sampled_from(["người", "tờ rơi", "bộ tài liệu, sách"])), min_size=1, max_size=5),
       st.sampled_from([", ", "; ", "\n", " và "]))  # fmt: skip
def test_a_sentence_of_quantities_is_split_before_each_number(told, pause):
    text = pause.join(f"{format_number(value)} {unit}" for value, unit in told)
    read = [parse_stated(part) for part in split_stated(text)]
    assert [(int(one.value), one.unit) for one in read] == told


def test_a_quantity_without_a_number_is_not_swallowed_by_the_unit_before_it():
    assert split_stated("150 tờ rơi, vài băng rôn, không có pa nô") == ["150 tờ rơi", "vài băng rôn", "không có pa nô"]
