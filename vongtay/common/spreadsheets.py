"""Reads .xlsx row by row, without trusting it: what can't be read for certain is refused with a sentence."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from vongtay.common.sheet_rows import BrokenRowsError, Cell, path_of, rows_of
from vongtay.common.vietnamese import nfc

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_TIMES = 120  # a sheet of text packs ten to twenty times
MOST_ENTRIES = 2000
HEAD_ROWS = 10
EMPTY_END = 200  # so many empty rows in a row, and the sheet is over
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, or a locked .xlsx
_MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+\d+(?::[A-Z]+\d+)?)"')


Rows = Iterator[tuple[int, dict[int, Cell]]]


class SheetError(ValueError):
    """A file can't be read as a table; the sentence says why, and what to do."""


@dataclass(frozen=True)
class Line:
    """One row: its number as the spreadsheet shows it, and the texts of its cells by heading.

    wrong: a cell that can't be read for certain, with the reason.
    """

    number: int
    cells: dict[str, str]
    wrong: tuple[str, ...] = ()


def lines_of(content: bytes, *, headings: dict[str, tuple[str, ...]], needed: tuple[str, ...]) -> Iterator[Line]:
    """Give the rows below the headings of the first sheet that has them; empty rows are passed over.

    headings: name -> ways to write it; needed: names without which a sheet is another one. Dates are given as dd/mm/yyyy.
    Errors: SheetError, before the first row.
    """
    _refuse_what_is_no_sheet(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        SyntaxError,
    ) as broken:  # the last: no XML
        raise _broken() from broken
    ways = {_plain(way): name for name, written in headings.items() for way in written}
    for sheet in book.worksheets:
        rows = _rows(content, sheet)
        found = _head_of(rows, ways)
        if found is not None and set(needed) <= set(found.values()):
            _refuse_merged(content, sheet)
            return _below(rows, found)
    raise SheetError(
        _(
            "No sheet has the headings %(headings)s. Sheets of this file: %(sheets)s. Take the sample file and fill it in."
        )
        % {"headings": ", ".join(headings[name][0] for name in needed), "sheets": ", ".join(book.sheetnames)}
    )


def _refuse_what_is_no_sheet(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise SheetError(_("The file is larger than 20 MB. Split it."))
    if content.startswith(_OLD):
        raise SheetError(_("The file is an old .xls, or locked with a password. Save it as .xlsx without a password."))
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            has_entities = any(
                b"<!DOCTYPE" in archive.open(entry).read(2000)
                for entry in entries
                if entry.filename.endswith((".xml", ".rels"))
            )
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError) as broken:
        raise SheetError(_("This is no .xlsx file. Save the table as .xlsx and give it once more.")) from broken
    if "xl/workbook.xml" not in names or has_entities:
        raise SheetError(_("This is no .xlsx file. Save the table as .xlsx and give it once more."))
    if any(name.endswith("vbaProject.bin") for name in names):
        raise SheetError(_("The file holds a macro. Save it as .xlsx, which has none."))
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED, MOST_TIMES * len(content) + 1_000_000):
        raise SheetError(_("The file unpacks to far more than it shows, so it was not opened."))


def _broken() -> SheetError:
    return SheetError(_("The file can't be read. Save it again as .xlsx and give it once more."))


def _rows(content: bytes, sheet: Any) -> Rows:
    try:
        yield from rows_of(content, sheet)
    except (BrokenRowsError, BadZipFile, zlib.error, KeyError, EOFError, OSError) as broken:
        raise _broken() from broken


def _head_of(rows: Rows, ways: dict[str, str]) -> dict[int, str] | None:
    """Give the name of each column, from the row of the headings among the first ten."""
    for number, cells in rows:
        if number > HEAD_ROWS:
            break
        names = {
            index: ways[_plain(str(cell.value))] for index, cell in cells.items() if _plain(str(cell.value)) in ways
        }
        if len(set(names.values())) >= 2:  # one word alone may be a title
            return names
    return None


def _refuse_merged(content: bytes, sheet: Any) -> None:
    with ZipFile(BytesIO(content)) as archive, archive.open(path_of(sheet)) as file:
        kept = b""
        while part := file.read(1 << 20):
            if found := _MERGED.search(kept + part):
                raise SheetError(
                    _("Cells %(cells)s are merged. Undo the merging, so that each row stands for itself.")
                    % {"cells": found[1].decode()}
                )
            kept = part[-200:]


def _below(rows: Rows, names: dict[int, str]) -> Iterator[Line]:
    last = 0
    for number, row in rows:
        cells: dict[str, str] = {}
        wrong: list[str] = []
        for index, name in names.items():
            cell = row.get(index)
            if cell is None:
                continue
            if fault := _fault_of(cell, f"{get_column_letter(index + 1)}{number}"):
                wrong.append(fault)
            else:
                cells[name] = _text(cell.value)
        if not wrong and not any(cells.values()):
            continue
        if last and number - last > EMPTY_END:
            return
        last = number
        yield Line(number, cells, tuple(wrong))


def _fault_of(cell: Cell, at: str) -> str:
    if cell.is_formula or (isinstance(cell.value, str) and cell.value.startswith("=")):
        return _("Cell %(cell)s is a formula: put its value there.") % {"cell": at}
    if cell.is_error:
        return _("Cell %(cell)s holds the error %(error)s.") % {"cell": at, "error": cell.value}
    return ""


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(nfc(str(value)).split(" ")).strip()


def _plain(text: str) -> str:
    return " ".join(nfc(text).lower().replace("*", " ").split()).strip(" :.")
