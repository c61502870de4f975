from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.support.states import Answer


class RuleOn(forms.Form):
    """Whether somebody gets a regime, and why."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("Does the person get it?"), choices=Answer, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)
