"""Every read of readings from outside, starting from who asks."""

import hmac
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from vongtay.agencies.models import Body, Mandate
from vongtay.agencies.models import Place as Unit
from vongtay.agencies.queries import small_count_of
from vongtay.agencies.roles import MAY_COUNT
from vongtay.cases import queries as cases
from vongtay.cases.states import OPEN, State
from vongtay.common import crypto
from vongtay.common.access import Staff
from vongtay.common.days import format_day, today
from vongtay.common.periods import custom
from vongtay.common.ring import ring
from vongtay.indicators import queries as figures
from vongtay.narratives.agreement import Key, OfBody, Ours, key_of
from vongtay.narratives.models import Citation, Mark, MarkState, Reading
from vongtay.narratives.permissions import speaks_for, visible_to
from vongtay.narratives.rules import JUDGED, is_pending
from vongtay.narratives.whose import known_as, meant
from vongtay.papers.citing import Place
from vongtay.papers.models import Instrument

TEXT = ("narratives_reading", "text_ct")


def readings_of(staff: Staff) -> QuerySet[Reading, Any]:
    """The readings that `staff` may see, newest first, each with how many marks it has and how many are judged."""
    judged = Count("marks", filter=Q(marks__state__in=JUDGED))
    found = Reading.objects.filter(visible_to(staff)).defer("text_ct")
    return (
        found.select_related("body", "area", "read_by__user")
        .annotate(
            n_marks=Count("marks", filter=~Q(marks__state=MarkState.MERGED)),
            n_judged=judged,
            n_figures=Count("marks__figure"),
        )
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


def may_put_on_record(staff: Staff, reading: Reading) -> bool:
    """Say whether `staff` may put on record what stands in a report: who only handed in that of another body judges it, no more."""
    return Reading.objects.filter(speaks_for(staff), pk=reading.pk).exists()


def text_of(reading: Reading) -> str:
    """Give the text of a reading. Whoever shows it logs the look: `actions.open_reading`."""
    key = crypto.unwrap(ring(), reading.file.wrapped)
    return crypto.decrypt_text(key, reading.text_ct, aad=crypto.aad_of(*TEXT, reading.pk))


def marks_of(reading: Reading) -> list[Mark]:
    """Give the marks of a reading that stand on their own, in the order of the text."""
    related = ("indicator", "figure", "changed_by__user")
    found = Mark.objects.filter(reading=reading).exclude(state=MarkState.MERGED).select_related(*related)
    return list(found.order_by("start", "id"))


def count_marks(reading: Reading) -> int:
    """Count the marks of a reading that stand on their own."""
    return Mark.objects.filter(reading=reading).exclude(state=MarkState.MERGED).count()


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


def known_of(staff: Staff, reading: Reading, marks: list[Mark]) -> dict[Key, Ours]:
    """Give what the system itself knows of the figures of a reading, for the same area and days.

    What cases tell is counted from them, where a mandate allows it; else the standing figures of other sources are added.
    """
    keys = {key for mark in marks if (key := key_of(mark)) is not None}
    if not keys:
        return {}
    known = _from_figures(staff, reading, keys)
    days = (reading.happened_from, reading.happened_to)
    return known | {key: ours for key, ours in _from_cases(staff, reading).items() if key in keys and key[1:] == days}


def _from_figures(staff: Staff, reading: Reading, keys: set[Key], body: Body | None = None) -> dict[Key, Ours]:
    codes = {code for code, _first, _last in keys}
    others = figures.figures_as_known_on(staff).filter(area_id=reading.area_id, indicator_id__in=codes)
    others = others if body is None else others.filter(body_id=body.pk)
    by_days: dict[tuple[date, date], list[Any]] = defaultdict(list)
    for figure in others.exclude(source_id=reading.pk):
        by_days[figure.happened_from, figure.happened_to].append(figure)
    known = {}
    for (first, last), rows in by_days.items():
        for line in figures.lines_of(rows, custom(first, last)):
            if line.total is not None:
                only = line.added[0].pk if len(line.added) == 1 else None
                known[line.indicator.pk, first, last] = Ours(
                    line.total, from_cases=False, figure_id=only, whose=body.short_name if body else ""
                )
    return known


def whose_of(reading: Reading, marks: list[Mark], text: str) -> dict[UUID, Body]:
    """Give the body that the sentence of a mark names, by the mark's key, where its name fits one body of the province alone."""
    said = {mark.pk: text[slice(*span)] for mark in marks if (span := mark.read_as.get("body"))}
    if not said:
        return {}
    bodies = list(Body.objects.filter(province_id=reading.province_id).only("id", "name", "short_name"))
    province = Unit.objects.values_list("full_name", flat=True).get(pk=reading.province_id)
    names = known_as(((body, body.name) for body in bodies), province)
    return {key: body for key, words in said.items() if (body := meant(words, names)) is not None}


def known_of_bodies(staff: Staff, reading: Reading, marks: list[Mark], whose: dict[UUID, Body]) -> dict[OfBody, Ours]:
    """Give what the system knows of the bodies that sentences name, each alone: their figures, and whom they received."""
    wanted = {
        (key, whose[mark.pk].pk): whose[mark.pk]
        for mark in marks
        if mark.pk in whose and (key := key_of(mark)) is not None
    }
    if not wanted:
        return {}
    known: dict[OfBody, Ours] = {}
    for body in {body.pk: body for body in wanted.values()}.values():
        keys = {key for key, body_id in wanted if body_id == body.pk}
        for key, ours in _from_figures(staff, reading, keys, body).items():
            known[key, body.pk] = ours
    days = (reading.happened_from, reading.happened_to)
    received = {body_id for key, body_id in wanted if key == ("victim.received", *days)}
    if received and _counts(staff, reading):
        counted = cases.count_by_receiver(area_id=reading.area_id, period=custom(*days))
        for body_id in received:
            amount = figures.Amount.of(Decimal(counted.get(body_id, 0)))
            name = next(body.short_name for body in wanted.values() if body.pk == body_id)
            known[("victim.received", *days), body_id] = Ours(amount, from_cases=True, whose=name)
    return {key: ours for key, ours in known.items() if key in wanted}


def _from_cases(staff: Staff, reading: Reading) -> dict[Key, Ours]:
    """Count the cases and the list of residents abroad under the mandate of `staff`; nothing without one, or where small counts are held back."""
    if not _counts(staff, reading):
        return {}
    period = custom(reading.happened_from, reading.happened_to)
    cells = cases.count_cases(area_id=reading.area_id, period=period)
    stages = cases.stage_totals(cases.count_abroad(area_id=reading.area_id, periods=[period]))
    numbers = {
        "victim.received": sum(cell.n for cell in cells),
        "victim.suspected": sum(cell.n for cell in cells if cell.state in OPEN),
        "victim.identified": sum(cell.n for cell in cells if cell.state == State.IDENTIFIED),
        "person.abroad": stages.get("abroad", 0),
        "person.returned": stages.get("returned", 0),
    }
    return {
        (code, period.first, period.last): Ours(figures.Amount.of(Decimal(n)), from_cases=True)
        for code, n in numbers.items()
    }


def _counts(staff: Staff, reading: Reading) -> bool:
    """Whether `staff` may count the cases of a report's area exactly."""
    if staff.role not in MAY_COUNT or small_count_of(staff) is not None:
        return False
    valid = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    areas = {reading.area_id, reading.province_id}
    return Mandate.objects.filter(valid, body_id=staff.body_id, area__in=areas).exists()


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
