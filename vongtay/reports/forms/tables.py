"""What a person fills in to make a table of their own, to save it, and to have its address sent."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from vongtay.agencies.queries import small_count_of
from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common import days
from vongtay.common.access import Staff
from vongtay.common.periods import Calendar, Period, PeriodError
from vongtay.indicators.models import Indicator
from vongtay.reports.counting import Status
from vongtay.reports.forms.asking import CALENDARS, FIRST_YEAR, PARTS, area_choices
from vongtay.reports.pivots import By, Why, period_of, why_not
from vongtay.reports.queries import mandates_of, outermost
from vongtay.reports.states import WEEKDAYS, Rhythm

BY_LABELS: dict[By, str | Promise] = {
    By.AREA: gettext_lazy("Area"), By.MONTH: gettext_lazy("Month"), By.QUARTER: gettext_lazy("Quarter"), By.YEAR: gettext_lazy("Year"),
    By.ROUTE: gettext_lazy("Route"), By.SEX: gettext_lazy("Sex"), By.AGE: gettext_lazy("Age at reception"),
    By.STATUS: gettext_lazy("Where identification stands"), By.HOME: gettext_lazy("Province of origin"), By.BODY: gettext_lazy("Body that told it"),
}  # fmt: skip
STATUS_LABELS: dict[Status, str | Promise] = {
    Status.RECEIVED: gettext_lazy("Persons received"), Status.UNDER_IDENTIFICATION: gettext_lazy("Under identification"),
    Status.IDENTIFIED: gettext_lazy("Identified as victims"), Status.NOT_IDENTIFIED: gettext_lazy("Not identified as victims"),
    Status.UNDETERMINED: gettext_lazy("Undetermined"),
}  # fmt: skip
WHY_WORDS: dict[Why, str | Promise] = {
    Why.SAME: gettext_lazy("Rows and columns are the same: choose another dimension for one of them."),
    Why.TIMES: gettext_lazy("Months, quarters and years can't be crossed with each other: months of several years say their year."),
    Why.NOT_PERSONS: gettext_lazy("Persons received aren't told by bodies: they are counted from cases."),
    Why.NOT_FIGURES: gettext_lazy("Figures of the programme are told by area, body and time; they know no route, sex, age, standing or origin."),
    Why.STATUS_OF_STATUS: gettext_lazy("Where identification stands splits all persons received; choose them above."),
    Why.ONE_ALONE: gettext_lazy("Small counts are held back for your role: you see persons received by one dimension alone."),
}  # fmt: skip


class AskTable(forms.Form):
    """What is counted, by which dimensions, where and when."""

    what = forms.ChoiceField(label=gettext_lazy("What is counted"))
    rows = forms.ChoiceField(
        label=pgettext_lazy("table", "Rows"), choices=[(by.value, words) for by, words in BY_LABELS.items()]
    )
    columns = forms.ChoiceField(
        label=pgettext_lazy("table", "Columns"), required=False,
        choices=[("", pgettext_lazy("dimension", "None")), *((by.value, words) for by, words in BY_LABELS.items())],
    )  # fmt: skip
    area = forms.TypedChoiceField(label=gettext_lazy("Area"), coerce=int)
    calendar = forms.ChoiceField(label=gettext_lazy("Calendar"), choices=CALENDARS, required=False)
    first_year = forms.TypedChoiceField(label=gettext_lazy("From year"), coerce=int, required=False, empty_value=None)
    year = forms.TypedChoiceField(label=gettext_lazy("To year"), coerce=int)
    part = forms.ChoiceField(label=gettext_lazy("Period"), choices=PARTS, required=False)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.k = small_count_of(staff)
        english = (get_language() or "").startswith("en")
        indicators = list(
            Indicator.objects.filter(adds_up=True).order_by("section", "code").values_list("pk", "name_en" if english else "name_vi")
        )  # fmt: skip
        persons = [
            (status.value, words) for status, words in STATUS_LABELS.items() if not self.k or status is Status.RECEIVED
        ]
        year = days.today().year + (0 if self.k else 1)
        years = [(one, str(one)) for one in range(year, FIRST_YEAR - 1, -1)]
        fields: Any = self.fields
        fields["what"].choices = [(_("Persons"), persons), (_("Figures of the programme"), indicators)]
        fields["area"].choices = (
            [(one.pk, one.full_name) for one in outermost(mandates_of(staff))] if self.k else area_choices(staff)
        )
        fields["year"].choices = years
        fields["first_year"].choices = [("", _("The same year")), *years]
        if self.k:  # whole years of one calendar: nothing else is told
            for name in ("calendar", "first_year", "part"):
                del fields[name]

    @property
    def status(self) -> Status | None:
        """Which persons are counted; None where figures of the programme are."""
        what = self.cleaned_data["what"]
        return Status(what) if what in Status.__members__.values() else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"what", "rows", "year"} <= set(given) and not self.errors:
            rows, columns = By(given["rows"]), By(given["columns"]) if given["columns"] else None
            is_persons = self.status is not None
            for why in why_not(
                is_persons=is_persons,
                is_whole=self.status is Status.RECEIVED,
                rows=rows,
                columns=columns,
                is_held=bool(self.k),
            ):
                self.add_error(
                    "columns" if why is not Why.NOT_PERSONS or columns is By.BODY else "rows", str(WHY_WORDS[why])
                )
            given |= {"rows": rows, "columns": columns, "period": self._period(given)}
        return given

    def _period(self, given: dict[str, Any]) -> Period | None:
        first, year = given.get("first_year") or given["year"], given["year"]
        calendar, part = Calendar(given.get("calendar") or Calendar.ADMINISTRATIVE), given.get("part", "")
        if self.k:
            first, calendar, part = year, Calendar.STATISTICAL, ""
        try:
            return period_of(first_year=min(first, year), year=year, part=part, calendar=calendar)
        except PeriodError as wrong:
            self.add_error("part", str(wrong))
            return None


class SaveTable(forms.Form):
    """The name of a table, and who sees it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, max_length=600)
    name = forms.CharField(label=gettext_lazy("Name of the table"), max_length=120)
    is_shared = forms.BooleanField(label=gettext_lazy("Colleagues of my body who count see it, too"), required=False)


