"""Today, search, and the choice of a post."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from vongtay.accounts.models import User
from vongtay.agencies import actions as agencies
from vongtay.agencies.models import Post
from vongtay.agencies.queries import posts_of
from vongtay.agencies.roles import MAY_COUNT
from vongtay.agencies.tokens import token_for
from vongtay.audit import actions as audit
from vongtay.cases.queries import cases_of_people
from vongtay.common.access import Refused
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.home import today as day
from vongtay.people.permissions import RULES, Act
from vongtay.people.queries import Found, find_by_name, find_by_number, known_elsewhere


@staff_only
def today(request: StaffRequest) -> HttpResponse:
    """Show what is overdue, due today, due this week, and what waits for others."""
    titles = {
        "overdue": _("Overdue"),
        "due_today": _("Due today"),
        "this_week": _("Due this week"),
        "paused": _("Clocks that stand still"),
        "unset": _("No legal basis entered: no date is computed"),
    }
    return render(
        request,
        "home/today.html",
        {"day": day.of(request.staff), "titles": titles, "counts": request.staff.role in MAY_COUNT},
    )


@login_required
def choose_post(request: HttpRequest) -> HttpResponse:
    """Let somebody with several posts choose one; with one post there is nothing to choose."""
    user = cast("User", request.user)
    posts = list(posts_of(user.id))
    if request.method == "POST" or len(posts) == 1:
        wanted = posts[0] if len(posts) == 1 else get_object_or_404(posts_of(user.id), pk=request.POST.get("post"))
        try:
            return _take(request, user, wanted)
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
    return render(request, "home/choose_post.html", {"posts": posts})


def _take(request: HttpRequest, user: User, post: Post) -> HttpResponse:
    if not request.session.session_key:
        request.session.create()
    request.session["post"] = get_random_string(20)
    token = token_for(cast("str", request.session.session_key), request.session["post"])
    agencies.take_post(user_id=user.id, post=post, token=token)
    return redirect(_wanted(request) or "home:today")


def _wanted(request: HttpRequest) -> str:
    """Give the page that somebody asked for before they signed in, if it is one of ours."""
    address = request.GET.get("next", "")
    return (
        address
        if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
        else ""
    )


@staff_only
def search(request: StaffRequest) -> HttpResponse:
    """Find a case by its code, or people by name or number. The words typed never stand in an address or a log."""
    text = request.POST.get("q", "").strip()
    born = request.POST.get("born", "").strip()
    if request.method != "POST" or not text:
        return render(request, "home/search.html", {"found": None})
    if _is_code(text):
        return redirect("cases:show", code=text.upper())
    if not RULES[Act.SEARCH](request.staff, None):
        return render(
            request, "home/search.html", {"found": None, "refused": _("Your post searches by case code only.")}
        )
    return _search_people(request, text, whole_number(born) if len(born) == 4 else None)


def _is_code(text: str) -> bool:
    """Tell a code of a case, or of a tip, from words."""
    parts = text.upper().removeprefix("TIN-").split("-")
    return len(parts) == 3 and parts[1].isdigit() and len(parts[1]) == 4


def _search_people(request: StaffRequest, text: str, born: int | None) -> HttpResponse:
    by_number = any(letter.isdigit() for letter in text)
    context: dict[str, object] = {"q": text, "born": born or ""}
    try:
        if by_number:
            people = find_by_number(text)
            found, elsewhere = (
                Found([]),
                known_elsewhere(number=text) if not text.startswith(("0", "+")) or len(text) > 11 else [],
            )
        else:
            found, elsewhere = find_by_name(text, born=born), known_elsewhere(name=text, born=born)
            people = [hit.person_id for hit in found.hits]
    except ValueError as wrong:
        return render(request, "home/search.html", context | {"found": None, "refused": str(wrong)})
    cases = cases_of_people(request.staff, people)
    hits = [(hit, cases[hit.person_id]) for hit in found.hits if hit.person_id in cases]
    numbered = list(cases.values()) if by_number else []
    audit.record(
        Act.SEARCH, by=request.staff, part="identity", purpose="duplicate",
        details={"by": "number" if by_number else "name", "born": born is not None, "hits": len(cases), "elsewhere": len(elsewhere)},
    )  # fmt: skip
    return render(
        request,
        "home/search.html",
        context | {"found": found, "hits": hits, "numbered": numbered, "elsewhere": elsewhere},
    )
