"""Issuing a paper of a case: what is missing is shown before; the files open with a logged look."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.cases import paperwork
from vongtay.cases.actions import NOTICE, add_step, tie_notice
from vongtay.cases.forms.papers import IssuePaper
from vongtay.cases.models import Case
from vongtay.cases.paper_values import Asked
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import StepKind
from vongtay.cases.views.case import case_or_404
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions as papers
from vongtay.papers import queries as templates
from vongtay.papers.blocks.decree30 import unconfirmed
from vongtay.papers.blocks.design.fill import Lack
from vongtay.papers.models import Paper, TemplateVersion
from vongtay.papers.queries import late_before
from vongtay.people.vault import Vault

# where a missing fact is mended -> the address of that page of the case, and the act that it asks for
MENDED_AT: dict[str, tuple[str, Act | None]] = {
    "identity": ("cases:change_identity", Act.COMPLETE), "facts": ("cases:correct", Act.COMPLETE), "notice": ("cases:notice", Act.NOTIFY),
    "evidence": ("cases:evidence", Act.ADD_EVIDENCE), "help": ("cases:help", Act.GIVE_HELP), "decision": ("cases:show", None),
    "protection": ("cases:protection", None), "care": ("cases:care", Act.ARRANGE_CARE), "worksheet": ("cases:worksheet", Act.WRITE_WORKSHEET),
    "codes": ("cases:codes", Act.CODE), "wish": ("cases:wish", Act.RECORD_WISH),
}  # fmt: skip


def _case(request: StaffRequest, code: str) -> Case:
    case = case_or_404(request.staff, code)
    if not may(RULES, Act.ISSUE_PAPER, request.staff, case):
        raise NotAllowed(_("Your post issues no papers of this case."))
    return case


def mended_at(field: str, mend: str, case: Case, staff: Staff) -> str:
    """Give the address where a missing fact is entered; empty where no page has it, or where `staff` may not enter it."""
    if mend == "paper":
        return f"#id_{field.rpartition('.')[2]}"
    if mend == "team":
        return reverse("cases:mass")
    address, act = MENDED_AT.get(mend, ("", None))
    return reverse(address, args=[case.code]) if address and (act is None or may(RULES, act, staff, case)) else ""


@staff_only
def choose_paper(request: StaffRequest, code: str) -> HttpResponse:
    """Show the papers that fit the route and step of this case, the others behind "more", and those issued so far."""
    case = _case(request, code)
    offers = paperwork.offers(case)
    context = {
        "case": case, "fitting": [offer for offer in offers if offer.fits and not offer.why_not],
        "others": [offer for offer in offers if not offer.fits or offer.why_not],
        "issued": templates.papers_of_subject(case.subject_id).prefetch_related("signed_copies", "deliveries__link"),
        "titles": templates.titles(), "late": late_before(),
    }  # fmt: skip
    return render(request, "cases/papers.html", context)


def _version(kind: str) -> TemplateVersion:
    try:
        return templates.live_version(kind)
    except TemplateVersion.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def issue_paper(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Show what a paper would lack, and issue it."""
    case, version = _case(request, code), _version(kind)
    today = day_in_vietnam(timezone.now())
    asks = paperwork.asks_for(version)
    form = IssuePaper(request.POST or None, initial={"issued_on": today, "with_identity": True}, asks=asks)
    if form.is_valid():
        try:
            paper = _issue(case, version, form.cleaned_data, request)
        except (Refused, ValueError) as refused:
            form.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
        else:
            messages.success(request, _("%(sign)s was issued.") % {"sign": paper.sign})
            return redirect("cases:papers", code=code)
    asked = Asked(today, request.POST.get("to", ""), request.POST.get("note", ""))
    lacks = paperwork.missing_data(case, request.staff, version, asked=asked)
    context = {
        "case": case, "form": form, "version": version, "lacks": [_told(lack, case, request.staff) for lack in lacks],
        "stops": any(lack.stops for lack in lacks), "layout": unconfirmed(),
    }  # fmt: skip
    return render(request, "cases/issue_paper.html", context, status=422 if form.errors else 200)


def _told(lack: Lack, case: Case, staff: Staff) -> dict[str, Any]:
    url = mended_at(lack.field, lack.mend, case, staff)
    return {"label": lack.label, "why": lack.why, "stops": lack.stops, "url": url}


@transaction.atomic
def _issue(case: Case, version: TemplateVersion, given: dict[str, Any], request: StaffRequest) -> Paper:
    asked = Asked(given["issued_on"], given.get("to", ""), given.get("note", ""))
    paper = paperwork.issue(case, version, asked=asked, with_identity=given["with_identity"], by=request.staff)
    details = {"kind": version.template.code, "sign": paper.sign}
    add_step(case, StepKind.PAPER, by=request.staff, at=timezone.now(), paper=paper, details=details)
    if version.template.code == NOTICE:
        tie_notice(case=case, paper=paper, by=request.staff)
    return paper


@staff_only
def open_paper(request: StaffRequest, code: str, paper_id: str, form: str) -> HttpResponse:
    """Give the Word or PDF file of an issued paper; opening it is logged."""
    case = _case(request, code)
    paper = get_object_or_404(Paper.objects.select_related("docx", "pdf"), pk=paper_id, subject_id=case.subject_id)
    stored = paper.pdf if form == "pdf" else paper.docx
    name, content = papers.open_file(stored, data_key=Vault.of(case.person_id).key, by=request.staff)
    response = HttpResponse(content, content_type=stored.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_only
def compare_paper(request: StaffRequest, code: str, paper_id: str) -> HttpResponse:
    """Make an issued paper again as of its day and say whether it is the same; by POST, since it is logged as a look."""
    case = _case(request, code)
    wanted = Paper.objects.select_related("docx", "pdf", "source__template_version__template", "body", "cancellation")
    paper = get_object_or_404(wanted, pk=paper_id, subject_id=case.subject_id)
    found = None
    if request.method == "POST":
        found = papers.compare_with_issued(paper=paper, data_key=Vault.of(case.person_id).key, by=request.staff)
    return render(request, "cases/compare_paper.html", {"case": case, "paper": paper, "found": found})
