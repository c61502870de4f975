"""Every read of activities and campaigns: those of the province, newest first, within world and mandate."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from vongtay.common.access import Staff
from vongtay.common.amounts import Stated
from vongtay.common.days import today
from vongtay.common.numbers import Bound as Said
from vongtay.indicators.models import Indicator, plain
from vongtay.indicators.queries import Amount
from vongtay.programme.models import Activity, ActivityEvent, Campaign, Quantity
from vongtay.programme.permissions import in_province
from vongtay.programme.states.activities import LINES, Kind

_STANDING = Prefetch(
    "quantities",
    queryset=Quantity.objects.filter(withdrawn=False).select_related("indicator").order_by("slot"),
    to_attr="standing",
)


@dataclass(frozen=True)
class Wanted:
    """Which activities a list shows. Empty: all."""

    kind: str = ""
    campaign_id: UUID | None = None
    year: int | None = None
    is_own: bool = False
    words: str = ""
    kinds: tuple[str, ...] = tuple(kind for kind in Kind.values if kind != Kind.COURSE)


def activities_of(staff: Staff, wanted: Wanted | None = None) -> QuerySet[Activity]:
    """The activities that `staff` may see and that were not taken back, newest first, each with its `standing` quantities."""
    wanted = wanted or Wanted()
    rows = Activity.objects.filter(in_province(staff), withdrawn_at__isnull=True, kind__in=wanted.kinds)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.campaign_id:
        rows = rows.filter(campaign_id=wanted.campaign_id)
    if wanted.year:
        rows = rows.filter(last_on__gte=date(wanted.year, 1, 1), first_on__lte=date(wanted.year, 12, 31))
    if wanted.is_own:
        rows = rows.filter(body_id=staff.body_id)
    if wanted.words:
        rows = rows.filter(Q(title__icontains=wanted.words) | Q(place__icontains=wanted.words))
    return rows.select_related("body", "area", "campaign").prefetch_related(_STANDING).order_by("-last_on", "-id")


def activity_of(staff: Staff, activity_id: UUID) -> Activity:
    """One activity, standing or taken back. Activity.DoesNotExist both when there is none and when `staff` may not see it."""
    related = ("body", "area", "campaign", "entered_by__user", "entered_by__body", "evidence")
    rows = Activity.objects.filter(in_province(staff)).select_related(*related).prefetch_related(_STANDING)
    return rows.get(pk=activity_id)


def former_versions(activity: Activity) -> list[Activity]:
    """Give what stood before each correction, newest first."""
    rows = ActivityEvent.objects.filter(pgh_obj_id=activity.pk).select_related("entered_by__user", "area")
    return list(rows.order_by("-pgh_id"))


def counted(activity: Activity) -> list[Quantity]:
    """Give the standing quantities: the questions of its kind in their order, then what was told beside them."""
    found = {quantity.slot: quantity for quantity in standing(activity)}
    asked = [found[line.slot] for line in LINES.get(activity.kind, ()) if line.slot in found]
    return asked + [quantity for quantity in found.values() if quantity not in asked]


def standing(activity: Activity) -> list[Quantity]:
    """Give the quantities that were not taken back, of an activity read by these queries."""
    found: list[Quantity] = activity.standing  # type: ignore[attr-defined]  # prefetched
    return found


def campaigns_of(staff: Staff) -> QuerySet[Campaign]:
    """The campaigns of the province, newest first, each with the number of its `held` activities."""
    held = Count("activities", filter=Q(activities__withdrawn_at__isnull=True))
    return (
        Campaign.objects.filter(in_province(staff))
        .select_related("body")
        .annotate(held=held)
        .order_by("-first_on", "name")
    )


def campaign_of(staff: Staff, campaign_id: UUID) -> Campaign:
    """One campaign. Campaign.DoesNotExist both when there is none and when `staff` may not see it."""
    return campaigns_of(staff).get(pk=campaign_id)


def campaign_now(staff: Staff, on: date | None = None) -> Campaign | None:
    """Give the campaign that runs on a day, the shortest where several do; None where none runs."""
    day = on or today()
    running = Campaign.objects.filter(in_province(staff), first_on__lte=day, last_on__gte=day)
    return min(running, key=lambda one: one.last_on - one.first_on, default=None)


@dataclass(frozen=True)
class Sum:
    """What a campaign came to in one indicator."""

    indicator: Indicator
    stated: Stated
    rows: int


def sums_of(activities: Iterable[Activity]) -> list[Sum]:
    """Add what each activity counted, by indicator: every one of ours stands for itself. What was received and what no indicator fits is left out."""
    by_code: dict[str, list[Quantity]] = {}
    for activity in activities:
        for quantity in standing(activity):
            if not activity.is_received and quantity.indicator_id != "other":
                by_code.setdefault(quantity.indicator_id, []).append(quantity)
    return [_sum(rows) for _code, rows in sorted(by_code.items())]


def _sum(rows: list[Quantity]) -> Sum:
    amounts = [Amount.of(row.value, row.bound, row.value_high) for row in rows]
    whole = amounts[0]
    for amount in amounts[1:]:
        whole += amount
    indicator = rows[0].indicator
    return Sum(
        indicator,
        Stated(plain(whole.value) or whole.value, Said(whole.bound), plain(whole.value_high), indicator.unit),
        len(rows),
    )
