from bisect import bisect_left
from functools import partial
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Body, Mandate, Place
from vongtay.agencies.queries import places_of, within
from vongtay.agencies.roles import MAY_COUNT
from vongtay.common.access import Refused, Staff, Stale, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.indicators import queries as figures
from vongtay.indicators.models import Figure, Indicator
from vongtay.indicators.permissions import RULES as FIGURE_RULES
from vongtay.indicators.permissions import Act as FigureAct
from vongtay.narratives import actions, agreement, forms, joining, queries, rules
from vongtay.narratives.loading import MEDIA_TYPES
from vongtay.narratives.models import Mark, MarkState, Reading
from vongtay.narratives.permissions import RULES, Act
from vongtay.narratives.views.reasons import reasons_of
from vongtay.papers.actions import open_file as open_stored

PAGE = 25
ONE_CLICK = frozenset({"accept", "reject", "undo", "merge"})


def _allowed(request: StaffRequest, act: Act) -> None:
    """Refused and missing look alike."""
    if not may(RULES, act, request.staff):
        raise Http404


def _reading(request: StaffRequest, reading_id: UUID, act: Act = Act.OPEN) -> Reading:
    _allowed(request, act)
    try:
        return queries.reading_of(request.staff, reading_id)
    except Reading.DoesNotExist as missing:
        raise Http404 from missing


def _mark(reading: Reading, mark_id: UUID) -> Mark:
    try:
        return queries.mark_of(reading, mark_id)
    except Mark.DoesNotExist as missing:
        raise Http404 from missing


