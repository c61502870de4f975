from vongtay.support.actions.closing import decide_closure, propose_closure, reopen_support
from vongtay.support.actions.entitlements import rule_on
from vongtay.support.actions.helpers import Near, end_helper, name_helper
from vongtay.support.actions.homecoming import Home, bring_home
from vongtay.support.actions.links import Answered, Sent, answer_link, send_link
from vongtay.support.actions.providers import Facts, change_provider, enter_provider
from vongtay.support.actions.visit_rule import change_visit_rule
from vongtay.support.actions.visits import SafeWay, Told, asks_outcome, read_safe_way, record_visit

__all__ = [
    "Answered",
    "Facts",
    "Home",
    "Near",
    "SafeWay",
    "Sent",
    "Told",
    "answer_link",
    "asks_outcome",
    "bring_home",
    "change_provider",
    "change_visit_rule",
    "decide_closure",
    "end_helper",
    "enter_provider",
    "name_helper",
    "propose_closure",
    "read_safe_way",
    "record_visit",
    "reopen_support",
    "rule_on",
    "send_link",
]
