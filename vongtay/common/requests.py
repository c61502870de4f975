"""What a view may rely on: somebody signed in, in a post."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode

from vongtay.common.access import Staff


class StaffRequest(HttpRequest):
    """A request of somebody who acts in a post."""

    staff: Staff


def renew(form: Form, **values: int) -> None:
    """Let the next try of a refused form stand on what is there now, in its hidden fields; what was typed stays."""
    renewed = QueryDict(mutable=True)
    renewed.update(form.data)
    for name in set(values) & set(form.fields):
        renewed[name] = str(values[name])
    form.data = renewed


View = Callable[..., HttpResponse]


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
