"""What a person fills in on the way: a step of the route, another route."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vongtay.cases import states
from vongtay.cases.forms.case import OtherBody
from vongtay.common.fields import Moment
from vongtay.law import queries as law
from vongtay.law.shapes import Rule

# Written by acts of their own: the reception, notices and their answers, help, the note to an embassy, the care of a child.
ELSEWHERE = frozenset({"received", "notified", "accepted", "help", "embassy_told", "escort_arranged"})
NOTE, CUSTOM = "note", "custom"


def _words(rule: Rule) -> str:
    basis = _now("custom, no basis seen") if rule.customary else rule.article
    return f"{_now(rule.title)} ({basis})"  # words of the law's data


class RecordStep(OtherBody):
    """A step of the route with its article, or one by custom: then the officer chooses the body and says why."""

    kind = forms.ChoiceField(label=_("What was done"))
    at = Moment(label=_("When"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For a step by custom: why it is done so."),
    )  # fmt: skip
    field_order = ("kind", "at", "note", "acted_by", "source_sign", "source_on", "scan", "incoming")

    def __init__(self, *args: Any, rules: list[Rule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = {rule.id: rule for rule in rules if rule.met_by and rule.met_by not in ELSEWHERE}
        own = {rule.met_by for rule in self.rules.values()}
        others = [code for code in law.acts_of_reception() if code not in own | ELSEWHERE]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Choose…")),
            *([(_("Steps of this route"), [(key, _words(rule)) for key, rule in self.rules.items()])] if self.rules else []),
            (_("By custom, no basis seen"), [*((f"{CUSTOM}:{code}", law.event_title(code)) for code in others), (CUSTOM, _("Something else"))]),
            (_("Without a clock"), [(NOTE, states.StepKind.NOTE.label)]),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_custom and not cleaned.get("note", "").strip() and "note" not in self.errors:
            self.add_error("note", _("A step by custom needs its reason: no basis was seen for it."))
        return cleaned

    @property
    def rule(self) -> Rule | None:
        """The rule that was chosen, if one was."""
        return self.rules.get(self.cleaned_data.get("kind", ""))

    @property
    def is_custom(self) -> bool:
        """Whether the step chosen has no basis that was seen."""
        chosen = self.cleaned_data.get("kind", "")
        return chosen.startswith(CUSTOM) or (self.rule is not None and self.rule.customary)

    @property
    def act(self) -> str:
        """The act that is written on the timeline."""
        if self.rule is not None:
            return self.rule.met_by or NOTE
        return str(self.cleaned_data["kind"]).removeprefix(f"{CUSTOM}:")

    @property
    def rule_id(self) -> str:
        """The rule that the act fulfils, or that it is custom."""
        if self.rule is not None:
            return self.rule.id
        return law.CUSTOM if self.is_custom else ""


class ChangeRoute(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    route = forms.ChoiceField(label=_("Route"), choices=states.Route.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why the route changes"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The clocks of the former route end with this reason; those of the new one start from what has happened."),
    )  # fmt: skip
