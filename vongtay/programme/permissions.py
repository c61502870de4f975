"""Who may do what in the prevention programme. Nothing of it is about a protected person: seeing is by world and province."""

from enum import StrEnum
from typing import Any

from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.access import Rule, Staff, all_of, has_role


class Act(StrEnum):
    READ = "programme.read"
    # Documents and plans.
    KEEP_DOCUMENTS = "programme.keep_documents"
    COUNT_DOCUMENT = "programme.count_document"
    EXPECT = "programme.expect_documents"
    WAIVE = "programme.waive_document"
    KEEP_PLAN = "programme.keep_plan"
    CORRECT_WORK = "programme.correct_work"
    NOTE_PROGRESS = "programme.note_progress"
    CLOSE_WORK = "programme.close_work"
    JUDGE = "programme.judge_work"
    KEEP_TARGETS = "programme.keep_targets"
    RAISE = "programme.raise_matter"
    ANSWER = "programme.answer_matter"
    WITHDRAW_MATTER = "programme.withdraw_matter"
    ASSESS_RISK = "programme.assess_risk"
    WITHDRAW_RISK = "programme.withdraw_risk"
    NOTE_BUILT_IN = "programme.note_built_in"
    CORRECT_BUILT_IN = "programme.correct_built_in"


_WRITES = has_role(Role.RECEIVER, Role.CLERK, Role.REPORTER, Role.CASE_WORKER, Role.HEAD)
_LEADS = has_role(Role.CLERK, Role.REPORTER, Role.CASE_WORKER, Role.HEAD)


def is_own(staff: Staff, record: Any) -> bool:
    """Say whether a row is of the body of `staff`."""
    return record is None or staff.body_id == record.body_id


def is_of_plan(staff: Staff, plan: Any) -> bool:
    """Say whether the body of `staff` entered a plan, or issued it."""
    return plan is not None and staff.body_id in (plan.body_id, plan.issued_by_id)


def takes_part(staff: Staff, work: Any) -> bool:
    """Say whether the body of `staff` leads a task of a plan, supports it, or entered it."""
    return work is not None and staff.body_id in work.taking_part


def leads_or_entered(staff: Staff, work: Any) -> bool:
    """Say whether the body of `staff` leads a task of a plan, or entered it."""
    return work is not None and staff.body_id in (work.lead_id, work.body_id)


def is_between(staff: Staff, raised: Any) -> bool:
    """Say whether the body of `staff` raised a matter, or is to answer it."""
    return raised is not None and staff.body_id in (raised.body_id, raised.to_body_id)


RULES: dict[str, Rule] = {
    Act.READ: has_role(
        *MAY_COUNT, Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER, Role.VERIFIER, Role.LEGAL_OFFICER
    ),
    Act.KEEP_DOCUMENTS: _WRITES,
    Act.COUNT_DOCUMENT: has_role(Role.RECEIVER, Role.REPORTER, Role.CASE_WORKER, Role.HEAD),
    Act.EXPECT: _LEADS,
    Act.WAIVE: all_of(is_own, _LEADS),
    Act.KEEP_PLAN: all_of(is_of_plan, _WRITES),
    Act.CORRECT_WORK: all_of(is_own, _WRITES),
    Act.NOTE_PROGRESS: all_of(takes_part, _WRITES),
    Act.CLOSE_WORK: all_of(leads_or_entered, _WRITES),
    Act.JUDGE: all_of(is_own, has_role(Role.HEAD)),
    Act.KEEP_TARGETS: all_of(is_of_plan, _WRITES),
    Act.RAISE: _WRITES,
    Act.ANSWER: all_of(is_between, _WRITES),
    Act.WITHDRAW_MATTER: all_of(is_own, _WRITES),
    Act.ASSESS_RISK: _WRITES,
    Act.WITHDRAW_RISK: all_of(is_own, _WRITES),
    Act.NOTE_BUILT_IN: _WRITES,
    Act.CORRECT_BUILT_IN: all_of(is_own, _WRITES),
}
