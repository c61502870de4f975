"""Every read of readings from outside, starting from who asks."""

import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from vongtay.common import crypto
from vongtay.common.access import Staff
from vongtay.common.days import format_day
from vongtay.common.ring import ring
from vongtay.narratives.models import Citation, Mark, MarkState, Reading
from vongtay.narratives.permissions import visible_to
from vongtay.narratives.rules import JUDGED, is_pending
from vongtay.papers.citing import Place
from vongtay.papers.models import Instrument

TEXT = ("narratives_reading", "text_ct")


def readings_of(staff: Staff) -> QuerySet[Reading, Any]:
    """The readings that `staff` may see, newest first, each with how many marks it has and how many are judged."""
    judged = Count("marks", filter=Q(marks__state__in=JUDGED))
    found = Reading.objects.filter(visible_to(staff)).defer("text_ct")
    return (
        found.select_related("body", "area", "read_by__user")
        .annotate(n_marks=Count("marks"), n_judged=judged, n_figures=Count("marks__figure"))
        .order_by("-read_at", "id")
    )


def reading_of(staff: Staff, reading_id: UUID) -> Reading:
    """One reading. Reading.DoesNotExist both when there is none and when `staff` may not see it."""
    related = ("body", "area", "read_by__user", "read_by__body", "file")
    found = Reading.objects.filter(visible_to(staff)).select_related(*related).defer("file__content_ct")
    return found.get(pk=reading_id)


def twin_of(staff: Staff, content: bytes) -> Reading | None:
    """Give the reading of the very same file, where there is one that `staff` may see."""
    digest = hmac.digest(ring().index, content, "sha256")
    return Reading.objects.filter(visible_to(staff), file__digest=digest).defer("text_ct").first()


def text_of(reading: Reading) -> str:
    """Give the text of a reading. Whoever shows it logs the look: `actions.open_reading`."""
    key = crypto.unwrap(ring(), reading.file.wrapped)
    return crypto.decrypt_text(key, reading.text_ct, aad=crypto.aad_of(*TEXT, reading.pk))


def marks_of(reading: Reading) -> list[Mark]:
    """Give the marks of a reading in the order of the text."""
    related = ("indicator", "figure", "changed_by__user")
    return list(Mark.objects.filter(reading=reading).select_related(*related).order_by("start", "id"))


def mark_of(reading: Reading, mark_id: UUID) -> Mark:
    """Give one mark of a reading. Errors: Mark.DoesNotExist."""
    return (
        Mark.objects.filter(reading=reading).select_related("indicator", "figure", "changed_by__user").get(pk=mark_id)
    )


def mark_of_figure(staff: Staff, source_id: UUID | None, start: int | None) -> Mark | None:
    """Give the mark from which a figure was confirmed, where `staff` may see its reading."""
    if source_id is None:
        return None
    readings = Reading.objects.filter(visible_to(staff), pk=source_id)
    related = ("reading__file", "reading__body", "reading__area")
    return Mark.objects.filter(reading__in=readings, start=start).select_related(*related).first()


def citations_of(reading: Reading) -> list[Citation]:
    """Give the documents that a reading cites, in the order of the text."""
    return list(Citation.objects.filter(reading=reading).select_related("instrument").order_by("start"))


def cited_counts(staff: Staff, ids: list[UUID]) -> dict[UUID, int]:
    """Count how often the readings within reach cite each of these documents."""
    within = Citation.objects.filter(instrument__in=ids, reading__in=Reading.objects.filter(visible_to(staff)))
    return dict(within.order_by().values_list("instrument").annotate(n=Count("pk")))


def citing(staff: Staff, instrument: Instrument) -> list[Place]:
    """Give where the readings within reach cite a document, newest reading first."""
    rows = Citation.objects.filter(instrument=instrument, reading__in=Reading.objects.filter(visible_to(staff)))
    return [
        Place(
            f"{reverse('narratives:show', args=[row.reading_id])}#c-{row.pk}",
            f"{row.reading.body.short_name}, {row.reading.area.full_name}",
            f"{format_day(row.reading.happened_from)}–{format_day(row.reading.happened_to)}",
        )
        for row in rows.select_related("reading__body", "reading__area").order_by("-reading__read_at", "start")
    ]


@dataclass(frozen=True)
class Progress:
    """How far a reading is judged, and how many marks wait to be confirmed."""

    judged: int
    marks: int
    pending: int
    unsure: int


def progress_of(marks: list[Mark]) -> Progress:
    """Count how far the marks of a reading are judged."""
    return Progress(
        sum(mark.state in JUDGED for mark in marks), len(marks), sum(is_pending(mark) for mark in marks),
        sum(mark.state == MarkState.UNSURE for mark in marks),
    )  # fmt: skip
