"""The inbox of a body: any duty officer of it takes what waits."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vongtay.agencies.models import Body
from vongtay.agencies.queries import reached_now
from vongtay.cases import queries
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries.between import withdrawn_from
from vongtay.cases.views.case import require_cases
from vongtay.common.access import may
from vongtay.common.requests import StaffRequest, staff_only


@staff_only
def show_inbox(request: StaffRequest) -> HttpResponse:
    """Show the notices that wait for an answer of this body, and those it sent that others have not answered."""
    require_cases(request.staff)
    waiting = list(queries.inbox_of(request.staff)[:100])
    sent = list(queries.sent_by(request.staff)[:100])
    return render(
        request, "cases/inbox.html",
        {
            "waiting": [(referral, may(RULES, Act.ANSWER, request.staff, referral)) for referral in waiting],
            "sent": [(referral, may(RULES, Act.ANSWER, request.staff, referral)) for referral in sent],
            "now": timezone.now(), "withdrawn": withdrawn_from(request.staff),
            "on_duty": next(iter(reached_now(Body.objects.filter(pk=request.staff.body_id), request.staff)), None),
        },
    )  # fmt: skip
