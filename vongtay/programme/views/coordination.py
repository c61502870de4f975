"""Pages of co-ordination: regulations with the roles of each body, and how the bodies evaluate a year."""

import uuid
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.filters import chips_of
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers.models import Instrument
from vongtay.programme.actions import coordination as actions
from vongtay.programme.forms import coordination as forms
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import Duty, Evaluation, EvaluationPart
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.queries import coordination as queries
from vongtay.programme.queries import documents
from vongtay.programme.states.coordination import OUTCOME_TONES, Outcome
from vongtay.programme.views.pages import act_page, allow

FEW = 12


@staff_only
def list_regulations(request: StaffRequest) -> HttpResponse:
    """Show the regulations that share duties out, and what one's body is to answer."""
    allow(request)
    context = {
        "rows": list(queries.regulations(request.staff)), "owed": list(queries.owed_by(request.staff)), "day": today(),
        "may_keep": may(RULES, Act.KEEP_DOCUMENTS, request.staff),
    }  # fmt: skip
    return render(request, "programme/coordination/list.html", context)


def _regulation(request: StaffRequest, regulation_id: UUID) -> Instrument:
    allow(request)
    row = documents.document_or_none(request.staff, str(regulation_id))
    if row is None:
        raise Http404
    return row


@staff_only
def show_regulation(request: StaffRequest, regulation_id: UUID) -> HttpResponse:
    """Show who leads and who supports each duty, and the years that were evaluated."""
    row, staff = _regulation(request, regulation_id), request.staff
    found = list(queries.duties(row))
    ours = [one for one in found if queries.is_of(staff.body_id, staff.body_kind == queries.COMMUNE, one)]
    asked = request.GET.get("show", "")
    shown = {"ours": ours, "lead": [one for one in found if one.lead_id == staff.body_id]}.get(asked, found)
    words: list[tuple[str, str, int | str]] = [
        ("", _("All"), len(found)),
        ("ours", _("Ours"), len(ours)),
        ("lead", _("We lead"), sum(one.lead_id == staff.body_id for one in found)),
    ]
    keeps = may(RULES, Act.KEEP_DUTIES, staff, row)
    context = {
        "row": row, "duties": shown, "n_all": len(found), "chips": chips_of(request, "show", words), "evaluations": list(queries.evaluations(row)),
        "may_keep": keeps, "may_call": bool(found) and may(RULES, Act.CALL_EVALUATION, staff, row), "day": today(),
        "mine": staff.body_id,
    }  # fmt: skip
    return render(request, "programme/coordination/show.html", context)


@staff_only
def enter_duty(request: StaffRequest, regulation_id: UUID) -> HttpResponse:
    """Enter a duty."""
    row = _regulation(request, regulation_id)
    allow(request, Act.KEEP_DUTIES, row)
    bodies = documents.bodies_below(request.staff, today())
    form = forms.EnterDuty(request.POST or None, initial={"key": uuid.uuid4()}, bodies=bodies)

    def write(given: dict[str, Any]) -> None:
        actions.enter_duty(key=given["key"] or uuid.uuid4(), regulation=row, entry=form.given(), by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:regulation", args=[row.pk]), done=_("The duty was entered."), title=_("Enter a duty"),
        button=_("Save"), lead=row.called,
    )  # fmt: skip


def _duty(request: StaffRequest, duty_id: UUID) -> Duty:
    allow(request)
    try:
        row = queries.duty_of(request.staff, duty_id)
    except Duty.DoesNotExist as missing:
        raise Http404 from missing
    allow(request, Act.CORRECT_DUTY, row)
    return row


def _version(row: Duty | Evaluation) -> int:
    return int(type(row)._default_manager.values_list("version", flat=True).get(pk=row.pk))


@staff_only
def correct_duty(request: StaffRequest, duty_id: UUID) -> HttpResponse:
    """Correct a duty."""
    row = _duty(request, duty_id)
    names = ("version", "number", "text", "lead", "communes")
    initial = {name: getattr(row, name) for name in names} | {"supports": [one.body_id for one in row.supports.all()]}
    form = forms.EnterDuty(request.POST or None, initial=initial, bodies=documents.bodies_below(request.staff, today()))

    def write(given: dict[str, Any]) -> None:
        actions.correct_duty(duty=row, entry=form.given(), version=given["version"] or 0, by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:regulation", args=[row.regulation_id]), done=_("The duty was corrected."),
        title=_("Correct a duty"), button=_("Save"), version=lambda: _version(row),
    )  # fmt: skip


