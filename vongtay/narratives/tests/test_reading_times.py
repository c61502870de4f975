"""Times that are of their own words only, or of no year at all: days, plans in quotes, comparisons, what a place has."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple[float, str | None]]:
    return [(figure.value, figure.period) for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quý 2/2023\n1. Có 2 vụ (ngày 14/05).\nKhởi tố 5 bị can.", [(2, "2023"), (5, "2023")]),
        ("Từ đầu năm 2021 đến nay, huyện xử 7 vụ.", [(7, "2021..")]),
        ("Năm 2024, xã mở 9 lớp. Theo Đề án “Nghề mới đến năm 2030”, xã mở 3 lớp.", [(9, "2024"), (3, "2024")]),
        (
            "Giai đoạn 2020 - 2023\nCác năm 2020, 2021, 2022 và 6 tháng đầu năm 2023 lần lượt là 1 vụ, 4 vụ, 3 vụ, 2 vụ. Ngoài ra có 8 vụ khác.",
            [(1, "2020"), (4, "2021"), (3, "2022"), (2, "2023"), (8, "2020..2023")],
        ),
    ],
)
def test_a_time_of_other_words_is_not_that_of_the_figures(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2022, xã mở 30 lớp. So với tháng cao điểm năm 2021: số lớp tăng từ 20 lớp lên 30 lớp.", "2022 2021 2022"),
        ("Năm 2022, huyện phát hiện 8 vụ, ít hơn cùng kỳ 3 vụ.", "2022 2022"),
        ("Năm 2020, xã có 4 vụ.\nĐối chiếu: Năm 2019 có 6 vụ.\nKhởi tố 2 bị can.", "2020 2019 2020"),
    ],
)
def test_what_is_compared_keeps_to_its_time(text, expected):
    assert [period for _, period in told(text)] == expected.split()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Năm 2022\nTỉnh có 120 km bờ biển. Khởi tố 3 vụ.", [(120, None), (3, "2022")]),
        ("Năm 2022\nNgười dân 2 nước qua lại. Khởi tố 3 vụ.", [(2, None), (3, "2022")]),
        ("Năm 2022\nXã có 9 thôn, 1.500 hộ/6.100 khẩu, giáp 2 nước. Khởi tố 3 vụ.", [(9, None), (1500, None), (6100, None), (2, None), (3, "2022")]),
    ],
)  # fmt: skip
def test_lengths_inhabitants_and_neighbouring_countries_are_of_no_year(text, values):
    assert told(text) == values


def test_a_report_that_its_title_dates_describes_the_land_of_then():
    text = "Báo cáo năm 2022\nTỉnh có 120 km bờ biển. Người dân 2 nước qua lại. Xã có 9 thôn."
    assert told(text) == [(120, "2022"), (2, "2022"), (9, "2022")]


def test_a_share_is_of_no_single_day_told_before_it():
    text = "Báo cáo năm 2022\nNgày 11/9/2022, công an bắt 4 đối tượng. Tỷ lệ phá án đạt 92%."
    assert told(text) == [(4, "2022-09-11"), (92, "2022")]
    assert told("Báo cáo năm 2022\nNgày 11/9/2022, có 92% số hộ ký.")[0] == (92, "2022-09-11")


@pytest.mark.parametrize(
    "text",
    [
        "Chị đã về từ 2017, nay bán hàng.",
        "Các giải Ba lần lượt thuộc về hai xã.",
        "Nhiều cuộc kéo dài trên 30 phút.",
    ],
)
def test_years_ordinals_and_lengths_of_talks_are_no_figures(text):
    assert all(figure.value == 2 for figure in read_text(text).figures)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Biên phòng giữ trong đêm 11 đối tượng.", [11]),
        ("Công an bắt trong tối 5 đối tượng.", [5]),
        ("Đêm 12/5, bắt 4 đối tượng; sáng 13, bắt thêm 2 đối tượng.", [4, 2]),
    ],
)
def test_what_was_done_in_a_night_is_counted_and_its_day_is_not(text, values):
    assert [figure.value for figure in read_text(text).figures] == values


def test_both_countries_are_counted():
    assert told("Công an hai nước gặp nhau.") == [(2, None)]


def test_a_project_is_cited_by_its_number_and_not_by_how_many_it_helps():
    assert [
        item.number for item in read_text("Theo quyết định, chọn vào Dự án 140 hộ nghèo; thực hiện Dự án 3.").documents
    ] == ["3"]


@pytest.mark.parametrize("now", ["Từ đầu năm 2022 đến nay", "Từ đầu năm đến nay", "Trong năm nay"])
def test_a_report_that_its_title_dates_tells_of_that_year(now):
    assert told(f"Báo cáo kết quả năm 2022\nNăm 2021 khởi tố 4 vụ. {now}, khởi tố 7 vụ.") == [(4, "2021"), (7, "2022")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết quả năm 2023\nToàn tỉnh có 40/44 xã đã lập tổ giúp việc.", "2023"),
        ("Kết quả năm 2023\nToàn tỉnh có 40/44 xã biên giới.", None),
    ],
)
def test_what_a_part_of_the_places_did_is_of_its_year(text, expected):
    assert told(text) == [(40, expected), (44, expected)]


def test_the_year_of_what_is_planned_next_is_not_that_of_the_report():
    text = "Kết quả công tác năm 2023 và dự kiến kế hoạch năm 2024\nMở 5 lớp tập huấn."
    assert told(text) == [(5, "2023")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dự án triển khai từ giữa năm 2019 tại 4 xã.", [(4, "2019..")]),
        ("Từ đầu năm 2019, các xã mở 4 lớp.", [(4, "2019")]),
        ("Ngày 6/3/2022, nhóm này đưa 2 em đi. Hai ngày sau, chúng trả 15 triệu đồng.", [(2, "2022-03-06"), (15_000_000, "2022")]),
        ("Hai ngày sau, chúng trả 15 triệu đồng.", [(15_000_000, None)]),
    ],
)  # fmt: skip
def test_what_runs_on_or_comes_days_later_is_of_no_single_day(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Từ năm 2016 đến năm 2020, tỉnh tiếp nhận 60 nạn nhân.\nNăm 2020, Sở hướng dẫn các huyện rà soát hồ sơ.\nSở mở các lớp cho 90 cán bộ.",
            [(60, "2016..2020"), (90, "2020")],
        ),
        (
            "Từ năm 2016 đến năm 2020, tỉnh tiếp nhận 60 nạn nhân. Riêng năm 2020 tiếp nhận 5 nạn nhân.\nNgoài ra, còn hỗ trợ 9 người.",
            [(60, "2016..2020"), (5, "2020"), (9, "2020")],
        ),
        (
            "Từ năm 2016 đến năm 2020, tỉnh tiếp nhận 60 nạn nhân. Riêng năm 2020 tiếp nhận 5 nạn nhân.\nTỉnh còn hỗ trợ 9 người.",
            [(60, "2016..2020"), (5, "2020"), (9, "2016..2020")],
        ),
        (
            "Năm 2021\nBắt 3 vụ. Ngày 5/6/2021 bắt 2 đối tượng.\nNgoài ra, còn bắt 9 người.",
            [(3, "2021"), (2, "2021-06-05"), (9, "2021")],
        ),
        ("Phát hiện 13 người. Họ đi làm thuê từ năm 2019 và 2020.", [(13, None)]),
    ],
)
def test_the_year_within_a_longer_time_is_that_of_what_goes_on_from_it(text, expected):
    assert told(text) == expected
