"""How a clock stands on a day: facts in, words out; no query."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vongtay.common.days import day_in_vietnam, format_day
from vongtay.law import queries as law
from vongtay.tasks.models import Clock, Pause
from vongtay.tasks.states import APPLIED_ON, Settling

HOUR = 3600


@dataclass(frozen=True)
class Face:
    """A clock as a page shows it. left: whole calendar days (hours where the limit is in hours), negative when late."""

    clock: Clock
    title: str
    state: str
    left: int
    due: str
    unit: str = "day"
    pause: Pause | None = None

    @property
    def article(self) -> str:
        """The article that sets it; empty for custom."""
        return self.clock.article

    @property
    def unconfirmed(self) -> bool:
        """Whether the way of counting is not confirmed."""
        return bool(self.clock.reading)


def settled_by_default(clock: Clock) -> Settling:
    """Give what becomes of a clock once its file is decided, unless somebody chooses: what was applied for is still answered."""
    rule = law.rule_of(clock.rule_id)
    return Settling.FOR_SUPPORT if rule is not None and rule.route == APPLIED_ON else Settling.NOT_NEEDED


def face_of(clock: Clock, today: date, pause: Pause | None = None) -> Face:
    """Give a clock as it stands on a day; one whose limit is unset has no date."""
    title = law.title_of(clock.rule_id)
    if clock.due_on is None:
        return Face(clock, title, "done" if clock.met_at else "unset", 0, "")
    if clock.paused_at is not None:
        left = (clock.due_on - day_in_vietnam(clock.paused_at)).days
        return Face(clock, title, "paused", left, format_day(clock.due_on), pause=pause)
    done = day_in_vietnam(clock.met_at) if clock.met_at else None
    left = (clock.due_on - (done or today)).days
    in_time, late = ("met", "met_late") if done else ("running", "missed")
    if clock.due_at is not None:
        return _by_the_hour(clock, title, in_time, late)
    return Face(clock, title, in_time if left >= 0 else late, left, format_day(clock.due_on))


def _by_the_hour(clock: Clock, title: str, in_time: str, late: str) -> Face:
    """Give a clock whose limit is in hours: the moment decides, not the day."""
    assert clock.due_at is not None  # noqa: S101  # the caller asked
    seconds = (clock.due_at - (clock.met_at or timezone.now())).total_seconds()
    due = f"{timezone.localtime(clock.due_at):%H:%M} {format_day(day_in_vietnam(clock.due_at))}"
    return Face(clock, title, in_time if seconds >= 0 else late, int(seconds // HOUR), due, "hour")
