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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã\tSố buổi\tLượt người\nXã Mẫu\t4\t210", ["comm.event", "comm.attendance"]),
        ("Xã\tSố lớp\tLượt người\nXã Mẫu\t2\t60", ["train.course", "train.trainee"]),
        ("Xã\tLượt người\nXã Mẫu\t60", ["other"]),
    ],
)
def test_a_column_of_people_is_of_the_gatherings_beside_it(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize("row", ["- Báo tin về kẻ xấu{}70", "- Xin việc làm{}70", "- Gọi nhầm{}70"])
@pytest.mark.parametrize("between", ["\t", ": "])
def test_rows_that_divide_calls_are_calls_whatever_they_were_about(row, between):
    assert (
        codes(f"Nhận 140 cuộc gọi.\nPhân loại:\n{row.format(between)}\n{row.format(between)}") == ["hotline.call"] * 3
    )
    assert codes(f"Nhận 140 cuộc gọi.\nXã có:\n{row.format(between)}") != ["hotline.call"] * 2


def test_years_of_a_list_are_of_the_service_told_first():
    text = "Chữa bệnh: 30 nạn nhân. Năm 2021: 14 nạn nhân; 2022: 9, 2023: 7."
    assert codes(text) == ["support.medical"] * 4
    assert [figure.period for figure in read_text(text).figures[1:]] == ["2021", "2022", "2023"]
    assert codes("Chữa bệnh: 30 nạn nhân. Năm 2021: 14 nạn nhân được giải cứu.")[1] == "victim.rescued"


def test_sums_in_full_divide_the_money_before_them():
    text = "Chi 80.000.000 đồng (tỉnh 50.000.000; xã 30.000.000)."
    assert [(f.value, f.code) for f in read_text(text).figures[1:]] == [
        (50_000_000, "budget.amount"),
        (30_000_000, "budget.amount"),
    ]


def test_help_named_right_before_a_number_is_its_own():
    text = "Ngôi nhà hỗ trợ học nghề cho 9 chị, vay vốn 4 chị, còn lại được đưa về gia đình."
    assert [figure.code for figure in read_text(text).figures] == ["support.vocational", "support.loan"]


def test_rounds_in_which_persons_were_taken_over_are_no_gatherings():
    text = "Đồn tiếp nhận 340 công dân trong 18 đợt."
    assert [figure.code for figure in read_text(text).figures] == ["person.returned", "other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đ) Trợ giúp pháp lý: 06 vụ việc/08 người", ["support.legal_aid", "support.legal_aid"]),
        ("Trung tâm có sức chứa 30 người, hiện đang ở 12 người.", ["facility.capacity", "support.shelter"]),
        ("Khó khăn: 4/15 nạn nhân không có giấy tờ tùy thân.", ["victim.identified", "victim.identified"]),
        ("Làm giấy tờ tùy thân cho 4 nạn nhân.", ["support.legal"]),
    ],
)
def test_aided_cases_those_staying_and_what_is_lacking(text, expected):
    assert codes(text) == expected


def test_cases_that_a_line_advised_are_calls_in_the_next_clause_too():
    assert (
        codes("Đường dây nóng 111 hoạt động cả ngày; năm qua tư vấn 900 ca, chuyển gửi 40 ca.") == ["hotline.call"] * 2
    )
    assert codes("Trung tâm tư vấn 900 ca.") != ["hotline.call"]
