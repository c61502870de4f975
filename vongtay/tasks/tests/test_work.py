"""Tasks and absences: who may, what is encrypted, what the deputy sees, what strangers and the database refuse."""

import uuid
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body, post
from vongtay.audit.models import Entry
from vongtay.cases import actions as cases
from vongtay.cases import queries as case_queries
from vongtay.cases.actions.work import settle
from vongtay.cases.models import Case
from vongtay.cases.states import State
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.home import today as day
from vongtay.tasks import actions, queries
from vongtay.tasks.models import Absence, Task
from vongtay.tasks.states import Settling, TaskState

pytestmark = pytest.mark.django_db
WORDS = "Gọi lại cho trạm y tế về người này"


def wish(role: str = "verifier", **changes) -> actions.Wish:
    values = {"text": WORDS, "body": body(HEALTH), "post": post(role), "due_on": today() + timedelta(days=2)} | changes
    return actions.Wish(**values)


def a_task(case: Case | None = None, **changes) -> Task:
    with acting("case_worker") as staff:
        if case is None:
            return actions.add_task(key=uuid.uuid4(), wish=wish(**changes), by=staff)
        return cases.add_task(case=case, key=uuid.uuid4(), wish=wish(**changes), by=staff)


def our_case() -> Case:
    with acting("case_worker") as staff:
        return a_case(staff)


def test_a_task_on_a_case_is_encrypted_and_read_by_who_shares_the_case():
    case = our_case()
    task = a_task(case)
    with connection.cursor() as cursor, acting("verifier") as staff:
        cursor.execute("select text, text_ct from tasks_task where id = %s", [task.id])
        text, hidden = cursor.fetchone()
        assert text == ""
        assert WORDS.encode() not in bytes(hidden)
        [line] = case_queries.lines_of(queries.open_tasks(staff).filter(pk=task.id))
        assert (line.text, line.left, line.is_late) == (WORDS, 2, False)
    assert WORDS not in repr(wish())
    with acting("case_worker", OTHER_HEALTH):
        assert not Task.objects.filter(pk=task.id).exists()
    with acting("auditor"):
        assert WORDS not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_task_without_a_case_is_seen_by_both_bodies_and_nobody_else():
    task = a_task(post=None, body=body(OTHER_HEALTH))
    assert task.text == WORDS
    with acting("legal_officer"):
        assert Task.objects.filter(pk=task.id).exists()
    with acting("receiver", COMMUNE):
        assert not Task.objects.filter(pk=task.id).exists()


def test_sent_twice_it_is_one():
    key = uuid.uuid4()
    with acting("case_worker") as staff:
        first = actions.add_task(key=key, wish=wish(), by=staff)
        assert actions.add_task(key=key, wish=wish(text="khác"), by=staff) == first
        assert Task.objects.filter(pk=key).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "  "},
        {"due_on": today() - timedelta(days=1)},
        {"body": None},
        {"post": "elsewhere"},
        {"body": "mission"},
    ],
)
def test_what_can_be_no_task_is_refused(changes):
    values = dict(changes)
    if "post" in values:
        values["post"] = post("receiver", COMMUNE)
    if "body" in values:
        values |= {
            "body": body("VN.CQDD.TQ" if values["body"] else OTHER_HEALTH),
            "post": post("verifier") if values["body"] is None else None,
        }
    with pytest.raises(Refused):
        a_task(**values)
    with acting("case_worker"):
        assert not Task.objects.exists()


def test_a_body_that_does_not_share_the_case_gets_no_task_on_it():
    case = our_case()
    with pytest.raises(Refused):
        a_task(case, body=body(OTHER_HEALTH), post=None)
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        cases.add_task(case=case, key=uuid.uuid4(), wish=wish(), by=staff)


def test_the_database_lets_nobody_set_a_task_for_another_body_or_beyond_a_grant():
    case = our_case()
    rows = [
        {"subject_id": case.subject_id, "text_ct": b"x", "from_body_id": body(OTHER_HEALTH).id},
        {"text": "x", "from_body_id": body(HEALTH).id},
    ]
    with acting("case_worker", OTHER_HEALTH) as staff:
        for facts in rows:
            row = Task(world="demo", body_id=staff.body_id, created_by_id=staff.post_id, **facts)
            with pytest.raises(ProgrammingError), transaction.atomic():
                row.save(force_insert=True)


