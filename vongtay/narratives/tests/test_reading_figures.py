"""What the reader takes for a figure, what it leaves alone, and which code each figure gets."""

import pytest

from vongtay.narratives.reading import Figure, read_text
from vongtay.narratives.reading.lexicon import load
from vongtay.narratives.reading.rulebook import INFERRED, rules


def only(text: str) -> Figure:
    figures = read_text(text).figures
    assert len(figures) == 1, figures
    return figures[0]


def codes(text: str) -> list[tuple[int | float, str]]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Xã phát 1.234 tờ rơi", 1234),
        ("Xã phát 1 234 tờ rơi", 1234),
        ("Xã phát 1\u00a0234 tờ rơi", 1234),
        ("Xã phát 1,250 tờ rơi", 1250),
        ("Xã phát 02 tờ rơi", 2),
        ("Xã phát 02 (hai) tờ rơi", 2),
        ("Xã phát hai mươi mốt tờ rơi", 21),
        ("Xã phát một trăm năm mươi tờ rơi", 150),
        ("Xã phát 12 nghìn tờ rơi", 12_000),
        ("Địa bàn có 3 vạn người", 30_000),
        ("Chi 1,5 triệu đồng", 1_500_000),
        ("Chi 2 tỷ 300 triệu đồng", 2_300_000_000),
        ("Chi 450.000đ", 450_000),
        ("Tỷ lệ đạt 12,75%", 12.75),
    ],
)
def test_numbers_are_read_as_officials_write_them(text, value):
    assert only(text).value == value


def test_a_range_has_a_lower_and_a_higher_value():
    figure = only("Nhà tạm lánh nhận từ 6 đến 9 người")
    assert (figure.quote, figure.value, figure.value_high, figure.bound) == ("6 đến 9 người", 6, 9, "exact")
    assert only("Nhà tạm lánh nhận 6-9 người").value_high == 9


@pytest.mark.parametrize(
    ("words", "bound", "quote"),
    [
        ("trên 40 học viên", "at_least", "trên 40 học viên"),
        ("ít nhất 40 học viên", "at_least", "ít nhất 40 học viên"),
        ("không dưới 40 học viên", "at_least", "không dưới 40 học viên"),
        ("40 học viên trở lên", "at_least", "40 học viên trở lên"),
        ("không quá 40 học viên", "at_most", "không quá 40 học viên"),
        ("chưa đến 40 học viên", "at_most", "chưa đến 40 học viên"),
        ("gần 40 học viên", "about", "gần 40 học viên"),
        ("xấp xỉ 40 học viên", "about", "xấp xỉ 40 học viên"),
        ("chỉ 40 học viên", "exact", "40 học viên"),
    ],
)
def test_words_that_bound_a_number_belong_to_the_quote(words, bound, quote):
    figure = only(f"Khóa này có {words}.")
    assert (figure.bound, figure.quote) == (bound, quote)


def test_a_difference_is_marked_and_its_comparison_is_no_bound():
    figure = only("Số vụ nhiều hơn 4 vụ")
    assert (figure.bound, figure.change) == ("exact", "up")
    assert only("Số vụ giảm 4 vụ").change == "down"


def test_a_pair_with_a_slash_is_two_figures():
    assert codes("Khởi tố 4 vụ/9 bị can") == [(4, "crime.case"), (9, "crime.suspect")]
    assert codes("Có 5/11 xã đăng ký") == [(5, "other"), (11, "other")]


def test_of_one_in_so_many_only_the_whole_is_a_figure():
    assert [figure.value for figure in read_text("Là 1 trong 6 tỉnh trọng điểm").figures] == [6]
    assert [figure.value for figure in read_text("Có 2 trong số 6 nạn nhân là trẻ em").figures] == [2, 6]


def test_an_amount_keeps_what_it_is_paid_for():
    figure = only("Mức hỗ trợ 40.000 đồng/người/ngày")
    assert (figure.value, figure.code, figure.per) == (40_000, "budget.amount", "người")


@pytest.mark.parametrize(
    "text",
    [
        "Họp ngày 5/3/2024 và ngày 07 tháng 4",
        "Giai đoạn 2016-2020, các năm 2021, 2022",
        "Mở lúc 7 giờ 30 phút, đóng lúc 17h",
        "Người từ 16 đến 30 tuổi",
        "Trong 5 năm qua, sau 10 ngày",
        "Họp 01 lần/tháng, trực 24/7",
        "Thực hiện Đề án 3, Ban Chỉ đạo 138, Đội 178",
        "Theo Điều 150, khoản 2 Điều 151 Bộ luật Hình sự",
        "Gọi tổng đài 111 để được giúp",
        "Thông tư số 35/2013/TT-BLĐTBXH",
        "Đợt thứ 2 của năm, vòng 3",
        "Hàng trăm người, vài chục vụ, một số nạn nhân",
        "Một người dân kể lại",
        "Dịch Covid-19 ở phường 5, quận 3",
        "Phong trào “3 không” của phụ nữ",
        "1. Tình hình chung",
        "Năm nay hai bên ký kết",
        "Thứ hai tuần sau",
        "Bị phạt từ 5 đến 10 năm tù",
    ],
)
def test_dates_ages_ordinals_and_names_are_no_figures(text):
    assert read_text(text).figures == ()


