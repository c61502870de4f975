"""Every write to a case: who, state, write, clock, log; one transaction each."""

from vongtay.cases.actions.asking import ask_questionnaire
from vongtay.cases.actions.decision import (
    Proposal,
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
from vongtay.cases.actions.reception import (
    Arrival,
    FromPaper,
    add_companion,
    add_step,
    answer_notice,
    correct_facts,
    locked,
    receive,
    record_step,
    require,
    save,
    send_notice,
)

__all__ = [
    "Arrival", "FromPaper", "Proposal", "add_companion", "add_evidence", "add_step", "answer_notice", "ask_questionnaire", "correct_facts", "decide", "give_help",
    "latest_decision", "locked", "propose", "receive", "record_step", "reopen", "require", "return_proposal", "save", "send_notice",
    "take_back_help", "withdraw_evidence",
]  # fmt: skip
