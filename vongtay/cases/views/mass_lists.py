"""The foreign list: read and kept for this post alone, its columns said by a person, its rows shown with what is wrong, then entered."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.cases import actions, drafts, forms, mass_list, queries
from vongtay.cases.permissions import Act
from vongtay.cases.sheets import SheetError
from vongtay.cases.views.mass import event_or_404, need
from vongtay.common.access import Refused
from vongtay.common.requests import StaffRequest, staff_only, whole_number


def _form(event_id: uuid.UUID) -> str:
    return f"mass-{event_id.hex}"[:40]


@staff_only
def read_list(request: StaffRequest, code: str) -> HttpResponse:
    """Take a list and keep what it says, encrypted, for this post alone; nothing is entered yet."""
    event = event_or_404(request.staff, code)
    need(Act.WRITE_MASS, request, queries.table_of(event))
    form = forms.ReadForeign(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            rows = mass_list.read_foreign(form.cleaned_data["file"].read())
            head, columns = mass_list.guess_columns(rows)
        except SheetError as wrong:
            form.add_error("file", str(wrong))
        else:
            keys = {str(number): str(uuid.uuid4()) for number in range(1, len(rows) + 1)}
            kept = {"rows": rows, "head": head, "columns": columns, "keys": keys}
            drafts.keep(request.staff, _form(event.pk), kept)
            return redirect("cases:mass_check", code=code)
    return render(request, "cases/mass/read.html", {"form": form, "event": event}, status=422 if form.errors else 200)


@staff_only
def check_list(request: StaffRequest, code: str) -> HttpResponse:
    """Show what each column was taken for and what each row says; read it anew as a person says, or enter the ticked rows."""
    event = event_or_404(request.staff, code)
    need(Act.WRITE_MASS, request, queries.table_of(event))
    kept = drafts.load(request.staff, _form(event.pk))
    if kept is None:
        return redirect("cases:mass_read", code=code)
    error = ""
    if request.method == "POST":
        _say_columns(request, kept)
        drafts.keep(request.staff, _form(event.pk), kept)
        if "enter" not in request.POST:
            return redirect("cases:mass_check", code=code)
    rows = mass_list.check(kept["rows"], kept["head"], kept["columns"])
    if request.method == "POST":
        ticked = {number for text in request.POST.getlist("row") if (number := whole_number(text)) is not None}
        listed = mass_list.listed(rows, {int(number): key for number, key in kept["keys"].items()}, ticked)
        error = _("Tick at least one row.") if not listed else ""
        try:
            made = actions.add_lines(event=event, listed=listed, on_list=True, by=request.staff) if listed else []
        except Refused as refused:
            error = " ".join(refused.reasons)
        if not error:
            drafts.drop(request.staff, _form(event.pk))
            messages.success(request, _("%(n)d people stand on the list now.") % {"n": len(made)})
            return redirect("cases:mass_table", code=code)
    return render(
        request, "cases/mass/check.html", _shown(kept, rows, event=event, error=error), status=422 if error else 200
    )


def _say_columns(request: StaffRequest, kept: dict[str, Any]) -> None:
    """Take what a person says of the columns; a meaning said twice holds for the first."""
    said = [request.POST.get(f"column_{place}", meaning) for place, meaning in enumerate(kept["columns"])]
    known = [meaning if meaning in mass_list.MEANINGS else "" for meaning in said]
    kept["columns"] = [meaning if meaning not in known[:place] else "" for place, meaning in enumerate(known)]
    if "head_shown" in request.POST:
        kept["head"] = kept["head"] if "has_head" in request.POST else -1


def _shown(kept: dict[str, Any], rows: list[mass_list.ListRow], **more: Any) -> dict[str, Any]:
    head = kept["rows"][kept["head"]] if kept["head"] >= 0 else []
    samples = kept["rows"][kept["head"] + 1 : kept["head"] + 3]
    columns = [
        {
            "place": place, "meaning": meaning, "head": head[place] if place < len(head) else "",
            "sample": "; ".join(row[place] for row in samples if place < len(row) and row[place]),
        }
        for place, meaning in enumerate(kept["columns"])
    ]  # fmt: skip
    wrong = sum(1 for row in rows if row.errors)
    return {
        "columns": columns, "meanings": [(code, _(words)) for code, words in mass_list.MEANINGS.items()], "rows": rows, "wrong": wrong,
        "good": len(rows) - wrong, "twice": sum(1 for row in rows if row.twice), "has_head": kept["head"] >= 0,
    } | more  # fmt: skip
