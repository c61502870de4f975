"""Who did a thing and where, as the text says; every name stands where its offsets say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.narratives.reading import read_text


def told(text):
    reading = read_text(text)
    for figure in reading.figures:
        for name in (figure.body, figure.place):
            assert name is None or text[name.start : name.end] == name.quote
    return [(figure.body and figure.body.quote, figure.place and figure.place.quote) for figure in reading.figures]


@pytest.mark.parametrize(
    ("text", "body", "place"),
    [
        ("Công an xã Mai Sơn đã phát 300 tờ rơi.", "Công an xã Mai Sơn", None),
        ("Sở Tư pháp tổ chức 3 hội nghị tuyên truyền tại xã Hòa An.", "Sở Tư pháp", "xã Hòa An"),
        ("Đã phát 300 tờ rơi do Hội Phụ nữ tỉnh in.", "Hội Phụ nữ tỉnh", None),
        ("Công an tỉnh phối hợp với Sở Y tế mở 2 lớp tập huấn.", "Công an tỉnh", None),
        ("Sở Y tế cấp kinh phí cho Hội Nông dân xã, Đoàn Thanh niên tổ chức 4 hội nghị tuyên truyền.", "Hội Nông dân xã, Đoàn Thanh niên", None),
        ("Treo 12 băng rôn tại 2 xã An Lạc và Bình Minh, huyện Tân Hồng.", None, "xã An Lạc và Bình Minh, huyện Tân Hồng"),
        ("Có 4 vụ xảy ra ở Hải Đông trong năm.", None, "Hải Đông"),
        ("Trường đã có 5 cán bộ Mặt trận dự.", None, None),
        ("Tỉnh phát 300 tờ rơi.", None, None),
        ("Thực hiện Kế hoạch số 7/KH-UBND năm nay, Hội đã phát 300 tờ rơi.", "Hội", None),
        ("Triển khai Kế hoạch số 7/KH-UBND, đã phát 300 tờ rơi.", None, None),
        ("- Theo chỉ đạo của UBND tỉnh, Sở chủ trì mở 2 lớp tập huấn.", "Sở", None),
        ("Thực hiện Đề án của Bộ Công an, Công an tỉnh phát 300 tờ rơi.", "Công an tỉnh", None),
        ("Phối hợp với cán bộ của Sở Y tế, Công an tỉnh phát 300 tờ rơi.", None, None),
        ("Hội thi có 300 người dự.", None, None),
        ("Phát 300 tờ rơi cho hội viên; hội đã họp.", None, None),
    ],
)  # fmt: skip
def test_who_did_it_and_where(text, body, place):
    assert set(told(text)) == {(body, place)}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Khởi tố 9 vụ, trong đó: Cao Bằng: 4 vụ; Hà Giang: 3 vụ, Huế (2 vụ).", [None, "Cao Bằng", "Hà Giang", "Huế"]),
        (
            "Huyện Tân Hồng: 12 buổi tuyên truyền tại xã An Lạc; huyện Bình Minh: 8 buổi tuyên truyền.",
            ["xã An Lạc", "huyện Bình Minh"],
        ),
        ("Đường Điện Biên Phủ: 4 vụ.", [None]),
        ("Phát 300 tờ rơi cho người Nghệ An, Hà Tĩnh về nước.", [None]),
        ("Chị Hòa Bình: 4 vụ.", [None]),
    ],
)
def test_a_place_that_heads_a_part_of_a_list_is_where_its_numbers_are(text, places):
    assert [place for _body, place in told(text)] == places


def test_each_part_of_a_sentence_keeps_its_own_body_and_a_later_sentence_the_subject():
    text = "Công an huyện Tân Hồng khởi tố 4 vụ; tòa án huyện xét xử 3 vụ. Ngoài ra, đã phát 200 tờ rơi."
    assert [body for body, _place in told(text)] == ["Công an huyện Tân Hồng", "tòa án huyện", "Công an huyện Tân Hồng"]


def test_a_body_of_another_paragraph_is_not_carried_over():
    assert told("Công an tỉnh khởi tố 4 vụ.\nĐã phát 200 tờ rơi.")[1] == (None, None)


def test_the_label_of_a_row_names_the_body_of_its_numbers():
    rows = told("Đơn vị\tSố tờ rơi\tSố băng rôn\nCông an xã Mai Sơn\t300\t12\nHội Phụ nữ xã\t500\t8")
    assert [body for body, _place in rows] == [
        "Công an xã Mai Sơn",
        "Công an xã Mai Sơn",
        "Hội Phụ nữ xã",
        "Hội Phụ nữ xã",
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "Công an",
                "Sở",
                "tại",
                "Hà",
                "Nội",
                "Huế",
                ":",
                "(",
                "xã",
                "và",
                ",",
                "do",
                "12 tờ rơi",
                "3 vụ",
                ".",
                ";",
                "Y tế",
                "cho",
                "\u0301",
            ]
        ),
        max_size=30,
    )
)
def test_any_order_of_names_is_read_and_offsets_match(words):
    told(" ".join(words))
