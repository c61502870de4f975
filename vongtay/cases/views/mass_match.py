"""Matching the lines of an event with the abroad list: each candidate says why, a person says yes or no, and that is remembered."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.cases import actions, queries
from vongtay.cases.models import MassMatch
from vongtay.cases.permissions import Act
from vongtay.cases.queries import abroad_of
from vongtay.cases.views.mass import event_or_404, need, say
from vongtay.common.requests import StaffRequest, staff_only

AT_ONCE = 20


@staff_only
def match_lines(request: StaffRequest, code: str) -> HttpResponse:
    """Show the lines that nobody has confirmed yet with whom each may be; or write one judgement."""
    event = event_or_404(request.staff, code)
    need(Act.MATCH_MASS, request, event)
    if request.method == "POST":
        line = get_object_or_404(
            queries.mass_lines(event).select_related("event__lead"), tag=request.POST.get("line", "")
        )
        entry = get_object_or_404(abroad_of(request.staff), code=request.POST.get("entry", ""))
        same = request.POST.get("same") == "yes"
        said = _("Confirmed: the same person.") if same else _("Noted: two people. It will not be offered again.")
        say(request, lambda: actions.judge_match(line=line, entry=entry, same=same, by=request.staff), said)
        return redirect(f"{request.path}?page={request.POST.get('page', '1')}")
    page = Paginator(queries.unmatched_lines(event), AT_ONCE).get_page(request.GET.get("page"))
    lines = list(page.object_list)
    candidates = queries.line_candidates(request.staff, lines)
    shown = [line for line in lines if candidates[line.pk]]
    for line in shown:
        line.event = event
    answers = actions.look_at_lines(lines=shown, purpose="duplicate", by=request.staff) if shown else {}
    context = {
        "event": event, "page": page, "rows": [(line, answers.get(line.pk, {}), candidates[line.pk]) for line in shown], "without": len(lines) - len(shown),
        "judged": queries.judgements_of(event), "is_open": event.finished_at is None,
    }  # fmt: skip
    return render(request, "cases/mass/match.html", context)


@staff_only
@require_POST
def undo_match(request: StaffRequest, code: str, match_id: str) -> HttpResponse:
    """Take a judgement back."""
    event = event_or_404(request.staff, code)
    match = get_object_or_404(MassMatch.objects.select_related("line__event__lead"), pk=match_id, line__event=event)
    say(request, lambda: actions.undo_match(match=match, by=request.staff), _("Taken back."))
    return redirect("cases:mass_match", code=code)
