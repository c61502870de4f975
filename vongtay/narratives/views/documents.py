"""Pages of the register of plans, letters and laws, and of where reports cite them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.narratives import forms, queries
from vongtay.papers.actions import correct_instrument, enter_instrument
from vongtay.papers.instruments import Cited
from vongtay.papers.models import Instrument
from vongtay.papers.permissions import RULES, Act

PAGE = 50


def _require(request: StaffRequest, act: Act = Act.READ_REGISTER) -> None:
    if not may(RULES, act, request.staff):
        raise NotAllowed(_("Your post does not keep the register of documents."))


@staff_only
def list_documents(request: StaffRequest) -> HttpResponse:
    """Show the register, with how often each document is cited within reach."""
    _require(request)
    text, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    page = Paginator(queries.documents(request.staff, text=text, kind=kind), PAGE).get_page(request.GET.get("page"))
    kept = {"q": text} if text else {}
    chips: list[dict[str, Any]] = [
        {
            "label": one or _("All kinds"),
            "url": f"?{urlencode(kept | ({'kind': one} if one else {}))}",
            "is_on": one == kind,
            "count": "",
        }
        for one in ["", *queries.document_kinds(request.staff)]
    ]
    context = {
        "page": page,
        "chips": chips,
        "text": text,
        "kind": kind,
        "may_keep": may(RULES, Act.KEEP_INSTRUMENTS, request.staff),
    }
    return render(request, "narratives/documents.html", context)


@staff_only
def show_document(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Show one document and the sentences within reach that cite it."""
    _require(request)
    document = get_object_or_404(queries.documents(request.staff), pk=document_id)
    context = {
        "document": document, "places": queries.citing(request.staff, document), "may_keep": may(RULES, Act.KEEP_INSTRUMENTS, request.staff),
    }  # fmt: skip
    return render(request, "narratives/document.html", context)


@staff_only
def enter_document(request: StaffRequest) -> HttpResponse:
    """Enter a document that no report has cited yet."""
    _require(request, Act.KEEP_INSTRUMENTS)
    return _form(request, None)


@staff_only
def correct_document(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Correct the words of a document."""
    _require(request, Act.KEEP_INSTRUMENTS)
    return _form(request, get_object_or_404(queries.documents(request.staff), pk=document_id))


def _form(request: StaffRequest, document: Instrument | None) -> HttpResponse:
    form = forms.EnterDocument(request.POST or None, initial=vars(document) if document else {})
    if form.is_valid():
        given = Cited(**form.cleaned_data)
        try:
            if document is None:
                row = enter_instrument(document=given, by=request.staff)
            else:
                row = correct_instrument(instrument=document, document=given, by=request.staff)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("The document stands in the register."))
            return redirect("narratives:document", document_id=row.pk)
    return render(
        request,
        "narratives/document_form.html",
        {"form": form, "document": document},
        status=422 if form.errors else 200,
    )
