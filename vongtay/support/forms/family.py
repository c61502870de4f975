from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.support.states import Relation


class NameKin(forms.Form):
    """Who somebody is, to the person or to somebody beside them."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(label=pgettext_lazy("relative", "Who"))
    relation = forms.ChoiceField(label=_("is the"), choices=Relation.choices)
    to = forms.ChoiceField(label=_("of"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], beside: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = people  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["to"].choices = [("", _("the person of this case")), *beside]  # type: ignore[attr-defined]  # as above
