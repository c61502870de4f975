from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.cases.countries import languages
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField


class PutUpSheet(forms.Form):
    """An information sheet in a further language."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language"))
    dated_on = Day(label=_("Date of the translation"))
    translated_by = forms.CharField(label=_("Who translated or checked it"), max_length=160)
    file = UploadField(label=_("The sheet as PDF"), accept=".pdf")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left = [(code, name) for code, name in languages() if code not in {"", "english"}]
        self.fields["language"].choices = left  # type: ignore[attr-defined]  # a ChoiceField
