"""What the pages of documents, plans and co-ordination share: who may open them, and the page of an act."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, may
from vongtay.common.requests import StaffRequest, carry_out
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.views import drafting


def allow(request: StaffRequest, act: Act = Act.READ_DOCUMENTS, record: Any = None) -> None:
    """Let in only who may. Errors: NotAllowed."""
    if not may(RULES, act, request.staff, record):
        raise NotAllowed(_("Your post may not do this, or it belongs to another body."))


def chips_of(request: StaffRequest, name: str, items: list[tuple[str, str, int | str]]) -> list[dict[str, Any]]:
    """Give the filters of one field, keeping the others that stand in the address. items: value, words, count."""
    kept = {key: value for key, value in request.GET.items() if key not in {name, "page"} and value}
    chosen = request.GET.get(name, "")
    return [
        {"label": words, "url": f"?{urlencode(kept | ({name: value} if value else {}))}", "is_on": value == chosen, "count": count}
        for value, words, count in items
    ]  # fmt: skip


def act_page(
    request: StaffRequest, form: django_forms.Form, write: Callable[[dict[str, Any]], str | None], *, back: str, done: str, **words: Any
) -> HttpResponse:  # fmt: skip
    """Show the form of an act, or do it and go `back`, or where `write` says; a refusal is shown with everything typed still there.

    words: title, button and what the template needs besides; `version` gives the version on which the next try stands;
    `draft` the name under which what is typed is kept until it is sent.
    """
    draft = words.pop("draft", "")
    words |= drafting.resume(request, form, draft) if draft else {}
    if carried := carry_out(form, write, version=words.get("version")):
        if draft:
            drafting.drop(request, draft)
        messages.success(request, done)
        return redirect(str(carried.made) if carried.made else back)
    context = {"form": form, "back": back, **words}
    return render(request, words.get("template", "programme/act.html"), context, status=422 if form.errors else 200)
