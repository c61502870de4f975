"""What an officer fills in about action points."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.programme.forms.inspections import AREA, NOBODY, choose_from
from vongtay.programme.models import Inspection


class AddPoint(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("What is to be done"), max_length=500, widget=AREA, help_text=NOBODY)
    due_body = forms.ModelChoiceField(
        label=_("Which body is to do it"), queryset=Body.objects.none(), empty_label=_("Choose…")
    )
    with_bodies = forms.CharField(
        label=_("Together with"), max_length=300, required=False, help_text=_("In words, as the paper says.")
    )
    due_on = Day(label=_("By when"), required=False, help_text=_("Empty: the paper names no day."))
    asked_by = forms.CharField(
        label=_("Who asks for it"), max_length=200, help_text=_("Team or body, as its paper writes it.")
    )
    asked_on = Day(label=_("Asked on"))
    source_sign = forms.CharField(label=_("Number and sign of its paper"), max_length=60, required=False)
    inspection = forms.ModelChoiceField(
        label=_("Inspection that it came of"),
        queryset=Inspection.objects.none(),
        required=False,
        empty_label=_("None of ours"),
    )

    def __init__(self, *args: Any, offers: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in offers.items():
            choose_from(self, name, rows)


class DoPoint(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    done_on = Day(label=_("Done on"))
    words = forms.CharField(label=_("What was done"), max_length=500, widget=AREA, help_text=NOBODY)


class VerifyPoint(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    is_done = forms.ChoiceField(
        label=pgettext_lazy("point", "Is it done?"),
        choices=[("yes", _("Yes, done")), ("no", _("No, open again"))],
        widget=forms.RadioSelect,
    )


class RemindOfPoint(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    sent_on = Day(label=_("Reminded on"))
    sign = forms.CharField(
        label=_("Number of the letter"), max_length=60, required=False, help_text=_("Empty: by word of mouth.")
    )
