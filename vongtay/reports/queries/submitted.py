"""Reading reports that were written or handed in: whose they are, what they say, what happened to them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from vongtay.agencies.queries import ANSWERED
from vongtay.agencies.roles import Role
from vongtay.common.access import Staff
from vongtay.indicators.models import Indicator
from vongtay.papers.sealing import opened
from vongtay.reports.models import Submission, SubmissionLine, SubmissionStep
from vongtay.reports.states.calendar import SubmissionState

TABLE = "reports_submission"
STEPS = "reports_submissionstep"


def submissions_of(staff: Staff) -> QuerySet[Submission]:
    """The reports that `staff` may see: those for which its body answers, and what was sent to its body or entered there from a paper."""
    received = Q(to_body_id=staff.body_id) & (~Q(state=SubmissionState.DRAFT) | ~Q(source_sign=""))
    rows = Submission.objects.filter(Q(body_id__in=ANSWERED) | received, world=staff.world)
    return rows.select_related(
        "obligation__body",
        "body__place",
        "body__successor",
        "to_body",
        "sent_by__user",
        "sent_by__body",
        "approved_by__user",
        "corrects",
    )


def submission_of(staff: Staff, submission_id: UUID) -> Submission:
    """One version. Submission.DoesNotExist both when there is none and out of reach."""
    return submissions_of(staff).get(pk=submission_id)


def waiting_for(staff: Staff) -> QuerySet[Submission]:
    """The reports that wait for the approval of one's body, those sent first before the others."""
    if staff.role not in (Role.REPORTER, Role.HEAD):
        return Submission.objects.none()
    rows = Submission.objects.filter(world=staff.world, to_body_id=staff.body_id, state=SubmissionState.SENT)
    return rows.select_related("obligation", "body").order_by("sent_at")


def lines_said(submission: Submission) -> list[SubmissionLine]:
    """Give the lines of a version in the order of the report."""
    rows = submission.lines.select_related("indicator", "said_by__user", "said_by__body")
    return sorted(rows, key=lambda line: (line.indicator.section, line.indicator_id))


def steps_of(submission: Submission) -> list[SubmissionStep]:
    """Give the steps of a version, the newest first."""
    return list(submission.steps.select_related("by__user", "by__body").order_by("-recorded_at", "-pk"))


def report_behind(staff: Staff, source: UUID) -> Submission | None:
    """Give the newest locked report that said a figure, by the key of its source."""
    rows = submissions_of(staff).filter(lines__source=source)
    return rows.order_by("-number").first()


def narrative_of(row: Submission) -> str:
    """Give the words of a report."""
    return opened(row, TABLE, "narrative_ct", None)


def why_of(row: Submission) -> str:
    """Give why a locked version was corrected."""
    return opened(row, TABLE, "why_ct", None)


def reason_of(step: SubmissionStep) -> str:
    """Give why a report was returned."""
    return opened(step, STEPS, "reason_ct", None)


def indicators_of(codes: Iterable[str]) -> list[Indicator]:
    """Give indicators in the order of the report."""
    return sorted(Indicator.objects.filter(pk__in=list(codes)), key=lambda row: (row.section, row.pk))
