"""Places and bodies for pages: what one's body serves, whom it may notify, which province a text names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db import connection
from django.db.models import Func, Q, QuerySet, UUIDField
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Contact, ContactKind, Duty, Place, Post, SmallCount
from vongtay.agencies.places.lookup import Places
from vongtay.agencies.places.source import successions, units
from vongtay.agencies.places.units import COUNTRY, Unit
from vongtay.agencies.roles import Role
from vongtay.common.access import NotAllowed, Staff
from vongtay.common.days import today

# The bodies for which one's own answers today: itself, and those whose work came to it. The row policies ask the same function.
ANSWERED = Func(function="vt.answers_for", template="(select unnest(%(function)s()))", output_field=UUIDField())


@lru_cache(maxsize=1)
def places() -> Places:
    """Give the look-up of places, built once per process."""
    return Places(units(), successions())


@lru_cache(maxsize=4096)
def within(area_id: int) -> tuple[int, ...]:
    """Give the places whose records lie in an area: itself and the former units that it was made from. The same as vt.within.

    In the country lie all provinces, former ones too: each record stands under its province.
    """
    if area_id == COUNTRY:
        return (COUNTRY, *sorted(unit.id for unit in places().by_id.values() if unit.level == "province"))
    unit = places().by_id.get(area_id)
    return (area_id,) if unit is None else tuple(places().within(unit))


@lru_cache(maxsize=16_384)
def above(area_id: int) -> frozenset[int]:
    """Give the places in which one lies wholly: its provinces, former and of today, and what it went into. The same as vt.above."""
    unit = places().by_id.get(area_id)
    return frozenset() if unit is None else places().above(unit)


@dataclass(frozen=True)
class Borders:
    """The former units of an area, for a period in which they stood. Names as they were written then."""

    merged: tuple[str, ...]  # those that went wholly into it: their records are counted in it
    divided: tuple[str, ...]  # those of which only a part did: what was told of them can't be told of it
    until: date  # the last day on which they stood


def borders_of(area_id: int, first: date) -> Borders | None:
    """Give the former units that stood in an area on a day or later; None where its borders have not changed since."""
    unit = places().by_id.get(area_id)
    if unit is None:
        return None
    made = [each for each in places().made_of(unit) if each.valid_to is not None and each.valid_to >= first]
    divided = [each for each in places().divided_in(unit) if each.valid_to is not None and each.valid_to >= first]
    if not divided and (not made or (len(made) == 1 and made[0].full_name == unit.full_name)):
        return None
    until = max(each.valid_to for each in (*made, *divided) if each.valid_to is not None)
    return Borders(tuple(each.full_name for each in made), tuple(_label(each) for each in divided), until)


def _label(unit: Unit) -> str:
    return places().label(unit)


def former_province(area_id: int) -> int | None:
    """Give the one former province in which a place lies; None where it lies across several, or there is none."""
    unit = places().by_id.get(area_id)
    former = places().former_province(unit) if unit else None
    return former.id if former else None


def places_of(staff: Staff) -> QuerySet[Place]:
    """The communes of the province of `staff`."""
    names = Q(province_id=staff.province_id)
    return Place.objects.filter(names, level="commune").order_by("sort_key")


def default_place(staff: Staff) -> int | None:
    """Give the commune that the body of `staff` serves, or None for a provincial body."""
    return Place.objects.filter(pk=staff.place_id or 0, level="commune").values_list("id", flat=True).first()


def province_in(text: str) -> int | None:
    """Find the province of today in what somebody typed about a home; None when it is not clear."""
    if not text.strip():
        return None
    unit = places().read(text, on=today()).unit
    if unit is None:
        return None
    province = places().province_today(unit)
    return province.id if province else None


@lru_cache(maxsize=16_384)
def province_today(area_id: int) -> int | None:
    """Give the province of today in which a place lies, whenever it stood; None for the country."""
    unit = places().by_id.get(area_id)
    return places().province_today(unit).id if unit else None


def at_work_on(day: date) -> Q:
    """The bodies that work on a day."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def bodies_to_notify(staff: Staff, kinds: list[str], day: date) -> QuerySet[Body]:
    """The bodies of these kinds that work on the day, those of one's own province first."""
    return (
        Body.objects.filter(at_work_on(day), kind__in=kinds, province_id=staff.province_id)
        .exclude(pk=staff.body_id)
        .order_by("sort_key")
    )


def bodies_of_province(staff: Staff) -> QuerySet[Body]:
    """All bodies of one's province but one's own: any of them may have acted on paper."""
    return Body.objects.filter(province_id=staff.province_id).exclude(pk=staff.body_id).order_by("sort_key")


