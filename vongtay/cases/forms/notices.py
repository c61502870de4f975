"""What is filled in when a notice is sent and answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.agencies.roles import Part
from vongtay.cases import states
from vongtay.cases.forms.case import OtherBody
from vongtay.cases.forms.sharing import OnGround
from vongtay.common.fields import Day, Moment

WITHHELD = [(part.value, part.label) for part in Part if part != Part.IDENTITY]


class SendNotice(OnGround):
    to_body = forms.ModelChoiceField(label=_("To"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    at = Moment(label=_("When"))
    hand_over = forms.ChoiceField(
        label=_("Who is responsible, who writes"), choices=states.HandOver.choices, initial=states.HandOver.TAKE_OVER, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    share_identity = forms.BooleanField(
        label=_("Share who the person is"),
        required=False,
        initial=True,
        help_text=_("Without it the body reads the case by its code."),
    )
    withhold = forms.MultipleChoiceField(
        label=_("Keep back"), choices=WITHHELD, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Parts that this body does not need."),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = (
        "to_body",
        "at",
        "hand_over",
        "share_identity",
        "withhold",
        "ground",
        "ground_why",
        "consent",
        "until",
        "note",
    )

    def __init__(self, *args: Any, bodies: Any, by_custom: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_custom:
            self.fields["note"].required = True
            self.fields["note"].label = _("Why this body")
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class AnswerNotice(OtherBody):
    version = forms.IntegerField(widget=forms.HiddenInput)
    accept = forms.ChoiceField(
        label=_("Answer"), choices=[("yes", _("Accept and take over")), ("no", _("Refuse"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for a refusal."),
    )
    at = Moment(label=_("When"))
    result_by = Day(
        label=_("Report the result by"), required=False,
        help_text=_("The day that the two bodies agreed: by custom, no article sets one. Empty: the result is owed without a day."),
    )  # fmt: skip
    field_order = ("accept", "reason", "at", "result_by", "acted_by", "source_sign", "source_on", "scan", "incoming")

    def __init__(self, *args: Any, takes_over: bool = True, owes: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not owes:
            del self.fields["result_by"]
        if not takes_over:
            self.fields["accept"].choices = [("yes", _("Accept: we will help")), ("no", _("Refuse"))]  # type: ignore[attr-defined]  # a ChoiceField
