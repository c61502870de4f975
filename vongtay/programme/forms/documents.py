"""What is asked about documents of the register."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.common.days import format_day
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField
from vongtay.papers.instruments import Cited, Details
from vongtay.papers.models import Instrument
from vongtay.papers.states.instruments import KINDS, Level
from vongtay.programme.queries.documents import level_of


class Pick(forms.ChoiceField):
    """A choice among documents of the register, given as rows that were read already."""

    def __init__(self, **kwargs: Any) -> None:
        self.rows: dict[str, Instrument] = {}
        super().__init__(required=False, choices=[("", "—")], **kwargs)

    def clean(self, value: Any) -> Any:
        """Give the document chosen, or None."""
        return self.rows.get(super().clean(value))

    def offer(self, rows: Iterable[Instrument]) -> None:
        """Offer these documents."""
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [("", "—"), *((key, label_of(row)) for key, row in self.rows.items())]

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Instrument) else str(value) if isinstance(value, UUID) else value


def label_of(row: Instrument) -> str:
    """Name a document in a list of choices."""
    day = f", {format_day(row.dated_on)}" if row.dated_on else ""
    subject = f": {row.title}" if row.number and row.title else ""
    return f"{row.called}{day}{subject}"[:110]


class EnterDocument(forms.Form):
    """A document: number and sign or title, and who issued it; the rest as far as it is known."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    number = forms.CharField(
        label=_("Number and sign"), max_length=60, required=False, help_text=_("As printed: 20/KH-UBND. Empty for a conclusion without a number.")
    )  # fmt: skip
    dated_on = Day(label=_("Date of the document"), required=False)
    kind = forms.ChoiceField(label=_("Kind of document"), required=False, help_text=_("Empty: read from the sign."))
    title = forms.CharField(
        label=_("Subject"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    issued_by = forms.ModelChoiceField(
        label=_("Issued by a body of the province"), queryset=Body.objects.none(), required=False, empty_label=_("Another one, named below")
    )  # fmt: skip
    issuer = forms.CharField(
        label=_("Or issued by"),
        max_length=200,
        required=False,
        help_text=_("For example Bộ Y tế, Thủ tướng Chính phủ."),
    )
    parent = Pick(label=_("Carries out"), help_text=_("The plan, scheme or order above that this one answers."))
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", "—"), *Level.choices],
        required=False,
        help_text=_("Empty: that of the issuing body."),
    )
    scope = forms.CharField(
        label=_("Scope"), max_length=300, required=False, help_text=_("Whom and what it holds for, as written.")
    )
    year_from = forms.IntegerField(label=_("Plans for the years from"), min_value=1990, max_value=2100, required=False)
    year_to = forms.IntegerField(
        label=_("to the year"), min_value=1990, max_value=2100, required=False, help_text=_("The same year for a yearly plan.")
    )  # fmt: skip
    valid_from = Day(label=_("In force from"), required=False)
    valid_to = Day(label=_("In force until"), required=False)
    replaces = Pick(label=_("Replaces"))

    FIRST = ("number", "dated_on", "kind", "title", "issued_by", "issuer", "parent")

    def __init__(self, *args: Any, bodies: Any, rows: list[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_by"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        known = [
            *KINDS,
            *([self.initial["kind"]] if self.initial.get("kind") and self.initial["kind"] not in KINDS else []),
        ]
        self.fields["kind"].choices = [("", "—"), *((one, one[:1].upper() + one[1:]) for one in known)]  # type: ignore[attr-defined]  # a ChoiceField
        for name in ("parent", "replaces"):
            self.fields[name].offer(rows)  # type: ignore[attr-defined]  # a Pick

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("number") and not cleaned.get("title") and not self.errors:
            self.add_error("number", _("Give the number and sign, or the title."))
        if not cleaned.get("year_to"):
            cleaned["year_to"] = cleaned.get("year_from")
        if cleaned.get("year_to") and not cleaned.get("year_from"):
            cleaned["year_from"] = cleaned["year_to"]
        body = cleaned.get("issued_by")
        if body is not None:
            cleaned["issuer"] = cleaned.get("issuer") or body.name
            cleaned["level"] = cleaned.get("level") or level_of(body)
        return cleaned

    @property
    def first_fields(self) -> list[Any]:
        """What is asked of every document."""
        return [self[name] for name in self.FIRST]

    @property
    def other_fields(self) -> list[Any]:
        """What may be said besides."""
        return [field for field in self if field.name not in self.FIRST and not field.is_hidden]

    @property
    def is_other_open(self) -> bool:
        """Whether something stands in the second part, or is wrong there."""
        return any(field.errors or field.value() for field in self.other_fields)

    def given(self) -> tuple[Cited, Details]:
        """Give what was entered."""
        values = self.cleaned_data
        document = Cited(*(values[name] for name in ("kind", "number", "title", "issuer", "dated_on")))
        names = ("level", "issued_by", "scope", "parent", "replaces", "valid_from", "valid_to", "year_from", "year_to")
        return document, Details(**{name: values[name] for name in names})


class CountDocuments(forms.Form):
    """Which of the documents that wait are to be counted as issued."""

    documents = forms.ModelMultipleChoiceField(queryset=Instrument.objects.none(), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, waiting: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].queryset = waiting  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        self.fields["documents"].error_messages["required"] = _("Choose the documents that are to be counted.")


class AddFile(forms.Form):
    file = UploadField(label=_("File"), help_text=_("PDF, Word (.docx) or a picture."))
    note = forms.CharField(
        label=_("What it is"), max_length=120, required=False, help_text=_("Scan, annex, Word file...")
    )


class ExpectDocuments(forms.Form):
    """Who is to issue a document of their own, and by when."""

    due_on = Day(label=_("By the day"), required=False, help_text=_("As the document says; empty where it says none."))
    all_communes = forms.BooleanField(required=False)
    bodies = forms.ModelMultipleChoiceField(
        label=_("Bodies of the province"), queryset=Body.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    communes = forms.ModelMultipleChoiceField(
        label=_("Single communes"), queryset=Body.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of_communes = bodies.filter(kind="commune")
        self.fields["communes"].queryset = self.of_communes  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        self.fields["bodies"].queryset = bodies.exclude(kind="commune")  # type: ignore[attr-defined]  # as above
        self.fields["all_communes"].label = _("All communes and wards")

    def chosen(self) -> tuple[Body, ...]:
        """Give the bodies chosen, each once."""
        values = self.cleaned_data
        communes = self.of_communes if values["all_communes"] else values["communes"]
        return (*values["bodies"], *communes)


class WaiveDocument(forms.Form):
    why = forms.CharField(label=_("Why it need not"), max_length=300)
