"""A period beside the year before and the stage before, and a merged province by its former ones: pages, each number a link."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from vongtay.agencies.queries import borders_of
from vongtay.common.access import may
from vongtay.common.periods import CALENDAR_LABELS, Calendar, PeriodError, parse_period
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.indicators.models import Figure
from vongtay.reports.compared import Against, Comparison, Earlier, Flag, FlagKind, Group, Row, WhyNot, compare, name_of
from vongtay.reports.comparing import Change, Outcome, Stated, Verdict
from vongtay.reports.former import Former, FormerRow, by_former
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.saying import PLAIN, RULE, say_change, say_stated
from vongtay.reports.views.asked import Asked, allowed_or_404, asked_or_404, head_of, indicator_name, source_url

GROUP_LABELS = {
    Group.PERSONS: gettext_lazy("Persons"), Group.ABROAD: gettext_lazy("Residents abroad"), Group.SUPPORT: gettext_lazy("Support given"),
    Group.PROGRAMME: gettext_lazy("Figures of the programme"),
}  # fmt: skip
AGAINST_LABELS = {
    Against.YEAR: gettext_lazy("Same period of the year before"),
    Against.STAGE: gettext_lazy("Stage before"),
}
WHY_NOT = {
    WhyNot.MANDATE: gettext_lazy("The reporting mandate of your body begins later: no number of that period is made here."),
    WhyNot.BORDERS: gettext_lazy("A former unit was divided: what was told of it can't be told of a part, so nothing is compared."),
}  # fmt: skip
VERDICTS = {
    Verdict.AGREES: gettext_lazy("agrees with the computed change"),
    Verdict.CONTRADICTS: gettext_lazy("contradicts the computed change"),
    Verdict.OPEN: gettext_lazy("nothing computed to hold it against"),
}
FLAGS = {
    FlagKind.SPLIT: gettext_lazy("The parts by sex or age are more than the whole"), FlagKind.PART: gettext_lazy("A part is more than its whole"),
    FlagKind.WAYS: gettext_lazy("Rescued and returned by themselves are more than those received"), FlagKind.RATE: gettext_lazy("A share above 100 per cent"),
}  # fmt: skip
_TONES = {
    Outcome.ROSE: "up",
    Outcome.FELL: "down",
    Outcome.NOT_LESS: "up",
    Outcome.NOT_MORE: "down",
    Outcome.SAME: "same",
}


@staff_only
def show(request: StaffRequest, **address: Any) -> HttpResponse:
    """Show each number of a period beside the earlier ones, the rule, and what can't be."""
    allowed_or_404(request.staff, Act.READ)
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    found = compare(request.staff, asked.question)
    context = head_of(asked) | tabs_of(asked, "comparison") | {
        "groups": [group for one in Group if (group := _group(asked, found, one))["rows"]],
        "earlier": [shown_earlier(one) for one in found.earlier], "flags": [_flag(asked, one) for one in found.flags], "rule": RULE,
        "csv_url": asked.url("comparison_csv"), "xlsx_url": asked.url("comparison_xlsx"), "may_export": may(RULES, Act.EXPORT_STATISTICS, request.staff),
    }  # fmt: skip
    return render(request, "reports/compare/show.html", context)


def tabs_of(asked: Asked, on: str) -> dict[str, Any]:
    """Give the pages about one area and period, the former units of its area, and the same period in the other calendar."""
    question = asked.question
    borders = borders_of(question.area.pk, question.period.first)
    tabs = [("show", pgettext("page", "Report")), ("comparison", _("Comparison")), ("times", _("Process times"))]
    if borders is not None and len(borders.merged) > 1 and question.area.level == "province":
        tabs.append(("former", _("Former provinces")))
    return {
        "tabs": [{"label": label, "url": asked.url(name), "is_on": name == on} for name, label in tabs],
        "borders": borders, "calendars": _calendars(asked, on),
    }  # fmt: skip


def _calendars(asked: Asked, on: str) -> list[dict[str, Any]]:
    found = []
    for calendar in Calendar:
        try:
            period = parse_period(asked.question.period.code, calendar)
        except PeriodError:
            continue
        other = replace(asked, question=replace(asked.question, period=period))
        found.append({"label": CALENDAR_LABELS[calendar], "url": other.url(on), "is_on": calendar is asked.question.period.calendar})  # fmt: skip
    return found


def shown_earlier(one: Earlier) -> dict[str, Any]:
    """Give what a page says of an earlier period."""
    return {
        "label": AGAINST_LABELS[one.against], "period": one.period, "why_not": WHY_NOT.get(one.why_not, ""), "borders": one.borders,
        "divided": one.borders.divided if one.borders and one.why_not is WhyNot.BORDERS else (),
    }  # fmt: skip


