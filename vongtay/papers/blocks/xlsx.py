"""Writes a table as .xlsx in the layout of our papers: head, title, ordinals, units, totals, signature.

The same table gives the same cells. Whatever rule of the layout is not confirmed stands on a sheet of its own.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from vongtay.papers.blocks.decree30 import Style, rules, style, unconfirmed, value, values
from vongtay.papers.blocks.model import Paper, Runs, Table
from vongtay.papers.blocks.templates.common import Issuer
from vongtay.papers.blocks.text import plain
from vongtay.papers.blocks.wording import COUNTRY, MOTTO, capitals, date_line, roman

Cell = str | int | Decimal | date | None
MM_PER_INCH = 25.4
WIDE = 6  # a table of more columns lies across
LETTERS = 110  # the columns of a table of the paper together
_WHOLE = re.compile(r"0|[1-9]\d{0,2}(\.\d{3})*")
_LINE = Side(style="thin", color="000000")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
# The rules of the layout that a table uses.
USED = (
    "head",
    "parent_body",
    "issuing_body",
    "place_date",
    "kind",
    "summary",
    "note",
    "table",
    "authority",
    "signature_room",
    "signer",
    "notice",
)


@dataclass(frozen=True)
class Column:
    """A column: its heading, the unit below it, how wide it is in letters."""

    heading: str
    unit: str = ""
    width: int = 16
    align: str = "left"


@dataclass(frozen=True)
class OfficialTable:
    """A table as it leaves a body. Rows get their ordinals when they are written; `total` is the last row, without one."""

    issuer: Issuer
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    notes: tuple[str, ...] = ()
    sheet: str = "Bảng"


def write_xlsx(table: OfficialTable) -> bytes:
    """Give the table as a file. Text that looks like a formula stays text."""
    return write_book((table,))


def write_book(tables: Sequence[OfficialTable]) -> bytes:
    """Give several tables as one file, a sheet each; the last sheet says which rules of the layout are not confirmed."""
    book = Workbook()
    book.remove(book.active)
    for table in tables:
        _sheet(book.create_sheet(table.sheet), table)
    _layout(book.create_sheet("Trình bày"))
    book.properties.creator = ""
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001  # the file names no moment
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def tables_in(paper: Paper, issuer: Issuer) -> tuple[OfficialTable, ...]:
    """Give the tables of the appendices of a paper, each as a table that leaves the body by itself."""
    found = [
        (index, appendix.title, block)
        for index, appendix in enumerate(paper.appendices, 1) for block in appendix.blocks if isinstance(block, Table)
    ]  # fmt: skip
    names = [f"PL {roman(index)}" for index, _title, _block in found]
    return tuple(
        _official(issuer, title, block, f"{name}.{names[:place].count(name) + 1}" if names.count(name) > 1 else name)
        for place, (name, (_index, title, block)) in enumerate(zip(names, found, strict=True))
    )


def _official(issuer: Issuer, title: str, table: Table, sheet: str) -> OfficialTable:
    start = 1 if table.header[0] == "TT" else 0  # ordinals are written anew
    widths, align = table.widths or (1.0,) * len(table.header), table.align or ("left",) * len(table.header)
    columns = tuple(
        Column(heading, width=max(10, round(LETTERS * wide / sum(widths))), align=side)
        for heading, wide, side in list(zip(table.header, widths, align, strict=True))[start:]
    )
    rows = [tuple(map(_cell, row[start:])) for row in table.rows]
    total = tuple(map(_cell, table.totals[start:])) if table.totals else ()
    return OfficialTable(
        issuer, (title, *((table.caption,) if table.caption else ())), columns, rows, total, sheet=sheet
    )


def _cell(line: Runs) -> Cell:
    """Give a whole number as a number, and every other text as it stands."""
    text = plain(line)
    return int(text.replace(".", "")) if _WHOLE.fullmatch(text) else text


def _sheet(sheet: Any, table: OfficialTable) -> None:
    last = len(table.columns) + 1
    _pages(sheet, last)
    sheet.column_dimensions["A"].width = 6
    for number, column in enumerate(table.columns, 2):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    row = _head(sheet, table.issuer, last)
    row = _title(sheet, table.title, row + 1, last)
    row = _body(sheet, table, row + 1)
    row = _notes(sheet, table.notes, row, last)
    _sign(sheet, table.issuer, row + 1, last)


def _pages(sheet: Any, last: int) -> None:
    margins = values("margins")
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if last > WIDE else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for side in ("top", "bottom", "left", "right"):
        setattr(sheet.page_margins, side, margins[side] / MM_PER_INCH)
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = "&P"


def _put(sheet: Any, row: int, column: int, content: Cell, form: Style, *, to: int = 0, border: bool = False) -> Any:
    """Write one cell, joined up to the column `to`."""
    cell = sheet.cell(row, column)
    cell.value = content
    if isinstance(content, str):
        cell.data_type = "s"  # never a formula
    elif isinstance(content, date):
        cell.number_format = "DD/MM/YYYY"
    elif content is not None:
        cell.number_format = "#,##0.##" if isinstance(content, Decimal) and content % 1 else "#,##0"
    cell.font = Font(name=value("font", "docx"), size=form.size, bold=form.bold, italic=form.italic)
    cell.alignment = Alignment(horizontal=form.align, vertical="center" if border else "top", wrap_text=True)
    if border:
        cell.border = _GRID
    if to > column:
        sheet.merge_cells(start_row=row, start_column=column, end_row=row, end_column=to)
    return cell


def _head(sheet: Any, issuer: Issuer, last: int) -> int:
    half = max(2, last // 2)
    lines = [
        (capitals(issuer.parent_body), "parent_body", COUNTRY, "country"),
        (capitals(issuer.body), "issuing_body", MOTTO, "motto"),
        ("", "number", date_line(issuer.place, issuer.on), "place_date"),
    ]
    for number, (left, left_rule, right, right_rule) in enumerate(lines, 1):
        _put(sheet, number, 1, left, style(left_rule), to=half)
        _put(sheet, number, half + 1, right, style(right_rule), to=last)
        sheet.row_dimensions[number].height = 34
    if issuer.world_notice:
        _put(sheet, 4, 1, issuer.world_notice, style("note"), to=last)
    return 4


def _title(sheet: Any, lines: tuple[str, ...], row: int, last: int) -> int:
    for number, line in enumerate(lines):
        text, form = (capitals(line), style("kind")) if number == 0 else (line, style("summary"))
        _put(sheet, row + number, 1, text, form, to=last)
    return row + len(lines)


def _body(sheet: Any, table: OfficialTable, row: int) -> int:
    """Write headings, units, rows and the total; gives the row below them."""
    size = value("table", "size")
    head, unit = (
        Style(size, bold=True, italic=False, align="center"),
        Style(size, bold=False, italic=True, align="center"),
    )
    first = row
    for number, heading in enumerate(("STT", *(column.heading for column in table.columns)), 1):
        _put(sheet, row, number, heading, head, border=True)
    if any(column.unit for column in table.columns):
        row += 1
        for number, words in enumerate(("", *(column.unit for column in table.columns)), 1):
            _put(sheet, row, number, words, unit, border=True)
    sheet.print_title_rows = f"{first}:{row}"
    sheet.freeze_panes = f"A{row + 1}"
    for ordinal, cells in enumerate(table.rows, 1):
        row += 1
        for number, (content, form) in enumerate(_cells(table, ordinal, cells, is_bold=False), 1):
            _put(sheet, row, number, content, form, border=True)
    if table.total:
        row += 1
        for number, (content, form) in enumerate(_cells(table, None, table.total, is_bold=True), 1):
            _put(sheet, row, number, content, form, border=True)
    return row + 1


def _cells(
    table: OfficialTable, ordinal: int | None, cells: Sequence[Cell], *, is_bold: bool
) -> Iterator[tuple[Cell, Style]]:
    size = value("table", "size")
    yield ordinal, Style(size, bold=is_bold, italic=False, align="center")
    for column, content in zip(table.columns, cells, strict=True):
        align = "right" if isinstance(content, int | Decimal) else column.align
        yield content, Style(size, bold=is_bold, italic=False, align=align)


def _notes(sheet: Any, notes: tuple[str, ...], row: int, last: int) -> int:
    form = Style(value("table", "size"), bold=False, italic=True, align="left")
    for number, words in enumerate(notes):
        _put(sheet, row + number, 1, words, form, to=last)
        sheet.row_dimensions[row + number].height = 32
    return row + len(notes)


def _sign(sheet: Any, issuer: Issuer, row: int, last: int) -> None:
    start = max(2, last - max(1, last // 2) + 1)
    lines = [*issuer.authority, issuer.signer_title]
    for number, words in enumerate(lines):
        _put(sheet, row + number, start, capitals(words), style("authority"), to=last)
    room = row + len(lines)
    sheet.row_dimensions[room].height = value("signature_room", "mm") * 72 / MM_PER_INCH
    _put(sheet, room + 1, start, issuer.signer_name or "", style("signer"), to=last)


def _layout(sheet: Any) -> None:
    """Say which rules of the layout that were used are not confirmed."""
    form = Style(value("table", "size"), bold=False, italic=False, align="left")
    used = {rules()[name].element for name in USED}
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 90
    words = "Quy tắc trình bày dưới đây chưa được xác nhận từ văn bản chính thức; hãy đối chiếu trước khi ký."
    _put(sheet, 1, 1, words, Style(form.size, bold=True, italic=False, align="left"), to=2)
    sheet.row_dimensions[1].height = 32
    for row, rule in enumerate((rule for rule in unconfirmed() if rule.element in used), 2):
        _put(sheet, row, 1, rule.element, form, border=True)
        _put(sheet, row, 2, rule.rule, form, border=True)
