"""What is filled in for needs, plan, conference and what the person says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField
from vongtay.papers.models import Paper
from vongtay.support import states
from vongtay.support.forms.acted import OtherBody

NOT_SCORED = _("Not talked about")
ROWS = 5  # decisions that one form takes; more conferences may be noted for the same day


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ScoreNeeds(OtherBody):
    key = forms.UUIDField(widget=forms.HiddenInput)
    scored_on = Day(label=_("Day of the talk"))
    field_order = ("key", "scored_on", *states.Domain.values, "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [("", NOT_SCORED), *((str(value), f"{value} · {label}") for value, label in states.Level.choices)]
        for domain in states.Domain:
            self.fields[domain.value] = forms.ChoiceField(label=domain.label, choices=levels, required=False)
        self.fields["note"] = forms.CharField(
            label=_("On what the scores rest"), required=False, max_length=4000, widget=_area(),
            help_text=_("No diagnosis here: medical facts have their own place."),
        )  # fmt: skip
        self.order_fields(self.field_order)

    def levels(self) -> dict[str, int]:
        """Give the domains that were scored."""
        given = {domain: self.cleaned_data.get(domain) for domain in states.Domain.values}
        return {domain: int(level) for domain, level in given.items() if level}


class Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class WriteWishes(Versioned):
    words = forms.CharField(
        label=_("What the person wishes, in their own words"), required=False, max_length=4000, widget=_area(6)
    )


class WriteGoal(Versioned):
    domain = forms.ChoiceField(label=_("Domain"), choices=states.Domain.choices)
    text = forms.CharField(label=_("What is to be reached"), max_length=2000, widget=_area())


class WriteMeasure(Versioned):
    text = forms.CharField(label=_("What is to be done"), max_length=2000, widget=_area())
    body = forms.ModelChoiceField(
        label=_("Who does it"), queryset=Body.objects.none(),
        help_text=_("Bodies that share the case, and those that work on paper. A notice lets another body share it."),
    )  # fmt: skip
    due_on = Day(
        label=_("Until"),
        required=False,
        help_text=_("With a day, it becomes a task of the body once the plan is approved."),
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class SendBack(Versioned):
    reason = forms.CharField(label=_("What is to be changed"), max_length=2000, widget=_area(4))


class EnterApproval(Versioned):
    """Another body's approval, from its paper."""

    acted_by = forms.ModelChoiceField(
        label=_("Body that approved it"), queryset=Body.objects.none(), empty_label=_("Choose…")
    )
    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60)
    source_on = Day(label=_("Date of its paper"))
    scan = UploadField(label=_("Scan of the paper"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acted_by"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class Settle(forms.Form):
    to = forms.ChoiceField(
        label=_("What became of it"), choices=[c for c in states.Progress.choices if c[0] != states.Progress.OPEN], widget=forms.RadioSelect
    )  # fmt: skip
    note = forms.CharField(
        label=_("What came of it, or why it is not wanted any more"), required=False, max_length=2000, widget=_area()
    )


class HoldConference(OtherBody):
    key = forms.UUIDField(widget=forms.HiddenInput)
    held_on = Day(label=_("Day"))
    bodies = forms.ModelMultipleChoiceField(
        label=_("Who took part"), queryset=Body.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    said = forms.CharField(label=_("What was said"), required=False, max_length=4000, widget=_area(4))
    paper = forms.ModelChoiceField(
        label=_("Minutes"), queryset=Paper.objects.none(), required=False, empty_label=_("None issued here"),
        help_text=_("A paper issued in this case."),
    )  # fmt: skip

    def __init__(self, *args: Any, takers: Any, papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = takers  # type: ignore[attr-defined]  # a ModelMultipleChoiceField
        self.fields["paper"].queryset = papers  # type: ignore[attr-defined]  # a ModelChoiceField
        for number in range(1, ROWS + 1):
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Decision %(n)s") % {"n": number}, required=False, max_length=2000, widget=_area(2)
            )
            self.fields[f"body_{number}"] = forms.ModelChoiceField(
                label=_("Who does it"), queryset=takers, required=False, empty_label=_("Choose a body")
            )
            self.fields[f"due_{number}"] = Day(label=_("Until"), required=False)

    @property
    def own_fields(self) -> list[Any]:
        """The fields on the conference itself."""
        return [self[name] for name in ("key", "held_on", "bodies", "said", "paper")]

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each decision."""
        return [(self[f"text_{n}"], self[f"body_{n}"], self[f"due_{n}"]) for n in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for number in range(1, ROWS + 1):
            text, body = cleaned.get(f"text_{number}"), cleaned.get(f"body_{number}")
            if text and not body:
                self.add_error(f"body_{number}", _("Say which body does it."))
            if not text and (body or cleaned.get(f"due_{number}")):
                self.add_error(f"text_{number}", _("Say what is to be done."))
        return cleaned

    def decisions(self) -> list[tuple[str, Body, Any]]:
        """Give the decisions that were filled in: what, who, until when."""
        given = self.cleaned_data
        return [
            (given[f"text_{n}"], given[f"body_{n}"], given[f"due_{n}"])
            for n in range(1, ROWS + 1)
            if given[f"text_{n}"]
        ]


class RecordFeedback(OtherBody):
    key = forms.UUIDField(widget=forms.HiddenInput)
    saying = forms.ChoiceField(label=_("What it is"), choices=states.Saying.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In the person's own words"), max_length=4000, widget=_area(5))
    score = forms.TypedChoiceField(
        label=_("Their score, if they gave one"), required=False, coerce=int, empty_value=None,
        choices=[("", _("None given")), ("1", _("1 · bad")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5 · good"))],
    )  # fmt: skip
    how = forms.ChoiceField(label=_("How they were asked"), choices=states.Heard.choices, widget=forms.RadioSelect)
    said_on = Day(label=_("Said on"))
    field_order = ("key", "saying", "words", "score", "how", "said_on", *OtherBody.PAPER)
