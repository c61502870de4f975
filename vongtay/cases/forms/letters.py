"""What a person fills in about an issued paper and about the files of a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.cases.states import FileKind
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField
from vongtay.papers.states import WRITTEN_DOWN, ToWhom, Way

SCANS = "application/pdf,image/png,image/jpeg"


class Deliver(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    to_whom = forms.ChoiceField(label=_("To whom"), choices=ToWhom.choices, widget=forms.RadioSelect)
    to_body = forms.ModelChoiceField(
        label=_("Body"), queryset=Body.objects.none(), required=False, empty_label=_("Choose…")
    )
    name = forms.CharField(
        label=_("Name of the receiver"), max_length=120, required=False, help_text=_("Kept encrypted; the register shows no name.")
    )  # fmt: skip
    how = forms.ChoiceField(label=_("How"), choices=[(way.value, way.label) for way in WRITTEN_DOWN])
    sent_on = Day(label=_("Left on"))

    def __init__(self, *args: Any, bodies: Any, about_somebody: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        if not about_somebody:
            kept = [choice for choice in ToWhom.choices if choice[0] != ToWhom.PERSON]
            self.fields["to_whom"].choices = kept  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("to_whom") == ToWhom.BODY and not cleaned.get("to_body"):
            self.add_error("to_body", _("Choose the body."))
        if cleaned.get("to_whom") == ToWhom.NAMED and not cleaned.get("name"):
            self.add_error("name", _("Say to whom the paper goes."))
        if cleaned.get("to_whom") != ToWhom.BODY and cleaned.get("how") == Way.SYSTEM:
            self.add_error("how", _("Only a body that signs in receives papers in this system."))
        return cleaned


class MakeLink(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    to_body = forms.ModelChoiceField(
        label=_("Body that does not sign in"), queryset=Body.objects.none(), empty_label=_("Choose…")
    )
    days = forms.TypedChoiceField(label=_("The link waits"), coerce=int)

    def __init__(self, *args: Any, bodies: Any, days: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["days"].choices = days  # type: ignore[attr-defined]  # a ChoiceField


class Receipt(forms.Form):
    on = Day(label=_("Received on"))
    who = forms.CharField(label=_("Who signed for it"), max_length=200, help_text=_("Name and post. Kept encrypted."))
    scan = UploadField(label=_("Scan of the receipt"), required=False, accept=SCANS)


class Return(forms.Form):
    on = Day(label=_("Came back on"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Copy(forms.Form):
    file = UploadField(
        label=_("Signed copy"),
        accept=SCANS,
        help_text=_("A scan of the signed paper, or the PDF that was signed digitally."),
    )


class Revoke(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept inside. Whoever checks the code hears only that the paper was revoked."),
    )  # fmt: skip


class AddFile(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What it is"), choices=FileKind.choices)
    file = UploadField(
        label=_("File"), accept=SCANS, help_text=_("PDF, PNG or JPEG. Its kind is judged by its content.")
    )


class TakeBack(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class NameDocument(forms.Form):
    page = forms.IntegerField(label=_("Begins on page"), min_value=1, max_value=9999)
    kind = forms.ChoiceField(
        label=_("What it is"), choices=[choice for choice in FileKind.choices if choice[0] != FileKind.OLD_FILE]
    )
    dated_on = Day(label=_("Its date"), required=False, help_text=_("Empty: not known."))
    sign = forms.CharField(label=_("Number and sign"), max_length=60, required=False)
