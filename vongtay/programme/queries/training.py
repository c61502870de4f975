"""Every read of training courses, and of surveys."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet, Sum

from vongtay.common.access import Staff
from vongtay.programme.models import Activity, Campaign, Course, CourseGroup, Survey, SurveyEvent, SurveyScore
from vongtay.programme.permissions import in_province
from vongtay.programme.queries.activities import Wanted, activities_of
from vongtay.programme.states.activities import Kind

_SCORES = Prefetch(
    "scores", queryset=SurveyScore.objects.filter(version=F("survey__version")).order_by("place_in_list"), to_attr="standing"
)  # fmt: skip


def courses_of(staff: Staff, *, year: int | None = None, is_own: bool = False) -> QuerySet[Activity]:
    """The courses that `staff` may see and that were not taken back, newest first, each with its `course`."""
    wanted = Wanted(kind=Kind.COURSE, year=year, is_own=is_own, kinds=(Kind.COURSE,))
    return activities_of(staff, wanted).select_related("course", "body", "area", "campaign")


def course_of(activity: Activity) -> Course | None:
    """Give what is known of a course beyond its activity; None for one that was brought in without it."""
    return Course.objects.filter(pk=activity.pk).first()


def groups_of(course: Course) -> list[CourseGroup]:
    """Give where those who took part came from, as it stands now."""
    return list(course.groups.filter(version=course.version).select_related("body", "area").order_by("place_in_list"))


def people_in_groups(course: Course) -> int:
    """Give how many the groups add up to. It is shown beside the number told for the whole, and never adjusts it."""
    counted = course.groups.filter(version=course.version).aggregate(n=Sum("people"))["n"]
    return int(counted or 0)


def gaps_told(staff: Staff, *, most: int = 20) -> list[Course]:
    """Give what those who took part still lack, newest first: the need for further training."""
    rows = Course.objects.filter(
        activity__in=Activity.objects.filter(in_province(staff), withdrawn_at__isnull=True)
    ).exclude(gaps="")  # fmt: skip
    return list(rows.select_related("activity", "activity__body").order_by("-activity__last_on")[:most])


def surveys_of(staff: Staff, *, campaign: Campaign | None = None) -> QuerySet[Survey]:
    """The surveys that `staff` may see and that were not taken back, newest first, each with its `standing` scores."""
    rows = Survey.objects.filter(in_province(staff), withdrawn_at__isnull=True)
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    return rows.select_related("body", "area", "campaign").prefetch_related(_SCORES).order_by("-last_on", "-id")


def survey_of(staff: Staff, survey_id: UUID) -> Survey:
    """One survey, standing or taken back. Survey.DoesNotExist both when there is none and when `staff` may not see it."""
    related = ("body", "area", "campaign", "follows", "entered_by__user", "entered_by__body")
    return (
        Survey.objects.filter(in_province(staff)).select_related(*related).prefetch_related(_SCORES).get(pk=survey_id)
    )


def former_surveys(survey: Survey) -> list[Survey]:
    """Give what stood before each correction, newest first."""
    return list(SurveyEvent.objects.filter(pgh_obj_id=survey.pk).select_related("entered_by__user").order_by("-pgh_id"))


@dataclass(frozen=True)
class Compared:
    """One question before and after; a side that did not ask it is None."""

    question: str
    unit: str
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """How much more after than before; None where one side is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


def compared(survey: Survey) -> list[Compared]:
    """Set the results of a survey beside those of the one that it follows, question by question; empty where it follows none."""
    if survey.follows is None or survey.follows.withdrawn_at is not None:
        return []
    earlier = {
        (row.question, row.unit): row.number for row in survey.follows.scores.filter(version=survey.follows.version)
    }
    now = {(row.question, row.unit): row.number for row in survey.scores.filter(version=survey.version)}
    questions = [*now, *(key for key in earlier if key not in now)]
    return [Compared(*key, earlier.get(key), now.get(key)) for key in questions]
