from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.common.numbers import AmountError, dong_from_text, format_dong
from vongtay.common.uploads import UploadField
from vongtay.support.states import APPLIED_FOR, ApplicationChannel, Money, Outcome, Regime, Unit, school_year_words

DURING_STAY = "stay"


class Dong(forms.CharField):
    """An amount in whole đồng as people write it: 1.200.000, 1,2 triệu đồng."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "maxlength": "40"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        text = str(value).strip()
        try:
            return dong_from_text(text if text.lower().endswith(("đồng", "đ", "vnd", "vnđ")) else f"{text} đồng")
        except AmountError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return format_dong(value) if isinstance(value, int) else value


class EnterNorm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    regime = forms.ChoiceField(label=_("Regime"), choices=Regime.choices)
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit.choices)
    amount_dong = Dong(label=_("Amount for one unit"), help_text=_("Whole đồng, for example 1.200.000."))
    valid_from = Day(label=_("In force from"))
    valid_to = Day(label=_("In force until"), required=False, help_text=_("Leave empty while no end is known."))
    resolution_sign = forms.CharField(
        label=_("Number and sign of the resolution"),
        max_length=120,
        help_text=_("As printed on the resolution of the province."),
    )
    resolution_on = Day(label=_("Date of the resolution"))


class EndNorm(forms.Form):
    last_on = Day(
        label=_("Last day in force"), required=False,
        help_text=_("Leave empty to take the norm back: only where it was entered wrongly and nothing was paid by it."),
    )  # fmt: skip


class Book(forms.Form):
    """One entry of the ledger: money by a norm, or help in kind."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("What is booked"), widget=forms.RadioSelect,
        choices=[("in_kind", _("Help in kind, without an amount")),
                 *((unit.value, pgettext_lazy("ledger", "Money by the norm %s") % unit.label) for unit in Unit)],
    )  # fmt: skip
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=9999, initial=1)
    unit_words = forms.CharField(
        label=_("Counted in"), max_length=40, required=False, help_text=_("For help in kind: meals, sets, turns...")
    )
    amount_dong = Dong(label=_("Amount"), required=False, help_text=_("Leave empty to pay what the norm gives."))
    less_reason = forms.CharField(label=_("Why less than the norm"), max_length=500, required=False)
    money = forms.ChoiceField(label=_("Source of the money"), choices=[("", "—"), *Money.choices], required=False)
    school_year = forms.ChoiceField(
        label=_("For which school year"), widget=forms.RadioSelect,
        help_text=_("After the return the law gives the first school year and the next one. When a school year begins was not confirmed: go by the school."),
    )  # fmt: skip
    given_on = Day(label=pgettext_lazy("ledger", "Given on"), help_text=_("The law and the norm of this day hold."))
    first_on = Day(label=_("For the days from"), required=False)
    last_on = Day(label=pgettext_lazy("period", "to"), required=False)
    decision_sign = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)
    decision_on = Day(label=_("Date of the decision"), required=False)
    receipt_sign = forms.CharField(label=_("Number of the receipt"), max_length=60, required=False)
    receipt_on = Day(label=_("Date of the receipt"), required=False)
    provider = forms.ModelChoiceField(
        label=_("Provided by"), queryset=Body.objects.none(), required=False, empty_label=_("The body that gave it")
    )
    provider_text = forms.CharField(
        label=_("Or another provider, by name"), max_length=120, required=False, help_text=_("Kept encrypted.")
    )
    result = forms.CharField(
        label=_("What came of it"), max_length=500, required=False,
        help_text=_("For a service: talks, examination, course. No diagnosis here. Kept encrypted."),
    )  # fmt: skip
    apart_reason = forms.CharField(
        label=_("Why it is no second payment"), max_length=500, required=False,
        help_text=_("Only where the person was paid for this regime before and this is for something else."),
    )  # fmt: skip
    acted_by = forms.ModelChoiceField(
        label=_("Body that gave it"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body")
    )
    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    source_on = Day(label=_("Date of its paper"), required=False)
    scan = UploadField(label=_("Scan of the paper"), required=False)

    def __init__(self, *args: Any, bodies: Any, school_years: list[int], **kwargs: Any) -> None:
        """school_years: years in which a school year to choose begins; none for another regime than schooling."""
        super().__init__(*args, **kwargs)
        for name in ("provider", "acted_by"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        years = [(str(year), school_year_words(year)) for year in school_years]
        self.fields["school_year"].choices = [(DURING_STAY, _("During a stay in a facility")), *years]  # type: ignore[attr-defined]  # a ChoiceField
        if not school_years:
            del self.fields["school_year"]

    def clean_school_year(self) -> int | None:
        """Give the year in which the school year begins; None for schooling during a stay."""
        chosen = self.cleaned_data["school_year"]
        return None if chosen == DURING_STAY else int(chosen)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("acted_by"):
            for name in ("source_sign", "source_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed when another body acted."))
        if cleaned.get("provider") and cleaned.get("provider_text"):
            self.add_error("provider_text", _("Choose the body or write the name, not both."))
        return cleaned


class PayTravel(forms.Form):
    """Travel money paid on the spot: as few questions as can be."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(label=_("By the norm"), widget=forms.RadioSelect)
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=60, initial=1)
    receipt_sign = forms.CharField(label=_("Number of the receipt"), max_length=60)
    money = forms.ChoiceField(label=_("Source of the money"), choices=Money.choices)

    def __init__(self, *args: Any, norms: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = norms  # type: ignore[attr-defined]  # a ChoiceField


class TakeBack(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class EnterEstimate(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    regime = forms.ChoiceField(label=_("Regime"), choices=Regime.choices)
    amount_dong = Dong(label=_("Expected spending"), help_text=_("Whole đồng, for the whole year."))


class TakeApplication(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    regime = forms.ChoiceField(
        label=_("Applied for"), choices=[(row.value, row.label) for row in APPLIED_FOR], widget=forms.RadioSelect
    )
    received_on = Day(label=_("Day of receipt"))
    channel = forms.ChoiceField(label=_("How it arrived"), choices=ApplicationChannel.choices, widget=forms.RadioSelect)
    file_sign = forms.CharField(
        label=_("Number of the file"),
        max_length=60,
        required=False,
        help_text=_("As the one-stop desk or the portal gave it."),
    )


class AnswerApplication(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("How it ends"), choices=Outcome.choices, widget=forms.RadioSelect)
    answered_on = Day(label=_("Day of the answer"))
    answer_sign = forms.CharField(label=_("Number and sign of the answer"), max_length=60, required=False)
    reason = forms.CharField(
        label=_("Why it is refused or returned"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EstimateCase(forms.Form):
    """What one person is expected to be paid: by a norm in force, so many units, in a year."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    what = forms.ChoiceField(label=_("By the norm"), widget=forms.RadioSelect)
    quantity = forms.IntegerField(
        label=_("How many"), min_value=0, max_value=9999, initial=1,
        help_text=_("Days, trips or courses of the norm. 0 takes the former estimate of this norm and year back."),
    )  # fmt: skip

    def __init__(self, *args: Any, years: list[int], norms: list[tuple[str, str]], **kwargs: Any) -> None:
        """norms: (regime and unit, words) of what the person may be paid by."""
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["what"].choices = norms  # type: ignore[attr-defined]  # a ChoiceField
