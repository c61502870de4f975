"""The invented programme figures of the demo: last year's and this year's, some nil, some rounded."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Place, Post
from vongtay.agencies.queries import within
from vongtay.agencies.roles import Role, World
from vongtay.audit import actions as audit
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.home.seed import clock
from vongtay.indicators.models import Bound, Figure

SEED = 2027
FORMER_YEAR = (date(2024, 1, 1), date(2024, 12, 14))

# indicator -> (unit in the words of a report, least, most in a quarter, how often there was none)
_QUARTERLY: dict[str, tuple[str, int, int, float]] = {
    "comm.leaflet": ("tờ rơi", 800, 4000, 0.0),
    "comm.event": ("buổi tuyên truyền", 6, 40, 0.0),
    "comm.broadcast": ("lượt phát thanh", 60, 400, 0.0),
    "train.course": ("lớp tập huấn", 1, 4, 0.3),
    "train.trainee": ("lượt người", 40, 220, 0.3),
    "insp.team": ("cuộc kiểm tra", 1, 9, 0.2),
    "insp.site": ("cơ sở", 5, 60, 0.2),
    "crime.case": ("vụ", 1, 3, 0.5),
}
_MONTHLY = {
    "LS": (("comm.attendance", "lượt người", 2306184), ("hotline.call", "cuộc gọi", 2100020)),
    "BN": (("comm.attendance", "lượt người", 2307210),),
}
_ROUNDED = (Bound.AT_LEAST, Bound.ABOUT, Bound.AT_MOST)


@transaction.atomic
def load_figures() -> int:
    """Record the demo's figures as its reporters, unless it has figures already. Gives how many there are then."""
    known = Figure.objects.filter(world=World.DEMO).count()
    if known:
        return known
    chance, today = Random(SEED), day_in_vietnam(timezone.now())  # noqa: S311  # chance for invented facts
    for province in _MONTHLY:
        post = Post.objects.get(role=Role.REPORTER, body__code=f"{province}.SYT", world=World.DEMO)
        with acting_as(post) as by:
            for recorded_on, figures in _by_day(chance, province, by, today):
                _record(figures, recorded_on, by)
            if former := list(_of_former_provinces(by)):
                _record(former, min(date(2025, 7, 20), today), by)
    return Figure.objects.filter(world=World.DEMO).count()


def _of_former_provinces(by: Staff) -> Iterator[Figure]:
    """Give what each of the provinces that were merged into this one told of the year before, if it was merged."""
    former = Place.objects.filter(pk__in=within(by.province_id or 0), level="province", valid_to__isnull=False)
    if len(former) < 2:
        return
    for place, (leaflets, events) in zip(former.order_by("sort_key"), ((3200, 41), (2600, 0)), strict=False):
        facts: dict[str, Any] = {"area_id": place.pk, "province_id": place.pk}
        yield _figure(by, "comm.leaflet", "tờ rơi", FORMER_YEAR, leaflets, bound=Bound.AT_LEAST, **facts)
        yield _figure(by, "comm.event", "buổi tuyên truyền", FORMER_YEAR, events, nil=not events, **facts)
        yield _figure(by, "train.course", "lớp tập huấn", FORMER_YEAR, 3, **facts)


def _record(figures: list[Figure], on: date, by: Staff) -> None:
    moment = datetime.combine(on, time(2, 30), UTC)
    for figure in figures:
        figure.recorded_at = moment
    Figure.objects.bulk_create(figures)
    with clock.at(moment):
        audit.record("indicators.record_figures", by=by, details={"figures": len(figures)})


def _by_day(chance: Random, province: str, by: Staff, today: date) -> Iterator[tuple[date, list[Figure]]]:
    """Give the figures with the day on which they were recorded, some days after their period."""
    for first, last in _periods(today, months=3):
        recorded = min(last + timedelta(days=chance.randint(2, 9)), today)
        yield recorded, [_quarterly(chance, code, by, first, last) for code in _QUARTERLY]
    for first, last in _periods(today, months=1):
        recorded = min(last + timedelta(days=chance.randint(1, 5)), today)
        yield (
            recorded,
            [
                _figure(by, code, unit, (first, last), chance.randint(40, 600), area_id=area)
                for code, unit, area in _MONTHLY[province]
            ],
        )


def _periods(today: date, *, months: int) -> Iterator[tuple[date, date]]:
    """Give the ended periods of last year and this year."""
    for year in (today.year - 1, today.year):
        for month in range(1, 13, months):
            after = date(year + (month + months > 12), (month + months - 1) % 12 + 1, 1)
            if after <= today:
                yield date(year, month, 1), after - timedelta(days=1)


def _quarterly(chance: Random, code: str, by: Staff, first: date, last: date) -> Figure:
    unit, least, most, none = _QUARTERLY[code]
    if chance.random() < none:
        return _figure(by, code, unit, (first, last), 0, nil=True)
    value = chance.randint(least, most)
    if value < 100 or chance.random() < 0.6:
        return _figure(by, code, unit, (first, last), value)
    value = round(value, -2)
    if chance.random() < 0.2:
        return _figure(by, code, unit, (first, last), value, value_high=Decimal(value + 200), bound=Bound.ABOUT)
    return _figure(by, code, unit, (first, last), value, bound=chance.choice(_ROUNDED))


def _figure(by: Staff, code: str, unit: str, period: tuple[date, date], value: int, **facts: Any) -> Figure:
    area, province = facts.pop("area_id", by.province_id), facts.pop("province_id", by.province_id)
    return Figure(
        world=by.world,
        province_id=province,
        area_id=area,
        body_id=by.body_id,
        indicator_id=code,
        value=Decimal(value),
        unit=unit,
        happened_from=period[0],
        happened_to=period[1],
        recorded_by_id=by.post_id,
        **facts,
    )
