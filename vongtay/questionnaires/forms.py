"""What an administrator fills in to write a questionnaire."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from vongtay.questionnaires.models import Purpose
from vongtay.questionnaires.shapes import (
    CHOOSING,
    CLOSED,
    NO,
    UNKNOWN,
    YES,
    Band,
    Choice,
    Condition,
    Kind,
    Question,
    Questionnaire,
    Section,
)

KINDS = [
    (Kind.YES_NO, _("Yes, no, not known")), (Kind.ONE, _("Choose one")), (Kind.MANY, _("Choose several")),
    (Kind.NUMBER, _("A number")), (Kind.DAY, _("A day")), (Kind.TEXT, _("In words")),
]  # fmt: skip


class Begin(forms.Form):
    shipped = forms.ChoiceField(label=_("Begin with"), required=False)
    title = forms.CharField(
        label=_("Title"), max_length=160, required=False, help_text=_("Empty: the title of what you begin with.")
    )
    purpose = forms.ChoiceField(label=_("What it is asked for"), choices=Purpose.choices)
    source = forms.CharField(label=_("Where its questions come from"), max_length=300, required=False)

    def __init__(self, *args: Any, shipped: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shipped"].choices = [("", _("An empty questionnaire")), *shipped]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("title") and not cleaned.get("shipped"):
            self.add_error("title", _("Give it a title."))
        return cleaned


class EditIntro(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    intro = forms.CharField(
        label=_("What is said before the first question"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EditQuestion(forms.Form):
    """One question. Its code is ours and stays, so that old answers keep their meaning."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    section = forms.CharField(
        label=_("Under the heading"), max_length=160, help_text=_("A new heading makes a new section at the end.")
    )
    words = forms.CharField(label=_("Question"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    help = forms.CharField(
        label=_("Help for whoever asks"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=KINDS)
    score = forms.IntegerField(
        label=_("A “yes” counts"),
        required=False,
        min_value=-100,
        max_value=100,
        help_text=_("Only for yes or no. Empty: nothing."),
    )
    low = forms.IntegerField(label=_("Lowest number"), required=False)
    high = forms.IntegerField(label=_("Highest number"), required=False)
    depends_on = forms.ChoiceField(label=_("Ask only if"), required=False)
    depends_answers = forms.MultipleChoiceField(
        label=_("was answered by"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Answers of other questions than the one chosen do not count."),
    )  # fmt: skip

    def __init__(self, *args: Any, earlier: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = [question for question in earlier if question.kind in CLOSED]
        self.fields["depends_on"].choices = [("", _("Always asked")), *((each.code, each.words) for each in closed)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["depends_answers"].choices = [pair for each in closed for pair in _answers_of(each)]  # type: ignore[attr-defined]  # a MultipleChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        depends, prefix = cleaned.get("depends_on"), f"{cleaned.get('depends_on')}:"
        chosen = [code.removeprefix(prefix) for code in cleaned.get("depends_answers", ()) if code.startswith(prefix)]
        if depends and not chosen and "depends_answers" not in self.errors:
            self.add_error("depends_answers", _("Choose at least one answer of that question."))
        cleaned["shown_if"] = (Condition(depends, tuple(chosen)),) if depends and chosen else ()
        return cleaned

    def question(self, code: str, choices: tuple[Choice, ...]) -> Question:
        """Give the question as filled in."""
        given = self.cleaned_data
        kind = Kind(given["kind"])
        return Question(
            code=code, words=given["words"].strip(), kind=kind, help=given["help"].strip(), shown_if=given["shown_if"],
            choices=choices if kind in CHOOSING else (), score=(given["score"] or 0) if kind == Kind.YES_NO else 0,
            low=given["low"] if kind == Kind.NUMBER else None, high=given["high"] if kind == Kind.NUMBER else None,
        )  # fmt: skip


def _answers_of(question: Question) -> list[tuple[str, str]]:
    """Give the answers of a question as choices whose codes and words name the question too."""
    fixed = [(YES, _("Yes")), (NO, _("No"))] if question.kind == Kind.YES_NO else []
    named = [*fixed, *((choice.code, choice.words) for choice in question.choices), (UNKNOWN, _("Not known"))]
    return [(f"{question.code}:{code}", f"{question.words}: {words}") for code, words in named]


class EditChoice(forms.Form):
    code = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(label=_("Answer"), max_length=200, required=False)
    score = forms.IntegerField(label=_("Counts"), required=False, min_value=-100, max_value=100)


EditChoices = formset_factory(EditChoice, extra=3, max_num=30)


def choices_in(formset: Any) -> tuple[Choice, ...]:
    """Give the answers filled in; a new one gets a code that none has had."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("words", "").strip()]
    number = max((int(row["code"][1:]) for row in rows if row.get("code", "")[1:].isdigit()), default=0)
    found = []
    for row in rows:
        if not row.get("code"):
            number += 1
        found.append(Choice(row.get("code") or f"a{number}", row["words"].strip(), row.get("score") or 0))
    return tuple(found)


class EditBand(forms.Form):
    code = forms.CharField(required=False, widget=forms.HiddenInput)
    low = forms.IntegerField(label=_("From a score of"), required=False, min_value=-10_000, max_value=10_000)
    words = forms.CharField(label=_("What it suggests"), max_length=160, required=False)
    advice = forms.CharField(label=_("What to do"), max_length=400, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("words") and cleaned.get("low") is None and "low" not in self.errors:
            self.add_error("low", _("Give the score from which it holds."))
        return cleaned


EditBands = formset_factory(EditBand, extra=2, max_num=12)


def bands_in(formset: Any) -> tuple[Band, ...]:
    """Give the bands filled in, lowest first; a new one gets a code of its own."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("words", "").strip()]
    taken = [int(row["code"][1:]) for row in rows if row.get("code", "")[1:].isdigit()]
    number = max(taken, default=0)
    found = []
    for row in rows:
        if not row.get("code"):
            number += 1
        found.append(Band(row.get("code") or f"b{number}", row["words"].strip(), row["low"], row["advice"].strip()))
    return tuple(sorted(found, key=lambda band: band.low))


def next_code(shapes: Iterable[Questionnaire]) -> str:
    """Give a code for a new question that no edition has used."""
    codes = [question.code for shape in shapes for question in shape.questions()]
    numbers = [int(code[1:]) for code in codes if code[:1] == "q" and code[1:].isdigit()]
    return f"q{max(numbers, default=0) + 1}"


def placed(shape: Questionnaire, question: Question, heading: str) -> Questionnaire:
    """Put a question under a heading: in its place where it stands there already, else at the heading's end."""
    heading = heading.strip()
    held = next((part for part in shape.sections if any(each.code == question.code for each in part.questions)), None)
    if held is not None and held.title == heading:
        return shape.with_question(question)
    sections = [
        replace(part, questions=tuple(each for each in part.questions if each.code != question.code))
        for part in shape.sections
    ]
    if heading not in [part.title for part in sections]:
        sections.append(Section(heading))
    sections = [
        replace(part, questions=(*part.questions, question)) if part.title == heading else part for part in sections
    ]
    return replace(shape, sections=tuple(part for part in sections if part.questions))


def without(shape: Questionnaire, code: str) -> Questionnaire:
    """Leave one question out, and a heading under which nothing is left."""
    sections = [
        replace(part, questions=tuple(each for each in part.questions if each.code != code)) for part in shape.sections
    ]
    return replace(shape, sections=tuple(part for part in sections if part.questions))


def moved(shape: Questionnaire, code: str, step: int) -> Questionnaire:
    """Move a question up (-1) or down (+1) under its heading, or the heading itself past its neighbour at an end."""
    sections = list(shape.sections)
    at = next(place for place, part in enumerate(sections) if any(each.code == code for each in part.questions))
    questions = list(sections[at].questions)
    place = next(index for index, each in enumerate(questions) if each.code == code)
    if 0 <= place + step < len(questions):
        questions[place], questions[place + step] = questions[place + step], questions[place]
        sections[at] = replace(sections[at], questions=tuple(questions))
    elif 0 <= at + step < len(sections):
        sections[at], sections[at + step] = sections[at + step], sections[at]
    return replace(shape, sections=tuple(sections))
