"""Origin, transit, destination: how many were taken which way, as a flow, as a table and as a file; behind it the codes within one's grants."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.cases.countries import country_name
from vongtay.cases.queries import Way, count_ways, held_counts, ways_behind
from vongtay.common.charts import Flow, flows
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.reports import queries
from vongtay.reports.grids import Grid, Line, counted
from vongtay.reports.holding import one_way
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import allowed_or_404
from vongtay.reports.views.boards.board import export, filters_of, places_of
from vongtay.reports.views.boards.chosen import Chosen, chosen_of, chosen_or_404
from vongtay.reports.views.boards.drawing import Sheet, drawn
from vongtay.reports.views.boards.persons import caption, held_note, held_words

SHOWN = 6  # places of a stage that are drawn by name; the table has all of them
MOST_ROWS = 60
UNKNOWN = "?"


@dataclass(frozen=True)
class Named:
    """A way with its three places as keys: a country, a province as `VN:` and its number, `?` where nobody knows."""

    origin: str
    transit: str
    destination: str
    n: int


def named(way: Way) -> Named:
    """Give the keys of a way."""
    return Named(
        _key(way.origin, way.origin_province_id), _key(way.transit, None), _key(way.destination, way.destination_province_id), way.n
    )  # fmt: skip


def _key(code: str | None, province: int | None) -> str:
    return UNKNOWN if code in {None, "unknown"} else f"{code}:{province}" if province else str(code)


def names_of(keys: Iterable[str]) -> Callable[[str], str]:
    """Give what names keys for people."""
    provinces = queries.names_of_places(sorted({number for key in keys if (number := _province(key))}))

    def name(key: str) -> str:
        if key == UNKNOWN:
            return _("Not known")
        return provinces.get(_province(key)) or country_name(key.partition(":")[0]) or key[:40]

    return name


def _province(key: str) -> int:
    """Give the number of the province in a key; 0 where there is none."""
    number = key.partition(":")[2]
    return whole_number(number) or 0


STAGES: tuple[tuple[str, Any], ...] = (
    ("origin", lambda: pgettext("way", "Origin")), ("transit", lambda: pgettext("way", "Transit")), ("destination", lambda: pgettext("way", "Destination")),
)  # fmt: skip


def narrowed(ways: Iterable[Named], asked: Any) -> list[Named]:
    """Leave the ways of the address: by their places, which it gives as keys; an origin also by the number of its province."""
    origin, transit, destination = (asked.get(name, "") for name, _words in STAGES)
    return [
        way for way in ways
        if (not origin or way.origin in {origin, f"VN:{origin}"}) and transit in {"", way.transit} and destination in {"", way.destination}
    ]  # fmt: skip


def _joined(ways: Iterable[Named]) -> list[Named]:
    """Add alike ways, the most frequent first."""
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for way in ways:
        found[way.origin, way.transit, way.destination] += way.n
    return [Named(*key, n) for key, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def sheet_of(chosen: Chosen, ways: Sequence[Named], asked: Any) -> Sheet:
    """Give the table of ways."""
    name = names_of(key for way in ways for key in (way.origin, way.transit, way.destination))
    lines = tuple(
        Line(f"{name(way.origin)} → {name(way.transit)} → {name(way.destination)}",
             (counted(way.n, chosen.url("ways_behind", origin=way.origin, transit=way.transit, destination=way.destination)),))
        for way in ways[:MOST_ROWS]
    )  # fmt: skip
    rest = sum(way.n for way in ways[MOST_ROWS:])
    lines += (Line(_("Other ways"), (counted(rest),)),) if rest else ()
    kept = {field: asked.get(field, "") for field, _words in STAGES}
    return Sheet(
        "ways", _("Ways"), Grid((_("Origin → transit → destination"), _("Persons received")), lines, (counted(sum(way.n for way in ways)),)),
        source=_("codes of cases in this system"), period=caption(chosen), csv_url=chosen.url("ways_csv", **kept),
        note=_("Several places of one kind in a case: its main one, or the first on the way."),
    )  # fmt: skip


def _of_stage(ways: Sequence[Named], field: str) -> dict[str, int]:
    """Count the persons by the places of one stage."""
    found: dict[str, int] = defaultdict(int)
    for way in ways:
        found[getattr(way, field)] += way.n
    return found


def held_sheets(chosen: Chosen) -> list[Sheet]:
    """Give each stage alone to a role that may not see small counts: two stages together would tell more than both."""
    told = held_counts(area_id=chosen.area.pk, year=chosen.period.year, by=[field for field, _words in STAGES])
    name = names_of(key for one in told.values() for key in one.parts)
    made = []
    for field, words in STAGES:
        parts = sorted(((name(key), n) for key, n in told[field].parts.items()), key=lambda part: part[0])
        grid = one_way((words(), _("Persons received")), parts, told[field].whole, held_words())
        made.append(Sheet(field, words(), grid, "rows", source=_("codes of cases in this system"), period=caption(chosen), note=held_note(chosen.k or 0),
                          csv_url=chosen.url("ways_csv", stage=field), held=held_words()))  # fmt: skip
    return made


def drawing_of(ways: Sequence[Named]) -> SafeString:
    """Draw the ways as a flow: the most frequent places by name, the others together, the unknown as itself."""
    name = names_of(key for way in ways for key in (way.origin, way.transit, way.destination))
    columns = []
    for field, words in STAGES:
        found = _of_stage(ways, field)
        first = [key for key, _n in sorted(found.items(), key=lambda item: (-item[1], item[0])) if key != UNKNOWN][
            :SHOWN
        ]
        columns.append((words(), first))
    others = _("Others")

    def place(stage: int, key: str) -> str:
        return name(key) if key in columns[stage][1] or key == UNKNOWN else others

    found_flows: dict[tuple[str, str, str], int] = defaultdict(int)
    for way in ways:
        found_flows[place(0, way.origin), place(1, way.transit), place(2, way.destination)] += way.n
    last = (others, _("Not known"))
    parts = tuple(
        Flow(places, n)
        for places, n in sorted(found_flows.items(), key=lambda item: tuple((one in last, one) for one in item[0]))
    )
    return _drawn(_("Ways from origin to destination"), tuple(head for head, _first in columns), parts, last)


@lru_cache(maxsize=128)
def _drawn(title: str, heads: tuple[str, ...], parts: tuple[Flow, ...], last: tuple[str, ...]) -> SafeString:
    return flows(title, heads, parts, last)


def _ways(chosen: Chosen) -> list[Named]:
    return [
        named(way)
        for way in count_ways(area_id=chosen.area.pk, period=chosen.period, as_known_on=chosen.question.as_known_on)
    ]


@staff_only
def show_ways(request: StaffRequest) -> HttpResponse:
    """Show on which ways those received were taken."""
    allowed_or_404(request.staff, Act.READ_BOARDS)
    chosen = chosen_of(request.GET, request.staff)
    if chosen is None:
        return render(request, "reports/boards/ways.html", {"chosen": None})
    context: dict[str, Any] = {
        "chosen": chosen, "places": places_of(chosen), "filters": filters_of(request.staff, chosen, queries.in_order_of_report(), "none"),
        "all_url": chosen.url("ways"),
    }  # fmt: skip
    if chosen.k:
        sheets = held_sheets(chosen)
        context |= {"is_empty": sheets[0].grid.sums[0].value == 0, "panels": [drawn(sheet) for sheet in sheets]}
        return render(request, "reports/boards/ways.html", context)
    ways = _joined(narrowed(_ways(chosen), request.GET))
    context |= {
        "is_empty": not ways, "is_narrowed": any(request.GET.get(field) for field, _words in STAGES),
        "panels": [drawn(sheet_of(chosen, ways, request.GET))], "flow": drawing_of(ways) if ways else "",
    }  # fmt: skip
    return render(request, "reports/boards/ways.html", context)


@staff_only
def download_ways(request: StaffRequest) -> HttpResponse:
    """Give the table of ways as CSV; the export is logged."""
    allowed_or_404(request.staff, Act.EXPORT_BOARDS)
    chosen = chosen_or_404(request.GET, request.staff)
    if chosen.k:
        sheets = {sheet.key: sheet for sheet in held_sheets(chosen)}
        return export(request, sheets.get(request.GET.get("stage", ""), sheets["origin"]), chosen)
    return export(request, sheet_of(chosen, _joined(narrowed(_ways(chosen), request.GET)), request.GET), chosen)


@staff_only
def show_behind(request: StaffRequest) -> HttpResponse:
    """Show the codes behind a way: the number follows the mandate, the codes follow the grants."""
    allowed_or_404(request.staff, Act.OPEN_ROWS)
    chosen = chosen_or_404(request.GET, request.staff)
    if chosen.k:
        raise Http404
    total = sum(way.n for way in narrowed(_ways(chosen), request.GET))
    rows = ways_behind(area_id=chosen.area.pk, period=chosen.period, as_known_on=chosen.question.as_known_on)
    codes = [code for code, way in rows if narrowed([named(way)], request.GET)]
    name = names_of(request.GET.get(field, "") for field, _words in STAGES)
    words = " → ".join(name(request.GET[field]) for field, _words in STAGES if request.GET.get(field))
    context = {
        "chosen": chosen,
        "total": total,
        "codes": codes,
        "outside": total - len(codes),
        "words": words,
        "back": chosen.url("ways"),
    }
    return render(request, "reports/boards/behind.html", context)
