"""What the pages of the programme share: who may read them, and the page of an act."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, may
from vongtay.common.requests import StaffRequest, carry_out
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.views import drafting


def may_read(request: StaffRequest) -> None:
    """Refuse whoever does not read the programme. Errors: NotAllowed."""
    if not may(RULES, Act.READ, request.staff):
        raise NotAllowed(_("Your post does not read the programme."))


def act_page(
    request: StaffRequest,
    form: django_forms.Form,
    write: Callable[[dict[str, Any]], object],
    *,
    back: str,
    done: str,
    **words: Any,
) -> HttpResponse:
    """Show the form of an act, or do it and go `back`, or to `after`; a refusal is shown on the form with everything typed still there.

    words: title, button and what the template needs besides; `version` gives the version on which the next try stands;
    `draft` the name under which what is typed is kept until it is sent.
    """
    draft = words.pop("draft", "")
    words |= drafting.resume(request, form, draft) if draft else {}
    if carry_out(form, write, version=words.get("version")):
        if draft:
            drafting.drop(request, draft)
        messages.success(request, done)
        return redirect(words.get("after") or back)
    context = {"form": form, "back": back, **words}
    template = words.get("template", "programme/activities/act.html")
    return render(request, template, context, status=422 if form.errors else 200)
