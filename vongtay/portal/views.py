"""Pages without sign-in: is this paper issued, and the paper behind a one-time link. They tell nothing about anybody."""

from axes.helpers import get_client_ip_address
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from vongtay.papers import actions as papers
from vongtay.papers.states import Door
from vongtay.portal import forms


def _busy(request: HttpRequest, door: Door) -> HttpResponse | None:
    """Give the page for too many requests from one address, or None."""
    if papers.may_knock(door, get_client_ip_address(request) or ""):
        return None
    return _private(render(request, "portal/busy.html", status=429))


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    # The origin alone: the address is the secret, and with "no-referrer" a browser posts the form as from nowhere, which is refused.
    response["Referrer-Policy"] = "strict-origin"
    return response


def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """Say of a check code only: issued, not issued, revoked."""
    given = {"code": code} if code else request.POST or None
    form = forms.Check(given)
    answer = ""
    if form.is_bound:
        if busy := _busy(request, Door.CHECK):
            return busy
        if form.is_valid():
            answer = papers.check(form.cleaned_data["code"])
    return _private(render(request, "portal/check.html", {"form": form, "answer": answer}))


def open_once(request: HttpRequest, token: str) -> HttpResponse:
    """Show the paper behind a link once, after its code; whoever opens it says who receives it."""
    if busy := _busy(request, Door.LINK):
        return busy
    form = forms.OpenOnce(request.POST or None)
    if form.is_valid():
        opened = papers.open_link(token=token, **form.cleaned_data, by=getattr(request, "staff", None))
        if opened.outcome == "given":
            return _private(_file(opened))
        if opened.outcome == "wrong":
            form.add_error(
                "code",
                ngettext(
                    "This is not the code of this link. %(left)s try is left.",
                    "This is not the code of this link. %(left)s tries are left.",
                    opened.tries_left,
                )
                % {"left": opened.tries_left},
            )
    # Always 200: a refused request would be logged with its address, and the address is the secret.
    state = papers.link_state(token)
    return _private(render(request, "portal/open_once.html", {"form": form, "state": state}))


def _file(opened: papers.Opened) -> HttpResponse:
    response = HttpResponse(opened.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{opened.sign.replace("/", "-")}.pdf"'
    return response
