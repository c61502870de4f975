from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.audit.queries import Filter

OUTCOMES = [("", _("All")), ("done", _("Done")), ("refused", _("Refused")), ("failed", _("Failed"))]


class ChooseEntries(forms.Form):
    """Which entries of the log: by codes and day, since the log holds nothing else."""

    day = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    act = forms.RegexField(r"^[a-z_.]+$", label=_("Code of the act"), required=False, max_length=60)
    body = forms.CharField(label=_("Code of the body"), required=False, max_length=60)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, choices=OUTCOMES)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def chosen(self) -> Filter:
        """Give what was chosen; what can't be read limits nothing."""
        values = self.cleaned_data
        return Filter(values.get("act", ""), values.get("body", ""), values.get("outcome", ""), values.get("day"))
