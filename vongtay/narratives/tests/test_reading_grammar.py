"""Figures whose noun, year or code stands elsewhere: lists, labels, comparisons, parts of a whole."""

import pytest

from vongtay.narratives.reading import read_text
from vongtay.narratives.reading.text import fold, lines_of


def told(text: str) -> list[tuple]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


def years(text: str) -> list[tuple]:
    return [(figure.value, figure.period) for figure in read_text(text).figures]


def test_numbers_in_turn_take_their_noun_and_their_years():
    text = "Các năm 2021, 2022, 2023 có số vụ lần lượt là 6, 4 và 9 vụ; số nạn nhân tương ứng là 8, 5 và 12 người."
    assert years(text) == [(6, "2021"), (4, "2022"), (9, "2023"), (8, "2021"), (5, "2022"), (12, "2023")]
    assert {code for _, code in told(text)[:3]} == {"crime.case"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2023 khởi tố 7 vụ (cùng kỳ 5 vụ, 9 bị can).", [(7, "2023"), (5, "2022"), (9, "2022")]),
        ("Năm 2023 khởi tố 7 vụ, giảm so với năm 2021 (10 vụ).", [(7, "2023"), (10, "2021")]),
        ("Năm 2016 có 80 vụ so với 95 năm 2013.", [(80, "2016"), (95, "2013")]),
        ("So với năm 2021, năm 2022 tăng 3 vụ.", [(3, "2022")]),
        ("Năm 2022 và quý I năm 2023 khởi tố 11 vụ.", [(11, "2022..2023")]),
        ("Ngày đăng: 02/03/2024\nNăm 2023 khởi tố 4 vụ.", [(4, "2023")]),
        ("Năm 2023, xã có 8 thôn, 3 ấp.", [(8, "2023"), (3, "2023")]),
        ("Năm 2023 mở 4 lớp.\nXã giáp với 2 huyện, có 5 cửa khẩu.", [(4, "2023"), (2, None), (5, None)]),
    ],
)
def test_a_year_of_comparison_or_place_belongs_to_its_figure_only(text, expected):
    assert years(text) == expected


def test_numbers_of_age_bands_are_the_persons_that_they_add_up_to():
    text = "Năm 2023 giải cứu 9 nạn nhân, hỗ trợ 4 người. Về độ tuổi: dưới 16 tuổi: 02; từ 16 tuổi trở lên: 07."
    assert told(text)[2:] == [(2, "victim.rescued"), (7, "victim.rescued")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # told again, the rest of it, and parts that are joined
        ("Tiếp nhận 3 công dân nghi là nạn nhân. Đồn bàn giao 3 trường hợp này cho huyện.", ["victim.suspected"] * 2),
        (
            "Tiếp nhận 20 công dân do phía bạn trao trả, có 6 người nghi là nạn nhân; 14 người còn lại về quê.",
            ["person.returned", "victim.suspected", "person.returned"],
        ),
        ("Nhà tạm lánh đón 8 người tạm lánh, gồm 5 phụ nữ và 3 trẻ em.", ["support.shelter"] * 3),
        # who they are
        ("Trung tâm phục vụ 60 cán bộ, hội viên, phụ nữ đến tham dự.", ["comm.attendance"]),
        ("Có 45 phụ nữ dân tộc Mông, Dao đi khỏi địa phương.", ["person.abroad"]),
        ("Có 12 người nghi sang Trung Quốc lấy chồng.", ["person.abroad"]),
        ("Tư vấn cho 36 cặp trước khi kết hôn với người nước ngoài.", ["other"]),
        ("Không phải là nạn nhân: 4 người.", ["other"]),
        ("Số người tự khai báo là nạn nhân: 5 người.", ["victim.suspected"]),
        ("Có 3 trẻ em được nhận làm con nuôi.", ["other"]),
        # what came in, and who called
        ("Công an tiếp nhận 4 tin trình báo về mua bán người.", ["crime.tip"]),
        ("Tổng đài 111 chuyển 05 ca.", ["hotline.call"]),
        ("Hỗ trợ: tiếp nhận 3 nạn nhân.", ["victim.received"]),
    ],
)
def test_what_stands_around_a_figure_decides_its_code(text, expected):
    assert [code for _, code in told(text)] == expected


def test_a_hotline_a_product_and_a_place_are_no_counts_or_bounds():
    assert told("Cấp cho 80 người x 5.000.000 đồng = 400.000.000 đồng.")[0][0] == 80
    screens = read_text("Năm 2023, lắp đặt nội dung trên 04 bảng led.").figures
    assert [(figure.value, figure.bound) for figure in screens] == [(4, "exact")]
    many = read_text("Năm 2023, treo trên 40 bảng tin.").figures
    assert [(figure.value, figure.bound) for figure in many] == [(40, "at_least")]


def test_one_is_counted_where_more_are_counted_with_it():
    assert told("Nhóm gồm một phụ nữ và 14 nam giới.")[0][0] == 1
    assert told("Một phụ nữ kể lại.") == []


def test_words_of_a_name_do_not_say_what_was_done():
    assert told("Trung tâm Dịch vụ việc làm tiếp 30 học sinh tham dự.") == [(30, "comm.attendance")]


@pytest.mark.parametrize("said", ["Số nạn nhân: không", "- Số nạn nhân: không có.", "Số nạn nhân: chưa phát sinh;"])
def test_a_label_that_says_none_is_a_nil(said):
    reading = read_text(f"Năm 2023\n{said}")
    assert [(nil.code, nil.period) for nil in reading.nil] == [("victim.identified", "2023")]
    assert reading.figures == ()


def test_a_quoted_noun_is_a_noun():
    assert told("Cả nước có 3 “Ngôi nhà bình yên” (1 dành cho nạn nhân bị mua bán).")[0] == (3, "facility.site")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Chị Vàng Thị L. cùng em H. (12 tuổi) và P. 15 tuổi về nhà. Xã đón.", 2),
        ("Có Lò V.A. và bạn. Họ về.", 2),
        ("Bắt Lò Văn A. Công an bắt tiếp B.", 2),
        ("A. Tình hình. Có 5 vụ.", 3),
    ],
)
def test_the_letter_of_a_name_ends_no_sentence(text, sentences):
    (line,) = lines_of(fold(text))
    assert len(line.sentences) == sentences


def test_what_is_said_of_a_person_named_by_a_letter_is_said_of_all():
    text = "Công an giải cứu Vàng Thị L. cùng 2 chị khác."
    assert [(figure.quote, figure.code) for figure in read_text(text).figures] == [("2 chị", "victim.rescued")]
