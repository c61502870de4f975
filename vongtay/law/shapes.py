"""The forms of the law's data: regimes, rules and lists as frozen, typed values. No reading, no arithmetic."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Self


class Unit(StrEnum):
    """In what a limit is counted. NOW is the same day."""

    NOW = "now"
    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class Confidence(StrEnum):
    """How sure we are. SIGNED is never shipped: it marks what a legal officer has entered and signed off."""

    A = "A"
    B = "B"
    C = "C"
    SIGNED = "signed"


class LimitState(StrEnum):
    """SET has a limit; UNSET should have one that could not be confirmed; NOT_STATED: the text read gives none."""

    SET = "set"
    UNSET = "unset"
    NOT_STATED = "not_stated"


class Kind(StrEnum):
    """DUTY: do it by then. CEILING: at most so long. WINDOW: may be asked for until then."""

    DUTY = "duty"
    CEILING = "ceiling"
    WINDOW = "window"


Limit = int | Literal["now"]


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether the day lies in the span."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meets(self, other: Self) -> bool:
        """Tell whether the two spans share a day."""
        return (self.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
            self.last or date.max
        )

    def within(self, other: Self) -> bool:
        """Tell whether every day of this span lies in the other."""
        return (other.first or date.min) <= (self.first or date.min) and (self.last or date.max) <= (
            other.last or date.max
        )


@dataclass(frozen=True)
class Start:
    """The act that starts a clock; `when` names the condition under which it does."""

    event: str
    when: str | None = None


@dataclass(frozen=True)
class Override:
    """A limit that a legal officer entered for one installation, with its instrument; it counts once signed off."""

    rule_id: str
    limit: Limit
    unit: Unit
    article: str
    instrument: str
    valid_from: date
    valid_to: date | None = None
    version: int = 1
    entered_by: str = ""
    entered_at: datetime | None = None
    signed_off_by: str | None = None
    signed_off_at: datetime | None = None

    @property
    def span(self) -> Span:
        return Span(self.valid_from, self.valid_to)

    @property
    def is_signed_off(self) -> bool:
        """Tell whether a second person has signed it off."""
        signed = bool(self.signed_off_by) and self.signed_off_at is not None
        return signed and self.signed_off_by != self.entered_by


@dataclass(frozen=True)
class Counting:
    """The general civil rule of counting in a regime: a switch each, and how sure we are of it."""

    first_day_counted: bool
    roll_to_working_day: bool
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """A paper of a step: its name and, where known, the number of its form."""

    title: str
    title_vi: str
    form: str | None = None


@dataclass(frozen=True)
class Rule:
    """One step of one route under one regime: who does what after which act, by when, on which paper and article."""

    id: str
    regime: str
    route: str
    step: str
    title: str
    title_vi: str
    actors: tuple[str, ...]
    with_bodies: tuple[str, ...]
    to_body: str | None
    starts: tuple[Start, ...]
    met_by: str | None
    condition: str | None
    kind: Kind
    limit: Limit | None
    unit: Unit | None
    limit_state: LimitState
    limit_confidence: Confidence | None
    unit_confidence: Confidence | None
    paper: Paper | None
    article: str | None
    confidence: Confidence
    customary: bool
    open_points: tuple[str, ...]
    sources: tuple[str, ...]
    span: Span
    counting: Counting
    order: int
    note: str = ""
    same_as: str | None = None
    installed: Override | None = None

    @property
    def is_set(self) -> bool:
        return self.limit_state is LimitState.SET


@dataclass(frozen=True)
class Route:
    """A way into the house under one regime, with the article that governs it where one was seen."""

    code: str
    title: str
    title_vi: str
    article: str | None
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True)
class Source:
    """One kind of evidence or one sign that the law names; `letter` is its point in the article."""

    code: str
    letter: str
    title: str
    title_vi: str
    article: str | None
    confidence: Confidence
    customary: bool = False


@dataclass(frozen=True)
class ConfirmingPaper:
    """A paper that proves that a person is a victim, and the bodies that issue it."""

    code: str
    title: str
    title_vi: str
    issued_by: tuple[str, ...]
    article: str | None
    confidence: Confidence
    customary: bool = False
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a decision on identification may say."""

    code: str
    title: str
    title_vi: str
    reason_required: bool
    paper: Paper | None
    confidence: Confidence


@dataclass(frozen=True)
class Regime:
    """One law with what amends and details it, and everything it says as data."""

    code: str
    title: str
    title_vi: str
    span: Span
    instruments: tuple[str, ...]
    counting: Counting
    routes: tuple[Route, ...]
    rules: tuple[Rule, ...]
    evidence: tuple[Source, ...]
    evidence_total: int
    signs: tuple[Source, ...]
    confirming_papers: tuple[ConfirmingPaper, ...]
    outcomes: tuple[Outcome, ...]
    note: str = ""


@dataclass(frozen=True)
class Term:
    """A code with its English msgid and its Vietnamese words; `members` are the kinds that a group stands for.

    step: the same act as something to do; `short`: its words on a line of steps.
    """

    code: str
    title: str
    title_vi: str
    members: tuple[str, ...] = ()
    step: str | None = None
    short: str | None = None
    short_vi: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The codes that every regime may use."""

    bodies: dict[str, Term]
    events: dict[str, Term]
    conditions: dict[str, Term]
    channels: dict[str, Term]


@dataclass(frozen=True)
class Law:
    """All regimes and the words they share."""

    regimes: tuple[Regime, ...]
    vocabulary: Vocabulary

    def rules(self) -> tuple[Rule, ...]:
        """Give every rule of every regime, in the order of the files."""
        return tuple(rule for regime in self.regimes for rule in regime.rules)


@dataclass(frozen=True)
class DayRow:
    """A day off or a make-up working day that a decree adds to the calendar."""

    on: date
    working: bool
    title_vi: str = ""
    instrument: str = ""
