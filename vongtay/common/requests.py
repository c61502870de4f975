"""What a view may rely on: somebody signed in, in a post."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode

from vongtay.common.access import Refused, Staff, Stale


class StaffRequest(HttpRequest):
    """A request of somebody who acts in a post."""

    staff: Staff


def whole_number(text: str) -> int | None:
    """Give the whole number that an address or a hidden field holds; None for anything else. At most nine digits, which a column can hold."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def renew(form: Form, **values: int) -> None:
    """Let the next try of a refused form stand on what is there now, in its hidden fields; what was typed stays."""
    renewed = QueryDict(mutable=True)
    renewed.update(form.data)
    for name in set(values) & set(form.fields):
        renewed[name] = str(values[name])
    form.data = renewed


View = Callable[..., HttpResponse]
Made = TypeVar("Made")


@dataclass(frozen=True)
class Done:
    """An act was done. made: what its function gave."""

    made: Any


def carry_out(
    form: Form, write: Callable[[dict[str, Any]], object], *, version: Callable[[], int] | None = None
) -> Done | None:
    """Do an act with what a valid form holds; None where the form is to be shown again.

    A refusal is put on the form, with everything typed still there. version: gives the version on which the next try of a stale form stands.
    """
    if not form.is_valid():
        return None
    try:
        return Done(do_once(write, form.cleaned_data))
    except Stale as stale:
        if version is not None:
            renew(form, version=version())
        form.add_error(None, list(stale.reasons))
    except Refused as refused:
        form.add_error(None, list(refused.reasons))
    return None


def do_once(write: Callable[[dict[str, Any]], Made], given: dict[str, Any]) -> Made:
    """Do an act whose row has the key that the form was given. Sent twice at one moment, the second waits and finds what the first made."""
    try:
        with transaction.atomic():
            return write(given)
    except IntegrityError as taken:
        if not is_taken_key(taken):
            raise
        return write(given)


def is_taken_key(error: IntegrityError) -> bool:
    """Whether the database refused a row because another one has its primary key."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "")).endswith("_pkey")


def staff_only(view: View) -> View:
    """Let in only who is signed in and acts in a post; others are led to sign in or to choose one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(f"/accounts/sign-in/?{urlencode({'next': request.path})}")
        if getattr(request, "staff", None) is None:
            return redirect("home:choose_post")
        return view(cast("StaffRequest", request), *args, **kwargs)

    guarded.staff_only = True  # type: ignore[attr-defined]  # read by the test that enumerates addresses
    return guarded
