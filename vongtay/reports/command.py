"""`vongtay report`: the report of a body and period, as a table, JSON, .docx or PDF."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """Give the words that the command takes."""
    made = argparse.ArgumentParser(prog="vongtay report", description="Lập báo cáo của một cơ quan trong một kỳ.")
    made.add_argument("--body", required=True, metavar="MÃ", help="mã cơ quan, ví dụ LS.SYT")
    made.add_argument("--period", required=True, metavar="KỲ", help="2026, 2026-H1, 2026-9M, 2026-Q3, 2026-06")
    made.add_argument(
        "--calendar", default="administrative", choices=["administrative", "statistical"], help="lịch của kỳ"
    )
    made.add_argument("--area", default="", metavar="MÃ", help="mã địa bàn; bỏ trống: địa bàn được giao")
    made.add_argument("--as-known-on", default="", metavar="LÚC", help="thời điểm đã biết, ví dụ 2026-06-20T10:00")
    made.add_argument("--compare", action="store_true", help="in bảng so sánh với cùng kỳ năm trước và kỳ liền trước")
    made.add_argument("--json", action="store_true", help="in JSON")
    made.add_argument("--docx", type=Path, metavar="TỆP", help="ghi bản thảo (chưa có số) ra tệp Word")
    made.add_argument("--pdf", type=Path, metavar="TỆP", help="ghi bản thảo (chưa có số) ra tệp PDF")
    return made


def main(argv: Sequence[str]) -> int:
    """Compile and print; give 0, or 2 after one sentence that says what is wrong."""
    options = parser().parse_args(list(argv))
    # Loaded here: --help needs neither settings nor a database.
    compiled = importlib.import_module("vongtay.reports.printed")
    try:
        text: str = compiled.run(options)
    except compiled.Wrong as wrong:
        print(f"vongtay report: {wrong}", file=sys.stderr)  # the command line speaks by print
        return 2
    print(text)  # as above
    return 0
