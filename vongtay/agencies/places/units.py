"""What a place is: one unit of one administrative structure, and the link from an old unit to what followed it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

SortKey = Callable[[str], str]
Period = tuple[date | None, date | None]

OLD, NEW = 1, 2
LEVELS = ("province", "district", "commune")
COUNTRY = 1  # the row of the whole country; it is no unit of a structure, and all provinces lie in it

OLD_LAST_DAY = date(2025, 6, 30)
NEW_FIRST_DAY = date(2025, 7, 1)
# The source states how the old structure stood at its end; when each of its units began is not recorded.
PERIODS: dict[int, Period] = {OLD: (None, OLD_LAST_DAY), NEW: (NEW_FIRST_DAY, None)}


@dataclass(frozen=True, slots=True)
class Unit:
    """One province, district or commune of one structure. Latitude and longitude in degrees, WGS 84."""

    id: int
    code: str
    level: str
    kind: str
    name: str
    full_name: str
    parent_id: int | None
    valid_from: date | None
    valid_to: date | None
    abbrev: str
    sort_key: str
    latitude: float | None
    longitude: float | None
    aliases: tuple[str, ...] = ()

    def in_force_on(self, day: date) -> bool:
        """Tell whether this unit stood on the day; an unset end of its time is open."""
        return holds((self.valid_from, self.valid_to), day)


@dataclass(frozen=True, slots=True)
class Succession:
    """An old unit went into a new one; `part` where only a part of it did."""

    old_id: int
    new_id: int
    part: bool


def holds(period: Period, day: date) -> bool:
    """Tell whether the day lies in the period; an unset end is open."""
    first, last = period
    return (first is None or first <= day) and (last is None or day <= last)


def place_id(structure: int, level: str, code: str) -> int:
    """Give the stable number of a unit: structure, level and official code, so 1300001 is the old commune 00001.

    An official code alone is not enough: 24 was Bắc Giang and is Bắc Ninh today.
    """
    return structure * 1_000_000 + (LEVELS.index(level) + 1) * 100_000 + int(code)
