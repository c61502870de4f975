"""What a person fills in about running a facility."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.facilities.states import Function


class SetCost(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    since = Day(label=_("In force from"))
    amount_dong = forms.IntegerField(
        label=_("Cost of a day for one person (đồng)"), min_value=1, max_value=100_000_000, localize=False,
        help_text=_("Whole đồng. The rate before it ends on the day before."),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Instrument that sets it"), max_length=200, help_text=_("Number, sign and date, for example of the resolution of the province.")
    )  # fmt: skip


class EnterLicence(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    sign = forms.CharField(label=_("Number and sign of the licence"), max_length=60)
    issuer = forms.ModelChoiceField(
        label=_("Body that issued it"), queryset=Body.objects.none(), required=False, empty_label=_("Another, named below")
    )  # fmt: skip
    issuer_words = forms.CharField(label=_("Another body"), max_length=160, required=False)
    issued_on = Day(label=_("Date of the licence"))
    valid_to = Day(label=_("Last day"), required=False, help_text=_("As the paper says. Empty: it names none."))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issuer"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class EndLicence(forms.Form):
    ended_on = Day(label=_("Ended on"))
    reason = forms.CharField(label=_("Why"), max_length=200)


class StateStaff(forms.Form):
    """How many work in each function, and how many are needed there."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    on = Day(label=_("As of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for function in Function:
            self.fields[f"present_{function}"] = forms.IntegerField(
                label=_("Working there"), min_value=0, max_value=999
            )
            self.fields[f"needed_{function}"] = forms.IntegerField(
                label=_("Needed"), min_value=0, max_value=999, required=False
            )

    def rows(self) -> Iterator[tuple[Function, Any, Any]]:
        """Give each function with its two fields."""
        for function in Function:
            yield function, self[f"present_{function}"], self[f"needed_{function}"]

    def counts(self) -> dict[str, tuple[int, int | None]]:
        """Give what was filled in, by function."""
        given = self.cleaned_data
        return {str(one): (given[f"present_{one}"], given[f"needed_{one}"]) for one in Function}
