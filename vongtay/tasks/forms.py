"""What a person fills in about absences and reminders."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Post
from vongtay.common.fields import Day
from vongtay.tasks.ladder import Ladder


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic while it runs
    """A post of one's body, by the name of its holder."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who it is: name and role."""
        return f"{obj.user.full_name}, {obj.get_role_display()}"


class EnterAbsence(forms.Form):
    """Who is away, from when until when, and who stands in."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    post = PostChoice(label=_("Who is away"), queryset=Post.objects.none(), empty_label=None)
    first_on = Day(label=_("First day away"))
    last_on = Day(label=_("Last day away"))
    deputy = PostChoice(
        label=_("Who stands in"), queryset=Post.objects.none(),
        help_text=_("Sees what waits for the absent person. What the deputy may do stays as it is."),
    )  # fmt: skip

    def __init__(self, *args: Any, away: QuerySet[Post], deputies: QuerySet[Post], **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = away  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]  # as above


class ChooseMailing(forms.Form):
    """Whether, where and in which language one is reminded."""

    is_on = forms.BooleanField(label=_("Remind me by e-mail on working days when something is due"), required=False)
    address = forms.EmailField(
        label=_("Official e-mail address"),
        max_length=160,
        required=False,
        help_text=_("The mail says a number and nothing else."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("vi", "Tiếng Việt"), ("en", "English")])


ROWS = 6
TOLD = [
    ("", _("Nobody")),
    ("body", _("Everybody of the late body")),
    ("head", _("The head of the late body")),
    ("upper", _("The body above it")),
]


class ChangeLadder(forms.Form):
    """The steps of the ladder: after how many working days, who is told; why it is changed."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("Why it is changed"), max_length=200)

    def __init__(self, *args: Any, ladder: Ladder, number: int, **kwargs: Any) -> None:
        held: dict[str, Any] = {"number": number}
        for place, rung in enumerate(ladder.rungs):
            held |= {f"after_{place}": rung.after, f"to_{place}": rung.to}
        kwargs["initial"] = held
        self.many = min(ROWS, len(ladder.rungs) + 2)
        super().__init__(*args, **kwargs)
        for place in range(self.many):
            label = _("Step %(n)d") % {"n": place + 1}
            self.fields[f"after_{place}"] = forms.IntegerField(
                label=_("%(step)s: working days late") % {"step": label}, min_value=0, max_value=250, required=False
            )
            self.fields[f"to_{place}"] = forms.ChoiceField(
                label=_("%(step)s: who is told") % {"step": label}, choices=TOLD, required=False
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each step side by side."""
        return [(self[f"after_{place}"], self[f"to_{place}"]) for place in range(self.many)]

    def clean(self) -> dict[str, Any]:
        """Let a step have both its halves, or none."""
        cleaned: dict[str, Any] = super().clean() or {}
        for place in range(self.many):
            after, to = cleaned.get(f"after_{place}"), cleaned.get(f"to_{place}")
            if to and after is None and f"after_{place}" not in self.errors:
                self.add_error(f"after_{place}", _("Say after how many working days."))
            if after is not None and not to:
                self.add_error(f"to_{place}", _("Say who is told."))
        return cleaned

    @property
    def steps(self) -> list[tuple[int, str]]:
        """The steps that were given."""
        given = self.cleaned_data
        return [(given[f"after_{place}"], given[f"to_{place}"]) for place in range(self.many) if given[f"to_{place}"]]
