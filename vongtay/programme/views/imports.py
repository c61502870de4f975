"""Tables that come as a spreadsheet: given, checked, entered, taken back; each state with what can be done next."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from vongtay.common.access import Refused
from vongtay.common.downloads import xlsx_file
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme import actions, forms, queries
from vongtay.programme.models import Import
from vongtay.programme.states.sheet import AT_WORK, Holds, ImportState
from vongtay.programme.views.pages import allow
from vongtay.programme.views.sheets import SHEETS, Sheet

PAGE = 20
STILL_SECONDS = 60  # a job writes after each piece; one that is still for so long was cut off
ACTS = {"enter": actions.enter_sheet, "undo": actions.undo_sheet, "drop": actions.drop_sheet, "go_on": actions.go_on}


def _sheet(request: StaffRequest, holds: str) -> Sheet:
    sheet = SHEETS[Holds(holds)]
    allow(request, sheet.act)
    return sheet


def _import(request: StaffRequest, sheet: Sheet, import_id: uuid.UUID) -> Import:
    try:
        return queries.import_of(request.staff, sheet.holds, import_id)
    except Import.DoesNotExist as missing:
        raise Http404 from missing


def _addresses(sheet: Sheet) -> dict[str, object]:
    names = {"all": "s", "one": "", "move": "", "sample": ""}
    before = {"move": "move_", "sample": "sample_"}
    return {
        "sheet": sheet,
        **{f"to_{name}": f"programme:{before.get(name, '')}{sheet.names}{after}" for name, after in names.items()},
    }


@staff_only
def list_imports(request: StaffRequest, holds: str) -> HttpResponse:
    """Take a spreadsheet; show those given before."""
    sheet = _sheet(request, holds)
    form = forms.GiveSheet(request.POST or None, request.FILES or None, initial={"key": uuid.uuid4()})
    if form.is_valid():
        file = form.cleaned_data["file"]
        row = actions.give_sheet(
            key=form.cleaned_data["key"], name=file.name, content=file.read(), by=request.staff, holds=holds
        )
        return redirect(f"programme:{sheet.names}", row.pk)
    page = Paginator(queries.imports_of(request.staff, holds), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, **_addresses(sheet)}
    return render(request, "programme/imports/list.html", context, status=422 if form.errors else 200)


@staff_only
def show_import(request: StaffRequest, import_id: uuid.UUID, holds: str) -> HttpResponse:
    """Show where a spreadsheet stands; while a job works, the piece renews itself."""
    sheet = _sheet(request, holds)
    row = _import(request, sheet, import_id)
    at_work = row.state in AT_WORK
    context = {
        "row": row, "at_work": at_work, "of": row.new if row.state == ImportState.UNDOING else row.rows,
        "is_still": at_work and (timezone.now() - row.moved_at).total_seconds() > STILL_SECONDS,
        "may_enter": row.state == ImportState.CHECKED and row.new > 0, "may_drop": row.state == ImportState.CHECKED,
        "may_undo": row.state == ImportState.DONE and row.new > 0, "more": max(0, row.faults - len(row.told)), **_addresses(sheet),
    }  # fmt: skip
    return render(
        request,
        "programme/imports/state.html" if request.headers.get("HX-Request") else "programme/imports/show.html",
        context,
    )


@staff_only
@require_POST
def move(request: StaffRequest, import_id: uuid.UUID, act: str, holds: str) -> HttpResponse:
    """Enter what was checked, take back what was entered, put aside, or go on after a cut."""
    sheet = _sheet(request, holds)
    row = _import(request, sheet, import_id)
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](row=row, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect(f"programme:{sheet.names}", row.pk)


@staff_only
def sample(request: StaffRequest, holds: str) -> HttpResponse:
    """Give the sample file: the headings, invented rows, and the words that a column takes on a sheet of their own."""
    sheet = _sheet(request, holds)
    return xlsx_file(sheet.sample(), sheet.file_name)
