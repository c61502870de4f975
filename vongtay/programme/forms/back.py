"""What is asked of whoever takes something back, or says that it no longer holds."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TakeBack(forms.Form):
    """The reason. `version`: that of the page, where the row has one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label=_("Why"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("It stays on record with your reason."),
    )  # fmt: skip
