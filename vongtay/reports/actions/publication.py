"""Releasing statistics: proposed by one person, computed and checked, approved or refused by another, withdrawn with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vongtay.agencies.models import Body, Place
from vongtay.agencies.queries import require_exact_counts
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff
from vongtay.common.periods import Period
from vongtay.common.saving import check_in_words
from vongtay.indicators import queries as indicators
from vongtay.papers.models import Instrument
from vongtay.reports.keeping import HELD_BACK, require
from vongtay.reports.models import Audience, CellStatus, Publication, Release, ReleaseCell, ReleaseKind, ReleaseState
from vongtay.reports.permissions import Act
from vongtay.reports.publishing.gate import Measured
from vongtay.reports.publishing.profiles import FIGURES, tables_of, why_not
from vongtay.reports.queries import publication as queries
from vongtay.reports.queries.published import WHY_NOT

TASK = "reports.compute_release"
QUEUE = "publication"
# What was done, and how often: figures that count nobody who is protected.
OPEN_FIGURES = ("comm.", "train.", "doc.issued", "insp.team", "insp.site")
OPEN_STATES = (ReleaseState.WAITING, ReleaseState.BLOCKED, ReleaseState.FAILED)


@dataclass(frozen=True)
class Draft:
    """What somebody asks to release, of which days and area, for whom."""

    title: str
    audience: str
    period: Period
    tables: Sequence[Sequence[str]]
    area: Place | None = None
    note: str = ""
    round_to: int | None = None
    recipient: str = ""
    recipient_body: Body | None = None
    agreement: Instrument | None = None
    kind: str = ReleaseKind.TABLES


@transaction.atomic
def propose_release(*, key: UUID, draft: Draft, by: Staff) -> Release:
    """Propose a release, which a job computes. The same key again gives the one that stands.

    Errors: NotAllowed; Refused with the rules of the profile that it would break.
    """
    require(Act.PROPOSE_RELEASE, by)
    require_exact_counts(by)
    if (made := Release.objects.filter(pk=key).first()) is not None:
        return made
    profile, tables = queries.profile_of(by, draft.audience), tables_of(draft.tables)
    _require_area(draft, by)
    years = len(queries.years_in(draft.period))
    are_rows = draft.kind == ReleaseKind.MICRODATA
    reasons = why_not(profile, tables, is_nation=draft.area is None, years=years, are_rows=are_rows)
    if reasons or not tables:
        raise Refused(*(str(WHY_NOT[reason]) for reason in reasons or ["no_table"]))
    release = Release(
        id=key, world=by.world, province_id=by.province_id, body_id=by.body_id, kind=draft.kind, audience=draft.audience,
        profile_version=profile.version, k=profile.k, area=draft.area, title=draft.title, note=draft.note, period=draft.period.code,
        calendar=draft.period.calendar.value, tables=[list(table) for table in tables], round_to=draft.round_to, recipient=draft.recipient,
        recipient_body=draft.recipient_body, agreement=draft.agreement, proposed_by_id=by.post_id, proposed_user=by.account,
    )  # fmt: skip
    check_in_words(release)
    release.save(force_insert=True)
    audit.record(
        Act.PROPOSE_RELEASE,
        by=by,
        details={"release": str(key), "audience": draft.audience, "period": release.period},
    )
    _set_off(release, by)
    return release


def _require_area(draft: Draft, by: Staff) -> None:
    held = [place.pk for place in queries.provinces_of(by)]
    if draft.area is None and not queries.counts_the_nation(by):
        raise Refused(_("Your body has no mandate over all provinces."))
    if draft.area is not None and draft.area.pk not in held:
        raise Refused(_("Releases are about a province of your mandate: nothing below a province is published."))


def _set_off(release: Release, by: Staff) -> None:
    """Have it computed by a job, however small: the process of the pages has no solver."""
    app.configure_task(TASK, queue=QUEUE, lock=str(release.pk)).defer(
        release_id=str(release.pk), post_id=str(by.post_id)
    )


def read_release(release: Release, by: Staff) -> tuple[Any, datetime, list[str]]:
    """Read all that computing needs, in one moment: what is counted, that moment, and the releases that it is checked against."""
    return queries.gather(release, by), timezone.now(), published_about(release)


def published_about(release: Release) -> list[str]:
    """Give the keys of all that was published about areas in common, also what this post may not read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select x::text from vt.published_about(%s, %s) x order by x::text", [release.world, release.area_id]
        )
        return [row[0] for row in cursor.fetchall()]


