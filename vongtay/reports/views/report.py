"""A report: asked for, shown with its sources, opened down to the codes and claims."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vongtay.cases.rules import STAGES, funnel_sentence
from vongtay.common.access import Staff, may
from vongtay.common.days import today
from vongtay.common.periods import CALENDAR_LABELS, Calendar, Kind, period_holding
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.facilities.permissions import RULES as FACILITY_RULES
from vongtay.facilities.permissions import Act as FacilityAct
from vongtay.facilities.states import Function
from vongtay.indicators.models import CATEGORIES, Dimension, Figure, Indicator
from vongtay.indicators.permissions import RULES as FIGURE_RULES
from vongtay.indicators.permissions import Act as FigureAct
from vongtay.indicators.queries import LeftOut, Line, pairs_in_doubt, totals
from vongtay.reports import queries
from vongtay.reports.compile import Report, Section, Told, compile_report, plain, told_of
from vongtay.reports.counting import By, Slice, Status
from vongtay.reports.forms import AskReport
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.saying import STATUS_LABELS
from vongtay.reports.views.asked import (
    Asked,
    allowed_or_404,
    asked_or_404,
    head_of,
    indicator_name,
    linked,
    row_label,
    source_url,
    words_of,
)
from vongtay.reports.views.comparison import tabs_of
from vongtay.reports.views.support import support_rows

SPLIT_LABELS = {
    By.ROUTE: gettext_lazy("By route"),
    By.SEX: gettext_lazy("By sex"),
    By.AGE: gettext_lazy("By age at reception"),
}
SECTION_LABELS = {
    "I": gettext_lazy("I. Situation"), "II": gettext_lazy("II. Direction and documents"), "III.1": gettext_lazy("III.1. Communication"),
    "III.2": gettext_lazy("III.2. Prevention and inspection"), "III.3": gettext_lazy("III.3. Reception, verification, identification"),
    "III.4": gettext_lazy("III.4. Protection"), "III.5": gettext_lazy("III.5. Support by regime"), "III.6": gettext_lazy("III.6. Training"),
    "III.7": gettext_lazy("III.7. Co-ordination and international work"), "III.8": gettext_lazy("III.8. Budget"),
    "IV": gettext_lazy("IV. Assessment"),
}  # fmt: skip
WHY_LEFT_OUT = {
    LeftOut.PART: gettext_lazy("Part of another figure"), LeftOut.REPEAT: gettext_lazy("Told before"), LeftOut.CHANGE: gettext_lazy("A change, not a quantity"),
    LeftOut.RATE: gettext_lazy("A rate"), LeftOut.RECEIVED: gettext_lazy("Received from a body above"), LeftOut.NOT_ADDED: gettext_lazy("Figures of this kind are told one by one"),
    LeftOut.SAME_EVENT: gettext_lazy("Another figure tells the same event"),
    LeftOut.COVERED: gettext_lazy("A told total holds it"), LeftOut.STRADDLES: gettext_lazy("Its days reach beyond the period"),
}  # fmt: skip
CODES_A_PAGE = 100


@staff_only
def index(request: StaffRequest) -> HttpResponse:
    """Let somebody choose a report, and show those issued of late."""
    allowed_or_404(request.staff, Act.READ)
    mandates = queries.mandates_of(request.staff)
    now = period_holding(today(), Kind.HALF)
    initial = {
        "area": mandates[0].area_id if mandates else None,
        "calendar": Calendar.ADMINISTRATIVE,
        "year": now.year,
        "part": now.code[4:],
    }
    form = AskReport(request.GET if "area" in request.GET else None, staff=request.staff, initial=initial)
    if mandates and form.is_valid():
        period = form.period
        return redirect(
            "reports:show", area_id=form.cleaned_data["area"], calendar=period.calendar.value, period=period.code
        )
    periods = [period_holding(today(), kind) for kind in (Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.YEAR)]
    context = {
        "mandates": mandates, "form": form, "periods": periods, "issued": queries.issued_of(request.staff)[: queries.RECENT],
        "may_open": may(RULES, Act.OPEN_ISSUED, request.staff), "calendars": CALENDAR_LABELS,
    }  # fmt: skip
    return render(request, "reports/index.html", context, status=422 if form.errors else 200)


@staff_only
def show(request: StaffRequest, **address: Any) -> HttpResponse:
    """Show a report: totals, splits and programme figures, each number a link to what lies behind it."""
    allowed_or_404(request.staff, Act.READ)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    report = compile_report(request.staff, asked.question)
    context = head_of(asked) | tabs_of(asked, "show") | {
        "report": report, "totals": _with_labels(linked(asked, report.persons)), "statuses": list(STATUS_LABELS.values()),
        "splits": [
            {"label": SPLIT_LABELS[one.by], "totals": linked(asked, report.persons),
             "rows": [(row_label(one.by, code), linked(asked, counts, **{one.by.value: code})) for code, counts in one.rows]}
            for one in report.splits
        ],
        "abroad": _abroad(asked, report.abroad), "abroad_said": funnel_sentence(report.abroad, asked.question.period, until=asked.question.until),
        "kept": _kept(request.staff, report), "support": support_rows(asked, report.support), "risk": report.risk, "n_missed": sum(one.is_missed for one in report.risk),
        "sections": [_shown(asked, section) for section in report.sections], "matrix_url": asked.url("matrix"), "totals_url": asked.url("totals_xlsx"),
        "may_issue": may(RULES, Act.ISSUE, request.staff),
        "is_empty": not report.persons.received and not report.programme() and not any(report.abroad.values())
        and not report.support.whole.entries,
    }  # fmt: skip
    return render(request, "reports/show.html", context)


def _abroad(asked: Asked, counts: dict[str, int]) -> list[dict[str, Any]]:
    """Give each stage of the funnel with the address of what lies behind it; nothing lies behind nought."""
    return [
        {"label": _(words), "value": counts.get(stage, 0), "url": asked.stage_url(stage) if counts.get(stage) else ""}
        for stage, words in STAGES.items()
    ]


def _kept(staff: Staff, report: Report) -> dict[str, Any]:
    """Give what facilities keep ready, and the address of their list for whoever may see it."""
    stock = report.facilities
    return {
        "stock": stock, "functions": [(_("Staff: %(work)s") % {"work": Function(code).label.lower()}, n) for code, n in stock.functions], "year": str(report.question.until.year),
        "url": reverse("facilities:list") if may(FACILITY_RULES, FacilityAct.SEE, staff) else "",
    }  # fmt: skip


def _with_labels(counts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"label": STATUS_LABELS[row["status"]]} for row in counts]


def _shown(asked: Asked, section: Section) -> dict[str, Any]:
    return {
        "label": SECTION_LABELS.get(section.code, section.code),
        "told": [_line(asked, told) for told in section.told],
        "silent": [indicator_name(row) for row in section.silent],
    }


def _line(asked: Asked, told: Told) -> dict[str, Any]:
    return {
        "name": indicator_name(told.indicator), "told": told, "url": asked.figure_url(told.indicator.pk), "unit": told.indicator.unit,
        "listed": [claim_of(figure, asked.reader) for figure in told.listed], "sources": len(told.line.added) if told.line else 0,
        "may_overlap": bool(told.line and told.line.may_overlap),
    }  # fmt: skip


def claim_of(figure: Figure, reader: int | None, why: str = "") -> dict[str, Any]:
    """Give what a row about a claim shows."""
    return {
        "figure": figure, "value": plain(figure.value), "high": plain(figure.value_high), "why": why,
        "unit": figure.unit or figure.indicator.unit, "source_url": source_url(figure, reader),
    }  # fmt: skip


@staff_only
def behind(request: StaffRequest, **address: Any) -> HttpResponse:
    """Open a number: the codes that one may see, and how many lie outside one's rights."""
    allowed_or_404(request.staff, Act.OPEN_ROWS)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    given = {name: request.GET.get(name, "") for name in ("route", "sex", "age", "status")}
    chosen = Slice(**given)
    if not chosen.is_known():
        raise Http404
    found = queries.behind(request.staff, asked.question, chosen)
    labels = [row_label(by, given[by.value]) for by in By if given[by.value]]
    page = Paginator(found.codes, CODES_A_PAGE).get_page(request.GET.get("page"))
    page_url = f"{asked.url('behind', **given)}{'&' if '?' in asked.url('behind', **given) else '?'}page="
    context = head_of(asked) | {
        "found": found, "page": page, "labels": [STATUS_LABELS[Status(given["status"] or Status.RECEIVED)], *labels],
        "previous_url": f"{page_url}{page.number - 1}", "next_url": f"{page_url}{page.number + 1}",
    }  # fmt: skip
    return render(request, "reports/behind.html", context)


