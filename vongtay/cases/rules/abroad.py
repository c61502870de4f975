"""Decisions on an entry of the list of residents abroad, and the sentence that its funnel gives; no query, no clock, no user."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vongtay.cases.states import ABROAD_MOVES, AbroadState
from vongtay.common.days import format_day
from vongtay.common.periods import Calendar, Period

# The stages of the funnel, in their order: the first is a stock on the last day, the others happen within the period.
STAGES: dict[str, str] = {
    "abroad": gettext_noop("Still abroad"),
    "returned": gettext_noop("Returned"),
    "screened": gettext_noop("Screened"),
    "in_identification": gettext_noop("Taken into identification"),
    "identified": gettext_noop("Identified as a victim"),
    "not_identified": gettext_noop("Not identified as a victim"),
}
# What a report calls these numbers.
INDICATORS = {"abroad": "person.abroad", "returned": "person.returned", "identified": "victim.identified"}


def why_not_abroad_move(state: AbroadState, to: AbroadState) -> list[str]:
    """Give the reasons why an entry in `state` can't go to `to`; none if it can."""
    if to in ABROAD_MOVES[state]:
        return []
    return [_("An entry that is “%(state)s” can't become “%(to)s”.") % {"state": state.label, "to": to.label}]


def why_not_abroad_day(day: date, *, last_on: date, today: date) -> list[str]:
    """Give the reasons why an entry can't have moved on `day`: the future, or before what is known already."""
    if day > today:
        return [_("The day lies in the future.")]
    if day < last_on:
        return [_("The day lies before the latest entry of %(day)s.") % {"day": format_day(last_on)}]
    return []


def funnel_sentence(counts: Mapping[str, int], period: Period, *, until: date) -> str:
    """Say the funnel as a report says it: the stock on the last day, what happened in the period, and how it was counted.

    until: the last day of the period, or today while the period runs.
    """
    if not any(counts.get(stage) for stage in STAGES):
        return _("Nothing to report (%(period)s, %(span)s, %(calendar)s).") % _told(period)
    return _(
        "By %(day)s: %(abroad)d people were still abroad, %(returned)d people had returned, "
        "%(in_identification)d people were taken into identification, %(identified)d people were identified as victims (%(period)s, %(span)s, %(calendar)s)."
    ) % ({"day": format_day(until)} | {stage: counts.get(stage, 0) for stage in STAGES} | _told(period))


def _told(period: Period) -> dict[str, str]:
    calendar = _("administrative calendar") if period.calendar is Calendar.ADMINISTRATIVE else _("statistical calendar")
    return {"period": period.label, "span": period.span, "calendar": calendar}
