"""Services, halls, lines and registers as offices tell them: beds, sessions, calls, speakers in stock, rows about calls."""

import pytest

from vongtay.narratives.reading import read_text


def codes(text: str) -> list[str]:
    return [figure.code for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bệnh xá lưu 7 ngày giường.", ["support.medical"]),
        ("Ngoại trú 35 lượt.", ["support.medical"]),
        ("Đoàn văn công diễn 6 đêm.", ["comm.event"]),
        ("Trạm xã tiếp sóng 45 giờ.", ["comm.broadcast"]),
        ("Phiên chợ tuyên truyền: 5 phiên.", ["comm.event"]),
        ("Dán 900 miếng dán ở quán ăn.", ["comm.panel"]),
        ("4. Đường dây trực cả tuần, nghe 31 cuộc.", ["hotline.call"]),
    ],
)
def test_what_an_office_did_is_told_by_its_own_measures(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đội ngũ hiện có 12 báo cáo viên huyện, 88 tuyên truyền viên xã.", ["other", "other"]),
        ("Bồi dưỡng cho 40 báo cáo viên.", ["train.trainee"]),
        ("Trợ giúp pháp lý\nĐược trợ giúp là nạn nhân: 8 người.", ["support.legal_aid"]),
        ("Đăng ký 33 trường hợp kết hôn với người nước ngoài.", ["other"]),
        ("Từ chối 2 trường hợp nghi kết hôn giả.", ["other"]),
    ],
)
def test_stock_and_registers_are_no_work_with_victims(text, expected):
    assert codes(text) == expected


def test_nights_that_only_last_are_no_figure():
    assert read_text("Anh đi bộ 3 đêm trong rừng.").figures == ()
