"""What every page of a report has in common: who may, about what, and the address of each number."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language

from vongtay.agencies.models import Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import require_exact_counts
from vongtay.cases.states import Route
from vongtay.common.access import Staff, may
from vongtay.common.ages import default_bands
from vongtay.common.periods import CALENDAR_LABELS, Calendar, PeriodError, parse_period
from vongtay.common.templatetags.vietnam import vi_bound, vi_number
from vongtay.indicators.models import Figure, Indicator, SourceKind
from vongtay.indicators.queries import Amount
from vongtay.people.models import Sex
from vongtay.reports.compile import plain
from vongtay.reports.counting import By, Counts, Status
from vongtay.reports.forms import moment_of
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import Question, area_of

# Open to a role that may not see small counts: what holds them back by itself, or shows no count. Whatever else there is shows exact ones.
HELD_BACK = frozenset({
    Act.READ_BOARDS, Act.EXPORT_BOARDS, Act.SAVE_TABLE, Act.CHANGE_TABLE, Act.SCHEDULE_TABLE, Act.SET_SMALL_COUNT,
})  # fmt: skip


def allowed_or_404(staff: Staff, act: Act) -> None:
    """Let in whom the table of permissions lets in; for others the page is missing. Errors: NotAllowed where small counts are held back."""
    if not may(RULES, act, staff):
        raise Http404
    if act not in HELD_BACK:
        require_exact_counts(staff)


@lru_cache(maxsize=20_000)
def number_url(name: str, area_id: int, calendar: str, period: str, code: str = "") -> str:
    """Give the address behind a number, without a query; a table has a thousand of them, and Django makes each anew."""
    where = {"area_id": area_id, "calendar": calendar, "period": period}
    return reverse(f"reports:{name}", kwargs=where | ({"code": code} if code else {}))


@dataclass(frozen=True)
class Known:
    """The moment of knowledge that an address names. shown: what stands in its field, what was typed wrongly too."""

    moment: datetime | None = None
    is_wrong: bool = False
    shown: str = ""

    @property
    def address(self) -> str:
        """The moment as an address has it; empty: now."""
        return timezone.localtime(self.moment).isoformat() if self.moment else ""


NOW = Known()


def known_of(text: str) -> Known:
    """Read a moment of knowledge; what is none, or has not come yet, is as known now, and says so."""
    try:
        moment = moment_of(text)
    except ValueError:
        return Known(is_wrong=True, shown=text[:40])
    return Known(moment, shown=timezone.localtime(moment).strftime("%d/%m/%Y %H:%M") if moment else "")


@dataclass(frozen=True)
class Asked:
    """A report's address, read: the question, and what was wrong with the moment, if anything."""

    question: Question
    known: str = ""
    place_id: int | None = None  # an area within, for the addresses of its numbers
    told: Known = NOW
    reader: int | None = None  # the province of who asks

    @property
    def parts(self) -> dict[str, Any]:
        """The parts of the address."""
        period = self.question.period
        return {
            "area_id": self.question.area.pk if self.place_id is None else self.place_id,
            "calendar": period.calendar.value,
            "period": period.code,
        }

    def url(self, name: str, /, **query: str) -> str:
        """Give the address of a page about the same question."""
        known = {"known": self.known} if self.known else {}
        wanted = {key: value for key, value in query.items() if value} | known
        return reverse(f"reports:{name}", kwargs=self.parts) + (f"?{urlencode(wanted)}" if wanted else "")

    def of_place(self, place_id: int) -> "Asked":
        """Give the same question about one area within."""
        return replace(self, place_id=place_id)

    def stage_url(self, stage: str) -> str:
        """Give the address of the entries behind a number of the funnel."""
        query = f"?{urlencode({'known': self.known})}" if self.known else ""
        return reverse("reports:behind_abroad", kwargs=self.parts | {"stage": stage}) + query

    def figure_url(self, code: str, name: str = "claims") -> str:
        """Give the address of the claims behind a programme figure, or of an act on them."""
        query = f"?{urlencode({'known': self.known})}" if self.known else ""
        return reverse(f"reports:{name}", kwargs=self.parts | {"code": code}) + query


def asked_or_404(staff: Staff, address: dict[str, Any], known: str = "") -> Asked:
    """Read a report's address. What is no period and what lies outside the mandate are missing alike."""
    try:
        period = parse_period(address["period"], Calendar(address["calendar"]))
        area = area_of(staff, address["area_id"], period)
    except (PeriodError, ValueError, Place.DoesNotExist) as missing:
        raise Http404 from missing
    told = known_of(known)
    return Asked(Question(area, period, told.moment), told.address, told=told, reader=staff.province_id)


def head_of(asked: Asked) -> dict[str, Any]:
    """Give what the head of every page of a report shows."""
    period = asked.question.period
    return {
        "asked": asked, "question": asked.question, "period": period, "calendar_label": CALENDAR_LABELS[period.calendar],
        "report_url": asked.url("show"), "draft_url": asked.url("start_draft"),
    }  # fmt: skip


def row_label(by: By, code: str) -> str:
    """Give the name of a row in the language of the page."""
    if by is By.AGE:
        return default_bands().label_of(code)
    return str(Route(code).label if by is By.ROUTE else Sex(code).label)


def linked(asked: Asked, counts: Counts, **chosen: str) -> list[dict[str, Any]]:
    """Give each count with the address of the rows behind it; nothing lies behind nought."""
    return [
        {
            "status": status,
            "value": value,
            "url": asked.url("behind", **chosen, status="" if status is Status.RECEIVED else status.value)
            if value
            else "",
        }
        for status, value in counts.all
    ]


def indicator_name(indicator: Indicator) -> str:
    """Give the name of an indicator in the language of the page."""
    return indicator.name_en if (get_language() or "vi").startswith("en") else indicator.name_vi


def source_url(figure: Figure, reader: int | None) -> str:
    """Give the address of what a figure was made from: its sentence, or the row; empty where there is none to open.

    reader: the province of who reads. What bodies of a province wrote in reports and texts is read there, not by bodies of the country.
    """
    if figure.source_id is None:
        return ""
    is_of_country = reader == COUNTRY and figure.province_id != COUNTRY
    if is_of_country and figure.source_kind in (SourceKind.READING, SourceKind.SUBMISSION, SourceKind.OWN_WORK):
        return ""
    if figure.source_kind == SourceKind.READING:
        return reverse("narratives:figure", args=[figure.pk])
    if figure.source_kind in (SourceKind.SUBMISSION, SourceKind.OWN_WORK):
        return reverse("reports:submission_source", args=[figure.source_id])
    return reverse("programme:source", args=[figure.source_kind, figure.source_id])


def words_of(amount: Amount | None) -> str:
    """Say an amount with its bound: "at least 500", "18–24"; nothing for nothing."""
    return "" if amount is None else _words(amount, get_language())


@lru_cache(maxsize=20_000)
def _words(amount: Amount, _language: str | None) -> str:
    """Say an amount once in each language; a table of communes by months has a thousand, most of them alike."""
    if amount.value_high is not None:
        return f"{vi_number(plain(amount.value))}–{vi_number(plain(amount.value_high))}"
    return vi_bound(plain(amount.value), amount.bound)
