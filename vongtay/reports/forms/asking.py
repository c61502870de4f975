"""What a person fills in to ask for a report, to issue one, to look at statistics."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vongtay.common import days
from vongtay.common.periods import Calendar, Period, PeriodError, parse_period
from vongtay.indicators.models import CATEGORIES, Dimension
from vongtay.reports.queries import communes_in, mandates_of, provinces_in

FIRST_YEAR = 2012  # the first law on trafficking took effect then
PARTS = [
    ("", _("Whole year")), ("-H1", _("First half")), ("-H2", _("Second half")), ("-9M", _("Nine months")),
    ("-Q1", _("Quarter I")), ("-Q2", _("Quarter II")), ("-Q3", _("Quarter III")), ("-Q4", _("Quarter IV")),
    *((f"-{month:02d}", f"{month:02d}") for month in range(1, 13)),
]  # fmt: skip
CALENDARS = [
    (Calendar.ADMINISTRATIVE.value, _("Administrative reports: cut off on the 14th")),
    (Calendar.STATISTICAL.value, _("Statistics: whole calendar months")),
]


class Day(forms.CharField):
    """A day as people write it: 5/3/2026, 05-03-2026."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return days.parse_day(str(value))
        except days.DayError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return days.format_day(value) if isinstance(value, date) else value


def moment_of(text: str) -> datetime | None:
    """Read a moment of knowledge, in the time of Viet Nam: 2026-06-20T10:00, 20/06/2026 10:00, or a day: its end.

    Nothing gives None: as known now. Errors: ValueError for what is no moment, and for one that has not come yet.
    """
    text = text.strip()
    if not text:
        return None
    if "/" in text:
        day, _space, time = text.partition(" ")
        text = f"{days.parse_day(day).isoformat()}T{time.strip()}".rstrip("T")
    moment = datetime.fromisoformat(text)
    if len(text) == len("2026-06-20"):
        moment += timedelta(days=1, microseconds=-1)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    if moment > timezone.now():
        raise ValueError("This moment has not come yet.")
    return moment


def area_choices(staff: Any) -> list[Any]:
    """Give the areas of the mandate, then the provinces of the country, or the communes in each."""
    mandates = mandates_of(staff)
    choices: list[Any] = [(row.area_id, row.area.full_name) for row in mandates]
    held = {row.area_id for row in mandates}
    provinces = [row for row in provinces_in(mandates).values_list("pk", "full_name") if row[0] not in held]
    if provinces:
        return [*choices, (_("Provinces"), provinces)]
    communes = list(communes_in(mandates).values_list("pk", "full_name"))
    return [*choices, (_("Communes"), communes)] if communes else choices


class AskReport(forms.Form):
    """Which report: area, calendar, year and part of it."""

    area = forms.TypedChoiceField(label=_("Area"), coerce=int)
    calendar = forms.ChoiceField(label=_("Calendar"), choices=CALENDARS, widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    part = forms.ChoiceField(label=_("Period"), choices=PARTS, required=False)

    def __init__(self, *args: Any, staff: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = area_choices(staff)  # type: ignore[attr-defined]  # a choice field
        this_year = days.today().year + 1
        self.fields["year"].choices = [(year, str(year)) for year in range(this_year, FIRST_YEAR - 1, -1)]  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"year", "calendar"} <= set(given):
            try:
                given["period"] = parse_period(f"{given['year']}{given.get('part', '')}", given["calendar"])
            except PeriodError as wrong:
                raise forms.ValidationError(str(wrong)) from wrong
        return given

    @property
    def period(self) -> Period:
        """The period asked for, once the form is valid."""
        asked: Period = self.cleaned_data["period"]
        return asked


class SplitFigure(forms.Form):
    """How many of a figure are of each category; empty: not told."""

    def __init__(self, *args: Any, splits: dict[str, dict[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for dimension, categories in CATEGORIES.items():
            for code, label in categories.items():
                self.fields[f"{dimension}_{code}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=10**9, initial=splits.get(dimension, {}).get(code),
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )  # fmt: skip

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """Give the fields by dimension, as the page shows them."""
        return [(Dimension(one).label, [self[f"{one}_{code}"] for code in codes]) for one, codes in CATEGORIES.items()]

    def splits(self) -> dict[str, dict[str, int]]:
        """Give what was told."""
        given = self.cleaned_data
        told = {
            one: {code: given[f"{one}_{code}"] for code in codes if given[f"{one}_{code}"] is not None}
            for one, codes in CATEGORIES.items()
        }
        return {str(one): parts for one, parts in told.items() if parts}
