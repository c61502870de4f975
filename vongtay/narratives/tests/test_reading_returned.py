"""Citizens whom a neighbour country hands over: named again, divided, and beside bodies whose names speak of crossing borders."""

import pytest

from vongtay.narratives.reading import read_text


def codes(text: str) -> list[str]:
    return [figure.code for figure in read_text(text).figures]


@pytest.mark.parametrize(
    "text",
    [
        "Phòng Quản lý xuất nhập cảnh tiếp nhận 17 công dân do Công an xuất nhập cảnh nước bạn bàn giao.",
        "Tiếp nhận 17 công dân Việt Nam do phía bạn trao trả.\nTheo rà soát, 17 công dân có quê ở nhiều nơi.",
        "Trong năm tiếp nhận 60 trường hợp là công dân xuất cảnh trái phép bị trao trả.",
        "Tiếp nhận 20 công dân do Lào trao trả.\nTrong đó, 12 người làm việc ở sòng bạc trực tuyến, một người ở chợ và một người ở bến xe.",
        "Lào trao trả 70 công dân. 70 công dân có hộ khẩu ở Mẫu Sơn.",
        "Tiếp nhận 30 công dân do phía bạn trao trả. Trong đó, 21 người bị bắt khi vượt biên, 9 người bị bắt do cư trú bất hợp pháp.",
        "Chiều qua 30 người bơi sông về nước. Trong đó 28 người thoát nạn, 2 người bị bắt lại.",
    ],
)
def test_persons_handed_over_or_fled_have_returned_with_all_their_parts(text):
    assert set(codes(text)) == {"person.returned"}


def test_who_crosses_a_border_unlawfully_and_is_not_handed_over_has_not_returned():
    assert codes("Phát hiện 6 người xuất cảnh trái phép.") == ["other"]


def test_those_who_work_at_a_facility_are_its_staff():
    text = "Trung tâm Công tác xã hội tiếp nhận 9 nạn nhân. Trung tâm bố trí 7 người làm việc trực."
    assert codes(text)[-1] == "facility.staff"
