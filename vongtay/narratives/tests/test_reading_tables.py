"""Tables of a text: drawn with bars or spaces, measured by a column of their own or by the line above, with money beside counts."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


BARS_WITHIN = """Kết quả năm 2022
TT | Chế độ | Đơn vị tính | Số lượng | Thành tiền (đồng)
1 | Tiền ăn (sáng, trưa) | lượt người | 44 | 9.800.000
2 | Giới thiệu việc làm | chị | 6 |\x20
3 | Trợ cấp khó khăn ban đầu | người | 12 | 3.600.000
4 | Vay vốn | hộ | 2 | 80.000.000"""


def test_bars_may_stand_between_cells_only():
    assert told(BARS_WITHIN) == [
        (44, "support.essential"),
        (9_800_000, "budget.amount"),
        (6, "support.job"),
        (12, "support.allowance"),
        (3_600_000, "budget.amount"),
        (2, "support.loan"),
        (80_000_000, "budget.amount"),
    ]
    assert {f.period for f in read_text(BARS_WITHIN).figures} == {"2022"}


def test_a_table_of_two_columns_may_have_bars_between_them():
    assert told("Nội dung|Số lượng\nTờ rơi|5.000\nSố bị can|4") == [(5000, "comm.leaflet"), (4, "crime.suspect")]


def test_a_bar_in_a_line_alone_draws_no_table():
    assert told("Thứ Ba, 20/06/2023 | 08:24\nCông an bắt 3 đối tượng.") == [(3, "crime.suspect")]


def test_the_measure_of_a_row_is_not_that_of_its_column_of_money():
    text = "Nội dung\tĐVT\tKết quả\tKinh phí (triệu đồng)\nĐi đường về nơi cư trú\tngười\t19\t8,5"
    figures = read_text(text).figures
    assert [(f.value, f.unit, f.code) for f in figures] == [
        (19, "người", "support.travel"),
        (8_500_000, "đồng", "budget.amount"),
    ]


@pytest.mark.parametrize("caption", ["Kinh phí (ĐVT: triệu đồng)", "Biểu 3. Nguồn lực\nĐơn vị tính: triệu đồng"])
def test_the_line_above_may_say_in_what_money_a_table_is_told(caption):
    text = f"{caption}\nSTT\tNguồn\tSố người\tThực hiện\n1\tNgân sách tỉnh\t7\t420"
    assert told(text) == [(7, "other"), (420_000_000, "budget.amount")]


def test_money_above_one_table_says_nothing_of_the_next():
    text = "Đơn vị: triệu đồng\nNguồn\tThực hiện\nTỉnh\t420\nKết quả\nNội dung\tThực hiện\nTờ rơi\t420"
    assert told(text) == [(420_000_000, "budget.amount"), (420, "comm.leaflet")]


def test_a_column_of_sums_in_full_is_money():
    assert told("Nội dung\tSố tiền\nHọc nghề\t9.000.000") == [(9_000_000, "budget.amount")]


def test_a_head_of_years_and_a_sum_is_no_figure():
    text = "| Chế độ | 2021 | 2022 | Cộng |\n|---|---|---|---|\n| Y tế | 5 | 4 | 9 |"
    assert [(f.value, f.code, f.period) for f in read_text(text).figures] == [
        (5, "support.medical", "2021"),
        (4, "support.medical", "2022"),
        (9, "support.medical", None),
    ]


def test_rows_that_name_nothing_countable_are_of_their_section():
    text = "STT\tNội dung\tNăm 2022\tNăm 2023\nI\tTin báo\t\t\n1\tTiếp nhận\t40\t52\n2\tGiải quyết\t36\t50\nII\tTội phạm\t\t\n1\tSố vụ\t3\t4"
    assert told(text) == [(value, "crime.tip") for value in (40, 52, 36, 50)] + [(3, "crime.case"), (4, "crime.case")]


def test_a_column_that_compares_tells_changes():
    figures = read_text("Nội dung\tNăm 2023\tSo sánh (%)\nSố vụ\t15\t+25\nSố nạn nhân\t16\t-11,1").figures
    assert [(f.value, f.code, f.change) for f in figures] == [
        (15, "crime.case", None),
        (25, "target.rate", "up"),
        (16, "victim.identified", None),
        (11.1, "target.rate", "down"),
    ]


def test_a_column_may_say_its_measure_in_brackets():
    text = "Huyện\tHội nghị (cuộc)\tNgười dự (lượt)\tLoa (lượt)\tKý cam kết (hộ)\nNam Đông\t8\t900\t150\t60"
    assert [f.code for f in read_text(text).figures] == [
        "comm.event",
        "comm.attendance",
        "comm.broadcast",
        "comm.pledge",
    ]


def test_a_sign_may_stand_apart_from_its_number_and_a_point_from_its_digits():
    figures = read_text(
        "Nội dung | 2023 | 2024 | Tăng, giảm\nSố tờ rơi | 9. 400 | 8. 100 | - 1. 300\nSố vụ | 6 | 9 | + 3"
    ).figures
    assert [(f.value, f.code, f.change) for f in figures] == [
        (9400, "comm.leaflet", None),
        (8100, "comm.leaflet", None),
        (1300, "comm.leaflet", "down"),
        (6, "crime.case", None),
        (9, "crime.case", None),
        (3, "crime.case", "up"),
    ]


def test_a_column_that_compares_with_a_year_is_not_of_that_year():
    figures = read_text(
        "Kết quả năm 2022\nNội dung | Năm 2022 | So với 2021\nĐi lại | 6 | - 1\nSố vụ | 9 | + 3"
    ).figures
    assert [(f.value, f.period) for f in figures] == [(6, "2022"), (1, "2022"), (9, "2022"), (3, "2022")]


def test_the_place_that_a_row_names_does_not_say_what_is_counted():
    text = (
        "Huyện | Số buổi | Người nghe | Vụ | Tăng/giảm\nBản Phụ Nữ | 12 | 1.450 | 1 | + 2\nĐội Mẫu | 9 | 980 | 3 | - 1"
    )
    figures = read_text(text).figures
    codes = ["comm.event", "comm.attendance", "crime.case", "crime.case"]
    assert [f.code for f in figures] == codes * 2
    assert [f.change for f in figures] == [None, None, None, "up", None, None, None, "down"]
