"""Which period a figure is given, in the ways that newspapers and reports tell of time."""

import pytest

from vongtay.narratives.reading import read_text


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm 2024 khởi tố 6 vụ (cùng kỳ 2023: 4 vụ, 5 bị can).", ["2024", "2023", "2023"]),
        (
            "Năm 2024 có 6 vụ; so với cùng kỳ 2023 (4 vụ; giải cứu 3 nạn nhân), tăng 2 vụ.",
            ["2024", "2023", "2023", "2024"],
        ),
        ("Năm 2024, tỷ lệ ấy gần với cùng kỳ năm 2023 (61% nữ và 39% nam).", ["2023", "2023"]),
        ("Năm 2024 khởi tố 6 vụ, nhiều hơn cùng kỳ 2023 là 20%.", ["2024", "2024"]),
    ],
)
def test_figures_of_the_time_compared_keep_its_year(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Từ tháng 11/2022 đến nay", "2022.."),
        ("Tính từ tháng 3 năm 2022 đến nay", "2022"),
        ("Từ năm 2019 trở lại đây", "2019.."),
        ("Từ cuối năm 2019 đến nay", "2019.."),
        ("Từ năm 2019 đến thời điểm hiện tại", "2019.."),
    ],
)
def test_a_time_that_goes_on_has_no_end(words, period):
    assert periods(f"{words}, huyện khởi tố 4 vụ.") == [period]


def test_from_the_beginning_of_a_year_to_now_goes_on_when_the_text_is_of_a_later_year():
    assert periods("Thứ sáu, 09:10, 14/06/2024\nTừ đầu năm 2022 đến nay, huyện khởi tố 4 vụ.") == ["2022.."]
    assert periods("Thứ sáu, 09:10, 14/06/2022\nTừ đầu năm 2022 đến nay, huyện khởi tố 4 vụ.") == ["2022"]


@pytest.mark.parametrize(
    "dateline",
    [
        "Thứ Ba, 18/06/2024, 08:24",
        "Chủ nhật, ngày 16/6/2024 - 17:27 GMT+7",
        "Cập nhật lúc 08:10, 18/06/2024",
        "18/06/2024",
    ],
)
def test_this_year_is_that_of_the_date_line_which_itself_is_no_period(dateline):
    assert periods(f"{dateline}\nTừ đầu năm đến nay, huyện khởi tố 4 vụ.") == ["2024"]
    assert read_text(dateline).figures == ()


def test_this_year_is_not_known_without_a_date_line():
    assert periods("Từ đầu năm đến nay, huyện khởi tố 4 vụ.") == [None]


def test_a_day_without_a_year_takes_that_of_the_nearest_full_date_and_not_of_a_year_told_of_before():
    assert periods("Sáng 9/6, huyện họp 60 đại biểu.\nVăn bản gửi ngày 12/6/2024.") == ["2024-06-09"]
    assert periods("Năm 2015, đường dây ấy lừa 2 người.\nNgày 9/6, công an bắt 3 đối tượng.") == ["2015", None]


@pytest.mark.parametrize(
    "words", ["Trong 6 năm qua", "Những năm gần đây", "Thời gian qua", "Tính đến thời điểm hiện tại"]
)
def test_a_time_that_is_not_told_is_none_for_its_sentence(words):
    text = f"Năm 2021, xã mở 3 hội nghị. {words}, có 20 người mất tích. Xã phát 90 tờ rơi."
    assert periods(text) == ["2021", None, "2021"]


def test_years_past_below_a_heading_of_years_are_those():
    assert periods("Giai đoạn 2016 - 2020\n5 năm qua, xã mở 30 hội nghị.") == ["2016..2020"]


def test_an_average_over_years_that_are_not_named_is_of_none():
    assert periods("Năm 2023 có 4 vụ. Bình quân mỗi năm, cả vùng có 12 vụ.") == ["2023", None]
    assert periods("Giai đoạn 2018-2022, bình quân mỗi năm có 12 vụ.") == ["2018..2022"]


@pytest.mark.parametrize(
    "words",
    [
        "Ra đời từ năm 2009",
        "Khởi đầu từ năm 2009",
        "Luật (có hiệu lực từ ngày 1/7/2009) được phổ biến",
        "Đi vào hoạt động năm 2009",
    ],
)
def test_when_a_thing_began_is_no_period(words):
    assert periods(f"{words}, nhà tạm lánh có 12 giường.") == [None]


