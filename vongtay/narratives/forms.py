from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.common import days, numbers, periods
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField
from vongtay.indicators.actions import Claim
from vongtay.indicators.models import Apart, Bound, Indicator
from vongtay.narratives.joining import Spare
from vongtay.narratives.models import Mark

CODES = ("{}", "{}-H1", "{}-H2", "{}-9M", "{}-Q1", "{}-Q2", "{}-Q3", "{}-Q4")
CALENDARS = [
    (periods.Calendar.ADMINISTRATIVE, _("Administrative: from 15/12, cut off on the 14th")),
    (periods.Calendar.STATISTICAL, _("Statistical: whole calendar months")),
]


class Number(forms.Field):
    """A number as people write it: 1.234 or 1,5."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 30}), **kwargs
        )

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            number = numbers.parse_number(str(value))
        except numbers.AmountError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if not 0 <= number < Decimal(10) ** 16:
            raise forms.ValidationError(_("The value must lie between 0 and 10,000,000,000,000,000."))
        return number.quantize(Decimal("0.01"))

    def prepare_value(self, value: Any) -> Any:
        return numbers.format_number(value) if isinstance(value, Decimal) else value


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own class takes no argument when it runs
    def label_from_instance(self, obj: Any) -> str:
        until = f" (đến {days.format_day(obj.valid_to)})" if obj.valid_to else ""
        return f"{obj.full_name}{until}"


def period_choices(today: date) -> list[tuple[str, Any]]:
    """Give the periods that a report handed in today most likely speaks of, newest first, and days of one's own."""
    newest = (today + timedelta(days=31)).year
    years = [
        (code.format(year), periods.parse_period(code.format(year)).label)
        for year in range(newest, newest - 4, -1)
        for code in CODES
    ]
    return [*years, ("custom", _("Other days, named below"))]


class Upload(forms.Form):
    file = UploadField(
        label=_("The report"),
        accept=".docx,.xlsx,.pdf,.txt",
        help_text=_("Word (.docx), Excel (.xlsx), PDF with text, or .txt; 20 MB at most. Scans can't be read yet."),
    )
    body = forms.ModelChoiceField(label=_("Whose report is it?"), queryset=Body.objects.none(), empty_label=None)
    area = PlaceChoice(label=_("Of which area does it speak?"), queryset=Place.objects.none(), empty_label=None)
    period = forms.ChoiceField(label=_("Period reported"))
    calendar = forms.ChoiceField(
        label=_("How the period is cut"),
        choices=CALENDARS,
        widget=forms.RadioSelect,
        initial=periods.Calendar.ADMINISTRATIVE,
    )
    first = Day(label=_("First day"), required=False)
    last = Day(label=_("Last day"), required=False)

    def __init__(self, *args: Any, bodies: Any, places: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset, self.fields["area"].queryset = bodies, places  # type: ignore[attr-defined]  # model choices
        self.fields["period"].choices = period_choices(today)  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "period" not in given:
            return given
        if given["period"] != "custom":
            given["period"] = periods.parse_period(
                given["period"], given.get("calendar", periods.Calendar.ADMINISTRATIVE)
            )
            return given
        for name in ("first", "last"):
            if given.get(name) is None and name not in self.errors:
                self.add_error(name, _("Give the day, or choose a period above."))
        if not self.errors:
            self._custom(given)
        return given

    def _custom(self, given: dict[str, Any]) -> None:
        try:
            given["period"] = periods.custom(given["first"], given["last"], periods.Calendar(given["calendar"]))
        except periods.PeriodError as wrong:
            self.add_error("last", str(wrong))


class Correct(forms.Form):
    """What is right instead of what was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    bound = forms.ChoiceField(label=_("Bound"), choices=Bound.choices)
    value = Number(label=_("Value"), help_text=_("Written as 1.234 or 1,5; money in đồng."))
    value_high = Number(label=_("Upper value"), required=False, help_text=_("Only of a range."))
    unit = forms.CharField(label=_("Unit"), max_length=80)
    indicator = forms.ChoiceField(label=_("Indicator"))
    first = Day(label=_("First day counted"))
    last = Day(label=_("Last day counted"))
    apart = forms.ChoiceField(label=_("In totals"), choices=[("", _("is added")), *Apart.choices], required=False)

    def __init__(
        self, *args: Any, mark: Mark, indicators: Sequence[Indicator], name: str = "name_vi", **kwargs: Any
    ) -> None:
        kwargs["initial"] = self._as_it_stands(mark)
        super().__init__(*args, **kwargs)
        self.nil = mark.nil
        chosen = [(row.code, f"{getattr(row, name)} ({row.code})") for row in indicators]
        self.fields["indicator"].choices = [("", _("Choose…")), *chosen]  # type: ignore[attr-defined]  # a choice field
        if mark.nil:  # that there was none has no value, bound or unit to correct
            for field in ("value", "value_high", "bound", "unit", "apart"):
                del self.fields[field]

    @staticmethod
    def _as_it_stands(mark: Mark) -> dict[str, Any]:
        return {
            "version": mark.version, "bound": mark.bound, "value": mark.value, "value_high": mark.value_high, "unit": mark.unit,
            "indicator": mark.indicator_id, "first": mark.happened_from, "last": mark.happened_to, "apart": mark.apart,
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last, value, high = (given.get(name) for name in ("first", "last", "value", "value_high"))
        if first and last and last < first:
            self.add_error("last", _("The period ends before it begins."))
        if value is not None and high is not None and high <= value:
            self.add_error("value_high", _("The upper value must be greater than the lower one."))
        if high is not None and given.get("bound") in (Bound.AT_LEAST, Bound.AT_MOST):
            self.add_error("bound", _("A range has both ends; “at least” and “at most” have one."))
        return given

    def claim(self) -> Claim:
        """Give the claim instead. Only for a valid form."""
        given = self.cleaned_data
        if self.nil:
            return Claim(given["indicator"], Decimal(0), given["first"], given["last"], nil=True)
        return Claim(
            given["indicator"], given["value"], given["first"], given["last"], given["unit"], given["value_high"], given["bound"],
            apart=given["apart"],
        )  # fmt: skip

    def renew(self, mark: Mark) -> None:
        """Let the next try stand on what the mark is now; what was typed stays."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        self.data["version"] = str(mark.version)  # type: ignore[index]  # just copied, so it may be changed


class Split(forms.Form):
    """Where in a sentence a second figure stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    at = forms.ChoiceField(label=_("Which number is a figure of its own?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, version: int, spares: Sequence[Spare], **kwargs: Any) -> None:
        kwargs["initial"] = {"version": version, "at": str(spares[0].start) if spares else None}
        super().__init__(*args, **kwargs)
        self.fields["at"].choices = [(str(spare.start), spare.quote) for spare in spares]  # type: ignore[attr-defined]  # a choice field
