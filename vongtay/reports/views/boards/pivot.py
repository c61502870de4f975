"""A table of one's own, counted: persons from cases, figures of the programme from claims, by one or two dimensions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.models import Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import province_today
from vongtay.cases.queries import PersonCell, count_persons, held_counts
from vongtay.cases.states import State
from vongtay.common.access import Staff
from vongtay.common.ages import default_bands
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import Amount, SpanCell, add_up, roll_up_each
from vongtay.reports import counting, queries
from vongtay.reports.compile import plain
from vongtay.reports.counting import STATES, Status
from vongtay.reports.forms.tables import BY_LABELS, STATUS_LABELS
from vongtay.reports.grids import Grid, Line, Number, counted
from vongtay.reports.holding import added, one_way
from vongtay.reports.pivots import TIMES, By, Spans, spans_of
from vongtay.reports.queries import Question
from vongtay.reports.views.asked import indicator_name, number_url, row_label, words_of
from vongtay.reports.views.boards.persons import STATUS_WORDS, codes_of, held_words

FIELD = {By.AREA: "place_id", By.ROUTE: "route", By.SEX: "sex", By.AGE: "band", By.STATUS: "state", By.HOME: "home_id"}
SPLIT = {By.AREA: "place", By.ROUTE: "route", By.SEX: "sex", By.AGE: "band", By.STATUS: "state", By.HOME: "home"}
HELD_BY = SPLIT | {By.STATUS: "status"} | dict.fromkeys(TIMES, "month")  # where small counts are held back
STATUS_OF = {State(state): status for status in STATUS_WORDS for state in STATES[status]}
ALL = ""


@dataclass(frozen=True)
class Wanted:
    """A table as asked for, read and checked."""

    question: Question
    what: str
    rows: By
    columns: By | None
    k: int | None = None

    @property
    def status(self) -> Status | None:
        """Which persons; None for figures of the programme."""
        return Status(self.what) if self.what in set(Status) else None

    @property
    def asked(self) -> tuple[By, ...]:
        """The dimensions, rows first."""
        return (self.rows,) if self.columns is None else (self.rows, self.columns)

    @cached_property
    def spans(self) -> Spans:
        """The spans counted; each cell asks for them."""
        return spans_of(self.question.period, self.asked)

    @property
    def of_country(self) -> bool:
        """Whether areas are the provinces of the country."""
        return self.question.area.pk == COUNTRY

    def query(self) -> str:
        """Give the table as an address: what is saved of it."""
        period = self.question.period
        values = {
            "what": self.what, "rows": self.rows.value, "columns": self.columns.value if self.columns else "", "area": self.question.area.pk,
            "calendar": period.calendar.value, "first_year": period.first_year if period.first_year != period.year else "", "year": period.year,
            "part": period.code[4:] if period.first_year == period.year else "",
        }  # fmt: skip
        return urlencode({name: value for name, value in values.items() if value != ""})


Keys = dict[str, str]  # code of a row or column -> its name
Cells = dict[tuple[str, str], Number]


def grid_of(staff: Staff, wanted: Wanted) -> Grid:
    """Count a table."""
    if wanted.status:
        return _held(wanted) if wanted.k else _persons(wanted)
    return _figures(staff, wanted)


def _held(wanted: Wanted) -> Grid:
    """Give a table of persons to a role that may not see small counts: quarters are sums of the months that are shown, so that they tell no month."""
    by = HELD_BY[wanted.rows]
    told = held_counts(area_id=wanted.question.area.pk, year=wanted.question.period.year, by=(by,))[by]
    if wanted.rows in TIMES:
        parts = [
            (name, told.whole if wanted.rows is By.YEAR else added(told.part(str(month)) for month in range(span.first.month, span.last.month + 1)))
            for span, name in zip(wanted.spans.periods, wanted.spans.names, strict=True)
        ]  # fmt: skip
    else:
        parts = [(name, told.part(key)) for key, name in _keys(wanted.rows, wanted.spans, told.parts).items()]
    return one_way((str(BY_LABELS[wanted.rows]), str(STATUS_LABELS[Status.RECEIVED])), parts, told.whole, held_words())


def _persons(wanted: Wanted) -> Grid:
    question, spans = wanted.question, wanted.spans
    by = [SPLIT[one] for one in wanted.asked if one not in TIMES]
    if wanted.status is not Status.RECEIVED and "state" not in by:
        by.append("state")
    cells = count_persons(
        area_id=question.area.pk, periods=spans.periods, by=by, bands=default_bands(), as_known_on=question.as_known_on
    )
    kept = [
        cell
        for cell in cells
        if wanted.status is Status.RECEIVED or cell.state in STATES[wanted.status or Status.RECEIVED]
    ]
    sums: dict[tuple[str | None, str | None], int] = defaultdict(int)
    found: tuple[set[str], set[str]] = (set(), set())
    for cell in kept:
        row, column = (_key(one, cell, wanted.of_country) for one in (wanted.rows, wanted.columns))
        found[0].add(row)
        found[1].add(column)
        for place in ((row, column), (row, None), (None, column), (None, None)):
            sums[place] += cell.n
    rows, columns = (_keys(one, spans, found[at]) for at, one in enumerate((wanted.rows, wanted.columns)))
    links = _Links(wanted)
    return _grid(
        wanted, rows, columns, lambda row, column: counted(sums.get((row, column), 0), links.persons(row, column))
    )


def _key(by: By | None, cell: PersonCell, of_country: bool) -> str:  # as the table has it
    if by is None:
        return ALL
    if by in TIMES:
        return str(cell.nth)
    if by is By.STATUS:
        return STATUS_OF[State(str(cell.state))].value
    value = getattr(cell, FIELD[by])
    if by is By.AREA and of_country and value is not None:
        value = province_today(value) or COUNTRY
    return "?" if value is None else str(value)


def _keys(by: By | None, spans: Spans, found: Iterable[str]) -> Keys:
    """Give the rows or columns of a dimension with their names, in their order."""
    if by is None:
        return {ALL: ""}
    if by in TIMES:
        return {str(nth): name for nth, name in enumerate(spans.names, 1)}
    if by in {By.ROUTE, By.SEX, By.AGE}:
        split = counting.By(by.value)
        return {code: row_label(split, code) for code in codes_of(split, found)}
    if by is By.STATUS:
        return {status.value: str(words) for status, words in STATUS_WORDS.items()}
    return _places(set(found))


def _places(found: set[str]) -> Keys:
    rows = Place.objects.filter(pk__in=[int(key) for key in found - {"?"}]).order_by("-level", "sort_key")
    named = {str(row.pk): row.full_name for row in rows}
    return named | ({"?": _("Not known")} if "?" in found else {})


def _grid(wanted: Wanted, rows: Keys, columns: Keys, number: Callable[[str | None, str | None], Number]) -> Grid:
    """Give rows by columns with their sums, each from its own parts."""
    heads = tuple(columns.values()) if wanted.columns else (_name(wanted),)
    together = (pgettext("table", "Together"),) if wanted.columns else ()
    lines = tuple(
        Line(name, (*(number(row, column) for column in columns), *((number(row, None),) if wanted.columns else ()))) for row, name in rows.items()
    )  # fmt: skip
    sums = (*(number(None, column) for column in columns), *((number(None, None),) if wanted.columns else ()))
    return Grid((str(BY_LABELS[wanted.rows]), *heads, *together), lines, sums)


def _name(wanted: Wanted) -> str:
    return str(STATUS_LABELS[wanted.status]) if wanted.status else indicator_name(Indicator.objects.get(pk=wanted.what))


def title_of(wanted: Wanted) -> str:
    """Name a table by what it holds."""
    dimensions = " × ".join(str(BY_LABELS[one]) for one in wanted.asked)
    return f"{_name(wanted)}: {dimensions}"


@dataclass(frozen=True)
class _Links:
    """The addresses behind the numbers of a table."""

    wanted: Wanted

    def persons(self, row: str | None, column: str | None) -> str:
        """Give the codes behind a number of persons; none behind an origin, or where nobody knows the area."""
        of = {} if self.wanted.status is Status.RECEIVED else {"status": self.wanted.what}
        for by, key in ((self.wanted.rows, row), (self.wanted.columns, column)):
            if by is None or key is None or by in TIMES or by is By.AREA:
                continue
            if by is By.HOME:
                return ""
            of[by.value] = key
        page = self._page("behind", row, column)
        return f"{page}?{urlencode(of)}" if of and page else page

    def claims(self, row: str, column: str) -> str:
        """Give the claims behind a figure; none behind what one body says alone, or where small counts are held back."""
        if self.wanted.k or By.BODY in self.wanted.asked:
            return ""
        return self._page("claims", row, column, self.wanted.what)

    def _page(self, name: str, row: str | None, column: str | None, code: str = "") -> str:
        """Give the page about the span and the area of a cell; none of several years, or of a unit of former times."""
        period, area = self.wanted.question.period, self.wanted.question.area.pk
        for by, key in ((self.wanted.rows, row), (self.wanted.columns, column)):
            if by in TIMES and key is not None:
                period = self.wanted.spans.periods[int(key) - 1]
            elif by is By.AREA and key is not None:
                area = int(key)
        if ".." in period.code or area < FIRST_OF_TODAY:
            return ""
        return number_url(name, area, period.calendar.value, period.code, code)


FIRST_OF_TODAY = 2_000_000  # numbers of places begin with their structure (agencies/places/units.py)


def _figures(staff: Staff, wanted: Wanted) -> Grid:
    question, spans = wanted.question, wanted.spans
    indicator = Indicator.objects.get(pk=wanted.what)
    bodies: list[UUID | None] = [None]
    named: Keys = {}
    if By.BODY in wanted.asked:
        named = {str(body.pk): body.short_name for body in queries.bodies_telling(staff, question, indicator)}
        bodies = [UUID(key) for key in named]
    cells = roll_up_each(
        staff, area_id=question.area.pk, periods=spans.periods, indicators=[indicator], bodies=bodies, as_known_on=question.as_known_on,
        by_area=By.AREA in wanted.asked,
    )  # fmt: skip
    parts: dict[tuple[str, str], list[Amount]] = defaultdict(list)
    for one in cells:
        row, column = (_figure_key(by, one, wanted.of_country) for by in (wanted.rows, wanted.columns))
        parts[row, column].append(one.cell.amount)
    found = [{key[at] for key in parts} for at in (0, 1)]
    rows, columns = (
        _figure_keys(by, spans, there, named) for by, there in zip((wanted.rows, wanted.columns), found, strict=True)
    )
    heads = tuple(columns.values()) if wanted.columns else (f"{indicator_name(indicator)} ({indicator.unit})",)
    links = _Links(wanted)
    lines = tuple(
        Line(name, tuple(_amount(add_up(parts.get((row, column), ())), links, row, column) for column in columns)) for row, name in rows.items()
    )  # fmt: skip
    return Grid((str(BY_LABELS[wanted.rows]), *heads), lines, _sums(wanted, rows, columns, parts))


def _figure_key(by: By | None, one: SpanCell, of_country: bool) -> str:  # as the table has it
    if by is None:
        return ALL
    if by in TIMES:
        return str(one.nth)
    if by is By.BODY:
        return str(one.body_id)
    return str((province_today(one.cell.area_id) or COUNTRY) if of_country else one.cell.area_id)


def _figure_keys(by: By | None, spans: Spans, found: set[str], bodies: Keys) -> Keys:
    if by is By.BODY:
        return {key: name for key, name in bodies.items() if key in found}
    return _keys(by, spans, found)


def _amount(amount: Amount | None, links: "_Links", row: str, column: str) -> Number:
    if amount is None:
        return Number(None, "")
    return Number(plain(amount.value), words_of(amount), links.claims(row, column))


def _sums(wanted: Wanted, rows: Keys, columns: Keys, parts: Any) -> tuple[Number, ...]:
    """Add areas, which hold each figure once; months hold less than their year, and bodies may tell the same event, so these have no sum."""
    if wanted.rows is not By.AREA or By.BODY in wanted.asked:
        return ()
    found: Sequence[Amount | None] = [
        add_up(amount for row in rows for amount in parts.get((row, column), ())) for column in columns
    ]
    return tuple(Number(None, "") if amount is None else Number(None, words_of(amount)) for amount in found)
