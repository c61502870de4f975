"""What a person fills in about facilities. Each form checks only that the answers make sense by themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body
from vongtay.common.fields import Day, Moment
from vongtay.facilities import states
from vongtay.facilities.models import Room


class About(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    label = forms.CharField(
        label=_("Neutral label"),
        max_length=60,
        help_text=_("Everybody in the province reads it: no real name, no street, no commune."),
    )
    kind = forms.ChoiceField(label=pgettext_lazy("facility", "Kind"), choices=states.Kind.choices)
    opened_on = Day(label=_("Takes people in from"))
    closed_on = Day(label=_("Takes nobody in from"), required=False, help_text=_("Empty: it stays open."))


class AddFacility(About):
    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ModelChoiceField(label=_("Body that runs it"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    field_order = ("key", "version", "body", "label")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class Whereabouts(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Real name"), max_length=200, required=False)
    address = forms.CharField(
        label=_("Address and way there"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class RoomRule(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    name = forms.CharField(label=_("Name or number of the room"), max_length=30)
    sex_rule = forms.ChoiceField(
        label=pgettext_lazy("room", "For whom"), choices=states.SexRule.choices, widget=forms.RadioSelect
    )
    age_from = forms.IntegerField(
        label=_("From age"), min_value=0, max_value=120, required=False, help_text=_("In whole years. Empty: no limit.")
    )
    age_to = forms.IntegerField(
        label=_("To age"), min_value=0, max_value=120, required=False, help_text=_("In whole years. Empty: no limit.")
    )
    area_m2 = forms.DecimalField(
        label=_("Floor area (m²)"), min_value=1, max_value=9999, decimal_places=1, required=False
    )
    suits = forms.MultipleChoiceField(
        label=_("What the room offers"),
        choices=states.Suit.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_open = forms.BooleanField(label=_("The room takes people in"), required=False, initial=True)


class AddBeds(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    beds = forms.IntegerField(label=_("How many"), min_value=1, max_value=60, initial=1)
    kind = forms.ChoiceField(label=pgettext_lazy("facility", "Kind"), choices=states.BedKind.choices)


class SetBed(forms.Form):
    in_service = forms.ChoiceField(
        label=_("May this bed be slept in?"), choices=[("yes", _("Yes, in service")), ("no", _("No, out of service"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("Why it is out of service"), choices=[("", "—"), *states.OutReason.choices], required=False
    )


class HoldBeds(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("Event"), max_length=60, help_text=_("Name or number of the event; nothing about a person.")
    )
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=500)
    rooms = forms.ModelMultipleChoiceField(
        label=_("In these rooms only"), queryset=Room.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: any open room of the facility."),
    )  # fmt: skip
    expires_at = Moment(label=_("Kept until"), help_text=_("Then the places are free again by themselves."))

    def __init__(self, *args: Any, rooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rooms"].queryset = rooms  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
