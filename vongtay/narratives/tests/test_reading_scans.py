"""Numbers as scanners, pages cut short and hurried typists leave them: taken apart by spaces, glued to a word, signed."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple]:
    return [(figure.quote, figure.value) for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã tuyên truyền cho 3. 480 lượt người.", [("3. 480 lượt người", 3480)]),
        ("Trong quý phát 6 .200  tờ rơi.", [("6 .200  tờ rơi", 6200)]),
        ("Xử phạt số tiền 47. 500.000 đồng.", [("47. 500.000 đồng", 47_500_000)]),
        ("Chi hỗ trợ 2. 750. 000 đ.", [("2. 750. 000 đ", 2_750_000)]),
        ("Tăng 6 vụ ( 37, 5% ) so với năm trước.", [("6 vụ", 6), ("37, 5%", 37.5)]),
        ("Kinh phí khoảng 1, 4 tỷ đồng.", [("khoảng 1, 4 tỷ đồng", 1_400_000_000)]),
        ("Ký cam kết: 1. 340 hộ.", [("1. 340 hộ", 1340)]),
        ("Số tiền: 36. 000. 000 đồng", [("36. 000. 000 đồng", 36_000_000)]),
    ],
)
def test_a_number_that_a_scanner_took_apart_is_one_number(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. 115 hộ ký cam kết", [115]),
        ("Các việc đã làm: 1. 250 buổi tuyên truyền; 2. 310 tờ rơi.", [250, 310]),
        ("Họp vào ngày 12. 150 người dự.", [150]),
        ("Các tổ 1, 5 có 15 người dự.", [15]),
    ],
)
def test_numbers_of_lists_and_dates_stay_apart(text, expected):
    assert [figure.value for figure in read_text(text).figures] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điện Biên9 nạn nhân được cứu.", [("9 nạn nhân", 9)]),
        ("Quảng Trị14 công dân về nước.", [("14 công dân", 14)]),
        ("Tổ chức tại hội trường B14, gồm người dân.", []),
        ("Xã đạt loại tốt, mã số Đ14 xã viên.", []),
    ],
)
def test_a_number_may_be_glued_to_the_place_of_its_news(text, expected):
    assert told(text) == expected


def test_a_share_after_the_name_of_a_course_is_a_figure():
    assert told("Kiểm tra cuối khóa 96% đạt loại khá; vòng 2 có 50 người.") == [("96%", 96), ("50 người", 50)]


@pytest.mark.parametrize("word", ["đối tƣợng", "đối tượng", "ĐỐI TƢỢNG"])
def test_the_letter_of_an_older_font_is_read_as_the_one_meant(word):
    (figure,) = read_text(f"Công an bắt 17 {word} mua bán người.").figures
    assert (figure.quote, figure.code) == (f"17 {word}", "crime.suspect")
