"""What the reports of shelters and offices say in their own short way, and in tables below their headings."""

import pytest

from vongtay.narratives.reading import read_text


def codes(text: str) -> list[str]:
    return [figure.code for figure in read_text(text).figures]


def test_a_table_is_about_what_its_heading_says_not_its_head():
    text = (
        "3. Về hỗ trợ nạn nhân\nChỉ tiêu\tĐơn vị\tNăm 2022\n"
        "Tự trở về\tngười\t6\nĐang xác minh\tngười\t9\nHỗ trợ y tế\tngười\t4"
    )
    assert codes(text) == ["victim.self_returned", "victim.suspected", "support.medical"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ giải quyết tin báo đạt 90% (18/20 tin).", ["target.rate", "crime.tip", "crime.tip"]),
        ("Báo đăng 20 tin về giải quyết tin báo.", ["comm.news"]),
        ("Phát hiện 6 vụ. Nơi xảy ra: xã Tân An 3, xã Tân Hòa 2, xã Tân Lộc 1.", ["crime.case"] * 4),
        ("Xử lý 6 vụ, 9 bị can (nam 5, nữ 4).", ["crime.case"] + ["crime.suspect"] * 3),
    ],
)
def test_tips_and_cases_are_divided_as_such(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. Số người lưu trú\na) Kỳ trước chuyển sang: 8 người\nb) Hiện còn: 6 người", ["support.shelter"] * 2),
        ("Cuối năm chuyển 7 nạn nhân ra Ngôi nhà bình yên.", ["victim.supported"]),
        ("- Pháp lý: 04 người có trợ giúp viên tham gia phiên tòa.", ["support.legal_aid"]),
        ("- Trợ cấp ban đầu: 05 suất.", ["support.allowance"]),
        ("- Tặng 05 suất quà.", ["other"]),
        ("- Theo dõi sau hồi gia: gọi điện 31 cuộc.", ["other"]),
        ("NHÀ TẠM LÁNH MẪU\nSau nửa năm, 7/9 người ổn định.", ["victim.supported"] * 2),
        ("Hội thi có 6 đội/60 diễn viên.", ["comm.contest_entry"] * 2),
        ("Nhà có 8 nhân viên gồm 03 chuyên gia tâm lý, 05 quản lý ca.", ["facility.staff"] * 3),
    ],
)
def test_shelters_tell_of_their_work_in_few_words(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Số người đi làm ăn xa: 300 người (trong tỉnh 120, ngoài tỉnh 150, nước ngoài 30).",
            ["person.abroad", "other", "other", "person.abroad"],
        ),
        ("Tiếp nhận 9 nạn nhân (trong tỉnh 4, ngoài tỉnh 5).", ["victim.received"] * 3),
        ("Xây dựng 40 tổ ở thôn để truyền thông.", ["comm.model"]),
        ("Lập 3 tổ công tác. Xây dựng 2 tổ tuần tra.", ["other", "other"]),
    ],
)
def test_who_works_at_home_is_not_abroad_and_groups_that_are_built_are_models(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.1. Với doanh nghiệp vận tải: 5/12 đơn vị thu tiền vượt mức trần.", ["insp.violation", "insp.site"]),
        (
            "Kiểm tra 20 cơ sở. Một cơ sở không khai báo; hai cơ sở không có giấy phép.",
            ["insp.site", "insp.violation", "insp.violation"],
        ),
        ("Một cơ sở mới mở; người dân đến đông.", []),
    ],
)
def test_sites_of_which_something_is_wrong_are_violations_and_the_rest_were_looked_at(text, expected):
    assert codes(text) == expected


def test_a_rise_may_be_bounded():
    figures = read_text("Số người dự tăng hơn 38%; số vụ nhiều hơn 5 vụ.").figures
    assert [(figure.value, figure.bound) for figure in figures] == [(38, "at_least"), (5, "exact")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Trung tâm Công tác xã hội tiếp nhận 9 nạn nhân: 5 người đã được xác nhận là nạn nhân, đang chờ xác minh 4 người. Có 02 người mang thai.",
         "victim.received"),
        ("Trung tâm Công tác xã hội tiếp nhận 9 nạn nhân, đang chờ xác minh 4 người. Có 02 người mang thai.", "victim.suspected"),
    ],
)  # fmt: skip
def test_after_parts_that_make_up_a_whole_the_next_sentence_is_of_the_whole(text, code):
    assert codes(text)[-1] == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội thi cắm hoa: cấp xã 30 cuộc, cấp huyện 9 cuộc; 200 buổi tuyên truyền.", ["comm.contest", "comm.contest", "comm.event"]),
        ("Hỗ trợ tâm lý 40 chị. Hiện 31/40 chị đã ổn định cuộc sống.", ["support.psychological", "victim.supported", "victim.supported"]),
        ("Hội tặng 4 mái ấm tình thương.", ["other"]),
        ("Rút ra 3 kinh nghiệm.", ["other"]),
    ],
)  # fmt: skip
def test_contests_by_level_lives_settled_and_houses_given(text, expected):
    assert codes(text) == expected
