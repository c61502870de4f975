"""Who may do what to a case. Seeing is the database's grant; acting is a rule of this table."""

from enum import StrEnum

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.cases.models import Abroad, Case, Referral, Tip
from vongtay.common.access import Rule, Staff, all_of, has_role


class Act(StrEnum):
    RECEIVE = "cases.receive"
    COMPLETE = "cases.complete"
    NOTIFY = "cases.notify"
    ANSWER = "cases.answer"
    RECORD_STEP = "cases.record_step"
    ADD_PERSON = "cases.add_person"
    ADD_EVIDENCE = "cases.add_evidence"
    GIVE_HELP = "cases.give_help"
    PROPOSE = "cases.propose"
    DECIDE = "cases.decide"
    RETURN = "cases.return_proposal"
    REOPEN = "cases.reopen"
    ISSUE_PAPER = "cases.issue_paper"
    ASK = "cases.ask_questionnaire"
    KEEP_ABROAD = "cases.keep_abroad"
    CHANGE_ABROAD = "cases.change_abroad"
    SCREEN_ABROAD = "cases.screen_abroad"
    SHARE_ABROAD = "cases.share_abroad"
    REVIEW_ABROAD = "cases.review_abroad"
    IMPORT_ABROAD = "cases.import_abroad"
    COUNT_ABROAD = "cases.count_abroad"
    EXPORT_ABROAD = "cases.export_abroad"
    ADD_FILE = "cases.add_file"
    REFER = "cases.refer"
    TICK_NEED = "cases.tick_need"
    HOLD = "cases.hold"
    ASK_ERASURE = "cases.ask_erasure"
    ERASE = "cases.erase"
    PAUSE_CLOCK = "cases.pause_clock"
    ADD_TASK = "cases.add_task"
    CHANGE_ROUTE = "cases.change_route"
    ARRANGE_CARE = "cases.arrange_care"
    OPEN_OWN_CASE = "cases.open_own_case"
    RECORD_WISH = "cases.record_wish"
    RECORD_EMBASSY = "cases.record_embassy"
    RECORD_INTERVIEW = "cases.record_interview"
    PUT_TOGETHER = "cases.put_together"
    TAKE_TIP = "cases.take_tip"
    HANDLE_TIP = "cases.handle_tip"
    LINK_TIP = "cases.link_tip"
    FIND_PLACE = "cases.find_place"
    WRITE_WORKSHEET = "cases.write_worksheet"
    JUDGE_SOURCES = "cases.judge_sources"
    INQUIRE = "cases.inquire"
    CODE = "cases.code"
    ADD_ITEM = "cases.add_item"
    ENTER_CRIME = "cases.enter_crime"
    ASK_PROTECTION = "cases.ask_protection"
    DECIDE_PROTECTION = "cases.decide_protection"
    RECEIVE_REVIEW = "cases.receive_review"
    DECIDE_REVIEW = "cases.decide_review"
    CONSENT = "cases.consent"
    SHARE = "cases.share"


def leads(staff: Staff, case: Case | Abroad) -> bool:
    """Say whether the body of `staff` is responsible for the case now."""
    return staff.body_id == case.lead_id


def takes_part(staff: Staff, case: Case | Abroad) -> bool:
    """Say whether the body of `staff` holds a grant on the case."""
    return staff.body_id in case.bodies


def is_asked(staff: Staff, referral: Referral) -> bool:
    """Say whether the notice went to the body of `staff`, or to a body that does not sign in and `staff` sent it."""
    return staff.body_id == referral.to_body_id or (
        not referral.to_body.signs_in and staff.body_id == referral.from_body_id
    )


def keeps_lists(staff: Staff, _record: object) -> bool:
    """Say whether the body of `staff` keeps lists of residents: communes, and the department for them."""
    return staff.body_kind in {"commune", "health_department"}


