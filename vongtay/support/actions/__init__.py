"""None"""

from vongtay.support.actions.applications import (
    Answered,
    Applied,
    answer_application,
    take_application,
)
from vongtay.support.actions.entitlements import (
    rule_on,
)
from vongtay.support.actions.estimates import (
    enter_estimate,
)
from vongtay.support.actions.ledger import (
    Given,
    IN_KIND,
    book,
    take_back,
)
from vongtay.support.actions.norms import (
    NormGiven,
    end_norm,
    enter_norm,
)
from vongtay.support.actions.base import (
    Actor,
    OURSELVES,
)
from vongtay.support.actions.conference import (
    Met,
    hold_conference,
)
from vongtay.support.actions.family import (
    Tie,
    name_kin,
    take_back_kin,
)
from vongtay.support.actions.needs import (
    Scored,
    Told,
    record_feedback,
    score_needs,
)
from vongtay.support.actions.plan import (
    Aim,
    Step,
    approve_plan,
    begin_plan,
    propose_plan,
    send_back_plan,
    take_out,
    write_goal,
    write_measure,
    write_wishes,
)
from vongtay.support.actions.sheets import (
    Translated,
    hand_sheet,
    put_up_sheet,
)
from vongtay.support.actions.todo import (
    settle,
)


__all__ = [
    "Actor",
    "Aim",
    "Answered",
    "Applied",
    "Given",
    "IN_KIND",
    "Met",
    "NormGiven",
    "OURSELVES",
    "Scored",
    "Step",
    "Tie",
    "Told",
    "Translated",
    "answer_application",
    "approve_plan",
    "begin_plan",
    "book",
    "end_norm",
    "enter_estimate",
    "enter_norm",
    "hand_sheet",
    "hold_conference",
    "name_kin",
    "propose_plan",
    "put_up_sheet",
    "record_feedback",
    "rule_on",
    "score_needs",
    "send_back_plan",
    "settle",
    "take_application",
    "take_back",
    "take_back_kin",
    "take_out",
    "write_goal",
    "write_measure",
    "write_wishes",
]
