"""What of a story may tell who it is: found by its shape, by what the system holds, and nothing where there is nothing."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.reports.publishing.stories import Known, marks_in, pieces_of

PROVINCES = ("Lạng Sơn", "Việt Nam", "Trung Quốc")


def found(text, known=None):
    return [(mark.kind, text[mark.start : mark.end]) for mark in marks_in(text, known or Known(), PROVINCES)]


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("Bà Lò Thị Mẫu đưa chị đi.", "name", "Lò Thị Mẫu"),
        ("Lúc ấy chị Hoa mới lớn.", "name", "Hoa"),
        ("Ngày 12/3/2021 chị đi.", "date", "Ngày 12/3/2021"),
        ("Chị đi hôm mồng 3 tháng giêng.", "date", "mồng 3 tháng giêng"),
        ("Chị về tháng 5 năm 2022.", "birth", "tháng 5 năm 2022"),
        ("Chị sinh năm 1998.", "birth", "sinh năm 1998"),
        ("Gọi 0912 345 678 để hỏi.", "phone", "0912 345 678"),
        ("Gọi +84 912 345 678 để hỏi.", "phone", "+84 912 345 678"),
        ("Thẻ số " + "020198" + "001234.", "identity_number", "020198" + "001234"),
        ("Hộ chiếu B" + "1234567.", "identity_number", "B" + "1234567"),
        ("Hồ sơ LS-2026-AB12CD.", "code", "LS-2026-AB12CD"),
        ("Viết cho hoa.xinh@vi-du.example.", "mail", "hoa.xinh@vi-du.example."),
        ("Chị ở thôn Nà Mẫu, xã Yên Mẫu.", "place", "thôn Nà Mẫu, xã Yên Mẫu"),
        ("Công an xã Yên Mẫu đón chị.", "place", "xã Yên Mẫu"),
        ("Nhà số 12 đường Trần Mẫu.", "place", "đường Trần Mẫu"),
    ],
)
def test_each_kind_is_found_where_it_stands(text, kind, what):
    assert (kind, what) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Một cô gái ở vùng cao của tỉnh Lạng Sơn bị người quen rủ sang Trung Quốc làm thuê, rồi bị bán.",
        "Sở Y tế tỉnh Lạng Sơn và Hội Liên hiệp Phụ nữ tỉnh giúp chị học nghề. Hai năm sau chị mở một quán nhỏ.",
        "Cô tìm được đường ra đồn biên phòng, rồi về bản. Công an xã và trạm y tế xã giúp cô.",
        "Được hỗ trợ 45.000.000 đồng, chị mua được hai con bò. Việt Nam là nhà của chị.",
    ],
)
def test_what_tells_nobody_is_left_alone(text):
    assert found(text) == []


class TestKnown:
    KNOWN = Known(
        ["Lò Thị Giả Định"],
        ["+84900000000", "0900000000", "12/03/1998", "1998"],
        ["Thôn số 7", "Yên Mẫu", "LS-2026-AAAAAA"],
    )

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("Người ta gọi là lò thị giả định.", "lò thị giả định"),
            ("Lo Thi Gia Dinh kể lại.", "Lo Thi Gia Dinh"),
            ("Ở nhà ai cũng gọi Định.", "Định"),
            ("Số 0900.000.000 không liên lạc được.", "0900.000.000"),
            ("Năm 1998 có lũ lớn.", "1998"),
            ("Về Yên Mẫu rồi chị khóc.", "Yên Mẫu"),
            ("Ở Thôn  số\n7 có một gia đình.", "Thôn  số\n7"),
        ],
    )  # fmt: skip
    def test_what_the_system_holds_has_to_go_however_it_is_written(self, text, what):
        assert ("fact", what) in found(text, self.KNOWN)

    def test_a_common_word_that_a_place_is_called_by_stays(self):
        assert found("Trời yên mẫu mực.", self.KNOWN) == []

    def test_nothing_of_it_is_shown_by_its_name(self):
        assert "Định" not in repr(self.KNOWN)


@given(st.text(max_size=300))
def test_any_text_is_read_and_its_pieces_are_the_text(text):
    text = unicodedata.normalize("NFC", text)
    marks = marks_in(text, TestKnown.KNOWN, PROVINCES)
    assert "".join(piece for piece, _mark in pieces_of(text, marks)) == text
    assert all(one.end <= other.start for one, other in pairwise(marks))
