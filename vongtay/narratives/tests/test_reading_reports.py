"""How bodies write their reports: shares of a whole, breakdowns, rows of tables, kinds of work, and whose year it is."""

import pytest

from vongtay.narratives.reading import Figure, read_text


def codes(text: str) -> list[tuple[int | float, str]]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in read_text(text).figures]


def only(text: str) -> Figure:
    (figure,) = read_text(text).figures
    return figure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Loa của thôn phát trên hệ thống truyền thanh 40 lượt tin.", "comm.broadcast"),
        ("Phát thanh trên loa của đồn 25 buổi.", "comm.broadcast"),
        ("Tuyên truyền lưu động 18 lượt.", "comm.mobile"),
        ("Chuyên trang ước đạt 9 nghìn lượt tiếp cận.", "comm.attendance"),
        ("Công an gỡ bỏ 14 nhóm kín.", "comm.web_checked"),
        ("Hội nhận 2 đợt trao trả.", "other"),
        ("Sở cử 7 cán bộ tham gia 01 lớp tập huấn.", "train.trainee"),
        ("Sau buổi nói chuyện, 90 chị em đã ký cam kết.", "comm.pledge"),
        ("Đã có 410 học sinh và 22 giáo viên ký cam kết.", "comm.pledge"),
        ("Có 8 người chưa liên lạc được với gia đình.", "person.abroad"),
        ("Trung tâm có khả năng tiếp nhận 5 - 7 nạn nhân.", "facility.capacity"),
        ("Có 6 người đang chờ xác nhận là nạn nhân.", "victim.suspected"),
        ("Xã giúp 1 cháu được quay lại trường học.", "support.education"),
        ("Hỗ trợ sinh kế cho 11 người.", "victim.supported"),
        ("Thăm, tặng quà 3 nạn nhân.", "victim.supported"),
        ("Nhóm này đã bán trót lọt 5 trẻ sơ sinh.", "victim.identified"),
        ("Kiểm tra 4 văn phòng công chứng.", "insp.site"),
        ("Hội tổ chức 6 đêm văn nghệ tuyên truyền.", "comm.event"),
        ("Sinh hoạt ngoại khóa 130 buổi.", "comm.event"),
        ("Ký cam kết với 61 chủ tàu.", "comm.pledge"),
        ("Số người được tuyên truyền trực tiếp: 700 lượt.", "comm.attendance"),
        ("Trung tâm nuôi dưỡng 28 đối tượng bảo trợ xã hội.", "other"),
        ("Công an phân loại 05 tin báo.", "crime.tip"),
        ("Điều 16 lượt tàu tuần tra.", "other"),
        ("Trợ cấp khó khăn ban đầu cho 5 người thuộc hộ nghèo.", "support.allowance"),
        ("Nhà tạm lánh sẵn sàng tiếp nhận 9 người.", "facility.capacity"),
        ("Có 4 trường hợp đi Myanmar làm việc.", "person.abroad"),
        ("Giới thiệu 3 lao động vào làm tại xưởng may.", "support.job"),
        ("Vẽ 6 bức tranh tường.", "comm.panel"),
        ("Kịp thời ngăn chặn 2 trường hợp bị đưa sang Lào.", "victim.suspected"),
    ],
)
def test_what_is_done_and_how_decides_the_code(text, code):
    assert read_text(text).figures[0].code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tiền ăn, quần áo: 8/8 người.", [(8, "support.essential"), (8, "support.essential")]),
        ("Đến nay 40/50 (80%) xã đạt.", [(40, "other"), (50, "other"), (80, "target.rate")]),
        ("Sở đã hướng dẫn 12/12 xã bố trí cán bộ.", [(12, "other"), (12, "other")]),
        ("Có 100% (12/12) xã hoàn thành.", [(100, "target.rate"), (12, "other"), (12, "other")]),
        (
            "Có 30 nạn nhân, 27/30 là nữ.",
            [(30, "victim.identified"), (27, "victim.identified"), (30, "victim.identified")],
        ),
    ],
)
def test_both_numbers_of_a_share_count_the_same(text, expected):
    assert codes(text) == expected


def test_a_paragraph_that_divides_persons_carries_their_code():
    text = "Tiếp nhận 90 công dân do nước bạn trao trả.\nVề giới tính: 70 nam, 20 nữ.\nXã mở 2 hội nghị cho 70 người."
    assert [code for _, code in codes(text)] == [
        "person.returned", "person.returned", "person.returned", "comm.event", "comm.attendance",
    ]  # fmt: skip


def test_what_stands_in_brackets_divides_the_figure_before():
    text = "Rà soát 23 người đang lao động ở nước ngoài (15 có hợp đồng, 8 tự do)."
    assert codes(text) == [(23, "person.abroad"), (15, "person.abroad"), (8, "person.abroad")]


def test_persons_defended_in_a_case_are_given_legal_aid():
    assert codes("Luật sư bào chữa trong 4 vụ việc cho 6 nạn nhân (2 người là trẻ em).")[1:] == [
        (6, "support.legal_aid"),
        (2, "support.legal_aid"),
    ]


def test_places_that_lose_their_permit_are_violations():
    text = "Kiểm tra 39 cơ sở, tước quyền sử dụng giấy phép của 2 cơ sở."
    assert codes(text) == [(39, "insp.site"), (2, "insp.violation")]


def test_tips_that_were_settled_are_tips_and_not_news():
    assert codes("Công an tiếp nhận 21 tin báo, đã giải quyết 18 tin.") == [(21, "crime.tip"), (18, "crime.tip")]


def test_turns_beside_meetings_are_those_who_came():
    assert codes("Xã mở 12 buổi tuyên truyền = 640 lượt.") == [(12, "comm.event"), (640, "comm.attendance")]


