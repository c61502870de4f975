"""The rows of one sheet of an .xlsx, straight from its XML: three times as fast as an object for each cell (decision 0076).

openpyxl has read the book: its texts, which formats are dates, and from which year days are counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.parsers import expat
from zipfile import ZipFile

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel, from_ISO8601

_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
_ROW, _CELL, _FORMULA, _VALUE, _TEXT, _READING = (_SPACE + name for name in ("row", "c", "f", "v", "t", "rPh"))
_AT_ONCE = 1 << 18


class BrokenRowsError(ValueError):
    """The XML of a sheet can't be read."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something. is_formula: the value is what was worked out last, if anything."""

    value: Any
    is_formula: bool = False
    is_error: bool = False


def rows_of(content: bytes, sheet: Any) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Give each row that holds something: its number, and its cells by column, both as they stand (columns from 0).

    sheet: as openpyxl gives it when it reads only. Errors: BrokenRowsError.
    """
    reader = _Reader(sheet)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = reader.told, reader.refuse
    with ZipFile(BytesIO(content)) as archive, archive.open(path_of(sheet)) as file:
        is_more = True
        while is_more:
            part = file.read(_AT_ONCE)
            is_more = bool(part)
            try:
                parser.Parse(part, not is_more)
            except (expat.ExpatError, ValueError, IndexError) as broken:
                raise BrokenRowsError(str(broken)) from broken
            yield from reader.ready
            reader.ready.clear()


def path_of(sheet: Any) -> str:
    """Give where the XML of a sheet stands in its file."""
    path: str = sheet._worksheet_path  # noqa: SLF001  # the only way to it when a sheet is read row by row
    return path.lstrip("/")


class _Reader:
    """Gathers the cells of a row while the XML goes by."""

    def __init__(self, sheet: Any) -> None:
        book = sheet.parent
        self.texts, self.epoch = sheet._shared_strings, book.epoch  # noqa: SLF001  # as openpyxl's own reader does
        self.days, self.spans = book._date_formats, book._timedelta_formats  # noqa: SLF001  # as above
        self.ready: list[tuple[int, dict[int, Cell]]] = []
        self.number, self.column, self.kind, self.style = 0, -1, "n", 0
        self.cells: dict[int, Cell] = {}
        self.words: list[str] = []
        self.is_formula = self.listens = self.skips = False

    def start(self, name: str, facts: dict[str, str]) -> None:
        if name == _CELL:
            at = facts.get("r", "")
            self.column = _column(at.rstrip("0123456789")) if at else self.column + 1
            self.kind, self.style = facts.get("t", "n"), int(facts.get("s", 0))
            self.words, self.is_formula = [], False
        elif name in (_VALUE, _TEXT):
            self.listens = not self.skips
        elif name == _ROW:
            self.number, self.column = int(facts.get("r", self.number + 1)), -1
            self.cells = {}
        elif name == _FORMULA:
            self.is_formula = True
        elif name == _READING:
            self.skips = True

    def told(self, text: str) -> None:
        if self.listens:
            self.words.append(text)

    def end(self, name: str) -> None:
        if name in (_VALUE, _TEXT):
            self.listens = False
        elif name == _CELL:
            text = "".join(self.words)
            if text or self.is_formula:
                self.cells[self.column] = Cell(self._value(text), self.is_formula, self.kind == "e")
        elif name == _ROW:
            if self.cells:
                self.ready.append((self.number, self.cells))
        elif name == _READING:
            self.skips = False

    def refuse(self, *_doctype: object) -> None:
        raise ValueError("a document type")

    def _value(self, text: str) -> Any:
        if self.kind == "s":
            return self.texts[int(text)]
        if self.kind == "n" and text:
            number = float(text) if set(text) & set(".eE") else int(text)
            if self.style in self.days:
                return from_excel(number, self.epoch, timedelta=self.style in self.spans)
            return number
        if self.kind == "b":
            return bool(int(text))
        return from_ISO8601(text) if self.kind == "d" else text


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    return int(column_index_from_string(letters)) - 1
