from typing import cast

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from vongtay.accounts import forms
from vongtay.accounts.models import User
from vongtay.common.requests import StaffRequest, staff_only


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    wanted = _safe(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(_choose_post(wanted))
    form = forms.SignIn(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid() and form.user:
        login(request, form.user)
        response = redirect(_choose_post(wanted))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, form.user.language, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
        return response
    status = 422 if form.is_bound else 200
    return render(request, "accounts/sign_in.html", {"form": form, "next": wanted}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@sensitive_post_parameters()
@never_cache
@staff_only
def change_password(request: StaffRequest) -> HttpResponse:
    """Let somebody change their own password; a first one must be changed before anything else."""
    user = cast("User", request.user)
    form = forms.ChangePassword(user, request.POST or None)
    if form.is_valid():
        user.password_is_first = False
        form.save()
        update_session_auth_hash(request, user)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


def _safe(request: HttpRequest, address: str) -> str:
    allowed = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and allowed else ""


def _choose_post(wanted: str) -> str:
    # The page that lets one choose a post belongs to an app above this one: it is known here by its name only.
    address = resolve_url("home:choose_post")
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address