@pytest.mark.parametrize(
    "text",
    [
        "Tòa án nhân dân hai cấp đã phối hợp",
        "Chính quyền địa phương 2 cấp hoạt động ổn định",
        "Tổng đài 111 chuyển hồ sơ về tỉnh",
        "Theo Điều 150, 151 BLHS",
        "Thực hiện 4 tại chỗ, 5 rõ",
        "Bản tin phát 2 số/tháng",
    ],
)
def test_ways_of_speaking_are_no_figures(text):
    assert read_text(text).figures == ()


def test_the_year_of_the_administration_is_a_year():
    assert periods("Từ ngày 15/12/2022 đến ngày 14/6/2023, huyện khởi tố 4 vụ.") == ["2023"]
    assert periods("(Số liệu 15/11/2022 - 14/11/2023) Huyện khởi tố 4 vụ.") == ["2023"]
    assert periods("Từ ngày 15/3 đến ngày 14/6/2023, huyện khởi tố 4 vụ.") == ["2023"]
    assert periods("Từ ngày 01/6/2022 đến ngày 30/6/2023, huyện khởi tố 4 vụ.") == ["2022..2023"]


def test_the_day_of_one_event_ends_with_its_paragraph():
    text = "Năm 2023 có 4 vụ.\nNgày 08/3/2023 bắt 2 đối tượng, thu 9 điện thoại.\nTreo 12 băng rôn."
    assert periods(text) == ["2023", "2023-03-08", "2023-03-08", "2023"]


def test_a_year_said_of_one_figure_is_of_that_figure_only():
    assert periods("Năm 2022 số nhóm tăng từ 12 nhóm năm 2021 lên 19 nhóm, phát 300 tờ rơi.") == [
        "2021",
        "2022",
        "2022",
    ]
    assert periods("Giai đoạn 2021-2022 giảm từ 3 vụ (năm 2021) xuống 1 vụ (năm 2022).") == ["2021", "2022"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1\tSố vụ phát hiện\tVụ\t9", (9, "crime.case")),
        ("2\tSố nạn nhân được xác định\tNgười\t14", (14, "victim.identified")),
        ("3\tKinh phí\tTriệu đồng\t735", (735_000_000, "budget.amount")),
        ("4\tTỷ lệ tin báo được giải quyết\t%\t96", (96, "target.rate")),
        ("5\tTuyên truyền trên loa\tLượt\t120", (120, "comm.broadcast")),
    ],
)
def test_a_row_takes_its_measure_from_its_own_column(row, expected):
    assert codes(f"STT\tNội dung\tĐơn vị tính\tKết quả\n{row}") == [expected]


def test_a_row_that_tells_of_a_part_has_the_code_of_the_row_above():
    text = "STT\tNội dung\tĐVT\tSố lượng\n1\tSố nạn nhân\tNgười\t14\n\tTrong đó: nữ\tNgười\t12"
    assert codes(text) == [(14, "victim.identified"), (12, "victim.identified")]


def test_places_down_the_side_take_their_nouns_from_the_heads():
    text = "Địa phương\tSố buổi tuyên truyền\tSố người dự\nXã Nà Tông\t12\t450"
    assert [value for value, _ in codes(text)] == [12, 450]
    assert codes(text)[0][1] == "comm.event"


def test_figures_told_in_words_inside_a_row_are_read_too():
    text = "1\tTổ chức 12 hội nghị cho 400 người\tĐạt\t100%"
    assert codes(text) == [(12, "comm.event"), (400, "comm.attendance"), (100, "target.rate")]


def test_the_cells_of_a_row_may_stand_one_below_another():
    assert codes("Số vụ mua bán người\nVụ\n9\nSố nạn nhân\n14") == [(9, "crime.case"), (14, "victim.identified")]
    assert codes("Báo cáo về hỗ trợ nạn nhân\n2") == []


def test_labels_give_money_help_and_pieces_their_meaning():
    money = only("Kinh phí (triệu đồng): 1.120")
    assert (money.quote, money.value, money.unit, money.code) == ("1.120", 1_120_000_000, "đồng", "budget.amount")
    helped = only("Hỗ trợ học nghề: 4")
    assert (helped.value, helped.unit, helped.code) == (4, "người", "support.vocational")
    assert only("Băng rôn, khẩu hiệu: 378 chiếc").code == "comm.banner"


def test_an_amount_for_each_says_for_each_what():
    assert only("Trao quà, mỗi suất 500.000 đồng").per == "suất"
    assert only("Mức hỗ trợ 1.500.000 đồng/người").per == "người"


@pytest.mark.parametrize(
    ("text", "value", "high", "bound"),
    [
        ("Phát trên 1,2 triệu lượt tờ rơi", 1_200_000, None, "at_least"),
        ("Có 175 ngàn lượt người dự", 175_000, None, "exact"),
        ("Giải cứu mười hai nạn nhân", 12, None, "exact"),
        ("Mở từ 15 đến 20 lớp tập huấn", 15, 20, "exact"),
        ("Có trên dưới 50 người dự", 50, None, "about"),
        ("Nộp tiền chuộc 60-120 triệu đồng", 60_000_000, 120_000_000, "exact"),
        ("Chi 2 tỷ 150 triệu đồng", 2_150_000_000, None, "exact"),
    ],
)
def test_numbers_with_scales_words_and_ranges(text, value, high, bound):
    figure = only(text)
    assert (figure.value, figure.value_high, figure.bound) == (value, high, bound)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Số vụ giảm 12,5%", "down"),
        ("Số vụ tăng 3 vụ", "up"),
        ("Đạt tỷ lệ 90%", None),
        ("Tăng cường 5 tổ công tác", None),
    ],
)
def test_a_change_goes_up_or_down(text, change):
    assert only(text).change == change
