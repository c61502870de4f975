"""The way of a case as a line of steps: which are done, which is present, what comes next."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vongtay.cases.models import Case
from vongtay.cases.states import OUTCOMES, State


@dataclass(frozen=True)
class Stop:
    """One stop on the way. state: done, now or next; `on` is its day, where one is known."""

    label: str
    state: str
    on: date | None = None


def way_of(case: Case) -> list[Stop]:
    """Give the stops of a case from reception to decision."""
    state = State(case.state)
    order = [State.RECEIVED, State.VERIFYING, State.PROPOSED]
    decided = state in OUTCOMES
    at = len(order) if decided else order.index(state)
    stops = [
        Stop(
            str(stop.label),
            "done" if place < at else "now" if place == at else "next",
            case.received_on if place == 0 else None,
        )
        for place, stop in enumerate(order)
    ]
    return [*stops, Stop(str(state.label) if decided else _("Decision"), "now" if decided else "next", case.decided_on)]
