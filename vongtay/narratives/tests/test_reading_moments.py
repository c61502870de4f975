"""Days, terms and moments that a text names in passing: which of them date its figures."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple[float, str | None]]:
    return [(figure.value, figure.period) for figure in read_text(text).figures]


@pytest.mark.parametrize("day", ["ngày 6.9", "sáng 6.9", "ngày 6/9"])
def test_a_day_without_a_year_dates_nothing_by_the_years_told_after_it(day):
    text = f"Vào {day}, Đồn biên phòng tiếp nhận 14 công dân. Họ đã ở bên kia biên giới từ cuối năm 2022 và năm 2023."
    assert told(text) == [(14, None)]


def test_a_day_with_a_dot_takes_the_year_told_before_it():
    assert told("Năm 2022, huyện mở 3 lớp. Ngày 6.9, xã bắt 2 đối tượng.") == [(3, "2022"), (2, "2022-09-06")]


def test_a_day_deep_in_a_sentence_ends_with_its_paragraph():
    text = (
        "Ngày 3/4/2024, đồn tiếp nhận 20 công dân.\nTrong đó có 1 người bị tòa án thành phố cấm ra nước ngoài theo yêu cầu đăng ký "
        "ngày 8/2/2024.\nĐồn bàn giao 20 công dân cho gia đình."
    )
    assert told(text) == [(20, "2024-04-03"), (1, "2024-04-03"), (20, "2024-04-03")]


def test_a_programme_numbered_with_its_body_is_cited_once():
    assert [item.number for item in read_text("Triển khai Chương trình 145/CP của Chính phủ.").documents] == ["145/CP"]


def test_the_month_in_which_a_plan_ends_is_not_the_year_of_a_day():
    assert told("Ngày 4.8, huyện họp với 7 xã. Kế hoạch kéo dài đến hết tháng 6/2026.") == [(7, None)]
