"""Words that officials use for the same thing: titles, short forms, kinds of help, what was done with whom."""

import pytest

from vongtay.narratives.reading import read_text


def codes(text: str) -> list[tuple]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mở 3 lớp tập huấn cho 70 chi hội trưởng.", [(3, "train.course"), (70, "train.trainee")]),
        ("Tổ chức 2 hội nghị, 90 ĐVTN tham dự.", [(2, "comm.event"), (90, "comm.attendance")]),
        ("Tổng đài 111 tiếp nhận 40 cuộc, tư vấn 31 ca.", [(40, "hotline.call"), (31, "hotline.call")]),
        ("Cấp 8 thẻ BHYT cho nạn nhân.", [(8, "support.insurance")]),
        ("Xét nghiệm cho 6 nạn nhân.", [(6, "support.medical")]),
        ("Nạn nhân được hỗ trợ: 4 chị được nhập hộ khẩu.", [(4, "support.legal")]),
        ("Mua vé tàu cho 7 nạn nhân.", [(7, "support.travel")]),
        ("Gọi hỏi răn đe 15 người.", [(15, "crime.suspect")]),
        ("Hòa giải 3 vụ.", [(3, "other")]),
        ("Bộ đội dùng 50 cán bộ, chiến sĩ tuần tra.", [(50, "other")]),
        ("Công an đang xác minh 2 tin, không khởi tố 3 tin.", [(2, "crime.tip"), (3, "crime.tip")]),
        ("Ngôi nhà bình yên đón 5 chị.", [(5, "victim.received")]),
        ("Chúng lừa 4 thiếu nữ sang Lào, bán với giá cao.", [(4, "victim.identified")]),
        ("Giải cứu 3 công dân bị ép làm việc tại Campuchia.", [(3, "victim.rescued")]),
        ("Trung tâm công tác xã hội tiếp nhận 7 phụ nữ là nạn nhân.", [(7, "victim.received")]),
        ("Trung tâm công tác xã hội có nhân sự 6 người.", [(6, "facility.staff")]),
        ("Tập huấn giáo viên: 5 đợt, 40 thầy cô.", [(5, "train.course"), (40, "train.trainee")]),
        ("Tổ chức 3 buổi tuyên truyền; 2 nữ sinh có dấu hiệu bị lừa.", [(3, "comm.event"), (2, "victim.suspected")]),
        ("Tòa xử vụ án, 3 nhân viên của quán bị tuyên án.", [(3, "crime.suspect")]),
        ("Vận động ký cam kết 9 chủ cơ sở lưu trú.", [(9, "comm.pledge")]),
        ("Xác định 9 nạn nhân; có 6 người đã được hỗ trợ.", [(9, "victim.identified"), (6, "victim.supported")]),
    ],
)
def test_words_of_one_meaning_have_one_code(text, expected):
    assert codes(text) == expected


def test_a_gathering_of_another_clause_does_not_give_its_code():
    text = "Phát sóng 30 giờ phát thanh; hỗ trợ pháp lý cho 4 người."
    assert codes(text) == [(30, "comm.broadcast"), (4, "support.legal")]
