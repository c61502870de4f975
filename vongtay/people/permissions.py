"""Who may do what to the record of a person already within reach."""

from enum import StrEnum

from vongtay.agencies.roles import Part, Role
from vongtay.common.access import Rule, Staff, has_role


class Act(StrEnum):
    LOOK = "people.look_at_identity"
    SEARCH = "people.search"
    CHANGE = "people.change_identity"
    LINK = "people.link"
    ERASE = "people.erase"


def reaches_identity(staff: Staff, _record: object) -> bool:
    """Say whether the role reaches identities at all; whether it reaches this one, the database says."""
    return Part.IDENTITY in staff.parts


RULES: dict[str, Rule] = {
    Act.LOOK: reaches_identity,
    Act.SEARCH: reaches_identity,
    Act.CHANGE: has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER),
    Act.LINK: has_role(Role.CASE_WORKER, Role.VERIFIER),
    Act.ERASE: has_role(Role.DECIDER),
}

# Why somebody looks: a code, so that the log holds no free text.
PURPOSES = ("care", "verification", "decision", "paper", "duplicate", "contact", "rights", "story")
