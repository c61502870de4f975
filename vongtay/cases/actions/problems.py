"""Unexpected problems, raised to all bodies that share a case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.reception import add_step, locked, moment_of, require
from vongtay.cases.models import Case, Problem, Team
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.cases.states import ProblemState, StepKind
from vongtay.common.access import NotAllowed, Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.people.vault import Vault
from vongtay.tasks import actions as tasks

MOST_WORDS = 300  # of a task


@dataclass(frozen=True)
class ToTeam:
    """The inter-agency team that a problem is raised to, and what its bodies outside the case read: nothing about the person."""

    team: Team
    words: str

    def __repr__(self) -> str:
        return f"ToTeam({self.team.id})"


@transaction.atomic
def raise_problem(
    *, key: UUID, case: Case, words: str, happened_on: date, by: Staff, to: ToTeam | None = None
) -> Problem:
    """Raise a problem to the bodies of a case: each of the others that signs in gets a task. The same `key` makes one.

    to: a team as well. Its bodies that don't reach the case get a task with the words for the team, and reach nothing by it.
    """
    require(Act.RAISE_PROBLEM, by, case)
    if (made := Problem.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    reasons = why_not_day(happened_on, event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    if not words.strip():
        reasons.append(_("Say what happened."))
    if reasons := [*reasons, *_why_not_team(to)]:
        raise Refused(*reasons)
    asked = {*case.bodies, *(to.team.bodies if to else ())}
    told = list(Body.objects.filter(pk__in=asked, signs_in=True).exclude(pk=by.body_id).order_by("sort_key"))
    vault = Vault.of(case.person_id)
    problem = Problem(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, body_id=by.body_id, happened_on=happened_on,
        words_ct=vault.seal("cases_problem", "words_ct", key, words.strip()), bodies=[body.id for body in told],
        team=to.team if to else None,
    )  # fmt: skip
    problem.save(force_insert=True)
    for body in told:
        _ask(case, body, key, by, to)
    add_step(
        case, StepKind.PROBLEM, by=by, at=moment_of(happened_on), details={"to": ", ".join(b.short_name for b in told)}
    )
    audit.record(Act.RAISE_PROBLEM, by=by, subject_id=case.subject_id, details={"told": [b.code for b in told]})
    return problem


def _why_not_team(to: ToTeam | None) -> list[str]:
    if to is None:
        return []
    today, reasons = day_in_vietnam(timezone.now()), []
    if to.team.ended_on is not None and to.team.ended_on < today:
        reasons.append(_("This team is at work no more."))
    if not to.words.strip():
        reasons.append(_("Say what the team is to know, without anything about the person."))
    return reasons


def _ask(case: Case, body: Body, key: UUID, by: Staff, to: ToTeam | None) -> None:
    """Set the task of one body: on the case where it reaches the case, else with the words for the team alone."""
    if body.id in case.bodies:
        wish = tasks.Wish(_("An unexpected problem was raised: read it in the case and answer"), body)
        tasks.add_task(key=uuid5(key, body.code), wish=wish, by=by, owner=case, seal=Vault.of(case.person_id).seal)
    elif to is not None:
        wish = tasks.Wish(f"{to.team.name}: {to.words.strip()}"[:MOST_WORDS], body)
        tasks.add_task(key=uuid5(key, body.code), wish=wish, by=by)


@transaction.atomic
def settle_problem(*, problem: Problem, outcome: str, settled_on: date, version: int, by: Staff) -> Problem:
    """Say how a problem was settled: by the body that raised it, or the one that leads the case."""
    require(Act.SETTLE_PROBLEM, by, problem.case)
    case = locked(problem.case)
    problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
    if by.body_id not in {case.lead_id, problem.body_id}:
        raise NotAllowed(_("The body that raised a problem, or the one that leads the case, settles it."))
    if problem.version != version or problem.state != ProblemState.OPEN:
        raise Stale(_("This problem was settled already."))
    reasons = why_not_day(settled_on, event_on=problem.happened_on, today=day_in_vietnam(timezone.now()))
    if not outcome.strip():
        reasons.append(_("Say how it was settled."))
    if reasons:
        raise Refused(*reasons)
    problem.state, problem.settled_on, problem.settled_by_id = ProblemState.SETTLED, settled_on, by.post_id
    problem.outcome_ct = Vault.of(case.person_id).seal("cases_problem", "outcome_ct", problem.pk, outcome.strip())
    problem.version += 1
    problem.save()
    add_step(case, StepKind.PROBLEM_SETTLED, by=by, at=moment_of(settled_on))
    audit.record(Act.SETTLE_PROBLEM, by=by, subject_id=case.subject_id)
    return problem
