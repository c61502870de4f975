"""Periods, statements of nil and cited documents."""

import pytest

from vongtay.narratives.reading import read_text


def periods(text: str) -> list[str | None]:
    return [figure.period for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Năm 2022", "2022"),
        ("6 tháng đầu năm 2022", "2022"),
        ("Quý I/2022", "2022"),
        ("Tháng 5/2022", "2022"),
        ("Giai đoạn 2016 - 2020", "2016..2020"),
        ("Từ năm 2016 đến năm 2020", "2016..2020"),
        ("Từ cuối 2016 đến tháng 5/2020", "2016..2020"),
        ("Từ năm 2016 đến nay", "2016.."),
        ("Từ đầu năm 2022 đến nay", "2022.."),
        ("Ngày 5/3/2022", "2022-03-05"),
        ("Ngày 05 tháng 3 năm 2022", "2022-03-05"),
        ("Tính đến ngày 14/12/2022", "2022"),
        ("Thời gian qua", None),
    ],
)
def test_a_period_is_taken_as_the_text_states_it(words, period):
    assert periods(f"{words}, tỉnh khởi tố 4 vụ.") == [period]


def test_the_nearest_period_stated_before_holds_on_in_later_sentences():
    assert periods("Năm 2021 có 4 vụ, năm 2022 có 6 vụ. Tỉnh cấp 900 tờ rơi.\nXã treo 3 băng rôn.") == [
        "2021",
        "2022",
        "2022",
        "2022",
    ]


def test_a_year_of_comparison_birth_or_a_law_is_no_period():
    assert periods("Năm 2022 có 4 vụ, tăng 25% so với năm 2021; phạt 3 đối tượng.") == ["2022", "2022", "2022"]
    assert periods("Năm 2022, anh A (sinh năm 1990) và 3 người khác bị lừa.") == ["2022"]


def test_a_headline_takes_the_first_period_of_the_text():
    assert periods("Bắt 12 đối tượng\nNăm 2023 công an lập chuyên án.") == ["2023"]


def test_years_and_values_in_turn_are_paired():
    assert periods("Các năm 2021, 2022, 2023 lần lượt là 4 vụ, 6 vụ và 5 vụ.") == ["2021", "2022", "2023"]


def test_a_day_without_a_year_takes_the_year_stated_before():
    assert periods("Ngày 5/3/2022 bắt 4 người. Ngày 7/3 bắt thêm 2 người.") == ["2022-03-05", "2022-03-07"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Năm 2022 chưa xảy ra vụ mua bán người nào.", "crime.case"),
        ("Năm 2022 không phát hiện nạn nhân.", "victim.identified"),
        ("Năm 2022 không tiếp nhận tin báo nào.", "crime.tip"),
    ],
)
def test_nil_is_said_apart_from_figures(text, code):
    reading = read_text(text)
    assert reading.figures == ()
    assert [(nil.code, nil.period) for nil in reading.nil] == [(code, "2022")]
    assert text[reading.nil[0].start : reading.nil[0].end] == reading.nil[0].quote


@pytest.mark.parametrize(
    "text", ["Không có điều kiện hỗ trợ nạn nhân.", "Không phát hiện 3 vụ như đã nêu.", "Chưa có kinh phí."]
)
def test_other_negatives_are_no_nil(text):
    assert read_text(text).nil == ()


def test_a_numbered_document_is_cited_with_date_and_issuer():
    (cited,) = read_text(
        "Thực hiện Kế hoạch số 77/KH-UBND ngày 05/4/2023 của UBND tỉnh Hòa Giang về phòng ngừa."
    ).documents
    assert (cited.quote, cited.type, cited.number) == ("Kế hoạch số 77/KH-UBND", "kế hoạch", "77/KH-UBND")
    assert (cited.issuer, cited.date) == ("UBND tỉnh Hòa Giang", "2023-04-05")


def test_a_project_and_a_law_are_cited_by_name():
    documents = read_text("Tổ chức thực hiện Đề án 2 và Luật Phòng, chống mua bán người.").documents
    assert [(item.type, item.number) for item in documents] == [("đề án", "2"), ("luật", None)]


def test_plans_without_number_or_title_are_not_cited():
    assert read_text("Các kế hoạch này đã được gửi đến xã; luật sư tham gia.").documents == ()


def test_a_programme_is_cited_by_its_number():
    documents = read_text("Theo Ban chỉ đạo Chương trình 130, thực hiện Đề án 3, tỉnh mở 5 lớp.").documents
    assert [(document.type, document.number) for document in documents] == [("chương trình", "130"), ("đề án", "3")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Biên phòng giải cứu 6 nạn nhân ở bên kia biên giới.\nẢnh: đưa 6 nạn nhân qua cửa khẩu.",
            ["victim.rescued", "victim.rescued"],
        ),
        (
            "Giải cứu 6 nạn nhân.\nXác định 6 chị là nạn nhân.\nĐưa 6 nạn nhân đi ăn trưa.",
            ["victim.rescued", "victim.identified", "victim.identified"],
        ),
        ("Giải cứu 6 nạn nhân.\nTrong vụ thứ hai có 5 nạn nhân.", ["victim.rescued", "victim.identified"]),
    ],
)
def test_victims_of_whom_nothing_is_said_are_those_told_of_last(text, expected):
    assert [figure.code for figure in read_text(text).figures] == expected
