from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common.numbers import (
    AmountError,
    Bound,
    dong_from_text,
    format_dong,
    format_number,
    format_share,
    in_words,
    parse_count,
    parse_number,
    say_bound,
    short_dong,
)


@given(value=st.integers(-(10**12), 10**12))
def test_whole_numbers_come_back(value):
    assert parse_number(format_number(value)) == value


@given(value=st.decimals(-(10**9), 10**9, places=3))
def test_decimals_come_back(value):
    assert parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, None, "0"), (999, None, "999"), (1000, None, "1.000"), (-1234567, None, "-1.234.567"), (1.5, None, "1,5"),
        (Decimal("1.50"), None, "1,5"), (1234.5, 2, "1.234,50"), (2, 1, "2,0"), (100.0, None, "100"),
    ],
)  # fmt: skip
def test_numbers_are_written_the_vietnamese_way(value, places, text):
    assert format_number(value, places) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234 567", 1234567),
        ("1\u00a0234", 1234),
        ("05", 5),
        ("1,25", Decimal("1.25")),
        ("1.5", Decimal("1.5")),
        ("-3", -3),
        ("\u22123", -3),
        ("1.234.567,8", Decimal("1234567.8")),
    ],
)
def test_numbers_are_read(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "một", "1.23.456", "12345.678", "1,2,3", "1.2345", "1..2", ",5", "5,", "²", "1e3"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(AmountError):
        parse_number(text)


def test_counts_are_whole_and_not_negative():
    assert parse_count("1.234") == 1234
    for wrong in ("1,5", "-1", ""):
        with pytest.raises(AmountError):
            parse_count(wrong)


@pytest.mark.parametrize(
    ("text", "dong"),
    [
        ("2 triệu đồng", 2_000_000),
        ("20.000.000 đồng", 20_000_000),
        ("20.000.000đ", 20_000_000),
        ("500 nghìn đồng/người/ngày", 500_000),
        ("kinh phí 1,25 tỉ đồng cho năm 2026", 1_250_000_000),
        ("trên 3 nghìn tỷ đồng", 3_000_000_000_000),
        ("2 tỷ 300 triệu 500 nghìn đồng", 2_300_500_000),
        ("năm 2023 500 ngàn đồng", 500_000),
        ("300.000 VNĐ", 300_000),
        ("50.600", 50_600),
        ("1,2 TỶ", 1_200_000_000),
        ("0 đồng", 0),
    ],
)
def test_an_amount_is_read_in_whole_dong(text, dong):
    assert dong_from_text(text) == dong


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đồng",
        "nhiều tiền",
        "3 người",
        "2 triệu lượt người",
        "99999999999999999999 đồng",
        "1.000.001 tỷ đồng",
        "1,5 đồng",
        "1,2345 nghìn đồng",
        "5 triệu đồng, 3 triệu đồng",
        "3 triệu 2 tỷ đồng",
        "2 triệu 3 triệu đồng",
        "10 đồngg",
    ],
)
def test_what_is_not_one_whole_amount_is_refused(text):
    with pytest.raises(AmountError):
        dong_from_text(text)


@given(dong=st.integers(0, 10**15))
def test_amounts_come_back(dong):
    assert dong_from_text(format_dong(dong)) == dong_from_text(short_dong(dong)) == dong


def test_bounds_are_said():
    assert say_bound(5000, "about") == "khoảng 5.000"
    assert say_bound(5000, Bound.AT_MOST) == "nhiều nhất 5.000"
    assert say_bound(5000) == "5.000"
    assert say_bound(1000, Bound.ABOUT, 1200) == "khoảng 1.000–1.200"


def test_shares_are_said():
    assert format_share(1, 3) == "33,3%"
    assert format_share(5, 0) == "—"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (105, "một trăm linh năm"),
        (1001, "một nghìn không trăm linh một"),
        (20_000_000, "hai mươi triệu"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (2_300_000_000, "hai tỷ ba trăm triệu"),
        (5_000_000_000_000, "năm nghìn tỷ"),
    ],
)
def test_numbers_in_words(value, words):
    assert in_words(value) == words


FIGURES = dict(
    zip(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"], range(10), strict=True)
) | {"mốt": 1, "lăm": 5}


def read_words(text):
    """Read the words back, in another way than they were made."""
    total = group = figure = 0
    for word in text.split():
        if word in FIGURES:
            figure = FIGURES[word]
        elif word in {"trăm", "mươi"}:
            group, figure = group + figure * {"trăm": 100, "mươi": 10}[word], 0
        elif word == "mười":
            group += 10
        elif word != "linh":
            scale = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}[word]
            part = total % scale + group + figure if scale == 10**9 else group + figure
            total = total - (total % scale if scale == 10**9 else 0) + part * scale
            group = figure = 0
    return total + group + figure


@given(value=st.integers(0, 10**12 - 1))
def test_words_mean_the_number(value):
    assert read_words(in_words(value)) == value


@pytest.mark.parametrize("value", [-1, 10**18])
def test_numbers_out_of_reach_are_refused(value):
    with pytest.raises(AmountError):
        in_words(value)
