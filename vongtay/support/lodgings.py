"""One person's lodging from admission over every move until leaving: nights, the longest time, what counts. Facts in, answers out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from vongtay.facilities.queries import Longest, Slept
from vongtay.support.models import StayDecision
from vongtay.support.states import LodgingState, StayDecisionKind

NEAR = timedelta(days=20)  # ours: warned so long before the last day, which is day 100 of 120


@dataclass(frozen=True)
class Lodging:
    """Stays that follow one another without a gap, as one. `longest`: by the law of the first day; None where no limit was confirmed."""

    stays: Sequence[Slept]
    longest: Longest | None
    decisions: Sequence[StayDecision] = field(default_factory=list)

    @property
    def first(self) -> Slept:
        """The stay of the admission."""
        return self.stays[0]

    @property
    def last(self) -> Slept:
        """The newest stay: where the person is, or was last."""
        return self.stays[-1]

    @property
    def ids(self) -> frozenset[UUID]:
        """The stays, and those that they replace."""
        corrected = {row.corrects_id for row in self.stays if row.corrects_id}
        return frozenset({row.stay_id for row in self.stays} | corrected)

    @property
    def began_on(self) -> date:
        """Day of admission."""
        return self.first.began_on

    @property
    def is_open(self) -> bool:
        """Whether the person is still there."""
        return self.last.ended is None

    def in_force(self, kind: StayDecisionKind) -> list[StayDecision]:
        """The decisions of a kind that count."""
        return [row for row in self.decisions if row.kind == kind and row.withdrawn_at is None]

    @property
    def covered_until(self) -> date | None:
        """The day from which on no night is covered any more by law or decision; None: no limit was confirmed."""
        if self.longest is None:
            return None
        ends = [row.until_on for row in self.in_force(StayDecisionKind.EXTEND) if row.until_on]
        return max([self.longest.last_on, *ends])

    def is_covered(self, night: date) -> bool:
        """Whether a night counts: within the longest time, or from the day of a decision on an extension until its last day."""
        if self.longest is None or night < self.longest.last_on:
            return True
        return any(
            row.decided_on <= night < row.until_on for row in self.in_force(StayDecisionKind.EXTEND) if row.until_on
        )

    def nights(self, today: date) -> list[tuple[Slept, date]]:
        """Every night slept so far with its stay; the night that begins today is not slept yet."""
        found = []
        for row in self.stays:
            until = row.ended_on or today
            found += [(row, row.began_on + timedelta(days=number)) for number in range((until - row.began_on).days)]
        return found

    def counted(self, today: date) -> int:
        """How many nights count."""
        return sum(self.is_covered(night) for _row, night in self.nights(today))

    def uncounted(self, today: date) -> int:
        """How many nights were slept beyond the longest time and any extension."""
        return len(self.nights(today)) - self.counted(today)

    def days_left(self, today: date) -> int | None:
        """Nights still covered from today on; below 0: over for so many days."""
        return (self.covered_until - today).days if self.covered_until else None

    def state(self, today: date) -> LodgingState:
        """How it stands."""
        if not self.is_open:
            return LodgingState.ENDED
        if self.covered_until is None:
            return LodgingState.UNSET
        if not self.is_covered(today):
            return LodgingState.OVER
        return LodgingState.NEAR if self.covered_until - NEAR <= today else LodgingState.FINE


def chains_of(rows: Sequence[Slept]) -> list[list[Slept]]:
    """Put stays together that follow one another; a stay that was corrected stands for the one it replaced. Rows oldest first."""
    by_id: dict[UUID, list[Slept]] = {}
    chains: list[list[Slept]] = []
    for row in rows:
        chain = by_id.get(row.follows_id) if row.follows_id else None
        if chain is None:
            chain = []
            chains.append(chain)
        chain.append(row)
        by_id[row.stay_id] = chain
        if row.corrects_id:
            by_id[row.corrects_id] = chain
    return chains
