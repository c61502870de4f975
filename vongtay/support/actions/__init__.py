from vongtay.support.actions.applications import Answered, Applied, answer_application, take_application
from vongtay.support.actions.entitlements import rule_on
from vongtay.support.actions.estimates import enter_estimate
from vongtay.support.actions.ledger import IN_KIND, Given, book, take_back
from vongtay.support.actions.norms import NormGiven, end_norm, enter_norm

__all__ = [
    "IN_KIND",
    "Answered",
    "Applied",
    "Given",
    "NormGiven",
    "answer_application",
    "book",
    "end_norm",
    "enter_estimate",
    "enter_norm",
    "rule_on",
    "take_application",
    "take_back",
]
