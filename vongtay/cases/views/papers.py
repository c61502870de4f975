"""Issuing a paper of a case: what is missing is shown before; the files open with a logged look."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vongtay.cases import paperwork
from vongtay.cases.actions import NOTICE, add_step, tie_notice
from vongtay.cases.models import Case
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import StepKind
from vongtay.cases.views.case import case_or_404
from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.days import day_in_vietnam
from vongtay.common.fields import Day
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions as papers
from vongtay.papers.blocks.decree30 import unconfirmed
from vongtay.papers.models import Paper
from vongtay.papers.queries import late_before
from vongtay.people.vault import Vault


class IssuePaper(forms.Form):
    issued_on = Day(label=gettext_lazy("Date of the paper"))
    with_identity = forms.BooleanField(label=gettext_lazy("Print who the person is"), required=False, initial=True)


def _case(request: StaffRequest, code: str) -> Case:
    case = case_or_404(request.staff, code)
    if not may(RULES, Act.ISSUE_PAPER, request.staff, case):
        raise NotAllowed(_("Your post issues no papers of this case."))
    return case


@staff_only
def choose_paper(request: StaffRequest, code: str) -> HttpResponse:
    """Show the papers that this case can give, and those issued so far."""
    case = _case(request, code)
    offers = [(kind, _(kind.label), kind.why_not(case)) for kind in paperwork.KINDS.values()]  # words of the table
    issued = Paper.objects.filter(subject_id=case.subject_id).select_related("body").order_by("-recorded_at")
    issued = issued.prefetch_related("signed_copies", "deliveries__link")
    context = {"case": case, "offers": offers, "issued": issued, "late": late_before()}
    return render(request, "cases/papers.html", context)


@staff_only
def issue_paper(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Issue one paper, or open an issued one when `kind` is its key."""
    case = _case(request, code)
    chosen = paperwork.KINDS.get(kind)
    if chosen is None:
        raise Http404
    today = day_in_vietnam(timezone.now())
    form = IssuePaper(request.POST or None, initial={"issued_on": today, "with_identity": True})
    if form.is_valid():
        try:
            with transaction.atomic():
                paper = paperwork.issue(
                    case,
                    chosen,
                    on=form.cleaned_data["issued_on"],
                    with_identity=form.cleaned_data["with_identity"],
                    by=request.staff,
                )
                add_step(
                    case,
                    StepKind.PAPER,
                    by=request.staff,
                    at=timezone.now(),
                    paper=paper,
                    details={"kind": kind, "sign": paper.sign},
                )
                if kind == NOTICE:
                    tie_notice(case=case, paper=paper, by=request.staff)
        except (Refused, ValueError) as refused:
            form.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
        else:
            messages.success(request, _("%(sign)s was issued.") % {"sign": paper.sign})
            return redirect("cases:papers", code=code)
    context = {
        "case": case, "form": form, "kind": chosen, "label": _(chosen.label),  # words of the table
        "missing": paperwork.missing_data(case, request.staff, chosen, on=today), "why_not": chosen.why_not(case), "layout": unconfirmed(),
    }  # fmt: skip
    return render(request, "cases/issue_paper.html", context, status=422 if form.errors else 200)


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
