"""Acts of support; each module is named after what it changes."""

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
from vongtay.support.actions.closing import (
    decide_closure,
    propose_closure,
    reopen_support,
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
    estimate_case,
)
from vongtay.support.actions.family import (
    Tie,
    name_kin,
    take_back_kin,
)
from vongtay.support.actions.helpers import (
    Near,
    end_helper,
    name_helper,
)
from vongtay.support.actions.homecoming import (
    Home,
    bring_home,
)
from vongtay.support.actions.ledger import (
    IN_KIND,
    Given,
    book,
    take_back,
)
from vongtay.support.actions.links import (
    LinkAnswer,
    Sent,
    answer_link,
    send_link,
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
    Approval,
    Step,
    approve_plan,
    begin_plan,
    enter_approval,
    propose_plan,
    send_back_plan,
    take_out,
    write_goal,
    write_measure,
    write_wishes,
)
from vongtay.support.actions.providers import (
    Facts,
    change_provider,
    enter_provider,
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
from vongtay.support.actions.visit_rule import (
    change_visit_rule,
)
from vongtay.support.actions.visits import (
    SafeWay,
    Visited,
    asks_outcome,
    read_safe_way,
    record_visit,
    take_back_visit,
)

__all__ = [
    "IN_KIND",
    "OURSELVES",
    "Actor",
    "Aim",
    "Answered",
    "Applied",
    "Approval",
    "Decided",
    "Facts",
    "Given",
    "Happened",
    "Home",
    "LinkAnswer",
    "Met",
    "Near",
    "NormGiven",
    "Received",
    "SafeWay",
    "Scored",
    "Sent",
    "Step",
    "Tie",
    "Told",
    "Translated",
    "Visited",
    "answer_application",
    "answer_link",
    "approve_plan",
    "asks_outcome",
    "begin_plan",
    "book",
    "bring_home",
    "change_provider",
    "change_visit_rule",
    "decide_admission",
    "decide_closure",
    "discharge",
    "end_helper",
    "end_norm",
    "enter_approval",
    "enter_estimate",
    "enter_norm",
    "enter_provider",
    "estimate_case",
    "extend_stay",
    "give_belongings_back",
    "hand_sheet",
    "hold_conference",
    "name_helper",
    "name_kin",
    "note_day",
    "propose_closure",
    "propose_plan",
    "put_up_sheet",
    "read_safe_way",
    "receive_belongings",
    "record_feedback",
    "record_incident",
    "record_visit",
    "reopen_support",
    "rule_on",
    "score_needs",
    "send_back_plan",
    "send_link",
    "settle",
    "take_application",
    "take_back",
    "take_back_kin",
    "take_back_stay_decision",
    "take_back_visit",
    "take_out",
    "transfer",
    "write_goal",
    "write_measure",
    "write_wishes",
]
