"""What a person fills in of a course and of a survey: lists are written one line each, as in a note."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.agencies.models import Place
from vongtay.common.amounts import parse_stated
from vongtay.common.fields import Day
from vongtay.common.numbers import AmountError, format_number
from vongtay.programme.actions import CourseFacts, Group, Score
from vongtay.programme.forms.activities import NO_NAMES, EnterActivity
from vongtay.programme.models import Campaign, CertificateRun, Course, CourseGroup, Survey, SurveyScore
from vongtay.programme.states.surveys import Stage

MOST_LINES = 300
MOST_AT_ONCE = 200
MOST_LETTERS = 120
_LINE = re.compile(
    r"(?P<words>.*\D)[\s:–-]+(?P<n>\d[\d.]*)(?:\s*(?:người|cán bộ|học viên))?|(?P<n_first>\d[\d.]*)\s*(?:người\s+)?(?P<words_last>\D.*)"
)
_SCORED = re.compile(r"(?P<question>.*\S)\s*[:=]\s*(?P<said>\d[^:=]*)")


class GroupsField(forms.CharField):
    """Bodies and communes with how many came from each, one a line: "Đồng Đăng: 5", or "5 Đồng Đăng"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value: Any) -> list[Group]:
        lines = [line.strip(" ;,.") for line in re.split(r"[\n;]+", super().clean(value)) if line.strip(" ;,.")]
        return [_group(line) for line in lines[:MOST_LINES]]


def _group(line: str) -> Group:
    match = _LINE.fullmatch(line)
    try:
        stated = parse_stated(match["n"] or match["n_first"]) if match else None
    except AmountError:
        stated = None
    if match is None or stated is None or stated.value != int(stated.value) or stated.value < 1:
        raise forms.ValidationError(
            _("One line for each: the body or commune, then how many. Not read: %(line)s") % {"line": line[:60]}
        )
    return Group((match["words"] or match["words_last"]).strip(" :–-")[:200], int(stated.value))


class EnterCourse(EnterActivity):
    """A training course: an activity, with counts of those who took part."""

    groups = GroupsField(
        label=_("From which bodies and communes"), help_text=_("One a line: the body or commune, then how many. No names of people.")
    )  # fmt: skip
    part_time = forms.IntegerField(label=_("How many do this work part-time"), min_value=0, required=False)
    certificates = forms.IntegerField(label=_("How many certificates were given"), min_value=0, required=False)
    test_before = forms.DecimalField(
        label=_("Mean of the test before"), min_value=0, max_digits=6, decimal_places=2, required=False, localize=True
    )
    test_after = forms.DecimalField(
        label=_("Mean of the test after"), min_value=0, max_digits=6, decimal_places=2, required=False, localize=True
    )
    test_people = forms.IntegerField(label=_("How many took both tests"), min_value=1, required=False)
    gaps = forms.CharField(
        label=_("What those who took part still lack"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands on the page of training as a need for the next course."),
    )  # fmt: skip

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions of the kind, and where people came from in place of what was handed out."""
        return [self["groups"] if field.name == "beside" else field for field in super().asked]

    def course(self) -> CourseFacts:
        """Give what is said of the course beyond its activity."""
        given = self.cleaned_data
        counts = {
            name: given.get(name) for name in ("part_time", "certificates", "test_before", "test_after", "test_people")
        }
        return CourseFacts(given.get("groups") or [], gaps=given.get("gaps", ""), **counts)


def start_of_course(course: Course | None, groups: list[CourseGroup]) -> dict[str, Any]:
    """Give what the form of a correction begins with."""
    if course is None:
        return {}
    names = ("part_time", "certificates", "test_before", "test_after", "test_people", "gaps")
    lines = "\n".join(f"{group.words}: {group.people}" for group in groups)
    return {name: getattr(course, name) for name in names} | {"groups": lines}


class ScoresField(forms.CharField):
    """Results, one a line: "Biết số 111: 62%"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=10_000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4, "placeholder": "Biết số 111: 62%"}),
            **kwargs,
        )

    def clean(self, value: Any) -> list[Score]:
        lines = [line.strip(" ;") for line in super().clean(value).splitlines() if line.strip(" ;")]
        return [_score(line) for line in lines[:MOST_LINES]]


def _score(line: str) -> Score:
    match = _SCORED.fullmatch(line)
    try:
        stated = parse_stated(match["said"]) if match else None
    except AmountError:
        stated = None
    if match is None or stated is None or stated.high is not None or stated.value >= Decimal(1_000_000):
        raise forms.ValidationError(
            _("One line for each: what was asked, a colon, the result. Not read: %(line)s") % {"line": line[:60]}
        )
    return Score(match["question"][:200], stated.value, stated.unit[:40])


