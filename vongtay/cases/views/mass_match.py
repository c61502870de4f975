"""Matching the lines of an event with the abroad list: each candidate says why, a person says yes or no, and that is remembered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vongtay.cases import actions, forms, queries
from vongtay.cases.models import MassMatch
from vongtay.cases.permissions import Act
from vongtay.cases.queries import abroad_of
from vongtay.cases.views.mass import done, event_or_404, need, say, show_form
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
def undo_match(request: StaffRequest, code: str, match_id: str) -> HttpResponse:
    """Take a judgement back; a return that it wrote into the abroad list only with a reason."""
    event = event_or_404(request.staff, code)
    need(Act.MATCH_MASS, request, event)
    wanted = MassMatch.objects.select_related("line__event__lead")
    match = get_object_or_404(wanted, pk=match_id, line__event=event, undone_at__isnull=True)
    form = forms.TakeBackMatch(request.POST or None, needs_reason=match.step_id is not None)
    whole: list[bool] = []
    if request.method == "POST" and done(
        form, lambda: whole.append(actions.undo_match(match=match, by=request.staff, why=form.cleaned_data["why"]))
    ):
        if whole[0]:
            messages.success(request, _("Taken back."))
        else:
            messages.warning(
                request, _("Taken back. The entry of the abroad list has gone on since: correct it on its page.")
            )
        return redirect("cases:mass_match", code=code)
    words = {
        "title": _("Take back a confirmed match"),
        "button": _("Take back"),
        "lead": _(
            "The person was received, so the entry stands as returned. It goes back to what it was before, and no figure counts this return."
        ),
    }
    return show_form(request, form, words, event)
