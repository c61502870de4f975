"""What a person fills in for a reception of many people: the event, the joint team, the foreign list, one line at the table."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place, Post
from vongtay.cases import states
from vongtay.cases.forms.abroad import OnListGround
from vongtay.cases.forms.case import Receive
from vongtay.cases.states import ABROAD_COUNTRIES
from vongtay.common import phones
from vongtay.common.fields import Day, Moment
from vongtay.common.uploads import UploadField


class OpenMass(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    gate = forms.CharField(label=_("Gate or place"), max_length=120)
    place = forms.ModelChoiceField(
        label=_("Commune of reception"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )
    starts_at = Moment(label=_("When the hand-over begins"), required=True)
    country = forms.ChoiceField(label=_("Country that hands over"), choices=ABROAD_COUNTRIES, required=False)
    foreign_body = forms.CharField(label=_("Foreign body that hands over"), max_length=160, required=False)
    expected = forms.IntegerField(
        label=_("How many people are expected"), required=False, min_value=1, max_value=2000, help_text=_("Empty: not known.")
    )  # fmt: skip

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField


class DecideTeam(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    sign = forms.CharField(label=_("Number of the decision"), max_length=60)
    on = Day(label=_("Date of the decision"))
    body = forms.ModelChoiceField(label=_("Body that decided"), queryset=Body.objects.none(), empty_label=_("Choose…"))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class _PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    def label_from_instance(self, obj: Post) -> str:
        who = f"{obj.user.full_name}, " if obj.user else ""
        return f"{who}{obj.title} ({obj.body.short_name})"


class AddMember(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    duty = forms.ChoiceField(label=_("Duty"), choices=states.Duty.choices)
    post = _PostChoice(
        label=_("Post"), queryset=Post.objects.none(), required=False, empty_label=_("All who work at the table for this body")
    )  # fmt: skip
    officer = forms.CharField(
        label=_("Name and rank, for a body without accounts"), max_length=120, required=False,
        help_text=_("As the decision names them. They write nothing here themselves."),
    )  # fmt: skip
    may_write = forms.BooleanField(label=_("May write at the table"), required=False)

    def __init__(self, *args: Any, bodies: Any, posts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]  # as above


class ReadForeign(forms.Form):
    file = UploadField(label=_("List (.xlsx, .csv or .docx)"), accept=".xlsx,.csv,.docx")


class HandOverMany(OnListGround):
    """A list by which many go on to another body; the people are chosen in the table of the page."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    to_body = forms.ModelChoiceField(
        label=_("Body that takes the people over"), queryset=Body.objects.none(), empty_label=_("Choose…")
    )
    at = Moment(label=_("When they are handed over"), required=True)
    giver_name = forms.CharField(
        label=_("Who signs for your body"), max_length=120, required=False, help_text=_("Empty: written by hand.")
    )
    taker_name = forms.CharField(
        label=_("Who signs for the other body"), max_length=120, required=False, help_text=_("Empty: written by hand.")
    )
    until: Any = None
    field_order = ("key", "to_body", "at", "giver_name", "taker_name", "ground", "ground_why")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class TakeBackMatch(forms.Form):
    why = forms.CharField(
        label=_("Why was it wrong?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = needs_reason


class InventPeople(forms.Form):
    people = forms.IntegerField(label=_("How many invented people"), min_value=1, max_value=200, initial=20)


class LineAnswers(forms.Form):
    """The questions at the table; how the person arrived is that of the event. Each field is judged by itself."""

    name = Receive.base_fields["name"]
    sex = forms.ChoiceField(label=_("Sex"), choices=Receive.base_fields["sex"].choices)  # type: ignore[attr-defined]  # a ChoiceField
    born = Receive.base_fields["born"]
    home = Receive.base_fields["home"]
    language = Receive.base_fields["language"]
    needs = Receive.base_fields["needs"]
    phone = Receive.base_fields["phone"]
    passport = forms.CharField(label=_("Passport or identity number"), max_length=20, required=False)
    family = forms.CharField(
        label=_("Family or group"), max_length=20, required=False, help_text=_("The same mark for those who stay together.")
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # the numbers are those of the ordinary reception
            field.label = re.sub(r"^\d+\. ", "", str(field.label))

    clean_phone = Receive.clean_phone
    clean_born = Receive.clean_born

    def clean_passport(self) -> str:
        text = self.cleaned_data["passport"]
        if not text:
            return ""
        try:
            return str(phones.identity_number(text).value)
        except phones.NumberError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def texts(self) -> dict[str, str]:
        """Give what was typed, field by field, as it is kept; what can't be is left out and stands among the errors."""
        return {
            name: ",".join(value) if isinstance(value, list) else str(value)
            for name, value in self.cleaned_data.items()
            if name not in self.errors
        }


def line_data(values: Mapping[str, str]) -> dict[str, Any]:
    """Give the answers of a line as a form takes them."""
    return dict(values) | {
        "needs": [one for one in values.get("needs", "").split(",") if one],
        "sex": values.get("sex") or "unknown",
    }
