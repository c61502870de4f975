"""What is asked about the risk of an area, and about what was built into other programmes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.common.fields import Day
from vongtay.programme.actions.risk import Built
from vongtay.programme.forms.documents import Pick
from vongtay.programme.states.documents import Other, RiskLevel


class AssessRisk(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    area = forms.ModelChoiceField(label=_("Area"), queryset=Place.objects.none())
    assessed_on = Day(label=_("As of the day"))
    level = forms.TypedChoiceField(
        label=_("Risk"),
        coerce=int,
        choices=RiskLevel.choices,
        widget=forms.RadioSelect,
        help_text=_("A scale of ours, no law's."),
    )
    factors = forms.CharField(
        label=_("What makes the risk"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Border paths, people working abroad without papers, brokers, poverty... No names of people."),
    )  # fmt: skip
    forecast = forms.CharField(
        label=_("What is expected"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_key = forms.BooleanField(label=_("Decided to be a key area"), required=False)
    decision = Pick(label=_("By the document"), help_text=_("Needed for a key area."))

    def __init__(self, *args: Any, places: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["decision"].offer(rows)  # type: ignore[attr-defined]  # a Pick


class NoteBuiltIn(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    other = forms.ChoiceField(label=_("The other programme"), choices=Other.choices)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    text = forms.CharField(label=_("What was built in"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    done_by = forms.ModelChoiceField(label=_("By whom"), queryset=Body.objects.none())
    result = forms.CharField(
        label=_("Result"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("May follow later."),
    )
    instrument = Pick(label=_("Document in which it stands"))

    def __init__(self, *args: Any, bodies: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_by"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["instrument"].offer(rows)  # type: ignore[attr-defined]  # a Pick

    def given(self) -> Built:
        """Give what was entered."""
        return Built(**{name: self.cleaned_data[name] for name in Built.__dataclass_fields__})
