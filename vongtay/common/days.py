"""Days as people write them in Việt Nam, also days of which only the month or the year is known."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_YEAR, LAST_YEAR = 1900, 2100
ESTIMATE_MARGIN_YEARS = 2  # our own convention: an estimated day may be this far off, either way

Clock = Callable[[], datetime]


class DayError(ValueError):
    """A text or its parts are no day; the sentence says how to write one."""


class DatePrecision(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class PartialDate:
    """A day, or only its month, or only its year; `estimated` where it is somebody's guess.

    Errors: DayError if there is no such day, or a day without its month.
    """

    year: int
    month: int | None = None
    day: int | None = None
    estimated: bool = False

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise DayError(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
        if self.month is None:
            if self.day is not None:
                raise DayError("Có ngày thì phải có tháng.")
        elif not 1 <= self.month <= 12:
            raise DayError("Tháng phải từ 1 đến 12.")
        elif self.day is not None and not 1 <= self.day <= _days_in(self.year, self.month):
            raise DayError(f"Tháng {self.month}/{self.year} không có ngày {self.day}.")

    @property
    def precision(self) -> DatePrecision:
        """Tell how exactly the day is known."""
        if self.day:
            return DatePrecision.DAY
        return DatePrecision.MONTH if self.month else DatePrecision.YEAR

    @property
    def first(self) -> date:
        """The first day that is meant, taking an estimate at its word."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that is meant, taking an estimate at its word."""
        month = self.month or 12
        return date(self.year, month, self.day or _days_in(self.year, month))

    @property
    def earliest(self) -> date:
        """The first day that it can be; an estimate may be ESTIMATE_MARGIN_YEARS off."""
        return years_away(self.first, -ESTIMATE_MARGIN_YEARS) if self.estimated else self.first

    @property
    def latest(self) -> date:
        """The last day that it can be; an estimate may be ESTIMATE_MARGIN_YEARS off."""
        return years_away(self.last, ESTIMATE_MARGIN_YEARS) if self.estimated else self.last

    @property
    def is_likely_year_only(self) -> bool:
        """Tell whether this is 1 January, which papers often give for a birth of which only the year is known.

        Source: the linkage benchmark of standards.md, section 7: 01/01 is compared as a year only.
        """
        return self.month == 1 and self.day == 1

    @property
    def code(self) -> str:
        """The form to store: 1998-03-05, 1998-03 or 1998, with ~ after an estimate."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts) + ("~" if self.estimated else "")

    @classmethod
    def from_code(cls, code: str) -> Self:
        """Read what `code` gave. Errors: DayError."""
        match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(~?)", code)
        if not match:
            raise DayError(f"Mã ngày không đúng dạng: “{code}”.")
        month, day = (int(part) if part else None for part in match.group(2, 3))
        return cls(int(match[1]), month, day, bool(match[4]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Give a known day as a partial date."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """Say it as a person writes it: 05/03/1998, 3/1998, khoảng 1998."""
        if self.month is None:
            text = str(self.year)
        elif self.day is None:
            text = f"{self.month}/{self.year}"
        else:
            text = format_day(self.first)
        return f"khoảng {text}" if self.estimated else text


_D, _M, _Y = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>\d{4})"
_FORMS = [
    re.compile(form)
    for form in (
        rf"(?:ngày\s*)?{_D}\s*[/.\-]\s*{_M}\s*[/.\-]\s*{_Y}",
        rf"{_Y}-{_M}-{_D}",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})",
        rf"(?:ngày\s*)?{_D}\s+tháng\s+{_M}(?:,|\s)\s*năm\s+{_Y}",
        rf"(?:tháng\s*)?{_M}\s*[/.\-]\s*{_Y}",
        rf"{_Y}-{_M}",
        rf"tháng\s+{_M}(?:,|\s)\s*năm\s+{_Y}",
        rf"(?:năm\s+)?{_Y}",
    )
]
_ESTIMATE = re.compile(r"(?:khoảng|chừng|ước chừng|tầm|~)\s*")


def parse_partial(text: str) -> PartialDate:
    """Read a day, a month with its year, or a year, the way it is written in Việt Nam (day first).

    >>> parse_partial("5/3/1998"), parse_partial("khoảng năm 1998").code
    (PartialDate(year=1998, month=3, day=5, estimated=False), '1998~')

    Errors: DayError, also for years of two digits, which would have to be guessed.
    """
    plain = " ".join(text.lower().split())
    estimate = _ESTIMATE.match(plain)
    rest = plain[estimate.end() :] if estimate else plain
    for form in _FORMS:
        if match := form.fullmatch(rest):
            parts = {name: int(value) for name, value in match.groupdict().items()}
            return PartialDate(parts["year"], parts.get("month"), parts.get("day"), estimate is not None)
    raise DayError("Hãy ghi ngày như 05/03/1998; nếu chỉ biết tháng hoặc năm thì ghi 3/1998 hoặc 1998.")


def parse_day(text: str) -> date:
    """Read a whole day.

    >>> parse_day("05031998")
    datetime.date(1998, 3, 5)

    Errors: DayError if it is no day or not a whole one.
    """
    partial = parse_partial(text)
    if partial.day is None or partial.estimated:
        raise DayError("Cần đủ ngày, tháng, năm, ví dụ 05/03/2026.")
    return partial.first


def format_day(day: date) -> str:
    """Give a day as 05/03/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_long_day(day: date) -> str:
    """Give a day as official papers write it.

    >>> format_long_day(date(2026, 2, 5)), format_long_day(date(2026, 3, 15))
    ('ngày 05 tháng 02 năm 2026', 'ngày 15 tháng 3 năm 2026')

    Source: Decree 30/2020/NĐ-CP, Appendix I: days 1-9 and months 1-2 take a leading 0.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def now_by_machine() -> datetime:
    """Give the present moment: the clock of the running system."""
    return datetime.now(UTC)


def day_in_vietnam(moment: datetime) -> date:
    """Give the day in Việt Nam at a moment. Errors: ValueError if the moment names no time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no day.")
    return moment.astimezone(VIETNAM).date()


def today(clock: Clock = now_by_machine) -> date:
    """Give the present day in Việt Nam by this clock."""
    return day_in_vietnam(clock())


def years_away(day: date, years: int) -> date:
    """Give the same day in another year; 29 February becomes 28 where there is none."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, _days_in(year, day.month)))


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
