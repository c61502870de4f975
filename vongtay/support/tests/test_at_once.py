"""Two people note the same visit, or enter the same decision on a stay, at the same moment: one row, and the other is told."""

import uuid

from tests.cast import acting
from vongtay.cases.models import Case
from vongtay.cases.tests.at_once import at_once
from vongtay.common.days import today
from vongtay.support import actions, queries
from vongtay.support.models import StayDecision, Visit, VisitTakenBack
from vongtay.support.tests.test_reintegration import bring_home, late_case, visit
from vongtay.support.tests.test_stays import DAY, decided, extend, lodged


def fresh(case):
    return Case.objects.get(pk=case.pk)


def found_in(given, row):
    """Give the sentences of whoever was told no; the other made a row."""
    assert sorted(type(one).__name__ for one in given) in (
        [row, "Refused"],
        ["Refused", row],
        sorted([row, "Stale"]),
    ), given
    return " ".join(next(one for one in given if type(one).__name__ != row).reasons)


def test_of_two_who_note_the_same_visit_at_once_one_is_told(committed_db):
    with acting("case_worker") as staff:
        case = late_case(staff)
        first = queries.planned_of(bring_home(case, staff, days=60))[0]

    def note():
        with acting("case_worker") as staff:
            return visit(fresh(case), staff, planned=first)

    assert found_in(at_once(note, note), "Visit")
    with acting("case_worker"):
        assert Visit.objects.count() == 1


def test_a_visit_sent_twice_at_once_is_one(committed_db):
    key = uuid.uuid4()
    with acting("case_worker") as staff:
        case = late_case(staff)
        bring_home(case, staff)

    def note():
        with acting("case_worker") as staff:
            return visit(fresh(case), staff, key=key).pk

    assert at_once(note, note) == [key, key]
    with acting("case_worker"):
        assert Visit.objects.count() == 1


def test_of_two_who_take_a_visit_back_at_once_one_is_told(committed_db):
    with acting("case_worker") as staff:
        case = late_case(staff)
        bring_home(case, staff)
        row = visit(case, staff)

    def take():
        with acting("case_worker") as staff:
            wrong = Visit.objects.select_related("case", "entered_by").get(pk=row.pk)
            return actions.take_back_visit(key=uuid.uuid4(), visit=wrong, reason="Ghi nhầm", by=staff)

    assert found_in(at_once(take, take), "VisitTakenBack")
    with acting("case_worker"):
        assert VisitTakenBack.objects.count() == 1


def test_of_two_who_decide_an_admission_at_once_one_is_told(committed_db):
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 5)

    def decide():
        with acting("case_worker") as staff:
            return actions.decide_admission(
                key=uuid.uuid4(), case=fresh(case), stay_id=stay.pk, decided=decided(), by=staff
            )

    assert found_in(at_once(decide, decide), "StayDecision")
    with acting("case_worker"):
        assert StayDecision.objects.count() == 1


def test_of_two_who_extend_a_stay_at_once_one_is_told(committed_db):
    with acting("case_worker") as staff:
        case, stay = lodged(staff, 110)

    def longer(role):
        def act():
            with acting(role) as staff:
                return extend(fresh(case), stay, staff, today() + 30 * DAY)

        return act

    assert found_in(at_once(longer("head"), longer("decider")), "StayDecision")
    with acting("head"):
        assert StayDecision.objects.count() == 1
