"""Who may do what in the prevention programme. Nothing of it is about a protected person: seeing is by world and province."""

from enum import StrEnum
from typing import Any

from django.db.models import Q

from vongtay.agencies.models import Mandate
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.access import Rule, Staff, all_of, has_role
from vongtay.common.days import today
from vongtay.programme.models import Activity


class Act(StrEnum):
    READ = "programme.read"
    READ_DOCUMENTS = "programme.read_documents"
    # activities, training, surveys
    RECORD_ACTIVITY = "programme.record_activity"
    CORRECT_ACTIVITY = "programme.correct_activity"
    TAKE_BACK_ACTIVITY = "programme.take_back_activity"
    IMPORT_ACTIVITIES = "programme.import_activities"
    CALL_CAMPAIGN = "programme.call_campaign"
    RECORD_SURVEY = "programme.record_survey"
    KEEP_CERTIFICATES = "programme.keep_certificates"
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
    IMPORT_DOCUMENTS = "programme.import_documents"
    EXPORT = "programme.export"
    # co-ordination
    KEEP_DUTIES = "programme.keep_duties"
    CORRECT_DUTY = "programme.correct_duty"
    CALL_EVALUATION = "programme.call_evaluation"
    ANSWER_EVALUATION = "programme.answer_evaluation"
    CLOSE_EVALUATION = "programme.close_evaluation"
    # inspections
    KEEP_BUSINESS = "programme.keep_business"
    KEEP_TEAM = "programme.keep_inspection_team"
    PLAN_INSPECTION = "programme.plan_inspection"
    ENTER_INSPECTION = "programme.enter_inspection"
    CORRECT_INSPECTION = "programme.correct_inspection"
    WRITE_INSPECTION = "programme.write_inspection"
    OPEN_SCREENING = "programme.open_screening"
    ADD_POINT = "programme.add_point"
    DO_POINT = "programme.do_point"
    KEEP_POINT = "programme.keep_point"
    VERIFY_POINT = "programme.verify_point"
    # money
    KEEP_MONEY = "programme.keep_money"
    CORRECT_MONEY = "programme.correct_money"
    KEEP_AGREEMENT = "programme.keep_agreement"
    CORRECT_AGREEMENT = "programme.correct_agreement"


MAY_READ = frozenset({*MAY_COUNT, Role.CASE_WORKER, Role.RECEIVER, Role.CLERK, Role.DECIDER})
MAY_ENTER = frozenset({Role.RECEIVER, Role.CASE_WORKER, Role.REPORTER, Role.HEAD})


def in_province(staff: Staff) -> Q:
    """What stands in the province of this post, or in one that its body counts. The database says the same."""
    areas = [staff.province_id, *mandates_of(staff)]
    return Q(world=staff.world) if COUNTRY in areas[1:] else Q(world=staff.world, province_id__in=areas)


def mandates_of(staff: Staff) -> list[int]:
    """Give the areas for which the body of this post speaks; none for a role that doesn't count."""
    if staff.role not in MAY_COUNT:
        return []
    still = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    return list(Mandate.objects.filter(still, body_id=staff.body_id).values_list("area_id", flat=True))


def is_own_activity(staff: Staff, row: Activity | None) -> bool:
    """Say whether the body of `staff` did it, or entered it for another under its mandate; a new one is."""
    return row is None or row.body_id == staff.body_id or (staff.role in MAY_COUNT and bool(row.source_sign))


_ENTERS = has_role(*MAY_ENTER)


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


def is_asked_or_called(staff: Staff, part: Any) -> bool:
    """Say whether the body of `staff` is to answer an evaluation, or called for it."""
    return part is not None and staff.body_id in (part.to_body_id, part.evaluation.body_id)


def owns(staff: Staff, record: Any) -> bool:
    """Say whether the row is of the body of `staff`."""
    return bool(staff.body_id == record.body_id)


def of_own_province(staff: Staff, record: Any) -> bool:
    """Say whether the row is of the province and world of `staff`; without a row: yes."""
    return record is None or (record.province_id, record.world) == (staff.province_id, staff.world)


def inspects(staff: Staff, record: Any) -> bool:
    """Say whether the body of `staff` entered the inspection or had members in its team."""
    return staff.body_id in record.bodies


def has_to_do(staff: Staff, point: Any) -> bool:
    """Say whether the body of `staff` is to do it, or wrote it down and enters what the other did."""
    return staff.body_id in {point.due_body_id, point.body_id}


INSPECTORS = frozenset({Role.RECEIVER, Role.CASE_WORKER, Role.REPORTER, Role.HEAD})
SCREENERS = frozenset({Role.RECEIVER, Role.CASE_WORKER})
_INSPECTS = has_role(*INSPECTORS)
# Who also keeps the register of documents, in which the paper of an agreement stands.
_AGREES = has_role(Role.CASE_WORKER, Role.REPORTER)

RULES: dict[str, Rule] = {
    Act.READ: has_role(*MAY_READ),
    Act.READ_DOCUMENTS: has_role(*MAY_READ, Role.VERIFIER, Role.LEGAL_OFFICER),
    # activities, training, surveys
    Act.RECORD_ACTIVITY: _ENTERS,
    Act.CORRECT_ACTIVITY: all_of(_ENTERS, is_own_activity),
    Act.TAKE_BACK_ACTIVITY: all_of(_ENTERS, is_own_activity),
    Act.IMPORT_ACTIVITIES: _ENTERS,
    Act.CALL_CAMPAIGN: _ENTERS,
    Act.RECORD_SURVEY: _ENTERS,
    Act.KEEP_CERTIFICATES: all_of(_ENTERS, is_own),
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
    Act.IMPORT_DOCUMENTS: _WRITES,
    Act.EXPORT: has_role(*MAY_READ, Role.VERIFIER, Role.LEGAL_OFFICER),
    Act.KEEP_DUTIES: all_of(is_of_plan, _LEADS),
    Act.CORRECT_DUTY: all_of(is_own, _LEADS),
    Act.CALL_EVALUATION: all_of(is_of_plan, _LEADS),
    Act.ANSWER_EVALUATION: all_of(is_asked_or_called, _WRITES),
    Act.CLOSE_EVALUATION: all_of(is_own, _LEADS),
    Act.KEEP_BUSINESS: all_of(of_own_province, _INSPECTS),
    Act.KEEP_TEAM: _INSPECTS,
    Act.PLAN_INSPECTION: _INSPECTS,
    Act.ENTER_INSPECTION: _INSPECTS,
    Act.CORRECT_INSPECTION: all_of(owns, _INSPECTS),
    Act.WRITE_INSPECTION: all_of(inspects, _INSPECTS),
    Act.OPEN_SCREENING: all_of(inspects, has_role(*SCREENERS)),
    Act.ADD_POINT: _INSPECTS,
    Act.KEEP_POINT: all_of(owns, _INSPECTS),
    Act.DO_POINT: all_of(has_to_do, _INSPECTS),
    Act.VERIFY_POINT: all_of(owns, _INSPECTS),
    Act.KEEP_MONEY: _INSPECTS,
    Act.CORRECT_MONEY: all_of(owns, _INSPECTS),
    Act.KEEP_AGREEMENT: _AGREES,
    Act.CORRECT_AGREEMENT: all_of(owns, _AGREES),
}
