"""What a plan's task and a regulation's duty are both asked for: what is to be done, by whom, with whose support."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body


class LedWork(forms.Form):
    """Work with a lead body and supporting ones. bodies: those that may be chosen; communes lead, but support as a whole or not at all."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=_("What is to be done"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    lead = forms.ModelChoiceField(label=_("Lead body"), queryset=Body.objects.none())
    supports = forms.ModelMultipleChoiceField(
        label=_("Supporting bodies"), queryset=Body.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["supports"].queryset = bodies.exclude(kind="commune")  # type: ignore[attr-defined]  # as above
