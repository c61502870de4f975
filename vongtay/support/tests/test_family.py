"""Who is whose relative; a suspect is never shown or offered as somebody to turn to, wherever one is offered."""

import uuid
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tests.cast import OTHER_HEALTH, a_case, acting, sign_in
from vongtay.cases import actions as cases
from vongtay.cases import queries as case_queries
from vongtay.cases.actions.consent import Given, give_consent
from vongtay.cases.models import Companion
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people import actions as people
from vongtay.people.vault import Facts
from vongtay.support import actions, queries
from vongtay.support.models import Kinship
from vongtay.support.states import Beneficiary, Relation

pytestmark = pytest.mark.django_db
PHONE = "090" + "0000" + "123"


def beside(case, by, role="relative", *, suspected=False, name="Lò Văn Mẫu", age=40):
    return cases.add_companion(
        case=case, role=role, facts=Facts(name=name, phone=PHONE, safe_way="Gọi buổi tối"), sex="male", age_years=age, by=by,
        beside=cases.Beside(suspected=suspected),
    )  # fmt: skip


def tie(case, by, relation="parent", key=None, **people_):
    return actions.name_kin(key=key or uuid.uuid4(), case=case, tie=actions.Tie(relation, **people_), by=by)


def test_relatives_are_named_with_their_own_cases_and_rights():
    with acting("case_worker") as staff:
        case = a_case(staff)
        father, child = beside(case, staff), beside(case, staff, "child", age=6)
        own = cases.open_own_case(companion=child, key=uuid.uuid4(), event_on=case.event_on, by=staff)
        key = uuid.uuid4()
        for _turn in range(2):
            tie(case, staff, "parent", key, who=father)
        tie(case, staff, "child", who=child)
        tie(case, staff, "other", who=father, to=child)
        assert Kinship.objects.count() == 3
        family = queries.family_of(staff, case)
        by_row = {one.companion: one for one in family.relatives}
        assert {row.relation for row, _to in by_row[father].ties} == {Relation.PARENT, Relation.OTHER}
        assert (by_row[child].own_case, by_row[child].rights) == (own, Beneficiary.ACCOMPANYING)
        assert [knot.relation for knot in queries.drawing_of(family)] == ["Cha hoặc mẹ", "Con"]
        seen_from_the_child = queries.family_of(staff, own)
        assert [one.own_case for one in seen_from_the_child.relatives] == [case]


def test_a_tie_is_refused_twice_with_oneself_and_with_strangers_and_can_be_taken_back():
    with acting("case_worker") as staff:
        case, elsewhere = a_case(staff), a_case(staff)
        father, mother, stranger = beside(case, staff), beside(case, staff), beside(elsewhere, staff)
        row = tie(case, staff, who=father)
        tie(case, staff, "spouse", who=father, to=mother)
        wrong = (
            {"who": father}, {"who": stranger}, {"who": father, "to": father}, {}, {"other_case": case}, {"who": father, "other_case": elsewhere},
            {"who": mother, "to": father}, {"who": mother, "relation": "boss"},
        )  # fmt: skip
        for changes in wrong:
            with pytest.raises(Refused):
                tie(case, staff, **changes)
        with pytest.raises(IntegrityError), transaction.atomic():
            Kinship.objects.create(
                subject_id=case.subject_id, case=case, entered_by_id=staff.post_id, who=father, relation="child"
            )
        actions.take_back_kin(kinship=row, by=staff)
        with pytest.raises(Stale):
            actions.take_back_kin(kinship=row, by=staff)
        tie(case, staff, "sibling", who=father)
    for role, of in (("clerk", None), ("decider", None), ("case_worker", OTHER_HEALTH)):
        with acting(role, *([of] if of else [])) as other, pytest.raises(NotAllowed):
            tie(case, other, who=mother)
    with acting("case_worker", OTHER_HEALTH):
        assert Kinship.objects.count() == 0


def linked_suspect(case, staff):
    """A relative who is registered in another row as the suspect: the same human being."""
    relative, suspect = beside(case, staff), beside(case, staff, "suspect")
    people.link_people(one=relative.person, other=suspect.person, same=True, by=staff)
    return relative


