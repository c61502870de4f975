"""What the pages of the programme share: who may open them, filters of a list, and the page of an act."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
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


def one_of(request: StaffRequest, rows: Any, pk: Any, act: Act) -> Any:
    """Give a row that may be seen, for an act that may be done; missing and out of sight are the same 404."""
    allow(request, Act.READ)
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    allow(request, act, row)
    return row


def act_page(
    request: StaffRequest, form: django_forms.Form, write: Callable[[dict[str, Any]], object], *, back: str, done: str, **words: Any
) -> HttpResponse:  # fmt: skip
    """Show the form of an act, or do it and go `back`, or where `write` says by an address; a refusal is shown with everything typed still there.

    words: title, button and what the template needs besides. `after` gives, from what was made, where to go instead; `record` or
    `version` the version on which the next try stands; `draft`
    the name under which what is typed is kept until it is sent.
    """
    after, record, draft = words.pop("after", None), words.pop("record", None), words.pop("draft", "")
    words |= drafting.resume(request, form, draft) if draft else {}
    version = words.pop("version", None) or (record and (lambda: _version_of(record)))
    if carried := carry_out(form, write, version=version):
        if draft:
            drafting.drop(request, draft)
        messages.success(request, done)
        if isinstance(carried.made, str):
            return redirect(carried.made)
        return redirect(after(carried.made) if after else back)
    template = words.pop("template", "programme/act.html")
    return render(request, template, {"form": form, "back": back, **words}, status=422 if form.errors else 200)


def _version_of(record: Any) -> int:
    return int(type(record)._default_manager.values_list("version", flat=True).get(pk=record.pk))
