"""Every read of readings from outside, starting from who asks."""

import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vongtay.common import crypto
from vongtay.common.access import Staff
from vongtay.common.ring import ring
from vongtay.narratives.models import Citation, Mark, MarkState, Reading
from vongtay.narratives.permissions import visible_to
from vongtay.narratives.rules import JUDGED, is_pending
from vongtay.papers.instruments import normal_number
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


def documents(staff: Staff, *, text: str = "", kind: str = "") -> QuerySet[Instrument]:
    """Give the register of plans, letters and laws, newest first, each with how often the readings within reach cite it.

    text: a number and sign, or words of the title or of the body.
    """
    found = Instrument.objects.filter(world=staff.world, province_id=staff.province_id)
    if kind:
        found = found.filter(kind=kind)
    if text.strip():
        by_words = Q(title__icontains=text.strip()) | Q(issuer__icontains=text.strip())
        found = found.filter(by_words | Q(normal__contains=normal_number(text)) if normal_number(text) else by_words)
    cited = Citation.objects.filter(instrument=OuterRef("pk"), reading__in=Reading.objects.filter(visible_to(staff)))
    counted = cited.order_by().values("instrument").annotate(n=Count("pk")).values("n")
    return found.annotate(n_cited=Coalesce(Subquery(counted), 0)).order_by(
        F("dated_on").desc(nulls_last=True), "number"
    )


def document_kinds(staff: Staff) -> list[str]:
    """Give the kinds that the register holds, in order."""
    rows = Instrument.objects.filter(world=staff.world, province_id=staff.province_id).exclude(kind="")
    return sorted(set(rows.values_list("kind", flat=True)))


def citing(staff: Staff, instrument: Instrument) -> list[Citation]:
    """Give where the readings within reach cite a document, newest reading first."""
    rows = Citation.objects.filter(instrument=instrument, reading__in=Reading.objects.filter(visible_to(staff)))
    return list(rows.select_related("reading__body", "reading__area").order_by("-reading__read_at", "start"))


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