def _group(asked: Asked, found: Comparison, group: Group) -> dict[str, Any]:
    return {
        "id": group.value,
        "label": GROUP_LABELS[group],
        "rows": [_row(asked, found, row) for row in found.of(group)],
    }


def _row(asked: Asked, found: Comparison, row: Row) -> dict[str, Any]:
    pairs = zip(found.earlier, row.changes, strict=True)
    return {
        "name": name_of(row), "unit": row.unit, "now": _listed_or(row), "url": number_url(asked, row.group, row.code) if row.now and not row.now.is_nil else "",
        "cells": [_cell(asked, row, earlier, change) for earlier, change in pairs],
        "told": [
            {"words": _told_words(one.figure, one.told.value, in_percent=one.told.in_percent), "url": source_url(one.figure, asked.reader), "figure": one.figure,
             "verdict": VERDICTS[one.told.verdict], "is_wrong": one.told.verdict is Verdict.CONTRADICTS}
            for one in row.told
        ],
    }  # fmt: skip


def _listed_or(row: Row) -> str:
    return (
        _("told one by one")
        if row.now is None and row.changes and row.changes[0].outcome is Outcome.NOT_ADDED
        else say_stated(row.now)
    )


def _told_words(figure: Figure, value: Stated, *, in_percent: bool) -> str:
    return f"{say_stated(value)}{'' if in_percent else ' '}{figure.unit or figure.indicator.unit}"


def _cell(asked: Asked, row: Row, earlier: Earlier, change: Change) -> dict[str, Any]:
    other = replace(asked, question=replace(asked.question, period=earlier.period))
    is_open = change.before is not None and not change.before.is_nil and not earlier.why_not
    return {
        "before": say_stated(change.before), "url": number_url(other, row.group, row.code) if is_open else "", "label": AGAINST_LABELS[earlier.against],
        "change": say_change(change, row.unit), "tone": _TONES.get(change.outcome, "none"), "is_plain": change.outcome in PLAIN,
    }  # fmt: skip


def number_url(asked: Asked, group: Group, code: str) -> str:
    """Give the address of what lies behind a number."""
    if group is Group.PERSONS:
        return asked.url("behind", status="" if code == "received" else code)
    if group is Group.ABROAD:
        return asked.stage_url(code)
    if group is Group.SUPPORT:
        regime = code.partition(".")[0]
        return asked.url("behind_support", regime="" if regime == "whole" else regime)
    return asked.figure_url(code)


def _flag(asked: Asked, flag: Flag) -> dict[str, Any]:
    return {
        "label": FLAGS[flag.kind], "name": indicator_name(flag.indicator), "part": say_stated(flag.part), "whole": say_stated(flag.whole),
        "url": asked.figure_url(flag.indicator.pk), "n": len(flag.figures), "bodies": sorted({one.body.short_name for one in flag.figures}),
    }  # fmt: skip


def former_or_404(request: StaffRequest, address: dict[str, Any]) -> tuple[Asked, Former]:
    """Read the address and count. An area that was not merged, or not yet a period before that, has no such table."""
    asked = asked_or_404(request.staff, address, request.GET.get("known", ""))
    found = by_former(request.staff, asked.question)
    if found is None:
        raise Http404
    return asked, found


@staff_only
def former(request: StaffRequest, **address: Any) -> HttpResponse:
    """Show a period of a merged province by its former provinces, with the sum."""
    allowed_or_404(request.staff, Act.READ)
    asked, found = former_or_404(request, address)
    across = _("Kept under units of today, across former provinces")
    heads = [_("%(name)s (former)") % {"name": column.name} if column.name else across for column in found.columns]
    context = head_of(asked) | tabs_of(asked, "former") | {
        "heads": heads, "csv_url": asked.url("former_csv"), "xlsx_url": asked.url("former_xlsx"), "may_export": may(RULES, Act.EXPORT_STATISTICS, request.staff),
        "groups": [
            {"id": group.value, "label": GROUP_LABELS[group], "rows": rows}
            for group in Group if (rows := [_former_row(asked, row, heads) for row in found.rows if row.group is group])
        ],
    }  # fmt: skip
    return render(request, "reports/compare/former.html", context)


def _former_row(asked: Asked, row: FormerRow, heads: list[str]) -> dict[str, Any]:
    return {
        "name": name_of_former(row), "unit": row.unit, "cells": list(zip(heads, [say_stated(cell) for cell in row.cells], strict=True)),
        "whole": say_stated(row.whole), "url": number_url(asked, row.group, row.code),
    }  # fmt: skip


def name_of_former(row: FormerRow) -> str:
    """Give the name of a row of that table."""
    return name_of(Row(row.group, row.code, row.unit, row.whole, (), row.indicator))
