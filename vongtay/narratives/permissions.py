"""Who may read reports in, who may judge what was read in them, and which ones somebody sees."""

from enum import StrEnum

from django.db.models import Q

from vongtay.agencies.roles import Role
from vongtay.common.access import Rule, Staff, has_role
from vongtay.indicators.permissions import under_mandate


class Act(StrEnum):
    UPLOAD = "narratives.upload"
    OPEN = "narratives.open_reading"
    JUDGE = "narratives.judge"
    CONFIRM = "narratives.confirm"


# A report may hold names: who counts figures only (statistician) opens none.
_READS = has_role(Role.REPORTER, Role.CASE_WORKER, Role.HEAD)

RULES: dict[str, Rule] = {Act.UPLOAD: _READS, Act.OPEN: _READS, Act.JUDGE: _READS, Act.CONFIRM: _READS}


def speaks_for(staff: Staff) -> Q:
    """The readings whose figures this post may put on record: of its own body, or under its mandate. The database says the same."""
    return Q(world=staff.world) & (Q(body_id=staff.body_id) | under_mandate(staff))


def visible_to(staff: Staff) -> Q:
    """The readings this post may see: those its body uploaded, and those of its mandate, as the database says; none where its role opens none."""
    if not _READS(staff, None):
        return Q(pk__in=())
    return Q(world=staff.world) & (Q(read_by__body_id=staff.body_id) | under_mandate(staff))
