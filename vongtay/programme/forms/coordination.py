"""What is asked about duties of a co-ordination regulation, and about how they were done in a year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.common.fields import Day
from vongtay.programme.actions.coordination import Done, Entry, Evaluated
from vongtay.programme.forms.led import LedWork
from vongtay.programme.models import Duty
from vongtay.programme.states.coordination import Outcome


class EnterDuty(LedWork):
    field_order = ("key", "version", "number", "text", "lead", "communes", "supports")
    number = forms.CharField(
        label=_("Where it stands"), max_length=20, required=False, help_text=_("As written: Điều 6, khoản 2.")
    )
    communes = forms.BooleanField(label=_("Every commune takes part"), required=False)

    def given(self) -> Entry:
        """Give the duty that was entered."""
        values = self.cleaned_data
        return Entry(values["text"], values["lead"], values["number"], tuple(values["supports"]), values["communes"])


class CallEvaluation(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    year = forms.IntegerField(label=_("Year that is looked back on"), min_value=1990, max_value=2100)
    due_on = Day(
        label=_("Answers by the day"), help_text=_("Each body that signs in has it among its tasks and is reminded.")
    )


class FromPaper(forms.Form):
    """The paper in which another body answered; asked only of whoever enters it for that body."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    source_sign = forms.CharField(label=_("Number and sign of its paper"), max_length=60)
    source_on = Day(label=_("Day of its paper"))

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            del self.fields["source_sign"], self.fields["source_on"]

    @property
    def paper(self) -> dict[str, Any]:
        """The paper, or nothing."""
        return {name: self.cleaned_data[name] for name in ("source_sign", "source_on") if name in self.fields}


class AnswerEvaluation(FromPaper):
    """How each duty was done: one choice each, and words where they help."""

    note = forms.CharField(
        label=_("Of the whole, if something is to be said"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("No names of people who may be victims."),
    )  # fmt: skip

    def __init__(self, *args: Any, duties: list[Duty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duties = duties
        for number, _duty in enumerate(duties):
            self.fields[f"outcome_{number}"] = forms.ChoiceField(
                label=_("How it was done"), choices=Outcome.choices, widget=forms.RadioSelect
            )
            self.fields[f"result_{number}"] = forms.CharField(
                label=_("What came of it"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"difficulty_{number}"] = forms.CharField(
                label=_("What stood in the way"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Needed where it was not done, or in part."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number, _duty in enumerate(self.duties):
            undone = cleaned.get(f"outcome_{number}") in {Outcome.PARTLY, Outcome.NOT_DONE}
            if undone and not cleaned.get(f"difficulty_{number}", "").strip():
                self.add_error(f"difficulty_{number}", _("Say in a word what stood in the way."))
        return cleaned

    @property
    def groups(self) -> list[tuple[Duty, list[Any]]]:
        """Each duty with its three questions."""
        return [
            (duty, [self[f"{name}_{number}"] for name in ("outcome", "result", "difficulty")])
            for number, duty in enumerate(self.duties)
        ]

    @property
    def whole(self) -> list[Any]:
        """What is asked once."""
        return [self[name] for name in ("source_sign", "source_on", "note") if name in self.fields]

    def given(self) -> Evaluated:
        """Give what was answered."""
        values = self.cleaned_data
        done = [
            Done(duty, *(values[f"{name}_{number}"] for name in ("outcome", "result", "difficulty")))
            for number, duty in enumerate(self.duties)
        ]
        return Evaluated(done, note=values["note"], **self.paper)


class NothingArose(FromPaper):
    note = forms.CharField(
        label=_("Why nothing arose"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One sentence: it stands in the whole as your answer.")
    )  # fmt: skip

    def given(self) -> Evaluated:
        """Give the outright nil."""
        return Evaluated(nil=True, note=self.cleaned_data["note"], **self.paper)


class CloseEvaluation(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    conclusion = forms.CharField(
        label=_("What is concluded"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}), help_text=_("What went well, what did not, what changes next year.")
    )  # fmt: skip
