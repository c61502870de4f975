"""What a person fills in of an activity: at most six questions of its kind, the rest folded."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body, Place
from vongtay.cases.countries import languages
from vongtay.common.amounts import Stated, parse_stated, split_stated
from vongtay.common.fields import Day
from vongtay.common.numbers import AmountError
from vongtay.common.uploads import UploadField
from vongtay.programme.models import Campaign
from vongtay.programme.states.activities import EXAMPLE_OF, LINES, TITLE_OF, Audience, Mode, Risk, line_of

NO_NAMES = _("No names of victims or of people who may be victims.")
MOST_BESIDE = 20
QUESTIONS = 6  # at most: somebody stands in a hall with a phone


class AmountField(forms.CharField):
    """A quantity as people write it; the page says at once how it was understood."""

    echoes = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, required=False, **kwargs)
        self.widget.attrs |= {"autocomplete": "off"} | _ECHO

    def clean(self, value: Any) -> Stated | None:
        text = super().clean(value)
        try:
            return parse_stated(text) if text else None
        except AmountError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class AmountsField(forms.CharField):
    """Several quantities, each with its unit."""

    echoes = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2} | _ECHO), **kwargs)

    def clean(self, value: Any) -> list[Stated]:
        text = super().clean(value)
        try:
            found = [parse_stated(part) for part in split_stated(text)]
        except AmountError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if any(not one.unit for one in found):
            raise forms.ValidationError(_("Say of each number what it counts: 200 tờ rơi, 3 băng rôn."))
        if len(found) > MOST_BESIDE:
            raise forms.ValidationError(_("That is too much for one activity; enter a second one."))
        return found


_ECHO = {
    "hx-get": reverse_lazy("programme:understood"),
    "hx-trigger": "input changed delay:300ms",
    "hx-target": "next .understood",
}


class EnterActivity(forms.Form):
    """One activity of a kind. The kind says which quantities are asked for; none of them must be answered."""

    MORE = _("More: days, campaign, for whom, evidence")

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=pgettext_lazy("question", "What was done"), max_length=200, help_text=NO_NAMES)
    first_on = Day(label=pgettext_lazy("question", "When"))
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    beside = AmountsField(
        label=_("What else was handed out, put up or held"), help_text=_("With numbers: 200 tờ rơi, 3 băng rôn, 1 tin.")
    )
    # Below "more"
    last_on = Day(label=_("Last day, if it took several"), required=False)
    campaign = forms.ModelChoiceField(
        label=_("Campaign"), queryset=Campaign.objects.none(), required=False, empty_label=_("None")
    )
    area = forms.ModelChoiceField(
        label=_("Commune"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("The place that the body serves"),
    )
    mode = forms.ChoiceField(
        label=pgettext_lazy("question", "How"),
        required=False,
        choices=[("", _("As usual for this kind")), *Mode.choices],
    )
    audiences = forms.MultipleChoiceField(
        label=_("For whom"), choices=Audience, required=False, widget=forms.CheckboxSelectMultiple
    )
    risks = forms.MultipleChoiceField(
        label=_("Groups at risk"), choices=Risk, required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
    share_percent = forms.IntegerField(
        label=_("Share about trafficking, in per cent"), min_value=1, max_value=100, required=False,
        help_text=_("Where several topics were told together. Empty: all of it."),
    )  # fmt: skip
    co_organisers = forms.CharField(
        label=_("Together with"),
        max_length=500,
        required=False,
        help_text=_("Schools, companies, unions: in your words."),
    )
    is_repair = forms.BooleanField(label=_("Put in order, not made anew"), required=False)
    received_from = forms.CharField(
        label=_("Received from a ministry or another body above"), max_length=200, required=False,
        help_text=_("Its name. What was received counts apart from what we did ourselves."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("What else is to be known"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    evidence = UploadField(
        label=_("Photo or paper"),
        required=False,
        accept=".pdf,.png,.jpg,.jpeg",
        help_text=_("No faces of victims."),
    )
    acted_by = forms.ModelChoiceField(
        label=_("Done by another body"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body"),
        help_text=_("Entered from its paper: give number and date."),
    )  # fmt: skip
    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    source_on = Day(label=_("Date of its paper"), required=False)
    why = forms.CharField(label=_("Why it is corrected"), max_length=300, required=False)

    def __init__(
        self, *args: Any, kind: str, places: Any, campaigns: Any, bodies: Any, corrects: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.corrects = kind, corrects
        title = self.fields["title"]
        title.label = str(TITLE_OF.get(kind, title.label))
        title.widget.attrs["placeholder"] = EXAMPLE_OF.get(kind, "")
        for line in LINES[kind]:
            self.fields[f"n_{line.slot}"] = AmountField(label=line.label, initial=None if corrects else line.start)
            self.fields[f"n_{line.slot}"].widget.attrs["placeholder"] = line.example
        for name, rows in (("area", places), ("campaign", campaigns), ("acted_by", bodies)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
        for name in _left_out(kind, bodies, corrects=corrects):
            del self.fields[name]

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions that everybody answers: three of words and day, then the quantities of the kind."""
        names = ["title", "first_on", "place", *(f"n_{line.slot}" for line in LINES[self.kind])]
        names += ["beside"] if len(names) < QUESTIONS else []
        return [self[name] for name in [*names, "why"] if name in self.fields]

    @property
    def folded(self) -> list[forms.BoundField]:
        """What is asked only of whoever opens it."""
        shown = {field.name for field in self.asked}
        return [field for field in self.visible_fields() if field.name not in shown]

    @property
    def is_opened(self) -> bool:
        """Whether something folded needs a look."""
        return any(field.errors for field in self.folded)

    def answers(self) -> dict[str, Stated]:
        """Give the quantities of the kind's questions by slot."""
        given = {line.slot: self.cleaned_data.get(f"n_{line.slot}") for line in LINES[self.kind]}
        return {slot: stated for slot, stated in given.items() if stated is not None}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_on"), given.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day lies before the first."))
        if self.corrects and "why" not in self.errors and not given.get("why"):
            self.add_error("why", _("Say why."))
        return given


def _left_out(kind: str, bodies: Any, *, corrects: bool) -> list[str]:
    """Give the questions that make no sense here."""
    names = [] if corrects else ["why"]
    names += [] if kind in ("panels", "banners") else ["is_repair"]
    return names + ([] if bodies.exists() else ["acted_by", "source_sign", "source_on"])


class CallCampaign(forms.Form):
    """Name and days of a campaign."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name of the campaign"), max_length=200)
    first_on = Day(label=_("First day"))
    last_on = Day(label=_("Last day"))
    about = forms.CharField(
        label=_("What it is about"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def understood(text: str, *, several: bool) -> list[tuple[str, str]]:
    """Give what the page says of what is being typed: (what was understood, what is wrong) of each quantity."""
    said: list[tuple[str, str]] = []
    for part in split_stated(text) if several else [text] if text.strip() else []:
        try:
            said.append((str(parse_stated(part)), ""))
        except AmountError as wrong:
            said.append(("", str(wrong)))
    return said


def label_of(kind: str, slot: str, otherwise: str) -> str | Promise:
    """Give what a quantity is called on the page of its activity."""
    line = line_of(kind, slot)
    return line.label if line else otherwise
