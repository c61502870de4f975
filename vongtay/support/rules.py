"""Whom the law supports, and how somebody stands at home: facts in, answers out."""

import calendar
from collections.abc import Mapping
from datetime import date

from vongtay.cases.states import OPEN, State
from vongtay.support.states import Beneficiary, Criterion, Met


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
