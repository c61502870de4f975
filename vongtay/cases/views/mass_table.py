"""The table of a reception of many people: its lines, one line written by many hands, tags, arrival, reception, departure."""

import re
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.queries import places_of
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Case, MassLine
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries.mass import Answered
from vongtay.cases.states import FIELDS, Channel, LineFilter, Route
from vongtay.cases.views.case import require_cases
from vongtay.cases.views.mass import event_or_404, need, say
from vongtay.cases.views.reception import answers_of
from vongtay.common.access import Refused, Staff, may
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.papers.blocks import qr


def line_or_404(staff: Staff, tag: str) -> MassLine:
    """Give the line, or the same 404 for what is missing and what is out of reach."""
    require_cases(staff)
    try:
        return queries.mass_line(staff, tag.upper())
    except MassLine.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def show_table(request: StaffRequest, code: str) -> HttpResponse:
    """Show the lines of an event without names, those of one group if asked, and who is on which; or find one by tag, number or name."""
    event = event_or_404(request.staff, code)
    may_write = may(RULES, Act.WRITE_MASS, request.staff, queries.table_of(event))
    found: list[MassLine] | None = None
    if request.method == "POST":
        need(Act.WRITE_MASS, request, queries.table_of(event))
        found = actions.find_lines(event=event, text=request.POST.get("find", ""), by=request.staff)
        if len(found) == 1:
            return redirect("cases:mass_line", tag=found[0].tag)
    group = request.GET.get("group", LineFilter.ALL)
    lines = found if found is not None else list(queries.mass_lines(event, group))
    counts = queries.board_of(event)
    context = {
        "event": event, "may_write": may_write, "rows": [(line, queries.who_is_on(line, request.staff)) for line in lines], "searched": found is not None,
        "chips": _chips(counts, group), "key": uuid.uuid4(), "is_filtered": group != LineFilter.ALL or found is not None, "total": len(lines),
    }  # fmt: skip
    return render(request, "cases/mass/table.html", context)


def _chips(counts: queries.Board, group: str) -> list[dict[str, Any]]:
    waiting = counts.lines - counts.arrived - counts.absent
    numbers = vars(counts) | {"all": counts.lines, "expected": waiting}
    return [
        {"label": one.label, "url": f"?group={one.value}", "is_on": one.value == group, "count": numbers[one.value]}
        for one in LineFilter
        if numbers[one.value] or one.value in {"all", group}
    ]


@staff_only
def open_tag(request: StaffRequest) -> HttpResponse:
    """Open the line of a tag that was typed on a phone."""
    require_cases(request.staff)
    if request.method == "POST":
        tag = "".join(request.POST.get("tag", "").upper().split())
        try:
            return redirect("cases:mass_line", tag=queries.mass_line(request.staff, tag).tag)
        except MassLine.DoesNotExist:
            messages.error(request, _("No line with this tag is within your reach."))
    return render(request, "cases/mass/open_tag.html", {})


@staff_only
def show_line(request: StaffRequest, tag: str) -> HttpResponse:
    """Open a line at the table; a form sent whole, without scripts, is saved here too."""
    line = line_or_404(request.staff, tag)
    need(Act.WRITE_MASS, request, queries.table_of(line.event))
    clashes: dict[str, actions.Clash] = {}
    form = None
    if request.method == "POST":
        form, written, error = _save(request, line)
        if not error and not form.errors and not written.clashes:
            messages.success(request, _("Saved."))
            return redirect("cases:mass_line", tag=tag)
        clashes = written.clashes
        if error:
            form.add_error(None, error)
    answers = actions.look_at_line(line=line, by=request.staff)
    if form is None:
        form = forms.LineAnswers(initial=forms.line_data({name: one.value for name, one in answers.items()}))
    status = 409 if clashes else 422 if form.errors else 200
    return render(request, "cases/mass/line.html", _line_context(request, line, form, answers, clashes), status=status)


def _line_context(
    request: StaffRequest, line: MassLine, form: forms.LineAnswers, answers: dict[str, Answered], clashes: dict[str, actions.Clash]
) -> dict[str, Any]:  # fmt: skip
    rows = [_row(request, form, name, answers[name], clashes) for name in FIELDS]
    is_open = line.event.finished_at is None and line.case_id is None
    return {
        "line": line, "event": line.event, "form": form, "rows": rows, "is_open": is_open, "on_it": queries.who_is_on(line, request.staff), "since": queries.open_since(line),
        "may_receive": is_open and line.absent_at is None and may(RULES, Act.RECEIVE, request.staff),
    }  # fmt: skip


