"""Reads the rows of a table: the cells that hold only a number, and what their row and their column say of it."""

import re

from vongtay.narratives.reading.candidate import Candidate
from vongtay.narratives.reading.carrying import PART_SURE
from vongtay.narratives.reading.coding import PERSONS, Coded, code_of, context_of
from vongtay.narratives.reading.dating import year_before
from vongtay.narratives.reading.figures import UNKNOWN
from vongtay.narratives.reading.lexicon import Unit
from vongtay.narratives.reading.quoting import figure_of, names_told, unit_as_written
from vongtay.narratives.reading.state import BREAKDOWN, BULLET, State
from vongtay.narratives.reading.tables import (
    NUMERIC,
    Above,
    Cell,
    CellFigure,
    cells_of,
    heads_of,
    is_head,
    is_section,
    row_figures,
    section_of,
    stacked_figures,
    told_below,
)
from vongtay.narratives.reading.text import Folded, Line
from vongtay.narratives.reading.titles import HEADING

COLON_ROW = re.compile(r"([^\d:;.]+:)\s*(\d[\d.]*)\s*[;,.]?\s*")  # "- Hỏi về luật: 40", below what it is a part of
DIVIDED_BY_ROWS = {"hotline.call": ("", "cuộc gọi"), "insp.site": ("kiểm tra ", "cơ sở")}
PAIR = 2  # cells of a row that names one thing and counts it
GATHERED = frozenset({"comm.event", "comm.mobile", "comm.broadcast", "comm.contest", "train.course"})


def read_row(folded: Folded, line: Line, found: list[Candidate], state: State) -> list[Candidate]:
    """Read the cells of a row that hold only a number; give the figures that the other cells tell in words."""
    state.beside = None
    if "\t" not in line.text:
        state.told_in, state.caption = _told_in(line, state)
        state.head, state.in_head, state.section = None, False, ""
        rows = stacked_figures(state.above, line.text) if NUMERIC.fullmatch(line.text) else _part_of_calls(line, state)
    else:
        cells = cells_of(line.text)
        if state.head is not None and is_section(cells, state.head):
            state.in_head, state.section = False, section_of(cells)
            state.note_heading(line)
            return _within_cells(line, found)
        if is_head(cells):
            state.head = heads_of(cells, state.head if state.in_head else None)
            state.in_head, state.section = True, ""
            return _within_cells(line, found)
        state.in_head = False
        rows = row_figures(
            _with_calls(cells, state), Above(state.head or [], state.section or state.caption, state.told_in)
        )
        found = _within_cells(line, found)
    for item in rows:
        _add_cell(folded, line, item, state)
    taken = {line.token_at(item.start) for item in rows}
    return [item for item in found if item.number.first not in taken]


def _told_in(line: Line, state: State) -> tuple[str, str]:
    """Keep the measure that a caption names, "Đơn vị tính: triệu đồng", and what it counts until its table is over."""
    over = state.head is not None or len(line.tokens) > HEADING
    measure, caption = told_below(line.text)
    if measure:
        return measure, caption
    return ("", "") if over else (state.told_in, state.caption)


def _part_of_calls(line: Line, state: State) -> list[CellFigure]:
    """Read "- Hỏi về luật: 40" as a row, below a line that divides calls."""
    part = COLON_ROW.fullmatch(line.text) if state.divides else None
    opens = line.text.rstrip().endswith(":") and BREAKDOWN.match(line.text) is not None
    state.divides = part is not None or opens
    state.whole = state.whole if part is not None else ""
    if part is None:
        return []
    cells = [Cell(part[1], 0), Cell(part[2], part.start(2))]
    measured = _with_calls(cells, state)
    return row_figures(measured, Above([])) if len(measured) > len(cells) else []


def as_persons(line: Line, found: list[Candidate], state: State) -> list[Candidate]:
    """Read "- Ngoài tỉnh: 150" as persons, below those whom it divides: the place only says where they are from."""
    if not (state.dividing and len(found) == 1 and found[0].implied and found[0].unit.kind == "place"):
        return found
    at = found[0].number.last
    return [found[0]._replace(unit=Unit("person", at, at))] if BULLET.match(line.text) else found


def _with_calls(cells: list[Cell], state: State) -> list[Cell]:
    """Add what a row counts when it divides the calls or the sites told above, whatever they were about."""
    divided = DIVIDED_BY_ROWS.get(state.whole or state.total or "") if state.divides and state.head is None else None
    if divided is None or len(cells) != PAIR:
        return cells
    return [Cell(f"{divided[0]}{cells[0].text}", cells[0].start), cells[1], Cell(divided[1], 0)]


def _within_cells(line: Line, found: list[Candidate]) -> list[Candidate]:
    return [item for item in found if _within_a_cell(line, item)]


def _within_a_cell(line: Line, item: Candidate) -> bool:
    """Refuse the number of a row before its label, and a noun taken from the next cell that may be any word."""
    start, end = line.tokens[item.first].start, line.tokens[item.last - 1].end
    return "\t" not in line.text[start:end] or ("\t" in line.text[:start] and item.unit.kind != UNKNOWN)


def _add_cell(folded: Folded, line: Line, item: CellFigure, state: State) -> None:
    victims = state.total if (state.total or "").startswith("victim.") else None
    coded = code_of(context_of(item.line, [item.candidate], 0, state.beside or victims, state.topic))
    state.beside = coded.code if coded.code in GATHERED else state.beside
    if item.is_part and coded.code == "other" and state.row_code.startswith(PERSONS):
        coded = Coded(state.row_code, "row.part", PART_SURE)
    state.row_code = coded.code
    start, end = folded.raw_span(line.offset + item.start, line.offset + item.end)
    row_start, row_end = folded.raw_span(line.offset, line.offset + len(line.text))
    current = state.calendar.current
    period = item.period or (year_before(current) if item.is_earlier else current)
    unit = item.candidate.unit
    words = (
        item.line.text[item.line.tokens[unit.first].start : item.line.tokens[unit.last - 1].end]
        if unit.last > unit.first
        else unit_as_written(folded, line, item.candidate)
    )
    names = names_told(folded, line, line.token_at(item.start), state)
    span = (start, end, row_start, row_end)
    state.figures.append(figure_of(folded, item.candidate, coded, period, words, span, names))
