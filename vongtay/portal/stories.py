"""Published stories for everybody. Read without a session, so the database gives nothing else."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from vongtay.portal.statistics import FRESH
from vongtay.reports.models import PublishedStory
from vongtay.reports.queries import stories as queries

PAGE = 20


@require_safe
@cache_control(public=True, max_age=FRESH)
def index(request: HttpRequest) -> HttpResponse:
    """Show the stories that are out, newest first."""
    rows = queries.public_stories(settings.WORLD).filter(withdrawn_at__isnull=True)
    return render(request, "portal/stories.html", {"page": Paginator(rows, PAGE).get_page(request.GET.get("page"))})


@require_safe
@cache_control(public=True, max_age=FRESH)
def story(request: HttpRequest, code: str, year: int, place: int) -> HttpResponse:
    """Show one story."""
    try:
        row = queries.public_stories(settings.WORLD).get(body__code=code, year=year, number=place)
    except PublishedStory.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "portal/story.html", {"row": row})
