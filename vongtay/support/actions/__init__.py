from vongtay.support.actions.base import OURSELVES, Actor
from vongtay.support.actions.conference import Met, hold_conference
from vongtay.support.actions.entitlements import rule_on
from vongtay.support.actions.family import Tie, name_kin, take_back_kin
from vongtay.support.actions.needs import Scored, Told, record_feedback, score_needs
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
from vongtay.support.actions.sheets import Translated, hand_sheet, put_up_sheet
from vongtay.support.actions.todo import settle

__all__ = [
    "OURSELVES",
    "Actor",
    "Aim",
    "Met",
    "Scored",
    "Step",
    "Tie",
    "Told",
    "Translated",
    "approve_plan",
    "begin_plan",
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
    "take_back_kin",
    "take_out",
    "write_goal",
    "write_measure",
    "write_wishes",
]
