"""Persons: which of them were sentenced, fled, were brought home, or are a part of those told of before."""

import pytest

from vongtay.narratives.reading import read_text


def codes(text: str) -> list[str]:
    return [figure.code for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tòa xử 6 bị cáo, trong đó có hai người lĩnh án tù chung thân; 4 người bị phạt từ sáu đến 15 năm tù.",
            ["crime.suspect"] * 3,
        ),
        ("Đường dây do ba phụ nữ cầm đầu.", ["crime.suspect"]),
        ("Nhóm 18 người bơi qua sông để thoát khỏi sòng bạc.", ["person.returned"]),
        ("Chốt biên phòng tạm giữ 12 người (9 nam, 3 nữ) vượt sông về nước.", ["person.returned"] * 3),
        ("Cơ quan lãnh sự đưa 75 công dân về nước, hỗ trợ thủ tục pháp lý.", ["person.returned"]),
        ("Đoàn công tác giải cứu 8 người về nước an toàn.", ["victim.rescued"]),
        ("Hiện vẫn còn 5 trường hợp đang bị khống chế ở bên kia biên giới.", ["person.abroad"]),
        ("Ở huyện có 15 công nhân bị lừa bán cho các chủ tàu.", ["victim.identified"]),
        ("Tuyên truyền cho 15 công nhân về thủ đoạn lừa bán.", ["comm.attendance"]),
        ("Trước khi bị bắt, nhóm này đã lừa 25 người.", ["victim.identified"]),
        ("Hiện còn 40 người đang chờ làm thủ tục.", ["person.abroad"]),
        ("Đăng ký kết hôn có yếu tố nước ngoài cho 32 trường hợp.", ["person.abroad"]),
        ("Đoàn giải cứu 12 người lao động trên tàu.", ["victim.rescued"]),
        ("Cơ quan chức năng đưa 71 lao động về địa phương.", ["person.returned"]),
        ("Đồn tiếp nhận 7 công dân bị lừa sang Campuchia làm việc.", ["person.returned"]),
        ("Xã có 7 công dân bị lừa sang Campuchia làm việc.", ["person.abroad"]),
        ("Bắt Vì Thị X khi đang đưa 2 bé gái lên xe sang bên kia biên giới.", ["victim.identified"]),
        ("Xã có 5.200 đồng bào dân tộc thiểu số sinh sống.", ["other"]),
        ("Nói chuyện với 120 đồng bào sinh sống ở thôn về thủ đoạn lừa bán.", ["comm.attendance"]),
        ("Có 40 phụ nữ bị đưa ra nước ngoài bán.", ["victim.identified"]),
        ("Xã có 46 phụ nữ lấy chồng nước ngoài; 8 trường hợp đã trốn về.", ["person.abroad", "person.returned"]),
        ("Trong đó 7 em đang học lớp 12, 3 em đang học may.", ["support.education", "support.vocational"]),
        ("Cuộc khảo sát hỏi 90 người, gồm 60 người dân và 30 cán bộ.", ["other", "other", "other"]),
        ("Lãnh sự đã tiếp nhận, giải quyết 44 trường hợp bảo hộ công dân.", ["person.abroad"]),
        ("Có 10 người bị mua bán sang Campuchia; 5 người sang Lào.", ["victim.identified", "victim.identified"]),
        ("Chuyển cơ quan công an 27 trường hợp có dấu hiệu và nguy cơ là nạn nhân.", ["victim.suspected"]),
        ("Hai bên hỗ trợ giải cứu 6 cô gái bị lừa bán.", ["victim.rescued"]),
        ("Hai năm qua có 10 bé được giải cứu mà chưa tìm thấy cha mẹ.", ["victim.rescued"]),
        ("Mỗi tuần lại có 3 phụ nữ bị buôn bán.", ["victim.identified"]),
        ("Huyện có 320 phụ nữ kết hôn với người nước ngoài, hiện chưa xác định được nơi ở.", ["person.abroad"]),
    ],
)
def test_what_happened_to_persons_decides_their_code(text, expected):
    assert codes(text) == expected


def test_each_part_without_words_of_its_own_is_of_the_whole_and_not_of_the_part_before_it():
    text = "Công an xác định 14 nạn nhân, trong đó có 9 trường hợp được giải cứu, 5 trường hợp là học sinh."
    assert codes(text) == ["victim.identified", "victim.rescued", "victim.identified"]


def test_a_part_does_not_become_the_total_of_what_follows_it():
    text = "Tiếp nhận 30 công dân do phía bạn trao trả (4 nạn nhân), cấp giấy tờ cho 11 người."
    assert codes(text)[-1] != "victim.identified"


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("Năm 2011 có 120 nạn nhân thì năm 2013, con số này đã lên đến 205.", 205, "victim.identified"),
        ("Đó là hai chị em ở xã bên.", 2, "other"),
        ("Dự án làm qua ba hoạt động chính.", 3, "other"),
        ("Nội dung chia ba hợp phần.", 3, "other"),
        ("Trung tâm có hai bảo mẫu.", 2, "facility.staff"),
        ("Tổ dân phố kiểm điểm 2 đối tượng.", 2, "crime.suspect"),
    ],
)
def test_the_last_number_counts(text, value, code):
    figure = read_text(text).figures[-1]
    assert (figure.value, figure.code) == (value, code)


