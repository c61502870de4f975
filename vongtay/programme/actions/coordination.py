"""Writing the duties of co-ordination regulations, calling for their yearly evaluation, answering it, concluding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.papers.models import Instrument
from vongtay.programme.models import Duty, DutySupport, Evaluation, EvaluationAnswer, EvaluationLine, EvaluationPart
from vongtay.programme.permissions import Act
from vongtay.programme.queries import coordination as queries
from vongtay.programme.writing import locked, own, require, write_row
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Task


@dataclass(frozen=True)
class Entry:
    """A duty as the regulation gives it. communes: every commune takes part."""

    text: str
    lead: Body
    number: str = ""
    supports: tuple[Body, ...] = ()
    communes: bool = False


@transaction.atomic
def enter_duty(*, key: UUID, regulation: Instrument, entry: Entry, by: Staff) -> Duty:
    """Enter a duty of a regulation. The same `key` again gives the one made the first time. Errors: NotAllowed, Refused."""
    require(Act.KEEP_DUTIES, by, regulation)
    if (made := Duty.objects.filter(pk=key).first()) is not None:
        return made
    row = Duty(id=key, regulation=regulation, **_words(entry), **own(by))
    write_row(row, new=True)
    _support(row, entry.supports)
    audit.record(Act.KEEP_DUTIES, by=by, details={"duty": str(key), "lead": entry.lead.code})
    return row


@transaction.atomic
def correct_duty(*, duty: Duty, entry: Entry, version: int, by: Staff) -> Duty:
    """Correct a duty; answers given before keep the words that they answered. Errors: NotAllowed, Stale, WrongState, Refused."""
    require(Act.CORRECT_DUTY, by, duty)
    row = _holding(duty, version)
    for name, value in _words(entry).items():
        setattr(row, name, value)
    write_row(row)
    _support(row, entry.supports)
    audit.record(Act.CORRECT_DUTY, by=by, details={"duty": str(row.pk), "lead": entry.lead.code})
    return row


@transaction.atomic
def withdraw_duty(*, duty: Duty, why: str, version: int, by: Staff) -> Duty:
    """Say that a duty no longer holds, and why; answers about it stay. Errors: NotAllowed, Stale, WrongState, Refused."""
    require(Act.CORRECT_DUTY, by, duty)
    row = _holding(duty, version)
    if not why.strip():
        raise Refused(_("Say why it no longer holds."))
    row.withdrawn_why = why.strip()[:300]
    write_row(row, only=("withdrawn_why",))
    audit.record(Act.CORRECT_DUTY, by=by, details={"duty": str(row.pk), "withdrawn": True})
    return row


def _holding(duty: Duty, version: int) -> Duty:
    row = locked(Duty, duty.pk, version)
    if row.withdrawn_why:
        raise WrongState(_("This duty no longer holds."))
    return row


def _words(entry: Entry) -> dict[str, object]:
    return {"text": entry.text.strip(), "number": entry.number.strip(), "lead": entry.lead, "communes": entry.communes}


def _support(row: Duty, bodies: tuple[Body, ...]) -> None:
    wanted = {body.pk for body in bodies} - {row.lead_id}
    held = set(row.supports.values_list("body_id", flat=True))
    row.supports.filter(body_id__in=held - wanted).delete()
    DutySupport.objects.bulk_create(
        DutySupport(world=row.world, province_id=row.province_id, duty=row, body_id=pk) for pk in wanted - held
    )


@transaction.atomic
def call_evaluation(*, key: UUID, regulation: Instrument, year: int, due_on: date, by: Staff) -> Evaluation:
    """Call each body that has a duty to evaluate its year; those that sign in get a task, for others one's own body is to ask.

    The same `key` again gives the call made the first time. Errors: NotAllowed, Refused.
    """
    require(Act.CALL_EVALUATION, by, regulation)
    if (made := Evaluation.objects.filter(pk=key).first()) is not None:
        return made
    reasons = []
    if due_on < today():
        reasons.append(_("The day lies in the past."))
    if year > due_on.year:
        reasons.append(_("A year is looked back on in it or after it."))
    if not (bodies := queries.bodies_with_duties(by, regulation)):
        reasons.append(_("No body has a duty yet: enter the duties first."))
    if reasons:
        raise Refused(*reasons)
    row = Evaluation(id=key, regulation=regulation, year=year, due_on=due_on, **own(by))
    write_row(row, new=True)
    EvaluationPart.objects.bulk_create(
        EvaluationPart(
            id=part_id, world=by.world, province_id=by.province_id, evaluation=row, to_body=body, task=_task(row, body, part_id, by)
        )
        for body in bodies
        for part_id in [uuid5(row.pk, body.code)]
    )  # fmt: skip
    audit.record(Act.CALL_EVALUATION, by=by, details={"evaluation": str(key), "year": year, "bodies": len(bodies)})
    return row


def _task(row: Evaluation, body: Body, part_id: UUID, by: Staff) -> Task:
    given = {"document": row.regulation.called, "year": row.year, "body": body.short_name}
    words = (
        _("Evaluate how %(document)s was carried out in %(year)s")
        if body.signs_in
        else _("Ask %(body)s how it carried out %(document)s in %(year)s")
    )
    doer = body if body.signs_in else Body.objects.get(pk=by.body_id)
    wish = tasks.Wish(
        (words % given)[:300], doer, None, row.due_on, reverse("programme:answer_evaluation", args=[part_id])
    )
    return tasks.add_task(key=uuid5(NAMESPACE_OID, f"evaluation {row.pk} {body.pk}"), wish=wish, by=by)


@dataclass(frozen=True)
class Done:
    """How a body did one duty."""

    duty: Duty
    outcome: str
    result: str = ""
    difficulty: str = ""


@dataclass(frozen=True)
class Evaluated:
    """What a body answers. done: empty for an outright nil. source: the paper where another body enters it."""

    done: Sequence[Done] = ()
    nil: bool = False
    note: str = ""
    source_sign: str = ""
    source_on: date | None = None


@transaction.atomic
def answer_evaluation(*, key: UUID, part: EvaluationPart, said: Evaluated, by: Staff) -> EvaluationAnswer:
    """Answer for a body's duties of the year; a later answer takes the place of the one before, which stays to be seen.

    The same `key` again gives the answer made the first time. Errors: NotAllowed, WrongState, Refused.
    """
    require(Act.ANSWER_EVALUATION, by, part)
    if (made := EvaluationAnswer.objects.filter(pk=key).first()) is not None:
        return made
    # Not locked: the row is the caller's alone to change. The wall takes no answer to what was concluded either.
    if Evaluation.objects.get(pk=part.evaluation_id).closed_on is not None:
        raise WrongState(_("The evaluation was concluded: answers are no longer taken."))
    if reasons := _why_not(part, said, by):
        raise Refused(*reasons)
    answer = EvaluationAnswer(
        id=key, world=by.world, province_id=by.province_id, part=part, nil=said.nil, note=said.note.strip(), source_sign=said.source_sign.strip(),
        source_on=said.source_on, body_id=part.to_body_id, entered_by_id=by.post_id,
    )  # fmt: skip
    write_row(answer, new=True)
    for one in said.done:
        line = EvaluationLine(
            world=by.world, province_id=by.province_id, answer=answer, duty=one.duty, words=one.duty.text, outcome=one.outcome,
            result=one.result.strip(), difficulty=one.difficulty.strip(),
        )  # fmt: skip
        write_row(line, new=True)
    if part.task_id is not None:
        tasks.fulfil(key=part.task_id, note=_("The evaluation was entered."), by=by)
    audit.record(
        Act.ANSWER_EVALUATION, by=by, details={"part": str(part.pk), "nil": said.nil, "duties": len(said.done)}
    )
    return answer


def _why_not(part: EvaluationPart, said: Evaluated, by: Staff) -> list[str]:
    """Say what is wrong with an answer: the database refuses the rest in the words of its constraints."""
    reasons = []
    if part.to_body_id != by.body_id and not said.source_sign.strip():
        reasons.append(_("For another body, give the paper in which it answered: number and day."))
    if said.source_on is not None and said.source_on > today():
        reasons.append(_("The day lies in the future."))
    asked = {duty.pk for duty in queries.duties_of_part(part)}
    told = {one.duty.pk for one in said.done}
    if said.nil and told:
        reasons.append(_("Either nothing arose, or it is said of each duty how it was done."))
    elif not said.nil and (told != asked or not asked):
        reasons.append(_("Say of each duty how it was done, or that nothing arose."))
    return reasons


@transaction.atomic
def close_evaluation(*, evaluation: Evaluation, conclusion: str, version: int, by: Staff) -> Evaluation:
    """Conclude an evaluation; bodies that did not answer stay to be seen as such. Errors: NotAllowed, Stale, WrongState, Refused."""
    require(Act.CLOSE_EVALUATION, by, evaluation)
    row = locked(Evaluation, evaluation.pk, version)
    if row.closed_on is not None:
        raise WrongState(_("The evaluation was concluded already."))
    _end(row, conclusion, _("The evaluation was concluded without it."), by)
    audit.record(Act.CLOSE_EVALUATION, by=by, details={"evaluation": str(row.pk)})
    return row


@transaction.atomic
def withdraw_evaluation(*, evaluation: Evaluation, why: str, version: int, by: Staff) -> Evaluation:
    """Take a call back as wrong, and say why; answers that came stay to be seen. Errors: NotAllowed, Stale, WrongState, Refused."""
    require(Act.CLOSE_EVALUATION, by, evaluation)
    row = locked(Evaluation, evaluation.pk, version)
    if row.closed_on is not None:
        raise WrongState(_("The evaluation was concluded already."))
    if not why.strip():
        raise Refused(_("Say why."))
    row.is_withdrawn = True
    _end(row, why, _("The call was taken back."), by)
    audit.record(Act.CLOSE_EVALUATION, by=by, details={"evaluation": str(row.pk), "withdrawn": True})
    return row


def _end(row: Evaluation, words: str, to_others: str, by: Staff) -> None:
    row.closed_on, row.conclusion = today(), words.strip()
    write_row(row, only=("closed_on", "conclusion", "is_withdrawn"))
    for part in row.parts.filter(answers__isnull=True, task__isnull=False):
        tasks.fulfil(key=part.task_id, note=to_others, by=by, is_done=False)  # type: ignore[arg-type]  # filtered
