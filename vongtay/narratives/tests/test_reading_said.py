"""What somebody said, numbers in brackets after places and years, tables whose caption tells the measure."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


def values(text: str) -> list[float]:
    return [figure.value for figure in read_text(text).figures]


@pytest.mark.parametrize(
    "text",
    [
        "“Tôi có 12 phòng cho thuê.”",
        "“Xóm có 12 hộ thì mấy hộ có người đi xa”, ông Páo nói.",
        "Bà Xoa chia sẻ: “Xóm có 12 hộ đi xa”.",
        "“Chỗ của em có 12 người”, H. kể.",
    ],
)
def test_what_somebody_said_is_counted(text):
    assert values(text) == [12]


@pytest.mark.parametrize(
    "text",
    [
        "Xã ra mắt mô hình “3 không 5 sạch”.",
        "Cuộc thi mang tên: “10 phút vì cộng đồng”.",
        "Câu lạc bộ “4 biết”, ông Páo là chủ nhiệm.",
    ],
)
def test_numbers_in_names_are_not(text):
    assert values(text) == []


def test_numbers_in_brackets_after_places_are_of_the_last_one_s_noun():
    text = (
        "Năm nơi gọi nhiều nhất: Sơn La (81 cuộc gọi). Gọi nhiều là Lào Cai (42), Yên Bái (36), Lai Châu (29 cuộc gọi)."
    )
    assert told(text)[-3:] == [(42, "hotline.call"), (36, "hotline.call"), (29, "hotline.call")]


def test_numbers_in_brackets_divide_a_whole_told_before():
    assert told("Từ nước ngoài 174 cuộc gọi, chủ yếu từ Lào (96) và Campuchia (41).") == [
        (174, "hotline.call"),
        (96, "hotline.call"),
        (41, "hotline.call"),
    ]


@pytest.mark.parametrize("text", ["Bắt 3 đối tượng, chủ yếu là Lò A (35), Lò B (41).", "Gặp chị Lò Thị A (35)."])
def test_ages_in_brackets_are_no_counts(text):
    assert 35 not in values(text)


def test_each_number_of_a_list_may_carry_its_year():
    figures = read_text("Số vụ lần lượt là 77 (2021), 90 (2022), 147 (2023) và 214 vụ năm 2024.").figures
    assert [(one.value, one.period) for one in figures] == [(77, "2021"), (90, "2022"), (147, "2023"), (214, "2024")]


def test_a_caption_tells_what_its_table_counts():
    table = "Bảng 2. Tin báo, tố giác tiếp nhận (ĐVT: tin)\nXã\tTháng 4\tTháng 5\nBản Lầu\t3\t1\nTả Van\t2\t5\n"
    assert told(table) == [(3, "crime.tip"), (1, "crime.tip"), (2, "crime.tip"), (5, "crime.tip")]
    table = "Bảng 1. Lượt người được tuyên truyền (ĐVT: lượt người)\nXã | Tháng 4 | Tháng 5\nBản Lầu | 215 | 1.020\n"
    assert told(table) == [(215, "comm.attendance"), (1020, "comm.attendance")]


def test_a_caption_ends_with_its_table():
    text = "Bảng 1. Tin báo (ĐVT: tin)\nXã\tQuý I\nBản Lầu\t3\n\nNhận xét chung về kết quả.\n\nXã\tSố vụ\nBản Lầu\t4\n"
    assert told(text) == [(3, "crime.tip"), (4, "crime.case")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khởi tố 3 vụ/8 đối tượng; 1 vụ/1 đối tượng đang xác minh.", [3, 8, 1, 1]),
        ("Hỗ trợ 50.000 đồng/1 người.", [50000]),
        ("Mới có 6 trên tổng số 45 xã bố trí kinh phí.", [6, 45]),
        ("Lập 11 tổ, mỗi tổ 3 - 5 thành viên.", [11, 3]),
        ("Khảo sát cho thấy cứ 5 người thì 2 người muốn đi.", []),
        ("Dựng 3 pa nô ở ngã ba chợ.", [3]),
        ("Chuyên án bí số 825M kết thúc; nhà ở số 45 ngõ 7 phố Hàng.", []),
        ("Trung tâm Trợ giúp pháp lý nhà nước số 1 tư vấn cho 2 người.", [2]),
        ("Có cuộc gọi dài 2 giờ 10 phút.", []),
        ("Phát 168 lượt, mỗi lượt 10 phút.", [168]),
        ("Cứ 100 người bị lừa thì chỉ có dăm người trình báo.", []),
        ("Ba năm, ba con số; không hồ sơ nào bị trả quá 02 lần.", []),
        ("Địa chỉ: số 1 đường 7/5; họp tại 18 Nguyễn Trãi; điện thoại 0292 3xxx 787, 1800 xxxx.", []),
    ],
)
def test_shares_rates_addresses_and_lengths(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kiểm tra 51 cơ sở karaoke; xử lý 9 cơ sở.", ["insp.site", "insp.violation"]),
        ("Năm học này trường có 42 lớp với 1.786 học sinh.", ["other", "other"]),
        ("Trường mở 2 lớp tập huấn với 84 học sinh.", ["train.course", "train.trainee"]),
        ("Hội tổ chức 1 cuộc thi viết thư, nhận 673 bài.", ["comm.contest", "comm.contest_entry"]),
        ("Mô hình đã cung cấp cho công an 17 tin.", ["crime.tip"]),
        ("Có 7 trường bán trú tham gia.", ["other"]),
        ("Cho 2 người vay tổng số 60 triệu đồng.", ["support.loan", "budget.amount"]),
        ("Năm nay tỉnh đưa được 616 lao động, tăng 42 lao động.", ["person.abroad", "person.abroad"]),
        ("Đưa 15 lao động về nước an toàn.", ["person.returned"]),
        ("Số đối tượng giảm 7 người.", ["crime.suspect"]),
        ("Mở 2 đợt cao điểm. Tổ chức 2 đợt tuyên truyền cao điểm.", ["other", "comm.event"]),
        ("Cụm loa thông minh hiện có 386 cụm.", ["comm.channel"]),
        ("Tư vấn qua điện thoại: 139 cuộc.", ["hotline.call"]),
        (
            "Có 14 người được cử trợ giúp viên pháp lý, 5 người được bố trí phiên dịch.",
            ["support.legal_aid", "support.interpreter"],
        ),
        ("Còn chừng 600 người ở bên kia biên giới.", ["person.abroad"]),
        ("Mở 3 lớp tập huấn, đưa 20 lao động tham gia.", ["train.course", "train.trainee"]),
        (
            "Lập 15 hồ sơ nghi bị mua bán, chuyển: công an 9 trường hợp; biên phòng 6 trường hợp.",
            ["victim.suspected"] * 3,
        ),
        ("Lập 15 hồ sơ vay vốn.", ["other"]),
    ],
)
def test_what_was_done_with_them_decides(text, expected):
    assert [figure.code for figure in read_text(text).figures] == expected


def test_citizens_handed_over_by_a_country_are_no_victims_for_their_heading():
    text = "Tiếp nhận, xác minh nạn nhân\nTiếp nhận 22 công dân do Campuchia trao trả."
    assert told(text) == [(22, "person.returned")]
    assert told(text.replace("22 công dân", "22 nạn nhân")) == [(22, "victim.received")]