def test_the_first_of_some_is_what_the_second_is():
    assert codes("Đây là 2 trong số 9 nạn nhân được giải cứu.") == ["victim.rescued", "victim.rescued"]


def test_a_range_may_name_its_noun_twice():
    (figure,) = read_text("Chúng đòi từ 20 triệu đồng đến 90 triệu đồng mỗi người.").figures
    assert (figure.value, figure.value_high, figure.quote) == (
        20_000_000,
        90_000_000,
        "20 triệu đồng đến 90 triệu đồng",
    )


def test_a_year_of_birth_counts_nothing():
    assert read_text("Bắt Lò Văn X (SN 1991 trú tại xã bên) và Vì Y (sinh 1988, cùng xã).").figures == ()


def test_places_that_divide_a_number_of_facilities_are_facilities():
    text = "Cả vùng có 50 cơ sở trợ giúp xã hội (20 cơ sở công lập và 30 cơ sở ngoài công lập)."
    assert codes(text) == ["facility.site"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ký cam kết với 400 hộ dân, 60 chủ nhà nghỉ.", ["comm.pledge", "comm.pledge"]),
        ("Công an bắt 3 đối tượng, trong đó có 1 bảo vệ.", ["crime.suspect", "crime.suspect"]),
        ("Đài xã phát loa 45 buổi.", ["comm.broadcast"]),
        ("- Cơ sở tiếp nhận: 2 cơ sở.", ["facility.site"]),
        ("- Số nạn nhân được hỗ trợ: 08/08, đạt 100%.", ["victim.supported", "victim.supported", "target.rate"]),
        ("Mở 14 lớp tập huấn, trong đó cấp tỉnh 4, cấp xã 10.", ["train.course"] * 3),
        ("Lập 9 mô hình (trong đó duy trì 6, xây dựng mới 3).", ["comm.model"] * 3),
        ("- Hỗ trợ ban đầu: 6", ["victim.supported"]),
        ("Công an thu giữ 29 ảnh của nhóm này.", ["other"]),
        ("Số cuộc gọi chuyển tuyến là 59 trường hợp.", ["hotline.call"]),
        (
            "Tổng đài nhận 90 cuộc gọi, chuyển 20 ca với 25 người được giải cứu.",
            ["hotline.call", "hotline.call", "victim.rescued"],
        ),
        ("Sở hướng dẫn 77 xã, phường lập tổ công tác; 2 bên cùng ký.", ["other"]),
        ("Đội 314 kiểm tra 20 nhà nghỉ; số vụ tăng gần 5 lần, gấp 3 lần năm trước.", ["insp.site"]),
    ],
)
def test_lists_and_labels_say_what_is_counted(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Bằng 1/3 số vụ của năm trước.",
        "Họ ở khách sạn 5 sao, đi xe khách 16 chỗ.",
        "Nhà cách chợ 10 phút đi xe, sau 2 giờ đồng hồ thì đến.",
    ],
)
def test_shares_in_words_stars_seats_and_ways_count_nothing(text):
    assert read_text(text).figures == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công an bắt 14 người đang làm cho công ty ma, giải cứu nhiều nạn nhân.", ["crime.suspect"]),
        ("Công an bắt 2 vụ, giải cứu 5 người.", ["crime.case", "victim.rescued"]),
        ("Chúng lừa bán 3 thiếu nữ cho hai người đàn ông nước ngoài.", ["victim.identified", "other"]),
        ("Chúng lừa bán 3 thiếu nữ và hai phụ nữ.", ["victim.identified", "victim.identified"]),
        ("Mỗi đối tượng lừa trên 50 bị hại qua mạng.", ["other"]),
        ("Chúng lừa bán 50 bị hại.", ["victim.identified"]),
        ("Bắt 20 vụ xuất cảnh trái phép; xử phạt hành chính 15 vụ/31 người.", ["other", "crime.case", "other"]),
    ],
)
def test_suspects_buyers_and_the_cheated_are_no_victims(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công an bắt 9 vụ, giải cứu và tiếp nhận 20 nạn nhân.", ["crime.case", "victim.rescued"]),
        (
            "Hai bị cáo phải bồi thường 95 triệu đồng cho 3 bị hại.",
            ["crime.suspect", "budget.amount", "victim.identified"],
        ),
        ("Chi 9 triệu đồng cho 3 nạn nhân.", ["budget.amount", "victim.supported"]),
    ],
)
def test_the_first_of_joined_verbs_rules_and_damages_are_no_help(text, expected):
    assert codes(text) == expected
