"""The page of one paper that arrived: what it is, its scan, the act that was entered from it, the case within reach."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from vongtay.cases import queries
from vongtay.cases.actions import owner_of
from vongtay.cases.models import Case
from vongtay.cases.views.deliveries import file_response
from vongtay.common.access import NotAllowed, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions as papers
from vongtay.papers import queries as registers
from vongtay.papers.models import Incoming
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.sealing import opened


def _entry(request: StaffRequest, entry_id: UUID) -> Incoming:
    """Give an entry of one's own register; missing and out of reach look alike."""
    if not may(RULES, Act.READ_REGISTER, request.staff):
        raise NotAllowed(_("Your post does not read the register."))
    return get_object_or_404(registers.incoming(request.staff).select_related("scan"), pk=entry_id)


def _case(request: StaffRequest, entry: Incoming) -> Case | None:
    """Give the case that the paper is about, where it is within reach."""
    return queries.cases_of(request.staff).filter(subject_id=entry.subject_id).first() if entry.subject_id else None


@staff_only
def show_arrival(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Show one paper of the register of arrivals."""
    entry = _entry(request, entry_id)
    case = _case(request, entry)
    key = owner_of(case).data_key if case else None
    context = {
        "entry": entry,
        "case": case,
        "summary": opened(entry, "papers_incoming", "summary_ct", key) if entry.wrapped or case else "",
        "acts": queries.acts_from(entry, case) if case else [],
    }
    return render(request, "cases/arrival.html", context)


@staff_only
def open_arrival(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Give the scan of a paper that arrived; opening it is logged."""
    entry = _entry(request, entry_id)
    case = _case(request, entry)
    if entry.scan is None or (entry.scan.person_id and case is None):
        raise Http404
    key = owner_of(case).data_key if case else None
    _name, content = papers.open_file(entry.scan, data_key=key, by=request.staff)
    # What the sender called the file may tell of a person.
    return file_response(content, entry.scan.media_type, f"van-ban-den-{entry.number}-{entry.register.year}")
