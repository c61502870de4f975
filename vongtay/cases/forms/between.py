"""What is filled in between bodies: results, joint papers, problems, moves, requests, teams."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body
from vongtay.agencies.roles import Part
from vongtay.cases import states
from vongtay.cases.forms.sharing import OnGround
from vongtay.cases.models import Team
from vongtay.common.fields import Day, Moment
from vongtay.common.uploads import UploadField
from vongtay.papers.models import Paper

SEATS = 4
TEAM_WORDS = 130  # with the name of the team they fit a task


def _words(label: Any, *, rows: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def _to_choose(form: forms.Form, name: str, bodies: Any) -> None:
    form.fields[name].queryset = bodies  # type: ignore[attr-defined]  # a ModelChoiceField


def _drawn_paper() -> Any:
    return forms.ModelChoiceField(
        label=_("Issued paper that says so"), queryset=Paper.objects.none(), required=False, empty_label=_("None: the words above are what is signed"),
        help_text=_("A paper of this case that was issued; the other bodies find it beside what they sign."),
    )  # fmt: skip


def _offer_papers(form: forms.Form, papers: dict[Paper, str]) -> None:
    field: Any = form.fields["paper"]
    field.queryset = Paper.objects.filter(pk__in=[paper.pk for paper in papers])
    words = {paper.pk: text for paper, text in papers.items()}
    field.label_from_instance = lambda paper: words[paper.pk]


class FromItsPaper(forms.Form):
    """The paper of another body, from which its word is entered; all empty where our own body speaks."""

    source_sign = forms.CharField(label=_("Number of its paper"), max_length=60, required=False)
    source_on = Day(label=_("Date of its paper"), required=False)
    scan = UploadField(label=_("Scan of the paper"), required=False)

    def __init__(self, *args: Any, from_paper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_sign"].required = self.fields["source_on"].required = from_paper


class GiveResult(FromItsPaper):
    version = forms.IntegerField(widget=forms.HiddenInput)
    text = _words(_("The result"), help_text=_("Read by the bodies that share this case, the sender among them."))
    given_on = Day(label=_("Given on"))
    field_order = ("text", "given_on", "source_sign", "source_on", "scan", "version")


class ProposeDay(FromItsPaper):
    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    due_on = Day(label=_("New day"), help_text=_("The day that the two bodies agree: by custom, no article sets one."))
    reason = _words(_("Why the day changes"), rows=3)
    field_order = ("due_on", "reason", "source_sign", "source_on", "scan", "key", "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_sign"].label = _("Number of the letter in which the other body agrees")
        self.fields["source_on"].label = _("Date of that letter")


class AnswerDay(FromItsPaper):
    accept = forms.ChoiceField(
        label=_("Answer"), choices=[("yes", _("Agree to this day")), ("no", _("Decline: the day that holds stays"))], widget=forms.RadioSelect
    )  # fmt: skip
    reason = _words(_("Reason"), rows=3, required=False, help_text=_("Needed for a refusal."))
    field_order = ("accept", "reason", "source_sign", "source_on", "scan")

    def __init__(self, *args: Any, from_paper: bool, **kwargs: Any) -> None:
        super().__init__(*args, from_paper=from_paper, **kwargs)
        if not from_paper:
            for name in ("source_sign", "source_on", "scan"):
                del self.fields[name]


class WithdrawOffer(forms.Form):
    reason = _words(
        _("Why the offer is taken back"), rows=3, help_text=_("Tell nothing about any person: the other body reads this and the case no more.")
    )  # fmt: skip


class EndReach(forms.Form):
    reason = _words(_("Why the access ends"), rows=3)


class DrawMinutes(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    referral = forms.ChoiceField(label=_("Which hand-over"))
    on = Day(label=_("Day of the hand-over"))
    words = _words(
        _("What is handed over"), rows=6, help_text=_("Papers, belongings, state of the person, what was agreed. Both sides sign this.")
    )  # fmt: skip

    paper = _drawn_paper()

    def __init__(self, *args: Any, referrals: list[tuple[str, str]], papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_papers(self, papers)
        self.fields["referral"].choices = referrals  # type: ignore[attr-defined]  # a ChoiceField


class DrawJoint(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    bodies = forms.ModelMultipleChoiceField(
        label=_("Who must agree besides us"), queryset=Body.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    on = Day(label=_("Day of the paper"))
    words = _words(_("What is to be agreed"), rows=6)
    paper = _drawn_paper()

    def __init__(self, *args: Any, bodies: Any, papers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_papers(self, papers)
        _to_choose(self, "bodies", bodies)


class RedrawJoint(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = _words(
        _("New wording"), rows=6, help_text=_("All bodies are asked again; the former wording stays in the timeline.")
    )


class SignJoint(FromItsPaper):
    answer = forms.ChoiceField(label=_("What the body says"), choices=states.Assent.choices, widget=forms.RadioSelect)
    reason = _words(_("Reason"), rows=3, required=False, help_text=_("Needed for an objection."))
    signer = forms.CharField(label=_("Who signs: post or title"), max_length=120, required=False)
    at = Moment(label=_("When"))
    field_order = ("answer", "reason", "signer", "at", "source_sign", "source_on", "scan")


class RaiseProblem(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = Day(label=_("Seen on"))
    words = _words(_("What happened"), help_text=_("All bodies that share this case read it and get a task."))
    team = forms.ModelChoiceField(
        label=_("Raise it to an inter-agency team as well"), queryset=Team.objects.none(), required=False, empty_label=_("To no team"),
        help_text=_("Its bodies that don't share this case get a task with the words below. They read nothing of the case."),
    )  # fmt: skip
    team_words = _words(
        _("What the team is to know"), rows=2, required=False, help_text=_("At most 130 letters. No name and nothing by which a person can be known.")
    )  # fmt: skip

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _to_choose(self, "team", teams)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words = (cleaned.get("team_words") or "").strip()
        if cleaned.get("team") and not words and "team_words" not in self.errors:
            self.add_error("team_words", _("Say what the team is to know, without anything about the person."))
        if len(words) > TEAM_WORDS:
            self.add_error("team_words", _("Say it in at most %(n)s letters.") % {"n": TEAM_WORDS})
        return cleaned


class SettleProblem(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    settled_on = Day(label=_("Settled on"))
    outcome = _words(_("How it was settled"))


class OfferTransfer(OnGround):
    key = forms.UUIDField(widget=forms.HiddenInput)
    to_body = forms.ModelChoiceField(
        label=_("Body of the other province"), queryset=Body.objects.none(), empty_label=_("Choose…")
    )
    reason = _words(
        _("Why the case moves"), rows=3, help_text=_("No article that orders it was seen: by custom, and you say why.")
    )
    until: Any = None
    field_order = ("to_body", "reason", "ground", "ground_why", "consent", "key")

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _to_choose(self, "to_body", bodies)


class HandToPartner(OnGround):
    key = forms.UUIDField(widget=forms.HiddenInput)
    partner = forms.CharField(label=_("Partner and country"), max_length=200)
    agreement = forms.CharField(
        label=_("Under which agreement"), max_length=200, help_text=_("As the agreement is called on its paper. Nothing is filled in for you.")
    )  # fmt: skip
    agreement_sign = forms.CharField(label=_("Number of the agreement"), max_length=60, required=False)
    handed_on = Day(label=_("Day of the hand-over"))
    parts = forms.MultipleChoiceField(label=_("Which parts"), choices=Part.choices, widget=forms.CheckboxSelectMultiple)
    source_sign = forms.CharField(label=_("Number of the paper of the hand-over"), max_length=60)
    source_on = Day(label=_("Date of that paper"))
    scan = forms.FileField(label=_("Scan of the paper"), required=False)
    purpose = forms.ChoiceField(label=_("What for"), choices=states.Purpose.choices)
    until: Any = None
    field_order = (
        "partner",
        "agreement",
        "agreement_sign",
        "handed_on",
        "parts",
        "purpose",
        "ground",
        "ground_why",
        "consent",
    )


class AskForCase(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    to_body = forms.ModelChoiceField(
        label=_("Which body is asked"), queryset=Body.objects.none(), empty_label=_("Choose…")
    )
    who = _words(
        _("Whom you mean"),
        rows=3,
        help_text=_("What you know of the person. Only your body and the one asked read it."),
    )
    why = _words(_("Why you need the case"), rows=3)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _to_choose(self, "to_body", bodies)


class GrantAsking(OnGround):
    version = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(label=_("Code of the case"), max_length=24, help_text=_("One that your body leads."))
    parts = forms.MultipleChoiceField(label=_("Which parts"), choices=Part.choices, widget=forms.CheckboxSelectMultiple)
    field_order = ("code", "parts", "ground", "ground_why", "until")


class RefuseAsking(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = _words(_("Reason"), rows=3, help_text=_("Tell nothing about any person: the other body reads this."))


class FoundTeam(forms.Form):
    """A team with up to six members; the first one heads it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of the team"), max_length=160)
    sign = forms.CharField(label=_("Number of the founding decision"), max_length=60)
    founded_on = Day(label=_("Date of that decision"))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, SEATS + 3):
            words = _("Head: body") if number == 1 else _("Member: body")
            self.fields[f"body_{number}"] = forms.ModelChoiceField(
                label=words, queryset=bodies, required=number < 3, empty_label=_("Choose…")
            )
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Post or title"), max_length=120, required=number < 3
            )

    def seats(self) -> list[tuple[Body, str]]:
        """Give the members that were filled in. Only after the form was found valid."""
        numbers = range(1, SEATS + 3)
        pairs = [(self.cleaned_data[f"body_{n}"], self.cleaned_data[f"title_{n}"]) for n in numbers]
        return [(body, title) for body, title in pairs if body is not None]


