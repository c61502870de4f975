"""Error pages say what happened, what was kept and what to do; and every page carries the headers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from vongtay.common import errors
from vongtay.common.security import SecurityHeaders

SECRET = "LS-2026-K7M2QD of somebody"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_missing_and_forbidden_look_alike():
    request = RequestFactory().get("/cases/X/")
    missing = errors.not_found(request, Http404(SECRET))
    forbidden = errors.forbidden(request, PermissionDenied(SECRET))
    assert missing.status_code == forbidden.status_code == 404
    assert missing.content == forbidden.content


@pytest.mark.parametrize(
    ("page", "status"),
    [(errors.bad_request, 400), (errors.not_found, 404), (errors.forbidden, 404), (errors.csrf_failed, 403)],
)
def test_no_error_page_tells_what_was_asked(page, status):
    answer = page(RequestFactory().get(f"/cases/?q={SECRET}"), Exception(SECRET))
    assert answer.status_code == status
    text = answer.content.decode()
    assert SECRET not in text
    assert "<h1>" in text
    assert "Go to today" in text


def test_a_fault_is_told_without_its_facts():
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "What was saved before is kept" in answer.content.decode()


def test_a_fault_of_the_templates_themselves_is_still_answered(settings):
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [], "OPTIONS": {"loaders": []}}]
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in answer.content.decode()


def test_the_theme_comes_from_the_cookie_and_nothing_else_does():
    request = RequestFactory().get("/")
    request.COOKIES["theme"] = "dark"
    assert 'data-bs-theme="dark"' in errors.not_found(request).content.decode()
    request.COOKIES["theme"] = '"><script>'
    assert errors.theme_of(request) == ""


def test_every_answer_carries_a_policy_without_inline_code_or_other_origins():
    answer = SecurityHeaders(lambda _request: HttpResponse("x"))(RequestFactory().get("/"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["Cache-Control"] == "no-store"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_an_answer_may_be_stricter_by_itself():
    strict = HttpResponse("x", headers={"Content-Security-Policy": "sandbox"})
    assert SecurityHeaders(lambda _request: strict)(RequestFactory().get("/"))["Content-Security-Policy"] == "sandbox"
