"""Bare numbers after what they count: parts that add up, changes, ages, rows that name only a kind of help."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tiếp nhận 9 nạn nhân: từ Lào về 5, Thái Lan 4.", [(9, "victim.received"), (5, "victim.received"), (4, "victim.received")]),
        ("Khởi tố 12 bị can: nam 7, nữ 5.", [(12, "crime.suspect"), (7, "crime.suspect"), (5, "crime.suspect")]),
        ("Bắt 8 đối tượng, tái phạm 3.", [(8, "crime.suspect"), (3, "crime.suspect")]),
        ("Kiểm tra 20 cơ sở, lập biên bản 6, xử phạt 4.", [(20, "insp.site"), (6, "insp.violation"), (4, "insp.violation")]),
        ("Khởi tố 6 vụ, bị can tăng 5.", [(6, "crime.case"), (5, "crime.suspect")]),
        ("Nạn nhân bị mua bán: trên 18 tuổi 7 người.", [(7, "victim.identified")]),
        ("Phát tài liệu: 300 tờ.", [(300, "comm.leaflet")]),
        ("Có 5 vụ, giảm so với 2019.", [(5, "crime.case")]),
        ("Đã khóa 12 tài khoản.", [(12, "comm.web_checked")]),
        ("Toàn huyện có 9 nạn nhân, năm nay phát sinh 2.", [(9, "victim.identified"), (2, "victim.identified")]),
        ("Cấp phát: tờ rơi 300, sổ tay 40.", [(300, "comm.leaflet"), (40, "comm.material")]),
        ("Cứ 10 phụ nữ thì có một người bị rủ.", []),
        ("Hai phần ba nạn nhân là trẻ em.", []),
    ],
)  # fmt: skip
def test_a_number_is_of_what_stands_before_it(text, expected):
    assert told(text) == expected


def test_a_row_may_name_a_kind_of_help_and_no_noun():
    text = "Nội dung\tNăm 2022\tNăm 2023\nĐược hỗ trợ học nghề\t3\t2"
    figures = read_text(text).figures
    assert [(f.value, f.code, f.unit, f.period) for f in figures] == [
        (3, "support.vocational", "người", "2022"),
        (2, "support.vocational", "người", "2023"),
    ]


def test_a_name_that_ends_in_a_noun_counts_what_the_column_says():
    text = "Đơn vị\tTờ rơi\tBị can\nPhố Bảng\t500\t2"
    assert told(text) == [(500, "comm.leaflet"), (2, "crime.suspect")]


def test_rows_may_be_named_by_their_year():
    text = "Năm\tTiếp nhận nạn nhân\tBị can\tKinh phí (triệu đồng)\n2021\t7\t3\t20\n2022\t5\t4\t15"
    assert [(f.value, f.code, f.period) for f in read_text(text).figures] == [
        (7, "victim.received", "2021"),
        (3, "crime.suspect", "2021"),
        (20_000_000, "budget.amount", "2021"),
        (5, "victim.received", "2022"),
        (4, "crime.suspect", "2022"),
        (15_000_000, "budget.amount", "2022"),
    ]


def test_a_table_may_be_drawn_with_bars():
    text = "| Năm | Số vụ | Số bị can |\n|---|---|---|\n| 2021 | 7 | 13 |\n| Cộng | 9 | 15 |"
    assert [(f.quote, f.value, f.code) for f in read_text(text).figures] == [
        ("7", 7, "crime.case"),
        ("13", 13, "crime.suspect"),
        ("9", 9, "crime.case"),
        ("15", 15, "crime.suspect"),
    ]


def test_a_column_that_names_no_one_is_of_the_victims_told_above():
    text = "Toàn tỉnh tiếp nhận 12 nạn nhân, chia theo năm:\nNăm\tTiếp nhận (người)\n2021\t7\n2022\t5"
    assert [f.code for f in read_text(text).figures] == ["victim.received"] * 3
