"""One's own reminders, and the outbox for the administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.tasks import actions, forms, mail, queries
from vongtay.tasks.permissions import RULES, Act


@staff_only
def choose_mailing(request: StaffRequest) -> HttpResponse:
    """Choose whether, where and in which language one is reminded."""
    held = queries.mailing_of(request.staff)
    initial = {"is_on": held.is_on, "address": held.address, "language": held.language} if held else {"is_on": True}
    form = forms.ChooseMailing(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.choose_mailing(by=request.staff, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("Your choice was saved."))
            return redirect("tasks:reminders")
    sample = mail.words(4, held.language if held else "vi")
    context = {"form": form, "sample": sample, "is_set": mail.is_set()}
    return render(request, "tasks/reminders.html", context, status=422 if form.errors else 200)


@staff_only
def show_outbox(request: StaffRequest) -> HttpResponse:
    """Show the administrator what was sent, what failed, and why."""
    if not may(RULES, Act.READ_OUTBOX, request.staff):
        raise NotAllowed(_("Only an administrator reads the outbox."))
    rows = queries.outbox(request.staff.world)
    state = request.GET.get("state", "")
    chosen = rows.filter(state=state) if state in queries.MAIL_STATES else rows
    context = {
        "rows": [(row, mail.words(row.things, row.language)) for row in chosen[:100]], "chips": queries.outbox_chips(request.staff.world, state),
        "is_set": mail.is_set(),
    }  # fmt: skip
    return render(request, "tasks/outbox.html", context)
