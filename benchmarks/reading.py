"""Reads a megabyte of report: processor time on one core, what twice the text costs, and the memory it takes.

Run as `python -m benchmarks.reading [FILE ...]` (text files; without any, invented reports); writes its own section of RESULTS.md.
"""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from benchmarks.bench import write_section
from vongtay.narratives.reading import read_text

MEGABYTE = 1_000_000  # bytes of UTF-8
TURNS = 7
LOOP = 5_000_000  # additions: how fast this core is just now
HEADING = "Reading a report"
OFFICE = """BÁO CÁO
Kết quả công tác phòng, chống mua bán người năm {year}
I. CÔNG TÁC CHỈ ĐẠO
Thực hiện Kế hoạch số {a}/KH-UBND ngày 10/02/{year} của UBND tỉnh, Ban Chỉ đạo đã phân công nhiệm vụ cho từng ngành; các xã, phường đã đưa nội dung này vào kế hoạch của mình.
Công an tỉnh chủ trì, phối hợp với Bộ đội Biên phòng và Hội Liên hiệp Phụ nữ tỉnh rà soát địa bàn, nắm tình hình người vắng mặt lâu ngày không rõ lý do.
Các ngành quản lý chặt người nước ngoài, hoạt động môi giới lao động, và gắn công tác này với giảm nghèo bền vững, xây dựng nông thôn mới.
II. CÔNG TÁC TRUYỀN THÔNG
Trong năm {year}, các đơn vị tổ chức {a} buổi truyền thông cho trên {b} lượt người, trong đó {c} buổi tại trường học và {d} buổi tại chợ phiên.
Cấp phát {b} tờ rơi, treo {c} băng rôn; phát {d} lượt trên hệ thống loa truyền thanh cơ sở.
Nội dung tập trung vào thủ đoạn dụ dỗ qua mạng xã hội, quyền của người dân và nơi tiếp nhận thông tin khi cần giúp đỡ.
III. PHÁT HIỆN, XỬ LÝ
Lực lượng chức năng phát hiện {c} vụ với {d} đối tượng; khởi tố {c} vụ, {d} bị can, so với năm {before} giảm {c} vụ. Địa bàn biên giới cơ bản ổn định, chưa xảy ra vụ việc phức tạp kéo dài.
IV. TIẾP NHẬN, HỖ TRỢ
Tiếp nhận {d} nạn nhân do phía bạn trao trả, trong đó nữ {c} người; hỗ trợ ăn, ở, y tế cho {d} người, học nghề cho {c} người.
- Dưới 16 tuổi: {c}
- Từ đủ 16 tuổi: {d}
V. KHÓ KHĂN
Địa bàn rộng, dân cư phân tán, một bộ phận người dân thiếu việc làm thường xuyên nên dễ bị dụ dỗ; cán bộ cơ sở kiêm nhiệm nhiều việc và ít được tập huấn về nghiệp vụ.
VI. KINH PHÍ
Tổng kinh phí thực hiện {a} triệu đồng, từ ngân sách tỉnh {c} triệu đồng.
"""
# As much of a real report as its figures leave: one figure in some 600 bytes, not in 100.
PROSE = """Cấp ủy, chính quyền các cấp tiếp tục quán triệt các văn bản của Trung ương và của tỉnh, xác định phòng, chống mua bán người là nhiệm vụ thường xuyên.
Công tác phối hợp giữa các ngành từng bước đi vào nề nếp: trao đổi thông tin, tiếp nhận và chuyển tuyến được thực hiện theo quy chế đã ký, hạn chế hỏi lại người trở về nhiều lần.
Lực lượng Công an, Biên phòng duy trì tuần tra, kiểm soát tuyến biên giới, cửa khẩu, đường mòn; cơ sở lưu trú và hoạt động đưa người đi làm việc ở nước ngoài được kiểm tra theo kế hoạch.
Người trở về được tư vấn tâm lý, giới thiệu học nghề, vay vốn; thông tin cá nhân được giữ kín. Gia đình, dòng họ và thôn bản cùng tham gia giúp đỡ, không để kỳ thị.
Bên cạnh kết quả đạt được, một số nơi chưa bố trí kinh phí riêng, tài liệu bằng tiếng dân tộc còn thiếu, việc thống kê giữa các ngành chưa thống nhất, báo cáo của cơ sở còn chậm.
Thời gian tới, các đơn vị tiếp tục nâng cao nhận thức của người dân, nhất là phụ nữ, trẻ em, học sinh nội trú; phát huy vai trò của già làng, trưởng bản, người có uy tín.
"""
REGISTER = "Xã số {b} tiếp nhận {d} công dân.\n"  # a figure in each line


def main(files: list[str]) -> int:
    """Measure, print and write."""
    texts = {Path(file).name: Path(file).read_text("utf-8") for file in files}
    texts = {name: text * (MEGABYTE // len(text.encode()) + 1) for name, text in texts.items()}
    now = datetime.now(UTC)
    said = (
        f"## {HEADING}\n\nPrinted by `benchmarks/reading.py` on {now:%Y-%m-%d %H:%M} UTC, one core, load of the machine {os.getloadavg()[0]:.1f}: "
        f"1 MB, processor time in seconds, {TURNS} turns, words of the lexicon loaded (0.1 to 0.2 s once); aim: under 2.\nThe loop is of "
        "20 million additions in Python, as fast as the core was in the same turns.\n\n"
        "| text | figures | least | median | the loop | half the text | memory, MB |\n| --- | --- | --- | --- | --- | --- | --- |\n"
    )
    for name, text in (texts or invented()).items():
        said += measured(name, text.encode()[:MEGABYTE].decode("utf-8", "ignore"))
    print(said)
    write_section(said)
    return 0


def invented() -> dict[str, str]:
    """Give three texts: as reports are, one of figures only, and one with a figure in each line."""
    return {"a report": many(OFFICE + 8 * PROSE), "its figures only": many(OFFICE), "a register": many(REGISTER)}


def many(pattern: str) -> str:
    """Write a megabyte of a report with other figures each time."""
    text, number = "", count(1)
    while len(text) < MEGABYTE:
        n = next(number)
        text += pattern.format(
            year=2020 + n % 6, before=2019 + n % 6, a=20 + n % 70, b=1000 + n % 900, c=2 + n % 9, d=12 + n % 40
        )
    return text


def measured(name: str, text: str) -> str:
    """Read a text some times over. Gives its row."""
    read_text(text[: len(text) // 10])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures = len(read_text(text).figures)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    whole, half, loop = [], [], []
    for _ in range(TURNS):
        whole.append(seconds(lambda: read_text(text)))
        half.append(seconds(lambda: read_text(text[: len(text) // 2])))
        loop.append(4 * seconds(lambda: sum_up(LOOP)))
    least, middle = min(whole), statistics.median(whole)
    return f"| {name} | {figures:,} | {least:.2f} | {middle:.2f} | {statistics.median(loop):.2f} | {statistics.median(half):.2f} | {memory:.0f} |\n"


def seconds(work: Callable[[], object]) -> float:
    """Give the processor time of some work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def sum_up(many: int) -> int:
    """Add so many numbers, one after another."""
    total = 0
    for number in range(many):
        total += number
    return total


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
