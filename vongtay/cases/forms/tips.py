"""What a person fills in about a tip."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.cases import states
from vongtay.cases.forms.case import age_in, checked
from vongtay.common import days
from vongtay.common.fields import Moment


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TakeTip(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What it is"), choices=states.TipKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What was told"),
        max_length=6000,
        widget=_area(5),
        help_text=_("Kept encrypted. A recording stays where it was made."),
    )
    urgent = forms.BooleanField(label=_("Somebody may be in danger now"), required=False)
    sought_name = forms.CharField(label=_("Name of whom the family looks for"), required=False, max_length=120)
    sought_born = forms.CharField(
        label=_("Birth date, year or age"), required=False, max_length=40,
        help_text=_("For example 5/3/2001, 2001 or “24 tuổi”. Empty: not known."),
    )  # fmt: skip
    call_number = forms.CharField(
        label=_("Number of the call record"),
        required=False,
        max_length=60,
        help_text=_("Of hotline 111. The recording stays there."),
    )
    taken_by = forms.ModelChoiceField(
        label=_("Body that took it"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body")
    )
    teller = forms.CharField(
        label=_("Who told it, and how to reach them"), required=False, max_length=400, help_text=_("May stay nameless.")
    )
    call_back = forms.BooleanField(label=_("Wishes to be rung back"), required=False)
    at = Moment(label=_("When it was told"))
    place = forms.ModelChoiceField(
        label=_("Commune that it is about"), queryset=Place.objects.none(), required=False, empty_label=_("Not known")
    )

    def __init__(self, *args: Any, bodies: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taken_by"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # as above

    def clean_sought_born(self) -> str:
        text: str = self.cleaned_data["sought_born"].strip()
        if text and age_in(text) is None:
            checked(lambda value: days.parse_partial(value).code, text)
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wanted = {
            states.TipKind.HOTLINE: ("call_number", _("Give the number of the call record.")),
            states.TipKind.MISSING: ("sought_name", _("Give the name of whom the family looks for.")),
        }
        name, sentence = wanted.get(cleaned.get("kind", ""), ("", ""))
        if name and not cleaned.get(name, "").strip() and name not in self.errors:
            self.add_error(name, sentence)
        if cleaned.get("call_back") and not cleaned.get("teller", "").strip():
            self.add_error("teller", _("Say whom to ring back, and on which number."))
        return cleaned


class PassTip(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    to_body = forms.ModelChoiceField(label=_("To"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    at = Moment(label=_("When"))
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=_area(3))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class NoteCall(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    act = forms.ChoiceField(
        label=_("What was done"), widget=forms.RadioSelect,
        choices=[("called_back", _("The caller was rung back")), ("caller_referred", _("Advice was given, services were named"))],
    )  # fmt: skip
    at = Moment(label=_("When"))
    note = forms.CharField(label=_("What was said"), max_length=4000, widget=_area())


class LinkTip(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(label=_("Code of the case"), max_length=24, help_text=_("A case within your reach."))


class CloseTip(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why"), choices=states.CloseReason.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=_area(3))
