"""Who may do what for the support of a person. Seeing is the database's grant, by the part `support`."""

from enum import StrEnum

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.cases.models import Case
from vongtay.common.access import Rule, Staff, all_of, has_role
from vongtay.support.models import Provider


class Act(StrEnum):
    RULE = "support.rule_on_entitlement"
    BRING_HOME = "support.bring_home"
    READ_SAFE_WAY = "support.read_safe_way"
    VISIT = "support.record_visit"
    CHANGE_VISIT_RULE = "support.change_visit_rule"
    PROPOSE_CLOSURE = "support.propose_closure"
    DECIDE_CLOSURE = "support.decide_closure"
    REOPEN_SUPPORT = "support.reopen_support"
    NAME_HELPER = "support.name_helper"
    END_HELPER = "support.end_helper"
    SEND_LINK = "support.send_link"
    ANSWER_LINK = "support.answer_link"
    KEEP_PROVIDERS = "support.keep_providers"
    COUNT_OUTCOMES = "support.count_outcomes"


def takes_part(staff: Staff, case: Case) -> bool:
    """Say whether the body of `staff` holds a grant on the case."""
    return staff.body_id in case.bodies


def leads(staff: Staff, case: Case) -> bool:
    """Say whether the body of `staff` is responsible for the case."""
    return staff.body_id == case.lead_id


def is_of_province(staff: Staff, provider: Provider | None) -> bool:
    """Say whether a provider stands in the directory of one's own province."""
    return provider is None or provider.province_id == staff.province_id


_CARE = has_role(Role.RECEIVER, Role.CASE_WORKER)

RULES: dict[str, Rule] = {
    Act.RULE: all_of(takes_part, has_role(Role.CASE_WORKER, Role.DECIDER)),
    Act.BRING_HOME: all_of(takes_part, _CARE),
    Act.READ_SAFE_WAY: all_of(takes_part, _CARE),
    Act.VISIT: all_of(takes_part, _CARE),
    Act.CHANGE_VISIT_RULE: has_role(Role.ADMINISTRATOR),
    Act.PROPOSE_CLOSURE: all_of(takes_part, _CARE),
    Act.DECIDE_CLOSURE: all_of(leads, has_role(Role.DECIDER, Role.HEAD)),
    Act.REOPEN_SUPPORT: all_of(leads, has_role(Role.CASE_WORKER, Role.DECIDER, Role.HEAD)),
    Act.NAME_HELPER: all_of(takes_part, _CARE),
    Act.END_HELPER: all_of(takes_part, _CARE),
    Act.SEND_LINK: all_of(takes_part, _CARE),
    Act.ANSWER_LINK: all_of(takes_part, _CARE),
    Act.KEEP_PROVIDERS: all_of(has_role(Role.ADMINISTRATOR, Role.CASE_WORKER), is_of_province),
    Act.COUNT_OUTCOMES: has_role(*MAY_COUNT),
}
