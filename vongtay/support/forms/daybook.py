"""What a person fills in into somebody's book."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.common.fields import Day, Moment
from vongtay.support.states import IncidentKind, NoteKind

AREA = forms.Textarea(attrs={"rows": 4})


class NoteDay(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    on = Day(label=_("Day"))
    kind = forms.ChoiceField(label=_("About what"), choices=NoteKind.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In words"), max_length=2000, widget=AREA, help_text=_("What is medical is read by whoever reaches health alone.")
    )  # fmt: skip


class ReceiveBelongings(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    things = forms.CharField(
        label=_("What was received"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One thing a line, with number and state; money with its amount."),
    )  # fmt: skip
    on = Day(label=_("Received on"))
    by = forms.CharField(label=_("Post and name of who received it"), max_length=200)
    witness = forms.CharField(label=_("Who signed beside"), max_length=200, help_text=_("Another person."))


class GiveBack(forms.Form):
    on = Day(label=_("Given back on"))
    to = forms.CharField(label=_("Given back to"), max_length=200)
    witness = forms.CharField(label=_("Who signed beside"), max_length=200, help_text=_("Another person."))


class RecordIncident(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    at = Moment(label=_("When"))
    kind = forms.ChoiceField(label=_("What kind of thing"), choices=IncidentKind.choices)
    what = forms.CharField(label=_("What happened, and what was done at once"), max_length=4000, widget=AREA)
    told = forms.CharField(label=_("Who was told, and when"), max_length=1000, widget=AREA, required=False)
    task = forms.CharField(
        label=_("Task that follows"), max_length=200, required=False, help_text=_("Set for our own body with the incident. Empty: none.")
    )  # fmt: skip
    task_due = Day(label=_("By when"), required=False)
