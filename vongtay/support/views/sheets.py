"""The information sheet for the person: read, printed, handed over; further languages put up."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.support import actions, forms, queries
from vongtay.support.models import Sheet
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import BUILT_IN
from vongtay.support.views.base import act_page, case_or_404, own_case

LOCALES = {"vi": "vi", "english": "en"}


@staff_only
def show_sheet(request: StaffRequest, code: str) -> HttpResponse:
    """Offer the sheet in the language of the person, and tell what was handed over."""
    case = case_or_404(request.staff, code)
    own = queries.language_of(case)
    offered = queries.offered(request.staff, case)
    context = {
        "case": case,
        "offered": [(*row, row[0] == own, uuid.uuid4()) for row in offered],
        "has_own": any(row[0] == own for row in offered),
        "own_name": queries.language_words(own),
        "given": queries.sheets_given(case),
        "may_hand": may(RULES, Act.HAND_SHEET, request.staff, case),
    }
    return render(request, "support/sheet_of_case.html", context)


@staff_only
@require_POST
def hand_sheet(request: StaffRequest, code: str) -> HttpResponse:
    """Note in one press that the person got the sheet."""
    case = own_case(request, code, Act.HAND_SHEET)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
        actions.hand_sheet(key=key, case=case, language=request.POST.get("language", ""), by=request.staff)
    except ValueError as wrong:
        raise Http404 from wrong
    except NotAllowed:
        raise
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, _("Noted: the person got the sheet."))
    return redirect("support:sheet", code=code)


@staff_only
def list_sheets(request: StaffRequest) -> HttpResponse:
    """List the sheets in all languages."""
    context = {
        "sheets": [(sheet, queries.language_words(sheet.language)) for sheet in queries.sheets_of(request.staff)],
        "may_keep": may(RULES, Act.KEEP_SHEETS, request.staff),
    }
    return render(request, "support/sheets.html", context)


@staff_only
def read_sheet(request: StaffRequest, language: str) -> HttpResponse:
    """Give a built-in sheet, to read or print, in its own language whatever that of the pages is."""
    if language not in BUILT_IN:
        raise Http404
    with translation.override(LOCALES[language]):
        return render(request, "support/sheet.html", {"language": language, "lang": LOCALES[language]})


@staff_only
def open_sheet(request: StaffRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """Give an uploaded sheet."""
    sheet = get_object_or_404(Sheet, pk=sheet_id, province_id=request.staff.province_id)
    response = HttpResponse(bytes(sheet.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{sheet.language}-{sheet.dated_on:%Y%m%d}.pdf"'
    return response


@staff_only
def put_up_sheet(request: StaffRequest) -> HttpResponse:
    """Put up the sheet of one language."""
    if not may(RULES, Act.KEEP_SHEETS, request.staff):
        raise NotAllowed(_("Only an administrator or legal officer puts up sheets."))
    form = forms.PutUpSheet(
        request.POST or None, request.FILES or None, initial={"key": uuid.uuid4(), "dated_on": today()}
    )

    def write(given: dict[str, Any]) -> None:
        translated = actions.Translated(
            given["language"], given["dated_on"], given["translated_by"], given["file"].read()
        )
        actions.put_up_sheet(key=given["key"], translated=translated, by=request.staff)

    return act_page(
        request, form, write, back=reverse("support:sheets"), title=_("Put up a sheet"), button=_("Put up"), done=_("The sheet is handed out from now on."),
        lead=_("A sheet in the same language is replaced and kept. Nothing about anybody belongs on it."),
    )  # fmt: skip
