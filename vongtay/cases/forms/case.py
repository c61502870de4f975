"""What a person fills in. Each form checks only that the answers make sense by themselves."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Body, Place
from vongtay.cases import states
from vongtay.cases.countries import languages, nationalities
from vongtay.common import ages, days, phones
from vongtay.common.fields import Day, Moment
from vongtay.common.uploads import UploadField
from vongtay.papers.models import Incoming
from vongtay.people.models import Sex


class Receive(forms.Form):
    """Rapid reception: eight questions, of which only the first needs an answer. Unknown is always an answer."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    route = forms.ChoiceField(
        label=_("1. How did the person arrive?"),
        choices=states.Route.choices,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("2. Name, as the person says it"),
        max_length=120,
        required=False,
        help_text=_("May stay empty. Only those who care for the case see it."),
    )
    sex = forms.ChoiceField(label=_("3. Sex"), choices=Sex.choices, initial=Sex.UNKNOWN, widget=forms.RadioSelect)
    born = forms.CharField(
        label=_("4. Birth date, year or age"),
        max_length=40,
        required=False,
        help_text=_("For example 5/3/2001, 2001 or “24 tuổi”. Empty: not known."),
    )
    home = forms.CharField(
        label=_("5. Where is home?"),
        max_length=200,
        required=False,
        help_text=_("Province, or commune and province; for a foreigner the country."),
    )
    language = forms.ChoiceField(
        label=_("6. In which language does the person wish to speak?"), choices=languages, required=False
    )
    needs = forms.MultipleChoiceField(
        label=_("7. What is needed at once?"),
        choices=states.Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    phone = forms.CharField(
        label=_("8. A phone on which it is safe to ring"),
        max_length=30,
        required=False,
        help_text=_("Only if the person says that it is safe."),
    )
    # Below "more": prefilled, changed when somebody enters late or from another body's paper.
    received_at = Moment(label=pgettext_lazy("when", "Received"), required=True)
    event_on = Day(label=_("Day of the report or hand-over"), help_text=_("Decides which law holds."))
    channel = forms.ChoiceField(label=_("Through whom"), choices=states.Channel.choices)
    place = forms.ModelChoiceField(
        label=_("Commune of reception"), queryset=Place.objects.none(), empty_label=_("Choose…")
    )
    safe_way = forms.CharField(
        label=_("Who may ring, when, code word"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    nationality = forms.ChoiceField(
        label=_("Nationality"),
        choices=nationalities,
        required=False,
        help_text=_("Empty: read from question 5 where it says so."),
    )
    returned_on = Day(
        label=_("Came back on, when nobody received them"), required=False,
        help_text=_("For somebody who came back alone earlier: what speaks for the return is noted as evidence."),
    )  # fmt: skip
    reporter_name = forms.CharField(
        label=_("Somebody else who reports for the person"), required=False, max_length=120,
        help_text=_("Empty: the person reports. The two identities are kept apart, each with their own contact."),
    )  # fmt: skip
    reporter_role = forms.ChoiceField(
        label=_("As what they report"), required=False, initial=states.PersonRole.REPRESENTATIVE, widget=forms.RadioSelect,
        choices=[
            (states.PersonRole.REPRESENTATIVE, states.PersonRole.REPRESENTATIVE.label), (states.PersonRole.RELATIVE, states.PersonRole.RELATIVE.label),
            (states.PersonRole.REPORTER, _("Somebody else: kept as a contact, with no rights in the case")),
        ],
    )  # fmt: skip
    reporter_phone = forms.CharField(label=_("Their own phone"), required=False, max_length=30)
    received_by = forms.ModelChoiceField(
        label=_("Body that received"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body"),
        help_text=_("A mission, the police or another body: entered from its paper."),
    )  # fmt: skip
    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    source_on = Day(label=_("Date of its paper"), required=False)
    scan = UploadField(label=_("Scan of the paper"), required=False)

    def __init__(self, *args: Any, places: Any = None, bodies: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places if places is not None else Place.objects.none()  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["received_by"].queryset = bodies if bodies is not None else Body.objects.none()  # type: ignore[attr-defined]  # as above

    def clean_reporter_phone(self) -> str:
        return checked(phones.phone_number, self.cleaned_data["reporter_phone"])

    def clean_phone(self) -> str:
        return checked(phones.phone_number, self.cleaned_data["phone"])

    def clean_born(self) -> str:
        text: str = self.cleaned_data["born"].strip()
        if text and age_in(text) is None:
            checked(lambda value: days.parse_partial(value).code, text)
        return text

    def age(self) -> tuple[ages.Age, str]:
        """Give the age at reception, and the birth date in its stored form, where one was given."""
        text, day = self.cleaned_data["born"], timezone.localtime(self.cleaned_data["received_at"]).date()
        if not text:
            return ages.NOT_KNOWN, ""
        if (years := age_in(text)) is not None:
            return ages.stated_age(years), ages.born_about(years, day).code
        birth = days.parse_partial(text)
        return ages.age_on(birth, day), birth.code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "born" in cleaned and cleaned.get("received_at"):
            try:
                self.age()
            except (ages.AgeError, days.DayError) as wrong:
                self.add_error("born", str(wrong))
        if cleaned.get("received_by"):
            for name in ("source_sign", "source_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed when another body acted."))
        return cleaned


def age_in(text: str) -> int | None:
    """Read "24", "24 tuổi", "khoảng 24": a number that can be an age is one."""
    words = text.lower().replace("tuổi", "").replace("khoảng", "").replace("chừng", "").strip()
    return int(words) if words.isdigit() and int(words) <= 120 else None


def checked(read: Any, value: str) -> str:
    """Give a value in its one form; what can't be read is said at its field."""
    if not value:
        return ""
    try:
        return str(read(value))
    except ValueError as wrong:
        raise forms.ValidationError(str(wrong)) from wrong


def _entry_words(entry: Incoming) -> str:
    sender = entry.sender.short_name if entry.sender else entry.sender_text
    return f"{entry.number}/{entry.register.year}: {entry.sign}, {sender}"


class OtherBody(forms.Form):
    """Shared by acts that another body may have done: which, and from which paper it is entered."""

    acted_by = forms.ModelChoiceField(
        label=_("Body that did it"), queryset=Body.objects.none(), required=False, empty_label=_("Our own body")
    )
    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    source_on = Day(label=_("Date of its paper"), required=False)
    scan = UploadField(label=_("Scan of the paper"), required=False)
    incoming = forms.ModelChoiceField(
        label=_("Its number of arrival"), queryset=Incoming.objects.none(), required=False, empty_label=_("Register it now"),
        help_text=_("Choose it if the paper stands in the register of incoming papers already."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, entries: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acted_by"].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField
        chosen: Any = self.fields["incoming"]
        chosen.queryset = entries if entries is not None else Incoming.objects.none()
        chosen.label_from_instance = _entry_words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("acted_by"):
            for name in ("source_sign", "source_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed when another body acted."))
            entry = cleaned.get("incoming")
            if entry and entry.sender_id and entry.sender_id != cleaned["acted_by"].id:
                self.add_error("incoming", _("This paper came from another body."))
        return cleaned


class AddEvidence(OtherBody):
    source = forms.ChoiceField(label=_("Source"))
    weight = forms.ChoiceField(label=_("Weight"), choices=states.Weight.choices, widget=forms.RadioSelect)
    obtained_on = Day(label=_("Obtained on"))
    trace = forms.ChoiceField(
        label=_("Trace of the return"), required=False, choices=[("", _("None")), *states.Trace.choices],
        help_text=_("For somebody who came back and whom nobody received."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("What it says"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    field_order = (
        "source",
        "weight",
        "obtained_on",
        "note",
        "trace",
        "acted_by",
        "source_sign",
        "source_on",
        "scan",
        "incoming",
    )

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = sources  # type: ignore[attr-defined]  # a ChoiceField


class GiveHelp(forms.Form):
    kind = forms.ChoiceField(label=_("Kind of help"), choices=states.HelpKind.choices)
    given_on = Day(label=_("Day"))
    quantity = forms.IntegerField(label=_("How many"), required=False, min_value=1, max_value=9999)
    unit = forms.CharField(
        label=_("Unit"),
        required=False,
        max_length=40,
        help_text=_("For example meals, nights, sets. No amount of money."),
    )


class Propose(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[
            (o.value, o.label)
            for o in (states.State.IDENTIFIED, states.State.NOT_IDENTIFIED, states.State.UNDETERMINED)
        ],
        widget=forms.RadioSelect,
    )
    basis = forms.MultipleChoiceField(
        label=_("Rests on the sources"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason_code = forms.ChoiceField(label=_("Why not identified, or undetermined"), required=False)
    reason = forms.CharField(
        label=_("In words, for the file"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, *args: Any, sources: list[tuple[str, str]], reasons: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].choices = sources  # type: ignore[attr-defined]  # a MultipleChoiceField
        self.fields["reason_code"].choices = [("", "—"), *reasons]  # type: ignore[attr-defined]  # a ChoiceField


class Decide(OtherBody):
    version = forms.IntegerField(widget=forms.HiddenInput)
    decided_on = Day(label=_("Day of the decision"))
    stands_in = forms.ChoiceField(
        label=_("In what paper the decision stands"),
        required=False,
        help_text=_("Papers that the law in force on the day of the decision lists for the body that decides."),
    )
    custom_reason = forms.CharField(
        label=_("Why, where no basis was seen"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = (
        "decided_on",
        "stands_in",
        "custom_reason",
        "acted_by",
        "source_sign",
        "source_on",
        "scan",
        "incoming",
    )

    def __init__(self, *args: Any, papers: list[tuple[str, str]] | None, **kwargs: Any) -> None:
        """papers: those on offer; None where the outcome is no confirmation, and no paper is asked for."""
        super().__init__(*args, **kwargs)
        if papers is None:
            del self.fields["stands_in"], self.fields["custom_reason"]
        else:
            self.fields["stands_in"].choices = [("", _("Choose…")), *papers]  # type: ignore[attr-defined]  # a ChoiceField


class Reason(forms.Form):
    """A reason in words, for sending back and opening again."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectFacts(forms.Form):
    """The counted facts of a case; history keeps what was known before."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("Through whom"), choices=states.Channel.choices)
    event_on = Day(label=_("Day of the report or hand-over"))
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices)
    age_years = forms.IntegerField(label=_("Age at reception"), required=False, min_value=0, max_value=120)
    age_how = forms.ChoiceField(label=_("How the age is known"), choices=states.AgeHow.choices)
    age_at_act = forms.IntegerField(
        label=_("Age at the act"),
        required=False,
        min_value=0,
        max_value=120,
        help_text=_("Below 18 the means need not be shown."),
    )
    nationality = forms.ChoiceField(label=_("Nationality"), choices=nationalities, required=False)
    home_province = forms.ModelChoiceField(
        label=_("Province of origin"),
        queryset=Place.objects.filter(level="province", valid_to__isnull=True).order_by("sort_key"),
        required=False,
        empty_label=_("Not known"),
    )
    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=states.Urgency.choices)
    needs = forms.MultipleChoiceField(
        label=_("Needed at once"), choices=states.Need.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    needs_met = forms.MultipleChoiceField(
        label=_("Already seen to"), choices=states.Need.choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def new_key() -> uuid.UUID:
    """Give the key of a case before it is made, so that a form sent twice makes one case."""
    return uuid.uuid4()
