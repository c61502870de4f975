"""How long each step of a case took from its reception: numbers by mandate, codes by grant."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db import connection

from vongtay.law import queries as law
from vongtay.reports.queries.areas import Question


class TimeStep(StrEnum):
    """What is waited for from the day of reception on."""

    NOTICE = "notice"
    CHECK = "check"
    ANSWER = "answer"
    DECISION = "decision"
    SUPPORT = "support"


# The acts of the law's vocabulary that stop a clock of each step.
MET_BY = {
    "notified": TimeStep.NOTICE, "first_check": TimeStep.CHECK, "verification_answered": TimeStep.ANSWER, "confirmed_paper": TimeStep.DECISION,
    "help": TimeStep.SUPPORT,
}  # fmt: skip


@dataclass(frozen=True)
class Limit:
    """A limit of the law on a step: how many cases it ran for, and how many were or are late."""

    rule_id: str
    article: str
    unit: str  # of the limit: now, hours, calendar_days, working_days or months
    cases: int
    late: int


@dataclass(frozen=True)
class StepTime:
    """One step of the cases received in a period. Days are calendar days from the day of reception; none where no case came so far."""

    step: TimeStep
    cases: int
    done: int
    median: Decimal | None
    ninth: Decimal | None  # nine of ten took no longer
    limited: int
    late: int
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True)
class Took:
    """One case within one's grants: how many days the step took, None where it waits, and whether it is late by the law."""

    code: str
    days: int | None
    article: str
    is_late: bool


@lru_cache(maxsize=1)
def _rules() -> tuple[list[str], list[str]]:
    """Give the steps, and beside each the rule whose clock it stops."""
    pairs = [
        (MET_BY[rule.met_by].value, rule.id)
        for held in law.book().law.regimes
        for rule in held.rules
        if rule.met_by in MET_BY
    ]
    return [step for step, _rule in pairs], [rule for _step, rule in pairs]


def _asked(question: Question) -> list[Any]:
    period = question.period
    return [question.area.pk, period.first, period.last, question.as_known_on, *_rules()]


def times_of(question: Question) -> tuple[StepTime, ...]:
    """Count how long each step took, under the mandate of whoever asks. Errors: a database error where there is none over the area."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select step, rule_id, article, unit, cases, done, median, ninth, limited, late from vt.count_times(%s, %s, %s, %s, %s, %s)", _asked(question)
        )  # fmt: skip
        rows = cursor.fetchall()
    limits: dict[str, list[Limit]] = defaultdict(list)
    for step, rule_id, article, unit, _cases, _done, _median, _ninth, limited, late in rows:
        if rule_id is not None:
            limits[step].append(Limit(rule_id, article or "", unit or "", limited, late))
    whole = {row[0]: row for row in rows if row[1] is None}
    return tuple(_time(step, whole.get(step), sorted(limits[step], key=lambda one: one.rule_id)) for step in TimeStep)


def _time(step: TimeStep, row: Any, limits: Sequence[Limit]) -> StepTime:
    if row is None:
        return StepTime(step, 0, 0, None, None, 0, 0)
    _step, _rule, _article, _unit, cases, done, median, ninth, limited, late = row
    return StepTime(step, cases, done, median, ninth, limited, late, tuple(limits))


def times_behind(question: Question, step: TimeStep) -> list[Took]:
    """Give the cases behind a step that one's grants reach, those that took longest first, those that wait last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select code, days, coalesce(article, ''), coalesce(is_late, false) from vt.time_rows(%s, %s, %s, %s, %s, %s)"
            " where step = %s order by days desc nulls last, code",
            [*_asked(question), step.value],
        )
        return [Took(*row) for row in cursor.fetchall()]
