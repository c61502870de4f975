from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.questionnaires import actions, answering, forms, shapes
from vongtay.questionnaires.comparing import differences
from vongtay.questionnaires.models import Edition, EditionState, Questionnaire
from vongtay.questionnaires.permissions import RULES, Act
from vongtay.questionnaires.shipped import shipped, shipped_by_code
from vongtay.questionnaires.wording import FAULT_LABELS

WAITING = (EditionState.DRAFT, EditionState.PROPOSED)


@staff_only
def list_questionnaires(request: StaffRequest) -> HttpResponse:
    """Show the questionnaires of the province, and which edition of each is in use."""
    found = Questionnaire.objects.filter(province_id=request.staff.province_id).prefetch_related("editions")
    rows = [(each, _newest(each, EditionState.LIVE), _newest(each, *WAITING)) for each in found.order_by("title")]
    return render(request, "questionnaires/list.html", {"rows": rows, "may_edit": may(RULES, Act.EDIT, request.staff)})


def _newest(questionnaire: Questionnaire, *states: str) -> Edition | None:
    held = [edition for edition in questionnaire.editions.all() if edition.state in states]
    return max(held, key=lambda edition: edition.number, default=None)


@staff_only
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a questionnaire, empty or with one that is shipped."""
    if not may(RULES, Act.EDIT, request.staff):
        raise NotAllowed(_("Only an administrator writes questionnaires."))
    form = forms.Begin(request.POST or None, shipped=[(each.code, each.title) for each in shipped()])
    if form.is_valid():
        given = form.cleaned_data
        held = shipped_by_code(given["shipped"])
        try:
            edition = actions.begin_questionnaire(
                title=given["title"] or (held.title if held else ""), purpose=given["purpose"], by=request.staff,
                source=given["source"] or (held.source if held else ""), content=held.content if held else None,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            return redirect("questionnaires:draft", code=edition.questionnaire.code)
    return render(request, "questionnaires/begin.html", {"form": form}, status=422 if form.errors else 200)


def _questionnaire(request: StaffRequest, code: str) -> Questionnaire:
    return get_object_or_404(Questionnaire, province_id=request.staff.province_id, code=code)


@staff_only
def show_edition(request: StaffRequest, code: str, nth: int) -> HttpResponse:
    """Show one edition as it is asked, and what may be done with it."""
    questionnaire = _questionnaire(request, code)
    editions = list(questionnaire.editions.select_related("made_by__user", "signed_off_by__user").order_by("-number"))
    edition = next((each for each in editions if each.number == nth), None)
    if edition is None:
        raise Http404
    shape = shapes.parsed(edition.content)
    before = next((each for each in editions if each.number == nth - 1), None)
    context = {
        "questionnaire": questionnaire, "edition": edition, "editions": editions, "shape": shape,
        "form": answering.Answer(shape=shape), "faults": _faults(shape),
        "changes": differences(shapes.parsed(before.content), shape) if before else None,
        "may_edit": may(RULES, Act.EDIT, request.staff), "may_sign_off": may(RULES, Act.SIGN_OFF, request.staff, edition),
        "may_retire": may(RULES, Act.RETIRE, request.staff, edition),
        "has_draft": any(each.state in WAITING for each in editions),
    }  # fmt: skip
    return render(request, "questionnaires/edition.html", context)


def _faults(shape: shapes.Questionnaire) -> list[tuple[str, str]]:
    named = {question.code: question.words for question in shape.questions()}
    return [
        (named.get(where, where), _(FAULT_LABELS[why])) for where, why in shapes.faults_of(shape)
    ]  # words of the table


def _draft(request: StaffRequest, code: str) -> Edition:
    """Give the draft of a questionnaire for whoever may edit it."""
    if not may(RULES, Act.EDIT, request.staff):
        raise NotAllowed(_("Only an administrator writes questionnaires."))
    return get_object_or_404(
        Edition.objects.select_related("questionnaire"),
        questionnaire=_questionnaire(request, code),
        state=EditionState.DRAFT,
    )


@staff_only
def edit_draft(request: StaffRequest, code: str) -> HttpResponse:
    """Show a draft with its questions in order, each with what can be done with it; take its introduction and bands."""
    edition = _draft(request, code)
    shape = shapes.parsed(edition.content)
    form = forms.EditIntro(request.POST or None, initial={"intro": shape.intro, "version": edition.version})
    bands = forms.EditBands(request.POST or None, initial=[vars(band) for band in shape.bands], prefix="band")
    if request.method == "POST" and form.is_valid() and bands.is_valid():
        changed = replace(shape, intro=form.cleaned_data["intro"].strip(), bands=forms.bands_in(bands))
        if _kept(request, edition, changed, form.cleaned_data["version"], form):
            return redirect("questionnaires:draft", code=code)
    context = {
        "edition": edition,
        "questionnaire": edition.questionnaire,
        "shape": shape,
        "form": form,
        "bands": bands,
        "faults": _faults(shape),
    }
    return render(request, "questionnaires/draft.html", context, status=422 if form.errors else 200)


def _kept(request: StaffRequest, edition: Edition, shape: shapes.Questionnaire, version: int, form: Any) -> bool:
    """Keep a draft; say why not on the form, with everything typed still there."""
    try:
        actions.change_draft(edition=edition, content=shape, version=version, by=request.staff)
    except Refused as refused:
        form.add_error(None, list(refused.reasons))
        return False
    messages.success(request, _("The draft was saved."))
    return True


@staff_only
def edit_question(request: StaffRequest, code: str, question: str = "") -> HttpResponse:
    """Add a question to a draft, or change one."""
    edition = _draft(request, code)
    shape = shapes.parsed(edition.content)
    held = next((each for each in shape.questions() if each.code == question), None)
    if question and held is None:
        raise Http404
    form = forms.EditQuestion(
        request.POST or None, earlier=_earlier(shape, question), initial=_initial(shape, held, edition)
    )
    choices = forms.EditChoices(
        request.POST or None, initial=[vars(each) for each in held.choices] if held else [], prefix="choice"
    )
    if request.method == "POST" and form.is_valid() and choices.is_valid():
        editions = edition.questionnaire.editions.all()
        own = question or forms.next_code(shapes.parsed(each.content) for each in editions)
        made = form.question(own, forms.choices_in(choices))
        changed = forms.placed(shape, made, form.cleaned_data["section"])
        if _kept(request, edition, changed, form.cleaned_data["version"], form):
            return redirect("questionnaires:draft", code=code)
    context = {"questionnaire": edition.questionnaire, "form": form, "choices": choices, "held": held,
               "headings": [part.title for part in shape.sections]}  # fmt: skip
    return render(request, "questionnaires/question.html", context, status=422 if form.errors else 200)


def _earlier(shape: shapes.Questionnaire, code: str) -> list[shapes.Question]:
    """Give the questions that stand before one; before a new one all do."""
    found: list[shapes.Question] = []
    for each in shape.questions():
        if each.code == code:
            break
        found.append(each)
    return found


def _initial(shape: shapes.Questionnaire, held: shapes.Question | None, edition: Edition) -> dict[str, Any]:
    heading = shape.sections[-1].title if shape.sections else _("Questions")
    if held is None:
        return {"version": edition.version, "section": heading, "kind": shapes.Kind.YES_NO}
    part = next(each for each in shape.sections if held in each.questions)
    depends = held.shown_if[0] if held.shown_if else None
    return vars(held) | {
        "version": edition.version, "section": part.title, "depends_on": depends.question if depends else "",
        "depends_answers": [f"{depends.question}:{each}" for each in depends.answers] if depends else [],
    }  # fmt: skip


@staff_only
@require_POST
def change_order(request: StaffRequest, code: str, question: str) -> HttpResponse:
    """Move a question of a draft up or down, or leave it out."""
    edition = _draft(request, code)
    shape = shapes.parsed(edition.content)
    if question not in {each.code for each in shape.questions()}:
        raise Http404
    wish = request.POST.get("wish", "")
    dependent = [each.words for each in shape.questions() if any(held.question == question for held in each.shown_if)]
    if wish == "remove" and dependent:
        messages.error(request, _("Another question depends on this one: %(words)s") % {"words": dependent[0]})
    else:
        changed = (
            forms.without(shape, question)
            if wish == "remove"
            else forms.moved(shape, question, -1 if wish == "up" else 1)
        )
        version = whole_number(request.POST.get("version", "")) or 0
        actions.change_draft(edition=edition, content=changed, version=version, by=request.staff)
    return redirect("questionnaires:draft", code=code)


MOVES: dict[str, tuple[Callable[..., Edition], str]] = {
    "propose": (actions.propose_draft, gettext_noop("Handed to a second person to be signed off.")),
    "return": (actions.return_draft, gettext_noop("Given back to be worked on.")),
    "sign-off": (
        actions.sign_off,
        gettext_noop("In use from now on. Answers to the former edition stay as they were."),
    ),
    "retire": (actions.retire, gettext_noop("Taken out of use. Its answers stay.")),
}


@staff_only
@require_POST
def move_edition(request: StaffRequest, code: str, nth: int, move: str) -> HttpResponse:
    """Hand an edition on, give it back, put it into use, or take it out of use."""
    edition = get_object_or_404(Edition, questionnaire=_questionnaire(request, code), number=nth)
    if move not in MOVES:
        raise Http404
    act, done = MOVES[move]
    try:
        act(edition=edition, version=whole_number(request.POST.get("version", "")) or 0, by=request.staff)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, _(done))  # words of the table above
    return redirect("questionnaires:edition", code=code, nth=nth)


@staff_only
@require_POST
def begin_draft(request: StaffRequest, code: str) -> HttpResponse:
    """Begin the next edition."""
    questionnaire = _questionnaire(request, code)
    try:
        actions.begin_draft(questionnaire=questionnaire, by=request.staff)
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect("questionnaires:list")
    return redirect("questionnaires:draft", code=code)
