"""What a person fills in about a decision on a stay."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.common.fields import Day, Moment
from vongtay.common.uploads import UploadField
from vongtay.facilities.states import EndGround
from vongtay.support.states import DISCHARGES

AREA = forms.Textarea(attrs={"rows": 3})
GROUNDS = [choice for choice in EndGround.choices if choice[0] in DISCHARGES]


class DecideStay(forms.Form):
    """A decision as its paper says."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ModelChoiceField(
        label=_("Body that decided"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body"),
        help_text=_("Another body: its paper is entered here and gets its number of arrival."),
    )  # fmt: skip
    sign = forms.CharField(label=_("Number of the decision"), max_length=60)
    on = Day(label=_("Date of the decision"))
    person = forms.CharField(label=_("Post and name of whoever decided"), max_length=200)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=AREA, required=False)
    scan = UploadField(label=_("Scan of the decision"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class ExtendStay(DecideStay):
    until_on = Day(label=_("Extended until"))
    why_body = forms.CharField(
        label=_("Why this body decides"), max_length=500, widget=AREA, required=False,
        help_text=_("Needed where it is neither the body of the facility nor Sở Y tế."),
    )  # fmt: skip
    field_order = ("key", "until_on", "reason", "body", "why_body", "sign", "on", "person", "scan")

    def __init__(self, *args: Any, must_be_another: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        if must_be_another:
            self.fields["body"].required = True
            self.fields["body"].empty_label = _("Choose…")  # type: ignore[attr-defined]  # a ModelChoiceField
        else:
            del self.fields["body"], self.fields["why_body"]


class Discharge(DecideStay):
    ground = forms.ChoiceField(label=_("Why the stay ends"), choices=GROUNDS)
    left_at = Moment(
        label=_("Left at"), required=False, help_text=_("The bed is free from then on. Empty: the person is still there, or it was noted already."),
    )  # fmt: skip
    field_order = ("key", "ground", "left_at", "reason", "body", "sign", "on", "person", "scan")

    def __init__(self, *args: Any, may_note: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_note:
            del self.fields["left_at"]


class Transfer(DecideStay):
    bed = forms.ChoiceField(
        label=_("Bed in the other facility"), choices=[],
        error_messages={"invalid_choice": _("This bed is not free any more. Choose another one.")},
    )  # fmt: skip
    at = Moment(label=_("Moved at"))
    field_order = ("key", "bed", "at", "reason", "body", "sign", "on", "person", "scan")

    def __init__(self, *args: Any, beds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bed"].choices = beds  # type: ignore[attr-defined]  # a ChoiceField


class TakeBackStay(forms.Form):
    reason = forms.CharField(label=_("Why it is taken back"), max_length=500, widget=AREA)
