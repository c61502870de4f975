"""What a person fills in to tell a story, and to decide about one."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.reports.actions.stories import Telling
from vongtay.reports.models import StoryAudience


class ChangeStory(forms.Form):
    """The words of a story; `version` is that of the page."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    audience = forms.ChoiceField(
        label=pgettext_lazy("story", "For whom"), choices=StoryAudience.choices, widget=forms.RadioSelect, initial=StoryAudience.TRAINING
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=pgettext_lazy("story", "The story"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Write no name, no day, no number, no place below a province. What may tell who it is gets marked once it is saved; nobody else reads it before you send it."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Why what is marked may stay"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("E.g. names and ages were changed. The second reader sees this; it is not published."),
    )  # fmt: skip

    def telling(self) -> Telling:
        """Give what was written."""
        given = self.cleaned_data
        return Telling(given["title"], given["text"], given["audience"], given["why"], given.get("case_code", ""))


class WriteStory(ChangeStory):
    """A new story; `key` makes a second sending the first one."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    case_code = forms.CharField(
        label=_("Of which case it tells"), required=False, max_length=24,
        help_text=_("The code, if it is one person's story: who must have consented; the words are then compared with what the system holds. Empty: composed of several, or invented."),
    )  # fmt: skip
    field_order = ("key", "audience", "case_code", "title", "text", "why")


class ReturnStory(forms.Form):
    """The reason of a return or a withdrawal."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
