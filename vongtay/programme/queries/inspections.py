"""What pages show of businesses and inspections; the database gives only what the post may read."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.cases.models import Case
from vongtay.cases.queries import visible_to
from vongtay.common.access import Staff
from vongtay.common.vietnamese import fold
from vongtay.programme.checklists import question_of
from vongtay.programme.models import (
    Business,
    Finding,
    Inspection,
    InspectionCount,
    InspectionPlan,
    InspectionTeam,
    Penalty,
    Screening,
    Visit,
)
from vongtay.programme.naming import normal_number
from vongtay.programme.permissions import INSPECTORS, SCREENERS
from vongtay.programme.states.inspections import FindingState


def areas_of(staff: Staff) -> QuerySet[Place]:
    """The province of `staff` and its communes of both structures, the province first."""
    communes = Q(province_id=staff.province_id, level="commune")
    return Place.objects.filter(communes | Q(pk=staff.province_id)).order_by("-level", "sort_key")


@dataclass(frozen=True)
class BusinessFilter:
    """What the register is limited to; the page keeps it in its address."""

    kind: str = ""
    words: str = ""
    left: bool = False
    area_id: int | None = None

    def apply(self, rows: QuerySet[Business]) -> QuerySet[Business]:
        """Limit the register."""
        rows = rows.filter(left_on__isnull=not self.left)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.area_id is not None:
            rows = rows.filter(area_id=self.area_id)
        if words := self.words.strip():
            by_number = Q(normal_number__startswith=normal_number(words)) if normal_number(words) else Q()
            rows = rows.filter(Q(normal_name__contains=fold(words)) | by_number)
        return rows


def businesses_by_area(staff: Staff, *, area_id: int) -> dict[tuple[int, str], int]:
    """Count the register of an area as it stands, by commune and kind."""
    rows = Business.objects.filter(
        Q(area__province_id=area_id) | Q(area_id=area_id), world=staff.world, left_on__isnull=True
    )
    return {(area, kind): n for area, kind, n in rows.order_by().values_list("area_id", "kind").annotate(n=Count("pk"))}


def businesses_of(staff: Staff) -> QuerySet[Business]:
    """The register of the province of `staff`, by name, with how often each was visited and what is open there."""
    open_there = Finding.objects.filter(visit__business=OuterRef("pk"), state=FindingState.OPEN, concerns_person=False)
    rows = Business.objects.filter(world=staff.world).select_related("area")
    return rows.annotate(times=Count("visits"), is_open=Exists(open_there)).order_by("normal_name", "id")


def inspections_of(staff: Staff, *, year: int | None = None, kind: str = "") -> QuerySet[Inspection]:
    """The inspections that `staff` may read, newest first."""
    rows = Inspection.objects.filter(world=staff.world)
    if year:
        rows = rows.filter(held_on__year=year)
    if kind:
        rows = rows.filter(kind=kind)
    rows = rows.select_related("area", "team", "body", "led_by").prefetch_related("counts")
    return rows.annotate(places=Count("visits", distinct=True)).order_by("-held_on", "-recorded_at")


def findings_of(staff: Staff) -> QuerySet[Finding]:
    """The findings that `staff` may read, those of inspections that stand."""
    rows = Finding.objects.filter(world=staff.world, visit__inspection__withdrawn_at=None)
    return rows.select_related("visit__business", "visit__looked_at", "visit__inspection__area", "screened_by")


def open_findings(staff: Staff, *, today: date) -> QuerySet[Finding]:
    """What waits: findings not mended by their day, and people not yet screened."""
    late = Q(state=FindingState.OPEN, mend_by__lt=today, concerns_person=False)
    unscreened = Q(concerns_person=True, screened_on=None)
    return findings_of(staff).filter(late | unscreened).order_by("-concerns_person", "mend_by", "recorded_at")


def findings_to_act_on(staff: Staff, *, today: date) -> QuerySet[Finding]:
    """What waits for this post: findings of its teams about a person not yet screened, or not mended by their day."""
    mine = open_findings(staff, today=today).filter(bodies__contains=[staff.body_id])
    if staff.role in SCREENERS:
        return mine
    return mine.filter(concerns_person=False) if staff.role in INSPECTORS else mine.none()


@dataclass(frozen=True)
class VisitShown:
    """A place of an inspection with what was found there."""

    row: Visit
    findings: list[Finding]
    met: int
    unseen: int


def visits_of(inspection: Inspection) -> list[VisitShown]:
    """Give the places of an inspection with their findings, in the order of entry. Two queries."""
    found: dict[UUID, list[Finding]] = {}
    rows = Finding.objects.filter(visit__inspection=inspection).select_related("visit").order_by("recorded_at", "id")
    for row in rows.annotate(decisions=Count("penalties", filter=Q(penalties__withdrawn_at=None))):
        found.setdefault(row.visit_id, []).append(row)
    visits = Visit.objects.filter(inspection=inspection).select_related("business", "looked_at").order_by("recorded_at")
    return [_shown(row, found.get(row.pk, [])) for row in visits]


def _shown(row: Visit, findings: list[Finding]) -> VisitShown:
    answers = list(row.answers.values())
    return VisitShown(row, findings, answers.count("met"), answers.count("unseen"))


def words_of(finding: Finding) -> str:
    """Say what a finding is; of a person only what the checklist asks."""
    asked = question_of(finding.visit.edition, finding.question) if finding.question else None
    if asked is None or (finding.words and finding.words != asked.vi):
        return finding.words
    return _("Not in order: %(words)s") % {"words": asked.words}


def counts_of(inspection: Inspection) -> list[InspectionCount]:
    """Give what an inspection counted, as told and not taken back."""
    rows = InspectionCount.objects.filter(inspection=inspection, is_told=True)
    return list(rows.select_related("indicator").order_by("-indicator__code"))


def screened_case(staff: Staff, finding: Finding) -> Case | None:
    """Give the case that a finding opened, to whoever reaches it; None for others and where there is none."""
    known = Screening.objects.filter(finding=finding).first()
    return Case.objects.filter(visible_to(staff), subject_id=known.subject_id).first() if known else None


def fines_of(inspection: Inspection) -> int:
    """Give the sum of the fines that stand in an inspection. Unit: đồng."""
    rows = Penalty.objects.filter(finding__visit__inspection=inspection, withdrawn_at=None)
    return rows.aggregate(sum=Sum("amount_dong"))["sum"] or 0


def teams_of(staff: Staff, *, day: date | None = None) -> QuerySet[InspectionTeam]:
    """The teams of the province; with `day` those at work then."""
    rows = InspectionTeam.objects.filter(world=staff.world).prefetch_related("seats__seat_body")
    if day:
        rows = rows.filter(founded_on__lte=day).exclude(ended_on__lt=day)
    return rows.order_by("-founded_on", "name")


def plan_of(staff: Staff, year: int) -> QuerySet[InspectionPlan, Any]:
    """The lines of a year's plan, with how many places were `visited` by inspections that carry them out."""
    rows = InspectionPlan.objects.filter(world=staff.world, year=year).select_related("area", "team", "body")
    standing = Q(inspections__withdrawn_at=None)
    visited = Count("inspections__visits", filter=standing, distinct=True)
    return rows.annotate(visited=visited, held=Count("inspections", filter=standing, distinct=True)).order_by("due_on", "recorded_at")  # fmt: skip


def as_told(inspection: Inspection) -> dict[str, Any]:
    """Give what the correction of an inspection starts from."""
    names = ("held_on", "held_to", "topic", "team", "planned", "led_by", "source_sign", "source_on")
    return {name: getattr(inspection, name) for name in names}
