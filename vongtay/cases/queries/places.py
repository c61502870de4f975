"""Who of a case may sleep where, and where they sleep."""

from dataclasses import dataclass, replace
from uuid import UUID

from vongtay.cases.models import Case
from vongtay.cases.queries.care import suspects_of
from vongtay.cases.states import PersonRole
from vongtay.facilities.actions import Guest
from vongtay.facilities.allocation import Sleeper
from vongtay.facilities.models import Stay
from vongtay.facilities.queries import stays_of


@dataclass(frozen=True)
class Resident:
    """Somebody of a case who may need a bed. `role` empty: the person concerned."""

    person_id: UUID
    role: str
    guest: Guest

    def needing(self, needs: frozenset[str]) -> "Resident":
        """Give the same person with special needs."""
        return replace(self, guest=replace(self.guest, sleeper=replace(self.guest.sleeper, needs=needs)))


def residents_of(case: Case) -> list[Resident]:
    """Give the people of a case who may sleep together: the person and who is beside them, but no suspect."""
    beside = list(
        case.companions.filter(ended_at__isnull=True)
        .exclude(role__in=[PersonRole.SUSPECT, PersonRole.REPORTER])
        .order_by("recorded_at")
    )
    bad = suspects_of(case) if beside else set()
    beside = [row for row in beside if row.person_id not in bad]
    family = case.subject_id if beside else None
    rows = [
        (case.person_id, "", case.sex, case.age_years),
        *((row.person_id, row.role, row.sex, row.age_years) for row in beside),
    ]
    return [
        Resident(
            person_id, role,
            Guest(case.subject_id, person_id, case.code, Sleeper(sex, age, family), frozenset({case.subject_id})),
        )
        for person_id, role, sex, age in rows
    ]  # fmt: skip


def places_of(case: Case) -> list[tuple[Stay, str]]:
    """Give the stays of a case, newest first, with the role of who sleeps there; none for who does not reach shelters."""
    stays = stays_of(case.subject_id)
    roles: dict[UUID, str] = {row.person_id: row.get_role_display() for row in case.companions.all()} if stays else {}
    return [(stay, roles.get(stay.person_id, "")) for stay in stays]
