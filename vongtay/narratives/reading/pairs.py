"""Numbers told in pairs, "13 vụ/24 bị can", and then without their nouns: "truy tố 12/22"."""

from itertools import pairwise

from vongtay.narratives.reading.candidate import Candidate
from vongtay.narratives.reading.lexicon import Unit
from vongtay.narratives.reading.numbers import Number, number_at
from vongtay.narratives.reading.text import Line

PAIR = 2
PAIRS_ABOVE = 12  # figures
CASES = ("crime.case", "crime.suspect")
PAIR_ENDS = frozenset({"", ",", ";", ".", ")"})
# What is told in pairs, "13 vụ/24 bị can", and then by numbers alone.
PAIRED = {
    "case": ("suspect", "victim"),
    "event": ("audience", "person"),
    "course": ("trainee", "person", "audience", "staff"),
}


def in_a_pair(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Read "truy tố 12/22" after "13 vụ/24 bị can" as so many cases and so many accused."""
    if line.word(number.first - 1) == "/" and found and found[-1].last == number.first - 1:
        pair = found[-1 - PAIR : -1]  # the first number was read just now
        told = len(pair) == PAIR and found[-1].implied and found[-1].unit == pair[0].unit and _is_pair(*pair)
    else:
        pair = found[-PAIR:]
        told = len(pair) == PAIR and _begins_pair(line, number) and _is_pair(*pair)
        told = told and pair[0].first >= line.sentence_of(number.first)[0]
    if not told:
        return _of_a_pair_above(line, number, found)
    return pair[line.word(number.first - 1) == "/"].unit


def _of_a_pair_above(line: Line, number: Number, found: list[Candidate]) -> Unit | None:
    """Read "II. Truy tố 12/22" below "13 vụ/24 bị can", or in the next sentence."""
    codes = pairwise(figure.code for figure in line.told[-PAIRS_ABOVE:])
    if ("case", "suspect") not in pairwise(item.unit.kind for item in found) and CASES not in codes:
        return None
    if line.word(number.first - 1) == "/":
        first = found[-1] if found and found[-1].last == number.first - 1 else None
        second = first is not None and first.implied and first.unit == Unit("case", first.last, first.last)
        return Unit("suspect", number.last, number.last) if second else None
    begins = _begins_pair(line, number) and line.has("proceeded", line.sentence_of(number.first)[0], number.first)
    return Unit("case", number.last, number.last) if begins else None


def _begins_pair(line: Line, number: Number) -> bool:
    """Say whether a slash and one more number follow, and no noun."""
    at = number.last + 1
    other = number_at(line, at) if line.word(number.last) == "/" and at < len(line.tokens) else None
    return other is not None and not other.spelt and line.word(other.last) in PAIR_ENDS


def _is_pair(first: Candidate, second: Candidate) -> bool:
    return second.first - first.last <= 1 and second.unit.kind in PAIRED.get(first.unit.kind, ())
