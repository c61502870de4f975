"""Proposing a release, its page with what the check found, and what is decided about it."""

import csv
import io
import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.common.access import Refused, Staff, may
from vongtay.common.downloads import csv_file
from vongtay.common.periods import CALENDAR_LABELS
from vongtay.common.requests import StaffRequest, carry_out, staff_only
from vongtay.reports import actions
from vongtay.reports.actions.publication import OPEN_STATES
from vongtay.reports.forms.publication import ProposeRows, ProposeTables, Why
from vongtay.reports.models import Audience, CellStatus, Publication, PublishedCell, Release, ReleaseState
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.publishing.profiles import SHIPPED
from vongtay.reports.queries import publication as queries
from vongtay.reports.queries.published import DIMENSION_WORDS, content_of, lines_of_file, words_of
from vongtay.reports.views.asked import allowed_or_404

STILL_SECONDS = 60  # a job writes every few seconds; one that is still for so long was cut off


def release_or_404(staff: Staff, release_id: uuid.UUID) -> Release:
    """Give a release that this post may see."""
    try:
        return queries.release_of(staff, release_id)
    except Release.DoesNotExist as missing:
        raise Http404 from missing


def publication_or_404(staff: Staff, publication_id: uuid.UUID) -> Publication:
    """Give a publication that this post may see."""
    try:
        return queries.publication_of(staff, publication_id)
    except Publication.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def propose(request: StaffRequest) -> HttpResponse:
    """Ask what is to be released and for whom, then compute and check it."""
    return _propose(request, ProposeTables)


@staff_only
def propose_rows(request: StaffRequest) -> HttpResponse:
    """Ask which columns the rows for research are to have and for whom, then compute and check them."""
    return _propose(request, ProposeRows)


def _propose(request: StaffRequest, asked: type[ProposeTables | ProposeRows]) -> HttpResponse:
    allowed_or_404(request.staff, Act.PROPOSE_RELEASE)
    form = asked(request.POST or None, staff=request.staff, initial={"key": uuid.uuid4(), "calendar": "administrative"})
    done = carry_out(
        form, lambda given: actions.propose_release(key=given["key"], draft=form.draft(), by=request.staff)
    )
    if done:
        return redirect("reports:release", done.made.pk)
    profiles = [queries.profile_of(request.staff, kind) for kind in SHIPPED]
    context = {
        "form": form,
        "profiles": profiles,
        "provinces": queries.provinces_of(request.staff),
        "labels": dict(Audience.choices),
        "are_rows": asked is ProposeRows,
    }
    return render(request, "reports/publication/propose.html", context, status=422 if form.errors else 200)


@staff_only
def show(request: StaffRequest, release_id: uuid.UUID) -> HttpResponse:
    """Show a release: its tables with what is held back and why, what the check found, and what can be done."""
    allowed_or_404(request.staff, Act.OPEN_RELEASES)
    release = release_or_404(request.staff, release_id)
    return _page(request, release, Why())


def _page(request: StaffRequest, release: Release, form: Why, status: int = 200) -> HttpResponse:
    staff = request.staff
    at_work = release.state == ReleaseState.COMPUTING
    is_ours, is_mine = release.body_id == staff.body_id, release.proposed_user == staff.user_id
    decides = is_ours and not is_mine and may(RULES, Act.APPROVE_RELEASE, staff)
    published = Publication.objects.filter(pk=release.pk).first()
    period = queries.period_of(release)
    counted = release.cells.exclude(status=CellStatus.EMPTY)
    context = {
        "release": release, "published": published, "period": period, "calendar_label": CALENDAR_LABELS[period.calendar], "form": form,
        "at_work": at_work, "compared": _compared(release, staff), "inside": True,
        **({} if at_work else content_of(release, release.cells.order_by("place"))),
        "is_still": at_work and (timezone.now() - release.moved_at).total_seconds() > STILL_SECONDS, "told": [] if at_work else _told(release),
        "may_approve": decides and release.state == ReleaseState.WAITING, "may_refuse": decides and release.state in OPEN_STATES,
        "may_drop": is_mine and release.state in {*OPEN_STATES, ReleaseState.COMPUTING},
        "may_compute": is_ours and release.state in OPEN_STATES and may(RULES, Act.PROPOSE_RELEASE, staff), "is_mine": is_mine,
        "may_withdraw": is_ours and release.state == ReleaseState.PUBLISHED and may(RULES, Act.WITHDRAW_RELEASE, staff),
        "hidden": counted.filter(shown__isnull=True).count(), "cells": counted.count(),
    }  # fmt: skip
    name = "reports/publication/release.html"
    if at_work and request.headers.get("HX-Request"):
        name = "reports/publication/progress.html"
    response = render(request, name, context, status=status)
    if not at_work and request.headers.get("HX-Request"):
        response["HX-Refresh"] = "true"
    return response


