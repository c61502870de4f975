"""A commune's list from a file: read and shown first, entered when somebody confirms, undone as a whole."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Place
from vongtay.cases import abroad_list, actions, drafts, forms
from vongtay.cases.models import AbroadImport
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.sheets import XLSX, SheetError, read_table, write_table
from vongtay.cases.views.abroad import own_places
from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only

FORM = "abroad_import"


def _require(request: StaffRequest) -> None:
    if not may(RULES, Act.IMPORT_ABROAD, request.staff):
        raise NotAllowed(_("Your post keeps no list of residents abroad."))


@staff_only
def read_list(request: StaffRequest) -> HttpResponse:
    """Take a list and keep what it says, encrypted, for this post alone; nothing is entered yet."""
    _require(request)
    form = forms.ReadList(
        request.POST or None,
        request.FILES or None,
        initial={"place": request.staff.place_id},
        places=own_places(request.staff),
    )
    if form.is_valid():
        try:
            rows = abroad_list.rows_of(read_table(form.cleaned_data["file"].read()))
        except SheetError as wrong:
            form.add_error("file", str(wrong))
        else:
            drafts.keep(
                request.staff,
                FORM,
                {
                    "key": str(uuid.uuid4()),
                    "place": form.cleaned_data["place"].pk,
                    "rows": rows,
                    "keys": [str(uuid.uuid4()) for _row in rows],
                },
            )
            return redirect("cases:abroad_check")
    imports = (
        AbroadImport.objects.filter(body_id=request.staff.body_id)
        .select_related("place", "entered_by__user")
        .order_by("-recorded_at")[:20]
    )
    context = {"form": form, "columns": abroad_list.COLUMNS.values(), "imports": imports}
    return render(request, "cases/abroad/import.html", context, status=422 if form.errors else 200)


def _kept(request: StaffRequest) -> tuple[dict[str, Any], Place, list[abroad_list.Row]] | None:
    kept = drafts.load(request.staff, FORM)
    if kept is None:
        return None
    place = get_object_or_404(own_places(request.staff), pk=kept["place"])
    return kept, place, abroad_list.check(request.staff, kept["rows"], place)


@staff_only
def give_template(request: StaffRequest) -> HttpResponse:
    """Give an empty list with the headings that are read, one invented row, and the words that each column takes."""
    _require(request)
    response = HttpResponse(write_table(abroad_list.template()), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="danh-sach-o-nuoc-ngoai.xlsx"'
    return response


@staff_only
def check_list(request: StaffRequest) -> HttpResponse:
    """Show what a list says row by row, what is wrong, whom it may name again; or enter what was ticked."""
    _require(request)
    found = _kept(request)
    if found is None:
        return redirect("cases:abroad_import")
    kept, place, rows = found
    good = [row for row in rows if not row.errors]
    error = ""
    if request.method == "POST":
        ticked = set(request.POST.getlist("row"))
        lines = [
            abroad_list.line_of(row.typed, place, uuid.UUID(kept["keys"][row.number - 2]))
            for row in good
            if str(row.number) in ticked
        ]
        try:
            batch = actions.import_abroad(key=uuid.UUID(kept["key"]), place=place, lines=lines, by=request.staff)
        except Refused as refused:
            error = " ".join(refused.reasons)
        else:
            drafts.drop(request.staff, FORM)
            messages.success(request, _("%(n)d people were entered in the list.") % {"n": batch.entries})
            return redirect("cases:abroad_import")
    context = {
        "place": place, "rows": rows, "good": len(good), "wrong": len(rows) - len(good), "doubtful": sum(1 for row in good if row.is_doubtful), "error": error,
    }  # fmt: skip
    return render(request, "cases/abroad/check.html", context, status=422 if error else 200)


@staff_only
@require_POST
def undo_import(request: StaffRequest, import_id: str) -> HttpResponse:
    """Withdraw what one import entered; what was touched since stays."""
    _require(request)
    batch = get_object_or_404(AbroadImport, pk=import_id, body_id=request.staff.body_id)
    try:
        stay = actions.undo_import(batch=batch, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        kept = ngettext(
            "Undone. %(n)d entry was changed since and stays.", "Undone. %(n)d entries were changed since and stay.", stay
        ) % {"n": stay}  # fmt: skip
        said = kept if stay else _("Undone.")
        messages.success(request, said)
    return redirect("cases:abroad_import")
