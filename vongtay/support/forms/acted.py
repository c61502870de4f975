"""What is asked when another body may have acted: which, and from which paper it is entered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.common.uploads import UploadField


class OtherBody(forms.Form):
    acted_by = forms.ModelChoiceField(
        label=_("Body that did it"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body")
    )
    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    source_on = Day(label=_("Date of its paper"), required=False)
    scan = UploadField(label=_("Scan of the paper"), required=False)

    PAPER = ("acted_by", "source_sign", "source_on", "scan")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acted_by"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("source_sign", "source_on") if cleaned.get("acted_by") else ():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Needed when another body acted."))
        return cleaned

    @property
    def own_fields(self) -> list[Any]:
        """The fields that are always asked."""
        return [field for field in self if field.name not in self.PAPER]

    @property
    def paper_fields(self) -> list[Any]:
        """The fields that are asked when another body acted."""
        return [self[name] for name in self.PAPER]

    @property
    def is_from_paper(self) -> bool:
        """Whether the second part was filled in, or is wrong, so that it stands open."""
        return any(self[name].errors or (self.is_bound and self[name].value()) for name in self.PAPER)
