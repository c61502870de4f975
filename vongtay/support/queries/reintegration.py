"""Returns home, visits owed and done, criteria over time, who has not been heard of, outcomes a year after."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from vongtay.cases.models import Case, Step
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam, today
from vongtay.people.vault import Vault
from vongtay.support.models import Closure, Finding, Homecoming, PlannedVisit, Visit
from vongtay.support.queries.visit_rule import RuleNow, visit_rule_now
from vongtay.support.rules import is_firm, silence
from vongtay.support.states import ClosureState, Criterion, Income, Known, Met, VisitState

SHOWN = 30


def home_now(case: Case) -> Homecoming | None:
    """Give the return home that holds."""
    rows = Homecoming.objects.filter(case=case, ended_at__isnull=True)
    return rows.select_related("place", "body", "acted_by_body").first()


def step_home(case: Case) -> date | None:
    """Give the day on which the case says that the person came home, by the step of the law; None without one."""
    at = (
        Step.objects.filter(case=case, kind="returned_home")
        .order_by("-happened_at")
        .values_list("happened_at", flat=True)
    )
    found = at.first()
    return day_in_vietnam(found) if found else None


def planned_of(home: Homecoming) -> list[PlannedVisit]:
    """Give the visits of a return in order of their days."""
    return list(home.planned.order_by("due_on"))


@dataclass(frozen=True)
class VisitShown:
    """A visit with its words and what it found: criterion -> (answer, note)."""

    row: Visit
    found: str
    next_step: str
    against: str
    findings: dict[str, tuple[str, str]]
    taken_back: str = ""


def visits_of(case: Case, vault: Vault) -> list[VisitShown]:
    """Give the visits of a case, newest first."""
    rows = list(
        Visit.objects.filter(case=case).select_related("case", "acted_by_body", "entered_by__user", "planned", "taken_back", "incoming__register").order_by("-visited_on", "-recorded_at")
    )  # fmt: skip
    findings: dict[UUID, dict[str, tuple[str, str]]] = {row.pk: {} for row in rows}
    for one in Finding.objects.filter(case=case):
        note = vault.open("support_finding", "note_ct", one.pk, one.note_ct)
        findings[one.visit_id][one.criterion] = (one.answer, note)

    def read(row: Visit, column: str) -> str:
        return vault.open("support_visit", column, row.pk, getattr(row, column))

    def why(row: Visit) -> str:
        back = getattr(row, "taken_back", None)
        return vault.open("support_visittakenback", "reason_ct", back.pk, back.reason_ct) if back else ""

    return [
        VisitShown(row, read(row, "found_ct"), read(row, "next_ct"), read(row, "against_ct"), findings[row.pk], why(row))
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class Trend:
    """One criterion over the visits at which the person was met, oldest first."""

    criterion: Criterion
    answers: list[tuple[date, Met, str]]

    @property
    def last(self) -> Met:
        """The answer of the last visit."""
        return self.answers[-1][1] if self.answers else Met.UNKNOWN


def trend_of(visits: list[VisitShown]) -> list[Trend]:
    """Give the criteria over time from the visits of a case."""
    met = [one for one in reversed(visits) if one.row.is_reached and not one.taken_back]
    return [
        Trend(
            criterion,
            [(one.row.visited_on, Met(one.findings[criterion][0]), one.findings[criterion][1]) for one in met if criterion in one.findings],
        )
        for criterion in Criterion
    ]  # fmt: skip


def is_firm_now(case: Case) -> bool:
    """Say whether all criteria were met at the last visit at which the person was met."""
    last = (
        Visit.objects.filter(case=case, is_reached=True, homecoming__ended_at__isnull=True, taken_back__isnull=True)
        .order_by("-visited_on", "-recorded_at").first()
    )  # fmt: skip
    return last is not None and is_firm(dict(last.findings.values_list("criterion", "answer")))


@dataclass(frozen=True)
class AtHome:
    """A return of the list: its next visit and how long the contact that was due is missing (lost, quiet, late or empty)."""

    row: Homecoming
    due_on: date | None
    silence: str
    is_closed: bool
    days: int


def _homes(staff: Staff) -> QuerySet[Any]:
    closed = Closure.objects.filter(case=OuterRef("case"), state=ClosureState.APPROVED, reopened_at__isnull=True)
    rows = Homecoming.objects.filter(world=staff.world, ended_at__isnull=True, case__bodies__contains=[staff.body_id])
    return rows.select_related("case", "place", "body").annotate(
        is_closed=Exists(closed), due=Min("planned__due_on", filter=Q(planned__state=VisitState.PLANNED))
    )


def at_home(staff: Staff, *, most: int = 500) -> list[AtHome]:
    """Give the returns within reach, those whose visit is due longest first, closed ones last."""
    rule, now = visit_rule_now(staff.world), today()
    rows = _homes(staff).order_by("is_closed", "due", "-returned_on")[:most]
    return [_shown(row, rule, now) for row in rows]


def _shown(row: Homecoming, rule: RuleNow, now: date) -> AtHome:
    due: date | None = getattr(row, "due", None)
    closed = bool(getattr(row, "is_closed", False))
    missing = "" if closed else silence(due, now, quiet_days=rule.quiet_days, lost_days=rule.lost_days)
    return AtHome(row, due, missing, closed, (now - due).days if due and missing else 0)


def without_contact(staff: Staff) -> list[AtHome]:
    """Give the returns whose contact has been due for so many days that somebody is alarmed, longest first."""
    rule, now = visit_rule_now(staff.world), today()
    rows = _homes(staff).filter(is_closed=False, due__lte=now - timedelta(days=rule.quiet_days)).order_by("due")
    return [_shown(row, rule, now) for row in rows[:SHOWN]]


def silence_of(planned: list[PlannedVisit], world: str) -> tuple[str, int]:
    """Give how long the contact of one return is missing, and the days."""
    rule, now = visit_rule_now(world), today()
    due = min((row.due_on for row in planned if row.state == VisitState.PLANNED), default=None)
    missing = silence(due, now, quiet_days=rule.quiet_days, lost_days=rule.lost_days)
    return missing, (now - due).days if due and missing else 0


# What is asked a year after, in the order of the table; the codes of the answers and their words.
OUTCOMES = {"study": Known, "skill": Known, "job": Known, "income": Income, "safe": Known}


def count_outcomes(*, area_id: int, first_day: date, last_day: date) -> dict[str, dict[str, int]]:
    """Count the outcomes of an area under a mandate: what is asked -> answer -> how many. Errors: no mandate."""
    with connection.cursor() as cursor:
        cursor.execute("select kind, answer, n from vt.outcomes(%s, %s, %s)", [area_id, first_day, last_day])
        rows = cursor.fetchall()
    counts: dict[str, dict[str, int]] = {kind: dict.fromkeys(words.values, 0) for kind, words in OUTCOMES.items()}
    for kind, answer, n in rows:
        counts[kind][answer] = n
    return counts
