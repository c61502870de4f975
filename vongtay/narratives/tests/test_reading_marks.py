"""A text typed without marks is read as the same text with them."""

import unicodedata

import pytest

from vongtay.narratives.reading import read_text

REPORT = (
    "Trong 6 tháng đầu năm 2022, Sở mở 5 lớp tập huấn cho 250 cán bộ cấp xã, 12 hội nghị truyền thông với 1.200 người tham gia.\n"
    "Đã tiếp nhận 6 nạn nhân bị mua bán trở về (2 nam, 4 nữ); hỗ trợ học nghề cho 2 nạn nhân, khoảng 4 người được trợ cấp khó khăn.\n"
    "Trong 5 năm, kinh phí thực hiện là 85 triệu đồng; so với năm 2021 tăng 12%."
)


def bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def told(text: str) -> list[tuple]:
    return [(item.start, item.end, item.value, item.bound, item.code, item.period) for item in read_text(text).figures]


def test_a_report_without_marks_reads_as_the_one_with_them():
    plain = bare(REPORT)
    assert len(plain) == len(REPORT)
    assert len(told(REPORT)) == 11
    assert told(plain) == told(REPORT)


def test_the_quote_is_as_the_text_has_it():
    (figure,) = read_text("Xa da to chuc 12 HOI NGHI truyen thong trong nam 2021").figures
    assert (figure.quote, figure.unit, figure.period) == ("12 HOI NGHI truyen thong", "HOI NGHI truyen thong", "2021")


@pytest.mark.parametrize("text", ["In 2021 the office had 3 to 5 people in the hall", "no 12 to", "km 5, lo 7"])
def test_words_of_another_language_are_left_alone(text):
    assert all(figure.code == "other" for figure in read_text(text).figures)


def test_a_line_with_one_marked_letter_is_left_alone():
    assert read_text("Tai xã co 12 to roi").figures[0].code == read_text("Tại xã có 12 to roi").figures[0].code
