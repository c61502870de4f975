"""Who fits which room, and how many people find places at once: plain Python, no database, no clock, no words.

`misfits` is the one place where the rules of a room are written; `rules.py` says them in sentences.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Misfit(StrEnum):
    """Why a room is not for somebody."""

    CLOSED = "closed"
    WOMEN = "women"
    MEN = "men"
    SEX_UNKNOWN = "sex_unknown"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    AGE_UNKNOWN = "age_unknown"
    FAMILIES = "families"
    OTHER_FAMILY = "other_family"
    NEEDS = "needs"
    FULL = "full"
    SPLIT = "split"


@dataclass(frozen=True)
class Sleeper:
    """Somebody who needs a place. `age_years` None: not known; `family`: the same for those who stay together."""

    sex: str
    age_years: int | None = None
    family: Hashable | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Room:
    """A room as far as it matters for who may sleep there. `shared`: another family sleeps in it already."""

    sex_rule: str
    free: int = 0
    age_from: int | None = None
    age_to: int | None = None
    suits: frozenset[str] = frozenset()
    is_open: bool = True
    shared: bool = False


@dataclass(frozen=True)
class Plan:
    """Proposed places, by the key of the person, and who got none and why."""

    places: dict[Hashable, Hashable] = field(default_factory=dict)
    unplaced: dict[Hashable, tuple[Misfit, ...]] = field(default_factory=dict)


def misfits(room: Room, who: Sleeper) -> list[Misfit]:
    """Give what speaks against a room for somebody, its number of free beds aside."""
    found = [] if room.is_open else [Misfit.CLOSED]
    found += _against_people(room, who)
    found += _against_age(room, who)
    return found if who.needs <= room.suits else [*found, Misfit.NEEDS]


def _against_people(room: Room, who: Sleeper) -> list[Misfit]:
    wanted, why = {"women": ("female", Misfit.WOMEN), "men": ("male", Misfit.MEN)}.get(room.sex_rule, (who.sex, None))
    if why is not None and who.sex != wanted:
        return [Misfit.SEX_UNKNOWN if who.sex == "unknown" else why]
    if room.sex_rule != "family":
        return []
    if who.family is None:
        return [Misfit.FAMILIES]
    return [Misfit.OTHER_FAMILY] if room.shared else []


def _against_age(room: Room, who: Sleeper) -> list[Misfit]:
    if room.age_from is None and room.age_to is None:
        return []
    if who.age_years is None:
        return [Misfit.AGE_UNKNOWN]
    if room.age_from is not None and who.age_years < room.age_from:
        return [Misfit.TOO_YOUNG]
    return [Misfit.TOO_OLD] if room.age_to is not None and who.age_years > room.age_to else []


def allocate(people: Mapping[Hashable, Sleeper], rooms: Mapping[Hashable, Room]) -> Plan:
    """Propose a place for each of `people`: families in one room first, then as many of the others as there can be.

    A proposal only: somebody confirms it, and each admission asks the rules and the database again.
    """
    plan = Plan()
    free = {key: max(room.free, 0) for key, room in rooms.items()}
    families: dict[Hashable, list[Hashable]] = {}
    for key, who in people.items():
        if who.family is not None:
            families.setdefault(who.family, []).append(key)
    for members in sorted((found for found in families.values() if len(found) > 1), key=len, reverse=True):
        _place_family(members, people, rooms, free, plan)
    alone = [key for key, who in people.items() if len(families.get(who.family, ())) < 2]
    _place_alone(alone, people, rooms, free, plan)
    return plan


def _place_family(
    members: Sequence[Hashable], people: Mapping[Hashable, Sleeper], rooms: Mapping[Hashable, Room],
    free: dict[Hashable, int], plan: Plan,
) -> None:  # fmt: skip
    against = {key: {why for member in members for why in misfits(room, people[member])} for key, room in rooms.items()}
    fits = [key for key, found in against.items() if not found and free[key] >= len(members)]
    if not fits:
        why = (Misfit.SPLIT,) if any(not found for found in against.values()) else _nearest(against.values())
        plan.unplaced.update(dict.fromkeys(members, why))
        return
    # A family room before a common one, the smallest that holds them all.
    best = min(fits, key=lambda key: (rooms[key].sex_rule != "family", free[key]))
    plan.places.update(dict.fromkeys(members, best))
    free[best] = 0 if rooms[best].sex_rule == "family" else free[best] - len(members)


def _place_alone(
    alone: Sequence[Hashable], people: Mapping[Hashable, Sleeper], rooms: Mapping[Hashable, Room],
    free: Mapping[Hashable, int], plan: Plan,
) -> None:  # fmt: skip
    """Place as many as possible."""
    against = {key: {room: misfits(rooms[room], _single(people[key])) for room in rooms} for key in alone}
    choices = {
        # The room with the most special rule first, so that the common ones stay for whoever fits nowhere else.
        key: sorted(
            (room for room, why in found.items() if not why and free[room]),
            key=lambda room: (rooms[room].sex_rule == "any", len(rooms[room].suits), free[room]),
        )
        for key, found in against.items()
    }
    seats = _Seats(choices, free, {room: [] for room in rooms})
    for key in sorted(alone, key=lambda key: len(choices[key])):
        if not seats.settle(key, set()):
            fits = any(not why for why in against[key].values())
            plan.unplaced[key] = (Misfit.FULL,) if fits or not rooms else _nearest(against[key].values())
    plan.places.update({key: room for room, keys in seats.inside.items() for key in keys})


@dataclass(frozen=True)
class _Seats:
    """Who was given which room so far."""

    choices: Mapping[Hashable, Sequence[Hashable]]
    free: Mapping[Hashable, int]
    inside: dict[Hashable, list[Hashable]]

    def settle(self, key: Hashable, seen: set[Hashable]) -> bool:
        """Give somebody a room; a place given is given again when that lets one more in (an augmenting path)."""
        for room in self.choices[key]:
            if room not in seen:
                seen.add(room)
                if self._let_in(key, room, seen):
                    return True
        return False

    def _let_in(self, key: Hashable, room: Hashable, seen: set[Hashable]) -> bool:
        inside = self.inside[room]
        if len(inside) < self.free[room]:
            inside.append(key)
            return True
        for place, other in enumerate(inside):
            if self.settle(other, seen):
                inside[place] = key
                return True
        return False


def _single(who: Sleeper) -> Sleeper:
    return Sleeper(who.sex, who.age_years, None, who.needs)


def _nearest(against: Iterable[Collection[Misfit]]) -> tuple[Misfit, ...]:
    """Give what speaks against the rooms that come nearest: those with the fewest reasons."""
    found = list(against)
    least = min((len(why) for why in found), default=0)
    return tuple(sorted({reason for why in found if len(why) == least for reason in why})) or (Misfit.FULL,)
