"""Tables of one's own: asked for by an address, shown, taken along as a file, saved under a name, sent as an address."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, may
from vongtay.common.days import today
from vongtay.common.downloads import xlsx_file
from vongtay.common.periods import CALENDAR_LABELS
from vongtay.common.requests import StaffRequest, carry_out, staff_only
from vongtay.papers.blocks.xlsx import Column, OfficialTable, write_xlsx
from vongtay.papers.queries import issuer_of
from vongtay.reports import actions, queries
from vongtay.reports.forms.tables import AskTable, ChangeTable, SaveTable, ScheduleTable
from vongtay.reports.models import SavedTable, Schedule
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.pivots import By
from vongtay.reports.views.asked import allowed_or_404
from vongtay.reports.views.boards.chosen import chosen_of
from vongtay.reports.views.boards.drawing import Sheet, file_of
from vongtay.reports.views.boards.persons import held_note
from vongtay.reports.views.boards.pivot import Wanted, grid_of, title_of
from vongtay.reports.views.boards.wanted import wanted_of

FIRST: dict[str, Any] = {"what": "received", "rows": By.MONTH.value, "columns": By.SEX.value}


def _form(request: StaffRequest) -> AskTable:
    """Give the form as the address fills it; an address that asks for nothing is filled as usual, and not yet asked."""
    if "what" in request.GET:
        return AskTable(request.GET, staff=request.staff)
    mandates = queries.mandates_of(request.staff)
    return AskTable(
        staff=request.staff,
        initial=FIRST | {"area": mandates[0].area_id, "year": today().year, "calendar": "statistical"},
    )


def sheet_of(request: StaffRequest, wanted: Wanted) -> Sheet:
    """Count what is wanted, as a sheet."""
    period = wanted.question.period
    query = wanted.query()
    return Sheet(
        "table", title_of(wanted), grid_of(request.staff, wanted), source=_("this system"),
        period=f"{wanted.question.area.full_name}, {period.label}: {period.span}; {CALENDAR_LABELS[period.calendar]}",
        note=held_note(wanted.k) if wanted.k and wanted.status else "", csv_url=f"{reverse('reports:table_csv')}?{query}",
    )  # fmt: skip


@staff_only
def show_table(request: StaffRequest) -> HttpResponse:
    """Show the form of a table, the table that its address asks for, and those that were saved."""
    allowed_or_404(request.staff, Act.READ_BOARDS)
    if not queries.mandates_of(request.staff):
        return render(request, "reports/boards/tables.html", {"form": None})
    form = _form(request)
    wanted = wanted_of(form, request.staff) if form.is_bound and form.is_valid() else None
    context: dict[str, Any] = {
        "form": form, "saved": list(queries.saved_tables(request.staff)), "deleted": _deleted(request), "board": chosen_of(request.GET, request.staff),
        "opened": _opened(request),
    }  # fmt: skip
    if wanted:
        context |= {
            "sheet": sheet_of(request, wanted), "xlsx_url": f"{reverse('reports:table_xlsx')}?{wanted.query()}",
            "save": SaveTable(initial={"key": uuid.uuid4(), "query": wanted.query()}),
        }  # fmt: skip
    return render(request, "reports/boards/tables.html", context, status=422 if form.errors else 200)


def _opened(request: StaffRequest) -> SavedTable | None:
    """Give the saved table that the address names, if it may be opened."""
    try:
        return queries.saved_table(request.staff, UUID(request.GET.get("saved", "")))
    except (ValueError, SavedTable.DoesNotExist):
        return None


def _deleted(request: StaffRequest) -> list[SavedTable]:
    return list(
        queries.saved_tables(request.staff, deleted=True)
        .filter(owner_id=request.staff.post_id)
        .order_by("-deleted_at")[:5]
    )


def _wanted_or_404(request: StaffRequest, act: Act) -> Wanted:
    allowed_or_404(request.staff, act)
    form = AskTable(request.GET, staff=request.staff)
    wanted = wanted_of(form, request.staff) if form.is_valid() else None
    if wanted is None:
        raise Http404
    return wanted


def _logged(request: StaffRequest, wanted: Wanted, form: str, rows: int) -> None:
    period = wanted.question.period
    audit.record(
        Act.EXPORT_BOARDS, by=request.staff,
        details={"area": wanted.question.area.pk, "period": period.code, "what": wanted.what, "by": [one.value for one in wanted.asked], "form": form, "rows": rows},
    )  # fmt: skip


@staff_only
def download_csv(request: StaffRequest) -> HttpResponse:
    """Give the table as CSV; the export is logged."""
    wanted = _wanted_or_404(request, Act.EXPORT_BOARDS)
    sheet = sheet_of(request, wanted)
    _logged(request, wanted, "csv", len(sheet.grid.lines))
    return file_of(sheet, f"table-{wanted.question.area.code}-{wanted.question.period.code}.csv")


@staff_only
def download_xlsx(request: StaffRequest) -> HttpResponse:
    """Give the table as .xlsx in the layout of our papers; the export is logged."""
    wanted = _wanted_or_404(request, Act.EXPORT_BOARDS)
    sheet = sheet_of(request, wanted)
    head, *lines = sheet.grid.cells()
    columns = (Column(str(head[0]), width=32), *(Column(str(name), width=16, align="right") for name in head[1:]))
    total = (
        (_("Together"), *(number.value if number.value is not None else number.words for number in sheet.grid.sums))
        if sheet.grid.sums
        else ()
    )
    table = OfficialTable(
        issuer_of(request.staff, today()), (sheet.title, sheet.period), columns, lines, total, notes=(sheet.note,) if sheet.note else ()
    )  # fmt: skip
    _logged(request, wanted, "xlsx", len(lines))
    return xlsx_file(write_xlsx(table), f"table-{wanted.question.area.code}-{wanted.question.period.code}.xlsx")


@staff_only
@require_POST
def save_table(request: StaffRequest) -> HttpResponse:
    """Save what the shown table asks for; a refusal stands by the table, with what was typed."""
    allowed_or_404(request.staff, Act.SAVE_TABLE)
    form = SaveTable(request.POST)
    ask = AskTable(QueryDict(request.POST.get("query", "")[:600]), staff=request.staff)
    wanted = wanted_of(ask, request.staff) if ask.is_valid() else None
    if wanted is None:
        raise Http404
    query = wanted.query()

    def write(given: dict[str, Any]) -> SavedTable:
        return actions.save_table(
            key=given["key"], name=given["name"], query=query, is_shared=given["is_shared"], by=request.staff
        )

    if done := carry_out(form, write):
        messages.success(request, _("The table is saved. It is counted anew each time it is opened."))
        return redirect(f"{reverse('reports:tables')}?{query}&saved={done.made.pk}")
    context = {
        "form": ask, "saved": list(queries.saved_tables(request.staff)), "deleted": _deleted(request), "save": form, "opened": None,
        "board": chosen_of(QueryDict(query), request.staff), "sheet": sheet_of(request, wanted), "xlsx_url": f"{reverse('reports:table_xlsx')}?{query}",
    }  # fmt: skip
    return render(request, "reports/boards/tables.html", context, status=422)


@staff_only
def open_table(request: StaffRequest, table_id: UUID) -> HttpResponse:
    """Open a saved table: its address, counted anew. What the mail leads to."""
    allowed_or_404(request.staff, Act.READ_BOARDS)
    table = _table_or_404(request, table_id)
    return redirect(f"{reverse('reports:tables')}?{table.query}&saved={table.pk}")


def _table_or_404(request: StaffRequest, table_id: UUID) -> SavedTable:
    try:
        return queries.saved_table(request.staff, table_id)
    except SavedTable.DoesNotExist as missing:
        raise Http404 from missing


def _own_or_404(request: StaffRequest, table_id: UUID) -> SavedTable:
    try:
        table = queries.own_table(request.staff, table_id)
    except SavedTable.DoesNotExist as missing:
        raise Http404 from missing
    if not may(RULES, Act.CHANGE_TABLE, request.staff, table):
        raise Http404
    return table


@staff_only
def change_table(request: StaffRequest, table_id: UUID) -> HttpResponse:
    """Rename a saved table, or share it."""
    table = _own_or_404(request, table_id)
    form = ChangeTable(
        request.POST or None, initial={"version": table.version, "name": table.name, "is_shared": table.is_shared}
    )

    def write(given: dict[str, Any]) -> SavedTable:
        return actions.change_table(
            table=table, name=given["name"], is_shared=given["is_shared"], version=given["version"], by=request.staff
        )

    if carry_out(form, write, version=lambda: queries.own_table(request.staff, table_id).version):
        messages.success(request, _("The table is changed."))
        return redirect("reports:open_table", table_id=table.pk)
    context = {
        "form": form,
        "title": _("Change a saved table"),
        "button": _("Save"),
        "back": reverse("reports:open_table", args=[table.pk]),
    }
    return render(request, "reports/boards/act.html", context, status=422 if form.errors else 200)


@staff_only
@require_POST
def delete_table(request: StaffRequest, table_id: UUID) -> HttpResponse:
    """Delete a saved table; the list of tables offers to restore it."""
    table = actions.delete_table(table=_own_or_404(request, table_id), by=request.staff)
    messages.success(request, _("“%(name)s” is deleted. You can restore it below.") % {"name": table.name})
    return redirect(f"{reverse('reports:tables')}#deleted")


@staff_only
@require_POST
def restore_table(request: StaffRequest, table_id: UUID) -> HttpResponse:
    """Take the deletion back."""
    try:
        actions.restore_table(table=_own_or_404(request, table_id), by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect("reports:tables")
    messages.success(request, _("The table is restored."))
    return redirect("reports:open_table", table_id=table_id)


@staff_only
def schedule_table(request: StaffRequest, table_id: UUID) -> HttpResponse:
    """Have the address of a saved table sent to oneself."""
    allowed_or_404(request.staff, Act.SCHEDULE_TABLE)
    table = _table_or_404(request, table_id)
    form = ScheduleTable(
        request.POST or None, initial={"key": uuid.uuid4(), "rhythm": "weekly", "weekday": 1, "monthday": 1}
    )
    site = request.build_absolute_uri("/").rstrip("/")[:200]

    def write(given: dict[str, Any]) -> Schedule:
        return actions.schedule_table(
            key=given["key"], table=table, rhythm=given["rhythm"], on_day=given["on_day"], site=site, by=request.staff
        )

    if carry_out(form, write):
        messages.success(request, _("The address of this table will be sent to you."))
        return redirect("reports:schedules")
    context = {
        "form": form, "title": _("Have “%(name)s” sent to you") % {"name": table.name}, "button": _("Send it to me"),
        "back": reverse("reports:open_table", args=[table.pk]), "lead": _(
            "The mail holds the address of the table and no number. It goes to the address under “Reminders”, and stops by itself"
            " when your post ends or counts no more."
        ),
    }  # fmt: skip
    return render(request, "reports/boards/act.html", context, status=422 if form.errors else 200)


@staff_only
def list_schedules(request: StaffRequest) -> HttpResponse:
    """Show which tables are sent to one, and when."""
    allowed_or_404(request.staff, Act.SCHEDULE_TABLE)
    rows = list(queries.schedules_of(request.staff))
    mails = queries.newest_mails(rows)
    return render(
        request,
        "reports/boards/schedules.html",
        {"rows": [(row, mails.get(row.pk, [])) for row in rows], "address": queries.address_of(request.staff)},
    )


@staff_only
@require_POST
def stop_schedule(request: StaffRequest, schedule_id: UUID) -> HttpResponse:
    """Send a table no more."""
    allowed_or_404(request.staff, Act.SCHEDULE_TABLE)
    schedule = queries.schedules_of(request.staff).filter(pk=schedule_id).first()
    if schedule is None:
        raise Http404
    actions.stop_schedule(schedule=schedule, by=request.staff)
    messages.success(request, _("This table is sent to you no more."))
    return redirect("reports:schedules")
