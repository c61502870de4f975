"""What is asked when a finding becomes a screening: how somebody was met, and what is needed; all of it goes into the case."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Place
from vongtay.cases import actions as cases
from vongtay.cases.countries import languages, nationalities
from vongtay.cases.states import Channel, Need, Route
from vongtay.common import ages
from vongtay.common.fields import Day, Moment
from vongtay.people.models import Sex
from vongtay.people.vault import Facts

# How somebody met at an inspection may have come; the other routes begin at a border or a mission.
ROUTES = (Route.R2, Route.R1, Route.R7, Route.R6)


class OpenScreening(forms.Form):
    """Seven questions; the first needs an answer. Not known is always an answer."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    route = forms.ChoiceField(
        label=_("1. How was the person met?"),
        choices=[(one.value, one.label) for one in ROUTES],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("2. Name, as the person says it"),
        max_length=120,
        required=False,
        help_text=_("May stay empty. Only those who care for the case see it."),
    )
    sex = forms.ChoiceField(label=_("3. Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect)
    age_years = forms.IntegerField(
        label=_("4. Age, as stated or estimated"), min_value=0, max_value=120, required=False
    )
    language = forms.ChoiceField(
        label=_("5. In which language does the person wish to speak?"), choices=languages, required=False
    )
    needs = forms.MultipleChoiceField(
        label=_("6. What is needed at once?"), choices=Need.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("7. What was seen and told"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Goes into the case, encrypted; nothing of it stands in the inspection."),
    )
    nationality = forms.ChoiceField(label=_("Nationality"), choices=nationalities, required=False)
    received_at = Moment(label=_("Met at"))
    event_on = Day(label=_("Day of the report or hand-over"), help_text=_("Decides which law holds."))
    channel = forms.ChoiceField(label=_("Through whom"), choices=Channel.choices)
    place = forms.ModelChoiceField(
        label=_("Commune of reception"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField

    def told(self) -> tuple[cases.Arrival, Facts]:
        """Give how somebody was met, and who it is."""
        given = self.cleaned_data
        years, needs = given["age_years"], given["needs"]
        day = timezone.localtime(given["received_at"]).date()
        arrival = cases.Arrival(
            route=given["route"],
            channel=given["channel"],
            place=given["place"],
            received_at=given["received_at"],
            event_on=given["event_on"],
            sex=given["sex"],
            age_years=years,
            age_precision="unknown" if years is None else ages.stated_age(years).precision.value,
            age_how="unknown" if years is None else "claimed",
            nationality=given["nationality"],
            language=given["language"],
            interpreter=bool(given["language"]) or "interpreter" in needs,
            needs=needs,
            urgency="now" if {"safety", "medical"} & set(needs) else "day" if needs else "normal",
        )
        born = "" if years is None else ages.born_about(years, day).code
        return arrival, Facts(name=given["name"].strip(), born=born)