def test_a_time_in_brackets_is_of_the_words_before_it_only():
    text = "Nhóm này lừa chị A (tháng 5/2019) rồi chị B sang bên kia biên giới. Công an bắt 3 đối tượng."
    assert periods(f"Năm 2021 có 4 vụ.\n{text}") == ["2021", "2021"]
    assert periods("II. KẾT QUẢ (năm 2022)\n- Mở 4 lớp tập huấn.") == ["2022"]


def test_a_year_deep_in_a_paragraph_without_figures_does_not_change_the_time_of_the_report():
    paragraph = "Các đơn vị tiếp tục rút kinh nghiệm, khắc phục những tồn tại, hạn chế mà đoàn công tác của cấp trên đã chỉ ra trong năm 2021 và những nội dung có liên quan đến phối hợp."
    assert periods(f"KẾ HOẠCH NĂM 2022\n{paragraph}\n- Bảo đảm 95% tin báo được giải quyết.") == ["2022"]


def test_the_years_of_a_plan_named_after_another_time_are_not_those_of_the_report():
    text = 'Trong quý 2 năm 2018, Sở triển khai dự án "Ngôi nhà chung" giai đoạn 2018-2021 và mở 4 lớp tập huấn.'
    assert periods(text) == ["2018"]


def test_only_a_headline_takes_a_period_that_is_stated_later():
    later = "Từ năm 2014 đến cuối năm 2019, nhóm này lừa 40 người."
    assert periods(f"Triệt phá đường dây, bắt 9 đối tượng\n{later}") == ["2014..2019", "2014..2019"]
    paragraph = "Tòa án nhân dân tỉnh vừa kết thúc phiên xử sơ thẩm kéo dài ba ngày với nhiều tình tiết phức tạp và đã tuyên phạt 9 bị cáo trong đường dây này."
    assert periods(f"{paragraph}\n{later}") == [None, "2014..2019"]


def test_the_day_on_which_a_cited_document_was_signed_is_no_period():
    text = "Ngày 9/9/2025, xã phổ biến Luật Phòng, chống mua bán người số 53/2024/QH15 ban hành ngày 28/11/2024. Có 90 cán bộ dự."
    reading = read_text(text)
    assert [figure.period for figure in reading.figures] == ["2025-09-09"]
    assert [(cited.number, cited.date) for cited in reading.documents] == [("53/2024/QH15", "2024-11-28")]
    (decree,) = read_text(
        "Theo Nghị định số 9/2025/NĐ-CP do Chính phủ ban hành ngày 2/6/2025, tổng đài mở rộng."
    ).documents
    assert (decree.issuer, decree.date) == ("Chính phủ", "2025-06-02")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BÁO CÁO NĂM 2022\nTòa thụ lý 5 vụ (2 vụ, 3 bị can năm 2021 chuyển sang), xử 4 vụ.\nXã mở 3 hội nghị.",
            ["2022", "2021", "2021", "2022", "2022"],
        ),
        (
            "Từ năm 2020 đến hết năm 2022, khởi tố 9 vụ.\nRiêng năm 2022: khởi tố 3 vụ.\nXã phát 800 tờ rơi.",
            ["2020..2022", "2022", "2020..2022"],
        ),
        (
            "Năm 2022, khởi tố 9 vụ; trong các xã ấy đã có nơi từng xảy ra tình trạng này từ năm 2015, nay còn 2 vụ.\nXã phát 800 tờ rơi.",
            ["2022", "2015", "2022"],
        ),
        ("Số người được hỗ trợ là 250 người năm 2018, 190 người năm 2019.", ["2018", "2019"]),
        ("Năm 2020 và 9 tháng năm 2021 xác định lần lượt 90 và 40 nạn nhân.", ["2020", "2021"]),
        (
            "Năm 2022 mở 3 lớp tập huấn.\nNgôi nhà chung từ khi thành lập (năm 2009) đến nay đón 60 nạn nhân.",
            ["2022", "2009.."],
        ),
        ("Năm 2022 mở 3 lớp tập huấn.\nChị ấy là một trong hai nạn nhân được giải cứu năm 2020.", ["2022", "2020"]),
        ("Năm 2022 mở 3 lớp tập huấn.\nXã đón 4 nạn nhân, 2 trẻ em trong năm 2020.", ["2022", "2020", "2020"]),
        ("Năm 2022 mở 3 lớp tập huấn.\nXã gửi 4 văn bản cho kế hoạch năm 2023.", ["2022", "2022"]),
    ],
)
def test_a_time_holds_as_far_as_its_place_says(text, expected):
    assert periods(text) == expected


