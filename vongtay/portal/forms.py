"""What somebody without sign-in fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Check(forms.Form):
    code = forms.CharField(
        label=_("Check code"), max_length=40, help_text=_("As printed on the paper, for example ABCD-EFGH-JKLM-NPQR."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )  # fmt: skip


class OpenOnce(forms.Form):
    code = forms.CharField(
        label=_("Code of the link"), max_length=20, help_text=_("Eight digits, told to you apart from the link."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    receiver = forms.CharField(label=_("Your full name"), max_length=120)
    post = forms.CharField(label=_("Your post and body"), max_length=200)
