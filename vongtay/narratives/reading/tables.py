"""Rows of tables: a number alone in a cell takes its meaning from the row's label and the column's head."""

import re
from typing import NamedTuple

from vongtay.narratives.reading.figures import SHARE, Candidate, label_unit
from vongtay.narratives.reading.lexicon import Unit, mark_cues
from vongtay.narratives.reading.numbers import Number, digits_value
from vongtay.narratives.reading.text import Line, line_of

NUMERIC = re.compile(r"\s*(\d{1,3}(?:[. ]\d{3})+|\d+(?:[.,]\d+)?)\s*(%?)\s*")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
COUNTER = frozenset({"stt", "tt", "số tt", "số thứ tự", "#"})


class Cell(NamedTuple):
    """One cell of a row and where it begins in its line."""

    text: str
    start: int


class CellFigure(NamedTuple):
    """A figure of a cell: its place in the row, the period of its column, and the words it is coded by."""

    start: int
    end: int
    period: str | None
    line: Line
    candidate: Candidate


def cells_of(text: str) -> list[Cell]:
    """Cut a row into its cells."""
    cells, at = [], 0
    for part in text.split("\t"):
        cells.append(Cell(part, at))
        at += len(part) + 1
    return cells


def is_head(cells: list[Cell]) -> bool:
    """Say whether a row only names its columns: it holds no number but years."""
    numbers = [cell.text.strip() for cell in cells if NUMERIC.fullmatch(cell.text)]
    return all(YEAR.fullmatch(number) for number in numbers)


def row_figures(cells: list[Cell], head: list[str]) -> list[CellFigure]:
    """Give the figures of the cells of a row that hold nothing but a number."""
    label = next((cell.text.strip() for cell in cells if cell.text.strip() and not NUMERIC.fullmatch(cell.text)), "")
    if not label:
        return []
    found = []
    for place, cell in enumerate(cells):
        column = head[place].strip() if place < len(head) else ""
        match = NUMERIC.fullmatch(cell.text)
        if match is None or column in COUNTER or (place == 0 and not column):
            continue
        figure = _figure(cell, match, label, column)
        if figure is not None:
            found.append(figure)
    return found


def _figure(cell: Cell, match: re.Match[str], label: str, column: str) -> CellFigure | None:
    value = digits_value(match[1], whole=not match[2])
    line = line_of(f"{label} {column} : {match[1]} {match[2]}")
    end = len(line.tokens) - 1 - bool(match[2])
    unit = None if match[2] else label_unit(line, 0, end)
    if match[2]:
        unit = Unit(SHARE, end + 1, end + 2)
    if value is None or unit is None:
        return None
    mark_cues(line)
    year = YEAR.search(column)
    number = Number(end, end + 1, value, None, spelt=False)
    candidate = Candidate(number, end, end + 1, unit, "exact", implied=True)
    return CellFigure(
        cell.start + match.start(1),
        cell.start + match.end(2 if match[2] else 1),
        year.group() if year else None,
        line,
        candidate,
    )
