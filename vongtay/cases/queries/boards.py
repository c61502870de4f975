"""Persons received, split by what a board or table asks for, and the ways on which they were taken: under the mandate, counts alone.

A role that may not see small counts is refused all of them by the database, and has `held_counts` instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from vongtay.common.ages import UNKNOWN, Bands, default_bands
from vongtay.common.periods import Period

SPLITS = ("place", "route", "sex", "band", "state", "home")  # what persons may be split by


class PersonCell(NamedTuple):
    """How many persons are alike in what was asked for; `nth` span, from 1. What was not asked for is None; an unknown home is None, too."""

    nth: int
    place_id: int | None
    route: str | None
    sex: str | None
    band: str | None
    state: str | None
    home_id: int | None
    n: int


def count_persons(
    *, area_id: int, periods: Sequence[Period], by: Iterable[str], bands: Bands, as_known_on: datetime | None = None
) -> list[PersonCell]:
    """Count the persons received in each period, split by these of SPLITS. The database refuses an area outside the mandate."""
    wanted, codes = list(by), bands.codes
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from vt.count_persons(%s, %s, %s, %s, %s, %s)",
            [
                area_id, [one.first for one in periods], [one.last for one in periods], [band.first for band in bands.bands[1:]], wanted, as_known_on,
            ],
        )  # fmt: skip
        rows = cursor.fetchall()
    if "band" not in wanted:
        return [PersonCell._make(row) for row in rows]
    return [
        PersonCell(nth, place, route, sex, UNKNOWN if band is None else codes[band], state, home, n)
        for nth, place, route, sex, band, state, home, n in rows
    ]


@dataclass(frozen=True)
class Held:
    """What a role that may not see small counts is told of one dimension; None: held back. `?` is what nobody knows. A part that isn't named is nought."""

    whole: int | None = 0
    parts: dict[str, int | None] = field(default_factory=dict)

    def part(self, key: str) -> int | None:
        """Give one part. Where the whole is held back, so is each of its parts."""
        return None if self.whole is None else self.parts.get(key, 0)


def held_counts(*, area_id: int, year: int, by: Sequence[str]) -> dict[str, Held]:
    """Count a calendar year of a whole mandate as it was known when this month began, by each dimension alone: what is small never leaves the database.

    by: month, status, route, sex, band, place, home; origin, transit, destination; abroad, which counts residents abroad by commune.
    """
    found = {dimension: Held() for dimension in by}
    with connection.cursor() as cursor:
        cursor.execute("select dimension, key, n from vt.held_counts(%s, %s, %s)", [area_id, year, list(by)])
        for dimension, key, n in cursor.fetchall():
            if key is None:
                found[dimension] = Held(n, found[dimension].parts)
            else:
                found[dimension].parts[_band(key) if dimension == "band" else key] = n
    return found


def _band(key: str) -> str:
    return UNKNOWN if key == "?" else default_bands().codes[int(key)]


@dataclass(frozen=True, slots=True)
class Way:
    """Persons taken the same way: countries and provinces as coded, None where nobody knows; the commune where they were received."""

    origin: str | None
    origin_province_id: int | None
    transit: str | None
    destination: str | None
    destination_province_id: int | None
    place_id: int
    n: int


def count_ways(*, area_id: int, period: Period, as_known_on: datetime | None = None) -> list[Way]:
    """Count the ways of those received in a period. The database refuses an area outside the mandate."""
    with connection.cursor() as cursor:
        cursor.execute("select * from vt.count_ways(%s, %s, %s, %s)", [area_id, period.first, period.last, as_known_on])
        return [Way(*row) for row in cursor.fetchall()]


def ways_behind(*, area_id: int, period: Period, as_known_on: datetime | None = None) -> list[tuple[str, Way]]:
    """Give the codes of cases within one's grants, each with its way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from vt.way_rows(%s, %s, %s, %s) order by 1", [area_id, period.first, period.last, as_known_on]
        )
        return [
            (code, Way(origin, origin_province, transit, destination, destination_province, place, 1))
            for code, origin, origin_province, transit, destination, destination_province, place in cursor.fetchall()
        ]
