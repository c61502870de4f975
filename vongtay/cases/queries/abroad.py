"""Reads of the list of residents abroad: the list, one entry, reviews, the funnel. The database limits the rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from vongtay.agencies.models import Body, Place
from vongtay.agencies.queries import at_work_on
from vongtay.cases.models import Abroad, AbroadStep, ReviewRound
from vongtay.cases.states import ABROAD_REVIEWED, OUTCOMES, AbroadState, RoundKind
from vongtay.common.access import Staff
from vongtay.common.periods import Period
from vongtay.people.vault import Vault

ABROAD_PAGE = 50
HIDDEN = (AbroadState.DUPLICATE, AbroadState.WITHDRAWN)


def abroad_of(staff: Staff) -> QuerySet[Abroad]:
    """The entries within reach, those that were heard of last first."""
    return Abroad.objects.filter(world=staff.world, bodies__contains=[staff.body_id]).order_by("-recorded_at", "id")


def abroad_entry(staff: Staff, code: str) -> Abroad:
    """One entry. Abroad.DoesNotExist both when there is none and when `staff` may not see it."""
    return abroad_of(staff).select_related("place", "lead", "case", "same_as", "person").get(code=code)


@dataclass(frozen=True)
class AbroadFilter:
    """What a list is limited to; empty means all that stands."""

    state: str = ""
    country: str = ""
    place_id: int | None = None

    def apply(self, rows: QuerySet[Abroad]) -> QuerySet[Abroad]:
        """Limit the rows. What was entered twice or withdrawn stands only where it is asked for."""
        rows = rows.filter(state=self.state) if self.state else rows.exclude(state__in=HIDDEN)
        if self.country:
            rows = rows.filter(country=self.country)
        return rows if self.place_id is None else rows.filter(place_id=self.place_id)


def abroad_counts(rows: QuerySet[Abroad]) -> dict[str, int]:
    """Count the entries by state."""
    return dict(rows.order_by().values_list("state").annotate(n=Count("pk")))


def stage_of(entry: Abroad) -> str:
    """Give the state of an entry; the outcome is read from its case where that is within reach."""
    case = entry.case if entry.case_id else None
    if entry.state == AbroadState.IN_IDENTIFICATION and case is not None and case.state in OUTCOMES:
        return str(case.get_state_display())
    return str(entry.get_state_display())


@dataclass(frozen=True)
class AbroadEntryStep:
    """One entry of the history, its note decrypted."""

    step: AbroadStep
    note: str


def abroad_history(entry: Abroad, vault: Vault) -> list[AbroadEntryStep]:
    """Give what became known of an entry, newest first."""
    steps = entry.steps.select_related("acted_by_body", "entered_by__user", "entered_by__body", "review").order_by(
        "-number"
    )
    return [AbroadEntryStep(step, vault.open("cases_abroadstep", "note_ct", step.pk, step.note_ct)) for step in steps]


def to_review(staff: Staff, *, place_id: int, round_id: UUID | None) -> list[Abroad]:
    """Give the entries of a commune that a review has not answered yet."""
    rows = abroad_of(staff).filter(place_id=place_id, state__in=ABROAD_REVIEWED)
    if round_id is not None:
        rows = rows.exclude(pk__in=AbroadStep.objects.filter(review_id=round_id).values("entry_id"))
    return list(rows.order_by("code"))


def answered_in(staff: Staff, round_id: UUID) -> list[AbroadStep]:
    """Give the answers of a review within reach."""
    return list(
        AbroadStep.objects.filter(review_id=round_id, entry__in=abroad_of(staff).order_by())
        .select_related("entry")
        .order_by("entry__code")
    )


def monthly_round(staff: Staff, *, place_id: int, month: date) -> ReviewRound | None:
    """Give the review of a commune in a month, if it was begun."""
    return ReviewRound.objects.filter(world=staff.world, kind=RoundKind.MONTHLY, place_id=place_id, month=month).first()


def outreach_rounds(staff: Staff) -> QuerySet[ReviewRound]:
    """The rounds among people who came back, of one's own body first to last."""
    return (
        ReviewRound.objects.filter(world=staff.world, kind=RoundKind.OUTREACH, province_id=staff.province_id)
        .select_related("place", "body")
        .order_by("-held_on", "-recorded_at")
    )


