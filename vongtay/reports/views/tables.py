"""Programme figures as tables in the layout of our papers (F193); each file that leaves is logged."""

from typing import Any

from django.http import HttpResponse
from django.utils import translation

from vongtay.audit import actions as audit
from vongtay.common.days import today
from vongtay.common.downloads import xlsx_file
from vongtay.common.numbers import say_bound
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.models import Bound
from vongtay.indicators.queries import Amount, add_up
from vongtay.papers.blocks.xlsx import Cell, Column, OfficialTable, write_xlsx
from vongtay.papers.queries import issuer_of
from vongtay.reports.compile import Told, compile_report, plain
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import Asked, allowed_or_404, asked_or_404
from vongtay.reports.views.matrix import matrix_or_404
from vongtay.reports.wording import calendar_words, told_words

TOTALS = (
    Column("Phần của báo cáo", width=10, align="center"), Column("Chỉ tiêu", width=44), Column("Đơn vị tính", width=16, align="center"),
    Column("Số liệu", width=26, align="right"), Column("Cơ quan báo cáo", width=40),
)  # fmt: skip
BOUNDS = "Số có kèm “ít nhất”, “nhiều nhất”, “khoảng” hoặc hai đầu (18–24) được giữ đúng như đã báo cáo."
ONCE = "Một sự kiện do nhiều cơ quan cùng báo chỉ tính một lần; số của toàn địa bàn bao gồm số của các xã trong cùng những ngày đó."


def title_of(asked: Asked, name: str) -> tuple[str, ...]:
    """Give the lines above a table: its name, area and period, in Vietnamese as the whole table."""
    question = asked.question
    with translation.override("vi"):
        return (
            name,
            f"{question.area.full_name}, {question.period.label}",
            f"({question.period.span}; {calendar_words(question.period)})",
        )


def amount_cell(amount: Amount | None) -> Cell:
    """Give an exact number as a number, and every other as the words in which it is said."""
    if amount is None:
        return None
    low, high = plain(amount.value), plain(amount.value_high)
    is_exact = amount.bound == Bound.EXACT and amount.value_high is None
    return low if is_exact else say_bound(low, amount.bound, high)


def _told_cell(told: Told) -> Cell:
    if told.status == "value" and told.bound == Bound.EXACT and told.high is None:
        return told.value
    words = told_words(told)
    return words.removesuffix(told.indicator.unit).strip() if told.status == "value" else words


@staff_only
def totals_table(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give what was told of each indicator in the period as one table."""
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    told = [one for one in compile_report(request.staff, asked.question).programme() if one.line]
    rows = [
        (one.indicator.section, one.indicator.name_vi, one.indicator.unit, _told_cell(one), _bodies(one))
        for one in told
    ]
    issuer = issuer_of(request.staff, today())
    table = OfficialTable(issuer, title_of(asked, "Tổng hợp số liệu chương trình"), TOTALS, rows, notes=(BOUNDS, ONCE))
    return _file(request, asked, table, "tong-hop")


def _bodies(told: Told) -> str:
    figures = [*(told.line.added if told.line else []), *told.listed]
    return "; ".join(sorted({figure.body.short_name for figure in figures}))


@staff_only
def matrix_table(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give the figures of a part of the report by commune, with their units and the sum of each column."""
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    found = matrix_or_404(request, address)
    used = [column for column in found.columns if any(cell.code == column.pk for cell in found.cells)]
    held = {(cell.area_id, cell.code): cell.amount for cell in found.cells}
    columns = (Column("Địa bàn", width=28), *(Column(row.name_vi, row.unit, 16, "right") for row in used))
    rows = [
        (name, *(amount_cell(held.get((place, column.pk))) for column in used)) for place, name in found.places.items()
    ]
    sums = [amount_cell(add_up(cell.amount for cell in found.cells if cell.code == column.pk)) for column in used]
    title = title_of(found.asked, "Số liệu theo địa bàn và chỉ tiêu")
    table = OfficialTable(issuer_of(request.staff, today()), title, columns, rows, ("Tổng cộng", *sums), (BOUNDS, ONCE))
    return _file(request, found.asked, table, f"theo-xa-{found.section}")


def _file(request: StaffRequest, asked: Asked, table: OfficialTable, name: str) -> HttpResponse:
    question = asked.question
    audit.record(
        Act.EXPORT_STATISTICS, by=request.staff,
        details={"area": question.area.pk, "period": question.period.code, "table": name, "rows": len(table.rows)},
    )  # fmt: skip
    return xlsx_file(write_xlsx(table), f"{name}-{question.area.code}-{question.period.code}.xlsx")
