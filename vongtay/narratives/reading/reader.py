"""Reads a whole text: line by line, carrying on what earlier lines said of periods, headings and totals."""

import re
from dataclasses import replace
from typing import NamedTuple

from vongtay.narratives.reading.candidate import Candidate
from vongtay.narratives.reading.carrying import (
    CARRYING,
    PART_SURE,
    Division,
    Whole,
    code_by_others,
    code_of_part,
    under_whole,
)
from vongtay.narratives.reading.citations import Cited, citations_of
from vongtay.narratives.reading.coding import PERSONS, Coded, code_of, context_in, context_of
from vongtay.narratives.reading.dating import (
    day_after,
    earlier_years,
    in_turn,
    is_norm,
    of_any_year,
    own_years,
    without_echoes,
    without_now,
    year_before,
    years_after,
    years_labelling,
)
from vongtay.narratives.reading.figures import UNKNOWN, candidates
from vongtay.narratives.reading.lexicon import Unit, mark_cues
from vongtay.narratives.reading.marks import with_marks
from vongtay.narratives.reading.model import Citation, Figure, Name, Nil, Reading
from vongtay.narratives.reading.naming import Span, names_in, where_done, who_did
from vongtay.narratives.reading.nil import nils_of
from vongtay.narratives.reading.periods import (
    THIS_YEAR,
    Calendar,
    Stated,
    Years,
    first_year,
    is_day,
    is_within,
    period_at,
    periods_of,
    year_of_months,
    year_put_out,
)
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
    measure_below,
    row_figures,
    section_of,
    stacked_figures,
)
from vongtay.narratives.reading.text import Folded, Line, fold, lines_of
from vongtay.narratives.reading.titles import AHEAD, GOES_ON, ONLY, REPORT, SUMMED_UP, TITLE

HEADING = 30  # a line with at most this many tokens and no figure says what the next lines are about
SHORT = 20
SERIES_OF_YEARS = 2  # a line that tells of more years than these compares them: none is that of the next lines
LEADING = 8  # tokens at most before a period that begins its sentence: "Thực hiện kế hoạch, trong năm 2023 ..."
TOTALS = ("person.", "victim.", "comm.", "train.", "hotline.", "crime.", "insp.", "facility.", "support.")
Told = tuple[Name | None, Name | None]  # who did it, and where
Spans = tuple[int, int, int, int]  # a figure and its sentence, in the text as given
COLON_ROW = re.compile(r"([^\d:;.]+:)\s*(\d[\d.]*)\s*[;,.]?\s*")  # "- Hỏi về luật: 40", below what it is a part of
DIVIDED_BY_ROWS = {"hotline.call": ("", "cuộc gọi"), "insp.site": ("kiểm tra ", "cơ sở")}
PAIR = 2  # cells of a row that names one thing and counts it
GATHERED = frozenset({"comm.event", "comm.mobile", "comm.broadcast", "comm.contest", "train.course"})
OCCASIONS = frozenset({"event", "turn"})  # with another code they end what was told of a gathering before


class Times(NamedTuple):
    """The periods that a line states, and the years that belong to one figure only."""

    stated: list[Stated]
    own: dict[int, str]


def read_text(text: str) -> Reading:
    """Read the figures, the nils and the cited documents of a text; never fails on any text."""
    folded = fold(text)
    state = State()
    state.calendar.dated = first_year(folded.text)
    state.calendar.months = year_of_months(folded.text)
    for line in lines_of(folded):
        _read_line(folded, with_marks(line), state)
    state.date_the_first()
    state.figures.sort(key=lambda figure: figure.start)
    return Reading(tuple(state.figures), tuple(state.documents), tuple(state.nil))


def _read_line(folded: Folded, line: Line, state: State) -> None:
    mark_cues(line)
    state.calendar.new_line(goes_on=GOES_ON.match(line.text) is not None)
    state.names = None
    cited = citations_of(line.text)
    state.documents += [_citation(folded, line, item) for item in cited]
    stated = _stated_in(line, cited, state)
    line.heading, line.told, since = state.heading, state.figures, len(state.figures)
    line.whole = state.divided if state.dividing and BULLET.match(line.text) else None
    found = candidates(line)
    if not found and len(line.tokens) <= HEADING and "\t" not in line.text:
        state.note_heading(line)
    told = _read_row(folded, line, _as_persons(line, found, state), state)
    own, stated = own_years(line, told, without_echoes(line, told, stated))
    own = years_after(line, told, stated) | earlier_years(line, told, _year_of(stated, state.calendar)) | own
    days, others = day_after(line, told, stated)
    _read_figures(folded, line, told, Times(others, own | days | years_labelling(line, told)), state)
    state.note_above(line, told=bool(found))
    for nil in nils_of(line, state.topic):
        start, end = _place(folded, line, nil.first, nil.last)
        period = period_at(line.tokens[nil.first].start, _sentence(line, nil.first), stated, state.calendar)
        state.nil.append(Nil(folded.raw[start:end], start, end, nil.coded.code, period))
    _carry_on(line, stated, state, told)
    state.note_division(line, told=bool(told), since=since)


