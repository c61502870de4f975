"""Whom the law supports, from the facts of a case: facts in, answers out."""

from vongtay.cases.states import OPEN, State
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