def _row(
    request: StaffRequest, form: forms.LineAnswers, name: str, answered: Answered, clashes: dict[str, actions.Clash]
) -> dict[str, Any]:  # fmt: skip
    """Give one field as the page shows it. Where two people differ, the page still says that the newer answer was not seen."""
    sent = request.POST.get(f"seen_{name}", "")
    seen = answered.number if name not in clashes or whole_number(sent) is None else whole_number(sent)
    return {
        "field": form[name], "name": name, "seen_number": seen, "words": _words(form, name, answered.value), "clash": _clash(form, name, clashes),
    }  # fmt: skip


def _words(form: forms.LineAnswers, name: str, text: str) -> str:
    """Say what is kept in a field as people read it."""
    words = {str(code): str(label) for code, label in getattr(form.fields[name], "choices", ())}
    return ", ".join(words.get(part, part) for part in text.split(",")) if words and text else text


def _clash(form: forms.LineAnswers, name: str, clashes: dict[str, actions.Clash]) -> dict[str, Any] | None:
    """Give both values of a clash in words, with who wrote theirs and when."""
    if name not in clashes:
        return None
    clash = clashes[name]
    return {
        "mine": _words(form, name, clash.mine),
        "theirs": _words(form, name, clash.theirs.value),
        "who": clash.theirs,
    }


def _save(request: StaffRequest, line: MassLine) -> tuple[forms.LineAnswers, actions.Written, str]:
    """Write what was sent of a line: each field by itself, those that can't be read left out."""
    form = forms.LineAnswers(request.POST)
    form.is_valid()
    sent = {name: value for name, value in form.texts().items() if f"seen_{name}" in request.POST}
    # Who saw both values and says that theirs is right has seen the newest answer.
    numbers = {name: request.POST.get(f"mine_{name}") or request.POST[f"seen_{name}"] for name in sent}
    seen = {name: seen for name, text in numbers.items() if (seen := whole_number(text)) is not None}
    try:
        return form, actions.save_answers(line=line, values=sent, seen=seen, by=request.staff), ""
    except Refused as refused:
        return form, actions.Written(), " ".join(refused.reasons)


@staff_only
@require_POST
def save_line(request: StaffRequest, tag: str) -> HttpResponse:
    """Save the fields of a line as they are changed, by htmx: says what was saved, and shows where two people differ."""
    line = line_or_404(request.staff, tag)
    form, written, error = _save(request, line)
    rows = [
        {"name": name, "label": form.fields[name].label, "clash": _clash(form, name, written.clashes)}
        for name in written.clashes
    ]
    context = {
        "line": line, "saved": written.saved, "clashes": rows, "error": error, "wrong": [(form.fields[name].label, errors) for name, errors in form.errors.items()],
        "now": timezone.now(), "on_it": queries.who_is_on(line, request.staff),
    }  # fmt: skip
    return render(request, "cases/mass/parts/saved.html", context)


@staff_only
@require_POST
def hold_line(request: StaffRequest, tag: str) -> HttpResponse:
    """Take the heartbeat of an open page and say who else has the line open; or, when the tab goes, let the line go."""
    line = line_or_404(request.staff, tag)
    if "closed" in request.GET:
        actions.let_line_go(line=line, by=request.staff)
        return HttpResponse(status=204)
    actions.keep_line(line=line, by=request.staff)
    on_it = queries.who_is_on(line, request.staff)
    context = {"line": line, "on_it": on_it, "since": queries.open_since(line) if on_it else ""}
    return render(request, "cases/mass/parts/on_it.html", context)


@staff_only
@require_POST
def note_line(request: StaffRequest, tag: str) -> HttpResponse:
    """Note by one press that somebody came, did not come, or left."""
    line = line_or_404(request.staff, tag)
    what = request.POST.get("what", "")
    now = timezone.now()
    if what == "left":
        say(request, lambda: actions.note_departure(line=line, at=now, by=request.staff), _("Noted: has left."))
    else:
        said = _("Noted: did not come.") if what == "absent" else _("Noted: arrived.")
        say(request, lambda: actions.note_arrival(line=line, at=now, came=what != "absent", by=request.staff), said)
    return redirect("cases:mass_line", tag=tag)