def test_the_title_of_a_report_on_a_programme_states_the_years_of_the_report():
    title = "BÁO CÁO TỔNG KẾT CHƯƠNG TRÌNH PHÒNG, CHỐNG MUA BÁN NGƯỜI GIAI ĐOẠN 2016-2020"
    assert periods(f"{title}\n1. Về tuyên truyền\nCác ngành mở 90 hội nghị.") == ["2016..2020"]
    dated = "BÁO CÁO KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 9/KH-UBND NGÀY 5/2/2021 NĂM 2022"
    assert periods(f"{dated}\nCác ngành mở 90 hội nghị.") == ["2022"]


def test_years_listed_within_a_longer_time_do_not_go_on_after_the_list():
    text = "Giai đoạn 2016 - 2020\nKhởi tố 12 vụ, cụ thể:\n- Năm 2016: 8 vụ;\n- Năm 2020: 4 vụ.\nTruy tố 11 vụ."
    assert periods(text) == ["2016..2020", "2016", "2020", "2016..2020"]
    assert periods("Giai đoạn 2016 - 2020\nKhởi tố 12 vụ.\nII. Năm 2020\nKhởi tố 4 vụ.\nTruy tố 3 vụ.") == [
        "2016..2020",
        "2020",
        "2020",
    ]


def test_how_many_places_and_inhabitants_there_are_has_no_year():
    text = "Năm 2022 khởi tố 4 vụ.\nHuyện có 12 xã với 90 thôn; 1 cửa khẩu. Dân số 40.000 người, trong đó người Thái chiếm 60%. Huyện mở 3 hội nghị."
    assert periods(text) == ["2022", None, None, None, None, None, "2022"]


LONG = "Công an huyện vừa triệt phá một đường dây hoạt động trên nhiều địa bàn của tỉnh trong thời gian dài, gây bức xúc cho nhân dân ở vùng biên, bắt 2 đối tượng."


def test_figures_without_a_time_are_of_the_year_in_which_the_text_was_put_out():
    assert periods(f"08:39 05/05/2022\n{LONG}\nTrong 5 năm (2017-2021) có 40 phụ nữ bị bán.") == ["2022", "2017..2021"]


def test_figures_before_the_only_year_of_a_text_are_of_it():
    assert periods(f"{LONG}\nTháng 6/2023, họ đã để ý đến nhóm này.") == ["2023"]


def test_the_years_of_a_programme_summed_up_are_those_of_the_text():
    text = "Chiều 17/6, tỉnh tổng kết 5 năm thực hiện Chương trình phòng, chống tệ nạn xã hội giai đoạn 2011-2015.\nToàn tỉnh có 95 nhóm tự giúp."
    assert periods(text) == ["2011..2015"]


def test_bare_years_that_begin_a_part_in_brackets_are_of_it():
    text = "Năm 2021 chuyển tuyến 40 ca, tỷ lệ cao hơn trước (2020 có 11 ca, chiếm 31%; 2019 có 9 ca)."
    assert periods(text) == ["2021", "2020", "2020", "2019"]


def test_how_long_a_person_was_away_is_no_period():
    assert periods("Năm 2022, huyện mở 4 lớp tập huấn.\nHuyện đón 1 nạn nhân bị bán từ năm 2013.") == ["2022", "2022"]


def test_last_year_is_the_one_before_the_date_line():
    assert periods("Thứ Ba, 18/06/2024, 08:24\nNăm ngoái, huyện khởi tố 4 vụ.") == ["2023"]
    assert periods("Năm 2021 khởi tố 2 vụ. Năm ngoái, huyện khởi tố 4 vụ.") == ["2021", None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giai đoạn 2022-2024\nSo với 2 năm trước (2020-2021), số lớp tăng 4 lớp. In 500 tờ rơi.", ["2022..2024"] * 2),
        ("Năm 2025 có 4 vụ.\nSo sánh với năm 2024\nPhát 300 tờ rơi.", ["2025", "2025"]),
        ("Giai đoạn 2016-2020 có 40 nạn nhân, giảm so với giai đoạn 2011-2015 (52 nạn nhân).", ["2016..2020", "2011..2015"]),
    ],
)  # fmt: skip
def test_a_time_that_is_only_compared_is_of_nothing_that_follows(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Báo cáo kết quả công tác năm 2024 và phương hướng, nhiệm vụ năm 2025",
        "Kết quả năm 2024, kế hoạch năm 2025",
        "Báo cáo kết quả công tác năm 2024\nvà nhiệm vụ trọng tâm năm 2025",
    ],
)
def test_the_year_of_a_plan_in_a_title_is_not_that_of_the_report(title):
    assert periods(f"{title}\nKhởi tố 5 vụ.\nPhương hướng năm 2025\nMở 2 lớp tập huấn.") == ["2024", "2025"]


