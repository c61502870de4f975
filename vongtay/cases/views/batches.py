"""Many papers in one act: the order, its progress, its list of what was missing, all files in one."""

import io
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from vongtay.agencies.queries import bodies_of_province
from vongtay.cases import actions, queries
from vongtay.cases.forms.papers import OrderBatch
from vongtay.cases.models import Case
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.views.case import require_cases
from vongtay.cases.views.papers import mended_at
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions as papers
from vongtay.papers import queries as templates
from vongtay.papers.actions import batches
from vongtay.papers.blocks.design.fields import catalogue
from vongtay.papers.blocks.pdf import bound
from vongtay.papers.models import Batch, BatchItem
from vongtay.papers.permissions import RULES as PAPER_RULES
from vongtay.papers.permissions import Act as PaperAct
from vongtay.papers.states import BatchState, ItemState
from vongtay.people.vault import Vault

CHOICE = 200  # cases offered at once, newest first
# Papers that each person of a hand-over gets; what is chosen at first, ours.
OF_A_RECEPTION = ("reception", "notice", "handover", "support_record")


def _batch(request: StaffRequest, batch_id: str) -> Batch:
    if not may(PAPER_RULES, PaperAct.ISSUE, request.staff):
        raise NotAllowed(_("Your post issues no papers."))
    return get_object_or_404(templates.batches_of(request.staff), pk=batch_id)


@staff_only
def list_batches(request: StaffRequest) -> HttpResponse:
    """Show the batches of one's body, newest first."""
    require_cases(request.staff)
    return render(request, "cases/batches.html", {"batches": templates.batches_of(request.staff)[:50]})


