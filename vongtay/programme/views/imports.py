"""Activities from a spreadsheet: given, checked, entered, taken back; each state with what can be done next."""

import uuid
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from openpyxl import Workbook
from openpyxl.styles import Font

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme import actions, forms, queries
from vongtay.programme.models import Import
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.activities import Kind
from vongtay.programme.states.sheet import AT_WORK, HEADINGS, NEEDED, ImportState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 20
STILL_SECONDS = 60  # a job writes after each thousand rows; one that is still for so long was cut off
ACTS = {"enter": actions.enter_sheet, "undo": actions.undo_sheet, "drop": actions.drop_sheet, "go_on": actions.go_on}
# Invented rows, so that the sample shows how to write each column.
SAMPLE = [
    (Kind.EVENT, "Nói chuyện ở nhà văn hóa thôn", "30/07/2026", "", "", "Nhà văn hóa thôn 2", "1 buổi; trên 120 người", "Hội phụ nữ", ""),
    (Kind.LEAFLETS, "Phát tờ rơi ở chợ phiên", "01/08/2026", "03/08/2026", "", "", "gần 500 tờ rơi", "", ""),
    (Kind.BROADCAST, "Phát bài trên loa", "01/08/2026", "31/08/2026", "", "", "60 lượt", "", "mỗi ngày hai lượt"),
]  # fmt: skip


def _may(request: StaffRequest) -> None:
    if not may(RULES, Act.IMPORT_ACTIVITIES, request.staff):
        raise NotAllowed(_("Your post enters no activities."))


def _import(request: StaffRequest, import_id: uuid.UUID) -> Import:
    _may(request)
    try:
        return queries.import_of(request.staff, import_id)
    except Import.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def list_imports(request: StaffRequest) -> HttpResponse:
    """Take a spreadsheet; show those given before."""
    _may(request)
    form = forms.GiveSheet(request.POST or None, request.FILES or None, initial={"key": uuid.uuid4()})
    if form.is_valid():
        file = form.cleaned_data["file"]
        row = actions.give_sheet(key=form.cleaned_data["key"], name=file.name, content=file.read(), by=request.staff)
        return redirect("programme:import", row.pk)
    page = Paginator(queries.imports_of(request.staff), PAGE).get_page(request.GET.get("page"))
    needed = [HEADINGS[name][0] for name in NEEDED]
    context = {"form": form, "page": page, "needed": needed}
    return render(request, "programme/imports/list.html", context, status=422 if form.errors else 200)


@staff_only
def show_import(request: StaffRequest, import_id: uuid.UUID) -> HttpResponse:
    """Show where a spreadsheet stands; while a job works, the piece renews itself."""
    row = _import(request, import_id)
    at_work = row.state in AT_WORK
    context = {
        "row": row, "at_work": at_work, "of": row.new if row.state == ImportState.UNDOING else row.rows,
        "is_still": at_work and (timezone.now() - row.moved_at).total_seconds() > STILL_SECONDS,
        "may_enter": row.state == ImportState.CHECKED and row.new > 0, "may_drop": row.state == ImportState.CHECKED,
        "may_undo": row.state == ImportState.DONE and row.new > 0, "more": max(0, row.faults - len(row.told)),
    }  # fmt: skip
    return render(
        request,
        "programme/imports/state.html" if request.headers.get("HX-Request") else "programme/imports/show.html",
        context,
    )


@staff_only
@require_POST
def move(request: StaffRequest, import_id: uuid.UUID, act: str) -> HttpResponse:
    """Enter what was checked, take back what was entered, put aside, or go on after a cut."""
    row = _import(request, import_id)
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](row=row, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect("programme:import", row.pk)


@staff_only
def sample(request: StaffRequest) -> HttpResponse:
    """Give the sample file: the headings, three invented rows, and the kinds on a sheet of their own."""
    _may(request)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Hoạt động"
    sheet.append([written[0] for written in HEADINGS.values()])
    for kind, *cells in SAMPLE:
        sheet.append([str(kind.label), *cells])
    kinds: Any = book.create_sheet("Loại hoạt động")
    kinds.append([_("Kinds of activities")])
    for one in Kind:
        kinds.append([str(one.label)])
    for table in (sheet, kinds):
        for cell in table[1]:
            cell.font = Font(bold=True)
    for letter, width in zip("ABCDEFGHI", (28, 44, 13, 13, 20, 28, 36, 28, 28), strict=True):
        sheet.column_dimensions[letter].width = width
    kinds.column_dimensions["A"].width = 44
    sheet.freeze_panes = "A2"
    content = BytesIO()
    book.save(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="mau-hoat-dong.xlsx"'
    return response
