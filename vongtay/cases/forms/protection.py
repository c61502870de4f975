"""Protection measures; appeals and reviews of decisions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body
from vongtay.cases import reference, states
from vongtay.cases.forms.case import OtherBody
from vongtay.common.fields import Day

AREA = forms.Textarea(attrs={"rows": 3})


class AskProtection(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kinds = forms.MultipleChoiceField(label=_("Measures asked for"), widget=forms.CheckboxSelectMultiple)
    for_relatives = forms.BooleanField(label=_("Also for relatives"), required=False)
    grounds = forms.CharField(
        label=_("What the person has to fear"), max_length=2000, widget=AREA, help_text=_("No address of a place of shelter here.")
    )  # fmt: skip
    asked_on = Day(label=_("Asked on"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(code.code, code.label) for code in reference.codes_of("protection", on)]  # type: ignore[attr-defined]  # a MultipleChoiceField


class DecideProtection(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    ordered = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("Ordered")), ("no", _("Not ordered"))], widget=forms.RadioSelect
    )
    body = forms.ModelChoiceField(
        label=_("Body that decided"), queryset=Body.objects.none(), required=False, empty_label=_("Another, named below")
    )  # fmt: skip
    body_words = forms.CharField(label=_("Another body"), max_length=200, required=False)
    person = forms.CharField(label=_("Post and name of whoever decided"), max_length=200, required=False)
    why_body = forms.CharField(
        label=_("Why this body decides"), max_length=500, widget=AREA,
        help_text=_("Article 13 of Decree 162/2025/NĐ-CP names who decides; its list was not seen, so the officer says why."),
    )  # fmt: skip
    paper_sign = forms.CharField(label=_("Number of the decision"), max_length=60)
    paper_on = Day(label=_("Date of the decision"))
    paper_scan = forms.FileField(label=_("Scan of the decision"), required=False)
    starts_on = Day(label=pgettext_lazy("day", "From"), required=False)
    ends_on = Day(label=_("Until"), required=False, help_text=_("Empty: until it is ended."))
    review_on = Day(label=_("Look at it again on"), required=False, help_text=_("Empty: a week before the last day."))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class RefuseProtection(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why the person refuses"), max_length=2000, widget=AREA)
    refused_on = Day(label=_("Day of the refusal"))
    commitment = forms.FileField(label=_("Scan of the written commitment"), required=False)


class EndProtection(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=AREA)
    ended_on = Day(label=_("Day"))
    review_on = Day(
        label=_("It goes on; look at it again on"), required=False, help_text=_("Empty: the protection ends on the day above.")
    )  # fmt: skip


class ReceiveReview(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    by_whom = forms.ChoiceField(label=_("Who asks"), choices=states.AppealBy.choices, widget=forms.RadioSelect)
    received_on = Day(label=_("Received on"))
    words = forms.CharField(label=_("What is asked for, and why"), max_length=4000, widget=AREA)
    paper_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    paper_on = Day(label=_("Date of its paper"), required=False)
    paper_scan = forms.FileField(label=_("Scan of the paper"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("paper_sign")) != bool(cleaned.get("paper_on")):
            self.add_error("paper_sign", _("Give both the number and the date of the paper, or neither."))
        return cleaned


class DecideReview(OtherBody):
    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=states.ReviewOutcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), max_length=4000, widget=AREA)
    decided_on = Day(label=_("Day of the decision"))
    field_order = ("outcome", "reason", "decided_on", "acted_by", "source_sign", "source_on", "scan")