def test_one_is_a_figure_only_inside_a_counted_series():
    assert codes("Xử lý 5 người; một trường hợp được tha.")[1][0] == 1
    assert codes("Một trường hợp được tha.") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cấp 500 tờ gấp", "comm.leaflet"),
        ("Treo 30 băng rôn", "comm.banner"),
        ("Căng 40 băng zôn", "comm.banner"),
        ("Dựng 12 pa-nô", "comm.panel"),
        ("In 70 cuốn sổ tay", "comm.material"),
        ("Đăng 9 bài viết", "comm.news"),
        ("Phát 80 lượt trên loa truyền thanh", "comm.broadcast"),
        ("Tổ chức 6 buổi tuyên truyền lưu động", "comm.mobile"),
        ("Tổ chức 6 buổi tọa đàm", "comm.event"),
        ("Mở 2 hội thi", "comm.contest"),
        ("Lập 8 nhóm zalo", "comm.channel"),
        ("Duy trì 4 câu lạc bộ", "comm.model"),
        ("Vận động 90 hộ ký cam kết", "comm.pledge"),
        ("Rà soát 60 trang thông tin điện tử", "comm.web_checked"),
        ("Tổng đài nhận 33 cuộc gọi", "hotline.call"),
        ("Mở 3 lớp tập huấn", "train.course"),
        ("Khởi tố 3 vụ", "crime.case"),
        ("Bắt 3 đối tượng", "crime.suspect"),
        ("Tiếp nhận 7 tin báo", "crime.tip"),
        ("Giải cứu 3 nạn nhân", "victim.rescued"),
        ("Tiếp nhận 3 nạn nhân", "victim.received"),
        ("Có 3 nạn nhân tự trở về", "victim.self_returned"),
        ("Có 3 trường hợp nghi là nạn nhân", "victim.suspected"),
        ("Xác định 3 nạn nhân", "victim.identified"),
        ("Hỗ trợ 3 nạn nhân", "victim.supported"),
        ("Hỗ trợ học nghề cho 3 nạn nhân", "support.vocational"),
        ("Tư vấn tâm lý cho 3 nạn nhân", "support.psychological"),
        ("Hỗ trợ tâm lý, học nghề cho 3 nạn nhân", "victim.supported"),
        ("Nhận 40 công dân do nước bạn trao trả", "person.returned"),
        ("Có 40 phụ nữ vắng mặt lâu ngày", "person.abroad"),
        ("Có 2 cơ sở trợ giúp xã hội", "facility.site"),
        ("Sức chứa 30 người", "facility.capacity"),
        ("Bố trí 4 nhân viên", "facility.staff"),
        ("Lập 2 đoàn kiểm tra", "insp.team"),
        ("Kiểm tra 15 cơ sở kinh doanh", "insp.site"),
        ("Xử phạt 6 cơ sở", "insp.violation"),
        ("Chi 30 triệu đồng", "budget.amount"),
        ("Ban hành 5 văn bản", "doc.issued"),
        ("Đạt 90%", "target.rate"),
        ("Bắt 3 vụ nhập cảnh trái phép", "other"),
        ("Trồng 20 cây xanh", "other"),
    ],
)
def test_each_kind_of_figure_gets_its_code(text, code):
    figure = only(text)
    assert figure.code == code
    assert figure.rule
    assert 0 < figure.sure <= 1


def test_people_take_their_meaning_from_the_gathering_before_them():
    assert codes("Mở 2 lớp tập huấn cho 50 người") == [(2, "train.course"), (50, "train.trainee")]
    assert codes("Mở 2 hội nghị về hỗ trợ nạn nhân cho 50 người")[1] == (50, "comm.attendance")


def test_parts_take_the_meaning_of_their_total():
    assert codes("Giải cứu 7 nạn nhân, trong đó có 5 nữ, 2 nam") == [
        (7, "victim.rescued"),
        (5, "victim.rescued"),
        (2, "victim.rescued"),
    ]
    assert codes("Bắt 6 đối tượng (5 nam, 1 nữ)")[1:] == [(5, "crime.suspect"), (1, "crime.suspect")]


def test_a_label_before_a_bare_number_names_its_unit():
    figure = only("Tổng số vụ: 14")
    assert (figure.value, figure.code, figure.unit_implied) == (14, "crime.case", True)


def test_a_table_row_is_read_by_its_label_and_column():
    text = "Nội dung\tNăm 2022\tNăm 2023\nSố vụ\t3\t4\nTờ rơi\t1.500\t2.500"
    assert [(f.value, f.code, f.period) for f in read_text(text).figures] == [
        (3, "crime.case", "2022"),
        (4, "crime.case", "2023"),
        (1500, "comm.leaflet", "2022"),
        (2500, "comm.leaflet", "2023"),
    ]


def test_words_whose_marks_were_lost_are_still_found():
    assert only("Xa phat 300 to roi").code == "comm.leaflet"


def test_every_rule_names_cues_and_classes_that_exist():
    cues = {*load("cues.toml"), *INFERRED}
    classes = {*load("units.toml"), "share", "unknown", "*"}
    places = ("near", "lead", "tail", "inside", "clause", "sentence", "topic", "shared", "after", "close",
              "not_near", "not_lead", "not_after", "not_clause", "not_inside")  # fmt: skip
    for rule in load("rules.toml")["rule"]:
        assert set(rule["units"]) <= classes, rule["id"]
        assert {cue for place in places for cue in rule.get(place, ())} <= cues, rule["id"]
        assert set(rule) <= {"id", "units", "code", "sure", "total", *places}, rule["id"]
    assert all(rules()[kind][-1].id for kind in classes - {"*"})


def test_on_some_boats_is_a_place_and_no_bound():
    figure = only("Họ bị đưa đi làm việc trên hai tàu cá.")
    assert (figure.bound, figure.value) == ("exact", 2)


def test_the_number_of_a_border_mark_counts_no_place_named_after_it():
    text = "Tại khu vực mốc 312 thôn Nà Sài và mốc quốc giới 88 bản Pắc, đồn tiếp nhận 6 người."
    assert [figure.quote for figure in read_text(text).figures] == ["6 người"]
