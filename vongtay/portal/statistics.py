"""Published statistics for everybody: of a province, of a body, one release. Read without a session, so the database gives nothing else."""

import csv
import io

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from vongtay.agencies.models import Body, Place
from vongtay.common.downloads import csv_file
from vongtay.common.periods import CALENDAR_LABELS
from vongtay.reports.models import Publication, PublishedCell
from vongtay.reports.queries import publication as queries
from vongtay.reports.queries.published import content_of, lines_of_file

FRESH = 300  # seconds that a page may be kept by whoever carries it


@require_safe
@cache_control(public=True, max_age=FRESH)
def index(request: HttpRequest) -> HttpResponse:
    """Show which provinces and bodies have published, and the newest releases."""
    rows = list(queries.public_of(settings.WORLD).filter(withdrawn_at__isnull=True))
    places = {row.area.code: row.area.full_name for row in rows if row.area}
    bodies = {row.body.code: row.body.name for row in rows}
    context = {
        "places": sorted(places.items()),
        "bodies": sorted(bodies.items(), key=lambda one: one[1]),
        "rows": rows[:10],
    }
    return render(request, "portal/statistics.html", context)


@require_safe
@cache_control(public=True, max_age=FRESH)
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was published about a province, or by a body."""
    place = Place.objects.filter(code=code, level="province", valid_to__isnull=True).first()
    body = None if place else Body.objects.filter(code=code).first()
    if place is None and body is None:
        raise Http404
    rows = queries.public_of(settings.WORLD)
    rows = rows.filter(area=place) if place else rows.filter(body=body)
    name = place.full_name if place else body.name if body else ""
    return render(
        request, "portal/unit.html", {"name": name, "years": queries.by_year(rows), "is_place": place is not None}
    )


def _publication_or_404(code: str, year: int, place: int) -> Publication:
    try:
        return queries.public_of(settings.WORLD).get(body__code=code, year=year, number=place)
    except Publication.DoesNotExist as missing:
        raise Http404 from missing


@require_safe
@cache_control(public=True, max_age=FRESH)
def publication(request: HttpRequest, code: str, year: int, place: int) -> HttpResponse:
    """Show one release: its tables, a simple chart, and what a reader must know of the numbers."""
    row = _publication_or_404(code, year, place)
    cells = PublishedCell.objects.filter(publication=row).order_by("place")
    period = queries.period_of(row) if row.period else None
    context = {
        "row": row, "period": period, "calendar_label": CALENDAR_LABELS[period.calendar] if period else "",
        **({} if row.withdrawn_at else content_of(row, cells)),
    }  # fmt: skip
    return render(request, "portal/publication.html", context)


@require_safe
@cache_control(public=True, max_age=FRESH)
def download(request: HttpRequest, code: str, year: int, place: int) -> HttpResponse:  # noqa: ARG001  # as every view takes it
    """Give the numbers of one release as a file."""
    row = _publication_or_404(code, year, place)
    if row.withdrawn_at:
        raise Http404
    text = io.StringIO()
    csv.writer(text).writerows(lines_of_file(row, PublishedCell.objects.filter(publication=row).order_by("place")))
    return csv_file(text.getvalue(), f"{row.body.code}-{row.year}-{row.number}.csv")
