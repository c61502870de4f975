"""Change from one period to another, and parts of a whole: of numbers that may have bounds. Pure: no database, no clock, no page.

Shapes, for whoever draws or writes them:

- `Stated(low, high, is_rough)`: what is known of a number. It lies between both; no `high`: no upper limit was stated.
- `Change(now, before, outcome, by, percent)`: one number beside an earlier one. `by` is the difference, `percent` the same in per cent
  of the earlier number; both are `Span`s and None where they can't be told. `outcome` says in one word what holds for certain.
- `Share(part, whole, percent, is_over)`: a part in per cent of its whole; None where the whole is nought.
- `Told(value, in_percent, verdict)`: a change that a report told in words, beside the computed one.

The rule: (now - before), and (now - before) : before x 100. Of bounds, the furthest ends: at least 300 after exactly 200 is a rise of at least 50 %.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Self

Number = int | Decimal | Fraction
# What is told as "about" may be off by a tenth (as in decision 65): a difference within it tells no direction.
ROUGH = Fraction(1, 10)
# A report that says "41 %" may have rounded 40.6 %.
ROUNDED = Fraction(1)


class Outcome(StrEnum):
    """What holds for certain of two numbers."""

    ROSE = "rose"
    FELL = "fell"
    SAME = "same"
    NOT_LESS = "not_less"
    NOT_MORE = "not_more"
    UNCLEAR = "unclear"  # the bounds leave it open
    FROM_NOTHING = "from_nothing"  # there was none before: no per cent
    NONE_TWICE = "none_twice"  # there was none, both times
    NOT_STATED = "not_stated"  # the earlier number is not known
    NOT_STATED_NOW = "not_stated_now"
    NOT_ADDED = "not_added"  # figures of this kind are told one by one
    BORDERS = "borders"  # the earlier area can't be cut to the borders of today


@dataclass(frozen=True)
class Stated:
    """What is known of a number. Errors: ValueError where it lies below nought or its ends are the wrong way round."""

    low: Fraction
    high: Fraction | None
    is_rough: bool = False

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"No number lies there: {self}")

    @classmethod
    def of(cls, low: Number, high: Number | None, *, is_rough: bool = False) -> Self:
        """Give a number between two ends; no `high`: no upper limit."""
        return cls(Fraction(low), None if high is None else Fraction(high), is_rough)

    @classmethod
    def exactly(cls, value: Number) -> Self:
        """Give a number that was counted."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_nil(self) -> bool:
        """Whether there was none."""
        return self.high == 0

    @property
    def widened(self) -> "Stated":
        """The same with what "about" may be off by."""
        if not self.is_rough:
            return self
        return Stated(self.low * (1 - ROUGH), None if self.high is None else self.high * (1 + ROUGH))


@dataclass(frozen=True)
class Span:
    """A difference: between two ends, each None where it has no limit."""

    low: Fraction | None
    high: Fraction | None
    is_rough: bool = False

    @property
    def size(self) -> "Span":
        """How great it is, whichever its direction."""
        low, high = self.low, self.high
        if low is not None and low >= 0:
            return self
        if high is not None and high <= 0:
            return Span(-high, None if low is None else -low, self.is_rough)
        most = None if low is None or high is None else max(-low, high)
        return Span(Fraction(0), most, self.is_rough)

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class Change:
    """One number beside an earlier one."""

    now: Stated | None
    before: Stated | None
    outcome: Outcome
    by: Span | None = None
    percent: Span | None = None

    @property
    def is_open(self) -> bool:
        """Whether two numbers stand there and yet their bounds tell no direction."""
        return self.outcome is Outcome.UNCLEAR