def test_what_is_summed_up_over_years_says_nothing_of_the_next_paragraphs():
    text = "Năm 2024 có 3 vụ.\nLũy kế từ năm 2021 đến nay: 9 vụ.\nBắt 4 đối tượng."
    assert periods(text) == ["2024", "2021..", "2024"]


def test_a_column_of_the_time_compared_is_of_the_year_before():
    assert periods("Báo cáo năm 2024\nNội dung\tKết quả\tCùng kỳ\nSố vụ\t5\t7") == ["2024", "2023"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dự án (tháng 3/2021 - 11/2023) mở 4 lớp.", ["2021..2023"]),
        ("Dự án thực hiện 2/2020 đến 5/2022: 4 lớp.", ["2020..2022"]),
        ("Năm xảy ra nhiều nhất là 2018 với 9 vụ, ít nhất là năm 2020 - 3 vụ.", ["2018", "2020"]),
        ("Trong năm 2022 khám phá 80%.\nPhương hướng 2023: phấn đấu đạt 90%.", ["2022", "2023"]),
        ("Theo Luật Phòng, chống mua bán người năm 2011, tổ có 7 thành viên.", [None]),
        ("So với giai đoạn 2011 - 2015 giảm 28 vụ (từ 77 vụ xuống 49 vụ).", [None, "2011..2015", None]),
        ("Khởi tố 14 vụ, bắt 9 người. Sáu tháng đầu năm 2015 giải cứu 40 nạn nhân.", ["2015", "2015", "2015"]),
        ("Tổng kinh phí 5 tỷ đồng. Dự án làm trong 3 năm (tháng 1/2022 - 12/2024).", ["2022..2024"]),
        ("Giải cứu 3 thiếu nữ (sinh năm 2007-2009).", [None]),
        ("6 tháng đầu năm bắt 15 người. Từ năm 2018 đến năm 2020 có 27 vụ.", [None, "2018..2020"]),
        ("Từ khi ra mắt năm 2019 đến nay, câu lạc bộ mở 96 buổi.", ["2019.."]),
        ("Năm 2018 chi 1,3 tỷ đồng. Tiền ăn theo quy định 40.000 đồng/người.", ["2018", None]),
        ("Năm 2018 có 5 vụ. Trên thế giới có 23 triệu người bị bóc lột.", ["2018", None]),
        ("Đồi núi chiếm 80% diện tích. Năm 2019 có 5 vụ.", [None, "2019"]),
        ("Kể từ khi thực hiện Chương trình phòng, chống mua bán người từ năm 2005 đến tháng 6-2013, cả nước có 3.200 vụ.", ["2005..2013"]),
        ("Năm 2024, tỉnh mở 5 lớp.\nSau 14 năm thành lập, đến nay, Nhà đã giúp 300 nạn nhân.", ["2024", None]),
        ("BÁO CÁO năm 2024\nMở 5 lớp. Đến nay, có 12 câu lạc bộ.", ["2024", "2024"]),
    ],
)  # fmt: skip
def test_when_a_figure_was_true_by_the_words_of_its_paragraph(text, expected):
    assert [figure.period for figure in read_text(text).figures] == expected


def test_years_compared_in_a_line_are_not_those_of_the_next():
    text = "Số liệu từ 01/12/2022 đến 30/11/2023\nMở 5 lớp.\nNăm 2020 có 5 vụ; năm 2021: 3 vụ; năm 2022: 9 vụ.\nTrên 80% quen biết nhau."
    assert [f.period for f in read_text(text).figures] == ["2022..2023", "2020", "2021", "2022", "2022..2023"]


def test_the_years_of_a_list_do_not_outlast_the_longer_time_that_they_divide():
    text = "Giai đoạn 2019-2023 tiếp nhận 305 nạn nhân, các năm 2019, 2020 lần lượt là 142 và 70. Trên 92% được hưởng chế độ."
    assert [f.period for f in read_text(text).figures] == ["2019..2023", "2019", "2020", "2019..2023"]