class DecideInTeam(forms.Form):
    """A decision of a team, and up to four tasks for its bodies."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    met_on = Day(label=_("Day of the meeting"))
    minutes_sign = forms.CharField(label=_("Number of the minutes"), max_length=60, required=False)
    words = _words(_("What was decided"), rows=6, help_text=_("No name and nothing by which a person can be known."))
    votes = _words(_("How the members voted, in words"), rows=3)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, SEATS + 1):
            self.fields[f"task_{number}"] = forms.CharField(
                label=_("Task %(n)s") % {"n": number}, max_length=300, required=False
            )
            self.fields[f"does_{number}"] = forms.ModelChoiceField(
                label=_("Which body does it"), queryset=bodies, required=False, empty_label=_("Choose…")
            )
            self.fields[f"due_{number}"] = Day(label=_("By when"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, SEATS + 1):
            if bool(cleaned.get(f"task_{number}")) != bool(cleaned.get(f"does_{number}")):
                self.add_error(f"task_{number}", _("A task needs its words and the body that does it."))
        return cleaned

    def wishes(self) -> list[tuple[str, Body, date | None]]:
        """Give the tasks that were filled in. Only after the form was found valid."""
        given = self.cleaned_data
        numbers = [n for n in range(1, SEATS + 1) if given[f"task_{n}"]]
        return [(given[f"task_{n}"], given[f"does_{n}"], given[f"due_{n}"]) for n in numbers]