@staff_only
def withdraw_duty(request: StaffRequest, duty_id: UUID) -> HttpResponse:
    """Say that a duty no longer holds."""
    row = _duty(request, duty_id)
    form = TakeBack(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> None:
        actions.withdraw_duty(duty=row, why=given["why"], version=given["version"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:regulation", args=[row.regulation_id]), done=_("The duty no longer holds."),
        title=_("The duty no longer holds"), button=_("Save"), lead=row.text, version=lambda: _version(row),
    )  # fmt: skip


@staff_only
def call_evaluation(request: StaffRequest, regulation_id: UUID) -> HttpResponse:
    """Call for the evaluation of a year."""
    row = _regulation(request, regulation_id)
    allow(request, Act.CALL_EVALUATION, row)
    form = forms.CallEvaluation(request.POST or None, initial={"key": uuid.uuid4(), "year": today().year})

    def write(given: dict[str, Any]) -> str:
        made = actions.call_evaluation(regulation=row, by=request.staff, **given)
        return reverse("programme:evaluation", args=[made.pk])

    return act_page(
        request, form, write, back=reverse("programme:regulation", args=[row.pk]), done=_("Each body with a duty was asked."),
        title=_("Call for the evaluation of a year"), button=_("Call"), lead=row.called,
    )  # fmt: skip


def _evaluation(request: StaffRequest, evaluation_id: UUID) -> Evaluation:
    allow(request)
    try:
        return queries.evaluation_of(request.staff, evaluation_id)
    except Evaluation.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def show_evaluation(request: StaffRequest, evaluation_id: UUID) -> HttpResponse:
    """Show the whole of a year: who has answered, and what was said of each duty."""
    row, staff = _evaluation(request, evaluation_id), request.staff
    found = queries.parts(row, today())
    is_open = row.closed_on is None
    told = [(part, is_open and _may_answer(request, row, part.row)) for part in found]
    answered, silent = [one for one in told if one[0].answer], [one for one in told if not one[0].answer]
    whole = [
        (one, [(line, OUTCOME_TONES[Outcome(line.outcome)]) for line in one.lines]) for one in queries.by_duty(found)
    ]
    context = {
        "row": row, "whole": whole, "answered": answered, "silent": silent, "few_silent": len(silent) <= FEW, "n_asked": len(found),
        "n_answered": len(answered), "n_late": sum(part.state == "late" for part in found), "n_nil": sum(part.state == "nil" for part in found),
        "mine": next((part.row for part, may_answer in silent if may_answer and part.row.to_body_id == staff.body_id), None),
        "may_raise": may(RULES, Act.RAISE, staff), "may_close": is_open and may(RULES, Act.CLOSE_EVALUATION, staff, row),
    }  # fmt: skip
    return render(request, "programme/coordination/evaluation.html", context)


def _may_answer(request: StaffRequest, evaluation: Evaluation, part: EvaluationPart) -> bool:
    part.evaluation = evaluation
    return may(RULES, Act.ANSWER_EVALUATION, request.staff, part)


def _part(request: StaffRequest, part_id: UUID) -> EvaluationPart:
    allow(request)
    try:
        part = queries.part_of(request.staff, part_id)
    except EvaluationPart.DoesNotExist as missing:
        raise Http404 from missing
    allow(request, Act.ANSWER_EVALUATION, part)
    return part


def _words(part: EvaluationPart) -> dict[str, Any]:
    given = {"document": part.evaluation.regulation.called, "year": part.evaluation.year}
    return {
        "title": _("%(document)s in %(year)s") % given, "lead": part.to_body.name, "button": _("Send the answer"),
        "back": reverse("programme:evaluation", args=[part.evaluation_id]), "done": _("The answer stands in the whole."),
    }  # fmt: skip


@staff_only
def answer_evaluation(request: StaffRequest, part_id: UUID) -> HttpResponse:
    """Answer for each duty; what was answered before is filled in."""
    part = _part(request, part_id)
    duties, former = queries.duties_of_part(part), queries.answers_of(part)
    initial: dict[str, Any] = {"key": uuid.uuid4()}
    if former:
        told = {line.duty_id: line for line in former[0].lines.all()}
        initial["note"] = "" if former[0].nil else former[0].note
        for number, duty in enumerate(duties):
            if duty.pk in told:
                line = told[duty.pk]
                initial |= {f"{name}_{number}": getattr(line, name) for name in ("outcome", "result", "difficulty")}
    is_own = part.to_body_id == request.staff.body_id
    form = forms.AnswerEvaluation(request.POST or None, initial=initial, duties=duties, is_own=is_own)

    def write(given: dict[str, Any]) -> None:
        actions.answer_evaluation(key=given["key"], part=part, said=form.given(), by=request.staff)

    return act_page(
        request, form, write, template="programme/coordination/answer.html", part=part, former=former, **_words(part)
    )


@staff_only
def nothing_arose(request: StaffRequest, part_id: UUID) -> HttpResponse:
    """Say outright that nothing arose in the year."""
    part = _part(request, part_id)
    is_own = part.to_body_id == request.staff.body_id
    form = forms.NothingArose(request.POST or None, initial={"key": uuid.uuid4()}, is_own=is_own)

    def write(given: dict[str, Any]) -> None:
        actions.answer_evaluation(key=given["key"], part=part, said=form.given(), by=request.staff)

    return act_page(request, form, write, **(_words(part) | {"button": _("Nothing arose")}))


@staff_only
def close_evaluation(request: StaffRequest, evaluation_id: UUID) -> HttpResponse:
    """Conclude the evaluation of a year."""
    row = _evaluation(request, evaluation_id)
    allow(request, Act.CLOSE_EVALUATION, row)
    form = forms.CloseEvaluation(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> None:
        actions.close_evaluation(evaluation=row, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("programme:evaluation", args=[row.pk]), done=_("The evaluation was concluded."),
        title=_("Conclude the evaluation"), button=_("Conclude"), version=lambda: _version(row),
    )  # fmt: skip


@staff_only
def withdraw_evaluation(request: StaffRequest, evaluation_id: UUID) -> HttpResponse:
    """Take a call back as wrong; the year may be called for again."""
    row = _evaluation(request, evaluation_id)
    allow(request, Act.CLOSE_EVALUATION, row)
    form = TakeBack(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> None:
        actions.withdraw_evaluation(evaluation=row, why=given["why"], version=given["version"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:evaluation", args=[row.pk]), done=_("The call was taken back; the year may be called for again."),
        title=_("Take the call back"), button=_("Take the call back"), version=lambda: _version(row),
    )  # fmt: skip
