from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.agencies.roles import Role


class GivePost(forms.Form):
    """A post for an account that is there, or for a new one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    role = forms.ChoiceField(label=_("Role"), choices=[(r.value, r.label) for r in Role if r != Role.SERVICE])
    title = forms.CharField(
        label=_("Title"), max_length=80, required=False, help_text=_("As printed under a signature.")
    )
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]+$", label=_("User name"), max_length=60,
        help_text=_("Small letters without marks, digits, points. An account of this name gets the post; else one is opened."),
        error_messages={"invalid": _("Use small letters without marks, digits, points and dashes.")},
    )  # fmt: skip
    full_name = forms.CharField(
        label=_("Full name"), max_length=120, required=False, help_text=_("Only for a new account.")
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
