"""Files of a case: list, adding, opening, taking back, and the index of a scanned paper file."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.cases import actions
from vongtay.cases.forms.letters import AddFile, NameDocument, TakeBack
from vongtay.cases.models import CaseFile, IndexEntry
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries import files_of
from vongtay.cases.views.acts import act_page, own_case
from vongtay.cases.views.case import case_or_404
from vongtay.cases.views.deliveries import file_response
from vongtay.common.access import Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions as papers
from vongtay.people.vault import Vault


@staff_only
def show_files(request: StaffRequest, code: str) -> HttpResponse:
    """Show the files of a case, and take a new one."""
    case = case_or_404(request.staff, code)
    may_add = may(RULES, Act.ADD_FILE, request.staff, case)
    form = AddFile(request.POST or None, request.FILES or None, initial={"key": uuid4(), "kind": "other"})
    if may_add and form.is_valid():
        given = form.cleaned_data
        try:
            upload = papers.Upload(given["file"].name, given["file"].read())
            entry = actions.add_file(key=given["key"], case=case, kind=given["kind"], upload=upload, by=request.staff)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("The file was added."))
            if entry.kind == "old_file":
                return redirect("cases:file_index", code=code, file_id=entry.id)
            return redirect("cases:files", code=code)
    context = {"case": case, "form": form, "may_add": may_add, "files": files_of(case, Vault.of(case.person_id))}
    return render(request, "cases/files.html", context, status=422 if form.errors else 200)


def _entry(request: StaffRequest, code: str, file_id: UUID) -> CaseFile:
    case = case_or_404(request.staff, code)
    return get_object_or_404(CaseFile.objects.select_related("file", "case"), pk=file_id, case=case)


@staff_only
def open_case_file(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """Give a file of a case; opening it is logged."""
    entry = _entry(request, code, file_id)
    _name, content = papers.open_file(entry.file, data_key=Vault.of(entry.case.person_id).key, by=request.staff)
    return file_response(content, entry.file.media_type, code)


@staff_only
def take_back_file(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """Take a file back with a reason."""
    case = own_case(request, code, Act.ADD_FILE)
    entry = _entry(request, code, file_id)

    def write(given: dict[str, Any]) -> None:
        actions.take_back_file(entry=entry, reason=given["reason"], by=request.staff)

    words = {
        "title": _("Take a file back"),
        "button": _("Take back"),
        "done": _("The file was taken back; it stays on record."),
    }
    return act_page(request, case, TakeBack(request.POST or None), write, **words)


@staff_only
def index_file(request: StaffRequest, code: str, file_id: UUID) -> HttpResponse:
    """Show the index of a scanned paper file, and name one more document of it."""
    entry = _entry(request, code, file_id)
    may_add = may(RULES, Act.ADD_FILE, request.staff, entry.case) and not entry.taken_back_at
    form = NameDocument(request.POST or None)
    if may_add and form.is_valid():
        try:
            actions.index_document(entry=entry, document=actions.Document(**form.cleaned_data), by=request.staff)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("The document stands in the index."))
            return redirect("cases:file_index", code=code, file_id=file_id)
    context = {
        "case": entry.case, "entry": entry, "form": form, "may_add": may_add, "documents": entry.entries.order_by("page"),
        "open_url": reverse("cases:file", args=[code, file_id]),
    }  # fmt: skip
    return render(request, "cases/file_index.html", context, status=422 if form.errors else 200)


@staff_only
@require_POST
def unname_document(request: StaffRequest, code: str, named_id: UUID) -> HttpResponse:
    """Take an entry out of the index of a scanned file."""
    case = own_case(request, code, Act.ADD_FILE)
    named = get_object_or_404(IndexEntry.objects.select_related("case_file"), pk=named_id, case_file__case=case)
    actions.unname_document(named=named, by=request.staff)
    messages.success(request, _("The entry was taken out of the index."))
    return redirect("cases:file_index", code=code, file_id=named.case_file_id)
