"""The comparison and the table by former provinces as CSV and as spreadsheets in the layout of our papers, logged."""

import csv
import io
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.utils import translation

from vongtay.audit import actions as audit
from vongtay.common.days import today
from vongtay.common.downloads import csv_file, xlsx_file
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers.blocks.xlsx import Cell, Column, OfficialTable, write_xlsx
from vongtay.papers.queries import issuer_of
from vongtay.reports.compared import Against, Comparison, Row, compare, name_of
from vongtay.reports.comparing import Span, Stated
from vongtay.reports.permissions import Act
from vongtay.reports.saying import RULE, say_change, say_stated
from vongtay.reports.views.asked import Asked, allowed_or_404, asked_or_404
from vongtay.reports.views.comparison import former_or_404, name_of_former
from vongtay.reports.views.tables import title_of
from vongtay.reports.wording import borders_words

SENSE = {Against.YEAR: "cùng kỳ năm trước", Against.STAGE: "kỳ liền trước"}
BOUNDS = "Số có kèm “ít nhất”, “nhiều nhất”, “khoảng” hoặc hai đầu (18–24) được giữ đúng như đã báo cáo; mức thay đổi tính theo hai đầu xa nhất."
UNSTATED = "“Kỳ trước không nêu số liệu” là chưa ai báo cáo; “không phát sinh” là đã báo cáo không có."


def _number(value: Fraction | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value.denominator == 1 else f"{float(value):.2f}"


def _ends(stated: Stated | Span | None) -> list[str]:
    return ["", ""] if stated is None else [_number(stated.low), _number(stated.high)]


def _file(request: StaffRequest, asked: Asked, name: str, rows: int) -> str:
    """Log that a table leaves, and give the name of its file."""
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    question = asked.question
    audit.record(
        Act.EXPORT_STATISTICS, by=request.staff,
        details={"area": question.area.pk, "period": question.period.code, "table": name, "rows": rows},
    )  # fmt: skip
    return f"{name}-{question.area.code}-{question.period.code}"


def _asked(request: StaffRequest, address: dict[str, Any]) -> Asked:
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    return asked_or_404(request.staff, address, request.GET.get("known", ""))


@staff_only
def comparison_csv(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give the comparison as CSV: both numbers with both ends, the difference, the per cent, and what holds for certain."""
    asked = _asked(request, address)
    found = compare(request.staff, asked.question)
    text = io.StringIO()
    writer = csv.writer(text)
    head = ["group", "code", "name", "unit", "now_low", "now_high"]
    for one in found.earlier:
        named = f"{one.against}_{one.period.code}"
        head += [
            f"{named}_{what}" for what in ("low", "high", "by_low", "by_high", "percent_low", "percent_high", "outcome")
        ]
    writer.writerow(head)
    for row in found.rows:
        line = [row.group.value, row.code, name_of(row), row.unit, *_ends(row.now)]
        for change in row.changes:
            line += [*_ends(change.before), *_ends(change.by), *_ends(change.percent), change.outcome.value]
        writer.writerow(line)
    return csv_file(text.getvalue(), f"{_file(request, asked, 'comparison', len(found.rows))}.csv")


@staff_only
def comparison_xlsx(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give the comparison as a spreadsheet in the layout of our papers."""
    asked = _asked(request, address)
    with translation.override("vi"):
        found = compare(request.staff, asked.question)
        notes = (
            str(RULE),
            BOUNDS,
            UNSTATED,
            *borders_words(found.borders),
            *(line for one in found.earlier for line in borders_words(one.borders)),
        )
        table = OfficialTable(
            issuer_of(request.staff, today()), title_of(asked, "So sánh số liệu"), _columns(found), [_line(row) for row in found.rows],
            notes=tuple(dict.fromkeys(notes)),
        )  # fmt: skip
    return xlsx_file(write_xlsx(table), f"{_file(request, asked, 'so-sanh', len(found.rows))}.xlsx")


def _columns(found: Comparison) -> tuple[Column, ...]:
    columns = [
        Column("Chỉ tiêu", width=40),
        Column("Đơn vị tính", width=12, align="center"),
        Column("Kỳ này", width=16, align="right"),
    ]
    for one in found.earlier:
        columns += [
            Column(one.period.label.capitalize(), f"({SENSE[one.against]})", 18, "right"),
            Column("Thay đổi", width=28),
        ]
    return tuple(columns)


def _line(row: Row) -> list[Cell]:
    line: list[Cell] = [name_of(row), row.unit, cell_of(row.now)]
    for change in row.changes:
        line += [cell_of(change.before), say_change(change, row.unit)]
    return line


def cell_of(stated: Stated | None) -> Cell:
    """Give a counted number as a number, every other in words."""
    exact = stated is not None and stated.low == stated.high and not stated.is_rough and stated.low.denominator == 1
    return int(stated.low) if stated is not None and exact else say_stated(stated)


@staff_only
def former_csv(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give the table by former provinces as CSV, one line for each number and former province."""
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    asked, found = former_or_404(request, address)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["group", "code", "name", "unit", "former_province", "low", "high"])
    for row in found.rows:
        names = [*(column.name or "across" for column in found.columns), "*"]
        for name, cell in zip(names, [*row.cells, row.whole], strict=True):
            if cell is not None:
                writer.writerow([row.group.value, row.code, name_of_former(row), row.unit, name, *_ends(cell)])
    return csv_file(text.getvalue(), f"{_file(request, asked, 'former-provinces', len(found.rows))}.csv")


@staff_only
def former_xlsx(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give the table by former provinces as a spreadsheet in the layout of our papers."""
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    asked, found = former_or_404(request, address)
    with translation.override("vi"):
        places = [
            Column(
                f"{column.name} (cũ)" if column.name else "Ghi theo đơn vị hiện nay, thuộc nhiều tỉnh cũ",
                width=18,
                align="right",
            )
            for column in found.columns
        ]
        columns = (Column("Chỉ tiêu", width=40), Column("Đơn vị tính", width=12, align="center"), *places, Column("Toàn địa bàn hiện nay", width=18, align="right"))  # fmt: skip
        rows: Sequence[Sequence[Cell]] = [
            (name_of_former(row), row.unit, *(cell_of(cell) for cell in row.cells), cell_of(row.whole))
            for row in found.rows
        ]
        title = title_of(asked, "Số liệu theo các tỉnh trước sáp nhập")
        table = OfficialTable(
            issuer_of(request.staff, today()), title, columns, rows, notes=(BOUNDS, *borders_words(found.borders))
        )
    return xlsx_file(write_xlsx(table), f"{_file(request, asked, 'tinh-truoc-sap-nhap', len(found.rows))}.xlsx")
