from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.cases.models import Companion
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField
from vongtay.support.models import PlannedVisit
from vongtay.support.states import ClosureOutcome, Criterion, HelperKind, How, Income, Known, Met

FROM_PAPER = ("acted_by", "source_sign", "source_on", "scan")
OUTCOME = {
    "study": (_("Is at school or studies"), Known), "skill": (_("Has learnt a trade"), Known), "job": (_("Has a job"), Known),
    "income": (_("Income"), Income), "safe": (_("Is safe"), Known),
}  # fmt: skip


def _words(label: Any, *, rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def choose_from(form: forms.Form, name: str, rows: Any) -> None:
    """Let a field offer these rows."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField


class FromItsPaper(forms.Form):
    """The paper of another body from which its act is entered; all empty where our own body acted."""

    acted_by = forms.ModelChoiceField(
        label=_("Done by another body"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body"),
        help_text=_("Entered from its paper: give number and date."),
    )  # fmt: skip
    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    source_on = Day(label=_("Date of its paper"), required=False)
    scan = UploadField(label=_("Scan of the paper"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "acted_by", bodies)

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields that are always asked."""
        return [field for field in self if field.name not in FROM_PAPER]

    @property
    def paper_fields(self) -> list[forms.BoundField]:
        """The fields that are asked when another body acted."""
        return [self[name] for name in FROM_PAPER]

    @property
    def is_from_paper(self) -> bool:
        """Whether the second part was filled in, or is wrong, so that it stands open."""
        return any(self[name].errors or (self.is_bound and self[name].value()) for name in FROM_PAPER)


class BringHome(FromItsPaper):
    """A return home: day, commune, and which body visits."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    returned_on = Day(label=_("Came home on"))
    place = forms.ModelChoiceField(
        label=_("To which commune"), queryset=Place.objects.none(), empty_label=_("Choose…"),
        help_text=_("The commune alone: where exactly stands with the identity."),
    )  # fmt: skip
    body = forms.ModelChoiceField(
        label=_("Who visits"), queryset=Body.objects.none(), empty_label=_("Choose…"),
        help_text=_("A body that reaches this case. The commune is offered once the case was shared with it."),
    )  # fmt: skip
    field_order = ("returned_on", "place", "body", *FROM_PAPER, "key")

    def __init__(self, *args: Any, places: Any, visitors: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "place", places)
        choose_from(self, "body", visitors)


class RecordVisit(FromItsPaper):
    """A visit: how it went, what was found by criterion, what comes next; a year after the return also the outcome."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    planned = forms.ModelChoiceField(
        label=_("Which visit"), queryset=PlannedVisit.objects.none(), required=False, empty_label=_("One more, not planned")
    )  # fmt: skip
    visited_on = Day(label=_("Day"))
    how = forms.ChoiceField(label=_("How"), choices=How, widget=forms.RadioSelect)
    is_agreed = forms.BooleanField(label=_("Agreed with the person before, in their safe way"), required=False)
    against = _words(
        _("Why it was done although the person said no"), rows=2, required=False,
        help_text=_("Only where the person said that no officer may ring or come unannounced, and it was done all the same."),
    )  # fmt: skip
    is_reached = forms.TypedChoiceField(
        label=_("Was the person met?"), choices=[("yes", _("Yes")), ("no", _("No, tried in vain"))], widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    found = _words(_("What the visit found"), rows=4, required=False, help_text=_("Needed where the person was met."))
    next_step = _words(_("Next step"), rows=2, required=False)

    def __init__(self, *args: Any, planned: Any, asks_outcome: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "planned", planned)
        self.fields["planned"].label_from_instance = _planned_words  # type: ignore[attr-defined]  # a ModelChoiceField
        for criterion in Criterion:
            self.fields[f"c_{criterion}"] = forms.ChoiceField(label=criterion.label, choices=Met, initial=Met.UNKNOWN)
            self.fields[f"n_{criterion}"] = forms.CharField(label=_("Note"), max_length=500, required=False)
        for name, (label, choices) in OUTCOME.items() if asks_outcome else ():
            self.fields[f"o_{name}"] = forms.ChoiceField(label=label, choices=choices, initial="unknown")

    @property
    def criteria(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each criterion side by side."""
        return [(self[f"c_{criterion}"], self[f"n_{criterion}"]) for criterion in Criterion]

    @property
    def outcome_fields(self) -> list[forms.BoundField]:
        """The fields of a year after, where they are asked."""
        return [self[name] for name in self.fields if name.startswith("o_")]

    def findings(self) -> dict[str, tuple[str, str]]:
        """Give criterion -> (answer, note)."""
        given = self.cleaned_data
        return {criterion.value: (given[f"c_{criterion}"], given[f"n_{criterion}"]) for criterion in Criterion}

    def outcome(self) -> dict[str, str]:
        """Give the codes of a year after; nothing where they were not asked."""
        return {name: self.cleaned_data[f"o_{name}"] for name in OUTCOME if f"o_{name}" in self.fields}


class TakeBackVisit(forms.Form):
    """Why a visit was noted wrongly."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = _words(_("Why"), rows=3)


def _planned_words(planned: Any) -> str:
    return _("Month %(n)s, owed by %(day)s") % {"n": planned.months, "day": f"{planned.due_on:%d/%m/%Y}"}


class ProposeClosure(forms.Form):
    """How and why support ends."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("How support ends"), choices=ClosureOutcome, widget=forms.RadioSelect)
    reason = _words(_("Why"), rows=4)


class DecideClosure(forms.Form):
    """Approve a closure, or send it back with why."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    approve = forms.TypedChoiceField(
        label=_("Answer"), choices=[("yes", _("Approve the closure")), ("no", _("Send it back"))], widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    answer = _words(_("Reason"), required=False, help_text=_("Needed to send it back."))


class ReopenSupport(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _words(_("Why support is opened again"))


class NameHelper(forms.Form):
    """A helper near the home."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What they are"), choices=HelperKind, widget=forms.RadioSelect)
    companion = forms.ModelChoiceField(
        label=_("A relative who stands in the case"), queryset=Companion.objects.none(), required=False, empty_label=_("None of them"),
        help_text=_("Whoever is suspected is never offered."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=120)
    reach = forms.CharField(label=_("How they are reached"), max_length=300)
    from_on = Day(label=_("Helps from"))

    def __init__(self, *args: Any, relatives: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "companion", relatives)
        self.fields["companion"].label_from_instance = _relative_words  # type: ignore[attr-defined]  # as above


def _relative_words(row: Any) -> str:
    age = "" if row.age_years is None else f", {row.age_years}"
    return f"{row.get_role_display()} ({row.get_sex_display()}{age})"


class EndHelper(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    to_on = Day(label=_("Helped until"))


class ChangeVisitRule(forms.Form):
    """When visits are planned, and when somebody is alarmed."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    months = forms.CharField(
        label=_("Months after the return"), max_length=60, help_text=_("Numbers with commas, for example 1, 3, 6, 12.")
    )  # fmt: skip
    quiet_days = forms.IntegerField(label=_("First alert: days after the visit was due"), min_value=1, max_value=365)
    lost_days = forms.IntegerField(label=_("Second alert: days after the visit was due"), min_value=1, max_value=365)
    why = forms.CharField(label=_("Why it is changed"), max_length=200)

    def clean_months(self) -> list[int]:
        parts = [part.strip() for part in self.cleaned_data["months"].replace(";", ",").split(",") if part.strip()]
        if not all(part.isdecimal() and len(part) < 4 for part in parts):
            raise forms.ValidationError(_("Numbers with commas, for example 1, 3, 6, 12."))
        return [int(part) for part in parts]


class CountOutcomes(forms.Form):
    """The days between which outcomes are counted."""

    first_on = Day(label=_("From the day"))
    last_on = Day(label=_("Until the day"))