def took_it(staff: Staff, tip: Tip) -> bool:
    """Say whether the tip stands with the body of `staff`: that to which it was passed on last, else that which took it."""
    return staff.body_id in (tip.passed_to_id, tip.received_by_id, tip.entered_by.body_id)


_CARE = has_role(Role.RECEIVER, Role.CASE_WORKER)

RULES: dict[str, Rule] = {
    Act.RECEIVE: _CARE,
    Act.COMPLETE: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.NOTIFY: all_of(leads, _CARE),
    Act.ANSWER: all_of(is_asked, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.HEAD)),
    Act.RECORD_STEP: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.ADD_PERSON: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.ADD_EVIDENCE: all_of(takes_part, has_role(Role.CASE_WORKER, Role.VERIFIER)),
    Act.GIVE_HELP: all_of(takes_part, _CARE),
    Act.PROPOSE: all_of(leads, has_role(Role.VERIFIER)),
    Act.DECIDE: all_of(leads, has_role(Role.DECIDER)),
    Act.RETURN: all_of(leads, has_role(Role.DECIDER)),
    Act.REOPEN: all_of(leads, has_role(Role.DECIDER, Role.HEAD)),
    Act.REFER: all_of(leads, _CARE),
    Act.TICK_NEED: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.HOLD: all_of(leads, has_role(Role.DECIDER, Role.HEAD)),
    Act.ASK_ERASURE: all_of(leads, has_role(Role.HEAD)),
    Act.ERASE: all_of(leads, has_role(Role.DECIDER)),
    Act.PAUSE_CLOCK: all_of(takes_part, has_role(Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.HEAD)),
    Act.ADD_TASK: takes_part,
    Act.ISSUE_PAPER: all_of(
        takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.CLERK)
    ),
    Act.ASK: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.KEEP_ABROAD: all_of(keeps_lists, _CARE),
    Act.CHANGE_ABROAD: all_of(takes_part, keeps_lists, _CARE),
    Act.SCREEN_ABROAD: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.SHARE_ABROAD: all_of(leads, _CARE),
    Act.REVIEW_ABROAD: all_of(keeps_lists, _CARE),
    Act.IMPORT_ABROAD: all_of(keeps_lists, _CARE),
    Act.COUNT_ABROAD: has_role(*MAY_COUNT),
    Act.EXPORT_ABROAD: has_role(*MAY_COUNT),
    Act.CHANGE_ROUTE: all_of(leads, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.ARRANGE_CARE: all_of(takes_part, _CARE),
    Act.OPEN_OWN_CASE: all_of(takes_part, _CARE),
    Act.RECORD_WISH: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.RECORD_EMBASSY: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.RECORD_INTERVIEW: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.PUT_TOGETHER: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.TAKE_TIP: _CARE,
    Act.HANDLE_TIP: all_of(took_it, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.LINK_TIP: all_of(took_it, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.ADD_FILE: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.CLERK)),
    Act.FIND_PLACE: all_of(takes_part, _CARE),
    Act.WRITE_WORKSHEET: all_of(takes_part, has_role(Role.CASE_WORKER, Role.VERIFIER)),
    Act.JUDGE_SOURCES: all_of(leads, has_role(Role.VERIFIER)),
    Act.INQUIRE: all_of(takes_part, has_role(Role.CASE_WORKER, Role.VERIFIER)),
    Act.CODE: all_of(takes_part, has_role(Role.CASE_WORKER, Role.VERIFIER)),
    Act.ADD_ITEM: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.ENTER_CRIME: all_of(takes_part, has_role(Role.VERIFIER, Role.DECIDER)),
    Act.ASK_PROTECTION: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.DECIDE_PROTECTION: all_of(leads, has_role(Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER)),
    Act.RECEIVE_REVIEW: all_of(leads, has_role(Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER)),
    Act.DECIDE_REVIEW: all_of(leads, has_role(Role.DECIDER, Role.HEAD)),
    Act.CONSENT: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.SHARE: all_of(leads, _CARE),
}
