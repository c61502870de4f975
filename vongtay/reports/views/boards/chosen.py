"""What a board is narrowed to: area, calendar, period, route, sex, one indicator; all of it stands in the address."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import lru_cache
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from vongtay.agencies.models import Place
from vongtay.agencies.queries import small_count_of
from vongtay.cases.states import Route
from vongtay.common.access import Staff
from vongtay.common.days import VIETNAM, today
from vongtay.common.periods import Calendar, Kind, Period, PeriodError, month_of, parse_period, period_holding, year_of
from vongtay.common.requests import whole_number
from vongtay.people.models import Sex
from vongtay.reports.counting import Slice
from vongtay.reports.forms import FIRST_YEAR
from vongtay.reports.queries import Question, area_of, mandates_of, outermost
from vongtay.reports.views.asked import known_of, number_url

MONTHS = {Kind.MONTH: 1, Kind.QUARTER: 3, Kind.HALF: 6, Kind.NINE_MONTHS: 9, Kind.YEAR: 12}


@lru_cache(maxsize=20_000)
def _encoded(*values: tuple[str, Any]) -> str:
    """Give values as an address has them, without the empty ones; a board has hundreds of addresses, and the same ones the next time."""
    return urlencode({name: value for name, value in values if value not in {"", None}})


@lru_cache(maxsize=256)
def _page(name: str, *args: str) -> str:
    return reverse(f"reports:{name}", args=args)


@dataclass(frozen=True)
class Chosen:
    """The question of a board, and what it is narrowed to besides."""

    question: Question
    route: str = ""
    sex: str = ""
    indicator: str = ""
    known: str = ""
    k: int | None = None  # counts below it are held back for whoever asks; None: none are

    @property
    def area(self) -> Place:
        """The area counted."""
        return self.question.area

    @property
    def period(self) -> Period:
        """The period counted."""
        return self.question.period

    @property
    def months(self) -> tuple[Period, ...]:
        """The months of the period, in its calendar."""
        last = self.period.last.month
        first = last - MONTHS[self.period.kind] + 1
        return tuple(month_of(self.period.year, month, self.period.calendar) for month in range(first, last + 1))

    @property
    def narrowed(self) -> Slice:
        """Which persons are meant."""
        return Slice(route=self.route, sex=self.sex)

    def query(self, **changes: Any) -> str:
        """Give the address of the same choice, changed."""
        values: dict[str, Any] = {
            "area": self.area.pk, "calendar": self.period.calendar.value, "year": self.period.year, "part": self.period.code[4:],
            "route": self.route, "sex": self.sex, "indicator": self.indicator, "known": self.known,
        }  # fmt: skip
        return _encoded(*(values | changes).items())

    def url(self, name: str, *args: str, **changes: Any) -> str:
        """Give the address of a page of boards about the same choice."""
        return f"{_page(name, *args)}?{self.query(**changes)}"

    def behind_url(
        self, period: Period | None = None, area_id: int | None = None, of: dict[str, str] | None = None
    ) -> str:
        """Give the address of the codes behind a number of persons."""
        period = period or self.period
        query: dict[str, str] = {"route": self.route, "sex": self.sex, "known": self.known} | (of or {})
        page = number_url("behind", area_id or self.area.pk, period.calendar.value, period.code)
        return f"{page}?{_encoded(*query.items())}"

    @property
    def matrix_url(self) -> str:
        """The address of the figures of the programme by commune."""
        return number_url("matrix", self.area.pk, self.period.calendar.value, self.period.code)

    def of_period(self, period: Period) -> "Chosen":
        """Give the same choice of another period."""
        return replace(self, question=replace(self.question, period=period))


def chosen_of(asked: Any, staff: Staff) -> Chosen | None:
    """Read the choice of an address. What it does not name, or names wrongly, is the first mandate and this year; None without a mandate."""
    mandates = mandates_of(staff)
    if not mandates:
        return None
    k = small_count_of(staff)
    if k is not None:
        return _held(asked, outermost(mandates), k)
    period = _period(asked)
    area = mandates[0].area
    wanted = whole_number(asked.get("area", ""))
    if wanted is not None:
        try:
            area = area_of(staff, wanted, period)
        except Place.DoesNotExist:
            area = mandates[0].area
    route, sex, known = (asked.get(name, "") for name in ("route", "sex", "known"))
    told = known_of(known)
    return Chosen(
        Question(area, period, told.moment), route if route in Route.values else "", sex if sex in Sex.values else "", asked.get("indicator", "")[:40], "" if told.is_wrong else known
    )  # fmt: skip


def chosen_or_404(asked: Any, staff: Staff) -> Chosen:
    """Read the choice of an address, where without a mandate there is nothing to give."""
    chosen = chosen_of(asked, staff)
    if chosen is None:
        raise Http404
    return chosen


def _held(asked: Any, areas: list[Place], k: int) -> Chosen:
    """Read the choice of a role that may not see small counts: whole years of one calendar, whole mandates, as known when the month began.

    What could be compared with anything narrower, or with yesterday, would tell the difference, which may be one person.
    """
    year = asked.get("year", "")
    now = today()
    chosen = int(year) if re.fullmatch(r"[12]\d{3}", year) and FIRST_YEAR <= int(year) <= now.year else now.year
    by_id = {str(area.pk): area for area in areas}
    began = datetime.combine(now.replace(day=1), time.min, VIETNAM)
    question = Question(by_id.get(asked.get("area", ""), areas[0]), year_of(chosen, Calendar.STATISTICAL), began)
    return Chosen(question, indicator=asked.get("indicator", "")[:40], k=k)


def _period(asked: Any) -> Period:
    now = period_holding(today(), Kind.YEAR, Calendar.STATISTICAL)
    calendar, year, part = asked.get("calendar", ""), asked.get("year", ""), asked.get("part", "")
    try:
        calendar = Calendar(calendar or Calendar.STATISTICAL)
        found = parse_period(f"{year or now.year}{part}", calendar)
    except (PeriodError, ValueError):
        return now
    return found if found.kind in MONTHS else now
