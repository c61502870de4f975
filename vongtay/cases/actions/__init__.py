"""Every write to a case: who, state, write, clock, log; one transaction each."""

from vongtay.cases.actions.abroad import (
    Report,
    correct_abroad,
    link_abroad_case,
    move_abroad,
    offer_abroad,
    receive_returned,
    report_abroad,
    screen_abroad,
    share_abroad,
)
from vongtay.cases.actions.abroad_rounds import (
    Answered,
    Line,
    Outreach,
    declare_nil,
    finish_round,
    hold_round,
    import_abroad,
    review_abroad,
    undo_import,
)
from vongtay.cases.actions.asking import ask_questionnaire
from vongtay.cases.actions.background import (
    Held,
    Said,
    leave_together,
    put_together,
    record_embassy_answer,
    record_embassy_note,
    record_interview,
    record_wish,
)
from vongtay.cases.actions.care import (
    Arrangement,
    Beside,
    add_companion,
    arrange_care,
    change_companion,
    open_own_case,
    receive_reported,
)
from vongtay.cases.actions.decision import (
    Proposal,
    StandsIn,
    add_evidence,
    decide,
    give_help,
    latest_decision,
    propose,
    reopen,
    return_proposal,
    take_back_help,
    withdraw_evidence,
)
from vongtay.cases.actions.erasure import Ground, ask_erasure, decline_erasure, erase, lift_hold, place_hold
from vongtay.cases.actions.needs import tick_need
from vongtay.cases.actions.notices import answer_notice, send_notice
from vongtay.cases.actions.reception import (
    Arrival,
    FromPaper,
    add_step,
    correct_facts,
    known_facts,
    locked,
    receive,
    record_step,
    require,
    save,
)
from vongtay.cases.actions.referral import Asked, refer_to_social
from vongtay.cases.actions.route import change_route
from vongtay.cases.actions.tips import (
    Told,
    close_tip,
    link_tip,
    note_call,
    pass_tip,
    receive_from_tip,
    reopen_tip,
    take_tip,
)
from vongtay.cases.actions.work import add_task, end_task, pause_clock, resume_clock

__all__ = [
    "Answered", "Arrangement", "Arrival", "Asked", "Beside", "FromPaper", "Ground", "Held", "Line", "Outreach", "Proposal", "Report", "Said",
    "StandsIn", "Told", "add_companion", "add_evidence", "add_step", "add_task", "answer_notice", "arrange_care", "ask_erasure",
    "ask_questionnaire", "change_companion", "change_route", "close_tip", "correct_abroad", "correct_facts", "decide", "declare_nil",
    "decline_erasure", "end_task", "erase", "finish_round", "give_help", "hold_round", "import_abroad", "known_facts", "latest_decision",
    "leave_together", "lift_hold", "link_abroad_case", "link_tip", "locked", "move_abroad", "note_call", "offer_abroad", "open_own_case",
    "pass_tip", "pause_clock", "place_hold", "propose", "put_together", "receive", "receive_from_tip", "receive_reported", "receive_returned",
    "record_embassy_answer", "record_embassy_note", "record_interview", "record_step", "record_wish", "refer_to_social", "reopen", "reopen_tip",
    "report_abroad", "require", "resume_clock", "return_proposal", "review_abroad", "save", "screen_abroad", "send_notice", "share_abroad",
    "take_back_help", "take_tip", "tick_need", "undo_import", "withdraw_evidence",
]  # fmt: skip