def test_whoever_is_to_do_it_or_set_it_ends_it_once():
    case = our_case()
    task = a_task(case)
    with acting("decider") as staff, pytest.raises(NotAllowed):
        cases.end_task(task=task, to=TaskState.DONE, note="", version=1, by=staff)
    with acting("verifier") as staff:
        with pytest.raises(Refused):
            cases.end_task(task=task, to=TaskState.CANCELLED, note=" ", version=1, by=staff)
        ended = cases.end_task(task=task, to=TaskState.DONE, note="đã gọi", version=1, by=staff)
        [line] = case_queries.lines_of([ended])
        assert (line.note, ended.note, ended.closed_by_id) == ("đã gọi", "", staff.post_id)
        with pytest.raises(Stale):
            cases.end_task(task=task, to=TaskState.DONE, note="", version=1, by=staff)
    task = a_task()
    with acting("case_worker") as staff:
        ended = cases.end_task(task=task, to=TaskState.CANCELLED, note="thôi", version=1, by=staff)
        assert (ended.state, ended.note) == ("cancelled", "thôi")


def test_a_decision_ends_the_tasks_that_it_makes_needless_and_keeps_the_others():
    case = our_case()
    ended, kept = a_task(case), a_task(case)
    with acting("decider") as staff:
        wishes = {ended.id: Settling.NOT_NEEDED, kept.id: Settling.STILL_OWED}
        settle(case=case, wishes=wishes, by=staff)
        assert set(Task.objects.filter(subject_id=case.subject_id).values_list("id", "state")) == {
            (ended.id, "cancelled"),
            (kept.id, "open"),
        }
        ended.refresh_from_db()
        assert case_queries.lines_of([ended])[0].note


def an_absence(**changes) -> Absence:
    values = {
        "post": post("verifier"),
        "deputy": post("case_worker"),
        "first_on": today(),
        "last_on": today() + timedelta(days=3),
    } | changes
    with acting("head") as staff:
        return actions.enter_absence(key=uuid.uuid4(), by=staff, **values)


def test_the_deputy_sees_what_waits_and_gains_no_right():
    case = our_case()
    task = a_task(case)
    with acting("case_worker") as staff:
        assert day.of(staff).absent == []
    absence = an_absence()
    with acting("case_worker") as staff:
        [part] = day.of(staff).absent
        assert (part.absence, [line.task for line in part.tasks]) == (absence, [task])
        assert task not in [line.task for line in day.of(staff).tasks]
        with pytest.raises(NotAllowed):
            cases.propose(case=case, proposal=cases.Proposal(State.IDENTIFIED, ["e"]), version=case.version, by=staff)
    with acting("clerk") as staff:
        assert day.of(staff).absent == []
    with acting("head") as staff:
        actions.end_absence(absence=absence, by=staff)
        with pytest.raises(Stale):
            actions.end_absence(absence=absence, by=staff)
    with acting("case_worker") as staff:
        assert day.of(staff).absent == []


def test_an_absence_that_is_over_or_still_to_come_shows_nothing():
    a_task()
    an_absence(first_on=today() + timedelta(days=1))
    with acting("case_worker") as staff:
        assert day.of(staff).absent == []


def test_who_enters_whose_absence():
    own = {"post": post("verifier"), "deputy": post("case_worker"), "first_on": today(), "last_on": today()}
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        actions.enter_absence(key=uuid.uuid4(), by=staff, **own)
    with acting("case_worker") as staff:
        row = Absence(
            body_id=staff.body_id,
            post_id=post("verifier").id,
            deputy_id=staff.post_id,
            first_on=today(),
            last_on=today(),
            entered_by_id=staff.post_id,
        )
        with pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)
    key = uuid.uuid4()
    with acting("verifier") as staff:
        made = actions.enter_absence(key=key, by=staff, **own)
        assert actions.enter_absence(key=key, by=staff, **own) == made
    with acting("case_worker", OTHER_HEALTH):
        assert not Absence.objects.exists()


@pytest.mark.parametrize("fault", ["backwards", "over", "self", "stranger", "twice", "deputy_away"])
def test_an_absence_that_can_not_be_is_refused(fault):
    changes = {
        "backwards": {"first_on": today() + timedelta(days=2), "last_on": today()}, "over": {"first_on": today() - timedelta(days=3), "last_on": today() - timedelta(days=1)},
        "self": {"deputy": post("verifier")}, "stranger": {"deputy": post("case_worker", OTHER_HEALTH)}, "twice": {},
        "deputy_away": {"post": post("case_worker"), "deputy": post("verifier")},
    }[fault]  # fmt: skip
    if fault in {"twice", "deputy_away"}:
        an_absence()
    with pytest.raises(Refused):
        an_absence(**changes)
