"""Who may claim figures, and who may read which."""

from enum import StrEnum

from django.db.models import Exists, Q

from vongtay.agencies.models import Mandate, PlaceSuccession
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.queries import ANSWERED
from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.access import Rule, Staff, has_role
from vongtay.common.days import today


class Act(StrEnum):
    CONFIRM = "indicators.confirm_figure"
    CORRECT = "indicators.correct_figure"
    WITHDRAW = "indicators.withdraw_figure"
    JUDGE_EVENT = "indicators.judge_event"
    READ = "indicators.read_figures"


# A receiver speaks for the activities of a commune or post.
_SPEAKS = has_role(Role.RECEIVER, Role.REPORTER, Role.CASE_WORKER, Role.HEAD)

RULES: dict[str, Rule] = {
    Act.CONFIRM: _SPEAKS,
    Act.CORRECT: _SPEAKS,
    Act.WITHDRAW: _SPEAKS,
    Act.JUDGE_EVENT: has_role(Role.REPORTER, Role.HEAD),
    Act.READ: has_role(*MAY_COUNT, Role.CASE_WORKER),
}


def under_mandate(staff: Staff) -> Q:
    """What speaks of an area over which the body of `staff` reports; nothing for a role that doesn't count."""
    if staff.role not in MAY_COUNT:
        return Q(pk__in=[])
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    held = Mandate.objects.filter(still, body_id=staff.body_id)
    areas = held.values("area_id")
    former = PlaceSuccession.objects.filter(new_id__in=areas, part=False).values("old_id")
    return (
        Q(province_id__in=areas)
        | Q(area_id__in=areas)
        | Q(province_id__in=former)
        | Q(area_id__in=former)
        | Q(Exists(held.filter(area_id=COUNTRY)))
    )


def visible_to(staff: Staff) -> Q:
    """The figures this post may see: those of its body and of bodies whose work came to it, and those of its mandate. The database says the same."""
    return Q(world=staff.world) & (Q(body_id__in=ANSWERED) | under_mandate(staff))
