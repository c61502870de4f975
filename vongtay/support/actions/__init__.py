"""None"""

from vongtay.support.actions.applications import (
    Answered,
    Applied,
    answer_application,
    take_application,
)
from vongtay.support.actions.base import (
    OURSELVES,
    Actor,
)
from vongtay.support.actions.conference import (
    Met,
    hold_conference,
)
from vongtay.support.actions.daybook import (
    Happened,
    Received,
    give_belongings_back,
    note_day,
    receive_belongings,
    record_incident,
)
from vongtay.support.actions.entitlements import (
    rule_on,
)
from vongtay.support.actions.estimates import (
    enter_estimate,
)
from vongtay.support.actions.family import (
    Tie,
    name_kin,
    take_back_kin,
)
from vongtay.support.actions.ledger import (
    IN_KIND,
    Given,
    book,
    take_back,
)
from vongtay.support.actions.needs import (
    Scored,
    Told,
    record_feedback,
    score_needs,
)
from vongtay.support.actions.norms import (
    NormGiven,
    end_norm,
    enter_norm,
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
from vongtay.support.actions.stays import (
    Decided,
    decide_admission,
    discharge,
    extend_stay,
    take_back_stay_decision,
    transfer,
)
from vongtay.support.actions.todo import (
    settle,
)

__all__ = [
    "IN_KIND",
    "OURSELVES",
    "Actor",
    "Aim",
    "Answered",
    "Applied",
    "Decided",
    "Given",
    "Happened",
    "Met",
    "NormGiven",
    "Received",
    "Scored",
    "Step",
    "Tie",
    "Told",
    "Translated",
    "answer_application",
    "approve_plan",
    "begin_plan",
    "book",
    "decide_admission",
    "discharge",
    "end_norm",
    "enter_estimate",
    "enter_norm",
    "extend_stay",
    "give_belongings_back",
    "hand_sheet",
    "hold_conference",
    "name_kin",
    "note_day",
    "propose_plan",
    "put_up_sheet",
    "receive_belongings",
    "record_feedback",
    "record_incident",
    "rule_on",
    "score_needs",
    "send_back_plan",
    "settle",
    "take_application",
    "take_back",
    "take_back_kin",
    "take_back_stay_decision",
    "take_out",
    "transfer",
    "write_goal",
    "write_measure",
    "write_wishes",
]
