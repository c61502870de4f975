from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers.models import Paper
from vongtay.papers.permissions import RULES, Act


@staff_only
def list_papers(request: StaffRequest) -> HttpResponse:
    """Show the register of one's own body, newest first: every number given, and to what."""
    if not may(RULES, Act.READ_REGISTER, request.staff):
        raise NotAllowed(_("Your post does not read the register."))
    papers = Paper.objects.filter(body_id=request.staff.body_id, world=request.staff.world).select_related(
        "issued_by__user"
    )
    page = Paginator(papers.order_by("-register__year", "-number"), 50).get_page(request.GET.get("page"))
    return render(request, "papers/list.html", {"page": page})