def change(now: Stated | None, before: Stated | None) -> Change:
    """Compare a number with an earlier one. None is what nobody stated, which isn't nought."""
    if now is None:
        return Change(now, before, Outcome.NOT_STATED_NOW)
    if before is None:
        return Change(now, before, Outcome.NOT_STATED)
    rough = now.is_rough or before.is_rough
    by = Span(
        None if before.high is None else now.low - before.high, None if now.high is None else now.high - before.low, rough
    )  # fmt: skip
    if before.is_nil:
        outcome = Outcome.NONE_TWICE if now.is_nil else Outcome.FROM_NOTHING if now.low > 0 else Outcome.NOT_LESS
        return Change(now, before, outcome, by)
    return Change(
        now, before, _outcome(now.widened, before.widened, rough=rough), by, _percent(now, before, rough=rough)
    )


def _outcome(now: Stated, before: Stated, *, rough: bool) -> Outcome:
    low = None if before.high is None else now.low - before.high
    high = None if now.high is None else now.high - before.low
    if low == 0 and high == 0 and not rough:
        return Outcome.SAME
    if low is not None and low >= 0:
        return Outcome.ROSE if low > 0 else Outcome.NOT_LESS
    if high is not None and high <= 0:
        return Outcome.FELL if high < 0 else Outcome.NOT_MORE
    return Outcome.UNCLEAR


def _percent(now: Stated, before: Stated, *, rough: bool) -> Span | None:
    """Give the change in per cent of the earlier number; None where that may have been nought."""
    if before.low == 0:
        return None
    low = Fraction(-100) if before.high is None else (now.low / before.high - 1) * 100
    high = None if now.high is None else (now.high / before.low - 1) * 100
    return Span(low, high, rough)


@dataclass(frozen=True)
class Share:
    """A part of a whole. `percent` is None where the whole is, or may be, nought. `is_over`: the part is certainly more than its whole."""

    part: Stated
    whole: Stated
    percent: Span | None
    is_over: bool


def share(part: Stated, whole: Stated) -> Share:
    """Give a part in per cent of its whole."""
    wide, of = part.widened, whole.widened
    is_over = of.high is not None and wide.low > of.high
    if whole.low == 0:
        return Share(part, whole, None, is_over)
    low = Fraction(0) if whole.high is None else part.low / whole.high * 100
    high = None if part.high is None else part.high / whole.low * 100
    return Share(part, whole, Span(low, high, part.is_rough or whole.is_rough), is_over)


def parts_over(whole: Stated, parts: Mapping[str, Iterable[Stated]]) -> tuple[str, ...]:
    """Give the ways of splitting whose parts together are certainly more than the whole."""
    return tuple(name for name, stated in parts.items() if share(total(list(stated)), whole).is_over)


def total(stated: Sequence[Stated]) -> Stated:
    """Add numbers; none make nought."""
    highs = [one.high for one in stated if one.high is not None]
    high = sum(highs, Fraction(0)) if len(highs) == len(stated) else None
    return Stated(sum((one.low for one in stated), Fraction(0)), high, any(one.is_rough for one in stated))


class Verdict(StrEnum):
    """How a told change stands beside the computed one."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    OPEN = "open"  # nothing could be computed to hold it against


@dataclass(frozen=True)
class Told:
    """A change that a report told: so much, in per cent or in the unit of the number. Its direction stands in its sentence."""

    value: Stated
    in_percent: bool
    verdict: Verdict


def judge(computed: Sequence[Change], value: Stated, *, in_percent: bool) -> Told:
    """Hold a told change against those computed: it agrees where one of them may be it, as great as it says."""
    spans = [one.percent if in_percent else one.by for one in computed]
    known = [span.size for span in spans if span is not None]
    if not known:
        return Told(value, in_percent, Verdict.OPEN)
    loose = ROUNDED if in_percent else Fraction(0)
    met = any(_meet(span, value.widened, loose) for span in known)
    return Told(value, in_percent, Verdict.AGREES if met else Verdict.CONTRADICTS)


def _meet(span: Span, value: Stated, loose: Fraction) -> bool:
    low, high = span.low or Fraction(0), span.high
    if span.is_rough:
        low, high = low * (1 - ROUGH), None if high is None else high * (1 + ROUGH)
    return (high is None or value.low <= high + loose) and (value.high is None or low - loose <= value.high)
