"""The Vietnamese words of what papers print of a case: codes in, printed words out. Papers are in Vietnamese whoever reads the page."""

# Titles and days of the instruments, each seen on an official page or in two places.
BASIS = {
    "L66": ("Luật Phòng, chống mua bán người số 66/2011/QH12 ngày 29 tháng 3 năm 2011",),
    "L53": (
        (
            "Luật Phòng, chống mua bán người số 53/2024/QH15 ngày 28 tháng 11 năm 2024, được sửa đổi, bổ sung theo"
            " Luật số 86/2025/QH15 ngày 25 tháng 6 năm 2025"
        ),
        "Nghị định số 162/2025/NĐ-CP ngày 29 tháng 6 năm 2025 của Chính phủ",
    ),
}
# What a person is called before a decision (L53 Article 2(8); L66 knew no such status).
UNDER_IDENTIFICATION = {
    "L66": "người trong thời gian chờ xác minh",
    "L53": "người đang trong quá trình xác định là nạn nhân",
}
ROUTE_WORDS = {
    "R1": "Tự đến trình báo", "R2": "Được giải cứu", "R3": "Còn ở nước ngoài, được cơ quan đại diện Việt Nam tiếp nhận",
    "R4": "Trở về qua cơ quan đại diện Việt Nam ở nước ngoài", "R5": "Do phía nước ngoài trao trả", "R6": "Tự trở về và trình báo",
    "R7": "Người nước ngoài được tiếp nhận tại Việt Nam",
}  # fmt: skip
NEED_WORDS = {
    "safety": "bảo đảm an toàn", "medical": "hỗ trợ y tế", "food": "ăn, uống", "shelter": "nơi lưu trú tạm thời",
    "clothes": "quần áo, đồ dùng vệ sinh cá nhân", "interpreter": "phiên dịch", "child": "chăm sóc trẻ em đi cùng",
}  # fmt: skip
HELP_WORDS = {
    "essential": "nhu cầu thiết yếu", "travel": "đi lại", "medical": "y tế", "psychological": "tâm lý", "interpreter": "phiên dịch",
    "legal": "tư vấn pháp luật", "shelter": "nơi lưu trú",
}  # fmt: skip
NATIONALITIES = {
    "VN": "Việt Nam", "CN": "Trung Quốc", "LA": "Lào", "KH": "Campuchia", "MM": "Myanmar", "TH": "Thái Lan", "XX": "Không quốc tịch",
}  # fmt: skip
LANGUAGES = {
    "tay_nung": "tiếng Tày, Nùng", "mong": "tiếng Mông", "dao": "tiếng Dao", "thai": "tiếng Thái", "khmer": "tiếng Khmer", "jrai": "tiếng Gia Rai",
    "ede": "tiếng Ê Đê", "chinese": "tiếng Trung Quốc", "lao": "tiếng Lào", "english": "tiếng Anh", "sign": "ngôn ngữ ký hiệu",
}  # fmt: skip
# Routes whose words say who ended it.
FREED_BY = frozenset({"R2", "R4", "R5"})
REPORTED_THEMSELVES = frozenset({"R1", "R6"})
EIGHTEEN = 18
