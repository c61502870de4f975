"""What a person fills in into the book of a facility."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body
from vongtay.common.fields import Day
from vongtay.facilities.states import DayKind

AREA = forms.Textarea(attrs={"rows": 3})
# Said above each form whose words are kept as they are written.
PLAIN = _(
    "What stands here is kept in plain text: write no name of a person who is lodged. What concerns one person stands in their own book."
)
POINTS = 5  # lines for points on the form


class NoteDay(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    on = Day(label=_("Day"))
    kind = forms.ChoiceField(label=_("About what"), choices=DayKind.choices, widget=forms.RadioSelect)
    meals = forms.IntegerField(label=_("Meals served"), min_value=0, max_value=9999, required=False)
    words = forms.CharField(label=_("In words"), max_length=500, widget=AREA, required=False)


class StateReadiness(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, localize=False)
    places = forms.IntegerField(label=_("Places ready at once"), min_value=0, max_value=9999)
    places_high = forms.IntegerField(
        label=_("Up to, where a range is told"), min_value=1, max_value=9999, required=False, help_text=_("18 and 24 for 18–24. Empty: the number above.")
    )  # fmt: skip
    staff = forms.IntegerField(label=_("People who work there"), min_value=0, max_value=9999)
    supplies = forms.CharField(label=_("Supplies kept ready"), max_length=500, widget=AREA, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, widget=AREA, required=False)
    nobody_came = forms.BooleanField(
        label=_("Nobody was lodged there that year"), required=False, help_text=_("Stated on purpose; refused where somebody did sleep there.")
    )  # fmt: skip


class EnterInspection(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    on = Day(label=_("Day of the inspection"))
    inspector = forms.ModelChoiceField(
        label=_("Who inspected"), queryset=Body.objects.none(), required=False, empty_label=_("Another, named below")
    )  # fmt: skip
    inspector_words = forms.CharField(label=_("Another body or team"), max_length=160, required=False)
    sign = forms.CharField(label=pgettext_lazy("inspection", "Number of the minutes"), max_length=60, required=False)
    findings = forms.CharField(label=pgettext_lazy("inspection", "What was found"), max_length=1000, widget=AREA)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspector"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        for number in range(1, POINTS + 1):
            words = {"n": number}
            self.fields[f"asked_{number}"] = forms.CharField(
                label=_("Point %(n)s: what is to be done") % words, max_length=500, required=False
            )
            self.fields[f"due_{number}"] = Day(label=_("Point %(n)s: by when") % words, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in range(1, POINTS + 1):
            if bool(given.get(f"asked_{number}")) != bool(given.get(f"due_{number}")):
                self.add_error(f"due_{number}", _("A point needs its words and its day."))
        return given

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields on the inspection itself."""
        return [field for field in self if not field.name.startswith(("asked_", "due_"))]

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each point beside its day."""
        return [(self[f"asked_{number}"], self[f"due_{number}"]) for number in range(1, POINTS + 1)]

    def points(self) -> list[tuple[str, date]]:
        """Give the points that were filled in."""
        given = self.cleaned_data
        rows = [(given.get(f"asked_{number}"), given.get(f"due_{number}")) for number in range(1, POINTS + 1)]
        return [(asked, due) for asked, due in rows if asked and due]


class DoPoint(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    done_on = Day(label=_("Done on"))
    words = forms.CharField(label=_("What was done"), max_length=500, widget=AREA, help_text=PLAIN)


class CheckPoint(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    is_done = forms.ChoiceField(
        label=pgettext_lazy("point", "Is it done?"), choices=[("yes", _("Yes, done")), ("no", _("No, open again"))], widget=forms.RadioSelect
    )  # fmt: skip
