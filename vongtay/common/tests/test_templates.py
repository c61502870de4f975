"""Every template keeps to the policy of the server, and every component says what it takes and draws."""

# ruff: noqa: E501  # one use of a component is one line, to be read and copied as such

import re
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils.translation import override
from django_cotton.compiler_regex import CottonCompiler

from vongtay.common.templatetags import vietnam

HOUSE = Path(__file__).parents[2]
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))
COMPONENTS = sorted((HOUSE / "common" / "templates" / "components").glob("*.html"))
SCRIPTS = sorted(HOUSE.glob("*/static/**/*.js"))


def short(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def without_comments(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_no_template_holds_a_style_or_a_script(path):
    text = without_comments(path)
    assert not re.search(r"\sstyle\s*=", text), "styles stand in a style sheet: the policy blocks style attributes"
    assert not re.search(r"<style\b", text), "styles stand in a style sheet"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), (
        "scripts listen by themselves: the policy blocks on… attributes"
    )
    assert not re.search(r"\shx-on\b|javascript:", text), "scripts stand in a file"
    for tag in re.findall(r"<script\b[^>]*>(?:.|\n)*?</script>", text):
        assert re.fullmatch(r"<script\b[^>]*\bsrc=[^>]*></script>", tag), "scripts stand in a file"


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_no_template_asks_another_origin_for_anything(path):
    asked = re.findall(r"(?:src|href|action|hx-get|hx-post)=\"(https?:)?//", without_comments(path))
    assert not asked


@pytest.mark.parametrize("path", SCRIPTS, ids=short)
def test_no_script_makes_code_or_asks_another_origin(path):
    text = path.read_text()
    assert not re.search(r"\beval\(|new Function|innerHTML|https?://", text)


@pytest.mark.parametrize("path", COMPONENTS, ids=short)
def test_a_component_says_what_it_takes_in_its_first_line(path):
    lines = path.read_text().splitlines()
    assert re.fullmatch(r"\{# .+ #\}", lines[0])
    taken = re.search(r"<c-vars ([^>]*)/>", path.read_text())
    for name in re.findall(r"(\w+)=", taken[1]) if taken else []:
        assert re.search(rf"\b{name}\b", lines[0]), f"{name} is taken but not said"


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_every_icon_exists(path):
    text = path.read_text()
    for name in re.findall(r"\{% icon \"([^\"]+)\"", text) + re.findall(r"\bicon=\"([a-z0-9-]+)\"", text):
        assert vietnam.icon(name)


class Ask(forms.Form):
    route = forms.ChoiceField(
        label="Route", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, help_text="One of two"
    )
    born = forms.CharField(label="Born", help_text="Day, month or year")
    born_unknown = forms.BooleanField(label="Not known", required=False)
    place = forms.ChoiceField(label="Place", choices=[("", "Not known")], required=False)
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)


def drawn(source: str, **values: object) -> str:
    with override("en"):
        return Template(CottonCompiler().process(source)).render(Context(values))


STEPS = [
    SimpleNamespace(label="Received", state="done", on=date(2026, 11, 20), body="Post", paper="1/BB"),
    SimpleNamespace(label="Verified", state="now", on=None, body="", paper=""),
    SimpleNamespace(label="Decided", state="next", on=None, body="", paper=""),
    SimpleNamespace(label="Handed over", state="skipped", on=None, body="", paper=""),
]
# component: (its use, what must be seen)
USES = {
    "page_head": ('<c-page-head title="Work" lead="Lead" back_url="/x/" back_text="Back">chip<c-slot name="acts">act</c-slot></c-page-head>', ["<h1>Work</h1>", "Lead", 'href="/x/"', "chip", "act"]),
    "button": ('<c-button kind="danger" confirm="Lost?" name="a" value="b">Drop</c-button>', ['data-confirm="Lost?"', 'name="a"', "btn-danger", "Drop"]),
    "notice": ('<c-notice kind="error" title="T">Body</c-notice>', ['role="alert"', "Not done", "Body"]),
    "field": ('<c-field :field="form.born" :unknown="form.born_unknown" optional="true" />', ['for="id_born"', 'aria-describedby="id_born_helptext', 'id="id_born_helptext"', 'data-unknown-for="id_born"', "if known"]),
    "form_errors": ('<c-form-errors :form="form" />', ['href="#id_born_field"', "2 things", 'role="alert"']),
    "form_acts": ('<c-form-acts text="Save" cancel_url="/x/" autosave="true" />', ["Save", 'href="/x/"', "data-autosave-status"]),
    "more": ('<c-more title="Rest">x</c-more>', ["<details", "Rest"]),
    "code_chip": ('<c-code-chip code="LS-1" href="/x/" />', ["LS-1", "chip-", 'href="/x/"']),
    "chip": ('<c-chip tone="ok">Identified</c-chip>', ["chip--ok", "Identified", "<svg"]),
    "clock_chip": ('<c-clock-chip state="running" :left="3" due="27/11/2026" article="Article 9" unconfirmed="true" />', ["3 days left", "due 27/11/2026", "Article 9", "not confirmed", "<svg"]),
    "state_line": ('<c-state-line :steps="steps" next="Police answer" />', ['aria-current="step"', "20/11/2026", "1/BB", "Police answer", "not needed"]),
    "patterns": ("<c-patterns />", ['id="pattern-2"', 'aria-hidden="true"']),
    "timeline": ('<c-timeline label="L">x</c-timeline>', ["<ol", 'aria-label="L"']),
    "timeline_entry": ('<c-timeline-entry title="T" who="W" body="B" entered_by="E" :at="at" :written_at="at" paper="P" paper_url="/p/">more</c-timeline-entry>', ["14:32 24/11/2026", "Entered from its paper by E", 'href="/p/"', "more"]),
    "next_act": ('<c-next-act title="T" text="Why">act<c-slot name="others">o</c-slot><c-slot name="why_not">n</c-slot></c-next-act>', ["What to do now", "act", "Not possible now"]),
    "figure": ('<c-figure :value="5000" bound="at_least" unit="people" period="2026" href="/f/" />', ["at least 5,000", "people", "2026", 'href="/f/"']),
    "empty": ('<c-empty title="Nothing" act_url="/x/" act_text="Go">when</c-empty>', ["Nothing", "when", "Go"]),
    "table": ('<c-table caption="C"><tbody><tr><td>x</td></tr></tbody></c-table>', ["<caption>C</caption>", "<td>x</td>"]),
    "filters": ('<c-filters :items="filters" :count="1240" noun="cases" />', ['aria-current="true"', "1,240 cases", "Open"]),
    "pager": ('<c-pager :page="page" />', ["?page=1", "?page=3", "Page 2 of 25"]),
    "progress": ('<c-progress :value="1200" :max="4000" label="Reading" stop_url="/s/" />', ['value="1200"', 'max="4000"', "1,200/4,000", "Stop"]),
    "panel": ('<c-panel title="T" id="p" tone="accent">x<c-slot name="acts">a</c-slot></c-panel>', ['aria-labelledby="p-title"', "panel--accent", "x"]),
    "facts": ('<c-facts :items="pairs" />', ["Sex", "not entered"]),
    "fact": ('<c-facts><c-fact label="L" unknown="true"></c-fact><c-fact label="M"> </c-fact></c-facts>', ["Not known", "not entered"]),
    "identity": ('<c-identity url="/i/" :purposes="pairs" />', ['hx-post="/i/"', 'action="/i/"', "<option", "logged"]),
    "identity_shown": ('<c-identity-shown url="/c/" purpose="Check"><b>x</b></c-identity-shown>', ['data-fades-after="10"', "Check", "10 minutes"]),
    "chart": ('<c-chart title="T" source="S" period="P" csv_url="/c/">svg<c-slot name="table">tab</c-slot></c-chart>', ["figcaption", "Source: S", "CSV", "tab"]),
    "task_row": ('<ul><c-task-row code="LS-1" href="/x/" title="Send" meta="R5">chip</c-task-row></ul>', ["LS-1", "Send", "R5", "chip"]),
}  # fmt: skip


