"""Reads the first sheet of an .xlsx or a .csv file as rows of text, however a spreadsheet program wrote it; nothing is computed or run."""

import csv
import io
import re
import zipfile
from datetime import date, timedelta

from django.utils.translation import gettext as _
from lxml import etree

MOST_ROWS = 2000
MOST_BYTES = 20_000_000  # unpacked: a small file may hold a large one
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
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
