"""Text of a workbook: the name of each sheet, then its rows with their cells parted by tabs."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from vongtay.narratives.reading.tables import row_of

MOST_ROWS = 20_000
MOST_COLUMNS = 60
EMPTY_END = 200  # so many empty rows in a row, and the sheet is over
PERCENT = 100


def sheet_text(data: bytes) -> str:
    """Give the text of an .xlsx file. Errors: many kinds, where the file is damaged."""
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        return "\n".join(line for sheet in book.worksheets for line in _lines(sheet))
    finally:
        book.close()


def _lines(sheet: Any) -> Iterator[str]:
    rows = list(_rows(sheet))
    if rows:
        yield sheet.title
        yield from rows
        yield ""


def _rows(sheet: Any) -> Iterator[str]:
    empty = 0
    for row in islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS):
        text = row_of([_text_of(cell) for cell in row])
        empty = 0 if text else empty + 1
        if empty > EMPTY_END:
            return
        if text:
            yield text


def _text_of(cell: Any) -> str:
    """Write a cell as a Vietnamese reader sees it: 0.857 shown in per cent is 85,7%."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float):
        share = "%" in (cell.number_format or "")
        return _number(value * PERCENT if share else value) + "%" * share
    return " ".join(str(value).split())


def _number(value: float) -> str:
    rounded = round(value, 4)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:.4f}".rstrip("0").replace(".", ",")
