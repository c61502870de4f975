"""Who may do what to a case. Seeing is the database's grant; acting is a rule of this table."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.cases.models import Abroad, Asking, Case, MassEvent, Referral, Result, Signature, Team, Tip
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
    OPEN_MASS = "cases.open_mass"
    LEAD_MASS = "cases.lead_mass"
    WRITE_MASS = "cases.write_mass"
    MATCH_MASS = "cases.match_mass"
    HAND_OVER_MASS = "cases.hand_over_mass"
    GIVE_RESULT = "cases.give_result"
    CHANGE_DAY = "cases.change_result_day"
    END_REACH = "cases.end_reach"
    DRAW_JOINT = "cases.draw_joint"
    SIGN_JOINT = "cases.sign_joint"
    OFFER_TRANSFER = "cases.offer_transfer"
    ASK_FOR_CASE = "cases.ask_for_case"
    ANSWER_ASKING = "cases.answer_asking"
    RAISE_PROBLEM = "cases.raise_problem"
    SETTLE_PROBLEM = "cases.settle_problem"
    WITHDRAW_OFFER = "cases.withdraw_offer"
    HAND_TO_PARTNER = "cases.hand_to_partner"
    FOUND_TEAM = "cases.found_team"
    DECIDE_IN_TEAM = "cases.decide_in_team"
    COUNT_LOOPS = "cases.count_loops"
    EXPORT_LOOPS = "cases.export_loops"


def leads(staff: Staff, case: Case | Abroad | MassEvent) -> bool:
    """Say whether the body of `staff` is responsible for the case now."""
    return staff.body_id == case.lead_id


def takes_part(staff: Staff, case: Case | Abroad | MassEvent) -> bool:
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


def owes(staff: Staff, result: Result) -> bool:
    """Say whether the body of `staff` owes this result, or awaits it from a body that does not sign in."""
    return staff.body_id == result.owed_by_id or (not result.owed_by.signs_in and staff.body_id == result.owed_to_id)


def shares_result(staff: Staff, result: Result) -> bool:
    """Say whether the body of `staff` owes this result or awaits it."""
    return staff.body_id in {result.owed_by_id, result.owed_to_id}


def signs(staff: Staff, signature: Signature) -> bool:
    """Say whether the body of `staff` is asked to agree, or drew the paper up and enters what another body says on paper."""
    return staff.body_id in {signature.body_id, signature.joint.body_id}


def is_asked_for(staff: Staff, asking: Asking) -> bool:
    """Say whether the request went to the body of `staff`."""
    return staff.body_id == asking.to_body_id


def is_in_team(staff: Staff, team: Team) -> bool:
    """Say whether the body of `staff` has a member in the team, or keeps its record."""
    return staff.body_id == team.body_id or staff.body_id in team.bodies


def took_it(staff: Staff, tip: Tip) -> bool:
    """Say whether the tip stands with the body of `staff`: that to which it was passed on last, else that which took it."""
    return staff.body_id in (tip.passed_to_id, tip.received_by_id, tip.entered_by.body_id)


@dataclass(frozen=True)
class Table:
    """The table of an event: who of the joint team may write there. `seats`: bodies, and posts where only one is named."""

    event: MassEvent
    seats: frozenset[tuple[UUID, UUID | None]]


def sits_at(staff: Staff, table: Table) -> bool:
    """Say whether `staff` writes at the table: of the body that receives, or named by the decision on the team."""
    seats = {(staff.body_id, None), (staff.body_id, staff.post_id)}
    return staff.body_id == table.event.lead_id or bool(seats & table.seats)


_CARE = has_role(Role.RECEIVER, Role.CASE_WORKER)
# Whoever signs or reports for a body in a case.
_HANDS = has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.HEAD)

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
    Act.OPEN_MASS: has_role(Role.RECEIVER, Role.CASE_WORKER, Role.HEAD),
    Act.LEAD_MASS: all_of(leads, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.HEAD)),
    Act.WRITE_MASS: all_of(sits_at, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.HAND_OVER_MASS: all_of(leads, _CARE),
    Act.MATCH_MASS: all_of(takes_part, has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER)),
    Act.GIVE_RESULT: all_of(owes, _HANDS),
    Act.CHANGE_DAY: all_of(shares_result, _HANDS),
    Act.END_REACH: all_of(takes_part, has_role(Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.HEAD)),
    Act.DRAW_JOINT: all_of(takes_part, _HANDS),
    Act.SIGN_JOINT: all_of(signs, _HANDS),
    Act.OFFER_TRANSFER: all_of(leads, has_role(Role.CASE_WORKER, Role.DECIDER, Role.HEAD)),
    Act.WITHDRAW_OFFER: all_of(leads, has_role(Role.CASE_WORKER, Role.DECIDER, Role.HEAD)),
    Act.ASK_FOR_CASE: has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER),
    Act.ANSWER_ASKING: all_of(is_asked_for, _CARE),
    Act.RAISE_PROBLEM: all_of(takes_part, _HANDS),
    Act.SETTLE_PROBLEM: all_of(takes_part, _HANDS),
    Act.HAND_TO_PARTNER: all_of(leads, has_role(Role.CASE_WORKER, Role.VERIFIER)),
    Act.FOUND_TEAM: has_role(Role.CASE_WORKER, Role.HEAD, Role.CLERK),
    Act.DECIDE_IN_TEAM: all_of(is_in_team, has_role(Role.CASE_WORKER, Role.HEAD, Role.CLERK)),
    Act.COUNT_LOOPS: has_role(*MAY_COUNT),
    Act.EXPORT_LOOPS: has_role(*MAY_COUNT),
}
