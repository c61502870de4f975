"""Reading who has which role under a co-ordination regulation, and how the bodies evaluate a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from vongtay.agencies.models import Body
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.papers.models import Instrument
from vongtay.programme.models import Duty, Evaluation, EvaluationAnswer, EvaluationLine, EvaluationPart
from vongtay.programme.queries.documents import bodies_below, register_of
from vongtay.programme.states.coordination import REGULATIONS

COMMUNE = "commune"


def regulations(staff: Staff) -> QuerySet[Instrument, Any]:
    """The documents that share duties out, or whose kind says that they do: those with duties first, then the newest."""
    holding = Count("duties", filter=Q(duties__withdrawn_why=""), distinct=True)
    rows = register_of(staff).annotate(n_duties=holding).filter(Q(n_duties__gt=0) | Q(kind__in=REGULATIONS))
    replaced = Instrument.objects.filter(replaces=OuterRef("pk"), withdrawn_why="")
    rows = rows.annotate(is_replaced=Exists(replaced)).select_related("issued_by")
    return rows.order_by("is_replaced", "-n_duties", F("dated_on").desc(nulls_last=True), "pk")


def duties(regulation: Instrument) -> QuerySet[Duty]:
    """The duties of a regulation that hold, in its order as they were entered."""
    rows = Duty.objects.filter(regulation=regulation, withdrawn_why="").select_related("lead")
    return rows.prefetch_related("supports__body").order_by("recorded_at", "pk")


def duty_of(staff: Staff, duty_id: UUID) -> Duty:
    """One duty that holds. Duty.DoesNotExist both when there is none and out of reach."""
    mine = Duty.objects.filter(world=staff.world, province_id=staff.province_id, withdrawn_why="")
    return mine.select_related("regulation", "lead").prefetch_related("supports__body").get(pk=duty_id)


def is_of(body_id: UUID, is_commune: bool, duty: Duty) -> bool:
    """Say whether a body has a duty: it leads, supports, or is one of the communes that all take part."""
    return (
        body_id == duty.lead_id
        or body_id in {row.body_id for row in duty.supports.all()}
        or (duty.communes and is_commune)
    )


def bodies_with_duties(staff: Staff, regulation: Instrument) -> list[Body]:
    """Give the bodies at work today that have a duty under a regulation, by their order."""
    held = list(duties(regulation))
    return [
        body
        for body in bodies_below(staff, today())
        if any(is_of(body.pk, body.kind == COMMUNE, duty) for duty in held)
    ]


def evaluations(regulation: Instrument) -> QuerySet[Evaluation, Any]:
    """The years of a regulation that were called for, the newest first, with how many bodies are asked and have answered."""
    answered = Count("parts", filter=Q(parts__answers__isnull=False), distinct=True)
    rows = Evaluation.objects.filter(regulation=regulation, is_withdrawn=False).select_related("body")
    return rows.annotate(n_asked=Count("parts", distinct=True), n_answered=answered).order_by("-year")


def evaluation_of(staff: Staff, evaluation_id: UUID) -> Evaluation:
    """One call. Evaluation.DoesNotExist both when there is none and out of reach."""
    mine = Evaluation.objects.filter(world=staff.world, province_id=staff.province_id)
    return mine.select_related("regulation", "body").get(pk=evaluation_id)


def part_of(staff: Staff, part_id: UUID) -> EvaluationPart:
    """What one body owes. EvaluationPart.DoesNotExist both when there is none and out of reach."""
    mine = EvaluationPart.objects.filter(world=staff.world, province_id=staff.province_id)
    return mine.select_related("evaluation__regulation", "evaluation__body", "to_body").get(pk=part_id)


def duties_of_part(part: EvaluationPart) -> list[Duty]:
    """Give the duties for which a body is to answer: those that hold today."""
    body = part.to_body
    return [one for one in duties(part.evaluation.regulation) if is_of(body.pk, body.kind == COMMUNE, one)]


def owed_by(staff: Staff) -> QuerySet[EvaluationPart]:
    """What one's body is to answer and has not, the nearest day first."""
    open_ones = EvaluationPart.objects.filter(
        world=staff.world, to_body_id=staff.body_id, evaluation__closed_on__isnull=True, answers__isnull=True
    )
    return open_ones.select_related("evaluation__regulation").order_by("evaluation__due_on")


@dataclass(frozen=True)
class Part:
    """What one body owes, and its newest answer."""

    row: EvaluationPart
    answer: EvaluationAnswer | None
    due_on: date
    day: date

    @property
    def state(self) -> str:
        """answered, nil, late or awaited."""
        if self.answer is not None:
            return "nil" if self.answer.nil else "answered"
        return "late" if self.due_on < self.day else "awaited"


@dataclass(frozen=True)
class OfDuty:
    """A duty with what the bodies said of it, the lead first."""

    words: str
    number: str
    lead: Body
    lines: tuple[EvaluationLine, ...]


_LINES = Prefetch("lines", EvaluationLine.objects.select_related("duty__lead").order_by("pk"))


def parts(evaluation: Evaluation, day: date) -> list[Part]:
    """Give what each body owes, those that are late first, each with its newest answer. Three queries."""
    newest = (
        EvaluationAnswer.objects.filter(part__evaluation=evaluation)
        .order_by("part_id", "-recorded_at")
        .distinct("part_id")
        .select_related("body", "entered_by__user", "entered_by__body")
        .prefetch_related(_LINES)
    )
    came = {answer.part_id: answer for answer in newest}
    rows = evaluation.parts.select_related("to_body").order_by("to_body__sort_key")
    order = {"late": 0, "awaited": 1, "answered": 2, "nil": 3}
    found = [Part(row, came.get(row.pk), evaluation.due_on, day) for row in rows]
    return sorted(found, key=lambda part: order[part.state])


def by_duty(found: Iterable[Part]) -> list[OfDuty]:
    """Give the whole by duty, in the order in which duties were entered."""
    lines: dict[UUID, list[EvaluationLine]] = {}
    for part in found:
        if part.answer is not None:
            for line in part.answer.lines.all():
                line.answer = part.answer
                lines.setdefault(line.duty_id, []).append(line)
    told = []
    for mine in lines.values():
        duty = mine[0].duty
        mine.sort(key=lambda line: (line.answer.body_id != duty.lead_id, line.answer.body.sort_key))
        told.append((duty, OfDuty(mine[0].words, duty.number, duty.lead, tuple(mine))))
    return [one for _duty, one in sorted(told, key=lambda pair: (pair[0].recorded_at, pair[0].pk))]


def answers_of(part: EvaluationPart) -> list[EvaluationAnswer]:
    """Give what a body answered, the newest first."""
    rows = part.answers.select_related("entered_by__user", "entered_by__body").prefetch_related(_LINES)
    return list(rows.order_by("-recorded_at"))


def difficulty_of(staff: Staff, text: str) -> EvaluationLine | None:
    """Give the line of an evaluation that an address names, if it tells a difficulty; or None."""
    if not text.isdigit():
        return None
    rows = EvaluationLine.objects.filter(world=staff.world, province_id=staff.province_id).exclude(difficulty="")
    return rows.select_related("answer__part__evaluation__regulation").filter(pk=int(text[:18])).first()
