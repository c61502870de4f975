"""What a body fills in to report for a period: a figure, nil or no figures yet for each indicator, words, a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from vongtay.common.amounts import Stated, parse_stated
from vongtay.common.fields import Day
from vongtay.common.numbers import AmountError
from vongtay.common.uploads import UploadField
from vongtay.indicators.models import CATEGORIES, Dimension, Indicator
from vongtay.indicators.queries import Amount, why_not_split
from vongtay.papers.actions import Upload
from vongtay.reports.actions import Answered, FromPaper, Said
from vongtay.reports.forms.calendar import name_of
from vongtay.reports.models import Submission, SubmissionFile
from vongtay.reports.rules.calendar import answered_as
from vongtay.reports.states.calendar import Answer

_ANSWERS = [choice for choice in Answer.choices if choice[0]]


def part_name(number: int, dimension: str, category: str) -> str:
    """Give the name of the field of one part of a figure."""
    return f"part_{number}_{dimension}_{category}"


def _of(label: Any, indicator: Indicator) -> Any:
    """Give the label of a field with the name of its indicator, which the page says above it already: for readers of the screen and for what is wrong."""
    return format_html('{}<span class="of-indicator">, {}</span>', label, name_of(indicator))


@dataclass(frozen=True)
class Question:
    """One indicator as the form asks for it, with what is known of it."""

    indicator: Indicator
    answer: Any
    value: Any
    known: str = ""  # what the system knows, in words
    parts: Sequence[tuple[Any, list[Any]]] = ()  # fields by dimension, where it is asked for by sex or age
    has_parts: bool = False  # some stand there already, or one is wrong

    @property
    def name(self) -> str:
        """Its name in the language of the page."""
        return name_of(self.indicator)


class WriteReport(forms.Form):
    """The fields of the indicators are named answer_0, value_0 and so on, in the order of the report."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    post = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    why = forms.CharField(
        label=gettext_lazy("Why the locked report is corrected"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    sign = forms.CharField(label=gettext_lazy("Number and sign of its paper"), max_length=60)
    dated_on = Day(label=gettext_lazy("Day of its paper"))
    arrived_on = Day(label=gettext_lazy("Day on which the paper arrived"))
    all_nil = forms.BooleanField(
        label=gettext_lazy("Nothing arose in this period in any of these indicators"), required=False,
        help_text=gettext_lazy("Ticked, it answers every indicator with “nothing arose”, in your name."),
    )  # fmt: skip
    narrative = forms.CharField(
        label=pgettext_lazy("reports", "In words"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Situation, what was done, difficulties, proposals. No names of people who may be victims."),
    )  # fmt: skip
    file = UploadField(
        label=gettext_lazy("Add a file"), required=False, accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg",
        help_text=gettext_lazy("PDF, Word, Excel or a picture. Save the draft to add another."),
    )  # fmt: skip
    drop = forms.MultipleChoiceField(
        label=gettext_lazy("Take these files out"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, indicators: list[Indicator], known: Mapping[str, str], files: list[tuple[SubmissionFile, str]],
        is_own: bool, corrects: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.indicators, self.known = indicators, known
        if is_own:
            for name in ("sign", "dated_on", "arrived_on"):
                del self.fields[name]
        if not corrects:
            del self.fields["why"]
        if not indicators:
            del self.fields["all_nil"]
        if files:
            self.fields["drop"].choices = [(str(row.pk), name) for row, name in files]  # type: ignore[attr-defined]  # a choice field
        else:
            del self.fields["drop"]
        for number, indicator in enumerate(indicators):
            self.fields[f"answer_{number}"] = forms.ChoiceField(
                label=_of(pgettext_lazy("submission", "Answer"), indicator),
                choices=_ANSWERS,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label=_of(pgettext_lazy("submission", "How much"), indicator), max_length=120, required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": indicator.unit}),
            )  # fmt: skip
            for name, label in self._part_names(number):
                self.fields[name] = forms.IntegerField(
                    label=_of(label, indicator), required=False, min_value=0, max_value=10**9,
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )  # fmt: skip
        self.stated: dict[int, Stated] = {}
        self.stale_draft: Submission | None = None  # what somebody else wrote meanwhile

    def _part_names(self, number: int) -> list[tuple[str, Any]]:
        """Give the fields of the parts of one figure with their labels."""
        return [
            (part_name(number, one, code), label)
            for one in self.indicators[number].splits.split()
            for code, label in CATEGORIES[one].items()
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in range(len(self.indicators)):
            self._read(number, given)
            self._check_parts(number)
        return given

    def _check_parts(self, number: int) -> None:
        """Say on the row what is wrong with its parts."""
        parts, stated = self.parts(number), self.stated.get(number)
        if not parts or self.errors.get(f"value_{number}"):
            return
        if stated is None:
            self.add_error(f"value_{number}", _("Parts are given below: write the whole figure, too."))
            return
        for reason in why_not_split(Amount.of(stated.value, stated.bound, stated.high), parts):
            self.add_error(f"value_{number}", reason)

    def parts(self, number: int) -> dict[str, dict[str, int]]:
        """Give the parts of one figure by dimension, without what was left empty."""
        given = self.cleaned_data
        told = {
            one: {code: n for code in CATEGORIES[one] if (n := given.get(part_name(number, one, code))) is not None}
            for one in self.indicators[number].splits.split()
        }
        return {one: parts for one, parts in told.items() if parts}

    def _read(self, number: int, given: dict[str, Any]) -> None:
        text, answer = str(given.get(f"value_{number}") or "").strip(), given.get(f"answer_{number}")
        if not text:
            if answer == Answer.VALUE and not given.get("all_nil"):
                self.add_error(f"value_{number}", _("Write the figure, or choose another answer."))
            return
        if answer in (Answer.NIL, Answer.NONE) or given.get("all_nil"):
            self.add_error(
                f"value_{number}", _("A figure stands here, and the answer says otherwise. Leave one of the two.")
            )
            return
        try:
            stated = parse_stated(text)
        except AmountError as wrong:
            self.add_error(f"value_{number}", str(wrong))
            return
        if stated.nil:
            self.add_error(
                f"value_{number}",
                _("If nothing arose, choose “Nothing arose”: nil is said outright, not written as 0."),
            )
            return
        unit = self.indicators[number].unit
        if stated.unit and stated.unit.lower() not in unit.lower():
            self.add_error(f"value_{number}", _("This indicator counts in %(unit)s.") % {"unit": unit})
            return
        self.stated[number] = stated
        given[f"answer_{number}"] = Answer.VALUE

    def questions(self) -> list[Question]:
        """Give the indicators as the page shows them."""
        found = []
        for number, row in enumerate(self.indicators):
            groups = [
                (Dimension(one).label, [self[part_name(number, one, code)] for code in CATEGORIES[one]])
                for one in row.splits.split()
            ]
            has_parts = any(
                field.errors or field.value() not in (None, "") for _label, fields in groups for field in fields
            )
            found.append(
                Question(row, self[f"answer_{number}"], self[f"value_{number}"], self.known.get(row.pk, ""), groups, has_parts)
            )  # fmt: skip
        return found

    def rest(self) -> list[Any]:
        """Give the questions before the indicators."""
        return [self[name] for name in ("why", "sign", "dated_on", "arrived_on", "all_nil") if name in self.fields]

    def said(self) -> Said:
        """Give what stands on the form."""
        given = self.cleaned_data
        answers = {}
        for number, indicator in enumerate(self.indicators):
            answer = Answer.NIL if given.get("all_nil") else given.get(f"answer_{number}") or Answer.OPEN
            stated = self.stated.get(number)
            answers[indicator.pk] = Answered(answer, stated, self.parts(number) if stated else {})
        paper = None
        if "sign" in self.fields:
            paper = FromPaper(given["sign"], given["dated_on"], given["arrived_on"])
        file = given.get("file")
        return Said(
            answers, given["narrative"], [Upload(file.name, file.read())] if file else [],
            frozenset(SubmissionFile._meta.pk.to_python(pk) for pk in given.get("drop", [])), paper, given.get("why", ""),
        )  # fmt: skip

    def told(self) -> dict[str, dict[str, Any]]:
        """Give the answers as a step of a report keeps them."""
        return {code: answered_as(one.answer, one.stated, one.splits) for code, one in self.said().answers.items()}