def values() -> dict[str, object]:
    form = Ask({"place": ""})
    return {
        "form": form,
        "steps": STEPS,
        "at": datetime(2026, 11, 24, 14, 32, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        "filters": [SimpleNamespace(label="Open", url="#", is_on=True, count=3)],
        "page": Paginator(range(1240), 50).page(2),
        "pairs": [("Sex", ""), ("Age", "24")],
    }


def test_every_component_has_its_use_here():
    assert {path.stem for path in COMPONENTS} == set(USES)


def test_a_refused_form_says_that_files_must_be_chosen_again():
    typed = Ask({"place": ""})
    assert "What you typed is kept below." in drawn('<c-form-errors :form="form" />', form=typed)
    with_file = Ask({"place": ""}, {"scan": SimpleUploadedFile("a.pdf", b"x")})
    assert "A file is not kept: choose it again." in drawn('<c-form-errors :form="form" />', form=with_file)


@pytest.mark.parametrize("name", USES)
def test_a_component_draws_what_it_is_given(name):
    source, seen = USES[name]
    page = drawn(source, **values())
    for part in seen:
        assert part in page, page
    assert "<c-" not in page


class Balance(HTMLParser):
    VOID = frozenset({"br", "input", "img", "hr", "meta", "link", "path", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, _attrs):
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open, tag
            assert self.open.pop() == tag


@pytest.mark.parametrize("name", USES)
def test_a_component_closes_what_it_opens(name):
    page = Balance()
    page.feed(drawn(USES[name][0], **values()))
    assert page.open == []


def test_a_component_escapes_what_it_is_given():
    page = drawn('<c-chip>{{ word }}</c-chip><c-button href="{{ word }}">x</c-button>', word='"><script>')
    assert "<script>" not in page


def test_a_panel_without_a_name_of_its_own_has_no_id():
    assert " id=" not in drawn('<c-panel title="T">x</c-panel>')


def test_a_form_by_itself_looks_like_one_laid_by_hand():
    page = drawn("{{ form }}", form=Ask({"place": ""}))
    assert 'class="field field--group field--wrong"' in page
    assert "<legend" in page
    assert 'id="id_born_error"' in page
    assert "This field is required" in page


def test_a_clock_without_legal_basis_never_names_a_day():
    page = drawn('<c-clock-chip state="unset" :left="3" />')
    assert "No legal basis yet" in page
    assert "3" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("state", "left", "unit", "words"),
    [
        ("running", 1, "day", "1 day left"),
        ("running", 0, "day", "Due today"),
        ("running", 5, "working_day", "5 working days left"),
        ("running", 20, "hour", "20 hours left"),
        ("running", -2, "day", "2 days late"),
        ("missed", 2, "day", "2 days late"),
        ("missed", "", "day", "Overdue"),
        ("paused", 3, "day", "Paused"),
        ("met", 3, "day", "Done in time"),
        ("met_late", -3, "day", "Done late"),
    ],
)
def test_a_clock_says_how_it_stands(state, left, unit, words):
    page = drawn(
        '<c-clock-chip state="{{ state }}" :left="left" unit="{{ unit }}" />', state=state, left=left, unit=unit
    )
    assert words in page
