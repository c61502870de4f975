"""Words by which a count is told from one that looks like it: reactions and views, members and guests, papers and their annulment."""

import pytest

from vongtay.narratives.reading import read_text


def codes(text: str) -> list[str]:
    return [figure.code for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đăng 12 bài, đạt 4.000 lượt xem, 90 lượt chia sẻ, 15 lượt bình luận.", ["comm.news", "comm.attendance", "other", "other"]),
        ("Buổi phát trực tiếp có 700 lượt xem và 310 lượt thích, bình luận.", ["comm.attendance", "other"]),
        ("Kết nghĩa 7 cặp thôn - thôn với nước bạn.", ["other"]),
        ("Toàn huyện có 8.420 hội viên.", ["other"]),
        ("Hội Nông dân tỉnh quản lý 31.000 hội viên nông dân.", ["other"]),
        ("Tuyên truyền cho 420 hội viên.", ["comm.attendance"]),
        ("Lan tỏa 55 thông điệp trên trang của Hội.", ["comm.news"]),
        ("Cung cấp cho Công an 6 thông tin về môi giới.", ["crime.tip"]),
        ("Công an tiếp nhận 3 trình báo của gia đình.", ["crime.tip"]),
        ("Hủy 2 quyết định tạm giam.", ["other"]),
        ("Ban hành 2 quyết định.", ["doc.issued"]),
        ("Tổ công tác gồm 8 đồng chí.", ["other"]),
        ("Đề nghị cấp thêm 2 loa kéo.", ["other"]),
        ("Vận động 40 hộ ký cam kết; 12 chủ quán cũng đã ký.", ["comm.pledge", "comm.pledge"]),
        ("II. Ký cam kết\nĐã ký: 30 hộ; 5 hộ đi làm ăn xa chưa ký.", ["comm.pledge", "other"]),
        ("Tư vấn cho 60 phụ nữ có ý định lấy chồng nước ngoài.", ["other"]),
        ("Công an phát hiện 45 trường hợp phụ nữ, trẻ em vắng mặt không rõ lý do.", ["person.abroad"]),
        ("Kết quả khảo sát xác định có 900 phụ nữ, trẻ em (PN, TE) vắng mặt lâu ngày.", ["person.abroad"]),
        ("Xét 6 trường hợp có dấu hiệu bị mua bán; kết luận 4 nạn nhân.", ["victim.suspected", "victim.identified"]),
        ("Công an khởi tố 7 vụ và 15 người.", ["crime.case", "crime.suspect"]),
        ("Xảy ra 7 vụ, 15 người bị bán.", ["crime.case", "victim.identified"]),
        ("Bắt kẻ lừa đưa 2 mẹ con ra biên giới để bán.", ["victim.identified"]),
        ("Tiếp nhận 30 nạn nhân. Có 21 người đã được hỗ trợ, số còn lại từ chối.", ["victim.received", "victim.supported"]),
        ("Giúp 90 người được tiếp cận việc làm.", ["support.job"]),
        ("Ba trẻ em được đưa vào Trung tâm Bảo trợ xã hội.", ["support.shelter"]),
        ("Lớp học gồm 30 người được trang bị kiến thức.", ["train.trainee"]),
        ("Là 1 trong 3 cơ sở có nhiệm vụ tiếp nhận nạn nhân.", ["facility.site"]),
        ("Theo tin đã cung cấp tại cuộc họp báo sáng qua, Công an tỉnh phát hiện 9 vụ.", ["crime.case"]),
        ("Được quần chúng cung cấp 9 vụ.", ["crime.tip"]),
        ("Tin báo: 9 tin, giải quyết 8.", ["crime.tip", "crime.tip"]),
        ("Gỡ bỏ 37 bài viết, khóa 12 tài khoản, 4 hội nhóm.", ["comm.web_checked"] * 3),
        ("Cấp giấy xác nhận tình trạng hôn nhân 214 trường hợp.", ["other"]),
        ("Kiểm soát 900 lượt hành khách xuất nhập cảnh.", ["other"]),
        ("Số hộ có nguy cơ cao 31 hộ.", ["other"]),
        ("Toàn ngành có 312 em bỏ học, vận động 205 em quay lại.", ["other", "other"]),
        ("Cơ sở truyền thanh ở 126 xã, phát 9.450 lượt.", ["other", "comm.broadcast"]),
        ("Cử 46 đ/c tham gia.", ["comm.attendance"]),
        ("Số người dự: 860 lượt.", ["comm.attendance"]),
        ("Lừa bán 8 phụ nữ, nhóm buôn người lĩnh án.", ["victim.identified"]),
        ("Lừa 8 phụ nữ bán cho ổ mại dâm.", ["victim.identified"]),
        ("Trên 300 em đã tốt nghiệp lớp nghề.", ["support.vocational"]),
        ("Chi 3 tỷ đồng cho 412 nạn nhân.", ["budget.amount", "victim.supported"]),
        ("Bảo hộ công dân: xử lý 41 vụ.", ["other"]),
        ("Mở 5 lớp cho cán bộ 200 người, tuyên truyền viên 75.", ["train.course", "train.trainee", "train.trainee"]),
        ("Nâng bước cho 5 đối tượng đích.", ["other"]),
        ("Đợt truyền thông tới 50 đối tượng đích.", ["comm.attendance"]),
    ],
)  # fmt: skip
def test_nouns_and_verbs_say_what_is_counted(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Lập 3 tổ, mỗi tổ 9 thành viên.", ["3 tổ", "9 thành viên"]),
        ("Trợ cấp 01 lần 2.000.000 đồng/người.", ["2.000.000 đồng"]),
        ("Lừa 4 phụ nữ với cùng 1 cách.", ["4 phụ nữ"]),
        ("Huyện có 879hội viên.", ["879hội viên"]),
        ("Chặn 1 ô tô 16 chỗ chở 9 người.", ["1 ô tô", "9 người"]),
        ("Xã 30a cấp 5m vải.", ["5m"]),
    ],
)
def test_what_is_a_figure_and_what_is_none(text, quotes):
    assert [figure.quote for figure in read_text(text).figures] == quotes


def test_what_is_spared_has_not_fallen():
    assert read_text("Miễn giảm viện phí cho 18 người.").figures[0].change is None
