"""What is asked of whoever gives a spreadsheet."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GiveSheet(forms.Form):
    """The file. `key` makes a second sending the first one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Spreadsheet (.xlsx)"), max_length=200, help_text=_("Each row stands for itself. Write no name of a person who is protected."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )  # fmt: skip
