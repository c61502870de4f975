from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField
from vongtay.support.forms.reintegration import choose_from
from vongtay.support.models import Provider
from vongtay.support.states import LinkKind, LinkState, Regime


class SendLink(forms.Form):
    """What is asked of which body or provider, by which paper."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What is asked for"), choices=LinkKind)
    body = forms.ModelChoiceField(
        label=_("Body"), queryset=Body.objects.none(), required=False, empty_label=_("Another, from the directory")
    )  # fmt: skip
    provider = forms.ModelChoiceField(
        label=_("Provider of the directory"), queryset=Provider.objects.none(), required=False, empty_label=_("None"),
        help_text=_("A bank, a school, a centre: whoever is not among the bodies."),
    )  # fmt: skip
    sent_on = Day(label=_("Sent on"))
    sign = forms.CharField(label=_("Number of our paper"), max_length=60)
    asked = forms.CharField(
        label=_("What exactly"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, bodies: Any, providers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", bodies)
        choose_from(self, "provider", providers)
        self.fields["provider"].label_from_instance = _provider_words  # type: ignore[attr-defined]  # a ModelChoiceField


def _provider_words(row: Any) -> str:
    return f"{row.name} · {', '.join(row.service_words)}"


class AnswerLink(forms.Form):
    """The answer, from its paper; an amount only where it names one."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect,
        choices=[(LinkState.GRANTED, LinkState.GRANTED.label), (LinkState.REFUSED, LinkState.REFUSED.label),
                 (LinkState.WITHDRAWN, _("We take the request back"))],
    )  # fmt: skip
    answered_on = Day(label=_("Day"))
    words = forms.CharField(
        label=_("The answer in words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For a refusal or a request taken back: why."),
    )  # fmt: skip
    amount_dong = forms.IntegerField(
        label=_("Amount in đồng"), required=False, min_value=1, help_text=_("Only where the answer names it.")
    )
    body = forms.ModelChoiceField(
        label=_("Who answered"), queryset=Body.objects.none(), required=False, empty_label=_("Whoever was asked")
    )
    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    source_on = Day(label=_("Date of its paper"), required=False)
    scan = UploadField(label=_("Scan of the paper"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", bodies)


class KeepProvider(forms.Form):
    """An office or organisation of the directory."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Office or organisation"), max_length=200)
    services = forms.MultipleChoiceField(label=_("What it serves"), choices=Regime, widget=forms.CheckboxSelectMultiple)
    area = forms.CharField(
        label=_("Area"), max_length=200, help_text=_("Communes or province; never the place of a shelter.")
    )
    capacity = forms.CharField(label=_("How many it takes"), max_length=200, required=False)
    rules = forms.CharField(
        label=_("Whom it takes, what it asks for"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    contact = forms.CharField(
        label=_("Contact of the office"), max_length=200, help_text=_("Telephone or e-mail at work; no private data of anybody.")
    )  # fmt: skip
    checked_on = Day(label=pgettext_lazy("provider", "Known to hold on"))
    ended_on = Day(label=_("Serves no more since"), required=False)

    def facts(self) -> dict[str, Any]:
        """Give what stands in the directory."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"key", "version"}}
