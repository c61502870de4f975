"""Totals of many figures in one statement: by indicator and area, as the pages of the programme show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from vongtay.agencies.models import Place
from vongtay.common.access import Staff
from vongtay.common.periods import Period
from vongtay.indicators.models import TOTALS, Indicator
from vongtay.indicators.rules import Amount

_ASKED = (
    "f.world = %(world)s and f.{place} = %(area)s and f.indicator_id = any(%(codes)s) and f.happened_from between %(first)s and %(last)s"
    " and f.happened_to <= %(last)s and f.apart = '' and not f.withdrawn and (f.nil or f.indicator_id = any(%(added)s))"
)
# As the indexes have it: a condition with other words would not be read from them.
_TOLD = f"f.source_kind in ({', '.join(repr(str(kind)) for kind in TOTALS)})"
_SQL = Path(__file__).with_name("rollup.sql").read_text("utf-8").replace("{told}", _TOLD)
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
        "codes": [row.pk for row in wanted], "added": [row.pk for row in wanted if row.adds_up],
    }  # fmt: skip
    place = "province_id" if Place.objects.filter(pk=area_id, level="province").exists() else "area_id"
    live = _ASKED.format(place=place) + (_NOW if as_known_on is None else _THEN) + (_OF_BODY if body_id else "")
    return _SQL.replace("{live}", live), values


def _cell(
    code: str, area_id: int, low: Decimal, high: Decimal | None, is_rough: bool, is_nil: bool, n: int
) -> Cell:  # as the statement gives them
    return Cell(code, area_id, Amount(low, high, is_rough), is_nil, n)