class ChangeTable(forms.Form):
    """A new name, or other eyes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=gettext_lazy("Name of the table"), max_length=120)
    is_shared = forms.BooleanField(label=gettext_lazy("Colleagues of my body who count see it, too"), required=False)


class ScheduleTable(forms.Form):
    """How often the address of a table is sent, and on which day."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    rhythm = forms.ChoiceField(label=gettext_lazy("How often"), choices=Rhythm.choices, widget=forms.RadioSelect)
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day of the week"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        help_text=gettext_lazy("For a mail every week."),
    )
    monthday = forms.IntegerField(
        label=gettext_lazy("Day of the month"), min_value=1, max_value=31, required=False,
        help_text=gettext_lazy("For a mail every month. A month that is shorter takes its last day."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        rhythm = given.get("rhythm")
        given["on_day"] = (
            {Rhythm.WEEKLY: given.get("weekday") or 0, Rhythm.MONTHLY: given.get("monthday") or 0}.get(
                Rhythm(rhythm), 0
            )
            if rhythm
            else 0
        )
        if rhythm == Rhythm.WEEKLY and not given["on_day"]:
            self.add_error("weekday", _("Choose a day of the week."))
        if rhythm == Rhythm.MONTHLY and not given["on_day"] and "monthday" not in self.errors:
            self.add_error("monthday", _("Give a day of the month from 1 to 31."))
        return given


class SetSmallCount(forms.Form):
    """From which count on a role sees numbers of persons."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[(role.value, role.label) for role in Role if role in MAY_COUNT]
    )
    least = forms.IntegerField(
        label=gettext_lazy("Hold back counts below"), required=False, min_value=2, max_value=1000,
        help_text=gettext_lazy("Empty: this role sees all counts. Public tables use 10; which number suits a role inside, your province decides."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    why = forms.CharField(label=gettext_lazy("Why"), max_length=200, widget=forms.Textarea(attrs={"rows": 2}))
