"""Totals of many figures in one statement: by indicator and area, as the pages of the programme show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from vongtay.agencies.queries import places, within
from vongtay.common.access import Staff
from vongtay.common.periods import Period
from vongtay.indicators.models import TOTALS, Indicator
from vongtay.indicators.rules import Amount

_ASKED = (
    "f.world = %(world)s and {place} and f.indicator_id = any(%(codes)s) and f.happened_from between %(first)s and %(last)s"
    " and f.happened_to <= %(last)s and f.apart = '' and not f.withdrawn and (f.nil or f.indicator_id = any(%(added)s))"
)
# As the indexes have it: a condition with other words would not be read from them.
_TOLD = f"f.source_kind in ({', '.join(repr(str(kind)) for kind in TOTALS)})"
_SQL = Path(__file__).with_name("rollup.sql").read_text("utf-8").replace("{told}", _TOLD)
# Totals of the whole area: few, so each indicator's stand in one row. In a period of former units, a total of each of them holds what lay in it, too.
_WIDE = """wide as materialized (
  select indicator_id, array_agg(happened_from) as froms, array_agg(happened_to) as tos from spans where area_id = %(area)s group by 1)"""
_WIDE_OF_FORMER = """holders as materialized (
  select t.area_id, h.id from (select distinct f.area_id from indicators_figure f where {live}) t cross join lateral unnest(vt.above(t.area_id)) h(id)),
wide as materialized (
  select s.indicator_id, h.area_id, array_agg(s.happened_from) as froms, array_agg(s.happened_to) as tos
    from spans s join holders h on h.id = s.area_id group by 1, 2)"""
_NOW = " and f.replaced_at is null"
_THEN = " and f.recorded_at <= %(moment)s and (f.replaced_at is null or f.replaced_at > %(moment)s)"
_OF_BODY = " and f.body_id = %(body)s"


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

    A figure about the whole province stands under the province; a total of it covers those of its communes for the same days.
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
        "inside": list(within(area_id)), "codes": [row.pk for row in wanted], "added": [row.pk for row in wanted if row.adds_up],
    }  # fmt: skip
    live = (
        _ASKED.format(place=_place(area_id)) + (_NOW if as_known_on is None else _THEN) + (_OF_BODY if body_id else "")
    )
    wide, key = (
        (_WIDE_OF_FORMER, "indicator_id, area_id") if _is_of_former_units(area_id, period) else (_WIDE, "indicator_id")
    )
    return _SQL.replace("{wide}", wide).replace("{key}", key).replace("{live}", live), values


def _place(area_id: int) -> str:
    """Give the condition that a figure lies in an area, by the one column that says so where one does."""
    unit = places().by_id.get(area_id)
    column = "province_id" if unit is not None and unit.level == "province" else "area_id"
    if len(within(area_id)) == 1:
        return f"f.{column} = %(area)s"
    if unit is not None and unit.level == "province" and unit.valid_to is not None:
        return "(f.province_id = any(%(inside)s) or f.area_id = any(%(inside)s))"
    return f"f.{column} = any(%(inside)s)"


def _is_of_former_units(area_id: int, period: Period) -> bool:
    """Say whether former units, which stood in the period, may have told of it."""
    units = [places().by_id[one] for one in within(area_id) if one in places().by_id]
    return any(unit.valid_to is not None and unit.valid_to >= period.first for unit in units)


def _cell(
    code: str, area_id: int, low: Decimal, high: Decimal | None, is_rough: bool, is_nil: bool, n: int
) -> Cell:  # as the statement gives them
    return Cell(code, area_id, Amount(low, high, is_rough), is_nil, n)
