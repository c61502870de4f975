"""Releases over other days and areas, drawn as sums of common parts: what one takes from another tells of what lies between.

A year less its first half is its second half; the nation less a province is the rest. Parts are therefore persons by area, stretch of days and
value: areas and days are cut wherever a release begins or ends.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise, product
from math import prod

from vongtay.reports.suppression.arrays import Flags, Indices, np
from vongtay.reports.suppression.bounds import whole_answer
from vongtay.reports.suppression.protect import Progress, Protected, hold_back
from vongtay.reports.suppression.table import TableError, Where, in_words

MOST_PARTS = 60_000
WATCHED = "~"  # the first word of the name of what no release tells, but their difference might
UNTOLD = -1
OR = "|"  # between values that one cell counts together
DAY = timedelta(days=1)
Who = tuple[tuple[str, str], ...]
People = Mapping[tuple[str, ...], int]


@dataclass(frozen=True)
class Asked:
    """What one cell counts: whom (dimension and value, in the order of the names; nobody left out is a total), where, and in which days.

    told: what an earlier release said of it; below nought: it said so rounded, and is taken to have said what it is.
    """

    who: Who
    areas: frozenset[str]
    first: date
    last: date
    told: int = UNTOLD

    @property
    def region(self) -> tuple[Who, frozenset[str], date, date]:
        """What is counted, whoever tells it."""
        return self.who, self.areas, self.first, self.last


@dataclass(frozen=True)
class Atom:
    """Areas and days that no release cuts."""

    areas: frozenset[str]
    first: date
    last: date


def atoms_of(cells: Iterable[Asked]) -> list[Atom]:
    """Cut areas and days wherever a cell begins or ends."""
    asked = list(cells)
    days = sorted({one.first for one in asked} | {one.last + DAY for one in asked})
    regions = sorted({(one.areas, one.first, one.last) for one in asked}, key=lambda one: (sorted(one[0]), one[1:]))
    alike: dict[frozenset[int], set[str]] = {}
    for area in sorted(set().union(*(one[0] for one in regions))):
        alike.setdefault(frozenset(at for at, one in enumerate(regions) if area in one[0]), set()).add(area)
    found = []
    for areas in alike.values():
        some = min(areas)
        for first, after in pairwise(days):
            if any(some in held and since <= first <= until for held, since, until in regions):
                found.append(Atom(frozenset(areas), first, after - DAY))
    return found


def touching(new: Iterable[Asked], earlier: Mapping[Where, Asked]) -> dict[Where, Asked]:
    """Give the earlier cells that have days and areas in common with the new ones, or with one that has, and so on."""
    regions = {(one.areas, one.first, one.last) for one in new}
    left: dict[Where, Asked] = dict(earlier)
    found: dict[Where, Asked] = {}
    while True:
        more = {
            key: one for key, one in left.items()
            if any(one.areas & areas and one.first <= last and first <= one.last for areas, first, last in regions)
        }  # fmt: skip
        if not more:
            return found
        found |= more
        regions = {(one.areas, one.first, one.last) for one in more.values()}
        left = {key: one for key, one in left.items() if key not in more}


class Linked:
    """Cells of several releases as sums of common parts, with how many persons each counts now.

    new: the cells that are to be released. known: those that people hold. kept: those that were kept from them. people: for each atom, how many
    persons bear which values of the dimensions; None where they are not counted here. values: every value that a dimension may have.

    Of persons who are not counted here, as many are assumed as agrees with all that is known. What somebody can work out hangs on what was shown
    alone, so it is the same whoever they are.
    """

    def __init__(
        self, new: Mapping[Where, Asked], known: Mapping[Where, Asked], *,
        dimensions: Sequence[str], values: Mapping[str, Sequence[str]], atoms: Sequence[Atom], people: Sequence[People | None],
        kept: Mapping[Where, Asked] | None = None,
    ) -> None:  # fmt: skip
        self._kept = dict(kept or {})
        self.new, self.known, self._atoms, self.dimensions = dict(new), dict(known), list(atoms), list(dimensions)
        self._values = [list(values[name]) for name in self.dimensions]
        many = len(atoms) * prod(map(len, self._values))
        if many > MOST_PARTS:
            raise TableError(
                f"Các bảng cùng nhau có quá nhiều tổ hợp ({in_words(many)}; tối đa {in_words(MOST_PARTS)}). Hãy bớt chiều hoặc tách bảng."
            )
        self._axes = [np.repeat(np.arange(len(atoms)), prod(map(len, self._values)))]
        places = list(product(*map(range, map(len, self._values)))) * len(atoms)
        self._axes += list(np.array(places, dtype=np.int64).reshape(many, len(self.dimensions)).T)
        index = [{value: at for at, value in enumerate(held)} for held in self._values]
        self._each = np.zeros(many, dtype=np.int64)
        sizes = [len(held) for held in self._values]
        self._afar = frozenset(
            area for atom, counted in zip(atoms, people, strict=True) if counted is None for area in atom.areas
        )
        for at, counted in enumerate(people):
            for bearing, count in (counted or {}).items():
                spot = at
                for size, place, value in zip(sizes, index, bearing, strict=True):
                    spot = spot * size + place[value]
                self._each[spot] += count
        self._members: dict[Where, Indices] = {key: self._found(one) for key, one in {**known, **new}.items()}
        self._assume([at for at, counted in enumerate(people) if counted is None])
        self.counts: dict[Where, int] = {key: self._count(key) for key in [*new, *known]}
        self._beyond: set[Where] = set()

    def watch(self, k: int) -> None:
        """Add what lies between the releases and counts from 1 to k - 1 persons: it must not be told by their difference."""
        have = {one.region for one in [*self.new.values(), *self.known.values()]}
        if not self.known:
            return
        for one in {one.region: one for key, one in self.new.items() if self.counts[key]}.values():
            for areas, first, last in self._between(one):
                asked = Asked(one.who, areas, first, last)
                key = _watched(asked)
                if asked.region in have or key in self.counts:
                    continue
                members = self._found(asked)
                if 0 < (count := int(self._each[members].sum())) < k:
                    self._members[key], self.counts[key] = members, count

    def _assume(self, afar: Sequence[int]) -> None:
        """Put persons where none are counted here, so that all that is known adds up as nearly as it can."""
        told = [
            (self._members[key], one.told) for key, one in self.known.items() if self._is_beyond(one) and one.told >= 0
        ]
        if told:
            is_free: Flags = np.isin(self._axes[0], np.array(afar))
            free = np.flatnonzero(is_free)
            place = np.cumsum(is_free) - 1
            rows = [
                (place[members[is_free[members]]], count - int(self._each[members].sum())) for members, count in told
            ]
            self._each[free] = whole_answer(len(free), rows)

    def _is_beyond(self, one: Asked) -> bool:
        return bool(one.areas & self._afar)

    def watch_beyond(self) -> None:
        """Add what the difference of an earlier release and the new one tells of persons who are not counted here."""
        have = {one.region for one in [*self.new.values(), *self.known.values()]}
        whom = {one.who for one in self.new.values()}
        for one in [one for one in self.known.values() if one.who in whom and self._is_beyond(one)]:
            inside = {atom.areas for atom in self._atoms if atom.areas <= one.areas & self._afar}
            for areas in {*inside, one.areas & self._afar}:
                asked = replace(one, areas=areas, told=UNTOLD)
                if asked.region not in have:
                    self._add_beyond(_watched(asked), asked)

    def _add_beyond(self, key: Where, asked: Asked) -> None:
        self._members[key] = self._found(asked)
        self.counts[key] = self._count(key)
        self._beyond.add(key)

    @cached_property
    def cells(self) -> tuple[Where, ...]:
        """The cells, those that are watched last."""
        return tuple(self.counts)

    @cached_property
    def parts(self) -> tuple[Where, ...]:
        """The parts; one that a cell consists of alone bears the name of that cell."""
        names: list[Where] = [("#", str(at)) for at in range(len(self._each))]
        for key, members in self._members.items():
            if len(members) == 1:
                names[int(members[0])] = key
        return tuple(names)

    def members(self, cell: Where) -> Indices:
        """Give the places of the parts that a cell is the sum of."""
        return self._members[cell]

    def keep(self, k: int, telling: Collection[str] = ()) -> set[Where]:
        """Add what was kept from people and still counts too few, so that nothing shown now tells it. Gives their names.

        telling: dimensions in which a nought that was kept says something of everybody in its row.
        """
        have = {one.region for one in [*self.new.values(), *self.known.values()]}
        found = set()
        for key, one in {one.region: (key, one) for key, one in self._kept.items() if one.region not in have}.values():
            if self._is_beyond(one):
                self._add_beyond(key, one)
                continue
            members = self._found(one)
            count = int(self._each[members].sum())
            if count >= k or (count == 0 and not self._is_in_row(one, telling)):
                continue
            self._members[key], self.counts[key] = members, count
            found.add(key)
        return found

    def _is_in_row(self, one: Asked, telling: Collection[str]) -> bool:
        rows = [
            replace(one, who=tuple(pair for pair in one.who if pair != held)) for held in one.who if held[0] in telling
        ]
        return any(self._each[self._found(row)].sum() > 0 for row in rows)

    def protect(
        self, k: int, *, small: Iterable[Where] = (), telling: Collection[str] = (), told: Progress | None = None
    ) -> Protected:
        """Hold back the small counts of the new cells, and what else it takes, beside all that is known and all that was kept.

        small: further cells to hold back. telling: as `keep` takes it.
        """
        self.watch(k)
        self.watch_beyond()
        held = (
            {key for key in self.new if 0 < self.counts[key] < k}
            | {key for key in self.counts if key[0] == WATCHED}
            | self.keep(k, telling)
            | self._beyond
            | set(small)
        )
        self._forget_changed(k, held)
        self.__dict__.pop("cells", None)
        self.__dict__.pop("parts", None)
        return hold_back(self, k, small=held, known=set(self.known), beyond=self._beyond, told=told)

    def _forget_changed(self, k: int, held: set[Where]) -> None:
        """Take out what was told otherwise before: what it is now is not known from that, but a small change is as small a count as any."""
        changed = {key for key, one in self.known.items() if one.told not in (UNTOLD, self.counts[key])}
        anew = {one.region: key for key, one in self.new.items()}
        for key in changed:
            same = anew.get(self.known[key].region)
            if same is None:
                continue
            if abs(self.known[key].told - self.counts[key]) < k:
                held.add(same)
            del self._members[key], self.counts[key], self.known[key]

    def _between(self, one: Asked) -> set[tuple[frozenset[str], date, date]]:
        """Give every area and stretch of days within a cell that begins and ends where some release does."""
        inside = [
            atom
            for atom in self._atoms
            if atom.areas <= one.areas and one.first <= atom.first and atom.last <= one.last
        ]
        areas = {atom.areas for atom in inside} | {one.areas}
        firsts, lasts = {atom.first for atom in inside}, {atom.last for atom in inside}
        return {(where, first, last) for where in areas for first in firsts for last in lasts if first <= last}

    def _found(self, one: Asked) -> Indices:
        inside = [atom.areas <= one.areas and one.first <= atom.first and atom.last <= one.last for atom in self._atoms]
        found: Flags = np.array(inside)[self._axes[0]]
        for name, value in one.who:
            at = self.dimensions.index(name)
            wanted = [self._values[at].index(one) for one in value.split(OR)]
            found = found & np.isin(self._axes[at + 1], wanted)
        return np.flatnonzero(found)

    def _count(self, key: Where) -> int:
        return int(self._each[self._members[key]].sum())


def _watched(one: Asked) -> Where:
    """Give the name of what no release tells."""
    who = (f"{name}={value}" for name, value in one.who)
    return (WATCHED, *who, ",".join(sorted(one.areas)), f"{one.first}..{one.last}")


def dimensions_of(cells: Iterable[Asked]) -> tuple[str, ...]:
    """Give the dimensions by which any of the cells tells people apart, in the order of their names."""
    return tuple(sorted({name for one in cells for name, _value in one.who}))