@staff_only
def behind_abroad(request: StaffRequest, stage: str, **address: Any) -> HttpResponse:
    """Open a number of the list of residents abroad: the entries that one may see, and how many lie outside one's rights."""
    allowed_or_404(request.staff, Act.OPEN_ROWS)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    if stage not in STAGES:
        raise Http404
    found = queries.abroad_behind(request.staff, asked.question, stage)
    page = Paginator([row.code for row in found.rows], CODES_A_PAGE).get_page(request.GET.get("page"))
    page_url = f"{asked.stage_url(stage)}{'&' if asked.known else '?'}page="
    context = head_of(asked) | {
        "found": found, "page": page, "labels": [_("Residents abroad"), _(STAGES[stage])], "is_abroad": True,
        "previous_url": f"{page_url}{page.number - 1}", "next_url": f"{page_url}{page.number + 1}",
    }  # fmt: skip
    return render(request, "reports/behind.html", context)


def _splits(line: Line) -> list[dict[str, Any]]:
    """Give the totals by sex and age as they are shown, the unknown last."""
    return [
        {"label": Dimension(one.dimension).label, "unknown": words_of(one.unknown),
         "parts": [(CATEGORIES[one.dimension][code], value) for code, value in one.parts]}
        for one in line.splits
    ]  # fmt: skip


