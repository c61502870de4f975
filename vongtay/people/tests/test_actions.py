"""Who a person is: looked at with a purpose and a log entry, changed without losing anybody's entry, linked, erased."""

import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting
from vongtay.audit.models import Entry
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.people.actions import change_identity, erase_person, link_people, look_at_identity, undo_link
from vongtay.people.models import Identity, Link, NameKey
from vongtay.people.queries import find_by_name, find_by_number
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db
NUMBER = "020" + "199" + "258147"
FACTS = Facts(name="Lò Thị Thử Nghiệm", id_number=NUMBER, phone="038" + "1470" + "259")


@pytest.fixture
def case() -> Case:
    with acting("case_worker") as staff:
        return a_case(staff, facts=FACTS)


def log(act: str) -> list[tuple[str, str, str]]:
    with acting("auditor"):
        return list(Entry.objects.filter(act=act).values_list("part", "purpose", "outcome"))


def test_a_look_gives_the_facts_and_is_logged_with_its_purpose(case):
    with acting("verifier") as staff:
        assert look_at_identity(person=case.person, purpose="verification", by=staff).name == FACTS.name
    assert log("people.look_at_identity") == [("identity", "verification", "done")]


@pytest.mark.parametrize("purpose", ["", "curiosity", "vì tò mò"])
def test_a_look_without_a_known_purpose_is_refused(case, purpose):
    with acting("verifier") as staff, pytest.raises(Refused):
        look_at_identity(person=case.person, purpose=purpose, by=staff)
    assert log("people.look_at_identity") == []


@pytest.mark.parametrize(
    "role", ["clerk", "head", "auditor", "administrator", "statistician", "reporter", "legal_officer"]
)
def test_roles_that_reach_no_identity_look_at_none(case, role):
    with acting(role) as staff, pytest.raises(NotAllowed):
        look_at_identity(person=case.person, purpose="care", by=staff)


def test_a_look_from_outside_the_grants_is_refused_and_logged(case):
    with acting("case_worker", OTHER_HEALTH) as staff, pytest.raises(Refused):
        look_at_identity(person=case.person, purpose="care", by=staff)
    assert log("people.look_at_identity") == [("identity", "care", "refused")]


def test_a_change_is_found_under_the_new_name_and_no_longer_under_the_old(case):
    with acting("case_worker") as staff:
        change_identity(person=case.person, changes={"name": "Giàng Thị Khác Hẳn"}, version=1, by=staff)
        assert [hit.person_id for hit in find_by_name("giang thi khac han").hits] == [case.person_id]
        assert find_by_name(FACTS.name).hits == []
        assert find_by_number(NUMBER) == [case.person_id]


def test_a_stale_change_is_refused_and_changes_nothing(case):
    with acting("case_worker") as staff:
        change_identity(person=case.person, changes={"address": "một"}, version=1, by=staff)
        with pytest.raises(Stale):
            change_identity(person=case.person, changes={"address": "hai"}, version=1, by=staff)
        assert look_at_identity(person=case.person, purpose="care", by=staff).address == "một"


def test_links_are_made_undone_and_never_merge(case):
    with acting("case_worker") as staff:
        other = a_case(staff, facts=FACTS)
        link = link_people(one=case.person, other=other.person, same=True, by=staff)
        with pytest.raises(Refused):
            link_people(one=case.person, other=case.person, same=True, by=staff)
        undo_link(link=link, by=staff)
        with pytest.raises(Stale):
            undo_link(link=link, by=staff)
        assert Link.objects.get().undone_at is not None
        assert Identity.objects.count() == 2
    with acting("decider") as staff, pytest.raises(NotAllowed):
        link_people(one=case.person, other=other.person, same=True, by=staff)


def test_only_the_leading_decider_erases_and_once(case):
    for role, where in (("case_worker", "LS.SYT"), ("receiver", COMMUNE), ("head", "LS.SYT")):
        with acting(role, where) as staff, pytest.raises(NotAllowed):
            erase_person(person=case.person, by=staff)
    with acting("decider", OTHER_HEALTH) as staff, pytest.raises(Refused):
        erase_person(person=case.person, by=staff)
    with acting("decider") as staff:
        erase_person(person=case.person, by=staff)
        with pytest.raises(Refused):
            erase_person(person=case.person, by=staff)
        assert NameKey.objects.get().tokens == []
        assert Case.objects.filter(pk=case.pk).exists()
    assert len(log("people.erase")) == 1
