"""What a person fills in about a child, a foreigner, and what was asked before."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.cases import states
from vongtay.cases.countries import languages, nationalities
from vongtay.cases.forms.case import OtherBody, checked
from vongtay.cases.models import Companion
from vongtay.common import phones
from vongtay.common.fields import Day
from vongtay.people.models import Sex

NOBODY = _("Nobody yet")


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AddCompanion(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=states.PersonRole.choices)
    name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN)
    age_years = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    suspected = forms.BooleanField(
        label=_("This person is suspected"),
        required=False,
        help_text=_("Then they are never offered as contact or escort."),
    )

    def clean_phone(self) -> str:
        return checked(phones.phone_number, self.cleaned_data["phone"])


class ChangeCompanion(forms.Form):
    needs = forms.MultipleChoiceField(
        label=_("What this person needs"),
        choices=states.Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
    suspected = forms.BooleanField(
        label=_("This person is suspected"),
        required=False,
        help_text=_("Then they are never offered as contact or escort."),
    )


class ArrangeCare(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    guardian = forms.ModelChoiceField(
        label=_("Guardian or legal representative"), queryset=Companion.objects.none(), required=False, empty_label=_("None known yet"),
        help_text=_("Only people noted beside the child who are not suspected."),
    )  # fmt: skip
    doing = forms.CharField(
        label=_("What is being done to find one"),
        required=False,
        max_length=2000,
        widget=_area(),
        help_text=_("Needed while none is known."),
    )
    escort = forms.ChoiceField(label=_("Who brings the child"), choices=states.Escort.choices, widget=forms.RadioSelect)
    escort_person = forms.ModelChoiceField(
        label=_("Relative who was told and comes"),
        queryset=Companion.objects.none(),
        required=False,
        empty_label=NOBODY,
    )
    told_on = Day(label=_("Day on which the relative was told"), required=False)
    escort_body = forms.ModelChoiceField(
        label=_("Body that brings the child"), queryset=Body.objects.none(), required=False, empty_label=NOBODY
    )
    protection = forms.BooleanField(label=_("Child protection was called in"), required=False)
    protection_body = forms.ModelChoiceField(
        label=_("Body of child protection"), queryset=Body.objects.none(), required=False, empty_label=_("Not named")
    )

    def __init__(self, *args: Any, people: list[Companion], bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Companion.objects.filter(pk__in=[row.pk for row in people]).order_by("recorded_at")
        for name in ("guardian", "escort_person"):
            field = self.fields[name]
            field.queryset = offered  # type: ignore[attr-defined]  # a ModelChoiceField
            field.label_from_instance = _described  # type: ignore[attr-defined]  # as above
        for name in ("escort_body", "protection_body"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]  # as above


def _described(row: Companion) -> str:
    """Tell two relatives apart without a name: role, sex, age."""
    parts = [str(states.PersonRole(row.role).label), str(Sex(row.sex).label)]
    return ", ".join([*parts, *([f"{row.age_years}"] if row.age_years is not None else [])])


class RecordWish(forms.Form):
    wants = forms.ChoiceField(label=_("What the person wishes"), choices=states.Wants.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In the person's own words"), required=False, max_length=4000, widget=_area(4))
    said_on = Day(label=_("Said on"))
    language = forms.ChoiceField(label=_("Language of the talk"), choices=languages, required=False)
    interpreted = forms.BooleanField(label=_("An interpreter was there"), required=False)


class EmbassyNote(forms.Form):
    country = forms.ChoiceField(label=_("Embassy of"), choices=nationalities)
    sign = forms.CharField(label=_("Number of the note"), max_length=60)
    sent_on = Day(label=_("Date of the note"))
    sent_by = forms.ModelChoiceField(
        label=_("Body that sent it"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body")
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent_by"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class EmbassyAnswer(OtherBody):
    version = forms.IntegerField(widget=forms.HiddenInput)
    sign = forms.CharField(label=_("Number of the answer"), max_length=60)
    answered_on = Day(label=_("Date of the answer"))
    answer = forms.CharField(label=_("What the embassy answered"), max_length=4000, widget=_area(4))
    field_order = (
        "version",
        "sign",
        "answered_on",
        "answer",
        "acted_by",
        "source_sign",
        "source_on",
        "scan",
        "incoming",
    )


class RecordInterview(forms.Form):
    held_on = Day(label=_("Day of the interview"))
    body = forms.ModelChoiceField(
        label=_("Who asked"), queryset=Body.objects.none(), required=False, empty_label=_("Another body, named below")
    )
    asked_by = forms.CharField(
        label=_("Body of another state or organisation"),
        required=False,
        max_length=160,
        help_text=_("The body, never a person's name."),
    )
    about = forms.MultipleChoiceField(
        label=_("About what"), choices=states.About.choices, widget=forms.CheckboxSelectMultiple
    )
    kept_at = forms.CharField(
        label=_("Where the record is kept"),
        max_length=160,
        help_text=_("With its number, so that it can be asked for."),
    )
    note = forms.CharField(label=_("What need not be asked again"), required=False, max_length=4000, widget=_area())

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class PutTogether(forms.Form):
    code = forms.CharField(label=_("Code of the other case"), max_length=24, help_text=_("A case within your reach."))
    found_on = Day(label=_("Found together on"))


class OwnCase(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    event_on = Day(label=_("Day of the report or hand-over"), help_text=_("Decides which law holds."))


__all__ = [
    "AddCompanion", "ArrangeCare", "ChangeCompanion", "EmbassyAnswer", "EmbassyNote", "OtherBody", "OwnCase", "PutTogether",
    "RecordInterview", "RecordWish",
]  # fmt: skip
