"""Reads a whole text: line by line, carrying on what earlier lines said of periods, headings and totals."""

from dataclasses import dataclass, field

from vongtay.narratives.reading.citations import Cited, citations_of
from vongtay.narratives.reading.coding import Coded, code_of, context_of
from vongtay.narratives.reading.figures import Candidate, candidates
from vongtay.narratives.reading.lexicon import mark_cues
from vongtay.narratives.reading.model import Citation, Figure, Nil, Reading
from vongtay.narratives.reading.nil import nils_of
from vongtay.narratives.reading.periods import Calendar, Stated, period_at, periods_of
from vongtay.narratives.reading.tables import cells_of, is_head, row_figures
from vongtay.narratives.reading.text import Folded, Line, fold, lines_of

HEADING = 30  # a line with at most this many tokens and no figure says what the next lines are about
TOTALS = ("person.", "victim.", "comm.", "train.", "hotline.", "crime.", "insp.", "facility.")
Span = tuple[int, int, int, int]  # a figure and its sentence, in the text as given
GEOGRAPHY = frozenset({"measure"})


@dataclass(slots=True)
class State:
    """What is carried from line to line."""

    calendar: Calendar = field(default_factory=Calendar)
    topic: frozenset[str] = frozenset()
    figures: list[Figure] = field(default_factory=list)
    undated: list[int] = field(default_factory=list)
    nil: list[Nil] = field(default_factory=list)
    documents: list[Citation] = field(default_factory=list)
    head: list[str] | None = None  # the names of the columns, inside a table


def read_text(text: str) -> Reading:
    """Read the figures, the nils and the cited documents of a text; never fails on any text."""
    folded = fold(text)
    state = State()
    for line in lines_of(folded):
        _read_line(folded, line, state)
    _date_the_first(state)
    return Reading(tuple(state.figures), tuple(state.documents), tuple(state.nil))


def _date_the_first(state: State) -> None:
    """Give figures that stand before any period the first one that the text states."""
    for index in state.undated:
        figure = state.figures[index]
        state.figures[index] = Figure(**{**figure.as_dict(), "period": state.calendar.first})


def _read_line(folded: Folded, line: Line, state: State) -> None:
    mark_cues(line)
    cited = citations_of(line.text)
    state.documents += [_citation(folded, line, item) for item in cited]
    taken = [(item.start, item.title_end) for item in cited]
    stated = periods_of(line.text, taken, state.calendar.year)
    found = candidates(line)
    if not found and len(line.tokens) <= HEADING:
        state.topic = frozenset(line.hits)
    if not _read_row(folded, line, state):
        _read_figures(folded, line, found, stated, state)
    for nil in nils_of(line, state.topic):
        start, end = _place(folded, line, nil.first, nil.last)
        period = period_at(line.tokens[nil.first].start, _sentence(line, nil.first), stated, state.calendar)
        state.nil.append(Nil(folded.raw[start:end], start, end, nil.coded.code, period))
    for item in stated:
        state.calendar.state(item)


def _read_row(folded: Folded, line: Line, state: State) -> bool:
    """Read a row of a table; say whether it was one whose numbers stand alone in their cells."""
    if "\t" not in line.text:
        state.head = None
        return False
    cells = cells_of(line.text)
    if is_head(cells):
        state.head = [cell.text for cell in cells]
        return False
    rows = row_figures(cells, state.head or [])
    for item in rows:
        coded = code_of(context_of(item.line, [item.candidate], 0, None, state.topic))
        start, end = folded.raw_span(line.offset + item.start, line.offset + item.end)
        row_start, row_end = folded.raw_span(line.offset, line.offset + len(line.text))
        period = item.period or state.calendar.current
        unit = item.line.text[
            item.line.tokens[item.candidate.unit.first].start : item.line.tokens[item.candidate.unit.last - 1].end
        ]
        span = (start, end, row_start, row_end)
        state.figures.append(_figure(folded, item.candidate, coded, period, unit, span))
    return bool(rows)


def _read_figures(folded: Folded, line: Line, found: list[Candidate], stated: list[Stated], state: State) -> None:
    total: str | None = None
    dated = bool(stated) or state.calendar.first is not None
    for index, candidate in enumerate(found):
        coded = code_of(context_of(line, found, index, total, state.topic))
        if coded.code.startswith(TOTALS):
            total = coded.code
        position = line.tokens[candidate.number.first].start
        period = _in_turn(line, found, index, stated) or period_at(
            position, _sentence(line, candidate.first), stated, state.calendar
        )
        if candidate.unit.kind in GEOGRAPHY and not any(item.start < position for item in stated):
            period = None
        elif period is None and not dated:
            state.undated.append(len(state.figures))
        span = (*_place(folded, line, candidate.first, candidate.last), *_raw_sentence(folded, line, candidate.first))
        state.figures.append(_figure(folded, candidate, coded, period, _unit(folded, line, candidate), span))


def _in_turn(line: Line, found: list[Candidate], index: int, stated: list[Stated]) -> str | None:
    """Give the year of a figure in "các năm A, B, C lần lượt là x, y, z"."""
    start, end = _sentence(line, found[index].first)
    lists = [
        item
        for item in stated
        if item.kind == "list" and start <= item.start < end and item.end <= line.tokens[found[index].first].start
    ]
    if not lists or "lần lượt" not in line.text[lists[-1].end : line.tokens[found[index].first].start]:
        return None
    since = [item for item in found if line.tokens[item.first].start >= lists[-1].end]
    place = since.index(found[index])
    return lists[-1].values[place] if place < len(lists[-1].values) else None


def _sentence(line: Line, token: int) -> tuple[int, int]:
    first, last = line.sentence_of(token)
    return line.tokens[first].start, line.tokens[last - 1].end


def _place(folded: Folded, line: Line, first: int, last: int) -> tuple[int, int]:
    return folded.raw_span(line.offset + line.tokens[first].start, line.offset + line.tokens[last - 1].end)


def _raw_sentence(folded: Folded, line: Line, token: int) -> tuple[int, int]:
    first, last = _sentence(line, token)
    return folded.raw_span(line.offset + first, line.offset + last)


def _figure(folded: Folded, item: Candidate, coded: Coded, period: str | None, unit: str, span: Span) -> Figure:
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
    )


def _unit(folded: Folded, line: Line, item: Candidate) -> str:
    if item.unit.first >= item.unit.last:
        return "đồng"
    first, last = line.tokens[item.unit.first], line.tokens[item.unit.last - 1]
    return folded.as_written(line.offset + first.start, line.offset + last.end)


def _citation(folded: Folded, line: Line, item: Cited) -> Citation:
    start, end = folded.raw_span(line.offset + item.start, line.offset + item.end)
    number, issuer = (
        folded.as_written(line.offset + span[0], line.offset + span[1]) if span else None
        for span in (item.number, item.issuer)
    )
    return Citation(folded.raw[start:end], start, end, item.type, number, issuer, item.date)
