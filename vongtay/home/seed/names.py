"""Invented people: names put together at random from parts, numbers that nobody can have, and a mark that says so."""

from dataclasses import dataclass
from random import Random

MARK = "người giả định"

# Part of a name -> how often it is drawn; the proportions are ours, so that namesakes come up as in real lists.
_KINH = {
    "Nguyễn": 38,
    "Trần": 11,
    "Lê": 10,
    "Phạm": 7,
    "Hoàng": 5,
    "Phan": 5,
    "Vũ": 4,
    "Đặng": 3,
    "Bùi": 3,
    "Đỗ": 3,
    "Ngô": 2,
    "Dương": 2,
    "Lý": 1,
}
_HIGHLAND = {
    "Hoàng": 9,
    "Nông": 8,
    "Lương": 6,
    "Lý": 6,
    "Triệu": 5,
    "Vi": 5,
    "Hứa": 4,
    "Đàm": 3,
    "Lộc": 3,
    "Bế": 3,
    "Chu": 3,
    "Mạc": 2,
    "Lò": 5,
    "Quàng": 3,
    "Cà": 2,
    "Giàng": 5,
    "Vàng": 4,
    "Sùng": 3,
    "Thào": 3,
    "Mùa": 2,
    "Bàn": 3,
    "Đặng": 2,
    "Tẩn": 2,
    "Phùng": 2,
}
_MIDDLE = {
    "female": {
        "Thị": 60,
        "Thị Thu": 6,
        "Thị Ngọc": 6,
        "Thị Bích": 4,
        "Thị Kim": 4,
        "Thị Minh": 4,
        "Ngọc": 5,
        "Thu": 4,
        "Thanh": 4,
        "Phương": 3,
    },
    "male": {
        "Văn": 55,
        "Đức": 9,
        "Minh": 8,
        "Hữu": 6,
        "Quang": 5,
        "Công": 4,
        "Xuân": 4,
        "Ngọc": 3,
        "Thanh": 3,
        "Tuấn": 3,
    },
}
_HMONG = {"female": {"Thị": 70, "Thị Mai": 10, "Thị Pà": 10, "": 10}, "male": {"A": 75, "Văn": 15, "Seo": 10}}
_GIVEN = {
    "female": (
        "Lan Hoa Hương Hồng Huệ Cúc Mai Đào Liên Nga Nhung Oanh Phương Quyên Sen Thảo Thủy Trang Vân Yến Ánh Bình Chi "
        "Diệp Dung Hà Hạnh Hằng Hiền Hoài Khuê Lệ Linh Loan Ly Mến Mỵ Nguyệt Nhàn Như Nụ Quỳnh Tâm Thắm Thơm Tuyết "
        "Uyên Vui Xuyến Dợ Dí Mảy Pàng Say Xoa"
    ),
    "male": (
        "An Bảo Bình Chiến Cường Dũng Duy Đạt Điệp Đông Đức Giang Hải Hậu Hiếu Hòa Hùng Huy Khánh Khoa Kiên Lâm Long "
        "Lực Mạnh Nam Nghĩa Phong Phúc Quân Quang Sơn Tài Thành Thắng Thịnh Toàn Trung Tùng Vinh Việt Chu Dờ Páo Pó "
        "Sính Tủa Vừ"
    ),
}
_WORDS = {sex: words.split() for sex, words in _GIVEN.items()}
_STREETS = ["Bản Nà Mẫu", "Thôn Ví Dụ", "Khối Thử", "Xóm Giả Định", "Bản Khuổi Mẫu", "Tổ dân phố Thử Nghiệm"]


@dataclass(frozen=True)
class Invented:
    """One invented person."""

    name: str
    sex: str
    age: int


def _drawn(chance: Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), weights=list(weights.values()))[0]


def name(chance: Random, sex: str, *, highland: bool) -> str:
    """Give an invented name.

    >>> name(Random(7), "female", highland=False).split()[0] in _KINH
    True
    """
    family = _drawn(chance, _HIGHLAND if highland else _KINH)
    gender = sex if sex in _GIVEN else chance.choice(("female", "male"))
    middle = _drawn(chance, (_HMONG if family in {"Giàng", "Vàng", "Sùng", "Thào", "Mùa"} else _MIDDLE)[gender])
    return " ".join(part for part in (family, middle, chance.choice(_WORDS[gender])) if part)


def person(chance: Random, *, highland: bool) -> Invented:
    """Give an invented person; three of four are female and most are young, as those who come are."""
    sex = chance.choices(("female", "male", "unknown"), weights=(74, 25, 1))[0]
    age = min(70, max(9, round(chance.gauss(24, 8))))
    return Invented(name(chance, sex, highland=highland), sex, age)


def identity_number(chance: Random) -> str:
    """Give twelve digits that no card bears: no province has the code 000."""
    return f"{'0' * 3}{chance.randrange(10**9):09d}"


def phone(chance: Random) -> str:
    """Give ten digits that no phone has: the block 030 was never handed out."""
    return f"{'0' + '3' + '0'}{chance.randrange(10**7):07d}"


def address(chance: Random, place: str) -> str:
    """Give an invented address in a real place; its first part says that it is invented."""
    return f"{chance.choice(_STREETS)}, {place} ({MARK})"
