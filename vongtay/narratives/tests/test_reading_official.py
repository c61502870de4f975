"""What reports of offices say in few words: labels of help, gatherings at night, patrols, visitors, what was only compared."""

import pytest

from vongtay.narratives.reading import read_text


def codes(text: str) -> list[str]:
    return [figure.code for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c. Phiên dịch (tiếng Lào, tiếng Thái): 3 người.", ["support.interpreter"]),
        ("đ. Pháp lý: luật sư gặp 8 người.", ["support.legal"]),
        ("Học nghề: nấu ăn 5 em, cắm hoa 3 em.", ["support.vocational", "support.vocational"]),
        ("Y tế: khám sàng lọc 9 người; đưa lên tuyến trên 2 ca.", ["support.medical", "support.medical"]),
    ],
)
def test_a_line_may_begin_with_the_help_that_its_persons_got(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thi viết: 640 tác phẩm; 20 tác phẩm vào chung kết.", ["comm.contest_entry", "comm.contest_entry"]),
        ("Ký cam kết: 7.000 học sinh (93%); 510 cán bộ, giáo viên.", ["comm.pledge", "target.rate", "comm.pledge"]),
        ("Có 9 cụm loa, đã phát 80 lượt.", ["comm.channel", "comm.broadcast"]),
        ("Văn nghệ lưu động 03 tối.", ["comm.mobile"]),
        ("Dùng 60 lượt loa kéo.", ["comm.mobile"]),
        ("Có thêm về nhóm Zalo 4 nhóm.", ["comm.channel"]),
        ("Công an yêu cầu gỡ 6 nhóm.", ["comm.web_checked"]),
        ("Quy mô trường lớp: 3.200 lớp, 99.000 học sinh.", ["other", "other"]),
    ],
)  # fmt: skip
def test_what_was_done_for_the_public_is_told_in_few_words(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổ chức 40 lượt tuần tra.", ["other"]),
        ("Tuần tra chung với dân quân 12 buổi.", ["other"]),
        ("Tiếp 4 đoàn đến thăm.", ["other"]),
        ("Ban Chỉ đạo có 11 đồng chí.", ["other"]),
        ("Có 300 tình nguyện viên.", ["other"]),
    ],
)
def test_patrols_visitors_and_committees_are_no_work_with_persons(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bàn giao ở cửa khẩu: 03 đợt = 50 công dân.", ["other", "person.returned"]),
        ("Các chị bị lừa bán\nXã quản lý 14 chị trở về.", ["victim.identified"]),
        ("Thụ lý 12 tin báo, đã giải quyết 10.", ["crime.tip", "crime.tip"]),
        ("Xét xử 3 vụ/7 bị cáo, án treo 02.", ["crime.case", "crime.suspect", "crime.suspect"]),
        ("Đã cấp giấy chứng nhận cho 17 người.", ["victim.identified"]),
        ("Giúp đỡ 6 phụ nữ tái hòa nhập cộng đồng.", ["victim.supported"]),
        ("Có 900 người mất tích, trong đó 210 nghi đã đi Lào.", ["person.abroad", "person.abroad"]),
        ("Tiếp nhận 9 nạn nhân; tự tìm đến 3 người.", ["victim.received", "victim.self_returned"]),
        (
            "Hỗ trợ 9 nạn nhân: 04 chị học nghề, 03 có việc làm.",
            ["victim.supported", "support.vocational", "support.job"],
        ),
        ("Tiếp nhận 9 nạn nhân, trong đó:\n+ Nam 4, nữ 5", ["victim.received"] * 3),
        ("Tiếp nhận 9 nạn nhân; 2 người từ chối.", ["victim.received", "victim.identified"]),
    ],
)
def test_persons_are_told_by_what_was_done_with_them(text, expected):
    assert codes(text) == expected


def test_what_a_report_with_a_year_in_its_title_describes_is_of_that_year():
    described = "Xã có 7 thôn, 950 hộ."
    assert [f.period for f in read_text(f"Báo cáo kết quả năm 2023\n{described}").figures] == ["2023", "2023"]
    assert read_text(f"Tin trong ngày 4/5/2023.\n{described}").figures[0].period is None


def test_an_average_a_year_says_nothing_of_the_clause_before_it():
    text = "Giai đoạn 2021-2023\nCó 3 vụ; bình quân mỗi năm 1 vụ."
    assert read_text(text).figures[0].period == "2021..2023"


def test_the_year_in_brackets_that_a_verb_follows_is_of_what_follows():
    text = "Năm 2025 phát thanh giảm còn 30 buổi (năm 2024 là 44 buổi)."
    assert [f.period for f in read_text(text).figures] == ["2025", "2024"]


def test_the_number_of_a_call_centre_is_no_figure_before_what_it_counts():
    assert [f.quote for f in read_text("Người gọi tới Tổng đài 111: 5 người.").figures] == ["5 người"]
    assert read_text("Đường dây nóng trực 24/7: 111.").figures == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 90 đảng viên sinh hoạt tại 30 chi bộ, cùng 75 đảng viên phụ trách 400 hộ dân.", ["other"] * 4),
        ("Tháng tới rà soát xong 60 hộ có người ở xa.", ["other"]),
        ("Đơn vị lập 12 chốt với 90 chiến sĩ canh giữ đường mòn.", ["other", "other"]),
        ("Tuyên truyền cho 60 hộ; 90 đảng viên dự.", ["comm.attendance", "comm.attendance"]),
        (
            "Mở 3 lớp tập huấn cho 80 người. Đề nghị bổ sung 4 biên chế.",
            ["train.course", "train.trainee", "facility.staff"],
        ),
        ("Trung tâm có 16 viên chức; 5/16 người có bằng đại học.", ["facility.staff"] * 3),
    ],
)
def test_whom_a_body_has_or_looks_after_attends_nothing(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lập 3 tổ/15 đồng chí bám bản.", ["other", "other"]),
        ("Trung tâm bố trí 9 cán bộ trực.", ["facility.staff"]),
        ("6 nạn nhân và gia đình nhận bò giống.", ["victim.supported"]),
        ("Dự luật được xem xét qua 2 kỳ họp.", ["other"]),
        ("Tuyên truyền lồng ghép tại 5 kỳ họp.", ["comm.event"]),
    ],
)
def test_teams_gifts_and_sittings(text, expected):
    assert codes(text) == expected