def _compared(release: Release, staff: Staff) -> list[tuple[Publication, str]]:
    """Give the releases that one was checked against, and how their days lie to each other."""
    mine = queries.period_of(release)
    found = []
    for row in queries.publications_of(staff).filter(pk__in=release.against):
        other = queries.period_of(row)
        if (other.first, other.last) == (mine.first, mine.last):
            words = _("same days, other date")
        elif other.last < mine.first or mine.last < other.first:
            words = _("other days: nothing in common")
        elif mine.first <= other.first and other.last <= mine.last:
            words = _("days within this one: the rest can be taken away")
        elif other.first <= mine.first and mine.last <= other.last:
            words = _("days around this one")
        else:
            words = _("days that overlap")
        if row.area_id != release.area_id:
            words = f"{words}; {_('another area')}"
        found.append((row, words))
    return found


def _told(release: Release) -> list[dict[str, Any]]:
    """Say in words which hidden counts could be told, and how closely."""
    found = []
    for one in release.checked.get("told", []):
        parts = [part.partition("=") for part in one["what"].split("; ") if part]
        what = ", ".join(
            f"{DIMENSION_WORDS.get(name, name)}: {words_of(name, value, {})}" for name, _sign, value in parts
        ) or _("All persons")
        days = " – ".join(f"{date.fromisoformat(day):%d/%m/%Y}" for day in one["days"].split("..") if day)
        found.append(one | {"what": what, "days": days})
    return found


ACTS = {"approve": actions.approve_release, "drop": actions.drop_release, "compute": actions.compute_again}


@staff_only
@require_POST
def move(request: StaffRequest, release_id: uuid.UUID, act: str) -> HttpResponse:
    """Approve, take back or compute again."""
    allowed_or_404(request.staff, Act.OPEN_RELEASES)
    release = release_or_404(request.staff, release_id)
    if act not in ACTS:
        raise Http404
    try:
        with transaction.atomic():
            ACTS[act](release=release, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        if act == "approve":
            messages.success(request, _("Published."))
    return redirect("reports:release", release.pk)


@staff_only
@require_POST
def refuse(request: StaffRequest, release_id: uuid.UUID) -> HttpResponse:
    """Refuse a release, or withdraw what was published, with the reason."""
    allowed_or_404(request.staff, Act.OPEN_RELEASES)
    release = release_or_404(request.staff, release_id)
    form = Why(request.POST)
    published = Publication.objects.filter(pk=release.pk).first()

    def write(given: dict[str, Any]) -> None:
        if published is None:
            actions.refuse_release(release=release, why=given["why"], by=request.staff)
        else:
            actions.withdraw_publication(publication=published, why=given["why"], by=request.staff)

    if carry_out(form, write):
        return redirect("reports:release", release.pk)
    return _page(request, release, form, 422)


@staff_only
def download(request: StaffRequest, release_id: uuid.UUID) -> HttpResponse:
    """Give the cells of a release as a file: with their status to whoever counts, as published to a recipient; logged."""
    allowed_or_404(request.staff, Act.OPEN_RELEASES)
    publication = publication_or_404(request.staff, release_id)
    actions.note_download(publication=publication, form="csv", by=request.staff)
    text = io.StringIO()
    cells = PublishedCell.objects.filter(publication=publication).order_by("place")
    csv.writer(text).writerows(lines_of_file(publication, cells))
    return csv_file(text.getvalue(), f"{publication.body.code}-{publication.year}-{publication.number}.csv")
