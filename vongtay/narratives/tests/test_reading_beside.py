"""An earlier year told beside that of the report: it is of its own sentence, and what was counted then is what is counted now."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple[str, str | None]]:
    return [(figure.code, figure.period) for figure in read_text(text).figures]


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in read_text(text).figures]


@pytest.mark.parametrize("title", ["Báo cáo năm 2023", "BÁO CÁO\nCông tác phòng ngừa năm 2023", "BC kết quả năm 2023"])
def test_an_earlier_year_is_not_that_of_the_next_lines(title):
    text = f"{title}\n- Phát hiện 4 vụ. Năm 2022 phát hiện 6 vụ.\n- Tổ chức 9 buổi tuyên truyền."
    assert periods(text) == ["2023", "2022", "2023"]


def test_without_a_title_an_earlier_year_told_after_figures_is_of_its_line_only():
    assert periods("Năm 2023, phát hiện 4 vụ. Năm 2022, phát hiện 6 vụ.\nMở 2 lớp tập huấn.") == [
        "2023",
        "2022",
        "2023",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Báo cáo năm 2023\nNăm 2022, kết quả như sau:\n- Mở 2 lớp tập huấn.", ["2022"]),
        ("Năm 2023, phát hiện 4 vụ.\nNăm 2022, phát hiện 6 vụ.\nMở 2 lớp tập huấn.", ["2023", "2022", "2022"]),
        ("Báo cáo giai đoạn 2021 - 2023\nNăm 2021, phát hiện 6 vụ.\nMở 2 lớp tập huấn.", ["2021", "2021..2023"]),
    ],
)
def test_an_earlier_year_that_opens_what_follows_is_its_time(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    "words", ["So sánh: vụ +50%.", "So sánh: tăng 50%.", "Như vậy, số vụ tăng 50%.", "So sánh, tăng 50% số vụ."]
)
def test_a_change_told_after_both_years_is_of_the_later_one(words):
    figures = read_text(f"Báo cáo năm 2023\nNăm 2023: 6 vụ. Năm 2022: 4 vụ. {words}").figures
    assert [(one.period, one.change) for one in figures] == [("2023", None), ("2022", None), ("2023", "up")]


def test_a_change_of_the_earlier_year_stays_in_it():
    assert periods("Báo cáo năm 2023\nPhát hiện 6 vụ. Năm 2022 phát hiện 4 vụ, giảm 2 vụ.") == ["2023", "2022", "2022"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Bắt 5 đối tượng (+2 đối tượng), 4 vụ (-1 vụ).", [None, "up", None, "down"]),
        ("-5 vụ, 20-25 người, 7 lớp - 90 học viên.", [None, None, None, None]),
        ("+ 5 vụ\n+6 buổi nói chuyện", [None, None]),
    ],
)
def test_a_sign_before_a_number_tells_a_change_and_a_dash_none(text, signs):
    assert [figure.change for figure in read_text(text).figures] == signs


def test_what_another_year_counted_is_what_the_line_counts():
    text = "Báo cáo năm 2023\nPhía bạn trao trả 8 đợt/120 người. Năm 2022 chỉ có 5 đợt/70 người."
    assert told(text) == [
        ("other", "2023"),
        ("person.returned", "2023"),
        ("other", "2022"),
        ("person.returned", "2022"),
    ]


def test_another_noun_of_another_year_is_coded_by_its_own_words():
    text = "Báo cáo năm 2023\nPhía bạn trao trả 120 người. Năm 2022 có 70 học sinh dự hội nghị."
    assert told(text)[1] == ("comm.attendance", "2022")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Báo cáo năm 2023\n(Số liệu từ 01/12/2022 đến 30/11/2023)", "2023"),
        ("Báo cáo chuyên đề\n(Số liệu từ 01/12/2022 đến 30/11/2023)", "2022..2023"),
        ("Báo cáo năm 2023\nSố liệu từ năm 2020 đến năm 2023", "2020..2023"),
        ("Phần gửi Ban Chỉ đạo, 6 tháng đầu năm 2023 (từ 01/12/2022 đến 31/5/2023)", "2023"),
    ],
)
def test_days_below_a_title_spell_out_its_year(title, expected):
    assert periods(f"{title}\nXét xử 4 vụ.") == [expected]


def test_the_last_year_of_a_report_is_known_by_its_title():
    assert periods("Báo cáo năm 2023\nNhà có 11 nhân viên. Năm ngoái chỉ có 9 nhân viên.") == ["2023", "2022"]


def test_what_is_compared_with_the_end_of_a_year_is_of_now():
    text = "Báo cáo năm 2023\nCó 60 người lao động ở nước ngoài (tăng 5 người so với cuối năm 2022)."
    assert periods(text) == ["2023", "2023"]


def test_the_parts_of_those_told_before_take_their_code():
    text = (
        "Cơ sở tiếp nhận 12 nạn nhân. 8 người đã được xác định; 4 người nghi là nạn nhân."
        " 5 người do công an chuyển đến, 4 người do biên phòng, 3 người tự tìm tới."
    )
    assert [code for code, _ in told(text)][-3:] == ["victim.received"] * 3
    assert [code for code, _ in told(text.replace("3 người tự", "2 người tự"))][-3:] != ["victim.received"] * 3


@pytest.mark.parametrize("other", ["Năm học 2023 - 2024 trường có 9 lớp học.", "Năm 2024 sẽ mở 9 lớp học."])
def test_another_time_in_the_text_of_a_dated_report_is_of_its_line(other):
    assert periods(f"Báo cáo năm 2023\n{other}\nMở 2 lớp tập huấn.")[-1] == "2023"


def test_years_told_as_a_list_are_not_that_of_the_next_lines():
    text = "Năm 2023, mở 5 lớp tập huấn. Năm 2021 và năm 2022, mở 7 lớp tập huấn.\nPhát 90 tờ rơi."
    assert periods(text)[-1] == "2023"


def test_after_one_year_of_several_the_whole_is_told_again():
    text = "Trong giai đoạn 2016 - 2020, mở 60 lớp tập huấn. Riêng năm 2020, mở 5 lớp tập huấn. Phát 90 tờ rơi."
    assert periods(text) == ["2016..2020", "2020", "2016..2020"]
    assert periods("Riêng năm 2020, mở 5 lớp tập huấn. Phát 90 tờ rơi.") == ["2020", "2020"]


def test_the_numbers_in_brackets_after_a_time_compared_are_of_that_time():
    text = "Báo cáo năm 2023\nXảy ra 6 vụ, so với quý III/2022 (cộng số liệu cũ: 9 vụ, 14 bị hại) giảm 3 vụ."
    assert periods(text) == ["2023", "2022", "2022", "2023"]


def test_a_day_in_brackets_dates_nothing_after_it():
    text = "Báo cáo năm 2023\nTừ khi giải thể phòng (01/7/2023), xã chỉ có 2 công chức kiêm nhiệm."
    assert periods(text) == ["2023"]


def test_a_birthday_dates_nothing():
    assert periods("Báo cáo năm 2023\nBà T. (sinh ngày 02/02/1979): hỗ trợ 4 triệu đồng.") == ["2023"]


def test_a_year_after_a_semicolon_is_of_what_follows():
    text = "Hội năm 2022 mở 75 cuộc tọa đàm với 6.900 người dự; năm 2023 mở 12 buổi nói chuyện."
    assert periods(text) == ["2022", "2022", "2023"]


@pytest.mark.parametrize("words", ["trong khi năm 2022 chỉ có 2 gia đình", "còn năm 2022 là 2 gia đình"])
def test_a_year_set_against_that_of_its_sentence_is_of_nothing_else(words):
    text = f"Năm 2023, giúp 7 gia đình, {words}. Phát 90 tờ rơi.\nMở 2 lớp tập huấn."
    assert periods(text) == ["2023", "2022", "2023", "2023"]


def test_the_months_of_this_year_alone_leave_the_whole_time_to_what_follows():
    text = (
        "Từ tháng 01/2022 đến tháng 8/2023, có 612 hội nghị. Riêng 8 tháng đầu năm 2023 có 350 hội nghị. Dựng 3 pa nô."
    )
    assert periods(text) == ["2022..2023", "2023", "2022..2023"]


def test_years_that_name_columns_are_those_of_the_columns_alone():
    text = "Báo cáo hai năm (2022 - 2023)\nNội dung\tNăm 2022\tNăm 2023\tCộng\nSố vụ\t9\t6\t15\n\nMở 2 lớp tập huấn."
    assert periods(text) == ["2022", "2023", "2022..2023", "2022..2023"]
