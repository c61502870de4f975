"""Reading the log: newest first, a page at a time, without ever counting all of it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from vongtay.audit.models import Entry
from vongtay.audit.words import act_words, purpose_words
from vongtay.common.access import Staff

__all__ = ["PAGE", "Filter", "Slice", "act_words", "entries_of", "purpose_words", "visible_to"]

PAGE = 50
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Filter:
    """What the log is limited to; the page keeps it in its address: codes and a day, never a name."""

    act: str = ""
    body: str = ""
    outcome: str = ""
    day: date | None = None

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """Limit the entries."""
        if self.act:
            entries = entries.filter(act=self.act)
        if self.body:
            entries = entries.filter(body_code=self.body)
        if self.outcome:
            entries = entries.filter(outcome=self.outcome)
        if self.day is not None:
            start = datetime.combine(self.day, time.min, VIETNAM)
            entries = entries.filter(at__gte=start, at__lt=start + timedelta(days=1))
        return entries


@dataclass(frozen=True)
class Slice:
    """One page of the log; `older` is where the next one begins, None at the end."""

    entries: list[Entry]
    older: int | None


def visible_to(staff: Staff) -> Q:
    """The entries that an auditor reads: those of the own world, and those of no world."""
    return Q(world__in=("", staff.world))


def entries_of(staff: Staff, chosen: Filter, *, before: int | None = None) -> Slice:
    """Give one page of the log, newest first, from the entry below `before` on."""
    entries = chosen.apply(Entry.objects.filter(visible_to(staff))).order_by("-id")
    if before is not None:
        entries = entries.filter(id__lt=before)
    found = list(entries.defer("mac")[: PAGE + 1])
    return Slice(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)