@staff_only
def order_batch(request: StaffRequest) -> HttpResponse:
    """Choose cases and papers, and order all of them in one act; all of a reception of many people, where one is named."""
    require_cases(request.staff)
    state, event = request.GET.get("state", ""), request.GET.get("event", "")
    if event:
        chosen = queries.cases_of_event(request.staff, event)
    else:
        chosen = queries.Filter(state=state).apply(queries.cases_of(request.staff), request.staff)
    cases = [
        case for case in chosen.select_related("place")[:CHOICE] if may(RULES, Act.ISSUE_PAPER, request.staff, case)
    ]
    form = _order_form(request, cases, is_event=bool(event))
    if form.is_valid():
        given = form.cleaned_data
        by_code = {case.code: case for case in cases}
        try:
            batch = actions.order_batch(
                cases=[by_code[code] for code in given["cases"]], kinds=given["kinds"], on=given["issued_on"], key=given["key"],
                with_identity=given["with_identity"], to_body=given["to_body"], by=request.staff,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            return redirect("cases:batch", batch_id=batch.id)
    return render(
        request, "cases/order_batch.html", {"form": form, "cases": cases, "n_cases": len(cases), "filters": [] if event else _filters(state)},
        status=422 if form.errors else 200,
    )  # fmt: skip


def _order_form(request: StaffRequest, cases: list[Case], *, is_event: bool) -> OrderBatch:
    """Give the form of an order: of a reception of many people all are chosen at first."""
    return OrderBatch(
        request.POST or None,
        initial={
            "key": uuid.uuid4(),
            "issued_on": day_in_vietnam(timezone.now()),
            "with_identity": True,
            "cases": [case.code for case in cases] if is_event else [],
            "kinds": OF_A_RECEPTION if is_event else [],
        },
        cases=[(case.code, f"{case.code} · {case.get_state_display()} · {case.place.full_name}") for case in cases],
        kinds=[(version.template.code, version.template.title) for version in templates.live_versions()],
        bodies=bodies_of_province(request.staff),
    )


def _filters(state: str) -> list[dict[str, Any]]:
    words = [("", pgettext("cases", "All")), ("received", _("Received")), ("verifying", _("Being verified")), ("identified", _("Identified as a victim"))]  # fmt: skip
    return [{"label": label, "url": f"?state={code}" if code else "?", "is_on": code == state} for code, label in words]


@staff_only
def show_batch(request: StaffRequest, batch_id: str) -> HttpResponse:
    """Show how far a batch is, what was issued, and in one list what could not be, with where each is mended."""
    batch = _batch(request, batch_id)
    progress = templates.progress_of(batch)
    if request.headers.get("HX-Request") and batch.state == BatchState.RUNNING:
        return render(request, "cases/parts/batch_progress.html", {"batch": batch, "progress": progress})
    items = list(BatchItem.objects.filter(batch=batch).select_related("paper").order_by("place"))
    read = _Read(_cases(items), templates.titles(), request.staff)
    context = {
        "batch": batch, "progress": progress, "is_running": batch.state == BatchState.RUNNING,
        "lacking": [_told(item, read) for item in items if item.state == ItemState.LACKING],
        "open_ones": [_told(item, read) for item in items if item.state == ItemState.ISSUED and item.open_fields],
        "issued": [_told(item, read) for item in items if item.state == ItemState.ISSUED],
    }  # fmt: skip
    response = render(request, "cases/batch.html", context)
    if request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response


@dataclass(frozen=True)
class _Read:
    """What the lines of a batch are told with: its cases within reach, the titles of papers, who asks."""

    cases: dict[uuid.UUID, Case]
    titles: dict[str, str]
    staff: Staff


def _cases(items: list[BatchItem]) -> dict[uuid.UUID, Case]:
    wanted = {item.subject_id for item in items}
    return {case.subject_id: case for case in Case.objects.filter(subject_id__in=wanted)}


def _told(item: BatchItem, read: _Read) -> dict[str, Any]:
    case = read.cases.get(item.subject_id)
    return {
        "item": item, "code": case.code if case else "", "title": read.titles.get(item.kind, item.kind),
        "lacks": [_lack(field, case, read.staff) for field in (item.lacks or item.open_fields)],
    }  # fmt: skip


def _lack(field: str, case: Case | None, staff: Staff) -> tuple[str, str]:
    special = {
        "case": _("The case is no longer within reach."), "template": _("The template is no longer in use."),
        "error": _("The paper could not be made; the log of the system says why."),
    }  # fmt: skip
    if field in special:
        return special[field], ""
    known = catalogue().get(field)
    if known is None:
        return field, ""
    return known.label, mended_at(field, known.mend, case, staff) if case and known.mend != "paper" else ""


@staff_only
@require_POST
def stop_batch(request: StaffRequest, batch_id: str) -> HttpResponse:
    """Stop a batch; what was issued stands."""
    batches.stop(batch=_batch(request, batch_id), by=request.staff)
    messages.success(request, _("Stopped. The papers issued so far stand."))
    return redirect("cases:batch", batch_id=batch_id)


@staff_only
@require_POST
def download_batch(request: StaffRequest, batch_id: str, form: str) -> HttpResponse:
    """Give all files of a batch as one zip, or all PDFs as one to print; each opening is logged."""
    batch = _batch(request, batch_id)
    content = (
        bound(content for _name, content in _files(batch, request, docx=False))
        if form == "pdf"
        else _zipped(_files(batch, request, docx=True))
    )
    response = HttpResponse(content, content_type="application/pdf" if form == "pdf" else "application/zip")
    response["Content-Disposition"] = f'attachment; filename="van-ban-{batch.ordered_at:%Y%m%d-%H%M}.{form}"'
    return response


def _files(batch: Batch, request: StaffRequest, *, docx: bool) -> Iterator[tuple[str, bytes]]:
    items = list(templates.papers_of_batch(batch))
    persons = dict(
        Case.objects.filter(subject_id__in={item.subject_id for item in items}).values_list("subject_id", "person_id")
    )
    keys = {subject: Vault.of(person).key for subject, person in persons.items()}
    for item in items:
        paper = item.paper
        for stored in ((paper.docx, paper.pdf) if docx else (paper.pdf,)) if paper else ():
            yield papers.open_file(stored, data_key=keys.get(item.subject_id), by=request.staff)


def _zipped(files: Iterator[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:  # both kinds are packed already
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()
