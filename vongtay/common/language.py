"""The language of the pages: Vietnamese, unless somebody has chosen otherwise. What a browser asks for is no choice."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def said(vietnamese: str, english: str) -> str:
    """Give the English words on a page that somebody reads in English; all else, papers too, is Vietnamese.

    For words that are put together from days and numbers: whole sentences stand in the catalogues.
    """
    return english if translation.get_language() == "en" else vietnamese


class ChosenLanguage:
    """Activates the language chosen in this browser for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # as Django's own middleware does
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response
