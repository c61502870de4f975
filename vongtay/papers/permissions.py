"""Who may issue papers, read the register, take numbers back, and write templates."""

from enum import StrEnum
from typing import Any

from vongtay.agencies.roles import Role
from vongtay.common.access import Rule, Staff, all_of, has_role
from vongtay.papers.models import TemplateVersion


class Act(StrEnum):
    ISSUE = "papers.issue"
    READ_REGISTER = "papers.read_register"
    OPEN_FILE = "papers.open_file"
    COMPARE = "papers.compare_with_issued"
    CANCEL = "papers.cancel_number"
    READ_TEMPLATES = "papers.read_templates"
    EDIT_TEMPLATE = "papers.edit_template"
    PUT_INTO_USE = "papers.put_into_use"
    DELIVER = "papers.deliver"
    REVOKE = "papers.revoke"
    REGISTER = "papers.register_incoming"
    KEEP_INSTRUMENTS = "papers.keep_instruments"
    CORRECT_INSTRUMENT = "papers.correct_instrument"
    WITHDRAW_INSTRUMENT = "papers.withdraw_instrument"
    ATTACH_TO_INSTRUMENT = "papers.attach_to_instrument"


_ISSUES = has_role(Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.CLERK, Role.REPORTER, Role.HEAD)


def is_second_person(staff: Staff, version: TemplateVersion | None) -> bool:
    """Say whether somebody else wrote the version."""
    return version is None or version.drafted_user is None or staff.user_id != version.drafted_user


def is_ours(staff: Staff, paper: Any) -> bool:
    """Say whether the body of `staff` issued the paper."""
    return paper is not None and staff.body_id == paper.body_id


_KEEPS = has_role(Role.RECEIVER, Role.CLERK, Role.REPORTER, Role.CASE_WORKER, Role.HEAD)


def is_theirs(staff: Staff, instrument: Any) -> bool:
    """Say whether the body of `staff` entered a document of the register, or issued it."""
    return instrument is not None and staff.body_id in (instrument.body_id, instrument.issued_by_id)


RULES: dict[str, Rule] = {
    Act.ISSUE: _ISSUES,
    Act.READ_REGISTER: _ISSUES,
    Act.OPEN_FILE: _ISSUES,
    Act.COMPARE: _ISSUES,
    Act.CANCEL: has_role(Role.CLERK, Role.HEAD),
    Act.READ_TEMPLATES: has_role(Role.ADMINISTRATOR, Role.HEAD, Role.LEGAL_OFFICER),
    Act.EDIT_TEMPLATE: has_role(Role.ADMINISTRATOR),
    Act.PUT_INTO_USE: all_of(is_second_person, has_role(Role.ADMINISTRATOR, Role.HEAD, Role.LEGAL_OFFICER)),
    Act.DELIVER: all_of(is_ours, _ISSUES),
    Act.REVOKE: all_of(is_ours, has_role(Role.DECIDER, Role.HEAD)),
    Act.REGISTER: _ISSUES,
    Act.KEEP_INSTRUMENTS: _KEEPS,
    Act.CORRECT_INSTRUMENT: all_of(is_theirs, _KEEPS),
    Act.WITHDRAW_INSTRUMENT: all_of(is_theirs, _KEEPS),
    Act.ATTACH_TO_INSTRUMENT: _KEEPS,
}
