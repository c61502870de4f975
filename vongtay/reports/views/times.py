"""How long each step of a case takes: median, nine of ten, late ones by the law; each number opens the codes one may see."""

import csv
import io
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from vongtay.audit import actions as audit
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.downloads import csv_file, xlsx_file
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.law.queries import title_of
from vongtay.papers.blocks.xlsx import Column, OfficialTable, write_xlsx
from vongtay.papers.queries import issuer_of
from vongtay.reports import queries
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import Limit, StepTime, TimeStep
from vongtay.reports.views.asked import Asked, allowed_or_404, asked_or_404, head_of
from vongtay.reports.views.comparison import tabs_of
from vongtay.reports.wording import calendar_words

STEP_LABELS = {
    TimeStep.NOTICE: gettext_lazy("From reception to the notice"), TimeStep.CHECK: gettext_lazy("From reception to the first verification"),
    TimeStep.ANSWER: gettext_lazy("From reception to the answer on verification"), TimeStep.DECISION: gettext_lazy("From reception to the decision"),
    TimeStep.SUPPORT: gettext_lazy("From reception to the first support"),
}  # fmt: skip
UNIT_LABELS = {
    "now": pgettext_lazy("limit", "on the same day"), "hours": pgettext_lazy("limit", "counted in hours"), "months": pgettext_lazy("limit", "counted in months"),
    "calendar_days": pgettext_lazy("limit", "counted in calendar days"), "working_days": pgettext_lazy("limit", "counted in working days"),
}  # fmt: skip
ROWS_A_PAGE = 100


@staff_only
def show(request: StaffRequest, **address: Any) -> HttpResponse:
    """Show how long the steps of the cases received in a period took."""
    allowed_or_404(request.staff, Act.READ)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    times = queries.times_of(asked.question)
    context = head_of(asked) | tabs_of(asked, "times") | {
        "cases": times[0].cases, "rows": [_row(asked, one) for one in times],
        "csv_url": asked.url("times_csv"), "xlsx_url": asked.url("times_xlsx"), "may_export": may(RULES, Act.EXPORT_STATISTICS, request.staff),
    }  # fmt: skip
    return render(request, "reports/compare/times.html", context)


def _row(asked: Asked, one: StepTime) -> dict[str, Any]:
    return {
        "label": STEP_LABELS[one.step], "time": one, "waiting": one.cases - one.done, "url": asked.url("times_behind", step=one.step.value) if one.cases else "",
        "limits": [{"words": words, "cases": cases, "late": late} for words, (cases, late) in said_limits(one).items()],
    }  # fmt: skip


def said_limits(one: StepTime) -> dict[str, tuple[int, int]]:
    """Give the limits of a step by their words: how many cases each ran for, and how many were late. Routes of one article are one."""
    found: dict[str, tuple[int, int]] = {}
    for limit in one.limits:
        cases, late = found.get(words := limit_words(limit), (0, 0))
        found[words] = (cases + limit.cases, late + limit.late)
    return found


def limit_words(limit: Limit) -> str:
    """Say a limit: what is to be done, the article, and in which days it counts."""
    unit = UNIT_LABELS.get(limit.unit, "")
    return "; ".join(str(part) for part in (title_of(limit.rule_id), limit.article, unit) if part)


@staff_only
def behind(request: StaffRequest, **address: Any) -> HttpResponse:
    """Open a step: the cases that one may see, and how many lie outside one's rights."""
    allowed_or_404(request.staff, Act.OPEN_ROWS)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    if request.GET.get("step", "") not in set(TimeStep):
        raise Http404
    step = TimeStep(request.GET["step"])
    total = next(one.cases for one in queries.times_of(asked.question) if one.step is step)
    found = queries.times_behind(asked.question, step)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    base = asked.url("times_behind", step=step.value)
    context = head_of(asked) | {
        "label": STEP_LABELS[step], "page": page, "total": total, "outside": total - len(found), "times_url": asked.url("times"),
        "previous_url": f"{base}&page={page.number - 1}", "next_url": f"{base}&page={page.number + 1}",
    }  # fmt: skip
    return render(request, "reports/compare/times_behind.html", context)


def _counted(request: StaffRequest, address: dict[str, Any]) -> tuple[Asked, tuple[StepTime, ...], str]:
    allowed_or_404(request.staff, Act.EXPORT_STATISTICS)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    question = asked.question
    audit.record(
        Act.EXPORT_STATISTICS, by=request.staff,
        details={"area": question.area.pk, "period": question.period.code, "table": "times", "rows": len(TimeStep)},
    )  # fmt: skip
    return asked, queries.times_of(question), f"{question.area.code}-{question.period.code}"


@staff_only
def download(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give the same as CSV."""
    _asked, times, named = _counted(request, address)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        ["step", "name", "cases", "done", "median_calendar_days", "ninth_decile_calendar_days", "limited", "late"]
    )
    for one in times:
        ends = [_plain(one.median), _plain(one.ninth)]
        writer.writerow([one.step.value, STEP_LABELS[one.step], one.cases, one.done, *ends, one.limited, one.late])
    return csv_file(text.getvalue(), f"times-{named}.csv")


def _plain(days: Decimal | None) -> str:
    return "" if days is None else f"{days:.1f}"


@staff_only
def table(request: StaffRequest, **address: Any) -> HttpResponse:
    """Give the same as a spreadsheet in the layout of our papers."""
    asked, times, named = _counted(request, address)
    question = asked.question
    with translation.override("vi"):
        columns = (
            Column("Bước", width=44), Column("Hồ sơ tiếp nhận", width=14, align="right"), Column("Đã thực hiện", width=14, align="right"),
            Column("Trung vị", "ngày lịch", 12, "right"), Column("9/10 số hồ sơ không quá", "ngày lịch", 16, "right"),
            Column("Có thời hạn", width=12, align="right"), Column("Trễ hạn", width=12, align="right"),
        )  # fmt: skip
        rows = [
            (str(STEP_LABELS[one.step]), one.cases, one.done, *(_("none arose") if days is None else round(days, 1) for days in (one.median, one.ninth)), one.limited, one.late)
            for one in times
        ]  # fmt: skip
        title = (
            "Thời gian giải quyết hồ sơ",
            f"{question.area.full_name}, {question.period.label}",
            f"({question.period.span}; {calendar_words(question.period)})",
        )
        limits = tuple(f"{STEP_LABELS[one.step]}: {words}." for one in times for words in said_limits(one))
        notes = (
            "Ngày tính theo ngày lịch, từ ngày tiếp nhận; trễ hạn tính theo đồng hồ của điều luật nêu dưới đây, nơi luật có thời hạn.",
            *limits,
        )
        made = OfficialTable(issuer_of(request.staff, today()), title, columns, rows, notes=notes)
    return xlsx_file(write_xlsx(made), f"thoi-gian-{named}.xlsx")