@dataclass(frozen=True)
class Reviewed:
    """How far the review of one commune has come in a month: `round` is None where nobody began."""

    place: Place
    round: ReviewRound | None

    @property
    def is_done(self) -> bool:
        return self.round is not None and self.round.done_at is not None


def reviews_of_month(staff: Staff, month: date) -> list[Reviewed]:
    """Give each commune of the province that has a body, those whose review is not done first."""
    bodies = Body.objects.filter(at_work_on(month), kind="commune", province_id=staff.province_id)
    places = Place.objects.filter(pk__in=bodies.values("place_id"), level="commune").order_by("sort_key")
    rounds = {
        row.place_id: row
        for row in ReviewRound.objects.filter(
            world=staff.world, kind=RoundKind.MONTHLY, month=month, province_id=staff.province_id
        )
    }
    found = [Reviewed(place, rounds.get(place.pk)) for place in places]
    return sorted(found, key=lambda row: row.is_done)


@dataclass(frozen=True)
class FunnelCell:
    """How many entries stand at a stage, in which of the asked periods and commune."""

    nth: int
    place_id: int
    stage: str
    n: int


def count_abroad(*, area_id: int, periods: Sequence[Period], as_known_on: datetime | None = None) -> list[FunnelCell]:
    """Count the funnel for several periods at once, under the mandate of whoever asks, not under their grants.

    Errors: a database error where there is no mandate over the area.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select nth, place, stage, n from vt.count_abroad(%s, %s::date[], %s::date[], %s)",
            [area_id, [period.first for period in periods], [period.last for period in periods], as_known_on],
        )
        return [FunnelCell(*row) for row in cursor.fetchall()]


def stage_totals(cells: Iterable[FunnelCell], *, nth: int = 1) -> dict[str, int]:
    """Add the communes of one period."""
    found: dict[str, int] = {}
    for cell in cells:
        if cell.nth == nth:
            found[cell.stage] = found.get(cell.stage, 0) + cell.n
    return found


@dataclass(frozen=True)
class AbroadBehind:
    """The entries behind a number: those within one's grants, and how many lie outside them."""

    total: int
    rows: list[Abroad]

    @property
    def outside(self) -> int:
        """How many people are counted whose entries one may not see."""
        return self.total - len(self.rows)


def abroad_behind(
    staff: Staff, *, area_id: int, period: Period, stage: str, as_known_on: datetime | None = None
) -> AbroadBehind:
    """Open a number of the funnel: the total follows the mandate, the entries follow the grants."""
    total = stage_totals(count_abroad(area_id=area_id, periods=[period], as_known_on=as_known_on)).get(stage, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "select entry from vt.abroad_rows(%s, %s::date[], %s::date[], %s) where stage = %s",
            [area_id, [period.first], [period.last], as_known_on, stage],
        )
        keys = [row[0] for row in cursor.fetchall()]
    return AbroadBehind(total, list(abroad_of(staff).filter(pk__in=keys).select_related("place", "case")))


def abroad_police(staff: Staff) -> QuerySet[Body]:
    """The police bodies of one's province with which an entry may be shared."""
    kinds = Q(kind__startswith="police")
    return Body.objects.filter(kinds, province_id=staff.province_id, valid_to__isnull=True).order_by("sort_key")


def place_names(ids: Iterable[int]) -> Mapping[int, str]:
    """Give the full name of each place."""
    return dict(Place.objects.filter(pk__in=list(ids)).values_list("pk", "full_name"))


def abroad_row(entry: Abroad) -> dict[str, Any]:
    """Give what one row of a list shows: no name."""
    return {"entry": entry, "stage": stage_of(entry)}
