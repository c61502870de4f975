"""Offenders, stages of the criminal case, what may have resulted from the trafficking."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.cases import reference, states
from vongtay.cases.models import Offender
from vongtay.common.fields import Day

Choices = list[tuple[str, str]]


class AddOffender(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Role"))
    words = forms.CharField(
        label=_("As told"), max_length=500, required=False, help_text=_("For example: 2 to 3 men, not yet identified.")
    )  # fmt: skip
    lower = forms.IntegerField(label=_("At least"), min_value=1, max_value=999, initial=1)
    upper = forms.IntegerField(
        label=_("At most"), min_value=1, max_value=999, required=False, help_text=_("Empty: not known.")
    )  # fmt: skip
    name = forms.CharField(
        label=_("Full name, if known"),
        max_length=120,
        required=False,
        help_text=_("Goes into the identity vault; only verifier and decider reach it."),
    )
    id_number = forms.CharField(label=_("Identity or passport number"), max_length=20, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(code.code, code.label) for code in reference.codes_of("offender_role", on)]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lower, upper = cleaned.get("lower"), cleaned.get("upper")
        if lower and upper and upper < lower:
            self.add_error("upper", _("The greatest number must not lie below the smallest, which is at least one."))
        if (cleaned.get("name") or cleaned.get("id_number")) and (lower or 1, upper or 1) != (1, 1):
            self.add_error("name", _("Somebody who is known is one person."))
        return cleaned


class RecordProceeding(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=_("Stage"), choices=states.Stage.choices)
    body = forms.ModelChoiceField(
        label=_("Body that acted"), queryset=Body.objects.none(), required=False, empty_label=_("Another, named below")
    )  # fmt: skip
    body_words = forms.CharField(label=_("Another body"), max_length=200, required=False)
    paper_sign = forms.CharField(label=_("Number of its paper"), max_length=60)
    paper_on = Day(label=_("Date of its paper"))
    paper_scan = forms.FileField(label=_("Scan of the paper"), required=False)
    article = forms.ChoiceField(
        label=_("Article of the Criminal Code"), choices=[("", _("Not known")), *states.Article.choices[:3]], required=False
    )  # fmt: skip
    outcome = forms.ChoiceField(label=_("Outcome so far"), choices=states.StageOutcome.choices)
    offenders = forms.MultipleChoiceField(
        label=_("Whom it concerns"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, bodies: Any, offenders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        if offenders:
            self.fields["offenders"].choices = offenders  # type: ignore[attr-defined]  # a MultipleChoiceField
        else:
            del self.fields["offenders"]


class ResultingOffence(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("What was done"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    why = forms.CharField(
        label=_("Why it may be a direct result of the trafficking"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip


class OffenderChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # the class takes none when it runs
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.case.code} · {reference.label_of('offender_role', obj.role)}"


class SameOffender(forms.Form):
    other = OffenderChoice(label=_("Offender of another case"), queryset=Offender.objects.none())
    same = forms.ChoiceField(
        label=_("What was found"),
        choices=[("yes", _("It is the same person")), ("no", _("They are two people"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField
