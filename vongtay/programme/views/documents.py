"""Pages of the register of documents: the list, one document with what stands above and below it, who has not issued theirs."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.filters import chips_of
from vongtay.common.requests import StaffRequest, carry_out, staff_only, whole_number
from vongtay.papers import actions as papers
from vongtay.papers.citing import counts_of, places_of
from vongtay.papers.models import Instrument, InstrumentFile
from vongtay.papers.permissions import RULES as PAPER_RULES
from vongtay.papers.permissions import Act as PaperAct
from vongtay.papers.states.instruments import Level
from vongtay.programme.actions import documents as actions
from vongtay.programme.forms import documents as forms
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import Expected
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.queries import documents as queries
from vongtay.programme.queries.matters import amendments_of
from vongtay.programme.queries.plans import standing_of
from vongtay.programme.states.coordination import REGULATIONS
from vongtay.programme.states.documents import CONCLUSIONS
from vongtay.programme.views.pages import act_page, allow

PAGE = 50
MOST_KINDS = 7
OFFERED = 200


def wanted_of(request: StaffRequest) -> queries.Wanted:
    """Read what the address of the register asks for."""
    asked = request.GET
    year = whole_number(asked.get("year", ""))
    return queries.Wanted(
        asked.get("q", ""), asked.get("kind", ""), asked.get("level", ""), year, asked.get("only", "")
    )


@staff_only
def list_documents(request: StaffRequest) -> HttpResponse:
    """Show the register, with how often each document is cited within reach."""
    allow(request)
    staff, asked, wanted = request.staff, request.GET, wanted_of(request)
    page = Paginator(queries.documents(staff, wanted), PAGE).get_page(asked.get("page"))
    cited = counts_of(staff, [row.pk for row in page])
    kinds = queries.kinds_of(staff)
    chips = chips_of(
        request,
        "kind",
        [("", _("All kinds"), ""), *((kind, kind[:1].upper() + kind[1:], n) for kind, n in kinds[:MOST_KINDS])],
    )
    chips += chips_of(request, "level", [(level.value, str(level.label), "") for level in Level])
    chips += chips_of(
        request,
        "only",
        [("schemes", _("Schemes of several years"), ""), ("agreements", _("International agreements"), "")],
    )
    context = {
        "page": page, "rows": [(row, cited[row.pk]) for row in page], "chips": chips, "text": wanted.text, "kept": asked,
        "owed": list(queries.owed_by(staff)[:5]), "day": today(), "may_keep": may(RULES, Act.KEEP_DOCUMENTS, staff),
        "n_uncounted": queries.uncounted(staff).count() if may(RULES, Act.COUNT_DOCUMENT, staff) else 0,
    }  # fmt: skip
    return render(request, "programme/documents/list.html", context)


def _document(request: StaffRequest, document_id: UUID) -> Instrument:
    allow(request)
    try:
        return queries.document_of(request.staff, document_id)
    except Instrument.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def show_document(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Show one document: what it carries out and what carries it out, its files, who cites it, who is still to issue theirs."""
    staff, row, day = request.staff, _document(request, document_id), today()
    lines, children = queries.cascade(row, day), queries.below(row)
    counts = Counter(line.state for line in lines)
    figure = queries.standing_figure(row)
    context = {
        "row": row, "above": queries.above(row), "below": children, "files": queries.files_of(row),
        "places": places_of(staff, row), "lines": lines, "n_issued": counts["issued"], "n_due": len(lines) - counts["waived"],
        "n_late": counts["late"], "late": [line for line in lines if line.state == "late"][:8],
        "years_missing": queries.years_missing(row, children, day.year),
        "work": standing_of(row, day), "is_conclusion": row.kind in CONCLUSIONS, "is_regulation": row.kind in REGULATIONS,
        "amendments": amendments_of(row), "may_raise": may(RULES, Act.RAISE, staff),
        "replaced_by": list(row.replaced_by.filter(withdrawn_why="")), "figure": figure, "day": day,
        "may_keep": may(RULES, Act.KEEP_DOCUMENTS, staff), "may_expect": may(RULES, Act.EXPECT, staff),
        "may_correct": may(PAPER_RULES, PaperAct.CORRECT_INSTRUMENT, staff, row),
        "may_count": figure is None and bool(row.issued_by_id and row.dated_on) and may(RULES, Act.COUNT_DOCUMENT, staff),
    }  # fmt: skip
    return render(request, "programme/documents/show.html", context)


def _form(request: StaffRequest, initial: dict[str, Any]) -> forms.EnterDocument:
    staff = request.staff
    rows = list(queries.documents(staff)[:OFFERED])
    for name in ("parent", "replaces"):
        if initial.get(name) is not None and initial[name] not in rows:
            rows.append(initial[name])
    bodies = queries.bodies_issuing(staff)
    return forms.EnterDocument(request.POST or None, initial=initial, bodies=bodies, rows=rows)


@staff_only
def enter_document(request: StaffRequest) -> HttpResponse:
    """Enter a document that no report has cited yet, or one of our own that carries out another."""
    allow(request, Act.KEEP_DOCUMENTS)
    initial: dict[str, Any] = {"issued_by": request.staff.body_id}
    parent = queries.document_or_none(request.staff, request.GET.get("parent", ""))
    if parent is not None:
        initial |= {"parent": parent, "kind": parent.kind if parent.kind == "kế hoạch" else ""}
    form = _form(request, initial)

    def write(_given: dict[str, Any]) -> str:
        row = actions.enter_document(entered=actions.Entered(*form.given()), by=request.staff)
        return row.get_absolute_url()

    back = parent.get_absolute_url() if parent else reverse("programme:documents")
    return act_page(
        request, form, write, back=back, done=_("The document stands in the register."), title=_("Enter a document"),
        button=_("Save"), template="programme/documents/form.html", parent=parent, draft="" if parent else "document",
    )  # fmt: skip