def _is_htmx(request: StaffRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


@staff_only
def list_readings(request: StaffRequest) -> HttpResponse:
    """Show the reports that were read, each with how far it is judged."""
    _allowed(request, Act.OPEN)
    page = Paginator(queries.readings_of(request.staff), PAGE).get_page(request.GET.get("page"))
    return render(request, "narratives/list.html", {"page": page})


def bodies_for(staff: Staff) -> Any:
    """Whose reports somebody may hand in: their own body's; under a mandate those of the province, too."""
    own = Q(pk=staff.body_id)
    if staff.role in MAY_COUNT and Mandate.objects.filter(body_id=staff.body_id).exists():
        own |= Q(province_id=staff.province_id)
    return Body.objects.filter(own).order_by("sort_key")


def areas_for(staff: Staff) -> Any:
    """Of which areas somebody's reports may speak: what their body serves, the communes within it, the former units it was made from."""
    communes = (
        places_of(staff).filter(parent__isnull=False) if staff.place_id == staff.province_id else Place.objects.none()
    )
    former = within(staff.place_id) if staff.place_id else ()
    return Place.objects.filter(Q(pk__in=former) | Q(pk=staff.place_id) | Q(pk__in=communes.values("pk"))).order_by(
        "-level", "valid_to", "sort_key"
    )


@staff_only
def upload(request: StaffRequest) -> HttpResponse:
    """Take a report, read it, and lead to what was read."""
    _allowed(request, Act.UPLOAD)
    staff = request.staff
    form = forms.Upload(
        request.POST or None, request.FILES or None, bodies=bodies_for(staff), places=areas_for(staff), today=today(),
        initial={"body": staff.body_id, "area": staff.place_id},
    )  # fmt: skip
    twin: Reading | None = None
    if form.is_valid():
        given = form.cleaned_data
        content = actions.Upload(
            given["file"].read(), given["file"].name, given["body"], given["area"], given["period"]
        )
        try:
            reading = actions.upload(upload=content, by=staff)
        except actions.AlreadyRead as known:
            twin = known.reading
            form.add_error("file", list(known.reasons))
        except Refused as refused:
            form.add_error("file", list(refused.reasons))
        else:
            return redirect("narratives:show", reading_id=reading.pk)
    return render(request, "narratives/upload.html", {"form": form, "twin": twin}, status=422 if form.errors else 200)


@staff_only
def show_reading(request: StaffRequest, reading_id: UUID) -> HttpResponse:
    """Show the text with its marks, and the marks with what was read."""
    reading = _reading(request, reading_id)
    text = actions.open_reading(reading=reading, by=request.staff)
    marks, cited = queries.marks_of(reading), queries.citations_of(reading)
    unsure_first = request.GET.get("order") != "text"
    listed = sorted(marks, key=lambda mark: mark.state != MarkState.UNSURE) if unsure_first else marks
    _dress(request.staff, reading, marks, text)
    context = {
        "reading": reading, "paragraphs": list(rules.paragraphs_of(text, [*marks, *cited])), "marks": listed, "unsure_first": unsure_first,
        "cited": _documents(text, cited), "progress": queries.progress_of(marks),
        "may_confirm": queries.may_put_on_record(request.staff, reading),
    }  # fmt: skip
    return render(request, "narratives/show.html", context)


def _dress(staff: Staff, reading: Reading, marks: list[Mark], text: str) -> None:
    """Give each mark what its item shows: its words, the next mark, the system's own figure, parts that don't fit."""
    whose = queries.whose_of(reading, marks, text)
    of_body = queries.known_of_bodies(staff, reading, marks, whose)
    beside = agreement.besides(marks, queries.known_of(staff, reading, marks), of_body, whose)
    misfits = agreement.misfits(marks, text)
    starts = [mark.start for mark in marks]
    for mark, following in zip_longest(marks, marks[1:]):
        row: Any = mark
        row.quote, row.because = text[mark.start : mark.end], reasons_of(mark, text)
        for name in ("body", "place"):
            setattr(row, f"{name}_said", text[slice(*mark.read_as.get(name, (0, 0)))])
        joins = following is not None and not joining.why_not_merged(mark, following, text)
        row.following = following if joins else None
        row.beside, row.misfit = beside.get(mark.pk), misfits.get(mark.pk)
        first, last = mark.read_as.get("sentence") or (mark.start, mark.end)
        near = marks[bisect_left(starts, first) : bisect_left(starts, last)]
        row.divides = not mark.nil and bool(joining.spares_of(mark, near, text))


def _documents(text: str, cited: list[Any]) -> list[dict[str, Any]]:
    """Give each document cited once, with every place where it is named."""
    found: dict[UUID, dict[str, Any]] = {}
    for row in cited:
        entry = found.setdefault(
            row.instrument_id, {"instrument": row.instrument, "quote": text[row.start : row.end], "places": []}
        )
        entry["places"].append(row.pk)
    return list(found.values())


@staff_only
@require_POST
def judge(request: StaffRequest, reading_id: UUID, mark_id: UUID) -> HttpResponse:
    """Accept, reject or undo by one press."""
    reading = _reading(request, reading_id, Act.JUDGE)
    _mark(reading, mark_id)
    act, version = request.POST.get("act", ""), whole_number(request.POST.get("version", ""))
    if act not in ONE_CLICK or version is None:
        raise Http404
    trouble, before = "", queries.count_marks(reading)
    try:
        _judge(request, actions.Judged(mark_id, version, act))
    except Refused as refused:
        trouble = " ".join(refused.reasons)
    return _after(request, reading, mark_id, trouble, before=before)


def _judge(request: StaffRequest, judged: actions.Judged) -> None:
    """Do the act that a press names."""
    if judged.act == "undo":
        actions.undo(judged=judged, by=request.staff)
    elif judged.act == "merge":
        version = whole_number(request.POST.get("next_version", "")) or 0
        try:
            joined = actions.Joined(judged.mark_id, judged.version, UUID(request.POST.get("next", "")), version)
        except ValueError as wrong:
            raise Http404 from wrong
        actions.merge(joined=joined, by=request.staff)
    else:
        actions.judge(judged=judged, by=request.staff)


def _after(
    request: StaffRequest, reading: Reading, mark_id: UUID, trouble: str = "", *, before: int | None = None
) -> HttpResponse:
    """Show what stands now: its item, its mark in the text and the progress where a script asked; else the page again.

    before: how many marks there were; where there are more or fewer now, the whole page is shown again.
    """
    address = reverse("narratives:show", args=[reading.pk])
    if not _is_htmx(request):
        if trouble:
            messages.warning(request, trouble)
        return redirect(f"{address}#i-{mark_id}")
    marks = queries.marks_of(reading)
    mark = next((mark for mark in marks if mark.pk == mark_id), None)
    if mark is None or before not in (None, len(marks)):
        return HttpResponse(headers={"HX-Redirect": f"{address}?at={mark_id}"})
    _dress(request.staff, reading, marks, queries.text_of(reading))
    context = {
        "reading": reading, "mark": mark, "progress": queries.progress_of(marks), "trouble": trouble,
        "may_confirm": queries.may_put_on_record(request.staff, reading),
    }  # fmt: skip
    return render(request, "narratives/judged.html", context)


@staff_only
def correct(request: StaffRequest, reading_id: UUID, mark_id: UUID) -> HttpResponse:
    """Say what is right instead of what was read."""
    reading = _reading(request, reading_id, Act.JUDGE)
    mark = _mark(reading, mark_id)
    name = "name_en" if get_language() == "en" else "name_vi"
    form = forms.Correct(request.POST or None, mark=mark, indicators=list(Indicator.objects.all()), name=name)
    changed = False
    if form.is_valid():
        judged = actions.Judged(mark.pk, form.cleaned_data["version"], "correct", form.claim())
        try:
            actions.judge(judged=judged, by=request.staff)
        except Stale as stale:
            changed = True
            form.renew(mark)
            form.add_error(None, list(stale.reasons))
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            return _after(request, reading, mark.pk)
    quoted = rules.sentence_around(queries.text_of(reading), mark.start, mark.end, mark.read_as.get("sentence"))
    context = {"reading": reading, "mark": mark, "form": form, "sentence": quoted, "changed": changed}
    if _is_htmx(request):
        return render(request, "narratives/correct_here.html", context)
    return render(request, "narratives/correct.html", context, status=422 if form.errors else 200)


@staff_only
def split(request: StaffRequest, reading_id: UUID, mark_id: UUID) -> HttpResponse:
    """Say where in the sentence a second figure stands."""
    reading = _reading(request, reading_id, Act.JUDGE)
    mark = _mark(reading, mark_id)
    text = queries.text_of(reading)
    form = forms.Split(
        request.POST or None, version=mark.version, spares=joining.spares_of(mark, queries.marks_of(reading), text)
    )
    if form.is_valid():
        cut = actions.Cut(mark.pk, form.cleaned_data["version"], int(form.cleaned_data["at"]))
        try:
            _first, second = actions.split(cut=cut, by=request.staff)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            return _after(request, reading, second.pk, before=0)
    quoted = rules.sentence_around(text, mark.start, mark.end, mark.read_as.get("sentence"))
    context = {"reading": reading, "mark": mark, "form": form, "sentence": quoted}
    if _is_htmx(request):
        return render(request, "narratives/split_here.html", context)
    return render(request, "narratives/split.html", context, status=422 if form.errors else 200)


@staff_only
@require_POST
def confirm(request: StaffRequest, reading_id: UUID) -> HttpResponse:
    """Put what was accepted and corrected on record as figures."""
    reading = _reading(request, reading_id, Act.CONFIRM)
    try:
        done = actions.confirm(reading=reading, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        messages.success(request, " ".join(_said(done)) or _("Everything was on record already."))
    return redirect("narratives:show", reading_id=reading.pk)


def _said(done: actions.Confirmed) -> list[str]:
    lines = [
        (done.new, partial(ngettext, "%(n)s figure is now on record.", "%(n)s figures are now on record.")),
        (done.corrected, partial(ngettext, "%(n)s figure was corrected.", "%(n)s figures were corrected.")),
        (done.withdrawn, partial(ngettext, "%(n)s figure was taken back.", "%(n)s figures were taken back.")),
    ]
    return [say(n) % {"n": n} for n, say in lines if n]


@staff_only
def show_figure(request: StaffRequest, figure_id: UUID) -> HttpResponse:
    """Show a figure, its sentence in its source, who confirmed it and what was said before and after."""
    staff = request.staff
    if not may(FIGURE_RULES, FigureAct.READ, staff):
        raise Http404
    try:
        figure = figures.figure_of(staff, figure_id)
    except Figure.DoesNotExist as missing:
        raise Http404 from missing
    mark = queries.mark_of_figure(staff, figure.source_id, figure.source_start)
    sentence = None
    if mark is not None:
        text = actions.open_reading(reading=mark.reading, by=staff)
        sentence = rules.sentence_around(text, mark.start, mark.end, mark.read_as.get("sentence"))
    history = figures.history_of(figure)
    context = {
        "figure": figure,
        "mark": mark,
        "sentence": sentence,
        "history": history,
        "stands": history[0].pk == figure.pk,
    }
    return render(request, "narratives/figure.html", context)


@staff_only
def open_file(request: StaffRequest, reading_id: UUID) -> HttpResponse:
    """Give the report as it was handed in; the look is logged."""
    reading = _reading(request, reading_id)
    try:
        _name, content = open_stored(reading.file, data_key=None, by=request.staff)
    except Refused as refused:
        raise Http404 from refused
    response = HttpResponse(content, content_type=reading.file.media_type)
    # Its name may name a person; an address or a download list must not.
    ending = {kind: ending for ending, kind in MEDIA_TYPES.items()}[reading.file.media_type].removeprefix(".")
    response["Content-Disposition"] = f'attachment; filename="{reading.pk}.{ending}"'
    response["Cache-Control"] = "no-store"
    return response
