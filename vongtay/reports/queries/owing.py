"""Which bodies owe a report, and who answers for one whose work passed on. Bodies are known to all; obligations each to its own."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from vongtay.agencies.models import Body, Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import ANSWERED, at_work_on
from vongtay.common.access import Staff
from vongtay.common.periods import Period
from vongtay.reports.models import Obligation
from vongtay.reports.queries.areas import provinces_today
from vongtay.reports.states.calendar import Owes

COMMUNE = "commune"
MOST_STEPS = 8  # how often a body's work may have passed on


def owed_by(staff: Staff) -> Q:
    """The obligations under which the body of `staff` owes, or one that ended and for which it answers."""
    wanted = Q(pk__in=[])
    for body in answered_bodies():
        kinds = Q(owes=Owes.KIND, owing_kind=body.kind) | (Q(owes=Owes.COMMUNES) if body.kind == COMMUNE else Q())
        here = Q(province_id__in=(body.province_id, COUNTRY))
        wanted |= here & (kinds | Q(owing_body_id=body.pk)) & ~Q(body_id=body.pk)
    return wanted & ~Q(body_id=staff.body_id)


def answered_bodies() -> list[Body]:
    """Give the bodies for which that of whoever acts answers today: itself, and those whose work came to it, through however many mergers."""
    return list(Body.objects.filter(pk__in=ANSWERED).select_related("place").order_by("sort_key", "pk"))


def named_by(obligation: Obligation) -> QuerySet[Body]:
    """The bodies that an obligation names, at any time, without the one that asks."""
    if obligation.owes == Owes.BODY:
        return Body.objects.filter(pk__in=[obligation.owing_body_id])
    kind = COMMUNE if obligation.owes == Owes.COMMUNES else obligation.owing_kind
    rows = Body.objects.filter(kind=kind).exclude(pk=obligation.body_id)
    if obligation.province_id != COUNTRY:
        rows = rows.filter(province_id=obligation.province_id)
    related = rows.select_related("place__parent", "province", "successor__successor")
    return related.order_by("province__sort_key", "sort_key", "pk")


def owing_bodies(obligation: Obligation, period: Period) -> list[Body]:
    """Give the bodies that owe a report for a period: those at work at its cut-off; for one body that ended, who took its work over."""
    return owing_among(obligation, named_by(obligation).filter(at_work_on(period.last)), period)


def owing_among(obligation: Obligation, named: Iterable[Body], period: Period) -> list[Body]:
    """The same, of bodies that were read already."""
    if obligation.owes == Owes.BODY and obligation.owing_body is not None:
        body = heir(obligation.owing_body, period.last)
        return [] if body is None or body.pk == obligation.body_id else [body]
    return [body for body in named if works_on(body, period.last)]


def owes(obligation: Obligation, body: Body, day: date) -> bool:
    """Whether a body owes under an obligation that may concern it, on the day of a cut-off."""
    if body.pk == obligation.body_id:
        return False
    if obligation.owes == Owes.BODY and obligation.owing_body is not None:
        return heir(obligation.owing_body, day) == body
    kind = COMMUNE if obligation.owes == Owes.COMMUNES else obligation.owing_kind
    return body.kind == kind and works_on(body, day)


def works_on(body: Body, day: date) -> bool:
    """Whether a body works on a day."""
    return (body.valid_from is None or body.valid_from <= day) and (body.valid_to is None or body.valid_to >= day)


def heir(body: Body, day: date) -> Body | None:
    """Give who does the work of a body on a day: itself, or who took it over, through however many mergers; None where nobody did."""
    for _step in range(MOST_STEPS):
        if body.valid_to is None or body.valid_to >= day:
            return body
        if body.successor is None:
            return None
        body = body.successor
    return None


def answers(body_id: UUID, body: Body, obligation: Obligation, day: date) -> bool:
    """Whether a body answers for the report of another on a day: it is its own, or the work came to it. Never the one that asks."""
    now = heir(body, day)
    return body_id != obligation.body_id and body_id in {body.pk, now.pk if now else body.pk}


def ended_bodies(obligation: Obligation, period: Period) -> list[Body]:
    """Give the bodies that were named and ended within a period: others answer for their work."""
    ended = named_by(obligation).filter(valid_to__gte=period.first, valid_to__lt=period.last)
    return list(ended.select_related("successor").order_by("sort_key", "pk"))


def provinces_without(obligation: Obligation, bodies: Iterable[Body]) -> list[Place]:
    """Give the provinces of today in which no body of the kind works that the whole country is asked for; none for other obligations."""
    if obligation.province_id != COUNTRY or obligation.owes != Owes.KIND:
        return []
    return list(provinces_today().exclude(pk__in={body.province_id for body in bodies}))
