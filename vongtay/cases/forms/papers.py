"""Questions about papers: one of a case, or many of many cases."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.common.fields import Day


class IssuePaper(forms.Form):
    issued_on = Day(label=_("Date of the paper"))
    to = forms.CharField(
        label=_("To whom it goes"),
        max_length=200,
        required=False,
        help_text=_("Body or person as printed after “Kính gửi”."),
    )
    note = forms.CharField(
        label=_("Text of your own"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Printed where the template has room for it."),
    )  # fmt: skip
    with_identity = forms.BooleanField(label=_("Print who the person is"), required=False, initial=True)

    def __init__(self, *args: Any, asks: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("to", "note"):
            if f"paper.{field}" not in asks:
                del self.fields[field]


class OrderBatch(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    all_cases = forms.BooleanField(label=_("All cases that stand here"), required=False)
    cases = forms.MultipleChoiceField(label=_("Cases"), widget=forms.CheckboxSelectMultiple, required=False)
    kinds = forms.MultipleChoiceField(label=_("Papers of each case"), widget=forms.CheckboxSelectMultiple)
    issued_on = Day(label=_("Date of the papers"))
    to_body = forms.ModelChoiceField(
        label=_("Common addressee"), queryset=Body.objects.none(), required=False, empty_label=_("The receiver of each case"),
        help_text=_("Printed after “Kính gửi” on every paper that has an addressee."),
    )  # fmt: skip
    with_identity = forms.BooleanField(label=_("Print who the people are"), required=False, initial=True)

    def __init__(
        self,
        *args: Any,
        cases: list[tuple[str, str]],
        kinds: list[tuple[str, str]],
        bodies: QuerySet[Body],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["cases"].choices = cases  # type: ignore[attr-defined]  # both are choice fields
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("all_cases"):
            cleaned["cases"] = [code for code, _words in self.fields["cases"].choices]  # type: ignore[attr-defined]  # as above
        elif not cleaned.get("cases") and "cases" not in self.errors:
            self.add_error("cases", _("Choose at least one case."))
        return cleaned
