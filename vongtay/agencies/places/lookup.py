"""Finds places by name on a day, reads written addresses, and leads from an old unit to what stands there today."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from vongtay.agencies.places.text import LEVEL_OF_KIND, Part, fold, marked, parts_of, readings, unmarked_parts_of, words
from vongtay.agencies.places.units import LEVELS, Period, Succession, Unit, holds

Rank = tuple[bool, bool, bool, int, str, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written place may be; the writing itself is kept as it was."""

    written_name: str
    units: tuple[Unit, ...]
    in_force: bool
    unread: tuple[str, ...]

    @property
    def unit(self) -> Unit | None:
        """Give the one unit meant, None where none or several fit; a province goes before its namesakes."""
        provinces = [unit for unit in self.units if unit.level == "province"]
        chosen = provinces or list(self.units)
        return chosen[0] if len(chosen) == 1 else None


class Places:
    """All units of all structures, indexed once; keep one for the life of the process."""

    def __init__(self, units: Iterable[Unit], successions: Iterable[Succession]) -> None:
        self.by_id = {unit.id: unit for unit in units}
        self._children: dict[int, list[Unit]] = defaultdict(list)
        self._next: dict[int, list[Succession]] = defaultdict(list)
        self._before: dict[int, list[Succession]] = defaultdict(list)
        by_period: dict[Period, list[Unit]] = defaultdict(list)
        for unit in self.by_id.values():
            by_period[unit.valid_from, unit.valid_to].append(unit)
            if unit.parent_id is not None:
                self._children[unit.parent_id].append(unit)
        for link in successions:
            self._next[link.old_id].append(link)
            self._before[link.new_id].append(link)
        newest_first = sorted(by_period.items(), key=lambda item: item[0][0] or date.min, reverse=True)
        self._names = {period: _Names(found) for period, found in newest_first}

    def find(self, typed: str, *, on: date | None = None, level: str | None = None, limit: int = 12) -> list[Unit]:
        """Give the units whose name begins with what was typed, best first; more parts after a comma narrow it.

        `on` leaves the units in force on that day, `level` those of one level.
        """
        first, *rest = typed.split(",", 1)
        ways = readings(first)
        found: dict[int, Rank] = {}
        for period, names in self._names.items():
            if on is None or holds(period, on):
                above = self._narrowed(names, parts_of(rest[0])) if rest else None
                self._rank_into(found, names, ways, above)
        chosen = (key for key in found if level is None or self.by_id[key].level == level)
        return [self.by_id[key] for key in nsmallest(limit, chosen, key=found.__getitem__)]

    def read(self, written: str, *, on: date | None = None) -> Reading:
        """Read a written place ('xã Tân Thanh, huyện Văn Lãng, tỉnh Lạng Sơn') as on a day.

        Names of another day are read too, where they fit better: people write old addresses after a change. The
        answer then says `in_force=False`.
        """
        parts = parts_of(written)
        found = self._read_parts(written, parts, on)
        if not found.units and written.isascii():
            found = self._read_parts(written, unmarked_parts_of(written), on)
        return found

    def parents(self, unit: Unit) -> Iterator[Unit]:
        """Give the units above this one, the nearest first."""
        while unit.parent_id is not None:
            unit = self.by_id[unit.parent_id]
            yield unit

    def label(self, unit: Unit) -> str:
        """Give the whole name: 'Xã Tân Thanh, Huyện Văn Lãng, Tỉnh Lạng Sơn'."""
        return ", ".join(each.full_name for each in (unit, *self.parents(unit)))

    def province_of(self, unit: Unit) -> Unit:
        """Give the province of the unit's own structure; a province is its own."""
        return list(self.parents(unit))[-1] if unit.parent_id is not None else unit

    def children(self, unit: Unit) -> list[Unit]:
        """Give the units right below, in Vietnamese order when the units carry such a sort key."""
        return sorted(self._children.get(unit.id, ()), key=_order)

    def successions_of(self, unit: Unit) -> list[Succession]:
        """Give the links to what followed this unit."""
        return list(self._next.get(unit.id, ()))

    def predecessors_of(self, unit: Unit) -> list[Unit]:
        """Give the units that this one was made from, whole or in part."""
        return sorted((self.by_id[link.old_id] for link in self._before.get(unit.id, ())), key=_order)

    def made_of(self, unit: Unit) -> list[Unit]:
        """Give the former units that went wholly into this one, whatever reforms lie between."""
        found: dict[int, Unit] = {}
        waiting = [unit]
        while waiting:
            for link in self._before.get(waiting.pop().id, ()):
                if not link.part and link.old_id not in found:
                    found[link.old_id] = self.by_id[link.old_id]
                    waiting.append(found[link.old_id])
        return sorted(found.values(), key=_order)

    def divided_in(self, unit: Unit) -> list[Unit]:
        """Give the former units of which only a part went into this one: what was told of them can't be told of it."""
        found = {
            link.old_id: self.by_id[link.old_id]
            for each in (unit, *self.made_of(unit))
            for link in self._before.get(each.id, ())
            if link.part
        }
        return sorted(found.values(), key=_order)

    def within(self, unit: Unit) -> list[int]:
        """Give the numbers of the units whose records lie in this one: itself, what it was made from, the communes of a former province."""
        communes = [
            each.id for district in self._children.get(unit.id, ()) for each in (district, *self._children.get(district.id, ()))
        ] if unit.level == "province" and unit.valid_to is not None else []  # fmt: skip
        return sorted({unit.id, *(each.id for each in self.made_of(unit)), *communes})

    def above(self, unit: Unit) -> frozenset[int]:
        """Give the numbers of all units in which this one lies wholly: its province, for a commune of today the former one, what these went into."""
        found: set[int] = set()
        waiting = [unit]
        while waiting:
            one = waiting.pop()
            links = self._next.get(one.id, ())
            whole = [self.by_id[link.new_id] for link in links if not link.part]
            former = self.former_province(one) if one.level == "commune" else None
            for each in (self.province_of(one), *whole, *([former] if former else [])):
                if each.id not in found:
                    found.add(each.id)
                    waiting.append(each)
        return frozenset(found - {unit.id})

    def former_province(self, unit: Unit) -> Unit | None:
        """Give the one former province in which a unit lies, an ended one or one of today; None where it lies across several."""
        if unit.valid_to is not None:
            return self.province_of(unit)
        before = [self.by_id[link.old_id] for link in self._before.get(unit.id, ())]
        provinces = {self.province_of(each).id for each in before}
        return self.by_id[provinces.pop()] if len(provinces) == 1 else None

    def today_of(self, unit: Unit) -> list[Unit]:
        """Give what stands there now: the unit itself, one successor, or several where it was divided.

        A district has no successor of its own (but for five islands): its communes lead on.
        """
        if unit.valid_to is None:
            return [unit]
        links = self._next.get(unit.id)
        next_units = [self.by_id[link.new_id] for link in links] if links else self._children.get(unit.id, [])
        reached = {each.id: each for following in next_units for each in self.today_of(following)}
        return sorted(reached.values(), key=_order)

    def province_today(self, unit: Unit) -> Unit:
        """Give the province of today, by which lists are grouped. Every old province lies in exactly one.

        Errors: LookupError where the data has none.
        """
        found = self.today_of(self.province_of(unit))
        if len(found) != 1:
            raise LookupError(f"place {unit.id} leads to {len(found)} provinces of today")
        return found[0]

    def provinces(self, on: date) -> list[Unit]:
        """Give the provinces in force on the day, in order."""
        return sorted((u for u in self.by_id.values() if u.level == "province" and u.in_force_on(on)), key=_order)

    def _read_parts(self, written: str, parts: list[str], on: date | None) -> Reading:
        best: tuple[tuple[int, bool, bool], Reading] | None = None
        for period, names in self._names.items():
            units, unread = self._read_in(names, parts)
            in_force = on is None or holds(period, on)
            # A bare 'Bắc Giang' means the former province sooner than the ward of today that took its name.
            province = len(parts) == 1 and any(unit.level == "province" for unit in units)
            score = (len(parts) - len(unread), province, in_force)
            if units and (best is None or score > best[0]):
                best = score, Reading(written, tuple(sorted(units, key=_order)), in_force, tuple(unread))
        return best[1] if best else Reading(written, (), in_force=False, unread=tuple(parts))

    def _rank_into(self, found: dict[int, Rank], names: "_Names", ways: list[Part], above: set[int] | None) -> None:
        for way in ways:
            for key, at_start in names.beginning(way.name):
                unit = self.by_id[key]
                fits = way.kind in {"", unit.kind} or unit.level == LEVEL_OF_KIND[way.kind]
                if fits and (above is None or self._lies_in(unit, above)):
                    rank = _rank(unit, way, own=names.own[key], at_start=at_start)
                    found[key] = min(rank, found.get(key, rank))

    def _narrowed(self, names: "_Names", parts: list[str]) -> set[int] | None:
        units, _ = self._read_in(names, parts)
        return {unit.id for unit in units} or None

    def _read_in(self, names: "_Names", parts: list[str]) -> tuple[list[Unit], list[str]]:
        """Narrow from the largest part to the smallest; a part that is no place (a hamlet, a street) stays unread."""
        held: list[Unit] = []
        unread: list[str] = []
        for part in reversed(parts):
            matches = names.called(part)
            if held:
                above = {unit.id for unit in held}
                matches = [unit for unit in matches if unit.id not in above and self._lies_in(unit, above)]
            if matches:
                held = matches
            else:
                unread.insert(0, part)
        return held, unread

    def _lies_in(self, unit: Unit, above: set[int]) -> bool:
        return any(parent.id in above for parent in self.parents(unit))


