"""What a person fills in about papers that arrive."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField
from vongtay.papers.states import PaperKind, Urgency

SCANS = "application/pdf,image/png,image/jpeg"


class Register(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    sender = forms.ModelChoiceField(
        label=_("Sending body"), queryset=Body.objects.none(), required=False, empty_label=_("Another sender")
    )
    sender_text = forms.CharField(
        label=_("Sender, if not in the list"), max_length=200, required=False, help_text=_("A body or a mission, no person's name.")
    )  # fmt: skip
    sign = forms.CharField(label=_("Number and sign"), max_length=60)
    dated_on = Day(label=_("Date of the paper"))
    arrived_on = Day(label=_("Day of arrival"))
    kind = forms.ChoiceField(label=_("Kind"), choices=PaperKind.choices)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=Urgency.choices, required=False)
    summary = forms.CharField(
        label=_("Subject line"), max_length=300, required=False,
        help_text=_("Write no name of a person and nothing of their story: the register is read by many."),
    )  # fmt: skip
    scan = UploadField(label=_("Scan"), required=False, accept=SCANS)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sender"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("sender") and not cleaned.get("sender_text") and "sender" not in self.errors:
            self.add_error("sender_text", _("Say who sent it."))
        return cleaned
