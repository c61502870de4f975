"""Grants, asked by psycopg alone: who gives, how much, how long, and who takes the lead."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, body
from tests.committed import Committed
from tests.security.session import Session
from vongtay.cases.models import Case

ALL = ["identity", "contact", "health", "statement", "offence", "shelter", "support", "papers"]


GIVE = "select vt.give(%s, %s, %s, %s, %s, %s)"


def give(
    session: Session,
    case: Case,
    to: str,
    *,
    role: str = "support",
    parts: list[str] | None = None,
    ground: str = "notice",
    until: Any = None,
) -> None:
    session.ask(GIVE, [case.subject_id, body(to).id, role, ALL if parts is None else parts, ground, until])


def held(committed_db: Committed, case: Case, of: str) -> dict[str, Any]:
    with committed_db.owner() as owner:
        row = owner.execute(
            "select role, parts, until_at, ground from grants_grant where subject_id = %s and body_id = %s and ended_at is null",
            [case.subject_id, body(of).id],
        ).fetchone()
    return dict(zip(("role", "parts", "until", "ground"), row, strict=True)) if row else {}


def test_the_lead_gives_and_a_stranger_does_not(committed_db, as_role, case):
    give(as_role("case_worker"), case, COMMUNE, parts=["contact"])
    assert held(committed_db, case, COMMUNE)["parts"] == ["contact"]
    with pytest.raises(InsufficientPrivilege):
        give(as_role("case_worker", OTHER_HEALTH), case, OTHER_HEALTH)
    with pytest.raises(InsufficientPrivilege):
        give(as_role("case_worker", OTHER_HEALTH), case, COMMUNE)


@pytest.mark.parametrize(
    "what",
    [{"parts": ["identity"]}, {"role": "lead", "parts": ["contact"]}, {"role": "x", "parts": ["contact"]}, {"ground": "take_over", "parts": ["contact"]},
     {"to": COMMUNE, "parts": ["contact"]}],
    ids=["a part not held", "the lead", "an unknown role", "an offer of the lead", "itself"],
)  # fmt: skip
def test_a_support_body_gives_no_more_than_it_holds(as_role, case, what):
    give(as_role("case_worker"), case, COMMUNE, parts=["contact"])
    values: dict[str, Any] = {"to": OTHER_HEALTH, **what}
    with pytest.raises(InsufficientPrivilege):
        give(as_role("receiver", COMMUNE), case, **values)
    give(as_role("receiver", COMMUNE), case, OTHER_HEALTH, parts=["contact"])


def test_a_body_that_reads_gives_nothing(as_role, case):
    give(as_role("case_worker"), case, COMMUNE, role="read", parts=["contact"])
    with pytest.raises(InsufficientPrivilege):
        give(as_role("receiver", COMMUNE), case, OTHER_HEALTH, parts=["contact"])


@pytest.mark.parametrize("role", ["administrator", "auditor", "statistician", "legal_officer", "reporter"])
def test_roles_without_cases_move_no_grant_of_their_body(as_role, case, role):
    give(as_role("case_worker"), case, COMMUNE)
    session = as_role(role)
    for sql, values in (
        (GIVE, [case.subject_id, body(OTHER_HEALTH).id, "support", ["contact"], "notice", None]),
        ("select vt.end_grant(%s, %s)", [case.subject_id, body(COMMUNE).id]),
        ("select vt.move_lead(%s, %s)", [case.subject_id, body(COMMUNE).id]),
        ("select vt.open_subject(%s, 'reception')", [uuid.uuid4()]),
    ):
        with pytest.raises(InsufficientPrivilege):
            session.ask(sql, values)


def test_time_is_given_no_longer_than_held_and_not_prolonged_in_a_circle(committed_db, as_role, case):
    soon = timezone.now() + timedelta(hours=1)
    give(as_role("case_worker"), case, COMMUNE, parts=["contact"], until=soon)
    give(as_role("receiver", COMMUNE), case, OTHER_HEALTH, parts=["contact"])
    assert held(committed_db, case, OTHER_HEALTH)["until"] == soon
    give(as_role("case_worker", OTHER_HEALTH), case, COMMUNE, parts=["contact"])
    assert held(committed_db, case, COMMUNE)["until"] == soon


def test_nobody_shortens_the_lead(committed_db, as_role, case):
    give(as_role("case_worker"), case, COMMUNE)
    give(as_role("receiver", COMMUNE), case, HEALTH, until=timezone.now() + timedelta(seconds=1))
    assert held(committed_db, case, HEALTH)["until"] is None
    assert held(committed_db, case, HEALTH)["role"] == "lead"


def test_an_expired_grant_does_not_come_back_with_its_parts(committed_db, as_role, case):
    give(as_role("case_worker"), case, COMMUNE, parts=["identity", "health"])
    with committed_db.owner() as owner:
        owner.execute(
            "update grants_grant set until_at = now() - interval '1 day' where body_id = %s", [body(COMMUNE).id]
        )
    receiver = as_role("receiver", COMMUNE)
    assert receiver.count("people_identity") == 0  # over, though no job has said so yet
    with pytest.raises(InsufficientPrivilege):
        give(receiver, case, OTHER_HEALTH, parts=["identity"])
    with pytest.raises(InsufficientPrivilege):
        receiver.ask("select vt.move_lead(%s, %s)", [case.subject_id, body(COMMUNE).id])
    give(as_role("case_worker"), case, COMMUNE, parts=["contact"])
    assert held(committed_db, case, COMMUNE)["parts"] == ["contact"]


def test_the_lead_is_taken_only_when_offered_and_once(committed_db, as_role, case):
    take = "select vt.move_lead(%s, %s)"
    give(as_role("case_worker"), case, COMMUNE)
    commune = as_role("receiver", COMMUNE)
    with pytest.raises(InsufficientPrivilege):
        commune.ask(take, [case.subject_id, body(COMMUNE).id])
    give(as_role("case_worker"), case, COMMUNE, ground="take_over")  # offered now, though it held a grant before
    with pytest.raises(InsufficientPrivilege):  # an offer to oneself is none to a third body
        commune.ask(take, [case.subject_id, body(HEALTH).id])
    commune.ask(take, [case.subject_id, body(COMMUNE).id])
    assert held(committed_db, case, COMMUNE)["role"] == "lead"
    assert held(committed_db, case, HEALTH)["role"] == "support"
    commune.ask(take, [case.subject_id, body(HEALTH).id])
    with pytest.raises(InsufficientPrivilege):
        commune.ask(take, [case.subject_id, body(COMMUNE).id])


def test_the_lead_moves_to_no_body_without_a_grant(as_role, case):
    with pytest.raises(InsufficientPrivilege):
        as_role("case_worker").ask("select vt.move_lead(%s, %s)", [case.subject_id, body(OTHER_HEALTH).id])


def test_ending_grants_is_for_the_lead_and_for_ones_own(committed_db, as_role, case):
    end = "select vt.end_grant(%s, %s)"
    give(as_role("case_worker"), case, COMMUNE)
    give(as_role("case_worker"), case, BORDER)
    for session, whose in (
        (as_role("receiver", COMMUNE), BORDER),
        (as_role("case_worker"), HEALTH),
        (as_role("case_worker", OTHER_HEALTH), COMMUNE),
    ):
        with pytest.raises(InsufficientPrivilege):
            session.ask(end, [case.subject_id, body(whose).id])
    as_role("receiver", COMMUNE).ask(end, [case.subject_id, body(COMMUNE).id])
    as_role("case_worker").ask(end, [case.subject_id, body(BORDER).id])
    assert held(committed_db, case, COMMUNE) == held(committed_db, case, BORDER) == {}
