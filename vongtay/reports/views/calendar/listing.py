"""The calendar: what one's body owes by when, and what it asks of others."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.filters import chips_of
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries import submitted
from vongtay.reports.queries.standing import Owed, asked_for
from vongtay.reports.reporting_law import provisions
from vongtay.reports.states.calendar import TO_BE_DONE, TONES, Standing
from vongtay.reports.views.asked import allowed_or_404

SHOWN = 100


@staff_only
def show(request: StaffRequest) -> HttpResponse:
    """Show what is owed, the nearest day first, and the obligations that one's body set up."""
    allowed_or_404(request.staff, Act.READ_CALENDAR)
    staff, day = request.staff, today()
    owed = queries.owed_now(staff, day)
    kinds: dict[str, list[Owed]] = {
        "": [one for one in owed if one.standing in TO_BE_DONE],
        "waiting": [one for one in owed if one.standing == Standing.SENT],
        "done": [one for one in reversed(owed) if one.standing == Standing.APPROVED],
        "running": [one for one in owed if one.standing == Standing.RUNNING],
    }
    chosen = request.GET.get("show", "")
    words = [
        ("", _("To be done"), len(kinds[""])), ("waiting", pgettext("reports", "Sent"), len(kinds["waiting"])),
        ("done", pgettext("reports", "Approved"), len(kinds["done"])), ("running", _("Period still runs"), len(kinds["running"])),
    ]  # fmt: skip
    context: dict[str, Any] = {
        "owed": [(one, TONES[one.standing]) for one in kinds.get(chosen, kinds[""])[:SHOWN]], "owes_anything": bool(owed), "show": chosen,
        "n_owed": len(kinds.get(chosen, kinds[""])), "chips": chips_of(request, "show", words),
        "asked": list(queries.obligations_of(staff).filter(body_id=staff.body_id)), "waiting": list(submitted.waiting_for(staff)[:SHOWN]),
        "more_time": asked_for(staff)[:SHOWN],
        "may_set_up": may(RULES, Act.SET_UP_OBLIGATION, staff), "law": list(provisions().values()), "day": day,
    }  # fmt: skip
    return render(request, "reports/calendar/list.html", context)
