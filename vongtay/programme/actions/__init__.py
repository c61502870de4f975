"""Every write to the programme: who, state, rows, figures, log; one transaction each."""

# inspections
from vongtay.programme.actions.businesses import About, change_business, enter_business, strike_business
from vongtay.programme.actions.findings import (
    Decided,
    Seen,
    add_finding,
    enter_penalty,
    enter_recheck,
    enter_visit,
    open_screening,
    withdraw_penalty,
)
from vongtay.programme.actions.inspections import (
    COUNTED,
    Counted,
    Held,
    correct_inspection,
    enter_inspection,
    withdraw_inspection,
)
from vongtay.programme.actions.points import Asked, add_point, do_point, drop_point, remind_of_point, verify_point
from vongtay.programme.actions.teams import (
    Founded,
    Planned,
    drop_plan,
    found_inspection_team,
    plan_inspection,
)

__all__ = [
    "COUNTED",
    "About",
    "Asked",
    "Counted",
    "Decided",
    "Founded",
    "Held",
    "Planned",
    "Seen",
    "add_finding",
    "add_point",
    "change_business",
    "correct_inspection",
    "do_point",
    "drop_plan",
    "drop_point",
    "enter_business",
    "enter_inspection",
    "enter_penalty",
    "enter_recheck",
    "enter_visit",
    "found_inspection_team",
    "open_screening",
    "plan_inspection",
    "remind_of_point",
    "strike_business",
    "verify_point",
    "withdraw_inspection",
    "withdraw_penalty",
]
