"""Who may do what for the support of a person. Seeing is the database's grant, by the part `support`."""

from dataclasses import dataclass
from enum import StrEnum

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.cases.models import Case
from vongtay.cases.permissions import leads, takes_part
from vongtay.common.access import Rule, Staff, all_of, has_role
from vongtay.support.models import Agreed, Measure, Norm, Plan, Provider, Visit
from vongtay.support.states import PlanState


class Act(StrEnum):
    RULE = "support.rule_on_entitlement"
    ENTER_NORM = "support.enter_norm"
    END_NORM = "support.end_norm"
    BOOK = "support.book"
    TAKE_BACK = "support.take_back"
    TAKE_APPLICATION = "support.take_application"
    ANSWER_APPLICATION = "support.answer_application"
    ENTER_ESTIMATE = "support.enter_estimate"
    ESTIMATE_CASE = "support.estimate_case"
    SCORE_NEEDS = "support.score_needs"
    DRAFT_PLAN = "support.draft_plan"
    PROPOSE_PLAN = "support.propose_plan"
    APPROVE_PLAN = "support.approve_plan"
    ENTER_APPROVAL = "support.enter_approval"
    SEND_BACK_PLAN = "support.send_back_plan"
    SETTLE = "support.settle_measure"
    HOLD_CONFERENCE = "support.hold_conference"
    RECORD_FEEDBACK = "support.record_feedback"
    NAME_KIN = "support.name_kin"
    HAND_SHEET = "support.hand_sheet"
    KEEP_SHEETS = "support.keep_sheets"
    DECIDE_STAY = "support.decide_stay"
    EXTEND_STAY = "support.extend_stay"
    ENTER_EXTENSION = "support.enter_extension"
    TRANSFER_STAY = "support.transfer_stay"
    WRITE_BOOK = "support.write_book"
    KEEP_BELONGINGS = "support.keep_belongings"
    RECORD_INCIDENT = "support.record_incident"
    BRING_HOME = "support.bring_home"
    READ_SAFE_WAY = "support.read_safe_way"
    VISIT = "support.record_visit"
    TAKE_BACK_VISIT = "support.take_back_visit"
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


def of_own_province(staff: Staff, norm: Norm | None) -> bool:
    """Say whether a norm is one of the province of `staff`; a new one is."""
    return norm is None or norm.province_id == staff.province_id


def did_not_propose(staff: Staff, plan: Plan) -> bool:
    """Say whether somebody else proposed the plan; its case must be led by the body of `staff`."""
    return leads(staff, plan.case) and staff.user_id is not None and staff.user_id != plan.proposed_user


def is_to_do_it(staff: Staff, row: Measure | Agreed) -> bool:
    """Say whether the body of `staff` is to do it, or leads the case. A measure of a version that nobody approved is not to be done yet."""
    if isinstance(row, Measure) and row.plan.state != PlanState.APPROVED:
        return False
    case = row.plan.case if isinstance(row, Measure) else row.conference.case
    return takes_part(staff, case) and staff.body_id in {row.body_id, case.lead_id}


_CARE = has_role(Role.RECEIVER, Role.CASE_WORKER)
_TALKS = has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)


@dataclass(frozen=True)
class Lodged:
    """Somebody of a case who is lodged. `runs`: the asking body runs the facility, or is Sở Y tế of its province."""

    case: Case
    runs: bool


def answers_for_lodging(staff: Staff, lodged: Lodged) -> bool:
    """Say whether `staff` decides for the body that runs the facility, or for Sở Y tế (Decree 162/2025/NĐ-CP, Art. 17)."""
    return lodged.runs and takes_part(staff, lodged.case) and staff.role in {Role.DECIDER, Role.HEAD}


def noted_or_leads(staff: Staff, visit: Visit) -> bool:
    """Say whether the body of `staff` made or noted a visit, or leads the case."""
    bodies = {visit.acted_by_body_id, visit.entered_by.body_id, visit.case.lead_id}
    return takes_part(staff, visit.case) and staff.body_id in bodies


def is_of_province(staff: Staff, provider: Provider | None) -> bool:
    """Say whether a provider stands in the directory of one's own province."""
    return provider is None or provider.province_id == staff.province_id


_CARE = has_role(Role.RECEIVER, Role.CASE_WORKER)

RULES: dict[str, Rule] = {
    Act.RULE: all_of(takes_part, has_role(Role.CASE_WORKER, Role.DECIDER)),
    Act.ENTER_NORM: has_role(Role.LEGAL_OFFICER),
    Act.END_NORM: all_of(of_own_province, has_role(Role.LEGAL_OFFICER)),
    Act.BOOK: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.TAKE_BACK: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.TAKE_APPLICATION: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.ANSWER_APPLICATION: all_of(takes_part, has_role(Role.CASE_WORKER, Role.DECIDER)),
    Act.ENTER_ESTIMATE: has_role(Role.REPORTER, Role.HEAD),
    Act.ESTIMATE_CASE: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.SCORE_NEEDS: all_of(takes_part, has_role(Role.CASE_WORKER)),
    Act.DRAFT_PLAN: all_of(takes_part, _CARE),
    Act.PROPOSE_PLAN: all_of(takes_part, _CARE),
    Act.APPROVE_PLAN: all_of(did_not_propose, has_role(Role.DECIDER, Role.HEAD)),
    Act.ENTER_APPROVAL: all_of(leads, _CARE),
    Act.SEND_BACK_PLAN: all_of(did_not_propose, has_role(Role.DECIDER, Role.HEAD)),
    Act.SETTLE: all_of(is_to_do_it, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.HEAD)),
    Act.HOLD_CONFERENCE: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.HEAD)),
    Act.RECORD_FEEDBACK: all_of(takes_part, _TALKS),
    Act.NAME_KIN: all_of(takes_part, _TALKS),
    Act.HAND_SHEET: all_of(takes_part, _TALKS),
    Act.KEEP_SHEETS: has_role(Role.ADMINISTRATOR, Role.LEGAL_OFFICER),
    Act.DECIDE_STAY: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.DECIDER, Role.HEAD)),
    Act.EXTEND_STAY: answers_for_lodging,
    Act.ENTER_EXTENSION: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.TRANSFER_STAY: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.WRITE_BOOK: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.KEEP_BELONGINGS: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.RECORD_INCIDENT: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER)),
    Act.BRING_HOME: all_of(takes_part, _CARE),
    Act.READ_SAFE_WAY: all_of(takes_part, _CARE),
    Act.VISIT: all_of(takes_part, _CARE),
    Act.TAKE_BACK_VISIT: all_of(noted_or_leads, _CARE),
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