def note_progress(release_id: UUID, done: int, total: int) -> None:
    """Write how far the work is; read by the page."""
    computing = Release.objects.filter(pk=release_id, state=ReleaseState.COMPUTING)
    computing.update(done=done, total=total, moved_at=timezone.now())


@transaction.atomic
def settle_release(*, release_id: UUID, measured: Measured, known_at: datetime, against: list[str], by: Staff) -> None:
    """Keep what was computed, all of it or nothing. What somebody decided meanwhile stays as it is."""
    release = Release.objects.select_for_update().get(pk=release_id)
    if release.state == ReleaseState.COMPUTING:
        _settle(release, measured, known_at, against, by)
        audit.record(Act.PROPOSE_RELEASE, by=by, details={"release": str(release_id), "state": release.state})


@transaction.atomic
def fail_release(*, release_id: UUID, why: str, by: Staff) -> None:
    """Note why a release could not be computed."""
    release = Release.objects.select_for_update().get(pk=release_id)
    if release.state == ReleaseState.COMPUTING:
        _fail(release, why)
        audit.record(Act.PROPOSE_RELEASE, by=by, outcome="refused", details={"release": str(release_id)})


@transaction.atomic
def give_up_release(*, release_id: UUID, by: Staff) -> bool:
    """End a release whose post may not see small counts by now. Gives whether it was ended."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.give_up_release(%s, %s)", [release_id, _(HELD_BACK)])
        ended = bool(cursor.fetchone()[0])
    if ended:
        audit.record(Act.PROPOSE_RELEASE, by=by, outcome="refused", details={"release": str(release_id)})
    return ended


def _fail(release: Release, why: str) -> None:
    release.state, release.why, release.moved_at = ReleaseState.FAILED, why[:500], timezone.now()
    release.save(update_fields=["state", "why", "moved_at"])


def _settle(release: Release, measured: Measured, known_at: datetime, against: list[str], by: Staff) -> None:
    ReleaseCell.objects.filter(release=release).delete()
    cells = [
        ReleaseCell(release=release, place=at, who=dict(row.cell), count=row.count, status=row.status, shown=row.shown)
        for at, row in enumerate(measured.rows)
    ]
    ReleaseCell.objects.bulk_create([*cells, *_figure_cells(release, by, len(cells))], batch_size=2000)
    release.state = ReleaseState.BLOCKED if measured.told else ReleaseState.WAITING
    release.as_known_at, release.against, release.moved_at, release.why = known_at, against, timezone.now(), ""
    release.checked = {"watched": measured.watched, "told": [asdict(one) for one in measured.told]}
    release.done = release.total = len(cells)
    release.save(update_fields=["state", "as_known_at", "against", "moved_at", "why", "checked", "done", "total"])


def _figure_cells(release: Release, by: Staff, first: int) -> Iterable[ReleaseCell]:
    """Give what was done, one cell an indicator; nobody is counted in it, so nothing is held back."""
    if [FIGURES] not in release.tables or release.area_id is None:
        return
    lines = indicators.totals(by, area_id=release.area_id, period=queries.period_of(release))
    at = first
    for line in lines:
        code, amount = line.indicator.pk, line.total
        if not code.startswith(OPEN_FIGURES) or amount is None or amount.value_high is not None:
            continue
        if amount.value == amount.value.to_integral_value():
            bound = "" if amount.bound == "exact" else str(amount.bound)
            value = int(Decimal(amount.value))
            yield ReleaseCell(
                release=release,
                place=at,
                who={FIGURES: code},
                count=value,
                status=CellStatus.SHOWN,
                shown=value,
                bound=bound,
            )
            at += 1


def _locked(release: Release, *states: str) -> Release:
    found = Release.objects.select_for_update().filter(pk=release.pk, state__in=states).first()
    if found is None:
        raise Refused(_("Somebody else has gone on with this release meanwhile."))
    return found


@transaction.atomic
def approve_release(*, release: Release, by: Staff) -> int:
    """Publish a release that somebody else proposed. Gives its number in the register.

    Errors: NotAllowed for whoever proposed it; Refused where it no longer waits, or something was published since it was checked.
    """
    require(Act.APPROVE_RELEASE, by)
    with connection.cursor() as cursor:
        cursor.execute("select vt.lock_publications()")
        locked = _locked(release, ReleaseState.WAITING)
        _require_second(locked, by)
        cursor.execute("select vt.release_is_fresh(%s)", [locked.pk])
        if not cursor.fetchone()[0]:
            raise Refused(_("Something was published since this was checked. Compute it again, then approve."))
        cursor.execute("select vt.publish_release(%s)", [locked.pk])
        number = int(cursor.fetchone()[0])
    audit.record(Act.APPROVE_RELEASE, by=by, details={"release": str(locked.pk), "number": number})
    return number


def _require_second(release: Release, by: Staff) -> None:
    if release.body_id != by.body_id:
        raise NotAllowed(_("Only the body that proposed a release decides about it."))
    if release.proposed_user == by.account:
        raise NotAllowed(_("You proposed this: a second person approves or refuses it."))


@transaction.atomic
def refuse_release(*, release: Release, why: str, by: Staff) -> None:
    """Refuse what somebody else proposed, with the reason. Errors: NotAllowed, Refused."""
    require(Act.APPROVE_RELEASE, by)
    locked = _locked(release, *OPEN_STATES)
    _require_second(locked, by)
    locked.state, locked.why, locked.decided_at = ReleaseState.REFUSED, why, timezone.now()
    locked.decided_by_id, locked.decided_user = by.post_id, by.account
    locked.save(update_fields=["state", "why", "decided_at", "decided_by_id", "decided_user"])
    audit.record(Act.APPROVE_RELEASE, by=by, outcome="refused", details={"release": str(locked.pk)})


@transaction.atomic
def drop_release(*, release: Release, by: Staff) -> None:
    """Take back what one proposed oneself. Errors: NotAllowed, Refused."""
    require(Act.PROPOSE_RELEASE, by)
    locked = _locked(release, *OPEN_STATES, ReleaseState.COMPUTING)
    if locked.proposed_user != by.account:
        raise NotAllowed(_("Only whoever proposed a release takes it back; others refuse it."))
    locked.state, locked.moved_at = ReleaseState.DROPPED, timezone.now()
    locked.save(update_fields=["state", "moved_at"])
    audit.record(Act.PROPOSE_RELEASE, by=by, details={"release": str(locked.pk), "state": locked.state})


@transaction.atomic
def compute_again(*, release: Release, by: Staff) -> Release:
    """Compute and check a release anew, as known now, or go on where the work was cut off. Errors: NotAllowed, Refused."""
    require(Act.PROPOSE_RELEASE, by)
    require_exact_counts(by)
    locked = _locked(release, *OPEN_STATES, ReleaseState.COMPUTING)
    if locked.body_id != by.body_id:
        raise NotAllowed(_("Only the body that proposed a release decides about it."))
    locked.state, locked.done, locked.total, locked.moved_at = ReleaseState.COMPUTING, 0, 0, timezone.now()
    locked.save(update_fields=["state", "done", "total", "moved_at"])
    audit.record(Act.PROPOSE_RELEASE, by=by, details={"release": str(locked.pk), "state": locked.state})
    _set_off(locked, by)
    return locked


@transaction.atomic
def withdraw_publication(*, publication: Publication, why: str, by: Staff) -> None:
    """Withdraw what was published, with a reason for its readers. It stays in the register, and known to later checks.

    Errors: NotAllowed; Refused without a reason or where it was withdrawn before.
    """
    require(Act.WITHDRAW_RELEASE, by)
    if publication.body_id != by.body_id:
        raise NotAllowed(_("Only the body that published this withdraws it."))
    if not why.strip():
        raise Refused(_("Say why it is withdrawn."))
    with connection.cursor() as cursor:
        cursor.execute("select vt.lock_publications()")
        if Publication.objects.filter(pk=publication.pk, withdrawn_at__isnull=False).exists():
            raise Refused(_("This was withdrawn already."))
        cursor.execute("select vt.withdraw_publication(%s, %s)", [publication.pk, why])
    audit.record(Act.WITHDRAW_RELEASE, by=by, details={"publication": str(publication.pk)})


@transaction.atomic
def note_download(*, publication: Publication, form: str, by: Staff) -> None:
    """Log that a restricted release was taken out as a file. Errors: NotAllowed for whoever is not its recipient or giver."""
    require(Act.OPEN_RELEASES, by)
    receiver = publication.recipient_body_id or publication.body_id
    if publication.audience == Audience.RESTRICTED and by.body_id != receiver:
        raise NotAllowed(_("This release is given to its recipient alone."))
    audit.record(Act.OPEN_RELEASES, by=by, details={"publication": str(publication.pk), "form": form})