@pytest.mark.parametrize("how", ["marked", "linked"])
def test_a_suspected_relative_is_offered_nowhere(client, how):
    with acting("case_worker") as staff:
        case = a_case(staff, age_years=12)
        good = beside(case, staff, "representative", age=51)
        bad = beside(case, staff, suspected=True) if how == "marked" else linked_suspect(case, staff)
        family = {one.companion: one for one in queries.family_of(staff, case).relatives}
        assert (family[bad].is_suspect, family[bad].may_be_contact) == (True, False)
        assert (family[good].is_suspect, family[good].may_be_contact) == (False, True)
        assert bad.person_id not in {one.person_id for one in case_queries.residents_of(case)}
        assert case_queries.may_stand_by(case) == [good]
    sign_in(client, "case_worker")
    page = client.get(f"/support/{case.code}/family/").content.decode()
    assert page.count("có thể liên hệ") == 1
    assert "không phải đầu mối liên hệ" in page or "bị nghi" in page
    care = client.get(f"/cases/{case.code}/care/").content.decode()
    assert f'value="{good.pk}"' in care
    assert f'value="{bad.pk}"' not in care
    facts = look(client, case, bad)
    assert PHONE[1:] not in facts
    assert "Gọi buổi tối" not in facts
    assert "Lò Văn Mẫu" in facts
    assert PHONE[1:] in look(client, case, good)


def test_a_suspected_representative_consents_for_nobody():
    with acting("case_worker") as staff:
        case = a_case(staff, age_years=6)
        bad = beside(case, staff, "representative", suspected=True)
        assert case_queries.representative_of(case) == bad
        given = Given(
            "care", ["health"], "spoken", today(), by_person=False, by_representative=True, representative=bad
        )
        with pytest.raises(Refused, match="nghi vấn"):
            give_consent(case=case, given=given, by=staff, key=uuid.uuid4())
        good = beside(case, staff, "representative")
        assert case_queries.representative_of(case) == good
        give_consent(case=case, given=replace(given, representative=good), by=staff, key=uuid.uuid4())


def test_a_guardian_who_becomes_suspected_is_marked_on_the_case(client):
    with acting("case_worker") as staff:
        case = a_case(staff, age_years=12)
        row = beside(case, staff)
        cases.arrange_care(case=case, arrangement=cases.Arrangement(guardian=row), version=0, by=staff)
        cases.change_companion(companion=row, by=staff, suspected=True, needs=[], language="")
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert page.count(str(_("suspected: not a contact"))) == 2


def look(client, case, who: Companion):
    address = f"/cases/{case.code}/identity/?person={who.person_id}"
    return client.post(address, {"purpose": "contact"}).content.decode()


def test_the_page_of_the_family_notes_and_takes_back(client, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    assert "Chưa ghi nhận ai" in client.get(f"/support/{case.code}/family/").content.decode()
    with acting("case_worker") as staff:
        father = beside(case, staff)
    address, key = f"/support/{case.code}/family/add/", str(uuid.uuid4())
    given = {"key": key, "who": f"beside:{father.pk}", "relation": "parent", "to": ""}
    assert client.post(address, given | {"who": f"beside:{uuid.uuid4()}"}).status_code == 422
    assert client.post(address, given | {"who": "x"}).status_code == 422
    assert client.post(address, given).status_code == 302
    with django_assert_max_num_queries(16):
        page = client.get(f"/support/{case.code}/family/").content.decode()
    assert "<svg" in page
    assert "Lò Văn Mẫu" not in page
    back = f"/support/{case.code}/family/{key}/take-back/"
    assert [client.post(back).status_code for _turn in range(2)] == [302, 302]
    assert 'class="kin"' not in client.get(f"/support/{case.code}/family/").content.decode()
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/support/{case.code}/family/").status_code == 404
    sign_in(client, "clerk")
    assert client.get(f"/support/{case.code}/family/").status_code == 403
