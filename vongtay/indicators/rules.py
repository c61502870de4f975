"""How claims add up: bounds, ranges and nil; what covers what; what can't be a claim. No query, no clock, no user."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from django.utils.translation import gettext as _

from vongtay.indicators.models import CATEGORIES, Bound, Figure

MOST = Decimal(10) ** 16  # what the column holds
ZERO = Decimal(0)


@dataclass(frozen=True)
class Amount:
    """What is known of a quantity: it lies between `low` and `high`; no `high`: no upper limit was stated.

    is_rough: at least one part of it was told as "about".
    """

    low: Decimal
    high: Decimal | None
    is_rough: bool = False

    @classmethod
    def of(cls, value: Decimal, bound: str = Bound.EXACT, high: Decimal | None = None) -> Self:
        """Give what a claim says. "At most 50" says 0 to 50: what is counted is never below nothing."""
        rough = bound == Bound.ABOUT
        if bound == Bound.AT_LEAST:
            return cls(value, None, rough)
        if bound == Bound.AT_MOST:
            return cls(ZERO, value if high is None else high, rough)
        return cls(value, value if high is None else high, rough)

    def __add__(self, other: "Amount") -> "Amount":
        """Add: at least 300 and exactly 200 are at least 500; 18-24 and 2 are 20-26."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Amount(self.low + other.low, high, self.is_rough or other.is_rough)

    @property
    def bound(self) -> Bound:
        """The word to say it with. A range and an exact amount are both exact."""
        if self.high is None:
            return Bound.AT_LEAST
        if self.low == 0 and self.high > 0:
            return Bound.AT_MOST
        return Bound.ABOUT if self.is_rough else Bound.EXACT

    @property
    def value(self) -> Decimal:
        """The number that stands beside the word: the upper one of "at most", else the lower one."""
        return self.high if self.bound == Bound.AT_MOST and self.high is not None else self.low

    @property
    def value_high(self) -> Decimal | None:
        """The upper end of a range; none where there is no range."""
        if self.high is None or self.high == self.low or self.bound == Bound.AT_MOST:
            return None
        return self.high

    @property
    def is_nil(self) -> bool:
        """Whether it is known that there was none."""
        return self.high == 0


def total(amounts: Iterable[Amount]) -> Amount | None:
    """Add amounts; nothing to add gives None, which is not the same as nil."""
    added: Amount | None = None
    for amount in amounts:
        added = amount if added is None else added + amount
    return added


def amount_of(figure: Figure) -> Amount:
    """Give what a figure says. A figure always has a value unless it only withdraws another."""
    return Amount.of(figure.value or ZERO, figure.bound, figure.value_high)


def tells_again(figures: Iterable[Figure]) -> set[UUID]:
    """Give the ids of the figures of one indicator that tell an event which another of them tells as well.

    The surest stays: an exact number before a range, a range before "at least", that before "about"; of equals the one known first.
    """
    first: dict[UUID, Figure] = {}
    found: set[UUID] = set()
    for figure in figures:
        if figure.event is None:
            continue
        held = first.setdefault(figure.event, figure)
        if held is not figure:
            worse = max(held, figure, key=_doubt)
            first[figure.event] = figure if worse is held else held
            found.add(worse.pk)
    return found


def _doubt(figure: Figure) -> tuple[int, datetime, UUID]:
    doubts = {Bound.ABOUT: 3, Bound.AT_LEAST: 2, Bound.AT_MOST: 2}
    return doubts.get(Bound(figure.bound), 0 if figure.value_high is None else 1), figure.recorded_at, figure.pk


def may_be_one(one: Figure, other: Figure) -> bool:
    """Whether two figures of one indicator may tell the same event: same area, days that meet, amounts that agree, two who say so."""
    if one.area_id != other.area_id or (one.event is not None and other.event is not None):
        return False
    days = one.happened_from <= other.happened_to and other.happened_from <= one.happened_to
    return (
        days
        and (one.body_id, one.source_id) != (other.body_id, other.source_id)
        and agree(amount_of(one), amount_of(other))
    )


