from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.common.fields import Day
from vongtay.law.models import DAY_KINDS, UNITS


class EnterLimit(forms.Form):
    limit = forms.IntegerField(
        label=_("How many"), required=False, min_value=1, max_value=3650, help_text=_("Empty for “the same day”.")
    )
    unit = forms.ChoiceField(label=_("Unit, as the article states it"), choices=UNITS)
    article = forms.CharField(label=_("Article, as it is to be printed"), max_length=120)
    instrument = forms.CharField(label=_("Instrument: number, sign, date, issuing body"), max_length=200)
    valid_from = Day(label=_("In force from"))
    valid_to = Day(label=_("In force until"), required=False, help_text=_("Empty: still in force."))


class EnterDay(forms.Form):
    on = Day(label=_("Which day"))
    kind = forms.ChoiceField(
        label=_("What kind of day it is"), choices=DAY_KINDS, widget=forms.RadioSelect, initial="off"
    )
    title = forms.CharField(
        label=_("Title, as it is told"), max_length=120, help_text=_("For example: swapped with Saturday 10/01/2026.")
    )
    instrument = forms.CharField(label=_("Instrument: number, sign, date, issuing body"), max_length=200)
