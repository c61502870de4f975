"""Whom the law supports, from the facts of a case: facts in, answers out."""

from vongtay.cases.states import OPEN, State
from vongtay.people.vault import Vault
from vongtay.support.models import Measure
from vongtay.support.states import Beneficiary


def beneficiary_of(*, state: State, is_foreign: bool, came_along: bool) -> Beneficiary | None:
    """Give the kind of beneficiary somebody is now; None once the person was not identified or stays undetermined.

    What was given before stays explained by the state in which it was given.
    """
    if came_along:
        return Beneficiary.ACCOMPANYING
    if state in OPEN:
        return Beneficiary.UNDER_IDENTIFICATION
    if state == State.IDENTIFIED:
        return Beneficiary.FOREIGNER if is_foreign else Beneficiary.CITIZEN
    return None


def is_same_measure(vault: Vault, one: Measure, other: Measure) -> bool:
    """Say whether two measures ask the same of the same body by the same day."""
    texts = [vault.open("support_measure", "text_ct", row.pk, row.text_ct) for row in (one, other)]
    return texts[0] == texts[1] and (one.body_id, one.due_on) == (other.body_id, other.due_on)