def _doubts(request: StaffRequest, line: Line) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Give the pairs that may tell one event, for whoever may judge that."""
    if not may(FIGURE_RULES, FigureAct.JUDGE_EVENT, request.staff):
        return []
    reader = request.staff.province_id
    return [(claim_of(one, reader), claim_of(other, reader)) for one, other in pairs_in_doubt(line.added)]


@staff_only
def claims(request: StaffRequest, code: str, **address: Any) -> HttpResponse:
    """Open a programme figure: each claim with its sentence, and why some are not in the number."""
    allowed_or_404(request.staff, Act.OPEN_ROWS)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    indicator = get_object_or_404(Indicator, pk=code)
    question = asked.question
    lines = totals(request.staff, area_id=question.area.pk, period=question.period, as_known_on=question.as_known_on)
    line = next((line for line in lines if line.indicator.pk == code), None)
    context = head_of(asked) | {
        "indicator": indicator,
        "name": indicator_name(indicator),
        "told": None,
        "added": [],
        "left_out": [],
    }
    if line is not None:
        context |= {
            "told": told_of(indicator, line), "splits": _splits(line), "may_split": may(FIGURE_RULES, FigureAct.CORRECT, request.staff), "asked": asked,
            "added": [claim_of(figure, asked.reader) for figure in line.added],
            "doubts": _doubts(request, line),
            "judge_url": asked.figure_url(code, "judge"),
            "left_out": [claim_of(figure, asked.reader, str(WHY_LEFT_OUT.get(why, why))) for figure, why in line.left_out],
        }  # fmt: skip
    return render(
        request,
        "reports/claims.html",
        context | {"title": _("Where %(name)s comes from") % {"name": indicator_name(indicator)}},
    )
