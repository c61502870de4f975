"""Reading difficulties and proposals: what waits, who is late to answer, what came."""

from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from vongtay.common.access import Staff
from vongtay.papers.models import Instrument
from vongtay.programme.models import Answer, Raised
from vongtay.programme.states.documents import Matter


def matters(staff: Staff) -> QuerySet[Raised]:
    """The difficulties and proposals of one's province that stand: those that wait first, the nearest day first."""
    rows = Raised.objects.filter(world=staff.world, province_id=staff.province_id, withdrawn_why="")
    return rows.select_related("body", "to_body", "instrument").order_by(
        F("closed_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "-raised_on", "pk"
    )


def filters(staff: Staff, day: date) -> dict[str, Q]:
    """Give what the list may be narrowed to."""
    waits = Q(closed_on__isnull=True)
    return {
        "waiting": waits, "late": waits & Q(due_on__lt=day), "to_us": waits & Q(to_body_id=staff.body_id), "ours": Q(body_id=staff.body_id),
        "amendments": Q(matter=Matter.AMENDMENT), "answered": Q(closed_on__isnull=False),
    }  # fmt: skip


def counts(staff: Staff, day: date) -> dict[str, int]:
    """Count them by filter, in one query."""
    asked = {name: Count("pk", filter=condition) for name, condition in filters(staff, day).items()}
    return {name: count or 0 for name, count in matters(staff).order_by().aggregate(**asked).items()}


def matter_of(staff: Staff, raised_id: UUID) -> Raised:
    """One difficulty or proposal. Raised.DoesNotExist both when there is none and out of reach."""
    return matters(staff).select_related("body", "to_body", "instrument", "entered_by__user").get(pk=raised_id)


def answers_of(row: Raised) -> list[Answer]:
    """Give the answers, newest first."""
    return list(row.answers.select_related("instrument", "body", "entered_by__user").order_by("-on", "-recorded_at"))


def amendments_of(document: Instrument) -> list[Raised]:
    """Give what was proposed to amend in a document, the newest first."""
    rows = Raised.objects.filter(instrument=document, matter=Matter.AMENDMENT, withdrawn_why="").select_related(
        "to_body", "body"
    )
    return list(rows.order_by("-raised_on"))
