"""Reading risk by area, key areas that no figure of a period reaches, and what was built into other programmes."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from vongtay.common.access import Staff
from vongtay.common.periods import Period
from vongtay.indicators.queries import figures_in
from vongtay.programme.models import BuiltIn, RiskAssessment

REACHING = ("comm.", "train.")  # indicators of which a figure says that somebody was there


def assessments(staff: Staff) -> QuerySet[RiskAssessment]:
    """The risk assessments of one's province that stand."""
    rows = RiskAssessment.objects.filter(world=staff.world, province_id=staff.province_id, withdrawn_why="")
    return rows.select_related("area", "body", "decision")


def newest(staff: Staff) -> list[RiskAssessment]:
    """Give the newest assessment of each area, the greatest risk first."""
    rows = assessments(staff).order_by("area_id", "-assessed_on", "-recorded_at").distinct("area_id")
    return sorted(rows, key=lambda row: (-row.is_key, -row.level, row.area.sort_key))


def history_of(staff: Staff, area_id: int) -> list[RiskAssessment]:
    """Give the assessments of one area, newest first."""
    return list(
        assessments(staff)
        .filter(area_id=area_id)
        .select_related("entered_by__user")
        .order_by("-assessed_on", "-recorded_at")
    )


def assessment_of(staff: Staff, row_id: UUID) -> RiskAssessment:
    """One assessment that stands. RiskAssessment.DoesNotExist both when there is none and out of reach."""
    return assessments(staff).get(pk=row_id)


@dataclass(frozen=True)
class Area:
    """An area with its newest assessment, and how many figures of the period speak of it."""

    row: RiskAssessment
    n_figures: int

    @property
    def is_missed(self) -> bool:
        """Whether it is a key area that no figure of the period reaches."""
        return self.row.is_key and self.n_figures == 0


def areas(staff: Staff, period: Period) -> list[Area]:
    """Give the areas that were judged, with the figures of campaigns and training of a period. Two queries."""
    begins = Q()
    for code in REACHING:
        begins |= Q(indicator__code__startswith=code)
    figures = figures_in(staff, area_id=staff.province_id, period=period).filter(begins).exclude(nil=True)
    found = Counter(figures.order_by().values_list("area_id", flat=True))
    return [Area(row, found[row.area_id]) for row in newest(staff)]


def built_in(staff: Staff, *, other: str = "", year: int | None = None) -> QuerySet[BuiltIn]:
    """What was built into other programmes, the newest year first."""
    rows = BuiltIn.objects.filter(world=staff.world, province_id=staff.province_id, withdrawn_why="")
    rows = rows.filter(other=other) if other else rows
    rows = rows.filter(year=year) if year else rows
    return rows.select_related("done_by", "body", "instrument").order_by("-year", "other", "-recorded_at")
