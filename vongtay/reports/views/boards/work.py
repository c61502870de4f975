"""Sheets about the work itself: limits kept by body, figures of the programme by month, tasks of plans by traffic light."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.places.units import COUNTRY
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import Amount, roll_up_each
from vongtay.programme.queries import plan_counts
from vongtay.reports.compile import plain
from vongtay.reports.grids import Grid, Line, Number, counted
from vongtay.reports.views.asked import indicator_name, number_url, words_of
from vongtay.reports.views.boards.chosen import Chosen
from vongtay.reports.views.boards.drawing import Sheet
from vongtay.reports.views.boards.persons import month_name
from vongtay.tasks.queries import lateness

FIRST_INDICATOR = "comm.event"


def limits(chosen: Chosen) -> Sheet:
    """Give how bodies kept the limits of clocks that started in the period."""
    rows = lateness(
        area_id=chosen.area.pk, first=chosen.period.first, last=chosen.period.last, as_known_on=chosen.question.as_known_on, with_median=False
    )  # fmt: skip
    lines = tuple(
        Line(row.body_name, tuple(map(counted, (row.in_time, row.late, row.open_late, row.open, row.paused))))
        for row in rows
    )
    sums = tuple(
        counted(sum(getattr(row, name) for row in rows)) for name in ("in_time", "late", "open_late", "open", "paused")
    )
    by_province = chosen.area.pk == COUNTRY
    title = _("Limits of the law, by province") if by_province else _("Limits of the law, by body")
    heads = (
        _("Province") if by_province else _("Body"),
        _("Met in time"),
        _("Met late"),
        _("Open and late"),
        _("Open, not due yet"),
        _("Paused"),
    )
    return Sheet(
        "limits", title, Grid(heads, lines, sums if lines else ()), "rows", source=_("clocks in this system"),
        period=_("Clocks that started %(span)s") % {"span": chosen.period.span}, csv_url=chosen.url("board_csv", "limits"),
        more=(reverse("reports:lateness"), _("Limits kept")), charted=4, tones=(2, 3, 5, 4),
    )  # fmt: skip


def indicator_of(chosen: Chosen, catalogue: list[Indicator]) -> Indicator | None:
    """Give the indicator chosen, or the usual one, among those whose figures are added."""
    by_code = {row.pk: row for row in catalogue if row.adds_up}
    return by_code.get(chosen.indicator) or by_code.get(FIRST_INDICATOR) or next(iter(by_code.values()), None)


def programme(staff: Staff, chosen: Chosen, indicator: Indicator) -> Sheet:
    """Give the figures of one indicator by month: each holds what lies wholly within it."""
    periods = (*chosen.months, chosen.period)
    cells = roll_up_each(
        staff, area_id=chosen.area.pk, periods=periods, indicators=[indicator], as_known_on=chosen.question.as_known_on, by_area=False
    )  # fmt: skip
    amounts = {one.nth: one.cell.amount for one in cells}
    numbers = [told(chosen.of_period(period), indicator, amounts.get(nth)) for nth, period in enumerate(periods, 1)]
    name = indicator_name(indicator)
    by = _("By province") if chosen.area.pk == COUNTRY else _("By commune")
    lines = tuple(Line(month_name(month), (number,)) for month, number in zip(chosen.months, numbers, strict=False))
    return Sheet(
        "programme", name, Grid((_("Month"), f"{name} ({indicator.unit})"), lines, (numbers[-1],)), "line", source=_("confirmed figures of the programme"),
        period=chosen.period.span, csv_url=chosen.url("board_csv", "programme"), more=("", "") if chosen.k else (chosen.matrix_url, by),
        note=_("The line shows the lower end of each number. A figure of several months stands in the sum alone: the months may hold less than the whole."),
    )  # fmt: skip


def told(chosen: Chosen, indicator: Indicator, amount: Amount | None, *, area_id: int | None = None) -> Number:
    """Give what figures add up to, with its bound, and the claims behind it."""
    if amount is None:
        return Number(None, "")
    known = f"?{urlencode({'known': chosen.known})}" if chosen.known else ""
    url = number_url(
        "claims", area_id or chosen.area.pk, chosen.period.calendar.value, chosen.period.code, indicator.pk
    )
    return Number(plain(amount.value), words_of(amount), "" if chosen.k else url + known)


def plan(staff: Staff) -> Sheet:
    """Give the open tasks of the plans of one's province by traffic light, and those over their day."""
    n = plan_counts(staff, today())
    tasks = reverse("programme:work_list")

    def line(name: str, words: str, count: int) -> Line:
        return Line(words, (counted(count, f"{tasks}?{urlencode({'show': name})}"),))

    green = n["open"] - n["red"] - n["amber"] - n["unjudged"]
    lines = (
        line("late", _("Over their day"), n["late"]), line("red", pgettext("light", "Red"), n["red"]), line("amber", pgettext("light", "Amber"), n["amber"]),
        line("open", pgettext("light", "Green"), green), line("unjudged", _("No light yet"), n["unjudged"]), line("done", pgettext("plan", "Done"), n["done"]),
    )  # fmt: skip
    return Sheet(
        "plan", _("Tasks of plans"), Grid((pgettext("plan", "Standing"), _("Tasks")), lines), "rows", source=_("plans in this system"),
        period=_("As of today, all plans of the province"), csv_url=f"{reverse('reports:board_csv', args=['plan'])}",
        note=_("A task over its day also has its light: the first row is part of the others."), more=(tasks, _("All tasks")),
    )  # fmt: skip
