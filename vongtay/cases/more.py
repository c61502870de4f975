"""Pages, warnings and open loops that the apps above add to those of cases; each registers its own when it starts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.roles import Part
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam

if TYPE_CHECKING:
    from vongtay.cases.models import Case


@dataclass(frozen=True)
class More:
    """A further page of a case: its address by name (with the code), its words, the part that opens it."""

    name: str
    label: str | Promise
    part: Part


@dataclass(frozen=True)
class Warned:
    """Something that whoever opens a case must see first. links: address and words."""

    title: str
    text: str
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Loop:
    """Something between two bodies that is not closed: who owes the next act, to whom, since when, by when."""

    kind: str
    code: str
    url: str
    body: str
    to: str
    since: date
    due_on: date | None
    is_ours: bool

    @property
    def words(self) -> str:
        """What is open."""
        return str(LOOPS[self.kind].words)

    @property
    def days(self) -> int:
        """How many days it has been open."""
        return (day_in_vietnam(timezone.now()) - self.since).days

    @property
    def is_late(self) -> bool:
        """Say whether the day that was agreed has passed."""
        return self.due_on is not None and self.due_on < day_in_vietnam(timezone.now())


@dataclass(frozen=True)
class LoopKind:
    """A kind of open loops: its words, the dotted name of a function (staff) -> loops within reach.

    counts: SQL of our own (area, day) that counts them by body; empty where that of cases counts them.
    """

    words: str | Promise
    rows: str
    counts: str = ""

    def open_to(self, staff: Staff) -> Iterable[Loop]:
        """Give the loops of this kind that `staff` reaches."""
        give: Callable[[Staff], Iterable[Loop]] = import_string(self.rows)
        return give(staff)


MORE: list[More] = []
_OURS = "vongtay.cases.queries.between"
LOOPS: dict[str, LoopKind] = {
    "notice": LoopKind(_("Notice without an answer"), f"{_OURS}.open_notices"),
    "result": LoopKind(_("Result owed"), f"{_OURS}.open_results"),
    "day": LoopKind(_("New day for a result without an answer"), f"{_OURS}.open_days"),
    "signature": LoopKind(_("Minutes or joint paper not agreed"), f"{_OURS}.open_signatures"),
    "asking": LoopKind(_("Request for a case open"), f"{_OURS}.open_askings"),
}
# Name -> (what must exist, as SQL of our own with %(case)s, %(subject)s, %(body)s; dotted name of a function (case, staff) -> Warned).
# The page asks for all at once with the rest of its glance; the function is called where there is something to warn of.
WARNINGS: dict[str, tuple[str, str]] = {}


def warnings_of(case: "Case", staff: Staff, found: frozenset[str]) -> list[Warned]:
    """Give what the apps above warn of in a case; `found`: names of WARNINGS for which there is something."""
    functions = [import_string(dotted) for name, (_sql, dotted) in WARNINGS.items() if name in found]
    return [warned for warn in functions if (warned := warn(case, staff)) is not None]
