"""The form of one act: shown, or done; a refusal keeps everything typed."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Refused, Stale, may
from vongtay.common.requests import StaffRequest, do_once, renew
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.views import drafting


def allow(request: StaffRequest, act: Act, record: Any = None) -> None:
    """Refuse the page of an act that the post may not do. Errors: NotAllowed."""
    if not may(RULES, act, request.staff, record):
        raise NotAllowed(_("Your post may not do this."))


def one_of(request: StaffRequest, rows: Any, pk: Any, act: Act) -> Any:
    """Give a row that may be seen, for an act that may be done; missing and out of sight are the same 404."""
    allow(request, Act.READ)
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    allow(request, act, row)
    return row


def act_page(
    request: StaffRequest, form: django_forms.Form, write: Callable[[dict[str, Any]], object], **words: Any
) -> HttpResponse:
    """Show the form, or do its act and go to `back`. `record`: the row whose version a stale form takes up.

    `draft`: the name under which what is typed is kept until it is sent.
    """
    draft = words.pop("draft", "")
    words |= drafting.resume(request, form, draft) if draft else {}
    if form.is_valid():
        try:
            made = do_once(write, form.cleaned_data)
        except (Refused, ValueError) as refused:
            if isinstance(refused, Stale) and (record := words.get("record")) is not None:
                renew(form, version=type(record).objects.values_list("version", flat=True).get(pk=record.pk))
            form.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
        else:
            if draft:
                drafting.drop(request, draft)
            messages.success(request, words["done"])
            back = words["back"]
            return redirect(back(made) if callable(back) else back)
    page = words.pop("template", "programme/inspections/act.html")
    shown = {name: value for name, value in words.items() if not callable(value)}
    return render(request, page, {"form": form, **shown}, status=422 if form.errors else 200)
