"""What a person fills in about absences and reminders."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Post
from vongtay.common.fields import Day


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
