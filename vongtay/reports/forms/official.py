"""What a person fills in about the draft of an official report."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.reports.actions import Edit
from vongtay.reports.drafting.edit import MOST
from vongtay.reports.forms.asking import Day


class EditParagraph(forms.Form):
    """The text of a paragraph, and why a number in it is not the system's."""

    text = forms.CharField(
        label=pgettext_lazy("official report", "Text of the paragraph"), required=False, max_length=MOST, strip=False,
        help_text=_("A number stands in a mark ⟦1: 12⟧. Words may be changed freely; each line is a paragraph. Write no name: this paper goes to many hands."),
        widget=forms.Textarea(attrs={"rows": 8, "data-take-focus": "", "data-sends": ""}),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why a number is not the system's"), required=False, max_length=500,
        help_text=_("Only where a number was changed or left out. It stays with the draft and is not printed."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def edit(self) -> Edit:
        """Give what was written."""
        given: dict[str, Any] = self.cleaned_data
        return Edit(given["text"], given["why"], given["version"])


class OrderIssue(forms.Form):
    """The date of the paper."""

    issued_on = Day(label=_("Date of the paper"))
