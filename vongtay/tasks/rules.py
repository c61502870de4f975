"""How a clock stands on a day: facts in, words out; no query."""

from dataclasses import dataclass
from datetime import date

from vongtay.common.days import day_in_vietnam, format_day
from vongtay.law import queries as law
from vongtay.tasks.models import Clock


@dataclass(frozen=True)
class Face:
    """A clock as a page shows it. left: whole calendar days, negative when late."""

    clock: Clock
    title: str
    state: str
    left: int
    due: str

    @property
    def article(self) -> str:
        """The article that sets it; empty for custom."""
        return self.clock.article

    @property
    def unconfirmed(self) -> bool:
        """Whether the way of counting is not confirmed."""
        return bool(self.clock.reading)


def face_of(clock: Clock, today: date) -> Face:
    """Give a clock as it stands on a day; one whose limit is unset has no date."""
    title = law.title_of(clock.rule_id)
    if clock.due_on is None:
        return Face(clock, title, "done" if clock.met_at else "unset", 0, "")
    done = day_in_vietnam(clock.met_at) if clock.met_at else None
    left = (clock.due_on - (done or today)).days
    in_time, late = ("met", "met_late") if done else ("running", "missed")
    return Face(clock, title, in_time if left >= 0 else late, left, format_day(clock.due_on))
