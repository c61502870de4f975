"""Setting up who owes which report, changing it, ending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.common.periods import Calendar
from vongtay.common.saving import save_in_words
from vongtay.indicators.models import Indicator
from vongtay.reports.keeping import locked, require, stale
from vongtay.reports.models import AskedIndicator, Obligation, Submission
from vongtay.reports.permissions import Act
from vongtay.reports.queries import covers, mandates_of
from vongtay.reports.queries.owing import COMMUNE
from vongtay.reports.reporting_law import BY_LAW
from vongtay.reports.states.calendar import LOCKED, SET_BY_BODY, DueRule, Owes


@dataclass(frozen=True)
class Who:
    """Who owes it, in which province, and of what its figures speak. Fixed once it was set up."""

    province: Place
    owes: str
    speaks: str
    kind: str = ""
    body: Body | None = None
    calendar: str = Calendar.ADMINISTRATIVE
    period_kind: str = "quarter"
    begins_on: date | None = None


@dataclass(frozen=True)
class What:
    """What is to be given and by when."""

    title: str
    indicators: Sequence[Indicator] = ()
    wants_narrative: bool = False
    wants_file: bool = False
    due_rule: str = DueRule.UNSET
    due_number: int | None = None
    asked_sign: str = ""
    asked_on: date | None = None


@transaction.atomic
def set_up_obligation(*, key: UUID, who: Who, what: What, by: Staff) -> Obligation:
    """Set up what bodies of a province, or of all provinces, under one's mandate owe. The same `key` again gives the one set up the first time.

    Errors: NotAllowed, Refused.
    """
    require(Act.SET_UP_OBLIGATION, by)
    if (made := Obligation.objects.filter(pk=key, body_id=by.body_id).first()) is not None:
        return made
    if not covers(mandates_of(by), who.province.pk):
        raise NotAllowed(_("Your body has no mandate over this province."))
    row = Obligation(
        id=key, world=by.world, province=who.province, body_id=by.body_id, owes=who.owes, owing_kind=who.kind, owing_body=who.body,
        speaks=who.speaks, calendar=who.calendar, period_kind=who.period_kind, begins_on=who.begins_on or today(), entered_by_id=by.post_id,
    )  # fmt: skip
    _fill(row, what)
    if reasons := [*_why_not_who(row), *_why_not_what(row, what)]:
        raise Refused(*reasons)
    save_in_words(row, new=True)
    _ask(row, what)
    audit.record(
        Act.SET_UP_OBLIGATION, by=by, details={"obligation": str(key), "owes": row.owes, "kind": row.owing_kind}
    )
    return row


@transaction.atomic
def change_obligation(*, obligation: Obligation, what: What, version: int, by: Staff) -> Obligation:
    """Change what is to be given and by when. What was received keeps the day that stood when it came. Errors: NotAllowed, Stale, Refused."""
    require(Act.KEEP_OBLIGATION, by, obligation)
    row = _standing(obligation, version)
    before = {"due": [row.due_rule, row.due_number], "asked": row.asked_sign}
    _fill(row, what)
    if reasons := _why_not_what(row, what):
        raise Refused(*reasons)
    row.version += 1
    save_in_words(row)
    _ask(row, what)
    details = {"obligation": str(row.pk), "before": before, "due": [row.due_rule, row.due_number]}
    audit.record(Act.KEEP_OBLIGATION, by=by, details=details)
    return row


@transaction.atomic
def end_obligation(*, obligation: Obligation, ended_on: date, why: str, version: int, by: Staff) -> Obligation:
    """End an obligation: periods cut off after the day are owed no more; what was received stays. Errors: NotAllowed, Stale, Refused."""
    require(Act.KEEP_OBLIGATION, by, obligation)
    row = _standing(obligation, version)
    beyond = Submission.objects.filter(obligation=row, last_on__gt=ended_on, state__in=LOCKED)
    if beyond.exists():
        raise Refused(_("A report of a later period is approved already: choose a later day."))
    row.ended_on, row.ended_why, row.version = ended_on, why.strip()[:300], row.version + 1
    save_in_words(row)
    audit.record(Act.KEEP_OBLIGATION, by=by, details={"obligation": str(row.pk), "ended": ended_on.isoformat()})
    return row


def _standing(obligation: Obligation, version: int) -> Obligation:
    row = locked(Obligation, obligation.pk)
    if row.version != version:
        raise stale()
    if row.ended_on is not None:
        raise WrongState(_("This report was ended already."))
    return row


def _fill(row: Obligation, what: What) -> None:
    row.title, row.wants_narrative, row.wants_file = what.title.strip(), what.wants_narrative, what.wants_file
    row.due_rule = what.due_rule
    row.due_number = what.due_number if what.due_rule in SET_BY_BODY else None
    row.asked_sign, row.asked_on = what.asked_sign.strip(), what.asked_on


def _why_not_who(row: Obligation) -> list[str]:
    if row.owes == Owes.BODY and row.owing_body is not None:
        if row.owing_body_id == row.body_id:
            return [_("Your body owes no report to itself.")]
        if row.province_id not in (COUNTRY, row.owing_body.province_id):
            return [_("This body works in another province.")]
    if row.province_id == COUNTRY and (row.owes == Owes.COMMUNES or row.owing_kind == COMMUNE):
        return [_("Communes report to their province: of the country, ask the bodies of provinces.")]
    return []


def _why_not_what(row: Obligation, what: What) -> list[str]:
    reasons = []
    if not what.title.strip():
        reasons.append(_("Say what the report is called."))
    if not what.indicators and not what.wants_narrative and not what.wants_file:
        reasons.append(_("Choose what is to be given: indicators, words or a file."))
    kind = row.owing_body.kind if row.owing_body is not None else row.owing_kind
    if what.due_rule == DueRule.LAW and (kind != BY_LAW or row.calendar != Calendar.ADMINISTRATIVE):
        reasons.append(
            _(
                "The law sets this day for a province's administrative reports alone. Set one by a document, or leave it unset."
            )
        )
    if what.due_rule == DueRule.MONTH_DAY and not 1 <= (what.due_number or 0) <= 31:
        reasons.append(_("A day of the month lies between 1 and 31."))
    if what.due_rule in SET_BY_BODY and not (what.asked_sign.strip() and what.asked_on):
        reasons.append(_("A day that your body sets needs the document that asks: number and day."))
    if what.asked_on is not None and what.asked_on > today():
        reasons.append(_("The day of the document lies in the future."))
    return reasons


def _ask(row: Obligation, what: What) -> None:
    wanted = {indicator.pk for indicator in what.indicators}
    held = set(row.asked.values_list("indicator_id", flat=True))
    row.asked.filter(indicator_id__in=held - wanted).delete()
    AskedIndicator.objects.bulk_create(
        AskedIndicator(world=row.world, obligation=row, indicator_id=pk) for pk in sorted(wanted - held)
    )
