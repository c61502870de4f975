"""Whom and what a figure counts by the task that its text tells of: sites at fault, members, help given, calls passed on."""

import pytest

from vongtay.narratives.reading import read_text


def codes(text: str) -> list[str]:
    return [figure.code for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanh tra 40 nhà nghỉ, ghi được 3 cơ sở không khai báo khách.", ["insp.site", "insp.violation"]),
        ("Lập biên bản 20 cơ sở, lỗi: thiếu sổ (12 cơ sở); cửa khóa (8 cơ sở).", ["insp.violation"] * 3),
        ("Kiểm tra 9 tiệm massage.", ["insp.site"]),
        ("Đội kiểm tra 6 phòng khám tư nhân.", ["insp.site"]),
        ("4. Vi phạm\nBa công ty nợ lương; hai doanh nghiệp thu thừa phí.", ["insp.violation"] * 2),
        ("Ký cam kết 90 hộ; 7 khách sạn.", ["comm.pledge"] * 2),
    ],
)
def test_sites_are_at_fault_or_bound_by_what_was_done_with_them(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CHI CỤC BẢO TRỢ XÃ HỘI TỈNH MẪU\n\nCả 4 cơ sở đều xuống cấp.", ["facility.site"]),
        ("SỞ Y TẾ TỈNH MẪU\n\nSáu tháng qua tiếp nhận 14 trường hợp.", ["victim.received"]),
        ("Kiểm tra 5 quán; thành lập 2 trung tâm để hỗ trợ nạn nhân.", ["insp.site", "facility.site"]),
        ("Biên chế 30 người nhưng chỉ 4 người được đào tạo về nạn nhân.", ["facility.staff"] * 2),
    ],
)
def test_houses_and_those_in_them_are_told_by_the_body_that_runs_them(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trang bị kỹ năng cho 50 em; 80 em tham gia câu lạc bộ; 30 chị tham gia tiết kiệm.", "train.trainee other other"),
        ("Duy trì 12 mô hình với 340 thành viên tham gia.", "comm.model other"),
        ("Mở 4 lớp tập huấn cho 90 người; 70 người nhận gói hỗ trợ trâu giống.", "train.course train.trainee victim.supported"),
        ("Tập huấn cách bán hàng cho 15 nạn nhân.", "train.trainee"),
        ("Bác sĩ trị liệu 18 buổi cho 5 nạn nhân.", "other support.psychological"),
        ("Hỗ trợ 25 người lao động; hỗ trợ 2 mô hình nuôi dê.", "victim.supported victim.supported"),
        ("Bố trí cho 3 em học lại.", "support.education"),
        ("Có 64 chị được hỗ trợ tâm lý, vay vốn và cam kết trả đúng hạn.", "victim.supported"),
    ],
)  # fmt: skip
def test_members_of_groups_and_those_helped_are_no_trainees(text, expected):
    assert codes(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giải cứu 17 nhân viên quán, trong đó có 6 người dưới 16 tuổi.", ["victim.rescued"] * 2),
        ("Phạt 2 quán karaoke. Phát hiện 4 nhân viên không giấy tờ, không có dấu hiệu bị ép.", ["insp.violation", "other"]),
        ("Đoàn (gồm 7 đồng chí) do Sở Tư pháp dẫn đầu.", ["other"]),
        ("Nhận trao trả 300 công dân qua 8 đợt, đông nhất một đợt có 60 công dân.", "person.returned other person.returned"),
        ("Nhóm này đã mua 9 cháu bé với giá rẻ.", ["victim.identified"]),
        ("Bắt 5 đối tượng, đang truy xét 2 người.", ["crime.suspect"] * 2),
        ("Hai bị cáo bị khởi tố về 3 tội.", ["crime.suspect", "other"]),
        ("Rà soát số đi làm ăn ngoài nước: 40 NK (Lào 25, CPC 15).", ["person.abroad"] * 3),
        ("Buộc công ty hoàn trả 12 lao động số tiền đã thu.", ["other"]),
        ("Có 50.000 lao động làm trong các khu công nghiệp.", ["other"]),
    ],
)  # fmt: skip
def test_persons_are_what_was_done_with_them_whatever_their_job(text, expected):
    assert codes(text) == (expected.split() if isinstance(expected, str) else expected)


def test_cases_that_a_call_centre_opened_are_its_calls_and_those_it_passed_on_may_be_victims():
    text = "TRUNG TÂM BẢO TRỢ TỈNH MẪU\nTổ Đường dây nóng\n\nTháng này mở 21 ca hồ sơ. Các ca được gửi tới: Công an 11 ca, Biên phòng 4 ca."
    assert codes(text) == ["hotline.call", "victim.suspected", "victim.suspected"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội thi Nắng mai\nVòng loại có 20 trường với 900 học sinh đăng ký.", ["other", "comm.contest_entry"]),
        ("Diễn 4 phiên tòa giả định; 5 đêm kịch ở các xã.", ["comm.event"] * 2),
        ("Tặng 60 móc khóa in số máy trực.", ["comm.material"]),
        ("Tiếp 3 đoàn công tác nước bạn.", ["other"]),
        ("Có 6 đoàn trực thuộc ra quân.", ["other"]),
    ],
)
def test_contests_plays_gifts_and_guests_are_told_by_their_names(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội ra mắt 50 tổ, 6 câu lạc bộ.", ["comm.model", "comm.model"]),
        ("Duy trì 14 câu lạc bộ; 9 chi hội “Chị em vui khỏe”.", ["comm.model", "comm.model"]),
        ("Huyện có 12 tổ dân phố, 6 câu lạc bộ.", ["other", "comm.model"]),
        ("Nhận bàn giao hồ sơ 18 nạn nhân.", ["victim.identified"]),
    ],
)
def test_groups_beside_clubs_are_kept_up_with_them_and_a_file_is_no_person(text, expected):
    assert codes(text) == expected
