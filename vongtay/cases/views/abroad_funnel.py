"""The funnel: how many were abroad, returned, screened, decided about; by month and commune, as sentence, chart, tables, CSV."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.agencies.models import Mandate, Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import require_exact_counts
from vongtay.agencies.roles import MAY_SEE_CASES
from vongtay.audit import actions as audit
from vongtay.cases import forms, queries
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.rules import INDICATORS, STAGES, funnel_sentence
from vongtay.cases.views.abroad import country_words
from vongtay.common.access import NotAllowed, Staff, may
from vongtay.common.charts import SIZE, bars
from vongtay.common.days import today
from vongtay.common.downloads import csv_file
from vongtay.common.periods import Calendar, Period, PeriodError, month_of, parse_period
from vongtay.common.requests import StaffRequest, staff_only, whole_number

FIRST_YEAR = 2020
PARTS = [
    ("", _("Whole year")),
    *((f"-{month:02d}", f"{month:02d}") for month in range(1, 13)),
    ("-H1", _("First half")),
    ("-H2", _("Second half")),
]


@dataclass(frozen=True)
class Asked:
    """Which funnel: area of the mandate, period, and the moment of knowledge; None is now."""

    area: Place
    period: Period
    moment: datetime | None

    def query(self, **changes: Any) -> str:
        """Give the address of the same question, changed."""
        held = {"area": self.area.pk, "calendar": self.period.calendar.value, "period": self.period.code}
        known = (
            {"known": f"{timezone.localtime(self.moment) - timedelta(microseconds=1):%Y-%m-%d}"} if self.moment else {}
        )
        return urlencode(held | known | changes)


def _mandates(staff: Staff) -> list[Mandate]:
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    return list(
        Mandate.objects.filter(still, body_id=staff.body_id)
        .select_related("area")
        .order_by("area__level", "area__sort_key")
    )


def asked_of(request: StaffRequest, mandates: Sequence[Mandate]) -> Asked:
    """Read the question from the address; what it does not say, or says wrongly, is the first mandate and the year so far."""
    given = request.GET
    area = mandates[0].area
    if (number := whole_number(given.get("area", ""))) is not None:
        areas = [mandate.area_id for mandate in mandates]
        inside = Q() if COUNTRY in areas else Q(pk__in=areas) | Q(province_id__in=areas)
        found = Place.objects.filter(inside).filter(pk=number).first()
        if found is None:
            raise Http404
        area = found
    calendar = Calendar.STATISTICAL if given.get("calendar") == Calendar.STATISTICAL else Calendar.ADMINISTRATIVE
    code = given.get("period") or f"{given.get('year', '')}{given.get('part', '')}"
    try:
        period = parse_period(code, calendar)
    except PeriodError:
        period = parse_period(str(today().year), calendar)
    return Asked(area, period, _moment(given.get("known", "")))


def _moment(text: str) -> datetime | None:
    """Read a day of knowledge: its end. What is no day, or has not passed, is now."""
    try:
        end = timezone.make_aware(datetime.fromisoformat(text)) + timedelta(days=1)
    except ValueError:
        return None
    return end if end < timezone.now() else None


def _require(request: StaffRequest, act: Act) -> list[Mandate]:
    if not may(RULES, act, request.staff):
        raise NotAllowed(_("Your post counts nothing."))
    require_exact_counts(request.staff)
    return _mandates(request.staff)


@staff_only
def show_funnel(request: StaffRequest) -> HttpResponse:
    """Show the funnel of an area and period: one sentence, twelve months, each commune; every number opens its entries."""
    mandates = _require(request, Act.COUNT_ABROAD)
    if not mandates:
        return render(request, "cases/abroad/funnel.html", {"mandates": mandates})
    asked = asked_of(request, mandates)
    months = [month_of(asked.period.year, month, asked.period.calendar) for month in range(1, 13)]
    cells = queries.count_abroad(area_id=asked.area.pk, periods=[asked.period, *months], as_known_on=asked.moment)
    totals = queries.stage_totals(cells)
    by_month = [(month, queries.stage_totals(cells, nth=place)) for place, month in enumerate(months, 2)]
    shown = [(month, counts) for month, counts in by_month if month.first <= today()]
    context = {
        "mandates": mandates, "asked": asked, "sentence": funnel_sentence(totals, asked.period, until=min(asked.period.last, today())), "indicators": INDICATORS,
        "figures": [_figure(asked, stage, totals.get(stage, 0)) for stage in STAGES], "stages": [_(words) for words in STAGES.values()],
        "by_month": [_line(asked, f"{month.part:02d}/{month.year}", counts, period=month.code) for month, counts in shown],
        "by_place": _by_place(asked, cells), "bars": bars([counts.get("abroad", 0) for _month, counts in shown]), "size": SIZE,
        "years": range(today().year, FIRST_YEAR - 1, -1), "parts": PARTS, "part": asked.period.code[4:], "calendars": forms.CALENDARS, "csv_query": asked.query(),
        "sees_list": request.staff.role in MAY_SEE_CASES,
    }  # fmt: skip
    return render(request, "cases/abroad/funnel.html", context)


def _figure(asked: Asked, stage: str, value: int) -> dict[str, Any]:
    return {
        "label": _(STAGES[stage]),
        "value": value,
        "url": f"behind/?{asked.query(stage=stage)}",
    }  # words of the table of stages


def _line(asked: Asked, label: str, counts: dict[str, int], **changes: Any) -> dict[str, Any]:
    """Give one row of a table: a count for each stage, which opens what lies behind it."""
    cells = [
        {"value": counts.get(stage, 0), "url": f"behind/?{asked.query(stage=stage, **changes)}", "label": _(words)} for stage, words in STAGES.items()
    ]  # fmt: skip
    return {"label": label, "cells": cells}


def _by_place(asked: Asked, cells: Sequence[queries.FunnelCell]) -> list[dict[str, Any]]:
    places = queries.place_names({cell.place_id for cell in cells if cell.nth == 1})
    found = {place: queries.stage_totals(cell for cell in cells if cell.place_id == place) for place in places}
    ordered = sorted(found, key=lambda place: (-found[place].get("abroad", 0), places[place]))
    return [_line(asked, places[place], found[place], area=place) for place in ordered]


@staff_only
def show_behind(request: StaffRequest) -> HttpResponse:
    """Show the entries behind one number as far as one may see them, and how many lie outside."""
    mandates = _require(request, Act.COUNT_ABROAD)
    stage = request.GET.get("stage", "")
    if not mandates or stage not in STAGES:
        raise Http404
    asked = asked_of(request, mandates)
    found = queries.abroad_behind(
        request.staff, area_id=asked.area.pk, period=asked.period, stage=stage, as_known_on=asked.moment
    )
    rows = [queries.abroad_row(entry) | {"country": country_words(entry.country)} for entry in found.rows]
    context = {"asked": asked, "found": found, "rows": rows, "stage": _(STAGES[stage]), "back": asked.query()}
    return render(request, "cases/abroad/behind.html", context)


@staff_only
def download(request: StaffRequest) -> HttpResponse:
    """Give the funnel as CSV, one line for each month, commune and stage; the export is logged."""
    mandates = _require(request, Act.EXPORT_ABROAD)
    if not mandates:
        raise Http404
    asked = asked_of(request, mandates)
    months = [month_of(asked.period.year, month, asked.period.calendar) for month in range(1, 13)]
    cells = queries.count_abroad(area_id=asked.area.pk, periods=months, as_known_on=asked.moment)
    places = Place.objects.in_bulk({cell.place_id for cell in cells})
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("month"), _("calendar"), _("place code"), _("place"), _("stage"), _("people")])
    for cell in sorted(cells, key=lambda cell: (cell.nth, places[cell.place_id].code, list(STAGES).index(cell.stage))):
        place = places[cell.place_id]
        writer.writerow(
            [
                months[cell.nth - 1].code,
                asked.period.calendar.value,
                place.code,
                place.full_name,
                _(STAGES[cell.stage]),
                cell.n,
            ]
        )
    audit.record(
        Act.EXPORT_ABROAD,
        by=request.staff,
        details={"area": asked.area.pk, "period": asked.period.code, "rows": len(cells)},
    )
    return csv_file(text.getvalue(), f"abroad-{asked.area.code}-{asked.period.year}.csv")