def bodies_to_ask(staff: Staff) -> QuerySet[Body]:
    """The bodies that may be asked: those of one's province, and the police and health department of every other one."""
    elsewhere = Q(kind__in=("police_province", "health_department", "border_guard_province"))
    return (
        Body.objects.filter(Q(province_id=staff.province_id) | elsewhere, at_work_on(today()))
        .exclude(pk=staff.body_id)
        .order_by("sort_key")
    )


def posts_of(user_id: UUID) -> QuerySet[Post]:
    """The posts that somebody holds today."""
    now = today()
    held = Q(valid_from__lte=now) & (Q(valid_to__isnull=True) | Q(valid_to__gte=now))
    return Post.objects.filter(held, user_id=user_id).select_related("body").order_by("body__sort_key", "role")


def posts_held(user_id: UUID) -> QuerySet[Post]:
    """The posts that somebody holds today, without their bodies."""
    now = today()
    return Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=now), user_id=user_id, valid_from__lte=now)


def posts_of_province(staff: Staff, *, body: str = "", role: str = "", ended: bool = False) -> QuerySet[Post]:
    """The posts of people in the bodies of the province of `staff` and its world, those of today or those that ended."""
    now = today()
    found = Post.objects.filter(body__province_id=staff.province_id, world=staff.world).exclude(role=Role.SERVICE)
    found = found.filter(valid_to__lt=now) if ended else found.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=now))
    if body:
        found = found.filter(body__code=body)
    if role:
        found = found.filter(role=role)
    return found.select_related("body", "user").order_by("body__sort_key", "role", "user__full_name")


@dataclass(frozen=True)
class SessionShown:
    """An open session of a post; `handle` names it without telling its token."""

    handle: str
    opened_at: datetime
    expires_at: datetime


def sessions_of(post: Post) -> list[SessionShown]:
    """Give the open sessions of a post, for the administrator of its province; none for others."""
    with connection.cursor() as cursor:
        cursor.execute("select * from vt.sessions_of(%s)", [post.pk])
        return [SessionShown(*row) for row in cursor.fetchall()]


def contacts_of_province(staff: Staff, *, province_id: int, day: date, body: str = "") -> QuerySet[Contact]:
    """The directory of a province as it holds on a day: bodies in their order, lines before people."""
    holds = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    found = Contact.objects.filter(holds, world=staff.world, body__province_id=province_id)
    if body:
        found = found.filter(body__code=body)
    return found.select_related("body").order_by("body__sort_key", "kind", "name")


def duties_of(staff: Staff, *, body_id: UUID, since: datetime) -> QuerySet[Duty]:
    """The roster of a body from a moment on."""
    found = Duty.objects.filter(world=staff.world, body_id=body_id, ends_at__gt=since, withdrawn_at__isnull=True)
    return found.select_related("body").order_by("starts_at", "name")


@dataclass(frozen=True)
class OnDuty:
    """How a body is reached now: who is on duty, and its lines of day and night."""

    body: Body
    people: list[Duty]
    lines: list[Contact]


def reached_now(bodies: Iterable[Body], staff: Staff) -> list[OnDuty]:
    """Give how bodies are reached at this moment; one about which nothing is known is left out. Two queries."""
    rows = {body.id: OnDuty(body, [], []) for body in bodies}
    now, day = timezone.now(), today()
    on_duty = Duty.objects.filter(
        world=staff.world, body_id__in=rows, starts_at__lte=now, ends_at__gt=now, withdrawn_at__isnull=True
    )
    for duty in on_duty.order_by("starts_at"):
        rows[duty.body_id].people.append(duty)
    holds = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    for line in Contact.objects.filter(holds, world=staff.world, body_id__in=rows, kind=ContactKind.LINE).order_by(
        "topic"
    ):
        rows[line.body_id].lines.append(line)
    return [row for row in rows.values() if row.people or row.lines]


def small_count_of(staff: Staff) -> int | None:
    """Give the count from which on the role of `staff` sees numbers of persons; None: it sees all of them. Read with the session, for each request."""
    return staff.hidden_below


def require_exact_counts(staff: Staff) -> None:
    """Let in whoever sees all counts. Errors: NotAllowed, for a page that shows exact ones."""
    if small_count_of(staff) is not None:
        raise NotAllowed(
            _(
                "Small counts are held back for your role, and this page shows exact ones. Boards and tables show what your role may see."
            )
        )


def small_counts(staff: Staff) -> list[SmallCount]:
    """Give what holds in one's province, by role; roles without a row see all counts."""
    rows = SmallCount.objects.filter(world=staff.world, province_id=staff.province_id)
    return list(rows.order_by("role", "-number").distinct("role").select_related("changed_by__user"))
