"""Figures one by one: whose they are, as known when, what they add up to and what was left out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import combinations, islice
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import above, within
from vongtay.common.access import Staff
from vongtay.common.periods import Period
from vongtay.indicators.models import Figure, Indicator
from vongtay.indicators.permissions import visible_to
from vongtay.indicators.rules import (
    Amount,
    SplitTotal,
    amount_of,
    covered,
    may_be_one,
    split_totals,
    tells_again,
    total,
)

DOUBTS = 20  # pairs shown at once


class LeftOut(StrEnum):
    """Why a figure of the period was not added. The first five are those of `Apart`."""

    PART = "part"
    REPEAT = "repeat"
    CHANGE = "change"
    RATE = "rate"
    RECEIVED = "received"
    NOT_ADDED = "not_added"  # figures of this indicator never are
    SAME_EVENT = "same_event"  # another figure tells the same event, and is surer or older
    COVERED = "covered"  # a wider figure contains it
    STRADDLES = "straddles"  # its days reach beyond the period


@dataclass
class Line:
    """What is known of one indicator: its total with bound, the figures in it, and those left out with the reason."""

    indicator: Indicator
    added: list[Figure] = field(default_factory=list)
    left_out: list[tuple[Figure, LeftOut]] = field(default_factory=list)

    @property
    def total(self) -> Amount | None:
        """The sum of the figures added; None where nothing could be added, which isn't nil."""
        return total(amount_of(figure) for figure in self.added)

    @property
    def splits(self) -> list[SplitTotal]:
        """The figures added, by sex and age where somebody says so; what is unknown stands beside."""
        return split_totals(self.added)

    @property
    def is_nil(self) -> bool:
        """Whether it is stated that there was none."""
        return bool(self.added) and all(figure.nil or figure.value == 0 for figure in self.added)

    @property
    def may_overlap(self) -> bool:
        """Whether two totals speak of the same area and days: perhaps both count the same. Of what was done, `pairs_in_doubt` asks."""
        told: dict[tuple[object, ...], set[object]] = defaultdict(set)
        for figure in (figure for figure in self.added if figure.is_total):
            told[figure.area_id, figure.happened_from, figure.happened_to].add((figure.source_id, figure.body_id))
        return any(len(sources) > 1 for sources in told.values())


def figures_as_known_on(staff: Staff, moment: datetime | None = None) -> QuerySet[Figure]:
    """The figures that `staff` may see and that stood at a moment; None is now."""
    figures = Figure.objects.filter(visible_to(staff), withdrawn=False)
    if moment is None:
        figures = figures.filter(replaced_at__isnull=True)
    else:
        figures = figures.filter(Q(replaced_at__isnull=True) | Q(replaced_at__gt=moment), recorded_at__lte=moment)
    return figures.select_related("indicator", "body", "area")


def figures_in(staff: Staff, *, area_id: int, period: Period, as_known_on: datetime | None = None) -> QuerySet[Figure]:
    """The figures of an area and all within it, former units that went into it among them, whose days touch a period."""
    inside = within(area_id)
    area = Q(province_id__in=inside) | Q(area_id__in=inside)
    days = Q(happened_from__lte=period.last, happened_to__gte=period.first)
    figures = figures_as_known_on(staff, as_known_on).filter(area, days)
    return figures.order_by("indicator_id", "happened_from", "recorded_at", "id")


def totals(staff: Staff, *, area_id: int, period: Period, as_known_on: datetime | None = None) -> list[Line]:
    """What is known of each indicator in an area and period, by code. An indicator that nobody spoke of has no line."""
    figures = figures_in(staff, area_id=area_id, period=period, as_known_on=as_known_on)
    # Indicators, bodies and areas are few: each is read once and shared, where a row of each beside every figure took four times the memory.
    shared = figures.select_related(None).prefetch_related("indicator", "body", "area")
    return lines_of(list(shared), period)


def lines_of(figures: list[Figure], period: Period) -> list[Line]:
    """Sort figures into lines: added, or left out with the reason."""
    by_indicator: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_indicator[figure.indicator_id].append(figure)
    return [_line(rows, period) for _code, rows in sorted(by_indicator.items())]


def _line(figures: list[Figure], period: Period) -> Line:
    line = Line(figures[0].indicator)
    candidates = []
    for figure in figures:
        if reason := _why_apart(figure, period):
            line.left_out.append((figure, reason))
        else:
            candidates.append(figure)
    again = tells_again(candidates)
    once = [figure for figure in candidates if figure.pk not in again]
    # A total of the country holds what its provinces told, where the country is asked for: else it isn't among the figures.
    inside = covered(
        once, {figure.area_id: above(figure.area_id) | {COUNTRY} for figure in once if figure.area_id != COUNTRY}
    )
    for figure in candidates:
        if figure.pk in again:
            line.left_out.append((figure, LeftOut.SAME_EVENT))
        elif figure.pk in inside:
            line.left_out.append((figure, LeftOut.COVERED))
        else:
            line.added.append(figure)
    return line


def _why_apart(figure: Figure, period: Period) -> LeftOut | None:
    if figure.apart:
        return LeftOut(figure.apart)
    if figure.happened_from < period.first or figure.happened_to > period.last:
        return LeftOut.STRADDLES
    # That there was none can be said of what can't be added, too.
    if not figure.indicator.adds_up and not figure.nil:
        return LeftOut.NOT_ADDED
    return None


def pairs_in_doubt(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Give the pairs of one indicator's figures that may tell one event and that nobody has judged, at most DOUBTS of them."""
    by_area: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_area[figure.area_id].append(figure)
    pairs = (pair for rows in by_area.values() for pair in combinations(rows, 2) if may_be_one(*pair))
    return list(islice(pairs, DOUBTS))


def figure_of(staff: Staff, figure_id: UUID) -> Figure:
    """One figure, standing or replaced. Figure.DoesNotExist both when there is none and when `staff` may not see it."""
    related = ("indicator", "body", "area", "recorded_by__user", "recorded_by__body")
    return Figure.objects.filter(visible_to(staff)).select_related(*related).get(pk=figure_id)


_CHAIN = """
with recursive back(id, replaces_id) as (
    select id, replaces_id from indicators_figure where id = %s
    union select f.id, f.replaces_id from indicators_figure f join back on f.id = back.replaces_id
), forth(id) as (
    select id from back union select f.id from indicators_figure f join forth on f.replaces_id = forth.id
) select id from forth
"""


def history_of(figure: Figure) -> list[Figure]:
    """Give what was claimed instead of this figure before and after, newest first, itself among them."""
    with connection.cursor() as cursor:
        cursor.execute(_CHAIN, [figure.pk])
        ids = [row[0] for row in cursor.fetchall()]
    related = ("indicator", "recorded_by__user", "recorded_by__body")
    chain = {row.replaces_id: row for row in Figure.objects.filter(pk__in=ids).select_related(*related)}
    ordered: list[Figure] = []
    last: UUID | None = None
    while (row := chain.get(last)) is not None and len(ordered) < len(chain):
        ordered.append(row)
        last = row.pk
    return ordered[::-1]
