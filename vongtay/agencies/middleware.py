"""Runs each view in a transaction in which the database knows who asks."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DataError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vongtay.agencies.actions import close_session, enter
from vongtay.agencies.tokens import token_of
from vongtay.audit import actions as audit
from vongtay.common import errors
from vongtay.common.access import Refused, Staff

log = logging.getLogger(__name__)


class StaffContext:
    """Sets `request.staff`: the post confirmed by the database for this request, or None.

    The view runs inside the transaction, so what it wrote (looks at an identity too) is committed before its page is
    sent, and a failure leaves nothing half-done.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.staff = None  # type: ignore[attr-defined]  # Django's request takes what middleware adds
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse:
        try:
            return self._in_context(request, view, args, kwargs)
        except Refused as refused:
            _note_refusal(request)
            return errors.refused(request, refused.reasons)
        except DataError as error:
            # What was sent is nothing that a column can hold: a NUL, a number beyond its range. The error may quote it, so it is not logged.
            log.warning(
                "%s asked for what the database can't hold (%s)",
                view.__module__,
                getattr(error.__cause__, "sqlstate", None),
            )
            return errors.bad_request(request)

    def _in_context(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse:
        with transaction.atomic():
            token = token_of(request) if request.user.is_authenticated else None
            staff: Staff | None = enter(token) if token else None
            request.staff = staff  # type: ignore[attr-defined]  # as above
            if staff and token and request.resolver_match and request.resolver_match.view_name == "accounts:sign_out":
                close_session(token)  # the page of sign-out knows no posts; its session ends with it
            if staff and _must_change(request):
                return redirect("accounts:password")
            response = view(request, *args, **kwargs)
            if staff and response.status_code == 302 and request.method == "POST" and _is_password_page(request):
                audit.record("accounts.change_password", by=staff)  # the page knows no log: it lies below it
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response


def _is_password_page(request: HttpRequest) -> bool:
    return bool(request.resolver_match) and request.resolver_match.view_name == "accounts:password"  # type: ignore[union-attr]  # as asked


def _must_change(request: HttpRequest) -> bool:
    """Say whether somebody still uses the password that an administrator gave them, on another page than that to change it."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    first = bool(getattr(request.user, "password_is_first", False))
    return first and name not in {"accounts:password", "accounts:sign_out", "accounts:language"}


def _note_refusal(request: HttpRequest) -> None:
    """Log an act that was refused, in a transaction of its own: that of the act is gone."""
    staff: Staff | None = getattr(request, "staff", None)
    token = token_of(request)
    if staff is None or token is None:
        return
    with transaction.atomic():
        if enter(token):
            act = request.resolver_match.view_name if request.resolver_match else ""
            audit.record(act.replace(":", "."), by=staff, outcome="refused")