def _stated_in(line: Line, cited: list[Cited], state: State) -> list[Stated]:
    """Give the periods that a line states, and note the year of a date line and of a document's title."""
    calendar = state.calendar
    is_title = len(line.tokens) <= HEADING and TITLE.match(line.text) is not None
    taken = [(item.start, item.cited_end if is_title else item.title_end) for item in cited]
    calendar.issued = year_put_out(line.text) or calendar.issued
    headed = calendar.span if state.headed and len(calendar.span or "") == len("2024") else None
    issued = calendar.issued or headed  # a report that its title dates is of that year
    years = Years(calendar.year or issued or calendar.dated, issued, calendar.months, issued or calendar.year)
    stated = without_now(periods_of(line.text, taken, years), calendar.current)
    state.headed |= is_title and REPORT.match(line.text) is not None and any(item.value for item in stated)
    if taken and state.titled is None and calendar.first is None:
        kinds = {"year", "range"} if SUMMED_UP.search(line.text, 0, taken[0][0]) else {"year"}
        named = periods_of(line.text[slice(*taken[0])], [], Years())
        state.titled = next((item.value for item in named if item.kind in kinds), None)
    if ".." in (calendar.current or "") or state.headed:  # "5 năm qua" below "Giai đoạn 2016 - 2020" is that time
        return [item for item in stated if item.kind != "vague" and not (state.headed and item.kind == "now")]
    return stated


def _carry_on(line: Line, stated: list[Stated], state: State, told: list[Candidate]) -> None:
    """Note for the next lines what a line states; what a paragraph without figures says in passing is left."""
    heads = not told and len(line.tokens) <= HEADING
    passing = not (told or heads or line.text.rstrip().endswith(":"))
    series = len({item.value for item in stated if item.kind == "year" and not item.aside}) > SERIES_OF_YEARS
    for place, item in enumerate(stated):
        if item.kind == "day" and is_day(state.calendar.current) and _ends_line(line, item, told):
            continue
        if heads and AHEAD.search(line.text, 0, item.start):  # "năm 2024 và phương hướng năm 2025"
            continue
        if not (passing and state.calendar.current and _is_deep(line, item)):
            opens = passing and not state.headed and line.token_at(item.start) == 0  # "Năm 2020, Sở đã hướng dẫn ..."
            summed = item.kind == "since" and any(not one.aside for one in stated[:place])  # "Tính từ năm 2010 đến nay"
            leads = heads or opens or (not (series or summed) and _leads(line, item, state.calendar.span))
            state.calendar.state(item, leads=leads)


def _leads(line: Line, item: Stated, span: str | None) -> bool:
    """Say whether a period is also that of the next paragraphs: it begins its sentence and is no part of the one before."""
    only = ONLY.search(line.text, max(0, item.start - SHORT), item.start)
    return only is None and not _is_deep(line, item) and not is_within(item.value, span)


def _ends_line(line: Line, item: Stated, told: list[Candidate]) -> bool:
    """Say whether a period stands deep in a sentence and dates no figure of its line: "theo giấy cấp ngày 2/3/2024"."""
    return _is_deep(line, item) and all(figure.first < line.token_at(item.start) for figure in told)


def _is_deep(line: Line, item: Stated) -> bool:
    """Say whether a period stands far into its sentence: there it does not tell what the next lines are about."""
    token = line.token_at(item.start)
    return token - line.sentence_of(token)[0] > LEADING


def _year_of(stated: list[Stated], calendar: Calendar) -> str | None:
    return next((item.value for item in stated if item.value), calendar.current)


def _read_row(folded: Folded, line: Line, found: list[Candidate], state: State) -> list[Candidate]:
    """Read the cells of a row that hold only a number; give the figures that the other cells tell in words."""
    state.beside = None
    if "\t" not in line.text:
        state.told_in = _told_in(line, state)
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
        rows = row_figures(_with_calls(cells, state), Above(state.head or [], state.section, state.told_in))
        found = _within_cells(line, found)
    for item in rows:
        _add_cell(folded, line, item, state)
    taken = {line.token_at(item.start) for item in rows}
    return [item for item in found if item.number.first not in taken]


def _told_in(line: Line, state: State) -> str:
    """Keep the money that a caption names, "Đơn vị tính: triệu đồng", until its table is over."""
    over = state.head is not None or len(line.tokens) > HEADING
    return measure_below(line.text) or ("" if over else state.told_in)


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


def _as_persons(line: Line, found: list[Candidate], state: State) -> list[Candidate]:
    """Read "- Ngoài tỉnh: 150" as persons, below those whom it divides: the place only says where they are from."""
    if not (state.dividing and len(found) == 1 and found[0].implied and found[0].unit.kind == "place"):
        return found
    at = found[0].number.last
    return [replace(found[0], unit=Unit("person", at, at))] if BULLET.match(line.text) else found


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
        else _unit(folded, line, item.candidate)
    )
    names = _names(folded, line, line.token_at(item.start), state)
    span = (start, end, row_start, row_end)
    state.figures.append(_figure(folded, item.candidate, coded, period, words, span, names))


