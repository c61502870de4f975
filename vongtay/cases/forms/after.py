"""What is filled in after the decision: a referral to social assistance, a legal hold, an erasure."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.cases import states
from vongtay.cases.forms.sharing import OnGround
from vongtay.common.fields import Day


def _words(label: Any, *, rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ReferToSocial(OnGround):
    until: Any = None  # its reach has a last day of its own
    purpose = forms.ChoiceField(
        choices=states.Purpose.choices, widget=forms.HiddenInput, initial=states.Purpose.SUPPORT, required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    to_body = forms.ModelChoiceField(label=_("To"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    what = _words(
        _("What is asked for"), help_text=_("For example a place to stay, an allowance, a visit. No name here.")
    )
    why = _words(_("Why this body"), help_text=_("No basis was seen that names a body: by custom, and you say why."))
    with_identity = forms.BooleanField(
        label=_("Share who the person is"),
        required=False,
        help_text=_("Without it the body reads the case by its code. Share only what the person agrees to."),
    )
    until_on = Day(
        label=_("The body may read the case until"),
        help_text=_("Its reach ends by itself after this day; choose what the help needs."),
    )
    field_order = ("to_body", "what", "why", "with_identity", "until_on", "ground", "ground_why", "consent")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class PlaceHold(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = _words(_("Why nothing of this case may be erased"))


class LiftHold(forms.Form):
    reason = _words(_("Why the hold is lifted"))


class Typed(forms.Form):
    typed = forms.CharField(
        label=_("Type the code of the case to confirm"),
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AskErasure(Typed):
    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Reason"), choices=states.ErasureReason.choices, widget=forms.RadioSelect)
    basis_sign = forms.CharField(label=_("Number of the paper that asks for it"), max_length=60, required=False)
    basis_on = Day(label=_("Date of that paper"), required=False)
    field_order = ("reason", "basis_sign", "basis_on", "typed", "key")
