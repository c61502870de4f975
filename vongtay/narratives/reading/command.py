"""The command `vongtay read FILE... [--json]`: reads files and prints what stands in them; needs no database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from vongtay.narratives.reading.load import FileRefusedError, load_file
from vongtay.narratives.reading.model import Figure, Reading
from vongtay.narratives.reading.reader import read_text

BOUNDS = {"exact": "", "at_least": "từ", "at_most": "đến", "about": "khoảng"}
WIDTHS = (34, 16, 22, 12)


def main(argv: list[str]) -> int:
    """Read the files named, print one answer each, and give 1 if any was refused, else 0."""
    parser = argparse.ArgumentParser(prog="vongtay read", description="Đọc số liệu trong báo cáo bằng lời.")
    parser.add_argument("files", nargs="+", metavar="TỆP", help="tệp .txt, .docx, .xlsx hoặc .pdf")
    parser.add_argument("--json", action="store_true", help="in mỗi tệp một dòng JSON")
    asked = parser.parse_args(argv)
    refused = False
    for name in asked.files:
        answer, reading = _answer(name)
        refused |= reading is None
        lines = [json.dumps(answer, ensure_ascii=False)] if asked.json else _table(answer, reading)
        for line in lines:
            _print(line)
    return 1 if refused else 0


def _answer(name: str) -> tuple[dict[str, Any], Reading | None]:
    try:
        text = load_file(Path(name))
    except FileRefusedError as refusal:
        return {"file": name, "error": str(refusal)}, None
    reading = read_text(text)
    answer: dict[str, Any] = {"file": name, **reading.as_dict()}
    if not name.lower().endswith(".txt"):
        answer["text"] = text
    return answer, reading


def _table(answer: dict[str, Any], reading: Reading | None) -> list[str]:
    lines = [answer["file"]]
    if reading is None:
        return [*lines, f"  {answer['error']}"]
    lines.append(
        "  "
        + "".join(head.ljust(width) for head, width in zip(("Trích", "Giá trị", "Chỉ tiêu", "Kỳ"), WIDTHS, strict=True))
    )
    lines += [_row(figure) for figure in reading.figures]
    lines += [
        f"  Không phát sinh: {' '.join(item.quote.split())} ({item.code}, {item.period or 'không nêu kỳ'})"
        for item in reading.nil
    ]
    lines += [f"  Văn bản: {' '.join(item.quote.split())}" for item in reading.documents]
    return lines


def _row(figure: Figure) -> str:
    value = _written(figure.value) + (f" - {_written(figure.value_high)}" if figure.value_high is not None else "")
    cells = (
        " ".join(figure.quote.split()),
        f"{BOUNDS[figure.bound]} {value}".strip(),
        figure.code,
        figure.period or "không nêu",
    )
    return "  " + "".join(f"{cell} ".ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def _written(value: float) -> str:
    """Write a number the Vietnamese way."""
    whole, _, part = f"{value:,}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else "")


def _print(line: str) -> None:
    sys.stdout.buffer.write((line + "\n").encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
