"""What a person fills in about residents abroad."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body, Place
from vongtay.cases import states
from vongtay.cases.forms.case import Receive
from vongtay.cases.forms.sharing import OnGround
from vongtay.common import days, phones
from vongtay.common.fields import Day
from vongtay.common.periods import Calendar
from vongtay.common.uploads import UploadField
from vongtay.people.models import Sex


def _note() -> forms.CharField:
    return forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


def _checked(read: Any, value: str) -> str:
    if not value.strip():
        return ""
    try:
        return str(read(value))
    except ValueError as wrong:
        raise forms.ValidationError(str(wrong)) from wrong


class AbroadFacts(forms.Form):
    """What may be corrected later."""

    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect)
    country = forms.ChoiceField(label=_("In which country?"), choices=states.ABROAD_COUNTRIES, required=False)
    since = forms.CharField(
        label=_("Since when?"),
        max_length=20,
        required=False,
        help_text=_("A day, a month or a year: 5/3/2025, 3/2025, 2025. Empty: not known."),
    )
    contact = forms.ChoiceField(
        label=_("Does the family have contact?"),
        choices=states.YesNo.choices,
        initial=states.YesNo.UNKNOWN,
        widget=forms.RadioSelect,
    )
    circumstances = forms.MultipleChoiceField(
        label=_("Circumstances at home"), choices=states.Circumstance.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("To know what help to offer; it says nothing about the person."),
    )  # fmt: skip

    def clean_since(self) -> str:
        return _checked(lambda text: days.parse_partial(text).code, self.cleaned_data["since"])


class ReportAbroad(AbroadFacts):
    """Somebody who is reported abroad: the name and the source are needed, the rest may be unknown."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ModelChoiceField(
        label=_("Commune of residence"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )
    name = forms.CharField(
        label=_("Full name"), max_length=120, help_text=_("Only those who keep this entry see it, for a purpose.")
    )
    born = forms.CharField(label=_("Birth date or year"), max_length=40, required=False)
    known_through = forms.ChoiceField(label=_("How is it known?"), choices=states.KnownThrough.choices)
    known_on = Day(label=_("Told on"))
    returned_on = Day(label=_("Returned already on"), required=False, help_text=_("Empty: still abroad."))
    id_number = forms.CharField(label=_("Identity or passport number"), max_length=20, required=False)
    phone = forms.CharField(label=_("A phone on which it is safe to ring"), max_length=30, required=False)
    address = forms.CharField(label=_("Home address"), max_length=200, required=False)
    note = _note()
    field_order = (
        "key",
        "name",
        "born",
        "sex",
        "country",
        "since",
        "known_through",
        "known_on",
        "contact",
        "circumstances",
        "returned_on",
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_born(self) -> str:
        return _checked(lambda text: days.parse_partial(text).code, self.cleaned_data["born"])

    def clean_phone(self) -> str:
        return _checked(phones.phone_number, self.cleaned_data["phone"])

    def clean_id_number(self) -> str:
        return _checked(lambda text: phones.identity_number(text).value, self.cleaned_data["id_number"])

    def born_year(self) -> int | None:
        """Give the year of birth, as far as one was given."""
        born = self.cleaned_data["born"]
        return days.PartialDate.from_code(born).first.year if born else None


class CorrectAbroad(AbroadFacts):
    version = forms.IntegerField(widget=forms.HiddenInput)
    note = _note()


class MoveAbroad(forms.Form):
    """What has become of somebody: returned, moved, died, not abroad at all, entered twice."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("What has become known?"), widget=forms.RadioSelect)
    on = Day(label=_("On which day?"))
    known_through = forms.ChoiceField(label=_("Who says so?"), choices=states.KnownThrough.choices)
    same_as = forms.CharField(
        label=_("Code of the other entry"),
        max_length=24,
        required=False,
        help_text=_("Only if the person stands in the list twice; both stay."),
    )
    note = _note()

    def __init__(self, *args: Any, state: states.AbroadState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        moves = states.ABROAD_MOVES[state] - states.ABROAD_OWN_PAGE
        self.fields["to"].choices = [(to.value, to.label) for to in states.AbroadState if to in moves]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("to") == states.AbroadState.DUPLICATE and not given.get("same_as"):
            self.add_error("same_as", _("Name the other entry of the same person."))
        return given


class ScreenAbroad(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    signs = forms.ChoiceField(
        label=_("Were signs found?"), choices=states.Signs.choices, widget=forms.RadioSelect,
        help_text=_("Signs don't make anybody a victim. If there are any, a case is opened next, and its decision says."),
    )  # fmt: skip
    on = Day(label=_("Day of the screening"))
    note = _note()


class OfferAbroad(forms.Form):
    kind = forms.ChoiceField(label=_("What was offered?"), choices=[("", _("Choose…")), *states.AbroadOffer.choices])
    taken = forms.ChoiceField(
        label=_("Was it taken?"), choices=states.YesNo.choices, initial=states.YesNo.UNKNOWN, widget=forms.RadioSelect
    )
    on = Day(label=_("Day"))
    note = _note()


# A consent is kept in a case: what leaves the list rests on a ground of the law, or on an override.
OF_LIST = [choice for choice in states.GroundKind.choices if choice[0] != states.GroundKind.CONSENT]


class OnListGround(OnGround):
    """On what something leaves the list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, consents=[], **kwargs)
        self.fields["ground"].choices = OF_LIST  # type: ignore[attr-defined]  # a ChoiceField


class ReceiveReturned(Receive, OnListGround):
    """The questions of a reception, and on what ground the entry of the list goes into the case."""

    until: Any = None


class ShareAbroad(OnListGround):
    body = forms.ModelChoiceField(label=_("Police body"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    note = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class LinkAbroadCase(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code of the case"), max_length=24,
        help_text=_("The case of this same person, received otherwise. Only a case that your body reaches can be linked; the entry then follows it."),
    )  # fmt: skip


class HoldRound(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    place = forms.ModelChoiceField(
        label=pgettext_lazy("place", "Commune"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )
    held_on = Day(label=_("Day"))
    scope = forms.ChoiceField(label=_("Among whom?"), choices=states.RoundScope.choices, widget=forms.RadioSelect)
    people_seen = forms.IntegerField(label=_("How many people were seen?"), min_value=0, max_value=100_000)

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField


class ReadList(forms.Form):
    place = forms.ModelChoiceField(
        label=_("Commune of residence"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )
    file = UploadField(label=_("List (.xlsx or .csv)"), accept=".xlsx,.csv")

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField


CALENDARS = [
    (Calendar.ADMINISTRATIVE.value, _("Administrative reports: cut off on the 14th")),
    (Calendar.STATISTICAL.value, _("Statistics: whole calendar months")),
]


def day_or_none(text: str) -> date | None:
    """Read a day that may be missing. Errors: ValidationError with the sentence that says how to write one."""
    if not text.strip():
        return None
    try:
        return days.parse_day(text)
    except days.DayError as wrong:
        raise forms.ValidationError(str(wrong)) from wrong


def key_of(text: str) -> uuid.UUID:
    """Read the key that a page made for what it sends. Errors: ValidationError for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError as wrong:
        raise forms.ValidationError(_("This page is out of date; open it anew.")) from wrong
