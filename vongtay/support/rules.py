"""Whom the law supports, what may be booked, how somebody stands at home: facts in, answers out."""

import calendar
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vongtay.cases.states import OPEN, State
from vongtay.common.days import format_day
from vongtay.common.numbers import format_dong
from vongtay.people.vault import Vault
from vongtay.support.models import Measure
from vongtay.support.states import Answer, Beneficiary, Criterion, Met, Unit, school_year_words


def beneficiary_of(*, state: State, is_foreign: bool, came_along: bool) -> Beneficiary | None:
    """Give the kind of beneficiary somebody is now; None once the person was not identified or stays undetermined.

    What was given before stays explained by the state in which it was given.
    """
    if came_along:
        return Beneficiary.ACCOMPANYING
    if state in OPEN:
        return Beneficiary.UNDER_IDENTIFICATION
    if state == State.IDENTIFIED:
        return Beneficiary.FOREIGNER if is_foreign else Beneficiary.CITIZEN
    return None


@dataclass(frozen=True)
class Due:
    """What the law and the decisions of people say for one regime, one person, one day."""

    beneficiary: Beneficiary | None
    answer: str
    school_years: int | None = None  # schooling after the return: so many from the first one on
    over_age: bool = False  # the law gives it to who is under 18, and the person is known to be older


def why_not_due(due: Due) -> list[str]:
    """Give the reasons why somebody does not get a regime; unset without a decision waits for one."""
    if due.beneficiary is None:
        return [_("Nobody was supported in this case on that day: refer to social assistance.")]
    if due.answer == Answer.NO:
        return [_("This person does not get this regime.")]
    if due.over_age:
        return [_("The law gives this regime to who is under 18; by the age in the case, the person was older.")]
    if not due.answer:
        return [_("Nothing says yet whether this person gets this regime: decide it first, with your reason.")]
    return []


def why_not_amount(*, amount: int, most: int, less_reason: str) -> list[str]:
    """Give the reasons why an amount can't be paid: quantity x norm at most, less only with a reason."""
    if amount > most:
        return [_("The norm allows %(most)s at most.") % {"most": format_dong(most)}]
    if amount < 1:
        return [_("The amount must be at least one đồng.")]
    if amount < most and not less_reason:
        return [_("The norm gives %(most)s: say why less is paid.") % {"most": format_dong(most)}]
    return []


def why_not_quantity(*, unit: str, quantity: int, first: date, last: date) -> list[str]:
    """Give the reasons why so many units can't fall into a period."""
    if last < first:
        return [_("The last day must not lie before the first.")]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    most = {Unit.ONCE.value: 1, Unit.DAY.value: (last - first).days + 1, Unit.MONTH.value: months}.get(unit)
    if quantity < 1:
        return [_("Quantity and amount must be at least one.")]
    if most is not None and quantity > most:
        return [
            _("From %(first)s to %(last)s there are %(most)d of this unit at most.")
            % {"first": format_day(first), "last": format_day(last), "most": most}
        ]
    return []


def why_not_school_year(*, year: int | None, before: Collection[int], most: int | None, given_on: date) -> list[str]:
    """Give the reasons why schooling can't be booked for a school year; None is schooling during a stay. Source: law.md 2.4 and 8.27.

    year, before: years in which school years begin. most: how many the law gives from the first one on; None where nothing was confirmed.
    """
    if year is None:
        return []
    reasons = []
    if given_on.year not in {year, year + 1}:
        reasons.append(_("The day lies outside of the school year %(year)s.") % {"year": school_year_words(year)})
    years = {year, *before}
    if most is not None and max(years) - min(years) >= most:
        reasons.append(
            _("After the return the law gives schooling in %(most)d school years from the first one on; %(years)s were booked already.")
            % {"most": most, "years": ", ".join(school_year_words(one) for one in sorted(set(before)))}
        )  # fmt: skip
    return reasons


def why_not_year_beside(
    *, year: int, before: Collection[int], elsewhere: Collection[tuple[str, int]], most: int | None
) -> list[str]:
    """Give why a school year can't be booked beside what the same person had in other files, unless somebody says why it is apart.

    elsewhere: (body, year in which the school year begins). That a new return begins the count again was not confirmed, so a person decides.
    """
    years = {year, *before, *(other for _body, other in elsewhere)}
    if most is None or not elsewhere or max(years) - min(years) < most:
        return []
    had = "; ".join(f"{school_year_words(other)}, {body}" for body, other in elsewhere)
    return [
        _("The same person was given schooling after an earlier return: %(had)s. The law gives %(most)d school years. If this is apart from it, say why.")
        % {"had": had, "most": most}
    ]  # fmt: skip


def is_same_measure(vault: Vault, one: Measure, other: Measure) -> bool:
    """Say whether two measures ask the same of the same body by the same day."""
    texts = [vault.open("support_measure", "text_ct", row.pk, row.text_ct) for row in (one, other)]
    return texts[0] == texts[1] and (one.body_id, one.due_on) == (other.body_id, other.due_on)


def months_after(day: date, months: int) -> date:
    """Give the same day so many months later; the last of the month where it has no such day.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def silence(due_on: date | None, today: date, *, quiet_days: int, lost_days: int) -> str:
    """Say how long the contact that was due is missing: lost, quiet, late, or nothing. Days of ours, not of the law."""
    days = 0 if due_on is None else (today - due_on).days
    if days <= 0:
        return ""
    return "lost" if days >= lost_days else "quiet" if days >= quiet_days else "late"


def is_firm(answers: Mapping[str, str]) -> bool:
    """Say whether all criteria of a stable return are met."""
    return all(answers.get(criterion) == Met.MET for criterion in Criterion)