def _read_figures(folded: Folded, line: Line, found: list[Candidate], times: Times, state: State) -> None:
    stated = times.stated
    below = state.total if state.dividing and BULLET.match(line.text) else None
    total = state.total if BREAKDOWN.match(line.text) else below
    carried = False
    lasting = of_any_year(line, found, stated, headed=state.headed)
    divided = Division()
    for index, candidate in enumerate(found):
        coded = code_by_others(line, found, index, state.figures, carried=carried)
        if coded is None:
            total = under_whole(line, candidate, total, state.figures)
            alone = code_of(context_in(line, found, index, divided.under(line, found, index, total), state.topic))
            coded = code_of_part(line, alone, found, index, state.figures, Whole(below, state.total))
        carried = coded.rule.endswith(CARRYING)
        if coded.code.startswith(TOTALS):
            total = coded.code
        elif candidate.unit.kind in OCCASIONS:
            total = None
        if total and total.startswith(PERSONS):
            state.total = total
        describes = index in lasting and index not in times.own and not coded.code.startswith("comm.")
        describes = describes or (candidate.unit.kind == "money" and is_norm(line, candidate, stated))
        period = None if describes else _period_of(line, found, index, times, state.calendar)
        if period is None and not describes and not stated and state.calendar.first is None:
            state.undated.append((len(state.figures), len(line.tokens) <= HEADING))
        span = (*_place(folded, line, candidate.first, candidate.last), *_raw_sentence(folded, line, candidate.first))
        names = _names(folded, line, candidate.first, state)
        state.figures.append(_figure(folded, candidate, coded, period, _unit(folded, line, candidate), span, names))


def _period_of(line: Line, found: list[Candidate], index: int, times: Times, calendar: Calendar) -> str | None:
    item, stated = found[index], times.stated
    position = line.tokens[item.number.first].start
    period = (
        times.own.get(index)
        or in_turn(line, found, index, stated)
        or period_at(position, _sentence(line, item.first), stated, calendar)
    )
    if period or calendar.first or item.unit.kind == "place" or any(one.start < position for one in stated):
        return period
    if THIS_YEAR[1].search(line.text, *_sentence(line, item.first)):
        return None
    later = (
        one.value
        for one in stated
        if one.value and not one.aside and one.kind != "since" and not line.text.endswith("từ ", 0, one.start)
    )
    return next(later, None)  # no period stands before it in its text: the first one of its paragraph is its own


def _names(folded: Folded, line: Line, token: int, state: State) -> Told:
    """Say who did what a figure counts and where, as far as its line tells."""
    if state.names is None:
        state.names = names_in(folded, line)
    if not (state.names.bodies or state.names.places or state.names.heads):
        return None, None
    body, place = who_did(line, state.names, token), where_done(line, state.names, token)
    return _name(folded, line, body), _name(folded, line, place)


def _name(folded: Folded, line: Line, span: Span | None) -> Name | None:
    if span is None:
        return None
    start, end = _place(folded, line, span.first, span.last)
    return Name(folded.raw[start:end], start, end)


def _sentence(line: Line, token: int) -> tuple[int, int]:
    first, last = line.sentence_of(token)
    return line.tokens[first].start, line.tokens[last - 1].end


def _place(folded: Folded, line: Line, first: int, last: int) -> tuple[int, int]:
    return folded.raw_span(line.offset + line.tokens[first].start, line.offset + line.tokens[last - 1].end)


def _raw_sentence(folded: Folded, line: Line, token: int) -> tuple[int, int]:
    first, last = _sentence(line, token)
    return folded.raw_span(line.offset + first, line.offset + last)


def _figure(
    folded: Folded, item: Candidate, coded: Coded, period: str | None, unit: str, span: Spans, names: Told
) -> Figure:
    return Figure(
        quote=folded.raw[span[0] : span[1]],
        start=span[0],
        end=span[1],
        value=item.number.value,
        value_high=item.number.high,
        bound=item.bound,
        unit=unit,
        code=coded.code,
        period=period,
        rule=coded.rule,
        sure=coded.sure,
        sentence_start=span[2],
        sentence_end=span[3],
        change=item.change,
        per=item.per,
        unit_implied=item.implied,
        body=names[0],
        place=names[1],
    )


def _unit(folded: Folded, line: Line, item: Candidate) -> str:
    if item.unit.first >= item.unit.last:
        return "đồng" if item.unit.kind == "money" else "người"
    first, last = line.tokens[item.unit.first], line.tokens[item.unit.last - 1]
    return folded.as_written(line.offset + first.start, line.offset + last.end)


def _citation(folded: Folded, line: Line, item: Cited) -> Citation:
    start, end = folded.raw_span(line.offset + item.start, line.offset + item.end)
    number, issuer = (
        folded.as_written(line.offset + span[0], line.offset + span[1]) if span else None
        for span in (item.number, item.issuer)
    )
    return Citation(folded.raw[start:end], start, end, item.type, number, issuer, item.date)
