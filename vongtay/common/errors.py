"""The pages for what went wrong. They say what happened, what was kept and what to do, and never a fact of a case."""

import logging
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader

from vongtay.common.uploads import was_refused

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """Say that the request could not be understood."""
    return _page(request, "errors/400.html", 400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """Say that there is no such page, or none that this person may open: the two look alike."""
    return _page(request, "errors/404.html", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  # Django gives it
    """Answer a refused request as a missing one."""
    return _page(request, "errors/404.html", 404)


def refused(request: HttpRequest, reasons: Sequence[str]) -> HttpResponse:
    """Say why an act on something already seen was not done; nothing has changed."""
    return _page(request, "errors/refused.html", 403, reasons=reasons)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # Django gives it
    """Say that the form was too old or came from elsewhere, or that what came with it was too large to be read."""
    if was_refused(request):
        return _page(request, "errors/413.html", 413)
    return _page(request, "errors/csrf.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke here; must work even if templates or static files are what broke."""
    try:
        return _page(request, "errors/500.html", 500)
    except (TemplateDoesNotExist, TemplateSyntaxError, ValueError, OSError):
        log.exception("The error page could not be drawn")
        text = "Hệ thống gặp lỗi. Những gì đã báo “Đã lưu” vẫn còn. Hãy thử lại sau ít phút."
        return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


def _page(request: HttpRequest, name: str, status: int, **more: object) -> HttpResponse:
    # No context processors: what they need may be what is missing.
    content = loader.get_template(name).render(
        {"theme": theme_of(request), "is_htmx": bool(request.headers.get("HX-Request"))} | more
    )
    return HttpResponse(content, status=status)


def theme_of(request: HttpRequest) -> str:
    """Give the theme chosen in this browser: light, dark, or nothing to follow the system."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in ("light", "dark") else ""
