"""One row of a spreadsheet as an activity: the same questions, refusals and readings of amounts as the form has."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from vongtay.agencies.models import Body, Place
from vongtay.common.access import Staff
from vongtay.common.amounts import Stated, parse_stated, split_stated
from vongtay.common.days import DayError, parse_day, today
from vongtay.common.numbers import AmountError
from vongtay.common.spreadsheets import Line, lines_of
from vongtay.common.vietnamese import nfc
from vongtay.programme.actions.activities import Told
from vongtay.programme.states.activities import LINES, MODE_OF, Kind, Mode
from vongtay.programme.states.sheet import HEADINGS, NEEDED

KEYS = uuid.UUID("6f1f2d0c-3d0c-5d8e-9a52-0a4b7b1f7c55")
LONGEST = {"title": 200, "place": 200, "co_organisers": 500, "note": 2000}


@dataclass
class Ready:
    """A row, read: the fields of its activity and its quantities, or what is wrong with it. The same row has the same key."""

    number: int
    key: UUID
    facts: dict[str, Any] = field(default_factory=dict)
    told: Sequence[Told] = ()
    wrong: list[str] = field(default_factory=list)


def read_all(content: bytes, by: Staff) -> Iterator[Ready]:
    """Read each row of the table as an activity of the body of `by`. Errors: SheetError."""
    lines = lines_of(content, headings=HEADINGS, needed=NEEDED)
    reader = _Reader(by)
    for line in lines:
        yield reader.read(line)


class _Reader:
    def __init__(self, by: Staff) -> None:
        body = Body.objects.get(pk=by.body_id)
        self.by, self.own_area, self.today = by, body.place_id, today()
        places = Place.objects.filter(province_id=by.province_id, valid_to__isnull=True)
        self.places: dict[str, set[int]] = {}
        for place in places.only("id", "full_name", "name"):
            for name in (place.full_name, place.name):
                self.places.setdefault(_same(name), set()).add(place.pk)
        self.kinds = _kinds()
        self.seen: dict[UUID, int] = {}

    def read(self, line: Line) -> Ready:
        cells = line.cells
        words = "|".join(f"{name}={_same(cells[name])}" if name in cells else f"{name}=" for name in HEADINGS)
        ready = Ready(
            line.number, uuid.uuid5(KEYS, f"{self.by.world}|{self.by.body_id}|{words}"), wrong=list(line.wrong)
        )
        if not line.wrong and (first := self.seen.setdefault(ready.key, line.number)) != line.number:
            ready.wrong.append(_("The same as row %(number)s.") % {"number": first})
        kind = self.kinds.get(_same(cells.get("kind", "")), "")
        if not kind:
            ready.wrong.append(
                _("“%(kind)s” is no kind of activity. Kinds: %(kinds)s.")
                % {"kind": cells.get("kind", ""), "kinds": _kind_words()}
            )
        self._facts(ready, cells, kind)
        if kind:
            ready.told, faults = _told(kind, cells.get("told", ""))
            ready.wrong += faults
        return ready

    def _facts(self, ready: Ready, cells: dict[str, str], kind: str) -> None:
        if not cells.get("title"):
            ready.wrong.append(_("Say in a few words what was done."))
        for name, most in LONGEST.items():
            if len(cells.get(name, "")) > most:
                ready.wrong.append(
                    _("“%(heading)s” has more than %(most)s letters.") % {"heading": HEADINGS[name][0], "most": most}
                )
        first = self._day(ready, cells, "first_on")
        last = self._day(ready, cells, "last_on") if cells.get("last_on") else first
        if first and last and last < first:
            ready.wrong.append(_("The last day lies before the first."))
        if first and first > self.today:
            ready.wrong.append(_("The day lies in the future: an activity is entered once it was done."))
        ready.facts = {
            "kind": kind, "first_on": first, "last_on": last, "area_id": self._area(ready, cells.get("area", "")), "mode": MODE_OF.get(kind, Mode.COMMUNITY),
            **{name: cells.get(name, "") for name in LONGEST},
        }  # fmt: skip

    def _day(self, ready: Ready, cells: dict[str, str], name: str) -> date | None:
        try:
            return _day_of(cells.get(name, ""))
        except DayError:
            ready.wrong.append(
                _("“%(day)s” under “%(heading)s” is no day. Write it as 30/7/2026.")
                % {"day": cells.get(name, ""), "heading": HEADINGS[name][0]}
            )
            return None

    def _area(self, ready: Ready, name: str) -> int | None:
        if not name:
            return self.own_area
        found = self.places.get(_same(name), set())
        if len(found) == 1:
            return next(iter(found))
        sentence = (
            _("More than one place is called “%(place)s”: write it with xã, phường or đặc khu.")
            if found
            else _("“%(place)s” is no commune of the province.")
        )
        ready.wrong.append(sentence % {"place": name})
        return None


# Most rows of a large file say what others say.
@lru_cache(maxsize=4096)
def _told(kind: str, text: str) -> tuple[tuple[Told, ...], tuple[str, ...]]:
    """Give the quantities of a kind in a text, and what can't be read in it."""
    answers: dict[str, Stated] = {}
    beside: list[Stated] = []
    wrong: list[str] = []
    for part in split_stated(text):
        try:
            stated = parse_stated(part)
        except AmountError as fault:
            wrong.append(f"“{part}”: {fault}")
            continue
        free = [line for line in LINES[kind] if line.slot not in answers]
        code = Told.beside(stated).indicator_id if stated.unit else ""
        line = next((line for line in free if line.indicator == code or not code), None)
        if line is None:
            beside.append(stated)
        else:
            answers[line.slot] = stated
    return tuple(Told.all_of(kind, answers, beside)), tuple(wrong)


_day_of = lru_cache(maxsize=4096)(parse_day)


def _kinds() -> dict[str, str]:
    """Give each way to write a kind: its code, its Vietnamese and its English words."""
    ways = {kind.value: kind.value for kind in Kind}
    for language in ("vi", "en"):
        with override(language):
            ways |= {_same(str(kind.label)): kind.value for kind in Kind}
    return ways


def _kind_words() -> str:
    return "; ".join(str(kind.label) for kind in Kind)


def _same(text: str) -> str:
    return " ".join(nfc(text).lower().split())
