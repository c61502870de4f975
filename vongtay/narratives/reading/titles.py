"""How titles and paragraphs begin and end: what dates a text, what speaks of a plan, what goes on with the paragraph before."""

import re

HEADING = 30  # a line with at most this many tokens and no figure says what the next lines are about
# A title of the text or of a part of it: the years of a plan that it names are its own.
TITLE = re.compile(
    r"[\W\divx]*(?:báo cáo|bc|kết quả|tổng hợp|sơ kết|tổng kết|đánh giá|tình hình|phụ lục|phương hướng|nhiệm vụ|kế hoạch|số liệu|biểu)\b"
)
REPORT = re.compile(r"\W*(?:báo cáo|bc|biểu|số liệu)\b")
GOES_ON = re.compile(r"\W*(?:ngoài ra|bên cạnh đó|cùng với đó|đồng thời)\b")
AHEAD = re.compile(
    r"(?:và|[,;]) ?(?:dự kiến |định hướng |đề xuất |xây dựng )?(?:phương hướng|nhiệm vụ|kế hoạch|giải pháp|trọng tâm|mục tiêu|chương trình)[^.;:]*$"
)  # of a plan: "năm 2024 và phương hướng năm 2025"
ONLY = re.compile(
    r"(?:riêng|chỉ|lũy kế|cộng dồn|đối chiếu|so sánh)(?: tính)?(?: riêng)?(?: trong)?(?: giai đoạn| từ| các năm)?[ :,]*$"
)  # "Riêng năm 2022": of its own paragraph
SUMMED_UP = re.compile(r"(?:tổng|sơ) kết|kết quả")  # what is told of a programme after these is of its years
