"""What an officer fills in about businesses and inspections. Nothing of a person."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body, Place
from vongtay.common.fields import Day
from vongtay.common.numbers import AmountError, dong_from_text
from vongtay.programme.checklists import Edition
from vongtay.programme.models import Business, InspectionPlan, InspectionTeam
from vongtay.programme.states.inspections import (
    Answer,
    BusinessKind,
    InspectionKind,
    NumberKind,
    PenaltyKind,
    TeamKind,
)
from vongtay.programme.told import Quantity, read_quantity

AREA = forms.Textarea(attrs={"rows": 3})
NOBODY = _("No name of a person here.")


def choose_from(form: forms.Form, name: str, rows: Any) -> None:
    """Let a field offer these rows."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField


class Told(forms.Field):
    """A quantity as it is told, with its bound."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", _("As told: 12, trên 300, 18-24, khoảng 50; 0 says that there was none. Empty: not told.")
        )
        super().__init__(
            required=False, widget=forms.TextInput(attrs={"maxlength": 40, "autocomplete": "off"}), **kwargs
        )

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return read_quantity(str(value))
        except AmountError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class Dong(forms.Field):
    """An amount of money, read as people write it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"maxlength": 40, "inputmode": "text", "autocomplete": "off"}), **kwargs
        )

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return dong_from_text(str(value))
        except AmountError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class KeepBusiness(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(
        label=_("What makes it one to look at"), choices=BusinessKind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Name of the establishment"),
        max_length=200,
        help_text=_("As on its sign or licence; for a broker the name of the place, of no person."),
    )
    area = forms.ModelChoiceField(
        label=_("Commune or province"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )
    number_kind = forms.ChoiceField(
        label=_("Kind of number"), choices=[("", _("Not known")), *NumberKind.choices], required=False
    )
    number = forms.CharField(
        label=_("Number, or address on the net"),
        max_length=120,
        required=False,
        help_text=_("With it the same business is found again under any name."),
    )
    address = forms.CharField(label=_("Address of the establishment"), max_length=200, required=False)
    listed_on = Day(label=_("In the register from"))
    note = forms.CharField(
        label=_("Why it is in the register"), max_length=500, required=False, widget=AREA, help_text=NOBODY
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "area", places)


class StrikeBusiness(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    left_on = Day(label=_("Left the register on"))
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("For example closed, moved to another province.")
    )


class EnterInspection(forms.Form):
    """An inspection and what it counted. In a correction its kind and place stand."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("What is inspected"), choices=InspectionKind.choices, widget=forms.RadioSelect)
    held_on = Day(label=_("First day"))
    area = forms.ModelChoiceField(
        label=_("Commune or province"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )
    topic = forms.CharField(label=_("What it looked at"), max_length=300, help_text=NOBODY)
    team_count = Told(label=_("How many inspections or teams"), initial="1")
    site_count = Told(label=_("How many places were inspected"))
    violation_count = Told(label=_("How many violations"))
    held_to = Day(label=_("Last day"), required=False, help_text=_("Empty: one day."))
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=InspectionTeam.objects.none(), required=False, empty_label=_("No team")
    )
    planned = forms.ModelChoiceField(
        label=_("Carries out this line of the plan"),
        queryset=InspectionPlan.objects.none(),
        required=False,
        empty_label=_("Outside the plan"),
    )
    led_by = forms.ModelChoiceField(
        label=_("Body that inspected"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("Our own body"),
        help_text=_("Another body: entered from its paper."),
    )
    source_sign = forms.CharField(label=_("Number of the decision or minutes"), max_length=60, required=False)
    source_on = Day(label=_("Date of that paper"), required=False)

    UNITS = {
        "team_count": ("insp.team", "cuộc kiểm tra"),
        "site_count": ("insp.site", "cơ sở"),
        "violation_count": ("insp.violation", "vi phạm"),
    }

    def __init__(self, *args: Any, offers: dict[str, Any], is_correction: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "area") if is_correction else ():
            del self.fields[name]
        for name, rows in offers.items():
            if name in self.fields:
                choose_from(self, name, rows)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("led_by") and not (given.get("source_sign") and given.get("source_on")):
            self.add_error(
                "source_sign", _("Give the number and date of the paper from which another body's act is entered.")
            )
        return given

    def quantities(self) -> Iterator[tuple[str, Quantity, str]]:
        """Give what was told: indicator, quantity, unit."""
        for name, (code, unit) in self.UNITS.items():
            if (told := self.cleaned_data.get(name)) is not None:
                yield code, told, unit


class ChooseBusiness(forms.Form):
    business = forms.ModelChoiceField(label=_("Business"), queryset=Business.objects.none(), empty_label=_("Choose…"))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "business", rows)


class ChooseBody(forms.Form):
    body = forms.ModelChoiceField(label=_("Body or commune"), queryset=Body.objects.none(), empty_label=_("Choose…"))

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "body", rows)


class EnterVisit(forms.Form):
    """The checklist of one place: an answer for each sentence, and words where it is not in order."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    edition = forms.CharField(widget=forms.HiddenInput)
    visited_on = Day(label=_("Day"))
    mend_by = Day(label=_("To be mended by"), required=False, help_text=_("As the minutes say. Empty: no day was set."))
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=AREA, help_text=NOBODY)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.list = edition
        for question in edition.questions:
            self.fields[f"answer_{question.code}"] = forms.ChoiceField(
                label=question.words, choices=Answer.choices, widget=forms.RadioSelect
            )
            if not question.person:
                self.fields[f"words_{question.code}"] = forms.CharField(
                    label=_("What is not in order"), max_length=500, required=False
                )

    def points(self) -> Iterator[tuple[Any, Any, bool]]:
        """Give each question's fields, and whether it is about people."""
        for question in self.list.questions:
            words = None if question.person else self[f"words_{question.code}"]
            yield self[f"answer_{question.code}"], words, question.person

    def answers(self) -> dict[str, str]:
        """Give the answers by question."""
        return {one.code: self.cleaned_data[f"answer_{one.code}"] for one in self.list.questions}

    def words(self) -> dict[str, str]:
        """Give what was written beside, by question."""
        return {one.code: self.cleaned_data[f"words_{one.code}"] for one in self.list.questions if not one.person}


class AddFinding(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    about = forms.ChoiceField(
        label=pgettext_lazy("finding", "What was found"),
        widget=forms.RadioSelect,
        initial="place",
        choices=[("place", _("Something is not in order")), ("person", _("One more person may need protection"))],
    )
    words = forms.CharField(
        label=_("In words"),
        max_length=500,
        required=False,
        widget=AREA,
        help_text=_("No name of a person here. Of a person nothing is written: that stands in their case."),
    )
    mend_by = Day(label=_("To be mended by"), required=False, help_text=_("As the minutes say. Empty: no day was set."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("about") == "place" and not given.get("words", "").strip():
            self.add_error("words", _("Say what was found."))
        if given.get("about") == "person" and given.get("words", "").strip():
            self.add_error("words", _("What concerns a person is written in their case, not here."))
        return given


class EnterPenalty(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What was decided"), choices=PenaltyKind.choices, widget=forms.RadioSelect)
    amount_dong = Dong(
        label=_("Amount of the fine"),
        required=False,
        help_text=_("As the decision says, for example 15.000.000 or 15 triệu đồng. None is proposed."),
    )
    decided_by = forms.CharField(label=_("Who decided"), max_length=160, help_text=_("As the decision writes it."))
    decision_sign = forms.CharField(label=_("Number of the decision"), max_length=60)
    decided_on = Day(label=_("Date of the decision"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (given.get("kind") == PenaltyKind.FINE) != bool(
            given.get("amount_dong")
        ) and "amount_dong" not in self.errors:
            self.add_error("amount_dong", _("A fine has its amount in whole đồng; other measures have none."))
        return given


class EnterRecheck(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    checked_on = Day(label=pgettext_lazy("re-check", "Looked at on"))
    result = forms.ChoiceField(
        label=_("How it is now"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Mended")), ("no", _("Not mended: it is open"))],
    )
    words = forms.CharField(label=_("What was seen"), max_length=500, required=False, widget=AREA, help_text=NOBODY)


class FoundTeam(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of team"), choices=TeamKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name of the team"), max_length=200)
    decision_sign = forms.CharField(label=_("Number of the decision on it"), max_length=60, required=False)
    founded_on = Day(label=_("Works from"))
    ended_on = Day(label=_("Until"), required=False)
    bodies = forms.ModelMultipleChoiceField(
        label=_("Bodies with members in it"),
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Our own body is in it. These bodies write in its inspections, too."),
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "bodies", rows)


class PlanInspection(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, localize=False)
    kind = forms.ChoiceField(label=_("What is inspected"), choices=InspectionKind.choices, widget=forms.RadioSelect)
    business_kind = forms.ChoiceField(
        label=_("Which kind of business"), choices=[("", _("Any")), *BusinessKind.choices], required=False
    )
    area = forms.ModelChoiceField(
        label=_("Commune or province"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )
    sites = forms.IntegerField(label=_("How many places"), min_value=1, max_value=99_999)
    due_on = Day(label=_("By when"), required=False, help_text=_("Empty: within the year."))
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=InspectionTeam.objects.none(), required=False, empty_label=_("No team")
    )
    sign = forms.CharField(label=_("Number and sign of the plan"), max_length=60, required=False)

    def __init__(self, *args: Any, offers: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in offers.items():
            choose_from(self, name, rows)
