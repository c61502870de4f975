"""Whom a label, a line above, or arithmetic says that bare numbers divide; persons taken in by bodies that help them."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


def codes(text: str) -> list[str]:
    return [figure.code for figure in read_text(text).figures]


@pytest.mark.parametrize(
    "text",
    [
        "Trong quý, Trung tâm Công tác xã hội tiếp nhận 9 người do Công an huyện chuyển đến, trong đó 7 nữ, 2 nam.",
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH MẪU\nTrong năm tiếp nhận 14 người: Công an chuyển 9 người, tự đến 5 người.",
        "2. Tiếp nhận, hỗ trợ\nTrong năm Sở tiếp nhận 20 người. Phân theo giới: nữ 16, nam 4. Theo dân tộc: Thái 15 em, Kinh 5 em.",
        "Cơ sở tiếp nhận 6 người từ các địa phương chuyển đến. Ngoại tỉnh là 4 người (đã đưa về Lai Châu).",
        "Trung tâm tiếp nhận 10 em:\n- Công an huyện chuyển: 6 em\n- Gia đình đưa đến: 4 em",
    ],
)
def test_whom_a_welfare_body_takes_in_is_received_with_all_parts(text):
    assert set(codes(text)) == {"victim.received"}


def test_whom_border_guards_take_over_has_returned():
    assert codes("Đồn Biên phòng tiếp nhận 12 người do phía bạn trao trả, trong đó 7 nữ.") == ["person.returned"] * 2


def test_what_is_not_yet_decided_is_suspected():
    text = "Qua sàng lọc: 12 người là nạn nhân, 5 người chưa đủ căn cứ, 3 người không phải nạn nhân."
    assert codes(text) == ["victim.identified", "victim.suspected", "other"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- Về đối tượng: nam 06, nữ 13; có tiền án 04.", "crime.suspect"),
        ("3. Về bị cáo: dưới 30 tuổi 12; nghề nghiệp: làm ruộng 18, lao động tự do 09.", "crime.suspect"),
        ("- Về nạn nhân: nam 02, nữ 07; trẻ em 03.", "victim.identified"),
        ("Khởi tố 8 bị can:\n- Nam: 5\n- Nữ: 3", "crime.suspect"),
        ("Tiếp nhận 20 nạn nhân.\nTrong đó:\n- Nữ: 15 người\n- Dưới 16 tuổi: 5\n- Dân tộc Thái: 8 em", "victim.received"),
    ],
)  # fmt: skip
def test_parts_are_of_those_whom_the_label_or_the_line_above_names(text, code):
    assert set(codes(text)) == {code}


def test_lines_after_a_list_divide_nobody():
    text = "Khởi tố 8 bị can:\n- Nam: 5\nTại buổi giao lưu có 300 người dự."
    assert told(text)[-1] == (300, "comm.attendance")


def test_groups_of_parts_each_add_up():
    text = "Phía Lào trao trả 37 công dân (nam 25, nữ 12): ngoài tỉnh 31, trong tỉnh 06; làm thuê 29, buôn bán 08."
    assert told(text) == [(value, "person.returned") for value in (37, 25, 12, 31, 6, 29, 8)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Kinh phí 185 triệu đồng (ngân sách 120, xã hội hóa 65).", [185_000_000, 120_000_000, 65_000_000]),
        ("Tổng: 2,5 tỷ đồng, trong đó tỉnh 1,5, tài trợ 1.", [2_500_000_000, 1_500_000_000, 1_000_000_000]),
        ("Kinh phí 185 triệu đồng (điều 120, điều 60).", [185_000_000]),
    ],
)
def test_sums_are_told_in_the_millions_of_the_whole_into_which_they_add_up(text, values):
    figures = read_text(text).figures
    assert [figure.value for figure in figures] == values
    assert {figure.code for figure in figures} == {"budget.amount"}


def test_persons_told_again_by_number_and_noun_keep_their_code():
    text = "Biên phòng tiếp nhận 65 công dân về nước.\nBan đầu xác định 65 công dân thuộc 24 tỉnh, gồm 8 nữ, 57 nam."
    assert codes(text) == ["person.returned", "person.returned", "other", "person.returned", "person.returned"]


@pytest.mark.parametrize(("between", "code"), [(100, "person.returned"), (400, "other")])
def test_persons_are_told_again_only_within_some_hundred_figures(between, code):
    """A register of a thousand lines would otherwise be looked through whole for each of them."""
    others = "".join(f"Xã treo {number} băng rôn.\n" for number in range(101, 101 + between))
    text = f"Biên phòng tiếp nhận 65 công dân về nước.\n{others}Ban đầu xác định 65 công dân thuộc 24 tỉnh."
    assert codes(text)[-2:] == [code, "other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thụ lý 30 nguồn tin. Đã giải quyết 25: khởi tố 14 vụ; không khởi tố 6; tạm đình chỉ 05.",
         [(30, "crime.tip"), (25, "crime.tip"), (14, "crime.case"), (6, "crime.tip"), (5, "crime.tip")]),
        ("Xét xử 20 bị cáo: từ 7 năm đến dưới 10 năm 11; dưới 7 năm: 05; chung thân 01; án treo 03.",
         [(value, "crime.suspect") for value in (20, 11, 5, 1, 3)]),
        ("Truy nã 06 đối tượng, vận động đầu thú 04, còn 02 đang lẩn trốn.", [(value, "crime.suspect") for value in (6, 4, 2)]),
        ("Khởi tố 8 bị can, truy tố 6, xét xử 5.", [(value, "crime.suspect") for value in (8, 6, 5)]),
        ("Ba thôn lần lượt tổ chức 02, 01 và 03 buổi nói chuyện.",
         [(3, "other"), (2, "comm.event"), (1, "comm.event"), (3, "comm.event")]),
        ("Cấp phát: tờ rơi 300, sản phẩm truyền thông 40.", [(300, "comm.leaflet"), (40, "comm.material")]),
        ("Tiếp nhận 45 tin, trong đó tin báo 42, kiến nghị khởi tố 3.", [(45, "crime.tip"), (42, "crime.tip"), (3, "crime.tip")]),
        ("Tiếp nhận 9 nạn nhân: nữ 8; dưới 16 tuổi 04; dân tộc Mông 6.", [(value, "victim.received") for value in (9, 8, 4, 6)]),
    ],
)  # fmt: skip
def test_a_number_after_what_was_done_counts_whom_the_sentence_told_of(text, expected):
    assert told(text) == expected


def test_a_rise_in_brackets_is_of_the_figure_before_it_and_of_no_other():
    figures = read_text("Phát hiện 05 vụ (tăng 02), 08 đối tượng (giảm 01).").figures
    assert [(f.value, f.code, f.change) for f in figures] == [
        (5, "crime.case", None),
        (2, "crime.case", "up"),
        (8, "crime.suspect", None),
        (1, "crime.suspect", "down"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đối tượng: sưu tra 23, hiềm nghi 08; bắt 03 (truy nã 01).", ["crime.suspect"] * 4),
        ("Lập danh sách 57 trường hợp nghi vấn; xác minh được 40, còn 17 đang xác minh.", ["victim.suspected"] * 3),
        ("Người đi làm ăn xa: 233 (nữ 120)\n- Trong tỉnh: 41\n- Ngoài tỉnh: 150\n- Nước ngoài: 42", ["person.abroad", "person.abroad", "other", "other", "person.abroad"]),
        ("Số nạn nhân: 05\n- Đã hỗ trợ: 03", ["victim.identified", "victim.supported"]),
        ("Có 30 người trở về: 21 người ở lại quê, 9 đi làm thuê.", ["person.returned", "person.returned", "person.returned"]),
        ("Tiếp nhận 7 nạn nhân (giải cứu 3, tự về 2, trao trả 2).",
         ["victim.received", "victim.rescued", "victim.self_returned", "victim.received"]),
        ("Thụ lý 21 vụ việc trợ giúp pháp lý; hoàn thành 17 vụ việc.", ["support.legal_aid"] * 2),
    ],
)  # fmt: skip
def test_lists_go_on_with_those_whom_they_began_with(text, expected):
    assert codes(text) == expected


def test_all_that_a_call_centre_tells_of_is_calls_unless_passed_on():
    text = (
        "TỔNG ĐÀI BẢO VỆ TRẺ EM\nTháng 7/2024\nLiên quan mua bán người: 214 cuộc, gồm hỏi thông tin 121, tố giác 48, xin giúp 45.\n"
        "Chuyển tuyến 31 trường hợp: công an 19, ngoại giao 12."
    )
    assert codes(text) == ["hotline.call"] * 4 + ["victim.suspected"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khởi tố 13 vụ, 24 bị can; truy tố 12/22; xét xử 11/20.", ["crime.case", "crime.suspect"] * 3),
        ("Thụ lý 15 vụ/38 bị cáo (cũ 3/7; mới 12/31).", ["crime.case", "crime.suspect"] * 3),
        ("Cấp huyện 3 hội nghị/410 người; cấp xã 66/5.120.", ["comm.event", "comm.attendance"] * 2),
        ("Khởi tố 13 vụ, 24 bị can tại 5/7 huyện.", ["crime.case", "crime.suspect", "other", "other"]),
        ("Khởi tố 13 vụ, 24 bị can. Đạt 8/10 chỉ tiêu.", ["crime.case", "crime.suspect", "other", "other"]),
    ],
)
def test_what_is_told_in_pairs_is_told_by_numbers_alone_after(text, expected):
    assert codes(text) == expected


def test_whom_somebody_caught_is_a_suspect_though_none_was_named():
    assert codes("Phát hiện 01 vụ đưa 4 phụ nữ qua biên giới, bắt 2, 01 bỏ trốn.")[2:] == ["crime.suspect"] * 2


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Có 03 thanh niên đi Campuchia, đã về 01, 02 chưa liên lạc được.", [3, 1, 2]),
        ("Giúp 8 chị trở về: làm giấy tờ 08, vay vốn 05 (250 triệu đồng), học nghề 03.", [8, 8, 5, 250_000_000, 3]),
        ("Bắt 02 ĐT, bàn giao 01 NN.", [2, 1]),
    ],
)
def test_persons_are_counted_in_the_short_ways_of_a_commune(text, values):
    assert [value for value, _ in told(text)] == values


def test_a_total_counts_what_its_heading_names_and_later_lines_add_up_to_it():
    text = (
        "II. Nạn nhân\nTổng: 23 (giải cứu 09, tiếp nhận 10, tự trở về 04).\n"
        "Bàn giao: gia đình 15, Trung tâm BTXH 06, cơ quan khác 02."
    )
    assert [value for value, _ in told(text)] == [23, 9, 10, 4, 15, 6, 2]
    assert codes(text)[:4] == ["victim.identified", "victim.rescued", "victim.received", "victim.self_returned"]


def test_who_sent_tips_is_no_count_of_persons():
    text = "Nguồn tin: 32 tin (công dân 20, cơ quan 08, tổ chức 04)."
    assert codes(text) == ["crime.tip"] * 4


def test_help_that_ends_in_a_noun_is_help():
    text = "Đã hỗ trợ 20 nạn nhân:\n+ Thiết yếu: 18\n+ Trợ cấp khó khăn: 19"
    assert codes(text) == ["victim.supported", "support.essential", "support.allowance"]


@pytest.mark.parametrize(
    ("text", "numbers", "code"),
    [
        ("Nhận cuộc gọi từ Lào Cai 30 cuộc, Hà Giang 12, Cao Bằng 8, nơi khác 5 cuộc.", [30, 12, 8, 5], "hotline.call"),
        ("Khởi tố ở Sơn La 6 vụ; Lai Châu 4; Yên Bái 2.", [6, 4, 2], "crime.case"),
        (
            "SỞ LAO ĐỘNG TỈNH MẪU\nĐã tiếp nhận 9 người: công an 5, biên phòng 3, tự tìm đến 1.",
            [9, 5, 3, 1],
            "victim.received",
        ),
    ],
)
def test_the_next_places_of_a_list_have_as_many_of_the_same(text, numbers, code):
    assert told(text) == [(number, code) for number in numbers]


def test_brackets_divide_the_figure_of_their_own_line_whatever_the_lines_above_add_up_to():
    text = "1. Tiếp nhận: 15 người.\n2. Xác định là nạn nhân: 11 người (nữ: 9, trẻ em dưới 16 tuổi: 6)"
    assert [code for value, code in told(text) if value in {9, 6}] == ["victim.identified"] * 2


@pytest.mark.parametrize("end", [", cụ thể", ", trong đó:", ", gồm"])
def test_rows_below_sites_divide_them_whatever_is_done_there(end):
    text = f"Số cơ sở được kiểm tra: 40 cơ sở{end}\n   a) Xông hơi, tắm: 25\n   b) Cầm đồ: 15\nKhởi tố 2 vụ."
    assert told(text) == [(40, "insp.site"), (25, "insp.site"), (15, "insp.site"), (2, "crime.case")]


def test_the_cell_before_says_whom_a_row_counts():
    assert codes("TT\tNội dung\tKết quả\n1\tLớp tập huấn\t04 lớp\n2\tHọc viên\t120 người") == [
        "train.course",
        "train.trainee",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Giải cứu 30 nạn nhân. Theo tuổi: dưới 16: 7; từ 16 đến 18: 11; trên 18: 12.",
        "Giải cứu 30 nạn nhân:\n- Dưới 16: 7\n- Từ đủ 16 đến 18: 11\n- Từ 18 trở lên: 12",
    ],
)
def test_ages_need_no_noun(text):
    assert told(text) == [(number, "victim.rescued") for number in (30, 7, 11, 12)]


@pytest.mark.parametrize("text", ["Tỷ số hai đội 16: 12.", "Điểm dưới 5: 4", "Mục 3 từ dòng 16: 12"])
def test_numbers_before_a_colon_are_no_ages_by_themselves(text):
    assert all(figure.unit != "người" for figure in read_text(text).figures)


@pytest.mark.parametrize(
    "text",
    [
        "Số vụ/bị can/nạn nhân: 8/15/11; kỳ trước 5/9/7.",
        "Kết quả điều tra (vụ/bị can/nạn nhân)\n- Khởi tố: 8/15/11\n- Truy tố: 5/9/7",
    ],
)
def test_numbers_joined_by_slashes_take_the_nouns_of_their_head_in_turn(text):
    kinds = ["crime.case", "crime.suspect", "victim.identified"] * 2
    assert told(text) == [*zip([8, 15, 11, 5, 9, 7], kinds, strict=True)]


def test_numbers_joined_by_slashes_without_a_head_are_a_date():
    assert told("Báo cáo ngày 8/5/2011 về vụ án.") == []


def test_a_list_divides_its_whole_even_where_its_line_ends_with_a_share():
    text = (
        "1. Hỗ trợ nạn nhân\nTổng số nạn nhân tiếp nhận: 14 người (tăng 02 người, bằng 16,7% so với năm trước), trong đó:\n"
        "- Giải cứu: 04; tự trở về: 03; trao trả: 07.\n- Nữ 12, nam 02.\n- Dân tộc: Mông 07, Dao 04, Kinh 03.\n- Nơi đến: Lào 09, Campuchia 05."
    )
    received = "victim.received"
    assert told(text)[3:] == [
        (4, "victim.rescued"),
        (3, "victim.self_returned"),
        (7, received),
        (12, received),
        (2, received),
        (7, received),
        (4, received),
        (3, received),
        (9, received),
        (5, received),
    ]


def test_pairs_without_nouns_are_of_the_cases_and_accused_above():
    figures = told("I. Khởi tố 9 vụ/14 bị can.\nII. Truy tố 7/11. Tòa xét xử 6/9; còn 1/2.")
    assert figures[::2] == [(value, "crime.case") for value in (9, 7, 6, 1)]
    assert figures[1::2] == [(value, "crime.suspect") for value in (14, 11, 9, 2)]


def test_numbers_joined_by_a_slash_below_other_figures_are_no_pair_of_cases():
    assert told("I. Tiếp nhận 9 tin báo.\nII. Truy tố 7/11.") == [(9, "crime.tip")]


def test_a_pledge_is_of_both_numbers_joined_by_a_slash():
    assert codes("Có 90 hộ/400 khẩu ký cam kết.") == ["comm.pledge", "comm.pledge"]
