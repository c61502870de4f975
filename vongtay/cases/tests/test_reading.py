"""Statements that are written once give what Django's own give, row for row and joined row for joined row."""

import pytest

from tests.cast import COMMUNE, HEALTH, a_case, acting, body
from vongtay.cases.models import Case, Step
from vongtay.cases.queries import case as reads
from vongtay.cases.tests.test_actions import notified, proposed
from vongtay.common.reading import Kept, given
from vongtay.people.models import Contact

pytestmark = pytest.mark.django_db


def joined(row, path):
    for name in path.split("__"):
        row = getattr(row, name, None)
    return row


def plain(kept: Kept, rows):
    tables = {path.rpartition("__")[0] for path in kept.joined}
    return rows.select_related(*tables)


def same(ours, theirs, paths):
    fields = [field.attname for field in theirs[0]._meta.concrete_fields]
    for one, other in zip(ours, theirs, strict=True):
        assert one == other
        for name in fields:
            assert bytes_of(getattr(one, name)) == bytes_of(getattr(other, name)), name
        for path in paths:
            assert bytes_of(joined(one, path)) == bytes_of(joined(other, path)), path


def bytes_of(value):
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.fixture
def case():
    return proposed()


def test_rows_and_what_hangs_on_them_are_those_of_a_fresh_statement(case, django_assert_num_queries):
    paths = ("acted_by_body__short_name", "entered_by__user__full_name", "entered_by__body__short_name", "paper__sign",
             "incoming__register__year")  # fmt: skip
    steps = Kept(Step.objects.filter(case_id=given("case")).order_by("-recorded_at", "id"), *paths)
    with acting("receiver", COMMUNE):
        theirs = list(plain(steps, Step.objects.filter(case=case).order_by("-recorded_at", "id")))
        assert len(theirs) > 1
        with django_assert_num_queries(1):
            ours = steps(case=case.pk)
            same(ours, theirs, paths)
        assert {step.paper for step in ours if step.paper_id is None} == {None}
        assert steps(case=body(HEALTH).pk) == []


def test_a_row_at_the_other_end_is_there_or_missing_as_with_django(case):
    people = Kept(Case.objects.filter(code=given("code")), "person__contact__may_ring")
    with acting("receiver", COMMUNE) as staff:
        other = a_case(staff)
        notified(other, staff, parts=["papers"])
        assert people.one(code=case.code).person.contact.may_ring == "unknown"
        with pytest.raises(Case.DoesNotExist):
            people.one(code="nobody")
    with acting("case_worker"):  # the case is reached, the contact is not
        found = people.one(code=other.code).person
        with pytest.raises(Contact.DoesNotExist):
            _ = found.contact


def test_a_value_that_is_not_given_is_missed_and_values_never_stay(case):
    by_code = Kept(Case.objects.filter(code=given("code")))
    with acting("receiver", COMMUNE):
        with pytest.raises(KeyError):
            by_code()
        assert [len(by_code(code=code)) for code in (case.code, "' or true --", case.code)] == [1, 0, 1]


def test_every_kept_statement_of_the_case_page_is_what_django_writes_now(case):
    kept = [
        held for held in vars(reads).values() if isinstance(held, Kept) and held.rows.model._meta.app_label == "cases"
    ]
    assert len(kept) >= 6
    with acting("receiver", COMMUNE) as staff:
        values = {"case": case.pk, "code": case.code, "world": staff.world, "bodies": [staff.body_id]}
        for held in kept:
            ours = held(**values)
            keys = {"case_id": case.pk} if held.rows.model is not Case else {"pk": case.pk}
            assert {row.pk for row in ours} <= {row.pk for row in held.rows.model.objects.filter(**keys)}
            if ours:
                paths = [path for path in held.joined if not path.startswith("person__contact")]
                order = {row.pk: at for at, row in enumerate(ours)}
                theirs = plain(held, held.rows.model.objects.filter(pk__in=order))
                same(ours, sorted(theirs, key=lambda row: order[row.pk]), paths)