@staff_only
def correct_document(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Correct a document."""
    row = _document(request, document_id)
    allow(request, Act.KEEP_DOCUMENTS)
    if not may(PAPER_RULES, PaperAct.CORRECT_INSTRUMENT, request.staff, row):
        raise Http404
    form = _form(request, vars(row) | {"issued_by": row.issued_by_id, "parent": row.parent, "replaces": row.replaces})

    def write(given: dict[str, Any]) -> None:
        entered = actions.Entered(*form.given())
        actions.correct_document(document=row, entered=entered, version=given["version"] or 0, by=request.staff)

    return act_page(
        request, form, write, back=row.get_absolute_url(), done=_("The document was corrected."), title=_("Correct a document"),
        button=_("Save"), template="programme/documents/form.html", row=row, version=lambda: _document(request, row.pk).version,
    )  # fmt: skip


@staff_only
def withdraw_document(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Take an entry of the register back."""
    row = _document(request, document_id)
    if not may(PAPER_RULES, PaperAct.WITHDRAW_INSTRUMENT, request.staff, row):
        raise Http404
    form = TakeBack(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> None:
        actions.withdraw_document(document=row, why=given["why"], version=given["version"], by=request.staff)

    return act_page(
        request, form, write, back=row.get_absolute_url(), done=_("The entry was taken back."), title=_("Take the entry back"),
        button=_("Take it back"), version=lambda: _document(request, row.pk).version, back_text=row.called,
        lead=_("The document disappears from the register and its figure is taken back. The entry stays in the log with your reason."),
    )  # fmt: skip


@staff_only
def count_documents(request: StaffRequest) -> HttpResponse:
    """Show the documents of our bodies that wait to be counted, and count those that are chosen: a person says so, once for all."""
    allow(request, Act.COUNT_DOCUMENT)
    waiting = queries.uncounted(request.staff)
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    form = forms.CountDocuments(request.POST or None, waiting=waiting)
    if done := carry_out(form, lambda given: actions.count_documents(documents=given["documents"], by=request.staff)):
        messages.success(
            request,
            ngettext("%(n)s document was counted.", "%(n)s documents were counted.", done.made) % {"n": done.made},
        )
        return redirect("programme:count_documents")
    context = {"page": page, "form": form}
    return render(request, "programme/documents/count.html", context, status=422 if form.errors else 200)


@staff_only
@require_POST
def count_document(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Make the figure of a document."""
    row = _document(request, document_id)
    actions.count_document(document=row, by=request.staff)
    return redirect(row.get_absolute_url())


@staff_only
def add_file(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Add a scan or Word file to a document."""
    row = _document(request, document_id)
    allow(request, Act.KEEP_DOCUMENTS)
    form = forms.AddFile(request.POST or None, request.FILES or None)

    def write(given: dict[str, Any]) -> None:
        upload = papers.Upload(given["file"].name, given["file"].read())
        papers.attach_file(instrument=row, upload=upload, note=given["note"], by=request.staff)

    return act_page(
        request, form, write, back=row.get_absolute_url(), done=_("The file was added."), title=_("Add a file"), button=_("Add"),
        back_text=row.called, lead=_("Everybody who reads the register of the province may open it. No names of people who may be victims."),
    )  # fmt: skip


@staff_only
def open_file(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """Send a file of a document."""
    allow(request)
    found = get_object_or_404(InstrumentFile.objects.select_related("file"), pk=file_id, world=request.staff.world)
    name, content = papers.open_file(found.file, data_key=None, by=request.staff)
    return HttpResponse(
        content, content_type=found.file.media_type, headers={"Content-Disposition": content_disposition(name)}
    )


def content_disposition(name: str) -> str:
    """Give the head under which a file is saved."""
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in ".-_") else "-" for letter in name)
    return f'attachment; filename="{plain}"'


@staff_only
def show_cascade(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Show who is to issue their own document under this one, and who has."""
    row, asked = _document(request, document_id), request.GET.get("state", "")
    lines = queries.cascade(row, today())
    counts = Counter(line.state for line in lines)
    words = {"late": _("Late"), "awaited": _("Awaited"), "issued": _("Issued"), "waived": _("Need not")}
    chips = chips_of(
        request, "state", [("", _("All"), len(lines)), *((key, text, counts[key]) for key, text in words.items())]
    )
    shown = [line for line in lines if not asked or line.state == asked]
    context = {
        "row": row, "lines": shown, "chips": chips, "counts": counts, "n_due": len(lines) - counts["waived"], "words": words,
        "is_filtered": bool(lines), "may_expect": may(RULES, Act.EXPECT, request.staff),
    }  # fmt: skip
    return render(request, "programme/documents/cascade.html", context)


@staff_only
def expect_documents(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Name who is to issue a document of their own under this one."""
    row = _document(request, document_id)
    allow(request, Act.EXPECT)
    form = forms.ExpectDocuments(request.POST or None, bodies=queries.bodies_below(request.staff, today()))

    def write(given: dict[str, Any]) -> None:
        actions.expect_documents(document=row, order=actions.Order(form.chosen(), given["due_on"]), by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:cascade", args=[row.pk]), done=_("They are named; bodies that sign in have it among their tasks."),
        title=_("Who is to issue their own"), button=_("Name them"), template="programme/documents/expect.html", row=row,
    )  # fmt: skip


@staff_only
def waive_document(request: StaffRequest, expected_id: UUID) -> HttpResponse:
    """Say that a body need not issue its own."""
    allow(request)
    row = get_object_or_404(
        Expected.objects.select_related("to_body", "instrument"), pk=expected_id, world=request.staff.world
    )
    allow(request, Act.WAIVE, row)
    form = forms.WaiveDocument(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        actions.waive_document(expected=row, why=given["why"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:cascade", args=[row.instrument_id]), done=_("It was noted."),
        title=_("%(body)s need not issue its own") % {"body": row.to_body.short_name}, button=_("Note it"), back_text=row.instrument.called,
    )  # fmt: skip
