"""What was read, in the text as it was given: quotes with their places, units, names and figures."""

from vongtay.narratives.reading.candidate import Candidate
from vongtay.narratives.reading.citations import Cited
from vongtay.narratives.reading.coding import Coded
from vongtay.narratives.reading.model import Citation, Figure, Name
from vongtay.narratives.reading.naming import Span, names_in, where_done, who_did
from vongtay.narratives.reading.state import State
from vongtay.narratives.reading.text import Folded, Line

Told = tuple[Name | None, Name | None]  # who did it, and where
Spans = tuple[int, int, int, int]  # a figure and its sentence, in the text as given


def span_of_sentence(line: Line, token: int) -> tuple[int, int]:
    """Give where the sentence around a token begins and ends in the folded line."""
    first, last = line.sentence_of(token)
    return line.tokens[first].start, line.tokens[last - 1].end


def given_span(folded: Folded, line: Line, first: int, last: int) -> tuple[int, int]:
    """Give where some tokens, the last exclusive, begin and end in the text as given."""
    return folded.raw_span(line.offset + line.tokens[first].start, line.offset + line.tokens[last - 1].end)


def given_sentence(folded: Folded, line: Line, token: int) -> tuple[int, int]:
    """Give where the sentence around a token begins and ends in the text as given."""
    first, last = span_of_sentence(line, token)
    return folded.raw_span(line.offset + first, line.offset + last)


def figure_of(
    folded: Folded, item: Candidate, coded: Coded, period: str | None, unit: str, span: Spans, names: Told
) -> Figure:
    """Make the figure that was read; `span` has its quote and its sentence."""
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


def unit_as_written(folded: Folded, line: Line, item: Candidate) -> str:
    """Give the noun that a figure counts as the text has it, or what is meant where it has none."""
    if item.unit.first >= item.unit.last:
        return "đồng" if item.unit.kind == "money" else "người"
    first, last = line.tokens[item.unit.first], line.tokens[item.unit.last - 1]
    return folded.as_written(line.offset + first.start, line.offset + last.end)


def citation_of(folded: Folded, line: Line, item: Cited) -> Citation:
    """Make the citation that was read."""
    start, end = folded.raw_span(line.offset + item.start, line.offset + item.end)
    number, issuer = (
        folded.as_written(line.offset + span[0], line.offset + span[1]) if span else None
        for span in (item.number, item.issuer)
    )
    return Citation(folded.raw[start:end], start, end, item.type, number, issuer, item.date)


def names_told(folded: Folded, line: Line, token: int, state: State) -> Told:
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
    start, end = given_span(folded, line, span.first, span.last)
    return Name(folded.raw[start:end], start, end)
