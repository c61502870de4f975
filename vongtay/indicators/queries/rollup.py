"""Totals of many figures in one statement: by indicator and area, as the pages of the programme show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import above, places, within
from vongtay.common.access import Staff
from vongtay.common.periods import Period
from vongtay.indicators.models import SUMS, TOTALS, Indicator, SourceKind
from vongtay.indicators.rules import Amount

_ASKED = (
    "f.world = %(world)s and {place} and f.indicator_id = any(%(codes)s) and f.happened_from between %(first)s and %(last)s"
    " and f.happened_to <= %(last)s and f.apart = '' and not f.withdrawn and (f.nil or f.indicator_id = any(%(added)s))"
)


def _one_of(kinds: Iterable[str]) -> str:
    """As the indexes have it: a condition with other words would not be read from them."""
    return f"f.source_kind in ({', '.join(repr(str(kind)) for kind in kinds)})"


_PARTS = {
    "{told}": _one_of(TOTALS), "{done}": f"not {_one_of(SUMS)}", "{own}": f"f.source_kind = {str(SourceKind.OWN_WORK)!r}",
}  # fmt: skip
_SQL = Path(__file__).with_name("rollup.sql").read_text("utf-8")
for _part, _words in _PARTS.items():
    _SQL = _SQL.replace(_part, _words)
# Totals of the whole area: few, so each indicator's stand in one row. In a period of former units, a total of each of them holds what lay in it, too,
# and in the country a total of each province.
_WIDE = """wide as materialized (
  select indicator_id, array_agg(happened_from) as froms, array_agg(happened_to) as tos from spans where area_id = %(area)s group by 1)"""
_WIDE_OF_SEVERAL = """wide as materialized (
  select s.indicator_id, h.area_id, array_agg(s.happened_from) as froms, array_agg(s.happened_to) as tos
    from spans s join unnest(%(held)s::integer[], %(holders)s::integer[]) as h(area_id, id) on h.id = s.area_id group by 1, 2)"""
_NOW = " and f.replaced_at is null"
_THEN = " and f.recorded_at <= %(moment)s and (f.replaced_at is null or f.replaced_at > %(moment)s)"
_OF_BODY = " and f.body_id = %(body)s"
# The same statement for each of several spans and bodies; a body of null is all.
_EACH = """select each.nth, each.body, r.* from (select u.first, u.last, u.nth::integer as nth, b.body
 from unnest(%(firsts)s::date[], %(lasts)s::date[]) with ordinality as u(first, last, nth) cross join unnest(%(bodies)s::uuid[]) as b(body)) each
 cross join lateral ({whole}) r order by 1, 2, 3, 4"""
_OF_EACH_BODY = " and (each.body is null or f.body_id = each.body)"


@dataclass(frozen=True)
class Cell:
    """What the figures of one indicator about one area add up to. n: how many figures were added."""

    code: str
    area_id: int
    amount: Amount
    is_nil: bool
    n: int


def roll_up(
    staff: Staff,
    *,
    area_id: int,
    period: Period,
    indicators: Iterable[Indicator],
    body_id: UUID | None = None,
    as_known_on: datetime | None = None,
) -> Sequence[Cell]:
    """Add up the figures of these indicators in an area and all within it, by the area that each speaks of.

    Cells come by code of indicator and number of area. A figure about the whole province stands under the province; a total of it
    covers those of its communes for the same days.
    Of an indicator that is never added, statements of nil alone count. The rules are those of `totals`.
    body_id: what this body says alone. as_known_on: what was known then; None is now.
    """
    sql, values = statement(staff, area_id=area_id, period=period, indicators=indicators, body_id=body_id, as_known_on=as_known_on)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [_cell(*row) for row in cursor.fetchall()]


def statement(
    staff: Staff,
    *,
    area_id: int,
    period: Period,
    indicators: Iterable[Indicator],
    body_id: UUID | None = None,
    as_known_on: datetime | None = None,
) -> tuple[str, dict[str, Any]]:
    """Give the statement of `roll_up` with its values; the bench looks at its plan."""
    wanted = list(indicators)
    values: dict[str, Any] = {
        "world": staff.world, "area": area_id, "first": period.first, "last": period.last, "body": body_id, "moment": as_known_on,
        "codes": [row.pk for row in wanted], "added": [row.pk for row in wanted if row.adds_up],
    } | _places(area_id)  # fmt: skip
    live = _ASKED.format(place=_place(area_id)) + (_NOW if as_known_on is None else _THEN) + (_OF_BODY if body_id else "")  # fmt: skip
    return f"{_whole(area_id, [period], live)} order by 1, 2", values


def _whole(area_id: int, periods: Sequence[Period], live: str, by: str = "area_id") -> str:
    """Give the statement for figures that a condition leaves: where former units stood in a period, with what held them then. by: what its last grouping is."""
    of_several = any(_holds_wholes(area_id, period) for period in periods)
    wide, key = (_WIDE_OF_SEVERAL, "indicator_id, area_id") if of_several else (_WIDE, "indicator_id")
    return _SQL.replace("{wide}", wide).replace("{key}", key).replace("{live}", live).replace("{area}", by)


def _place(area_id: int) -> str:
    """Give the condition that a figure lies in an area, by the one column that says so where one does."""
    unit = places().by_id.get(area_id)
    column = "province_id" if area_id == COUNTRY or (unit is not None and unit.level == "province") else "area_id"
    if len(within(area_id)) == 1:
        return f"f.{column} = %(area)s"
    if unit is not None and unit.level == "province" and unit.valid_to is not None:
        return "(f.province_id = any(%(inside)s) or f.area_id = any(%(inside)s))"
    return f"f.{column} = any(%(inside)s)"


@lru_cache(maxsize=64)
def _places(area_id: int) -> dict[str, list[int]]:
    """Give the places whose figures lie in an area, and each place in it beside each that holds it."""
    inside, known = frozenset(within(area_id)), places()
    held = [unit.id for unit in known.by_id.values() if unit.id in inside or known.province_of(unit).id in inside]
    whole = {COUNTRY} if area_id == COUNTRY else set()  # its own totals hold those of its provinces
    pairs = [(one, holder) for one in held for holder in sorted((above(one) | whole) - {one})]
    return {
        "inside": sorted(inside),
        "held": [one for one, _holder in pairs],
        "holders": [holder for _one, holder in pairs],
    }


def _holds_wholes(area_id: int, period: Period) -> bool:
    """Say whether units within the area may have told of the whole of themselves: former ones that stood in the period, or provinces."""
    if area_id == COUNTRY:
        return True
    units = [places().by_id[one] for one in within(area_id) if one in places().by_id]
    return any(unit.valid_to is not None and unit.valid_to >= period.first for unit in units)


@dataclass(frozen=True)
class SpanCell:
    """A cell of one of several spans, from 1, as one body says alone; `body_id` None: all bodies together."""

    nth: int
    body_id: UUID | None
    cell: Cell


def roll_up_each(
    staff: Staff,
    *,
    area_id: int,
    periods: Sequence[Period],
    indicators: Iterable[Indicator],
    bodies: Sequence[UUID | None] = (None,),
    as_known_on: datetime | None = None,
    by_area: bool = True,
) -> list[SpanCell]:
    """Add up as `roll_up` does, in each of several spans and for each of several bodies, in one statement; by span, body, indicator and area.

    A figure whose days reach beyond a span stands in none of them: the spans of a year may hold less than the year.
    by_area: a cell for each area that figures speak of; else one for all, under the area asked for.
    """
    wanted = list(indicators)
    live = _ASKED.format(place=_place(area_id)) + (_NOW if as_known_on is None else _THEN) + _OF_EACH_BODY
    by = "area_id" if by_area else "%(area)s::integer"
    whole = _whole(area_id, periods, live, by).replace("%(first)s", "each.first").replace("%(last)s", "each.last")
    values: dict[str, Any] = {
        "world": staff.world, "area": area_id, "moment": as_known_on, "bodies": list(bodies),
        "firsts": [one.first for one in periods], "lasts": [one.last for one in periods],
        "codes": [row.pk for row in wanted], "added": [row.pk for row in wanted if row.adds_up],
    } | _places(area_id)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_EACH.replace("{whole}", whole), values)
        return [SpanCell(nth, body, _cell(*row)) for nth, body, *row in cursor.fetchall()]


def _cell(
    code: str, area_id: int, low: Decimal, high: Decimal | None, is_rough: bool, is_nil: bool, n: int
) -> Cell:  # as the statement gives them
    return Cell(code, area_id, Amount(low, high, is_rough), is_nil, n)
