"""On what something leaves, consent, and sharing outside a notice."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.agencies.roles import Part
from vongtay.cases import states
from vongtay.cases.actions.grounds import Ground
from vongtay.common.fields import Day, Moment

Choices = list[tuple[str, str]]


class OnGround(forms.Form):
    """Shared by whatever leaves: the ground, one line why, the consent it rests on, until when. Nothing is chosen beforehand."""

    ground = forms.ChoiceField(
        label=_("On what ground"), choices=states.GroundKind.choices, widget=forms.RadioSelect,
        help_text=_("Article 19(1) of Law 91/2025/QH15 on personal data, or a consent that holds."),
    )  # fmt: skip
    ground_why = forms.CharField(
        label=_("Why, in one line"),
        max_length=300,
        required=False,
        help_text=_("Needed for every ground but a consent. An override is marked in the log."),
    )
    consent = forms.ChoiceField(label=_("Which consent"), required=False)
    until = Day(
        label=_("Until"),
        required=False,
        help_text=_("Last day on which it can be reached. Empty: as long as the case."),
    )

    def __init__(self, *args: Any, consents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if consents:
            self.fields["consent"].choices = [("", "—"), *consents]  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["consent"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ground") == states.GroundKind.CONSENT:
            if not cleaned.get("consent"):
                self.add_error(
                    "consent" if "consent" in self.fields else "ground", _("No consent that holds is chosen.")
                )
        elif cleaned.get("ground") and not cleaned.get("ground_why", "").strip():
            self.add_error("ground_why", _("Say why in one line."))
        return cleaned

    def ground_chosen(self) -> Ground:
        """Give the ground that was chosen. Only after the form was found valid."""
        given = self.cleaned_data
        until = given.get("until")
        ends = timezone.make_aware(datetime.combine(until, time(23, 59, 59))) if until else None
        return Ground(
            given["ground"], given["ground_why"], given.get("consent") or None, given.get("purpose") or states.Purpose.REFERRAL, ends
        )  # fmt: skip


class Share(OnGround):
    purpose = forms.ChoiceField(label=_("What for"), choices=states.Purpose.choices)
    to_body = forms.ModelChoiceField(
        label=_("To a body"), queryset=Body.objects.none(), required=False, empty_label=_("Choose…")
    )
    to_words = forms.CharField(
        label=_("Or to somebody else"),
        max_length=200,
        required=False,
        help_text=_("An organisation, a bank, an employer: they get no reach here; only the fact is kept."),
    )
    parts = forms.MultipleChoiceField(label=_("Which parts"), choices=Part.choices, widget=forms.CheckboxSelectMultiple)
    at = Moment(label=_("When"))
    field_order = ("purpose", "to_body", "to_words", "parts", "at", "until", "ground", "ground_why", "consent")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class GiveConsent(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        label=_("For what"), choices=[("", "—"), *states.Purpose.choices], help_text=_("One purpose; another needs its own consent.")
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("Which parts may be shared"), choices=Part.choices, widget=forms.CheckboxSelectMultiple
    )
    to_body = forms.ModelChoiceField(
        label=_("With which body"), queryset=Body.objects.none(), required=False, empty_label=_("Not named, or in words below")
    )  # fmt: skip
    to_words = forms.CharField(label=_("With whom else"), max_length=200, required=False)
    by_person = forms.BooleanField(label=_("The person consents"), required=False)
    by_representative = forms.BooleanField(
        label=_("The legal representative consents"),
        required=False,
        help_text=_("From 7 to under 18 years both must consent, below 7 the representative."),
    )
    how = forms.ChoiceField(label=_("How"), choices=[("", "—"), *states.ConsentHow.choices])
    given_on = Day(label=_("Given on"))
    until_on = Day(label=_("Holds until"), required=False, help_text=_("Empty: until it is withdrawn."))
    note = forms.CharField(
        label=_("What was explained, in which language"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )  # fmt: skip
    scan = forms.FileField(label=_("Scan of the paper"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


class WithdrawConsent(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    withdrawn_on = Day(label=_("Withdrawn on"))
