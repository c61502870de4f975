"""Two marks that are one figure, and one that holds two: what comes of them. No query, clock or user."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from vongtay.indicators.models import Bound
from vongtay.narratives.models import Mark, MarkState
from vongtay.narratives.reading.numbers import digits_value

NEAR = 60  # characters at most between two marks that are one figure
MONEY = "budget.amount"
RANGE = re.compile(r"\s*(?:-|–|—|đến|tới)\s*", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
SPARE = re.compile(r"(?<![\w.,/])\d{1,3}(?:[. ]\d{3})+(?![\d/])|(?<![\w.,/])\d+(?:[.,]\d+)?(?![\w]|[.,/]\d)")
UNIT = re.compile(r"\s*((?:[^\W\d_]+)(?: [^\W\d_]+){0,2})")


@dataclass(frozen=True)
class Spare:
    """A number of a sentence that no mark stands on: where, what it says, and the words after it."""

    start: int
    end: int
    value: Decimal
    unit: str
    quote: str


def why_not_merged(mark: Mark, other: Mark, text: str) -> list[str]:
    """Give the reasons why two marks can't be one figure; none if they can."""
    if mark.reading_id != other.reading_id or other.start <= mark.start:
        return [_("Only a figure and the next one after it in the text can be merged.")]
    if mark.nil or other.nil:
        return [_("A statement that there was none is merged with nothing.")]
    if other.start - mark.end > NEAR or "\n" in text[mark.end : other.start]:
        return [_("The next figure stands too far away to be a part of this one.")]
    return []


def merge(mark: Mark, other: Mark, text: str) -> None:
    """Let a mark take in the next one: a range, an amount of money in two pieces, or else its own value kept."""
    if mark.value_high is None and other.value > mark.value and RANGE.fullmatch(text[mark.end : other.start]):
        mark.value_high, mark.unit, mark.bound = other.value_high or other.value, other.unit, Bound.EXACT
        mark.indicator_id = other.indicator_id or mark.indicator_id
    elif mark.indicator_id == other.indicator_id == MONEY and mark.value_high is None and other.value < mark.value:
        mark.value += other.value
    mark.end = other.end
    mark.state = MarkState.UNSURE
    other.state, other.merged_into_id = MarkState.MERGED, mark.pk


def spares_of(mark: Mark, marks: Iterable[Mark], text: str) -> list[Spare]:
    """Give the numbers of a mark's sentence that no mark begins with: each may be a figure of its own."""
    first, last = mark.read_as.get("sentence") or (mark.start, mark.end)
    standing = [row for row in marks if row.state != MarkState.MERGED]
    taken = {_number_of(row, text) for row in standing}
    found = []
    for match in SPARE.finditer(text, first, last):
        others = (row for row in standing if row.pk != mark.pk)
        value = digits_value(match.group(), whole=True)
        if (
            match.start() in taken
            or value is None
            or YEAR.fullmatch(match.group())
            or any(row.start <= match.start() < row.end for row in others)
        ):
            continue
        following = min((row.start for row in standing if row.start > match.start()), default=last)
        unit = UNIT.match(text, match.end(), max(match.end(), min(last, following)))
        end = unit.end() if unit else match.end()
        found.append(Spare(match.start(), end, Decimal(str(value)), unit[1] if unit else "", text[match.start() : end]))
    return found


def _number_of(mark: Mark, text: str) -> int:
    """Give where the number of a mark begins: "trên 3.500 tờ" begins with a bound."""
    match = SPARE.search(text, mark.start, mark.end)
    return match.start() if match else mark.start


def cut_off(mark: Mark, spare: Spare, text: str) -> Mark:
    """Give the mark of a second figure, and shorten the first one where the second stands inside it."""
    read_as = {
        "span": [spare.start, spare.end], "value": float(spare.value), "code": mark.indicator_id, "rule": "split", "sure": None,
        "sentence": mark.read_as.get("sentence"),
    }  # fmt: skip
    if mark.start < spare.start < mark.end:
        mark.end = mark.start + max(1, len(text[mark.start : spare.start].rstrip(" ,;/và-–")))
    return Mark(
        reading_id=mark.reading_id, start=spare.start, end=spare.end, read_as=read_as, value=spare.value, bound=Bound.EXACT,
        unit=spare.unit[:80], indicator_id=mark.indicator_id, happened_from=mark.happened_from, happened_to=mark.happened_to,
        apart=mark.apart, state=MarkState.UNSURE,
    )  # fmt: skip
