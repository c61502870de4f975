"""Who acts, and how an act is refused: shared by the permission tables of all apps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


class Refused(Exception):  # noqa: N818  # reads as what happened: "except Refused"
    """An act that was not done; nothing has changed. `reasons` are sentences for the person who tried."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class NotAllowed(Refused):
    """The post of this person may not do this."""


class WrongState(Refused):
    """The record is not in a state in which this can be done."""


class Stale(Refused):
    """Somebody else has changed the record since it was read."""


@dataclass(frozen=True)
class Staff:
    """The post in which somebody acts just now, as the database confirmed it for this transaction."""

    user_id: UUID | None
    user_text: str
    post_id: UUID
    role: str
    body_id: UUID
    body_code: str
    body_text: str
    province_id: int
    world: str
    parts: frozenset[str] = frozenset()
    body_kind: str = ""
    place_id: int | None = None
    hidden_below: int | None = None  # counts of persons from 1 to one less are held back from this role; None: none are

    @property
    def account(self) -> UUID:
        """The account of the person who acts. Errors: NotAllowed for a job, which decides nothing."""
        if self.user_id is None:
            raise NotAllowed("Việc nền không được làm việc này.")
        return self.user_id


Rule = Callable[[Staff, Any], bool]


def all_of(*rules: Rule) -> Rule:
    """Give a rule that holds when all `rules` do."""
    return lambda staff, record: all(rule(staff, record) for rule in rules)


def has_role(*roles: str) -> Rule:
    """Give a rule that holds for posts of these roles."""
    return lambda staff, _record: staff.role in roles


def may(rules: Mapping[str, Rule], act: str, staff: Staff, record: Any = None) -> bool:
    """Say whether `staff` may do `act` to `record`. An act without a rule is refused."""
    rule = rules.get(act)
    return rule is not None and rule(staff, record)
