"""Reads of registers and deliveries. The database gives only the rows that the asking post may reach."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.papers.models import Delivery, Incoming, Paper
from vongtay.papers.queries.templates import register_of
from vongtay.papers.states import How

RECEIPT_WITHIN = timedelta(days=10)  # ours, no law's: a paper without a receipt by then is asked after
CHOSEN = 50


def late_before() -> date:
    """Give the day before which a paper must have left to be asked after now."""
    return day_in_vietnam(timezone.now()) - RECEIPT_WITHIN


@dataclass(frozen=True)
class Filter:
    """What of a register is shown. `state`: none, waiting, late, received or returned."""

    year: int | None = None
    state: str = ""

    def apply(self, papers: QuerySet[Paper]) -> QuerySet[Paper]:
        """Narrow the list."""
        if self.year:
            papers = papers.filter(register__year=self.year)
        went = Delivery.objects.filter(paper=OuterRef("pk"))
        if self.state == "none":
            return papers.filter(~Exists(went))
        wanted = {
            "waiting": Q(state=How.SENT), "late": Q(state=How.SENT, sent_on__lt=late_before()), "received": Q(state=How.RECEIVED),
            "returned": Q(state=How.RETURNED),
        }.get(self.state)  # fmt: skip
        return papers.filter(Exists(went.filter(wanted))) if wanted else papers


def outgoing(staff: Staff, chosen: Filter | None = None) -> QuerySet[Paper]:
    """The papers that one's body issued, newest number first, with their deliveries and signed copies."""
    deliveries = Prefetch("deliveries", Delivery.objects.select_related("to_body", "link").order_by("recorded_at"))
    return (chosen or Filter()).apply(register_of(staff)).prefetch_related(deliveries, "signed_copies")


def incoming(staff: Staff, *, year: int | None = None) -> QuerySet[Incoming]:
    """The papers that arrived at one's body, newest number first."""
    entries = Incoming.objects.filter(body_id=staff.body_id, world=staff.world).select_related(
        "sender", "registered_by__user", "register"
    )
    if year:
        entries = entries.filter(register__year=year)
    return entries.order_by("-register__year", "-number")


def incoming_for(staff: Staff, subject_id: UUID) -> QuerySet[Incoming]:
    """The entries from which an act of a case may be taken: those about it, and those about nobody."""
    ours = Q(subject_id=subject_id) | Q(subject_id__isnull=True)
    wanted = (
        Incoming.objects.filter(ours, body_id=staff.body_id, world=staff.world)
        .order_by("-recorded_at")
        .values("pk")[:CHOSEN]
    )
    return Incoming.objects.filter(pk__in=wanted).select_related("sender", "register").order_by("-recorded_at")


def late_deliveries(staff: Staff) -> QuerySet[Delivery]:
    """The papers of one's body that left long ago and brought no receipt, oldest first."""
    return (
        Delivery.objects.filter(body_id=staff.body_id, world=staff.world, state=How.SENT, sent_on__lt=late_before())
        .select_related("paper", "to_body")
        .order_by("sent_on")
    )


def years_of(staff: Staff) -> list[int]:
    """The years for which one's body has registers, newest first."""
    papers = Paper.objects.filter(body_id=staff.body_id, world=staff.world).values_list("register__year", flat=True)
    arrived = Incoming.objects.filter(body_id=staff.body_id, world=staff.world).values_list("register__year", flat=True)
    return sorted(set(papers.order_by().distinct()) | set(arrived.order_by().distinct()), reverse=True)