class EnterSurvey(forms.Form):
    """A survey: six questions, and what is folded."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What was asked about"), max_length=200, help_text=NO_NAMES)
    first_on = Day(label=pgettext_lazy("question", "When"))
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    people = forms.IntegerField(
        label=_("How many people answered"), min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    stage = forms.ChoiceField(
        label=_("Before or after a campaign"), choices=Stage, widget=forms.RadioSelect, initial=Stage.ALONE
    )
    scores = ScoresField(label=_("Results"), help_text=_("One a line: what was asked, a colon, the share or score."))
    campaign = forms.ModelChoiceField(
        label=_("Campaign"), queryset=Campaign.objects.none(), required=False, empty_label=_("None")
    )
    follows = forms.ModelChoiceField(
        label=_("Compared with the survey before"), queryset=Survey.objects.none(), required=False, empty_label=_("None"),
        help_text=_("Write the questions the same way: they are set side by side."),
    )  # fmt: skip
    found = forms.CharField(
        label=pgettext_lazy("survey", "What was found"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    changed = forms.CharField(
        label=_("What was changed because of it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    last_on = Day(label=_("Last day, if it took several"), required=False)
    area = forms.ModelChoiceField(
        label=_("Commune"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=_("The place that the body serves"),
    )
    why = forms.CharField(label=_("Why it is corrected"), max_length=300, required=False)

    MORE = _("More: campaign, comparison, what was found and changed")
    ASKED = ("title", "first_on", "place", "people", "stage", "scores")

    def __init__(
        self, *args: Any, places: Any, campaigns: Any, surveys: Any, corrects: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("area", places), ("campaign", campaigns), ("follows", surveys)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a ModelChoiceField
        self.corrects = corrects
        if not corrects:
            del self.fields["why"]

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions that everybody answers."""
        return [self[name] for name in (*self.ASKED, "why") if name in self.fields]

    @property
    def folded(self) -> list[forms.BoundField]:
        """What is asked only of whoever opens it."""
        return [field for field in self.visible_fields() if field.name not in (*self.ASKED, "why")]

    @property
    def is_opened(self) -> bool:
        """Whether something folded needs a look, or is to be seen when correcting."""
        return self.corrects or any(field.errors for field in self.folded)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first_on") and given.get("last_on") and given["last_on"] < given["first_on"]:
            self.add_error("last_on", _("The last day lies before the first."))
        if self.corrects and not given.get("why"):
            self.add_error("why", _("Say why."))
        return given


def start_of_scores(scores: list[SurveyScore]) -> str:
    """Give the results as they are written, to be read back the same."""
    return "\n".join(
        f"{row.question}: {format_number(row.value)}{'' if row.unit == '%' else ' '}{row.unit}".strip()
        for row in scores
    )


class PrintCertificates(forms.Form):
    """Whom the certificates of some numbers are made out to: read once, never stored."""

    first = forms.IntegerField(label=_("Number of the first certificate"))
    names = forms.CharField(
        label=_("Names"), widget=forms.Textarea(attrs={"rows": 12}), max_length=40_000,
        help_text=_("One person on each line; after a semicolon the unit, if it is to be printed. Names go into the file alone and are not stored."),
    )  # fmt: skip

    def __init__(self, *args: Any, run: CertificateRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run

    def clean_first(self) -> int:
        first: int = self.cleaned_data["first"]
        if not self.run.first_number <= first <= self.run.last_number:
            raise ValidationError(
                _("The numbers of this entry run from %(first)d to %(last)d.") % {"first": self.run.first_number, "last": self.run.last_number}
            )  # fmt: skip
        return first

    def clean_names(self) -> list[tuple[str, str]]:
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        pairs = [(name.strip(), unit.strip()) for name, _sep, unit in (line.partition(";") for line in lines)]
        for number, (name, unit) in enumerate(pairs, 1):
            if not name or len(name) > MOST_LETTERS or len(unit) > MOST_LETTERS:
                raise ValidationError(_("Line %(n)d: give a name of at most %(most)d letters, then a unit of at most as many.") % {"n": number, "most": MOST_LETTERS})  # fmt: skip
        if len(pairs) > MOST_AT_ONCE:
            raise ValidationError(_("At most %(most)d certificates are made at once: print the others in a second turn.") % {"most": MOST_AT_ONCE})  # fmt: skip
        return pairs

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "first" in given and "names" in given and given["first"] + len(given["names"]) - 1 > self.run.last_number:
            left = self.run.last_number - given["first"] + 1
            self.add_error("names", _("There are %(names)d names and only %(left)d numbers from there on.") % {"names": len(given["names"]), "left": left})  # fmt: skip
        return given


class GiveCertificates(forms.Form):
    """Numbers that follow each other, given on one day."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    first = forms.IntegerField(label=_("First number"), min_value=1, max_value=9_999_999)
    last = forms.IntegerField(
        label=_("Last number"), min_value=1, max_value=9_999_999, help_text=_("The first one again where one certificate was given.")
    )  # fmt: skip
    sign = forms.CharField(
        label=_("Sign behind the number"),
        max_length=40,
        required=False,
        help_text=_("As printed: GCN-SYT. No names of people."),
    )
    given_on = Day(label=pgettext_lazy("certificate", "Given on"))
