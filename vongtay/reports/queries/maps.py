"""The maps: which areas they show, from which points, and which area a recorded place belongs to on them. Places alone, nothing about anybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from vongtay.agencies.models import Place, PlaceSuccession
from vongtay.agencies.places.units import OLD_LAST_DAY
from vongtay.common.periods import Period
from vongtay.reports.mapping.cells import Drawn, Spot, draw

COUNTRY_WIDTH, COUNTRY_CELL = 560, (3.5, 2.0)
PROVINCE_WIDTH, PROVINCE_CELL = 640, (5.25, 3.0)
# Named on every map of the country, in each structure; their points are those of 2025 (agencies/reference/place_corrections.csv).
ARCHIPELAGOS = {"Hoàng Sa": "Quần đảo Hoàng Sa", "Trường Sa": "Quần đảo Trường Sa"}
MARGIN = 0.5  # degrees around a province whose neighbours keep their room


class Unit(NamedTuple):
    """What a map needs of a place."""

    id: int
    level: str
    kind: str
    name: str
    full_name: str
    province_id: int
    is_former: bool
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class Map:
    """A map and how to read it: the name of each area, the area of each recorded place, those that stand today, words that stand on it."""

    drawn: Drawn
    names: dict[int, str]
    area_of: dict[int, int]
    is_today: frozenset[int]
    words: tuple[tuple[str, float, float], ...]


def is_former(period: Period) -> bool:
    """Whether a period is told in the units that ended on 30/6/2025: it was over by then."""
    return period.last <= OLD_LAST_DAY


@cache
def _units() -> dict[int, Unit]:
    """Read all places once: they change with the reference data alone, which is loaded before a process starts."""
    fields = ("id", "level", "kind", "name", "full_name", "province_id", "valid_to", "latitude", "longitude")
    rows = Place.objects.exclude(level="country").order_by("id").values_list(*fields)
    return {
        pk: Unit(pk, level, kind, name, full_name, province or pk, ended is not None, latitude, longitude)
        for pk, level, kind, name, full_name, province, ended, latitude, longitude in rows
    }


@cache
def _followers() -> dict[int, int]:
    """Give the one unit of today that an old unit went into whole; divided ones have none."""
    return dict(PlaceSuccession.objects.filter(part=False).values_list("old_id", "new_id"))


@cache
def _smallest() -> tuple[Unit, ...]:
    """Give the communes of both structures, and the island districts that had none."""
    islands = set(PlaceSuccession.objects.filter(old__level="district").values_list("old_id", flat=True))
    return tuple(unit for unit in _units().values() if unit.level == "commune" or unit.id in islands)


@lru_cache(maxsize=2)
def country_map(*, former: bool) -> Map:
    """Give the map of all provinces, of today or of before 1/7/2025."""
    units = _units()
    spots: list[Spot] = []
    area_of: dict[int, int] = {}
    for unit in _smallest():
        owner = _province_on(unit, former=former)
        if owner and (unit.is_former or not former):
            spots += _spots(unit, owner)
    for unit in units.values():
        owner = _province_on(unit, former=former)
        if owner:
            area_of[unit.id] = owner
    drawn = draw(spots, width=COUNTRY_WIDTH, cell=COUNTRY_CELL)
    owners = {spot.owner for spot in spots}
    return Map(
        drawn,
        {owner: units[owner].full_name for owner in owners},
        area_of,
        frozenset() if former else frozenset(owners),
        _archipelagos(drawn, former=former),
    )


def _province_on(unit: Unit, *, former: bool) -> int:
    """Give the province that a unit lies in on a map of one structure; 0: it can't be said."""
    if unit.is_former == former:
        return unit.province_id
    if former:
        return 0
    follower = _followers().get(unit.id)
    return _units()[follower].province_id if follower else _followers().get(unit.province_id, 0)


def _archipelagos(drawn: Drawn, *, former: bool) -> tuple[tuple[str, float, float], ...]:
    found = {}
    for unit in _units().values():
        if unit.name in ARCHIPELAGOS and unit.is_former == former and unit.level != "province" and drawn.sheet:
            x, y = drawn.sheet.at(_spots(unit, unit.id)[0])
            found[unit.name] = (ARCHIPELAGOS[unit.name], round(x, 1), round(y, 1))
    return tuple(found[name] for name in sorted(found))


@lru_cache(maxsize=80)
def province_map(province_id: int, *, former: bool) -> Map:
    """Give the map of the communes of a province of today; former: of those of the provinces that it was made of."""
    units, followers = _units(), _followers()
    inside = _provinces_of(province_id) if former else {province_id}
    area_of: dict[int, int] = {}
    spots: list[Spot] = []
    outside: list[Spot] = []
    for unit in _smallest():
        owner = unit.id if unit.is_former == former else 0 if former else followers.get(unit.id, 0)
        if owner and units[owner].province_id in inside:
            area_of[unit.id] = owner
            spots += _spots(unit, owner)
        elif unit.is_former or not former:
            outside += _spots(unit, 0)
    drawn = draw([*spots, *_near(spots, outside)], width=PROVINCE_WIDTH, cell=PROVINCE_CELL, frames=True)
    names = {owner: units[owner].full_name for owner in area_of.values()}
    return Map(drawn, names, area_of, frozenset() if former else frozenset(names), ())


def _provinces_of(province_id: int) -> set[int]:
    """Give the former provinces that a province was made of; a former one is its own."""
    if _units()[province_id].is_former:
        return {province_id}
    return {old for old, new in _followers().items() if new == province_id}


def _near(spots: Iterable[Spot], others: Iterable[Spot]) -> list[Spot]:
    held = list(spots)
    if not held:
        return []
    south, north = min(s.latitude for s in held) - MARGIN, max(s.latitude for s in held) + MARGIN
    west, east = min(s.longitude for s in held) - MARGIN, max(s.longitude for s in held) + MARGIN
    return [s for s in others if south <= s.latitude <= north and west <= s.longitude <= east]


def _spots(unit: Unit, owner: int) -> list[Spot]:
    if unit.latitude is None or unit.longitude is None:
        return []
    return [Spot(owner, unit.latitude, unit.longitude)]