class _Names:
    """The names of one structure: whole, from any of their words on, and the earlier names the source knows."""

    def __init__(self, units: list[Unit]) -> None:
        self.own: dict[int, tuple[str, str]] = {}
        self._by_name: dict[str, list[Unit]] = defaultdict(list)
        self._glued: dict[str, list[Unit]] = defaultdict(list)
        starts: list[tuple[str, int, bool]] = []
        for unit in units:
            name = fold(unit.name)
            self.own[unit.id] = name, marked(words(unit.name))
            self._by_name[name].append(unit)
            pieces = name.split(" ")
            starts += [(" ".join(pieces[at:]), unit.id, at == 0) for at in range(len(pieces))]
            for alias in {name, *(fold(alias) for alias in unit.aliases)}:
                self._glued[alias.replace(" ", "")].append(unit)
        self._starts = sorted(starts)

    def beginning(self, typed: str) -> Iterator[tuple[int, bool]]:
        """Give the units with a word from which the name begins as typed, and whether that is its first word.

        A single letter counts only at the first word: it would fit half the country otherwise.
        """
        at = bisect_left(self._starts, (typed,)) if typed else len(self._starts)
        while at < len(self._starts) and self._starts[at][0].startswith(typed):
            _, key, at_start = self._starts[at]
            if at_start or len(typed) > 1:
                yield key, at_start
            at += 1
        for unit in self._glued.get(typed.replace(" ", ""), ()):
            yield unit.id, True

    def called(self, written: str) -> list[Unit]:
        """Give the units of exactly this name: those whose marks agree, else any; earlier names last."""
        ways = readings(written)
        found = [unit for way in ways for unit in self._named(way)]
        return found or self._formerly(ways)

    def _named(self, way: Part) -> list[Unit]:
        units = _of_kind(self._by_name.get(way.name, []), way.kind)
        if way.has_marks:
            return [unit for unit in units if self.own[unit.id][1] == way.marks] or units
        return units

    def _formerly(self, ways: list[Part]) -> list[Unit]:
        """Look under earlier names, which the source writes in one word, with and without the kind before."""
        found = {unit.id: unit for way in ways for unit in _of_kind(self._glued.get(_one_word(way), []), way.kind)}
        return list(found.values())


def _one_word(way: Part) -> str:
    return way.name.replace(" ", "")


def _of_kind(units: list[Unit], kind: str) -> list[Unit]:
    """Leave the units of the kind written; where there is none, those of its level (kinds are raised and mistaken)."""
    if not kind:
        return units
    same = [unit for unit in units if unit.kind == kind]
    return same or [unit for unit in units if unit.level == LEVEL_OF_KIND[kind]]


def _rank(unit: Unit, way: Part, *, own: tuple[str, str], at_start: bool) -> Rank:
    name, marks = own
    disagrees = way.has_marks and way.marks not in marks
    other_kind = bool(way.kind) and unit.kind != way.kind
    exact = at_start and name == way.name
    return (disagrees, not exact, not at_start or other_kind, LEVELS.index(unit.level), unit.sort_key, -unit.id)


def _order(unit: Unit) -> tuple[int, str, int]:
    return LEVELS.index(unit.level), unit.sort_key, -unit.id
