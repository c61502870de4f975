"""Numbers that are no figures: dates, times, ages, deadlines, ordinals, numbers in names, telephones."""

import re
from typing import NamedTuple

YEAR = r"(?:19|20)\d\d"
DAY = r"\d{1,2}"
COUNT = r"(?:\d{1,3}(?:[.,]\d+)?|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?|hai mươi|ba mươi)"
SEP = r"\s?[/.\-]\s?"

# Each rule: name and pattern over the folded text. What a rule matches holds no figure.
RULES: tuple[tuple[str, str], ...] = (
    ("date", rf"(?<![\d.,]){DAY}{SEP}{DAY}{SEP}{YEAR}(?!\d)"),
    (
        "date",
        rf"(?:ngày|hôm|sáng|chiều|tối|mùng|đêm|trưa)\s+(?:mùng\s+)?{DAY}(?:\s?(?:[/.]|-)\s?{DAY})?(?!\d|[.,]\d)(?:\s+tháng\s+{DAY})?(?:\s+năm\s+{YEAR})?",
    ),
    ("date", rf"(?:ngày\s+)?{DAY}\s?(?:-|đến|và)\s?{DAY}\s?[/-]\s?{DAY}(?![\d.])(?=\s|[,;:.)]|$)"),
    (
        "date",
        rf"tháng\s+(?:{DAY}(?!\d)|giêng|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai|chạp)(?:\s?(?:[/.-])\s?{YEAR})?(?![\d]|\.\d)",
    ),
    ("date", rf"(?<![\d/.,]){DAY}\s?[/-]\s?{YEAR}(?![\d/])"),
    (
        "date",
        rf"(?:năm|niên độ|khóa|nhiệm kỳ|giai đoạn|thời kỳ|năm học|vụ|kỳ)\s+{YEAR}(?:\s?(?:-|đến|tới|,|và|/|;)\s?(?:năm\s)?{YEAR})*(?!\d|[.,]\d{{3}})",
    ),
    ("date", rf"(?<![\d.,/]){YEAR}\s?(?:-|đến|tới)\s?(?:năm\s)?{YEAR}(?!\d|[.,]\d{{3}})"),
    ("date", r"quý\s+(?:\d|i{1,3}|iv)(?:\s?/\s?\d{4})?"),
    ("date", r"(?<![\d/])(?:30/7|30-7|8/3|20/10|26/6|25/11|30/4|1/5|2/9|24/7|24/24|365/365)(?![\d/])"),
    ("time", r"\d{1,2}\s?(?:h|g)\s?\d{0,2}(?:\s?/\s?ngày)?(?![a-zà-ỹ])"),
    ("time", r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?"),
    (
        "time",
        r"\d{1,2} giờ (?:\d{1,2}(?: phút)?)?(?= ?(?:ngày|sáng|chiều|tối|đêm|cùng|,|$|\d))|lúc \d{1,2} giờ(?: \d{1,2} phút)?",
    ),
    (
        "age",
        rf"(?:từ |trên |dưới |đủ |chưa đủ |khoảng |gần |hơn |độ tuổi |tuổi )*{COUNT}(?:\s?(?:-|đến|tới|đến dưới|đến chưa đủ)\s?(?:dưới |chưa đủ )?{COUNT})? (?:tuổi|tháng tuổi)",
    ),
    ("age", rf"(?:độ tuổi|lứa tuổi|tuổi)(?: từ| dưới| trên| khoảng)? \d{{1,2}}(?:\s?(?:-|đến|tới)\s?\d{{1,2}})?"),
    (
        "frequency",
        rf"{COUNT}\s?(?:lần|buổi|lượt|kỳ|cuộc|ngày|giờ|tiếng|phút)\s?/\s?(?:\d+\s?)?(?:ngày|tuần|tháng|quý|năm|giờ|tiếng)",
    ),
    (
        "frequency",
        rf"(?:mỗi|hàng|hằng) (?:ngày|tuần|tháng|quý|năm)(?: họp| sinh hoạt| tổ chức)? (?:ít nhất |từ |tối thiểu )?{COUNT}(?:\s?(?:-|đến)\s?{COUNT})? (?:lần|kỳ|buổi)",
    ),
    ("frequency", rf"{COUNT} (?:lần|buổi|kỳ) (?:mỗi|một|trong) (?:ngày|tuần|tháng|quý|năm)"),
    (
        "duration",
        rf"(?<![\d.,]){COUNT}(?:\s?(?:-|đến|tới)\s?{COUNT})? (?:năm|tháng|tuần|ngày|quý|thập kỷ|thập niên|tiếng|đêm|giây|thế kỷ|nhiệm kỳ)(?! (?:công|hội|tù))(?![a-zà-ỹ])",
    ),
    (
        "duration",
        rf"(?:trong|sau|khoảng|thời gian|thời hạn|không quá|quá|tối đa|vòng|kéo dài) {COUNT} (?:giờ|phút|giây|tiếng)(?! (?:phát|tuyên))",
    ),
    (
        "ordinal",
        r"(?:thứ|lần thứ|đợt thứ|hạng|cấp độ|loại|nhóm thứ|kỳ thứ|phần thứ) (?:\d{1,3}|nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)(?![\d.]\d)",
    ),
    (
        "ordinal",
        r"(?<=\s)(?:đợt|lần|vòng|khóa|giai đoạn|bước|tầng|trang|hình|bảng|biểu|phụ lục|mẫu|mẫu số|chương|mục|phần|tiết|số thứ tự|stt) (?:số )?\d{1,3}(?![\d.,]\d|\d)",
    ),
    (
        "law",
        r"(?:điều|khoản|điểm) \d+[a-zđ]?(?:\s?(?:,|và|;|-|đến)\s?(?:điều |khoản |điểm )?\d+[a-zđ]?(?= ?(?:,|và|;|của|bộ|luật|nghị)))*",
    ),
    (
        "name",
        r"(?:đề án|tiểu đề án|dự án|tiểu dự án|chương trình|kế hoạch|ban chỉ đạo|bcđ|đội|phòng|tổ|cột mốc|mốc|mốc giới|quốc lộ|ql|tỉnh lộ|đường|thông tư|nghị định|quyết định|nghị quyết|chỉ thị|công văn|công ước|pháp lệnh|luật|thông báo|báo cáo|văn bản|tờ trình|hướng dẫn|liên ngành|hội đồng|tiểu ban|đoàn|trung đoàn|sư đoàn|trung tâm|trạm|khu vực|vùng|cụm|chuyên án|ban|ngõ|kiệt|hẻm|km|lô|zone) (?:số )?\d+(?:/[\w\-]+)*(?= ?(?:/|\(|\)|\"|“|,|;|:|\.|$|-|của|về|ngày|cấp|tỉnh|huyện|xã|thành|quốc|do|đã|đến|có|là|và|giai|\d|trên|phối|được|tại|ở|thuộc|này|chính|liên|các|theo|công|phải|sẽ|tổ))",
    ),
    (
        "name",
        r"(?:quận|phường|thôn|bản|ấp|xóm|khu phố|khu|tổ dân phố|tổ|khóm|khối|đội|số nhà|số|covid|mục|sars-cov) ?-?(?:số )?\d{1,3}(?![\d.,]?\d)(?= ?(?:,|;|\.|\)|$|và|-|của|tại|ở|xã|phường|thị|quận|huyện))",
    ),
    ("name", r"covid ?-? ?19|sars-cov-2|g7|4\.0|5g|4g|wifi ?\d?|h1n1|f\d\b|apec \d+|\bk\d+\b|\ba\d{1,2}\b"),
    ("name", r"\d+/(?:cp|ttg|ubnd|tw|bca|kh|nq|qđ|ct|nđ|bc|tb)\b[\w\-/]*"),
    ("name", r"(?:xếp|đứng|vị trí|công cụ|ưu tiên|kênh) số (?:một|hai|ba|\d)"),
    (
        "phone",
        r"(?:đường dây nóng|tổng đài|điện thoại|hotline|số máy|đầu số|đt|sđt|fax|tel|quốc gia)(?:[^\n.;,\d]{0,60}?)(?:\(?\d[\d.\s\-()]{1,14}\d)(?= ?(?:[,;:.)\"]|$|của|và|để|về|-|hoặc|đã|được|là|tư|trong|tiếp|nhận|hỗ))",
    ),
    (
        "phone",
        r"(?<![\d.,])(?:18|19)00[.\s]?\d{3,6}(?!\d)|(?<![\d.,])\+?0\d{2,3}[.\s-]\d{3}[.\s-]?\d{3,4}(?!\d)|(?<![\d.,])0\d{8,10}(?!\d)",
    ),
    ("number", r"(?:số|công văn|văn bản)\s*:?\s*\d+[a-z]?/[\w\-/&]+"),
    ("number", r"(?<![\w/])\d+[a-z]?/(?:\d{4}/)?[a-zđ]{2,}(?:[\-/][\w&]+)+"),
    (
        "idiom",
        r"một trong (?:những|số|các)|(?:số|là) một(?= )|hai bên|hai nước|hai chiều|ba bên|một số|một vài|một phần|một bộ phận|hai mặt|hai tay|một cách|đôi bên",
    ),
    (
        "slogan",
        r"\"\s?(?:\d+|một|hai|ba|bốn|năm|sáu|bảy) (?:không|có|sạch|biết|quản|nhất|cùng|tại|trong|xây|chống|dám|rõ|hơn|đừng)[^\"\n]{0,60}",
    ),
    ("slogan", r"(?<![\d.,])\d (?:không|sạch|có|biết|nhất|cùng|rõ)(?:,|(?= ))(?: \d \w+)*"),
    ("list", r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})+)(?=\s|[^\d\s])"),
    (
        "per",
        r"(?:trên|/|mỗi|trong) ?(?:một|0?1) (?:lượt|người|đợt|lần|buổi|ngày|tháng|năm|vụ|hộ|trường hợp|nạn nhân)(?=[\s;,.)]|$)",
    ),
    ("web", r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|\b\w+\.(?:png|jpg|jpeg|doc|docx|pdf|vn|com|html?)\b\S*"),
    ("code", r"[a-z]+\d+[a-z0-9\-]*|\d+[a-z]+\d+\w*"),
)
COMPILED = tuple((name, re.compile(pattern)) for name, pattern in RULES)
QUOTED = re.compile(r"\"[^\"\n]{1,160}\"")
BROADCAST_TIME = re.compile(r"(?:phút|giờ) (?:phát|tuyên truyền|truyền|trên|loa)")


class Mask(NamedTuple):
    """A stretch of the line in which no number is a figure."""

    start: int
    end: int
    kind: str


def masks_of(text: str) -> list[Mask]:
    """Give the stretches of a folded line that hold no figures, in order."""
    found = [
        Mask(match.start(), match.end(), name)
        for name, pattern in COMPILED
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
    found += [Mask(m.start(), m.end(), "quoted") for m in QUOTED.finditer(text) if len(m.group().split()) <= 25]
    return sorted(found)


def covered(masks: list[Mask], start: int, end: int) -> str | None:
    """Give the kind of the first mask that covers a span, or None."""
    for mask in masks:
        if mask.start > start:
            return None
        if mask.start <= start and end <= mask.end:
            return mask.kind
    return None
