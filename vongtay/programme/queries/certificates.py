"""Every read of the register of certificates."""

from uuid import UUID

from django.db.models import F, QuerySet, Sum

from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.programme.models import CertificateRun, Course
from vongtay.programme.permissions import in_province


def runs(staff: Staff, year: int) -> QuerySet[CertificateRun]:
    """The certificates of a year within reach that were not taken back, the last first."""
    rows = CertificateRun.objects.filter(in_province(staff), year=year, withdrawn_why="")
    return rows.select_related("course__activity", "body").order_by("-given_on", "body__sort_key", "-first_number")


def run_of(staff: Staff, run_id: UUID) -> CertificateRun:
    """One entry that stands. CertificateRun.DoesNotExist both when there is none and out of reach."""
    rows = CertificateRun.objects.filter(in_province(staff), withdrawn_why="")
    return rows.select_related("course__activity").get(pk=run_id)


def runs_of(course: Course) -> list[CertificateRun]:
    """Give the numbers of a course, the first first."""
    return list(course.runs.filter(withdrawn_why="").order_by("year", "first_number"))


def how_many(rows: QuerySet[CertificateRun]) -> int:
    """Count the certificates of these entries."""
    found = rows.order_by().aggregate(n=Sum(F("last_number") - F("first_number") + 1))
    return int(found["n"] or 0)


def next_number(staff: Staff) -> tuple[int, str]:
    """Give the number and the sign that follow the last ones of one's body in this year."""
    mine = CertificateRun.objects.filter(body_id=staff.body_id, world=staff.world, year=today().year, withdrawn_why="")
    last = mine.order_by("-last_number").first()
    return (last.last_number + 1, last.sign) if last else (1, "")
