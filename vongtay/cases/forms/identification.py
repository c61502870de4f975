"""The worksheet, sources and signs, codes, linked items."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.cases import reference, states
from vongtay.cases.actions.coding import Coded
from vongtay.cases.actions.sources import CUSTOM
from vongtay.cases.rules import Finding
from vongtay.common.fields import Day

Choices = list[tuple[str, str]]
TRANSITS = 3


class Worksheet(forms.Form):
    """Three elements, each with result, what it is, the evidence it rests on, and a note."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, means_asked: bool, evidence: Choices, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.elements = [each for each in states.Element if means_asked or each != states.Element.MEANS]
        for element in self.elements:
            codes = [(code.code, code.label) for code in reference.codes_of(element, on)]
            self.fields[f"{element}_result"] = forms.ChoiceField(
                label=_("Result"), choices=states.Result.choices, widget=forms.RadioSelect
            )
            self.fields[f"{element}_codes"] = forms.MultipleChoiceField(
                label=_("Which of these"), choices=codes, required=False, widget=forms.CheckboxSelectMultiple
            )
            self.fields[f"{element}_evidence"] = forms.MultipleChoiceField(
                label=_("Rests on the evidence"),
                choices=evidence,
                required=False,
                widget=forms.CheckboxSelectMultiple if evidence else forms.MultipleHiddenInput,
            )
            self.fields[f"{element}_note"] = forms.CharField(
                label=_("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
            )

    def findings(self) -> dict[str, Finding]:
        """Give what was found of each element asked. Only after the form was found valid."""
        given = self.cleaned_data
        return {
            each: Finding(
                given[f"{each}_result"], given[f"{each}_codes"], [UUID(key) for key in given[f"{each}_evidence"]], given[f"{each}_note"]
            )
            for each in self.elements
        }  # fmt: skip

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Give the fields of each element, for the page."""
        names = ("result", "codes", "evidence", "note")
        found = {each: [self[f"{each}_{name}"] for name in names] for each in self.elements}
        return [(str(each.label), [field for field in fields if not field.is_hidden]) for each, fields in found.items()]


class WeighSign(forms.Form):
    code = forms.ChoiceField(label=_("Sign"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Another sign, in words"),
        max_length=300,
        required=False,
        help_text=_("By custom, no basis seen: the other signs of the article were not seen."),
    )
    result = forms.ChoiceField(label=_("Result"), choices=states.Result.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why it is judged so"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, signs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [*signs, (CUSTOM, _("Another sign"))]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("code") == CUSTOM and not cleaned.get("words", "").strip():
            self.add_error("words", _("Say what the sign is."))
        return cleaned


class AskSource(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("Source"))
    nil = forms.ChoiceField(
        label=_("What is noted"), widget=forms.RadioSelect,
        choices=[("no", _("It is asked; the answer is awaited")), ("yes", _("It was asked and gave nothing"))],
    )  # fmt: skip
    body = forms.ModelChoiceField(
        label=_("Body that is asked"), queryset=Body.objects.none(), required=False, empty_label=_("Another, named below")
    )  # fmt: skip
    words = forms.CharField(
        label=_("Another body or person"),
        max_length=200,
        required=False,
        help_text=_("For example the police of another province, or the commune of the home."),
    )
    asked_on = Day(label=_("Asked on"))
    sign = forms.CharField(label=_("Number of our letter"), max_length=60, required=False)
    text = forms.CharField(
        label=_("What is asked"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, bodies: Any, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class AnswerInquiry(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    gave = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect, choices=[("yes", _("It gave material")), ("no", _("Nothing was found"))]
    )  # fmt: skip
    weight = forms.ChoiceField(
        label=_("Weight"), choices=states.Weight.choices, widget=forms.RadioSelect, required=False, help_text=_("Needed where it gave material.")
    )  # fmt: skip
    text = forms.CharField(
        label=_("What it says"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    paper_sign = forms.CharField(label=_("Number of the answering paper"), max_length=60)
    paper_on = Day(label=_("Date of the answering paper"))
    paper_scan = forms.FileField(label=_("Scan of the paper"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("gave") == "yes" and not cleaned.get("weight") and "weight" not in self.errors:
            self.add_error("weight", _("Say how much it weighs."))
        return cleaned


class CodeCase(forms.Form):
    """All the codes of a case at once; several may hold, and one kind of exploitation is the main one."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scheme in (
            states.Scheme.EXPLOITATION,
            states.Scheme.SETTING,
            states.Scheme.CONTROL,
            states.Scheme.RECRUITMENT,
        ):
            choices = [(code.code, code.label) for code in reference.codes_of(scheme, on)]
            self.fields[scheme] = forms.MultipleChoiceField(
                label=scheme.label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )
            if scheme == states.Scheme.EXPLOITATION:
                self.fields["main"] = forms.ChoiceField(
                    label=_("Main form"), choices=[("", "—"), *choices], required=False, help_text=_("For reports that take one value only.")
                )  # fmt: skip
        countries = [("", "—"), *((code.code, code.label) for code in reference.codes_of("country", on))]
        provinces = Place.objects.filter(level="province", valid_to__isnull=True).order_by("sort_key")
        self._way("origin", str(_("Origin")), countries, provinces)
        for order in range(1, TRANSITS + 1):
            self._way(f"transit{order}", str(_("Transit %(n)s") % {"n": order}), countries, provinces)
        self._way("destination", str(_("Destination")), countries, provinces)

    def _way(self, name: str, label: str, countries: Choices, provinces: Any) -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=countries, required=False)
        self.fields[f"{name}_province"] = forms.ModelChoiceField(
            label=_("%(place)s: province") % {"place": label}, queryset=provinces, required=False, empty_label="—"
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("main") and cleaned["main"] not in cleaned.get("exploitation", []):
            self.add_error("main", _("The main form must be one of those chosen above."))
        for name in [each for each in self.fields if each.endswith("_province")]:
            if cleaned.get(name) and cleaned.get(name.removesuffix("_province")) != "VN":
                self.add_error(name, _("A province is given only for a place in Viet Nam."))
        return cleaned

    def codes(self) -> list[Coded]:
        """Give the codes chosen. Only after the form was found valid."""
        given = self.cleaned_data
        found = [
            Coded(scheme, code, is_main=scheme == states.Scheme.EXPLOITATION and code == given["main"])
            for scheme in ("exploitation", "setting", "control", "recruitment")
            for code in given[scheme]
        ]
        for name, scheme, order in (
            ("origin", "origin", 0), ("transit1", "transit", 1), ("transit2", "transit", 2), ("transit3", "transit", 3), ("destination", "destination", 0),
        ):  # fmt: skip
            if given[name]:
                province = given[f"{name}_province"]
                found.append(Coded(scheme, given[name], province.pk if province else None, order))
        return found


class AddItem(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What it is"), choices=states.ItemKind.choices)
    value = forms.CharField(
        label=_("Number, name or address"),
        max_length=200,
        help_text=_("As it is written: a phone number, the address of a page, bank and account number, the plate."),
    )
    note = forms.CharField(
        label=_("How it is known"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
