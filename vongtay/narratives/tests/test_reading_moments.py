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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đồn tiếp nhận 8 công dân. Những người này sang nước bạn làm thuê từ năm 2019.\nXã hỗ trợ 5 người.", [(8, None), (5, None)]),
        ("Năm 2021, đồn tiếp nhận 8 công dân. Những người này sang nước bạn làm thuê từ năm 2019.\nXã hỗ trợ 5 người.", [(8, "2021"), (5, "2021")]),
        ("Từ năm 2019, các xã mở 8 lớp.\nXã hỗ trợ 5 người.", [(8, "2019.."), (5, "2019..")]),
    ],
)  # fmt: skip
def test_since_when_persons_were_away_is_not_the_time_of_the_next_lines(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội đồng nhân dân tỉnh khóa XV (nhiệm kỳ 2021-2026) họp.\nKỳ họp thông qua 9 nghị quyết.", [(9, None)]),
        ("Báo cáo tổng kết nhiệm kỳ 2021-2026\nHội mở 9 lớp.", [(9, "2021..2026")]),
        ("Xã có 6 nạn nhân (kể cả người bị bán trước năm 2010) trở về; 4 người vắng mặt.", [(6, None), (4, None)]),
        ("Năm 2020, xã có 6 nạn nhân, kể cả người bị bán trước năm 2010; 4 người vắng mặt.", [(6, "2020"), (4, "2020")]),
    ],
)  # fmt: skip
def test_the_term_of_a_house_and_what_was_before_a_year_date_nothing(text, expected):
    assert told(text) == expected


def test_the_year_in_brackets_after_how_many_live_somewhere_is_its_own():
    assert told("Dân số của tỉnh khoảng 900.000 người (2015), gồm 9 huyện.") == [(900_000, "2015"), (9, None)]


def test_a_day_deep_in_a_sentence_ends_with_its_paragraph():
    text = (
        "Ngày 3/4/2024, đồn tiếp nhận 20 công dân.\nTrong đó có 1 người bị tòa án thành phố cấm ra nước ngoài theo yêu cầu đăng ký "
        "ngày 8/2/2024.\nĐồn bàn giao 20 công dân cho gia đình."
    )
    assert told(text) == [(20, "2024-04-03"), (1, "2024-04-03"), (20, "2024-04-03")]


def test_a_total_since_a_year_ends_with_its_paragraph():
    text = "Trong giai đoạn 2016-2018, hai tỉnh bắt 30 đối tượng. Tính từ năm 2009 đến nay, đã bắt 90 đối tượng.\nBa huyện giải cứu 7 nạn nhân."
    assert told(text)[1:] == [(30, "2016..2018"), (90, "2009.."), (3, "2016..2018"), (7, "2016..2018")]


@pytest.mark.parametrize("now", ["Hiện nay, tỉnh có", "Hiện tỉnh có", "Toàn tỉnh hiện có"])
def test_what_is_there_now_is_of_no_longer_time_told_before(now):
    text = "Từ năm 2011 đến năm 2014, tỉnh tiếp nhận 12 nạn nhân.\n{} 40 phụ nữ vắng mặt."
    assert told(text.format(now)) == [(12, "2011..2014"), (40, None)]
    assert told(f"Báo cáo giai đoạn 2011 - 2014\n{now} 40 phụ nữ vắng mặt.") == [(40, "2011..2014")]
    assert told(f"Năm 2014, tỉnh tiếp nhận 12 nạn nhân. {now} 40 phụ nữ vắng mặt.") == [(12, "2014"), (40, "2014")]


@pytest.mark.parametrize(
    "told_of", ["hai nước đã chọn 6 tuyến", "Hai nước sẽ khảo sát 6 tuyến", "2 nước phối hợp rà soát 6 tuyến"]
)
def test_what_two_countries_did_is_of_its_year(told_of):
    assert told(f"Năm 2012\nTheo đó, {told_of}.")[1] == (6, "2012")


def test_a_programme_numbered_with_its_body_is_cited_once():
    assert [item.number for item in read_text("Triển khai Chương trình 145/CP của Chính phủ.").documents] == ["145/CP"]


def test_the_month_in_which_a_plan_ends_is_not_the_year_of_a_day():
    assert told("Ngày 4.8, huyện họp với 7 xã. Kế hoạch kéo dài đến hết tháng 6/2026.") == [(7, None)]


@pytest.mark.parametrize("about", ["tìm hiểu pháp luật về trẻ em", "“Em học Luật Giao thông”"])
def test_the_year_of_a_contest_about_laws_is_not_that_of_a_law(about):
    assert told(f"Tỉnh đoàn vừa mở hội thi {about} năm 2023.\nCó 60 thí sinh.") == [(60, "2023")]
    assert told("Năm 2023, xã mở 4 lớp theo Luật Giao thông năm 2008.\nCó 60 người.") == [(4, "2023"), (60, "2023")]
