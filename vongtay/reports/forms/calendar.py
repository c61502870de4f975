"""What is asked to set up who owes which report, to change it and to end it."""

from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Mandate
from vongtay.agencies.reference.kinds import body_kinds
from vongtay.common.fields import Day
from vongtay.indicators.models import Indicator
from vongtay.reports.actions import Reasons, What, Who
from vongtay.reports.forms.asking import CALENDARS, FIRST_YEAR
from vongtay.reports.states.calendar import PERIOD_KINDS, DueRule, Owes, Speaks


def name_of(indicator: Indicator) -> str:
    """Give the name of an indicator in the language of the page."""
    return indicator.name_en if (get_language() or "vi").startswith("en") else indicator.name_vi


class WhatIsAsked(forms.Form):
    """What is to be given and by when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("What the report is called"), max_length=200, help_text=_("As on your document: Báo cáo quý về phòng, chống mua bán người.")
    )  # fmt: skip
    indicators = forms.MultipleChoiceField(
        label=_("Figures of these indicators"), widget=forms.CheckboxSelectMultiple, required=False
    )
    wants_narrative = forms.BooleanField(label=_("Words are asked for as well"), required=False)
    wants_file = forms.BooleanField(label=_("A file is asked for as well"), required=False)
    due_rule = forms.ChoiceField(
        label=pgettext_lazy("reports", "Last day"), choices=DueRule.choices, widget=forms.RadioSelect, required=False,
        help_text=_("The law sets no day for communes and sectors: your body sets one by its document, or none is computed."),
    )  # fmt: skip
    due_number = forms.IntegerField(
        label=_("How many working days, or which day of the month"), required=False, min_value=1, max_value=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    asked_sign = forms.CharField(label=_("Number and sign of the document that asks"), max_length=60, required=False)
    asked_on = Day(label=_("Day of the document"), required=False)

    def __init__(self, *args: Any, indicators: list[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.catalogue = {row.pk: row for row in indicators}
        self.fields["indicators"].choices = [(row.pk, name_of(row)) for row in indicators]  # type: ignore[attr-defined]  # a choice field

    def groups(self) -> list[tuple[str, list[Any]]]:
        """Give the boxes of the indicators by part of the report."""
        found: dict[str, list[Any]] = defaultdict(list)
        for box in self["indicators"]:
            found[self.catalogue[box.data["value"]].section].append(box)
        return list(found.items())

    def what(self) -> What:
        """Give what was asked for."""
        given = self.cleaned_data
        chosen = [self.catalogue[code] for code in given["indicators"]]
        names = ("title", "wants_narrative", "wants_file", "due_rule", "due_number", "asked_sign", "asked_on")
        return What(indicators=chosen, **{name: given[name] for name in names})


class SetUp(WhatIsAsked):
    """The same, and who owes it."""

    field_order = (
        "key",
        "title",
        "province",
        "owes",
        "owing_kind",
        "owing_body",
        "calendar",
        "period_kind",
        "begins_on",
        "speaks",
        "indicators",
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    province = forms.ChoiceField(
        label=_("Province"), help_text=_("The whole country: bodies of one kind in every province, or one body. Communes report to their province.")
    )  # fmt: skip
    owes = forms.ChoiceField(label=_("Who owes it"), choices=Owes.choices, widget=forms.RadioSelect)
    owing_kind = forms.ChoiceField(
        label=_("Kind of bodies"), required=False, help_text=_("Only for every body of one kind.")
    )
    owing_body = forms.ModelChoiceField(
        label=pgettext_lazy("obligation", "Body"), queryset=Body.objects.none(), required=False, help_text=_("Only for one body.")
    )  # fmt: skip
    calendar = forms.ChoiceField(label=_("Calendar"), choices=CALENDARS, widget=forms.RadioSelect)
    period_kind = forms.ChoiceField(label=_("How often"), choices=PERIOD_KINDS)
    begins_on = Day(
        label=_("From which day"),
        help_text=_("The first period is the one that is cut off on this day or next after it."),
    )
    speaks = forms.ChoiceField(
        label=_("Of what the figures speak"), choices=Speaks.choices, widget=forms.RadioSelect,
        help_text=_("A report of an area holds whatever was done there; one of a body's own work holds that alone. So nothing is counted twice."),
    )  # fmt: skip

    def __init__(self, *args: Any, mandates: list[Mandate], bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.provinces = {str(row.area_id): row.area for row in mandates if row.area.level in ("country", "province")}
        is_english = (get_language() or "vi").startswith("en")
        kinds = [(code, kind.name_en if is_english else kind.name_vi) for code, kind in body_kinds().items()]
        choices: dict[str, list[Any]] = {
            "province": [(pk, place.full_name) for pk, place in self.provinces.items()],
            "owing_kind": [("", "—"), *kinds],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]  # a choice field
        self.fields["owing_body"].queryset = bodies  # type: ignore[attr-defined]  # a field of rows

    def clean_begins_on(self) -> Any:
        day = self.cleaned_data["begins_on"]
        if day is not None and not FIRST_YEAR <= day.year <= 2100:
            raise forms.ValidationError(_("Give a day between %(first)d and 2100.") % {"first": FIRST_YEAR})
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        owes = given.get("owes")
        if owes == Owes.KIND and not given.get("owing_kind"):
            self.add_error("owing_kind", _("Choose the kind of bodies."))
        if owes == Owes.BODY and not given.get("owing_body"):
            self.add_error("owing_body", _("Choose the body."))
        return given

    def who(self) -> Who:
        """Give who owes it."""
        given = self.cleaned_data
        owes = given["owes"]
        return Who(
            self.provinces[given["province"]], owes, given["speaks"], given["owing_kind"] if owes == Owes.KIND else "",
            given["owing_body"] if owes == Owes.BODY else None, given["calendar"], given["period_kind"], given["begins_on"],
        )  # fmt: skip


class EndIt(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    ended_on = Day(
        label=pgettext_lazy("reports", "Last day"),
        help_text=_("Periods that are cut off after this day are owed no more."),
    )
    why = forms.CharField(label=_("Why it ends"), max_length=300)


class AskTime(forms.Form):
    """More time for one report: until when, why, by which paper."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    until = Day(label=_("New last day"))
    why = forms.CharField(label=_("Reason"), max_length=300, help_text=_("No names of people who may be victims."))
    sign = forms.CharField(
        label=_("Number and sign of the paper"), max_length=60, required=False, help_text=_("Where there is one.")
    )
    signed_on = Day(label=_("Day of the paper"), required=False)

    def reasons(self) -> Reasons:
        """Give the reason with its paper."""
        given = self.cleaned_data
        return Reasons(given["why"], given["sign"], given["signed_on"])


class AnswerTime(AskTime):
    """The answer to a request: more time, or none."""

    field_order = ("key", "answer")
    answer = forms.ChoiceField(
        label=pgettext_lazy("more time", "Answer"), widget=forms.RadioSelect,
        choices=[("given", _("Give more time")), ("refused", _("Give none: the day stays"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer") == "given" and not given.get("until") and "until" not in self.errors:
            self.add_error("until", _("Give the new last day."))
        return given


class ReturnIt(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why it is returned"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The body corrects by your words. No names of people who may be victims."),
    )  # fmt: skip


class ApproveIt(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
