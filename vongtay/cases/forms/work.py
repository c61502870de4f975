"""What a person fills in about clocks that stand still and about tasks."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Post
from vongtay.cases.forms.case import Decide as DecideAlone
from vongtay.common.fields import Day, Moment
from vongtay.tasks.states import PauseReason, Settling


class PauseClock(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=PauseReason.choices, widget=forms.RadioSelect)
    at = Moment(label=_("Since when"))
    basis = forms.CharField(
        label=_("Article or paper that allows it"), required=False, max_length=160,
        help_text=_("Only what you have read yourself. Empty: the pause is marked as custom, no basis seen."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("In words, for the file"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ResumeClock(forms.Form):
    at = Moment(label=_("Until when it stood still"))
    note = forms.CharField(
        label=_("In words, for the file"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Holder(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic while it runs
    """A post by its holder."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is: name and role."""
        return f"{obj.user.full_name}, {obj.get_role_display()}"


class AddTask(forms.Form):
    """What is to be done, by whom, by when."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("What is to be done"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    body = forms.ModelChoiceField(label=_("Which body does it"), queryset=Body.objects.none(), empty_label=None)
    post = Holder(
        label=_("Who, if it is one of your body"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("Anybody of the body"),
    )
    due_on = Day(label=_("By when"), required=False, help_text=_("Empty: no day. A task is no legal clock."))

    def __init__(self, *args: Any, bodies: QuerySet[Body], posts: QuerySet[Post], **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]  # as above


class EndTask(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(
        label=_("How it ends"),
        choices=[("done", _("Done")), ("cancelled", _("No longer wanted"))],
        widget=forms.RadioSelect,
        initial="done",
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("Needed where it is no longer wanted.")
    )


class Decide(DecideAlone):
    """A decision, and what becomes of each clock and task that is still open."""

    def __init__(self, *args: Any, open_work: list[tuple[str, str, str]], **kwargs: Any) -> None:
        """Take open_work: (primary key, words, what is chosen at first)."""
        super().__init__(*args, **kwargs)
        self.settling_names = [f"settle_{key}" for key, _words, _first in open_work]
        for key, words, first in open_work:
            self.fields[f"settle_{key}"] = forms.ChoiceField(
                label=words, choices=Settling.choices, initial=first, required=False
            )

    @property
    def settling_fields(self) -> list[forms.BoundField]:
        """The fields of what is open, for the template."""
        return [self[name] for name in self.settling_names]

    def settling(self) -> dict[uuid.UUID, Settling]:
        """Give what was chosen; where nothing came back, what was offered first."""
        chosen = {}
        for name in self.settling_names:
            value = self.cleaned_data.get(name) or self.fields[name].initial
            chosen[uuid.UUID(name.removeprefix("settle_"))] = Settling(value)
        return chosen