@staff_only
@require_POST
def receive_line(request: StaffRequest, tag: str) -> HttpResponse:
    """Make the case of a line from its answers, by the ordinary act of receiving."""
    line = line_or_404(request.staff, tag)
    if line.case_id is None and "seen_name" in request.POST:
        sent, written, error = _save(request, line)
        if error or sent.errors or written.clashes:
            return show_line(request, tag)  # which says what is wrong; what was saved by then is not written twice
    answers = {name: one.value for name, one in actions.look_at_line(line=line, by=request.staff).items()}
    form = filled(line, answers, request.staff)
    if not form.is_valid():
        messages.error(request, _unread(form))
        return redirect("cases:mass_line", tag=tag)
    try:
        case = received(line, form, answers, request.staff)
    except (Refused, ValueError) as refused:
        messages.error(request, " ".join(getattr(refused, "reasons", ())) or str(refused))
        return redirect("cases:mass_line", tag=tag)
    messages.success(request, _("Received: case %(code)s.") % {"code": case.code})
    return redirect("cases:mass_table", code=line.event.code)


def _unread(form: forms.Receive) -> str:
    return " ".join(
        f"{form.fields[name].label}: {' '.join(map(str, errors))}"
        for name, errors in form.errors.items()
        if name in form.fields
    )


def filled(line: MassLine, answers: dict[str, str], staff: Staff) -> forms.Receive:
    """Give the eight questions of the ordinary reception, answered from a line and its event."""
    moment = timezone.localtime(line.arrived_at or timezone.now())
    day = f"{moment:%d/%m/%Y}"
    typed = forms.line_data(answers) | {
        "key": str(line.subject_id), "route": Route.R5.value, "channel": Channel.FOREIGN.value, "place": str(line.event.place_id),
        "received_at_0": day, "received_at_1": f"{moment:%H:%M}", "event_on": f"{min(moment, timezone.localtime(line.event.starts_at)):%d/%m/%Y}",
    }  # fmt: skip
    return forms.Receive(typed, places=places_of(staff))


def received(line: MassLine, form: forms.Receive, answers: dict[str, str], staff: Staff) -> Case:
    """Make the case of a line from its answered questions."""
    arrival, facts = answers_of(form)
    told = vars(facts) | {"id_number": answers.get("passport", "")}
    return actions.receive_line(
        line=line,
        arrival=arrival,
        facts=type(facts)(**{name: told[name] for name in facts.__dataclass_fields__}),
        by=staff,
    )


@staff_only
@require_POST
def add_person(request: StaffRequest, code: str) -> HttpResponse:
    """Add somebody at the gate who is not on the list, and open their line."""
    event = event_or_404(request.staff, code)
    key = request.POST.get("key", "")
    try:
        person = actions.ListedPerson(uuid.UUID(key), {})
        made = actions.add_lines(
            event=event, listed=[person], on_list=False, by=request.staff, arrived_at=timezone.now()
        )
    except (Refused, ValueError) as refused:
        messages.error(request, " ".join(getattr(refused, "reasons", ())) or _("Open the page anew."))
        return redirect("cases:mass_table", code=code)
    line = made[0] if made else queries.mass_lines(event).get(subject_id=key)
    return redirect("cases:mass_line", tag=line.tag)


@staff_only
def print_tags(request: StaffRequest, code: str) -> HttpResponse:
    """Show the tags of an event to be printed: code and QR, no name."""
    event = event_or_404(request.staff, code)
    need(Act.WRITE_MASS, request, queries.table_of(event))
    lines = [
        (line, _qr(request.build_absolute_uri(reverse("cases:mass_line", args=[line.tag]))))
        for line in queries.mass_lines(event)
    ]
    return render(request, "cases/mass/tags.html", {"event": event, "lines": lines})


def _qr(address: str) -> str:
    """Draw an address as a QR code that grows with its place on the page; nothing of ours stands in it."""
    drawn = re.sub(r'width="(\d+)" height="(\d+)"', r'viewBox="0 0 \1 \2"', qr.svg(address), count=1)
    return mark_safe(drawn)  # noqa: S308  # drawn by the library from our own address
