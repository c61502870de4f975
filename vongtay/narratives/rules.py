"""What a reading means for the figures: sure or not, which days, part or repeat of another. No query, clock or user."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vongtay.common.periods import Period, parse_period, year_of
from vongtay.indicators.actions import Claim
from vongtay.indicators.models import Apart
from vongtay.narratives.models import Judgement, Mark, MarkState
from vongtay.narratives.reading.model import Figure as Found

SURE_FROM = 0.8
BIGGEST = Decimal(10) ** 16
STANDING = frozenset({MarkState.ACCEPTED, MarkState.CORRECTED})
JUDGED = STANDING | {MarkState.REJECTED}
VALUES = (
    "end", "value", "value_high", "bound", "unit", "indicator_id", "happened_from", "happened_to", "apart", "state",
    "merged_into_id",
)  # fmt: skip
_PART = re.compile(r"(trong đó|trong số đó|bao gồm|gồm có|cụ thể)", re.IGNORECASE)


def first_state(code: str | None, sure: float) -> MarkState:
    """Say whether a figure may be taken as read, or wants a second look."""
    return MarkState.SURE if sure >= SURE_FROM and code not in (None, "other") else MarkState.UNSURE


def days_of(code: str | None, reported: Period) -> tuple[date, date]:
    """Give the days that a period read in the text stands for.

    A year named in the report of a part of that year means that part; nothing named means the report's own period.
    """
    own = (reported.first, reported.last)
    if not code or code == reported.code or code == str(reported.year) == str(reported.first_year):
        return own
    try:
        if re.fullmatch(r"\d{4}\.\.", code):
            first = year_of(int(code[:4]), reported.calendar).first
            return (first, reported.last) if first <= reported.last else own
        if re.fullmatch(r"\d{4}-\d\d-\d\d", code):
            day = date.fromisoformat(code)
            return day, day
        period = parse_period(code, reported.calendar)
    except ValueError:
        return own
    return period.first, period.last


def apart_of(figure: Found, earlier: Sequence[Found], text: str) -> str:
    """Guess why a figure should not be added: a rise, an amount per head, told before, or part of one before it."""
    if figure.change:
        return Apart.CHANGE
    if figure.per:
        return Apart.RATE
    for other in earlier:
        if other.code != figure.code or other.change or other.per:
            continue
        if (other.value, other.bound, other.value_high, other.period) == (
            figure.value,
            figure.bound,
            figure.value_high,
            figure.period,
        ):
            if other.sentence_start != figure.sentence_start:
                return Apart.REPEAT
        elif other.sentence_start == figure.sentence_start and _PART.search(text, other.end, figure.start):
            return Apart.PART
    return ""


def to_money(value: float) -> Decimal | None:
    """Give a value as it is stored; None where it is too great to be one."""
    exact = Decimal(str(value)).quantize(Decimal("0.01")) if abs(value) < BIGGEST else BIGGEST
    return exact if 0 <= exact < BIGGEST else None


def snapshot(mark: Mark) -> dict[str, Any]:
    """Give the state and values of a mark as plain data."""
    return {name: None if (value := getattr(mark, name)) is None else str(value) for name in VALUES}


def restore(mark: Mark, before: dict[str, Any]) -> None:
    """Put back the state and values of a mark."""
    for name in VALUES:
        setattr(mark, name, before[name])
    mark.end = int(before["end"])
    for name in ("happened_from", "happened_to"):
        setattr(mark, name, date.fromisoformat(before[name]))
    for name in ("value", "value_high"):
        setattr(mark, name, None if before[name] is None else Decimal(before[name]))


def to_undo(judgements: Iterable[Judgement]) -> Judgement | None:
    """Give the act that undoing takes back: the last one that was not taken back already."""
    stack: list[Judgement] = []
    for judgement in judgements:
        if judgement.act != "undo":
            stack.append(judgement)
        elif stack:
            stack.pop()
    return stack[-1] if stack else None


def claim_of(mark: Mark) -> Claim | None:
    """Give the claim that a mark makes, once it is confirmed; None for one that is rejected or not yet judged."""
    if mark.state not in STANDING or mark.indicator_id is None:
        return None
    return Claim(
        mark.indicator_id, Decimal(0) if mark.nil else mark.value, mark.happened_from, mark.happened_to, mark.unit,
        None if mark.nil else mark.value_high, mark.bound, mark.nil, mark.apart,
    )  # fmt: skip


def is_pending(mark: Mark) -> bool:
    """Say whether confirming would do anything about a mark."""
    wanted = claim_of(mark)
    stands = mark.figure is not None and not mark.figure.withdrawn
    if not stands or mark.figure is None:
        return wanted is not None
    return wanted != Claim.of(mark.figure)


@dataclass(frozen=True)
class Piece:
    """A run of text; `span` is what marks it; `is_first` on the first piece of it."""

    text: str
    span: Any = None
    is_first: bool = False


def paragraphs_of(text: str, spans: Iterable[Any]) -> Iterator[list[Piece]]:
    """Cut a text into its paragraphs, and these into marked and plain pieces. Empty lines fall away.

    spans: anything with `start` and `end`, in code points of the text.
    Where two spans overlap, the later one begins where the earlier one ends.
    """
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    seen: set[int] = set()
    at = turn = 0
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        end = at + len(line)
        pieces: list[Piece] = []
        position, index = at, turn
        while index < len(ordered) and ordered[index].start < end:
            span = ordered[index]
            start, stop = max(span.start, position), min(span.end, end)
            if start < stop:
                if start > position:
                    pieces.append(Piece(text[position:start]))
                pieces.append(Piece(text[start:stop], span, id(span) not in seen))
                seen.add(id(span))
                position = stop
            index += 1
        if position < end:
            pieces.append(Piece(text[position:end]))
        while turn < len(ordered) and ordered[turn].end <= end:
            turn += 1
        if line.strip():
            yield pieces
        at = end


def sentence_around(text: str, start: int, end: int, given: Sequence[int] | None = None) -> tuple[str, str, str]:
    """Give what stands before a quote in its sentence, the quote, and what stands after it."""
    if given and 0 <= given[0] <= start < end <= given[1] <= len(text):
        first, last = given
    else:
        first = text.rfind("\n", 0, start) + 1
        last = found if (found := text.find("\n", end)) >= 0 else len(text)
    return text[first:start].lstrip(), text[start:end], text[end:last].rstrip()
