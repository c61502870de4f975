from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vongtay.audit import queries
from vongtay.audit.forms import ChooseEntries
from vongtay.audit.permissions import RULES, Act
from vongtay.common.access import NotAllowed, may
from vongtay.common.requests import StaffRequest, staff_only


@staff_only
def list_entries(request: StaffRequest) -> HttpResponse:
    """Show the log, newest first, for auditors."""
    if not may(RULES, Act.READ_LOG, request.staff):
        raise NotAllowed(_("Your post does not read the log."))
    form = ChooseEntries(request.GET)
    form.is_valid()
    found = queries.entries_of(request.staff, form.chosen(), before=form.cleaned_data.get("before"))
    older = request.GET.copy()
    older["before"] = str(found.older)
    return render(
        request,
        "audit/list.html",
        {
            "form": form,
            "entries": [
                (entry, queries.act_words(entry.act), queries.purpose_words(entry.purpose)) for entry in found.entries
            ],
            "older": older.urlencode() if found.older else "",
        },
    )
