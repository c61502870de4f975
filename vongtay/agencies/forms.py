from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body, ContactKind
from vongtay.agencies.roles import Role
from vongtay.common.fields import Day, Moment


class GivePost(forms.Form):
    """A post for an account that is there, or for a new one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    role = forms.ChoiceField(label=_("Role"), choices=[(r.value, r.label) for r in Role if r != Role.SERVICE])
    title = forms.CharField(
        label=pgettext_lazy("post", "Title"),
        max_length=80,
        required=False,
        help_text=_("As printed under a signature."),
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


class EnterContact(forms.Form):
    """How a body is reached, and on which days that holds."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none(), empty_label=_("Choose…"))
    kind = forms.ChoiceField(label=_("What it is"), choices=ContactKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Full name"), max_length=120, required=False, help_text=_("Of a focal point."))
    title = forms.CharField(label=_("Post or title"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telephone at work"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail at work"), required=False)
    topic = forms.CharField(label=_("What for"), max_length=160, required=False)
    valid_from = Day(label=pgettext_lazy("day", "From"))
    valid_to = Day(label=_("Until"), required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class EndContact(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    last_on = Day(label=_("Last day"))


class EnterDuty(forms.Form):
    """Who is on duty, from when until when."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none(), empty_label=None)
    name = forms.CharField(label=_("Official on duty"), max_length=120)
    phone = forms.CharField(label=_("Telephone at work"), max_length=40)
    starts_at = Moment(label=pgettext_lazy("moment", "From"))
    ends_at = Moment(label=pgettext_lazy("moment", "Until"))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