def agree(one: Amount, other: Amount) -> bool:
    """Whether two amounts can both be true of one thing. What is told as "about" may be off by a tenth."""
    low = [amount.low * (Decimal("0.9") if amount.is_rough else 1) for amount in (one, other)]
    high = [
        None if amount.high is None else amount.high * (Decimal("1.1") if amount.is_rough else 1)
        for amount in (one, other)
    ]
    return all(top is None or bottom <= top for bottom, top in zip(low, reversed(high), strict=True))


def covered(figures: Sequence[Figure], above: Mapping[int, Iterable[int]] | None = None) -> set[UUID]:
    """Give the ids of the figures of one indicator that a total contains: its area and its days lie within.

    The year of a province contains the quarter of its commune, and what was done there. Two totals of the same area and days
    contain neither, and what was done never contains anything: a week's leaflets stand beside those of a day in it.
    above: of each area, all those in which it lies wholly; without it, its province.
    """
    spans: dict[int, set[tuple[date, date]]] = defaultdict(set)
    for figure in figures:
        if figure.is_total:
            spans[figure.area_id].add((figure.happened_from, figure.happened_to))
    found: set[UUID] = set()
    for figure in figures:
        own = (figure.happened_from, figure.happened_to)
        inside = any(_within(own, span) and not (figure.is_total and span == own) for span in spans[figure.area_id])
        if not inside:
            holders = (above or {}).get(figure.area_id, {figure.province_id} - {figure.area_id})
            inside = any(_within(own, span) for holder in holders for span in spans.get(holder, ()))
        if inside:
            found.add(figure.pk)
    return found


def _within(inner: tuple[date, date], outer: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@dataclass(frozen=True)
class SplitTotal:
    """An amount by the categories of one dimension. unknown: what no figure splits, or no category holds."""

    dimension: str
    parts: tuple[tuple[str, int], ...]
    unknown: Amount


def split_totals(figures: Sequence[Figure]) -> list[SplitTotal]:
    """Add up the splits of figures that are added together. A dimension that none of them states has no total."""
    whole = total(amount_of(figure) for figure in figures)
    made = []
    for dimension, categories in CATEGORIES.items():
        parts = {code: sum(figure.splits.get(dimension, {}).get(code, 0) for figure in figures) for code in categories}
        if whole is not None and any(dimension in figure.splits for figure in figures):
            made.append(SplitTotal(dimension, tuple(parts.items()), _rest(whole, sum(parts.values()))))
    return made


def _rest(whole: Amount, known: int) -> Amount:
    """Give what is left of a whole. At least 300, of which 200 are known, leaves at least 100."""
    return Amount(
        max(whole.low - known, ZERO), None if whole.high is None else max(whole.high - known, ZERO), whole.is_rough
    )


def why_not_split(whole: Amount, splits: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Give what is wrong with the splits of a claim: each dimension is complete or leaves something unknown, never too much."""
    reasons = []
    for dimension, parts in splits.items():
        if (
            dimension not in CATEGORIES
            or not set(parts) <= set(CATEGORIES[dimension])
            or any(n < 0 for n in parts.values())
        ):
            reasons.append(_("A split names what is not known here, or counts below nothing."))
        elif whole.high is not None and not whole.is_rough and sum(parts.values()) > whole.high:
            reasons.append(_("The parts are more than the whole."))
    return reasons


def why_not_claim(*, value: Decimal, value_high: Decimal | None, bound: str, first: date, last: date) -> list[str]:
    """Give what is wrong with a claim by itself."""
    reasons = []
    if value < 0 or value >= MOST or (value_high or ZERO) >= MOST:
        reasons.append(_("The value must lie between 0 and 10,000,000,000,000,000."))
    if value_high is not None and value_high <= value:
        reasons.append(_("The upper value must be greater than the lower one."))
    if value_high is not None and bound in (Bound.AT_LEAST, Bound.AT_MOST):
        reasons.append(_("A range has both ends; “at least” and “at most” have one."))
    if last < first:
        reasons.append(_("The period ends before it begins."))
    return reasons
