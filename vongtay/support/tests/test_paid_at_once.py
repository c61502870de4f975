"""Two payments to one human being at the same moment: real threads, committed data."""

from tests.cast import a_case, acting
from vongtay.cases.models import Case
from vongtay.cases.tests.at_once import at_once
from vongtay.people import actions as people
from vongtay.support.models import LedgerEntry
from vongtay.support.tests.test_ledger import book, money, norms


def test_of_two_who_pay_at_once_one_is_told(committed_db):
    norms(("travel", "day", 100_000))
    with acting("case_worker") as staff:
        cases_ = [a_case(staff), a_case(staff)]
        people.link_people(one=cases_[0].person, other=cases_[1].person, same=True, by=staff)

    def pay(case):
        def act():
            with acting("case_worker") as staff:
                return book(Case.objects.get(pk=case.pk), money(), staff)

        return act

    found = at_once(*(pay(case) for case in cases_))
    assert sorted(type(one).__name__ for one in found) == ["LedgerEntry", "Refused"], found
    with acting("case_worker"):
        assert LedgerEntry.objects.count() == 1
