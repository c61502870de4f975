"""What a person fills in to release statistics, to decide about a release, to change the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body
from vongtay.common import days
from vongtay.common.access import Staff
from vongtay.common.periods import PeriodError, parse_period
from vongtay.papers.models import Instrument
from vongtay.reports.actions import Draft, Rules
from vongtay.reports.forms.asking import CALENDARS, FIRST_YEAR, PARTS
from vongtay.reports.models import Audience, ReleaseKind
from vongtay.reports.publishing.profiles import DIMENSIONS, FIGURES, LEAST_K, MOST_K
from vongtay.reports.publishing.profiles import NATION as PROVINCES
from vongtay.reports.queries import publication as queries
from vongtay.reports.queries.published import DIMENSION_WORDS
from vongtay.reports.suppression.rounding import BASES

NATION = "nation"
ROUNDING = [
    ("", pgettext_lazy("rounding", "Not rounded")),
    *((str(base), _("To multiples of %(n)s") % {"n": base}) for base in BASES),
]


class Propose(forms.Form):
    """What a release is about and for whom; `key` makes a second sending the first one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("As readers will see it. Write no name of a person.")
    )
    audience = forms.ChoiceField(
        label=pgettext_lazy("publication", "For whom"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.PUBLIC,
    )
    area = forms.ChoiceField(label=_("Area"))
    calendar = forms.ChoiceField(label=_("Calendar"), choices=CALENDARS, widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    part = forms.ChoiceField(label=_("Period"), choices=PARTS, required=False)
    last_year = forms.TypedChoiceField(
        label=_("Up to the year"),
        coerce=int,
        required=False,
        empty_value=None,
        help_text=_("Only for several whole years together."),
    )
    note = forms.CharField(
        label=_("Words for readers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One paragraph a line. Write no name of a person."),
    )
    recipient = forms.CharField(
        label=_("Who receives it"),
        required=False,
        max_length=200,
        help_text=_("A restricted release: the body or institute, by name."),
    )
    recipient_body = forms.ModelChoiceField(
        label=_("The recipient, if it is a body of this system"), queryset=Body.objects.none(), required=False
    )
    agreement = forms.ModelChoiceField(
        label=_("The agreement"),
        queryset=Instrument.objects.none(),
        required=False,
        help_text=_("A document of the register. Enter it there first."),
    )

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [(str(place.pk), place.full_name) for place in queries.provinces_of(staff)]
        nation = [(NATION, _("All provinces"))] if queries.counts_the_nation(staff) else []
        # Provinces are told apart only where all are counted.
        self.dimensions = [(name, DIMENSION_WORDS[name]) for name in DIMENSIONS if name != PROVINCES or nation]
        self._provinces = {str(place.pk): place for place in queries.provinces_of(staff)}
        self._set("area", [*provinces, *nation])
        years = [(year, str(year)) for year in range(days.today().year, FIRST_YEAR - 1, -1)]
        self._set("year", years)
        self._set("last_year", [("", "—"), *years])
        mine: Any = self.fields["recipient_body"]
        mine.queryset = (
            Body.objects.filter(province_id=staff.province_id, valid_to__isnull=True)
            .exclude(pk=staff.body_id)
            .order_by("sort_key")
        )
        register: Any = self.fields["agreement"]
        register.queryset = Instrument.objects.filter(
            world=staff.world, province_id=staff.province_id, withdrawn_why=""
        ).order_by("-dated_on", "number")

    def _set(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"year", "calendar"} <= set(given):
            last, part = given.get("last_year"), given.get("part", "")
            code = f"{given['year']}..{last}" if last and last != given["year"] else f"{given['year']}{part}"
            try:
                given["period"] = parse_period(code, given["calendar"])
            except PeriodError as wrong:
                self.add_error("year", str(wrong))
            if last and part:
                self.add_error("part", _("Several years together are whole years."))
        if given.get("audience") == Audience.RESTRICTED:
            for name in ("recipient", "agreement"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("A restricted release names who receives it and the agreement."))
        return given

    def _draft(self, **more: Any) -> Draft:
        given = self.cleaned_data
        is_restricted = given["audience"] == Audience.RESTRICTED
        return Draft(
            title=given["title"], audience=given["audience"], period=given["period"], area=self._provinces.get(given["area"]), note=given["note"],
            recipient=given["recipient"] if is_restricted else "", recipient_body=given["recipient_body"] if is_restricted else None,
            agreement=given["agreement"] if is_restricted else None, **more,
        )  # fmt: skip


class ProposeTables(Propose):
    """Which tables, and whether they are rounded."""

    tables = forms.MultipleChoiceField(
        label=_("Tables of one dimension"), required=False, widget=forms.CheckboxSelectMultiple
    )
    crossed = forms.MultipleChoiceField(
        label=_("One crossed table of"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Two or more. Public tables of one province are not crossed: most of their numbers would have to be held back."),
    )  # fmt: skip
    round_to = forms.ChoiceField(
        label=_("Rounding"),
        required=False,
        choices=ROUNDING,
        help_text=_("Comes on top of what is held back; by itself it protects little."),
    )
    field_order = (
        "key",
        "title",
        "audience",
        "area",
        "calendar",
        "year",
        "part",
        "last_year",
        "tables",
        "crossed",
        "round_to",
        "note",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set("tables", [*self.dimensions, (FIGURES, DIMENSION_WORDS[FIGURES])])
        self._set("crossed", self.dimensions)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if len(given.get("crossed") or []) == 1:
            self.add_error("crossed", _("A crossed table has two dimensions or more."))
        if not given.get("tables") and not given.get("crossed") and not self.errors:
            self.add_error("tables", _("Choose at least one table."))
        return given

    def draft(self) -> Draft:
        """Give what was asked for."""
        given = self.cleaned_data
        tables = [[name] for name in given["tables"]] + ([given["crossed"]] if given["crossed"] else [])
        return self._draft(tables=tables, round_to=int(given["round_to"]) if given["round_to"] else None)


class ProposeRows(Propose):
    """Which columns the rows have."""

    columns = forms.MultipleChoiceField(
        label=pgettext_lazy("microdata", "Columns"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Two to six. Only combinations of all of them that at least k persons bear become rows: the more columns, the more persons are left out."),
    )  # fmt: skip
    field_order = ("key", "title", "audience", "area", "calendar", "year", "part", "last_year", "columns", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set("columns", self.dimensions)

    def draft(self) -> Draft:
        """Give what was asked for."""
        return self._draft(tables=[self.cleaned_data["columns"]], kind=ReleaseKind.MICRODATA)


class Why(forms.Form):
    """The reason of a refusal or a withdrawal."""

    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ChangeRules(forms.Form):
    """Other rules for an audience."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=pgettext_lazy("publication", "For whom"), choices=Audience.choices)
    k = forms.IntegerField(
        label=_("Least count (k)"), min_value=LEAST_K, max_value=MOST_K,
        help_text=_("Counts from 1 to k - 1 are held back, and nobody can tell a hidden count more closely than k."),
    )  # fmt: skip
    in_province = forms.IntegerField(label=_("Dimensions of a table of one province"), min_value=1, max_value=4)
    in_nation = forms.IntegerField(label=_("Dimensions of a table over all provinces"), min_value=1, max_value=4)
    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def rules(self) -> Rules:
        """Give what was asked for."""
        given = self.cleaned_data
        return Rules(given["kind"], given["k"], given["in_province"], given["in_nation"], given["why"])
