"""Reads a whole text: line by line, carrying on what earlier lines said of periods, headings and totals."""

from typing import NamedTuple

from vongtay.narratives.reading.candidate import SHARE, Candidate
from vongtay.narratives.reading.carrying import (
    CARRYING,
    Division,
    Whole,
    code_by_others,
    code_of_part,
    under_whole,
)
from vongtay.narratives.reading.citations import Cited, citations_of
from vongtay.narratives.reading.coding import PERSONS, code_of, context_in
from vongtay.narratives.reading.dating import (
    changes_now,
    day_after,
    earlier_years,
    in_turn,
    is_norm,
    of_any_year,
    own_years,
    without_echoes,
    without_now,
    years_after,
    years_labelling,
)
from vongtay.narratives.reading.figures import candidates
from vongtay.narratives.reading.lexicon import mark_cues
from vongtay.narratives.reading.marks import with_marks
from vongtay.narratives.reading.model import Nil, Reading
from vongtay.narratives.reading.nil import nils_of
from vongtay.narratives.reading.periods import (
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
from vongtay.narratives.reading.quoting import (
    citation_of,
    figure_of,
    given_sentence,
    given_span,
    names_told,
    span_of_sentence,
    unit_as_written,
)
from vongtay.narratives.reading.rows import as_persons, read_row
from vongtay.narratives.reading.state import BREAKDOWN, BULLET, State
from vongtay.narratives.reading.stating import THIS_YEAR
from vongtay.narratives.reading.text import Folded, Line, fold, lines_of
from vongtay.narratives.reading.titles import AHEAD, GOES_ON, HEADING, ONLY, REPORT, SUMMED_UP, TITLE

SHORT = 20
OPENING = 6  # tokens at most of a title that only says what kind of paper it heads
SERIES_OF_YEARS = 2  # a line that tells of more years than these compares them: none is that of the next lines
LEADING = 8  # tokens at most before a period that begins its sentence: "Thực hiện kế hoạch, trong năm 2023 ..."
TOTALS = ("person.", "victim.", "comm.", "train.", "hotline.", "crime.", "insp.", "facility.", "support.")
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
    state.documents += [citation_of(folded, line, item) for item in cited]
    stated = _stated_in(line, cited, state)
    line.heading, line.told, since = state.heading, state.figures, len(state.figures)
    line.whole = state.divided if state.dividing and BULLET.match(line.text) else None
    found = candidates(line)
    if not found and len(line.tokens) <= HEADING and "\t" not in line.text:
        state.note_heading(line)
    told = read_row(folded, line, as_persons(line, found, state), state)
    own, stated = own_years(line, told, without_echoes(line, told, stated))
    if told:
        own = years_after(line, told, stated) | earlier_years(line, told, _year_of(stated, state.calendar)) | own
        own = changes_now(line, told, stated, state.calendar.span) | own
        days, others = day_after(line, told, stated)
        _read_figures(folded, line, told, Times(others, own | days | years_labelling(line, told)), state)
    state.note_above(line, told=bool(found))
    for nil in nils_of(line, state.topic):
        start, end = given_span(folded, line, nil.first, nil.last)
        period = period_at(line.tokens[nil.first].start, span_of_sentence(line, nil.first), stated, state.calendar)
        state.nil.append(Nil(folded.raw[start:end], start, end, nil.coded.code, period))
    _carry_on(line, stated, state, told)
    state.note_division(line, told=bool(told), since=since)
    line.heading = None  # or the last line would keep all headings above it


def _stated_in(line: Line, cited: list[Cited], state: State) -> list[Stated]:
    """Give the periods that a line states, and note the year of a date line and of a document's title."""
    calendar = state.calendar
    is_title = len(line.tokens) <= HEADING and (state.in_title or TITLE.match(line.text) is not None)
    taken = [(item.start, item.cited_end if is_title else item.title_end) for item in cited]
    calendar.issued = year_put_out(line.text) or calendar.issued
    headed = calendar.span if state.headed and len(calendar.span or "") == len("2024") else None
    issued = calendar.issued or headed  # a report that its title dates is of that year
    years = Years(calendar.year or issued or calendar.dated, issued, calendar.months, issued or calendar.year)
    stated = without_now(periods_of(line.text, taken, years), calendar.current)
    is_report = is_title and (state.in_title or REPORT.match(line.text) is not None)
    state.headed |= is_report and any(item.value for item in stated)
    state.in_title = is_report and not state.headed and len(line.tokens) <= OPENING
    if taken and state.titled is None and calendar.first is None:
        kinds = {"year", "range"} if SUMMED_UP.search(line.text, 0, taken[0][0]) else {"year"}
        named = periods_of(line.text[slice(*taken[0])], [], Years())
        state.titled = next((item.value for item in named if item.kind in kinds), None)
    if ".." in (calendar.current or "") or state.headed:  # "5 năm qua" below "Giai đoạn 2016 - 2020" is that time
        vague = {"vague", "now"} if state.headed else {"vague"}
        return [item for item in stated if item.value or item.kind not in vague]
    return stated


def _carry_on(line: Line, stated: list[Stated], state: State, told: list[Candidate]) -> None:
    """Note for the next lines what a line states; what a paragraph without figures says in passing is left."""
    heads = not told and len(line.tokens) <= HEADING
    passing = not (told or heads or line.text.rstrip().endswith(":"))
    series = len({item.value for item in stated if item.kind == "year" and not item.aside}) > SERIES_OF_YEARS
    for place, item in enumerate(stated):
        if item.kind == "year" and state.in_head:  # of a column
            continue
        if item.kind == "day" and is_day(state.calendar.current) and _ends_line(line, item, told):
            continue
        if heads and (AHEAD.search(line.text, 0, item.start) or _spells_out(line, item, state)):
            continue
        if not (passing and state.calendar.current and _is_deep(line, item)):
            opens = passing and not state.headed and line.token_at(item.start) == 0  # "Năm 2020, Sở đã hướng dẫn ..."
            summed = item.kind == "since" and any(not one.aside for one in stated[:place])  # "Tính từ năm 2010 đến nay"
            beside = series or summed or _is_beside(line, item, told, state)
            leads = heads or opens or (not beside and _leads(line, item, state.calendar.span))
            state.calendar.state(item, leads=leads)


def _leads(line: Line, item: Stated, span: str | None) -> bool:
    """Say whether a period is also that of the next paragraphs: it begins its sentence and is no part of the one before."""
    only = ONLY.search(line.text, max(0, item.start - SHORT), item.start)
    return only is None and not _is_deep(line, item) and not is_within(item.value, span)


def _spells_out(line: Line, item: Stated, state: State) -> bool:
    """Say whether days only spell out the year of the title, as its body counts it: "năm 2025 (từ 01/12/2024 đến 30/11/2025)"."""
    first, _, last = (item.value or "").partition("..")
    of_days = item.kind == "range" and "/" in line.text[item.start : item.end]
    return of_days and last == state.calendar.current and int(last) == int(first) + 1


def _is_beside(line: Line, item: Stated, told: list[Candidate], state: State) -> bool:
    """Say whether a time only stands beside that of the text: "21 đợt trao trả. Năm 2024 chỉ 13 đợt", "Năm học 2025 - 2026 có"."""
    span, value = state.calendar.span or "", item.value or ""
    if not told or len(span) != len("2024") or line.text.rstrip().endswith(":"):
        return False
    if state.headed:
        return value != span
    is_earlier = value[:4] < span if ".." not in value else item.kind == "list" and value[-4:] < span
    return is_earlier and line.tokens[told[0].first].start < item.start


def _ends_line(line: Line, item: Stated, told: list[Candidate]) -> bool:
    """Say whether a period stands deep in a sentence and dates no figure of its line: "theo giấy cấp ngày 2/3/2024"."""
    return _is_deep(line, item) and all(figure.first < line.token_at(item.start) for figure in told)


def _is_deep(line: Line, item: Stated) -> bool:
    """Say whether a period stands far into its sentence: there it does not tell what the next lines are about."""
    token = line.token_at(item.start)
    return token - line.sentence_of(token)[0] > LEADING


def _year_of(stated: list[Stated], calendar: Calendar) -> str | None:
    return next((item.value for item in stated if item.value), calendar.current)


def _read_figures(folded: Folded, line: Line, found: list[Candidate], times: Times, state: State) -> None:
    stated = times.stated
    below = state.total if state.dividing and BULLET.match(line.text) else None
    total = state.total if BREAKDOWN.match(line.text) else below
    carried = False
    lasting = set() if state.headed else of_any_year(line, found, stated)
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
        span = (
            *given_span(folded, line, candidate.first, candidate.last),
            *given_sentence(folded, line, candidate.first),
        )
        names = names_told(folded, line, candidate.first, state)
        state.figures.append(
            figure_of(folded, candidate, coded, period, unit_as_written(folded, line, candidate), span, names)
        )


def _states_no_time(line: Line, item: Candidate, stated: list[Stated]) -> bool:
    """Say whether the sentence of a figure states no time itself."""
    first, last = span_of_sentence(line, item.first)
    return not any(first <= one.start < last for one in stated)


def _period_of(line: Line, found: list[Candidate], index: int, times: Times, calendar: Calendar) -> str | None:
    item, stated = found[index], times.stated
    position = line.tokens[item.number.first].start
    period = (
        times.own.get(index)
        or in_turn(line, found, index, stated)
        or period_at(position, span_of_sentence(line, item.first), stated, calendar)
    )
    if item.unit.kind == SHARE and is_day(period) and _states_no_time(line, item, stated):
        return calendar.span or period  # "Tỷ lệ ca được phản hồi đạt 92%" after what happened on a day
    if period or calendar.first or item.unit.kind == "place" or any(one.start < position for one in stated):
        return period
    if THIS_YEAR.pattern.search(line.text, *span_of_sentence(line, item.first)):
        return None
    later = (
        one.value
        for one in stated
        if one.value and not one.aside and one.kind != "since" and not line.text.endswith("từ ", 0, one.start)
    )
    return next(later, None)  # no period stands before it in its text: the first one of its paragraph is its own
