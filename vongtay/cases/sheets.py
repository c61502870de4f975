"""Reads the first sheet of an .xlsx or a .csv file as rows of text, however a spreadsheet program wrote it; nothing is computed or run."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from lxml import etree

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 2000
MOST_BYTES = 20_000_000  # unpacked: a small file may hold a large one
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Style 0: text as it is; style 1: bold. Both are text cells, so that 0912… keeps its nought and 2001 stays what was typed.
_STYLES = (
    f'<styleSheet xmlns="{SHEET[1:-1]}"><fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font>'
    '<font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="49" fontId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs>'
    "</styleSheet>"
)
DAY_ZERO = date(1899, 12, 30)  # serial numbers of days count from here


class SheetError(ValueError):
    """A file that can't be read as a table; the sentence says what to do."""


def read_table(content: bytes) -> list[list[str]]:
    """Give the rows of the first sheet, empty ones left out. Errors: SheetError."""
    rows = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    kept = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if len(kept) > MOST_ROWS + 1:
        raise SheetError(_("The file has more than %(most)d rows; split it.") % {"most": MOST_ROWS})
    return kept


def day_of_serial(text: str) -> date | None:
    """Read the number by which a spreadsheet stores a day; None for what can't be one."""
    return DAY_ZERO + timedelta(days=int(text)) if text.isdigit() and 10_000 < int(text) < 80_000 else None


def _csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise SheetError(_("The file is neither .xlsx nor a .csv in UTF-8: save it anew in one of these.")) from wrong
    if "\0" in text:
        raise SheetError(_("The file is neither .xlsx nor a .csv in UTF-8: save it anew in one of these."))
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
            if not names or sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                raise SheetError(_("This .xlsx can't be read: save the list anew as .xlsx or .csv."))
            first = min(names, key=lambda name: int(re.findall(r"\d+", name)[0]))
            shared = (
                _parsed(packed.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in packed.namelist() else None
            )
            texts = [] if shared is None else ["".join(one.itertext(f"{SHEET}t")) for one in shared.iter(f"{SHEET}si")]
            return [_row(row, texts) for row in _parsed(packed.read(first)).iter(f"{SHEET}row")]
    except (
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        NotImplementedError,
    ) as wrong:
        if isinstance(wrong, SheetError):
            raise
        raise SheetError(_("This .xlsx can't be read: save the list anew as .xlsx or .csv.")) from wrong


def _parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _row(row: etree._Element, texts: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{SHEET}c"):
        place = _column(cell.get("r", "")) if cell.get("r") else len(cells)
        cells += [""] * (min(place, 200) - len(cells))
        cells.append(_text(cell, texts))
    return cells


def _column(reference: str) -> int:
    place = 0
    for letter in re.match(r"[A-Z]{1,3}", reference)[0]:  # type: ignore[index]  # a reference begins with letters; else TypeError is a bad file
        place = place * 26 + ord(letter) - 64
    return place - 1


def _text(cell: etree._Element, texts: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext(f"{SHEET}t"))
    value = cell.findtext(f"{SHEET}v") or ""
    if cell.get("t") == "s":
        return texts[int(value)]
    return value.removesuffix(".0")


def write_table(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    """Write sheets of text as .xlsx, each by its name; the first row of each stands bold and stays in sight. The same texts give the same bytes."""
    names = [name for name, _rows in sheets]
    parts = {
        "[Content_Types].xml": _types(len(names)), "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]), "xl/workbook.xml": _workbook(names),
        "xl/_rels/workbook.xml.rels": _relations([*(("worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(names) + 1)), ("styles", "styles.xml")]),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{place}.xml": _sheet(rows) for place, (_name, rows) in enumerate(sheets, 1)},
    }  # fmt: skip
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(zipfile.ZipInfo(name, date_time=(2025, 1, 1, 0, 0, 0)), _HEAD + text)
    return written.getvalue()


def _types(many: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{place}.xml" ContentType="{kind}.worksheet+xml"/>'
        for place in range(1, many + 1)
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{sheets}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="r{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _workbook(names: Sequence[str]) -> str:
    rows = "".join(
        f'<sheet name="{escape(name)}" sheetId="{place}" r:id="r{place}"/>' for place, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{SHEET[1:-1]}" xmlns:r="{_OFFICE}"><sheets>{rows}</sheets></workbook>'


def _sheet(rows: Sequence[Sequence[str]]) -> str:
    widths = "".join(
        f'<col min="{place}" max="{place}" width="22" customWidth="1"/>' for place in range(1, len(rows[0]) + 1)
    )
    written = "".join(
        f"<row>{''.join(_cell(text, is_head=number == 0) for text in row)}</row>" for number, row in enumerate(rows)
    )
    return (
        f'<worksheet xmlns="{SHEET[1:-1]}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>{written}</sheetData></worksheet>"
    )


def _cell(text: str, *, is_head: bool) -> str:
    return f'<c t="inlineStr" s="{int(is_head)}"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
