"""What a map shows of each area: a number or a level, what lies behind it, and what could not be put on the map."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vongtay.cases.queries import count_abroad, count_persons, held_counts
from vongtay.common.access import Staff
from vongtay.common.ages import default_bands
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import Amount, add_up, roll_up
from vongtay.programme.queries import risk_areas
from vongtay.programme.states.documents import RiskLevel
from vongtay.reports.grids import Number, counted
from vongtay.reports.holding import added, told_or_held
from vongtay.reports.queries import Map
from vongtay.reports.views.boards.chosen import Chosen
from vongtay.reports.views.boards.persons import held_words
from vongtay.reports.views.boards.work import told

MEASURES: dict[str, str | Promise] = {
    "received": gettext_lazy("Persons received"), "home": gettext_lazy("Province of origin of persons received"),
    "abroad": gettext_lazy("Residents abroad"), "risk": gettext_lazy("Risk as judged"), "indicator": gettext_lazy("A figure of the programme"),
}  # fmt: skip
HELD_BY = {"received": "place", "home": "home", "abroad": "abroad"}  # the dimension of each count of persons
OF_COUNTRY = frozenset({"home"})  # shown on the map of the country; the others on that of the province


@dataclass
class Measured:
    """The number of each area, and those that belong to none of them, by why."""

    areas: dict[int, Number] = field(default_factory=dict)
    apart: dict[str, Number] = field(default_factory=dict)


def measured(measure: str, staff: Staff, chosen: Chosen, on: Map, indicator: Indicator | None) -> Measured:
    """Give what a map shows. Counts of persons are held back where the role may not see small ones."""
    if measure == "risk":
        return _risk(staff, chosen, on)
    if measure == "indicator":
        return _figures(staff, chosen, on, indicator)
    if chosen.k:
        return _held(chosen, on, HELD_BY[measure])
    counts, url = {"received": _received, "home": _home, "abroad": _abroad}[measure](chosen)
    return _placed(on, counts, url)


Counts = dict[int | None, int]
Url = Callable[[int], str]


def _received(chosen: Chosen) -> tuple[Counts, Url]:
    return _persons(chosen, "place"), lambda place: chosen.behind_url(area_id=place)


def _home(chosen: Chosen) -> tuple[Counts, Url]:
    return _persons(chosen, "home"), lambda place: chosen.url("ways", origin=place)


def _persons(chosen: Chosen, by: Literal["place", "home"]) -> Counts:
    """Count those received by where they were received, or where they are from."""
    cells = count_persons(
        area_id=chosen.area.pk, periods=[chosen.period], by=(by, "route", "sex"), bands=default_bands(), as_known_on=chosen.question.as_known_on
    )  # fmt: skip
    counts: Counts = defaultdict(int)
    for cell in cells:
        if chosen.route in {"", cell.route} and chosen.sex in {"", cell.sex}:
            counts[cell.place_id if by == "place" else cell.home_id] += cell.n
    return counts


def _abroad(chosen: Chosen) -> tuple[Counts, Url]:
    counts: Counts = defaultdict(int)
    for cell in count_abroad(area_id=chosen.area.pk, periods=[chosen.period], as_known_on=chosen.question.as_known_on):
        if cell.stage == "abroad":
            counts[cell.place_id] += cell.n
    return counts, lambda place: abroad_url(chosen, place)


def abroad_url(chosen: Chosen, place: int) -> str:
    """Give the address of the entries behind a number of residents abroad."""
    where = {
        "area_id": place,
        "calendar": chosen.period.calendar.value,
        "period": chosen.period.code,
        "stage": "abroad",
    }
    return reverse("reports:behind_abroad", kwargs=where)


def _on(on: Map, place: int | None) -> int | str:
    """Give the area of the map in which a recorded place lies; else why there is none."""
    return _("Not known") if place is None else on.area_of.get(place, _("In units that this map does not show"))


def _placed(on: Map, counts: Counts, url: Url) -> Measured:
    """Put counts on the map: what nobody knows, and what stands in units that the map doesn't have, stands beside it."""
    parts: dict[int | str, int] = defaultdict(int)
    for place, n in counts.items():
        parts[_on(on, place)] += n
    found = Measured()
    for where, n in parts.items():
        if isinstance(where, int):
            found.areas[where] = counted(n, url(where) if where in on.is_today else "")
        else:
            found.apart[where] = counted(n)
    return found


def _held(chosen: Chosen, on: Map, dimension: str) -> Measured:
    """Put what a role that may not see small counts is told on the map: of an area in which something is held back, nothing."""
    told = held_counts(area_id=chosen.area.pk, year=chosen.period.year, by=(dimension,))[dimension]
    if told.whole is None:
        return Measured(dict.fromkeys(on.names, Number(None, held_words())))
    parts: dict[int | str, list[int | None]] = defaultdict(list)
    for key, n in told.parts.items():
        parts[_on(on, None if key == "?" else int(key))].append(n)
    found = Measured()
    for where, counts in parts.items():
        number = told_or_held(added(counts), held_words())
        if isinstance(where, int):
            found.areas[where] = number
        else:
            found.apart[where] = number
    return found


def _risk(staff: Staff, chosen: Chosen, on: Map) -> Measured:
    found = Measured()
    for one in risk_areas(staff, chosen.period, area_id=chosen.area.pk, as_known_on=chosen.question.as_known_on):
        level, key = str(RiskLevel(one.row.level).label), _("key area")
        words = f"{level} ({key})" if one.row.is_key else level
        number = Number(one.row.level, words, reverse("programme:risk_area", args=[one.row.area_id]))
        area = on.area_of.get(one.row.area_id)
        if area is None:
            found.apart[one.row.area.full_name] = number
        else:
            found.areas[area] = number
    return found


def _figures(staff: Staff, chosen: Chosen, on: Map, indicator: Indicator | None) -> Measured:
    found = Measured()
    if indicator is None:
        return found
    cells = roll_up(
        staff,
        area_id=chosen.area.pk,
        period=chosen.period,
        indicators=[indicator],
        as_known_on=chosen.question.as_known_on,
    )
    parts: dict[int | None, list[Amount]] = defaultdict(list)
    for cell in cells:
        parts[on.area_of.get(cell.area_id)].append(cell.amount)
    for area, amounts in parts.items():
        number = told(chosen, indicator, add_up(amounts), area_id=area if area in on.is_today else None)
        if area is None:
            found.apart[_("Told of the whole province, or of units that this map does not show")] = number
        else:
            found.areas[area] = number
    return found
