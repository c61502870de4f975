"""What is asked about tasks and targets of plans."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Place
from vongtay.common import numbers
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField
from vongtay.indicators.models import Bound, Indicator
from vongtay.programme.actions.plans import Aim, Work
from vongtay.programme.forms.documents import Pick
from vongtay.programme.forms.led import LedWork
from vongtay.programme.states.documents import Light, WorkState


class Amount(forms.Field):
    """A number as people write it: 1.234 or 1,5."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 30}), **kwargs
        )

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            number = numbers.parse_number(str(value))
        except numbers.AmountError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if not 0 <= number < Decimal(10) ** 16:
            raise forms.ValidationError(_("The value must lie between 0 and 10,000,000,000,000,000."))
        return Decimal(number).quantize(Decimal("0.01"))


class EnterWork(LedWork):
    field_order = ("key", "version", "text", "lead", "due_on", "number", "supports")
    due_on = Day(
        label=_("By the day"), required=False, help_text=_("Empty: all through the plan; then nobody is reminded.")
    )
    number = forms.CharField(
        label=_("Number in the plan"), max_length=12, required=False, help_text=_("As written: III.2.")
    )

    def given(self) -> Work:
        """Give the task that was entered."""
        values = self.cleaned_data
        return Work(values["text"], values["lead"], values["due_on"], values["number"], tuple(values["supports"]))


class NoteProgress(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("What was done"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("No names of people who may be victims.")
    )  # fmt: skip
    on = Day(label=_("By the day of"))
    percent = forms.IntegerField(label=_("Share done, per cent"), min_value=0, max_value=100, required=False)
    instrument = Pick(label=_("Document that proves it"))
    file = UploadField(label=_("Or a file"), required=False, help_text=_("PDF, Word (.docx) or a picture."))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].offer(rows)  # type: ignore[attr-defined]  # a Pick


class CloseWork(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(
        label=_("How it ends"), widget=forms.RadioSelect, choices=[(state.value, state.label) for state in (WorkState.DONE, WorkState.DROPPED)]
    )  # fmt: skip
    on = Day(label=_("On the day"))
    why = forms.CharField(
        label=_("Result in one sentence, or why not"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip


class JudgeWork(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    light = forms.ChoiceField(label=_("Traffic light"), widget=forms.RadioSelect, choices=Light.choices)
    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_("Needed for amber and red."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SetTarget(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    indicator = forms.ModelChoiceField(label=_("What is counted"), queryset=Indicator.objects.all())
    bound = forms.ChoiceField(
        label=_("How much"), choices=[(one.value, one.label) for one in (Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACT)], initial=Bound.AT_LEAST
    )  # fmt: skip
    value = Amount(label=_("Value"))
    unit = forms.CharField(
        label=_("Unit"), max_length=80, help_text=_("In the words of the plan: tờ rơi, lớp tập huấn, %.")
    )
    first_on = Day(label=_("Period from"))
    last_on = Day(label=_("until"))
    area = forms.ModelChoiceField(label=_("Area"), queryset=Place.objects.none())

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField

    def given(self) -> Aim:
        """Give the target that was entered."""
        return Aim(**{name: self.cleaned_data[name] for name in Aim.__dataclass_fields__})