def test_what_a_place_or_a_body_has_is_of_no_year():
    text = "Kết quả năm 2021\nXã có 13 thôn, 1.742 hộ dân, 7.205 nhân khẩu; 95% là dân tộc Tày.\nMở 2 lớp."
    assert [f.period for f in read_text(text).figures] == [None, None, None, None, "2021"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 14/8/2024, Công an tỉnh cho biết đã tiếp nhận 40 công dân do phía bạn trao trả vào ngày 9/8/2024.", "2024-08-09"),
        ("Ngày 14/8/2024, Công an tỉnh cho biết đã bắt 4 đối tượng gây ra vụ cướp vào ngày 9/8/2024.", "2024-08-14"),
        ("Ngày 14/8/2024, Công an tỉnh cho biết đã bắt 4 đối tượng.", "2024-08-14"),
        ("Ngày 14/8/2024, Công an tỉnh tiếp nhận 40 công dân, hẹn gặp lại vào ngày 9/9/2024.", "2024-08-14"),
    ],
)  # fmt: skip
def test_the_day_of_the_event_goes_before_the_day_of_telling(text, expected):
    assert periods(text) == [expected]


def test_each_of_two_shares_has_the_year_after_it():
    assert periods("Tỷ lệ hỗ trợ đạt 60% vào năm 2017 và 85% vào năm 2020.") == ["2017", "2020"]


@pytest.mark.parametrize(
    ("end", "expected"),
    [("từ tháng 3-2024.", "2024-08-20"), ("từ tháng 3-2023 và tháng 5-2024.", None), ("từ lâu.", None)],
)
def test_a_day_without_a_year_is_of_the_one_year_whose_months_are_named(end, expected):
    assert periods(f"Ngày 20-8, Công an xã tạm giữ 4 đối tượng.\nNhóm này hoạt động {end}") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Từ 01/7/2024 xã mở rộng, hiện quản lý 9 hộ.", ["2024"]),
        ("Ngày 01/7/2024 xã tặng quà 9 hộ.", ["2024-07-01"]),
        ("Ngày 9/11/2024 nhận 20 người. Đợt trước, ngày 2-10-2024, nhận 7 người. Lần này có 8 nữ.",
         ["2024-11-09", "2024-10-02", "2024-11-09"]),
        ("Báo cáo năm 2023\nNăm 2022 có 4 vụ. Như vậy năm nay số vụ tăng 2 vụ.", ["2022", "2023"]),
        ("Kết quả năm 2023\nVòng loại có 30 trường tham gia.", ["2023"]),
    ],
)  # fmt: skip
def test_a_day_begins_a_time_and_the_last_time_is_soon_over(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã Mẫu, ngày 20 tháng 9 năm 2023\nNăm 2023\nPhát hiện 5 em bị ép nợ; 2 em quê Mường Mẫu, Bản Mẫu được cứu ngay trong đêm 16/8, 3 em ở lại. Khởi tố 1 vụ.",
         ["2023", "2023-08-16", "2023", "2023"]),
        ("Năm 2023\nĐón 20 công dân về cửa khẩu vào ngày 16/8/2023; có 3 nữ.", ["2023-08-16", "2023"]),
        ("Năm 2023\nNgày 16/8/2023, đón 20 công dân, có 3 nữ.", ["2023-08-16", "2023-08-16"]),
    ],
)  # fmt: skip
def test_a_day_that_ends_what_is_said_of_a_figure_is_of_that_figure_only(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xã phát động cuộc thi vẽ tranh năm 2022. Đến nay, có 80 người dự thi.", ["2022"]),
        ("Năm 2022 khởi tố 6 vụ. Đến nay, có 80 người dự thi.", ["2022", None]),
        ("Giai đoạn 2016 - 2018 tiếp tục phối hợp. Thời gian qua có 5 vụ.", [None]),
    ],
)
def test_until_now_after_a_year_of_which_nothing_was_counted_is_of_that_year(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 2/9/2024, bắt 3 đối tượng.\nTừ đầu năm đến nay, bắt 40 đối tượng.", ["2024-09-02", "2024"]),
        ("Theo Quyết định số 5/QĐ-UBND ngày 2/9/2016.\nTừ đầu năm đến nay, bắt 40 đối tượng.", [None]),
    ],
)
def test_this_year_is_that_of_the_days_told_and_not_of_documents(text, expected):
    assert periods(text) == expected
