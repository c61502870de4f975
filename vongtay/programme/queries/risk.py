"""Reading risk by area, key areas that nothing of a period reaches, and what was built into other programmes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from vongtay.agencies.queries import within
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.common.periods import Period
from vongtay.indicators.queries import figures_in
from vongtay.programme.models import Activity, ActivityEvent, BuiltIn, RiskAssessment
from vongtay.programme.permissions import in_province

REACHING = ("comm.", "train.")  # indicators of which a figure says that somebody was there


def assessments(staff: Staff) -> QuerySet[RiskAssessment]:
    """The risk assessments that stand, of one's province and of what one's body counts."""
    rows = RiskAssessment.objects.filter(in_province(staff), withdrawn_why="")
    return rows.select_related("area", "body", "decision")


@dataclass(frozen=True)
class Asked:
    """Which assessments are asked for: of an area and all within it, up to a day, as known at a moment; None: now."""

    area_id: int
    until: date
    as_known_on: datetime | None = None


def newest(staff: Staff, asked: Asked) -> list[RiskAssessment]:
    """Give the newest assessment of each area, key areas and the greatest risk first."""
    inside = within(asked.area_id)
    rows = RiskAssessment.objects.filter(Q(province_id__in=inside) | Q(area_id__in=inside), world=staff.world)
    rows = rows.filter(_known(asked.as_known_on), assessed_on__lte=asked.until).select_related(
        "area", "body", "decision"
    )
    rows = rows.order_by("area_id", "-assessed_on", "-recorded_at").distinct("area_id")
    return sorted(rows, key=lambda row: (-row.is_key, -row.level, row.area.sort_key))


def _known(moment: datetime | None) -> Q:
    """What was entered by a moment and not yet taken back."""
    if moment is None:
        return Q(withdrawn_at__isnull=True)
    return Q(recorded_at__lte=moment) & (Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=moment))


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
    """An area with its newest assessment, and how many figures and activities of the period speak of it."""

    row: RiskAssessment
    n_figures: int
    n_activities: int

    @property
    def is_missed(self) -> bool:
        """Whether it is a key area that no figure and no activity of the period reaches."""
        return self.row.is_key and not self.n_figures and not self.n_activities


def areas(staff: Staff, period: Period, *, area_id: int, as_known_on: datetime | None = None) -> list[Area]:
    """Give the areas that were judged by the end of a period, with the campaigns and training of it. Three queries, one where none was judged.

    An activity may have no number and a figure no activity: either shows that somebody was there.
    """
    found = newest(staff, Asked(area_id, min(period.last, today()), as_known_on))
    if not found:
        return []
    begins = Q()
    for code in REACHING:
        begins |= Q(indicator__code__startswith=code)
    figures = (
        figures_in(staff, area_id=area_id, period=period, as_known_on=as_known_on).filter(begins).exclude(nil=True)
    )
    told = Counter(figures.order_by().values_list("area_id", flat=True))
    done = Counter(_done(staff, period, area_id, as_known_on))
    return [Area(row, told[row.area_id], done[row.area_id]) for row in found]


def _done(staff: Staff, period: Period, area_id: int, moment: datetime | None) -> list[int]:
    """Give the area of each activity of a period, as it was known at a moment: one corrected later stands where it stood then."""
    inside = within(area_id)
    days = Q(first_on__lte=period.last, last_on__gte=period.first)
    held = Activity.objects.filter(Q(province_id__in=inside) | Q(area_id__in=inside), world=staff.world)
    if moment is None:
        return list(held.filter(days, _known(None)).values_list("area_id", flat=True))
    later = ActivityEvent.objects.filter(
        Q(province_id__in=inside) | Q(area_id__in=inside), world=staff.world, pgh_created_at__gt=moment
    ).order_by("pgh_obj_id", "pgh_created_at", "pgh_id").distinct("pgh_obj_id")  # fmt: skip
    before = {row.pgh_obj_id: row for row in later}
    known = held.filter(days | Q(pk__in=before), recorded_at__lte=moment)
    rows = [before.get(row.pk, row) for row in known]
    return [
        row.area_id for row in rows
        if row.first_on <= period.last and row.last_on >= period.first and (row.withdrawn_at is None or row.withdrawn_at > moment)
    ]  # fmt: skip


def built_in(staff: Staff, *, other: str = "", year: int | None = None) -> QuerySet[BuiltIn]:
    """What was built into other programmes, the newest year first."""
    rows = BuiltIn.objects.filter(world=staff.world, province_id=staff.province_id, withdrawn_why="")
    rows = rows.filter(other=other) if other else rows
    rows = rows.filter(year=year) if year else rows
    return rows.select_related("done_by", "body", "instrument").order_by("-year", "other", "-recorded_at")
