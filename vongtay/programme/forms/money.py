"""What an officer fills in about money and agreements."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.indicators.models import Bound
from vongtay.programme.forms.inspections import AREA, NOBODY, Dong, choose_from
from vongtay.programme.models import BudgetLine
from vongtay.programme.states.money import ActivityKind, AgreementKind, MoneySource, MoneyStage


class KeepLine(forms.Form):
    """One activity with what was planned, allotted and spent; empty is not told, 0 is none."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, localize=False)
    activity = forms.CharField(label=_("Activity"), max_length=300, help_text=NOBODY)
    kind = forms.ChoiceField(label=_("Kind of activity"), choices=ActivityKind.choices)
    source = forms.ChoiceField(label=_("Where the money comes from"), choices=MoneySource.choices)
    source_words = forms.CharField(label=_("The source in words"), max_length=160, required=False)
    planned = Dong(
        label=pgettext_lazy("money", "Planned"),
        required=False,
        help_text=_("Whole đồng: 120.000.000 or 120 triệu đồng. Empty: not told; 0: none."),
    )
    allotted = Dong(label=pgettext_lazy("money", "Allotted"), required=False)
    spent = Dong(label=pgettext_lazy("money", "Spent"), required=False)
    bound = forms.ChoiceField(label=_("The amounts are"), choices=Bound.choices, required=False, initial=Bound.EXACT)
    part_of = forms.ModelChoiceField(
        label=_("Part of"), queryset=BudgetLine.objects.none(), required=False, empty_label=_("No part of another line")
    )
    paper = forms.CharField(label=_("Number and date of the paper"), max_length=160, required=False)

    def __init__(self, *args: Any, wholes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "part_of", wholes)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("source") == MoneySource.OTHER and not given.get("source_words", "").strip():
            self.add_error("source_words", _("Say which source it is."))
        return given

    def amounts(self) -> Iterator[tuple[str, int, str]]:
        """Give what was told: stage, đồng, bound."""
        for stage in MoneyStage.values:
            if (dong := self.cleaned_data.get(stage)) is not None:
                yield stage, dong, self.cleaned_data["bound"] or Bound.EXACT.value


class KeepAgreement(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Kind of agreement"), choices=AgreementKind.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label=_("What it is about"), max_length=300, help_text=NOBODY)
    partner = forms.ModelChoiceField(
        label=_("With whom"), queryset=Body.objects.none(), required=False, empty_label=_("Another, named below")
    )
    partner_words = forms.CharField(label=_("Another side, in words"), max_length=200, required=False)
    number = forms.CharField(
        label=_("Number and sign of its paper"),
        max_length=60,
        required=False,
        help_text=_("It stands in the register of documents once, however often it is cited."),
    )
    signed_on = Day(label=_("Day of signature"), required=False, help_text=_("Empty: not known."))
    ends_on = Day(label=_("Last day"), required=False, help_text=_("Empty: it names none."))
    promised_dong = Dong(label=_("Money promised to the other side"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "partner", bodies)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("partner") and not given.get("partner_words", "").strip():
            self.add_error("partner_words", _("Say with whom."))
        return given


class EnterDelivery(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = Day(label=_("Day"))
    words = forms.CharField(label=_("What was delivered or done"), max_length=500, widget=AREA, help_text=NOBODY)
    given_dong = Dong(label=_("Money handed over"), required=False, help_text=_("Empty: none."))
    paper = forms.CharField(label=_("Number and date of the paper"), max_length=160, required=False)
