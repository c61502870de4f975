"""What is asked about difficulties and proposals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.programme.forms.documents import Pick
from vongtay.programme.states.documents import Answered, Matter


class RaiseMatter(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    matter = forms.ChoiceField(label=_("What it is"), widget=forms.RadioSelect, choices=Matter.choices)
    text = forms.CharField(
        label=_("In your words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("No names of people who may be victims.")
    )  # fmt: skip
    instrument = Pick(
        label=_("Document concerned"), help_text=_("The one to be amended, or the report that raised it.")
    )
    to_body = forms.ModelChoiceField(
        label=_("Who is to answer"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("Another one, named below"),
    )
    to_text = forms.CharField(
        label=_("Or another one"),
        max_length=200,
        required=False,
        help_text=_("For example Bộ Y tế, Thủ tướng Chính phủ."),
    )
    raised_on = Day(label=_("Raised on"))
    due_on = Day(label=_("Answer expected by"), required=False, help_text=_("Empty where no day was asked for."))

    def __init__(self, *args: Any, bodies: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["instrument"].offer(rows)  # type: ignore[attr-defined]  # a Pick


class AnswerMatter(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("How it is taken"), widget=forms.RadioSelect, choices=Answered.choices)
    text = forms.CharField(label=_("The answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    on = Day(label=_("Day of the answer"))
    instrument = Pick(label=_("Document that answers"))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].offer(rows)  # type: ignore[attr-defined]  # a Pick
