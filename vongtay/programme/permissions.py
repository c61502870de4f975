"""Who may do what in the prevention programme. Nothing of it is about a protected person: seeing is by world and province."""

from enum import StrEnum

from django.db.models import Q

from vongtay.agencies.models import Mandate
from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.access import Rule, Staff, all_of, has_role
from vongtay.common.days import today
from vongtay.programme.models import Activity


class Act(StrEnum):
    READ = "programme.read"
    # activities, training, surveys
    RECORD_ACTIVITY = "programme.record_activity"
    CORRECT_ACTIVITY = "programme.correct_activity"
    TAKE_BACK_ACTIVITY = "programme.take_back_activity"
    IMPORT_ACTIVITIES = "programme.import_activities"
    CALL_CAMPAIGN = "programme.call_campaign"
    RECORD_SURVEY = "programme.record_survey"


MAY_READ = frozenset({*MAY_COUNT, Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER})
MAY_ENTER = frozenset({Role.RECEIVER, Role.CASE_WORKER, Role.REPORTER, Role.HEAD})


def in_province(staff: Staff) -> Q:
    """What stands in the province of this post, or in one that its body counts. The database says the same."""
    areas = [staff.province_id, *mandates_of(staff)]
    return Q(world=staff.world, province_id__in=areas)


def mandates_of(staff: Staff) -> list[int]:
    """Give the areas for which the body of this post speaks; none for a role that doesn't count."""
    if staff.role not in MAY_COUNT:
        return []
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    return list(Mandate.objects.filter(still, body_id=staff.body_id).values_list("area_id", flat=True))


def is_own_activity(staff: Staff, row: Activity | None) -> bool:
    """Say whether the body of `staff` did it, or entered it for another under its mandate; a new one is."""
    return row is None or row.body_id == staff.body_id or (staff.role in MAY_COUNT and bool(row.source_sign))


_ENTERS = has_role(*MAY_ENTER)

RULES: dict[str, Rule] = {
    Act.READ: has_role(*MAY_READ),
    # activities, training, surveys
    Act.RECORD_ACTIVITY: _ENTERS,
    Act.CORRECT_ACTIVITY: all_of(_ENTERS, is_own_activity),
    Act.TAKE_BACK_ACTIVITY: all_of(_ENTERS, is_own_activity),
    Act.IMPORT_ACTIVITIES: _ENTERS,
    Act.CALL_CAMPAIGN: _ENTERS,
    Act.RECORD_SURVEY: _ENTERS,
}
