"""What a person fills in to give somebody of a case a place to sleep."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.common.fields import Day, Moment
from vongtay.facilities.states import Correction, EndGround, Ground

ENDS = [choice for choice in EndGround.choices if choice[0] != EndGround.MOVED]


class ChooseBed(forms.Form):
    """The bed; drawn by the page, room by room."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    bed = forms.ChoiceField(
        label=_("Bed"),
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("This bed is not free any more. Choose another one.")},
    )
    at = Moment(label=_("From when"))

    def __init__(self, *args: Any, beds: list[tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bed"].choices = beds  # type: ignore[attr-defined]  # a ChoiceField


class FindPlace(ChooseBed):
    ground = forms.ChoiceField(label=_("Why"), choices=Ground.choices, initial=Ground.IDENTIFYING)
    planned_until = Day(
        label=_("Planned until"),
        required=False,
        help_text=_("Ends nothing by itself; the bed is free when leaving is noted."),
    )


class LeavePlace(forms.Form):
    at = Moment(label=_("When"))
    ground = forms.ChoiceField(label=_("How it ended"), choices=ENDS)


class CorrectStay(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=_("What was wrong"), choices=Correction.choices, widget=forms.RadioSelect,
        help_text=_("Where it was another person or nobody came, the stay counts no more; who did sleep there is given the bed anew."),
    )  # fmt: skip
    began_at = Moment(label=_("It began"), required=False)
    ended_at = Moment(label=_("It ended"), required=False, help_text=_("Empty: still there."))
