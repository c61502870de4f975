"""Working days in Việt Nam: weekends, public holidays with Tết, swap days, and rows for decrees still to come."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import holidays

from vongtay.law.schema import shipped_days
from vongtay.law.shapes import DayRow

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@cache
def _public_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Give the days off and the make-up working days of a year as the calendar library knows them."""
    known = holidays.country_holidays("VN", years=year)
    return frozenset(known), frozenset(day for day in known.weekend_workdays if day.year == year)


class Calendar:
    """Which days are worked. Rows given here win over the shipped rows, those over the calendar library."""

    def __init__(self, rows: Iterable[DayRow] = ()) -> None:
        self._rows = {row.on: row.working for row in (*shipped_days(), *rows)}

    def is_working_day(self, day: date) -> bool:
        """Tell whether state offices work on the day."""
        if (entered := self._rows.get(day)) is not None:
            return entered
        off, made_up = _public_days(day.year)
        return day in made_up or (day.weekday() < SATURDAY and day not in off)

    def names(self, year: int) -> dict[date, str]:
        """Give the names of the public holidays of a year, as the calendar library has them."""
        return dict(holidays.country_holidays("VN", years=year, language="vi"))

    def on_or_after(self, day: date) -> date:
        """Give the day itself if it is worked, else the next one that is."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def after(self, day: date, count: int) -> date:
        """Give the working day that is `count` working days after the day; the day itself is not counted."""
        for _ in range(count):
            day = self.on_or_after(day + ONE_DAY)
        return day

    def count_between(self, first: date, last: date) -> int:
        """Give how many working days lie after `first`, up to and with `last`."""
        return sum(self.is_working_day(first + ONE_DAY * step) for step in range(1, (last - first).days + 1))


@cache
def shipped_calendar() -> Calendar:
    """Give the calendar without an installation's own rows."""
    return Calendar()
