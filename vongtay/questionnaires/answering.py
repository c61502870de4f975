"""The form by which a questionnaire is asked, made from its shape. Knows no database, so that other apps may show it."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vongtay.common.fields import Day
from vongtay.questionnaires.shapes import NO, UNKNOWN, YES, Kind, Question, Questionnaire

PREFIX = "q_"  # before the code of a question, so that no other field of a form is met


def answer_words() -> dict[str, str]:
    """Give the words of the answers that every closed question has."""
    return {YES: _("Yes"), NO: _("No"), UNKNOWN: _("Not known")}


class Answer(forms.Form):
    """A questionnaire as a form. No question needs an answer: one that was not asked is left open."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    answered_on = Day(label=gettext_lazy("Day on which it was asked"))

    def __init__(self, *args: Any, shape: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shape = shape
        for question in shape.questions():
            field = _field_of(question)
            field.label, field.help_text, field.required = question.words, question.help, False
            if question.shown_if:
                depends = [[f"{PREFIX}{held.question}", list(held.answers)] for held in question.shown_if]
                field.widget.attrs["data-shown-if"] = json.dumps(depends)
            self.fields[f"{PREFIX}{question.code}"] = field

    def answers(self) -> dict[str, Any]:
        """Give the answers by code of the question; what was left empty is left out."""
        given = {
            question.code: self.cleaned_data.get(f"{PREFIX}{question.code}") for question in self.shape.questions()
        }
        return {code: _plain(answer) for code, answer in given.items() if answer not in (None, "", [])}

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Give the fields under the headings of their sections."""
        return [
            (section.title, [self[f"{PREFIX}{question.code}"] for question in section.questions])
            for section in self.shape.sections
        ]


def initial_of(answers: dict[str, Any]) -> dict[str, Any]:
    """Give kept answers as the first values of the form, for a correction."""
    return {f"{PREFIX}{code}": answer for code, answer in answers.items()}


def _plain(answer: Any) -> Any:
    return answer.isoformat() if hasattr(answer, "isoformat") else answer


def _field_of(question: Question) -> forms.Field:
    unknown = (UNKNOWN, _("Not known"))
    if question.kind == Kind.YES_NO:
        in_a_row = forms.RadioSelect(attrs={"class": "in-a-row"})
        return forms.ChoiceField(choices=[(YES, _("Yes")), (NO, _("No")), unknown], widget=in_a_row)
    choices = [(choice.code, choice.words) for choice in question.choices]
    if question.kind == Kind.ONE:
        return forms.ChoiceField(choices=[*choices, unknown], widget=forms.RadioSelect)
    if question.kind == Kind.MANY:
        return forms.MultipleChoiceField(choices=[*choices, unknown], widget=forms.CheckboxSelectMultiple)
    if question.kind == Kind.NUMBER:
        return forms.IntegerField(min_value=question.low, max_value=question.high)
    if question.kind == Kind.DAY:
        return Day()
    return forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
