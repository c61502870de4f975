"""A child is never alone, a suspect never near; a foreigner goes home only by their own word; what was asked is not asked again."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, arrival, body, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.countries import country_in, country_name, nationalities
from vongtay.cases.models import Care, Case, Companion, Step, Together, Wish
from vongtay.cases.rules import CareFacts, is_under_age, why_alone
from vongtay.cases.states import State
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people import actions as people
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db


def a_child(staff, **changes) -> Case:
    return a_case(staff, age_years=12, age_precision="estimated", **changes)


def beside(case: Case, staff, role: str = "relative", **more) -> Companion:
    return actions.add_companion(
        case=case, role=role, facts=Facts(name="Lò Văn Bên Cạnh"), sex="female", age_years=45, by=staff, beside=actions.Beside(**more)
    )  # fmt: skip


def leaves(case: Case, staff, act: str = "handed_over") -> Step:
    if act == "handed_over" and not case.referrals.exists():
        actions.send_notice(
            case=case,
            to_body=body(HEALTH),
            rule_id="custom",
            parts=["statement"],
            at=timezone.now(),
            by=staff,
            ground=BY_LAW,
        )
    return actions.record_step(case=case, kind=act, at=timezone.now(), by=staff, note="x")


@pytest.mark.parametrize("act", ["handed_over", "placed", "returned_home"])
def test_a_child_is_never_let_go_alone(act):
    with acting("receiver", COMMUNE) as staff:
        case = a_child(staff)
        with pytest.raises(Refused):
            leaves(case, staff, act)
        none_yet = actions.Arrangement(doing="Đang tìm bà ngoại")
        actions.arrange_care(case=case, arrangement=none_yet, version=0, by=staff)
        with pytest.raises(Refused):
            leaves(case, staff, act)
        assert not Step.objects.filter(case=case, kind=act).exists()
        guardian = beside(case, staff)
        actions.arrange_care(case=case, arrangement=actions.Arrangement(guardian=guardian), version=1, by=staff)
        assert leaves(case, staff, act).kind == act


def test_an_adult_and_somebody_of_unknown_age_may_leave():
    with acting("receiver", COMMUNE) as staff:
        for changes in ({}, {"age_years": None, "age_precision": "unknown"}):
            assert leaves(a_case(staff, **changes), staff)


def test_a_body_may_bring_a_child_and_the_act_of_the_law_is_written():
    with acting("receiver", COMMUNE) as staff:
        case = a_child(staff, route="R4", channel="mission")
        arrangement = actions.Arrangement(doing="Đang tìm", escort="body", escort_body=body(HEALTH), protection=True)
        actions.arrange_care(case=case, arrangement=arrangement, version=0, by=staff)
        assert Step.objects.filter(case=case, kind="escort_arranged").count() == 1
        assert leaves(case, staff)
        assert Care.objects.get(case=case).protection


@pytest.mark.parametrize(
    "arrangement",
    [
        actions.Arrangement(),
        actions.Arrangement(doing="x", escort="relative"),
        actions.Arrangement(doing="x", escort="body"),
        actions.Arrangement(doing="x", told_on=today() + timedelta(days=3)),
    ],
    ids=["nobody", "no relative", "no body", "future"],
)
def test_half_an_arrangement_is_refused(arrangement):
    with acting("receiver", COMMUNE) as staff:
        case = a_child(staff)
        with pytest.raises(Refused):
            actions.arrange_care(case=case, arrangement=arrangement, version=0, by=staff)
        assert not Care.objects.exists()


def test_a_suspect_is_never_offered_nor_taken_nor_kept():
    with acting("case_worker") as staff:
        case = a_child(staff)
        good, marked, twin = beside(case, staff), beside(case, staff, suspected=True), beside(case, staff)
        suspect = beside(case, staff, role="suspect")
        people.link_people(one=twin.person, other=suspect.person, same=True, by=staff)
        assert queries.may_stand_by(case) == [good]
        for bad in (marked, twin, suspect):
            with pytest.raises(Refused):
                actions.arrange_care(case=case, arrangement=actions.Arrangement(guardian=bad), version=0, by=staff)
        actions.arrange_care(case=case, arrangement=actions.Arrangement(guardian=good), version=0, by=staff)
        actions.change_companion(companion=good, by=staff, suspected=True, needs=[], language="")
        with pytest.raises(Refused):
            leaves(case, staff)


def test_a_stale_arrangement_overwrites_nothing_and_strangers_arrange_nothing():
    with acting("receiver", COMMUNE) as staff:
        case = a_child(staff)
        actions.arrange_care(case=case, arrangement=actions.Arrangement(doing="một"), version=0, by=staff)
        with pytest.raises(Stale):
            actions.arrange_care(case=case, arrangement=actions.Arrangement(doing="hai"), version=0, by=staff)
    with acting("case_worker", OTHER_HEALTH) as staff, pytest.raises(NotAllowed):
        actions.arrange_care(case=case, arrangement=actions.Arrangement(doing="ba"), version=1, by=staff)


def test_a_decision_that_ends_a_childs_way_needs_somebody_who_stands_up_for_it():
    with acting("case_worker") as staff:
        case = a_child(staff)
        actions.record_step(case=case, kind="first_check", at=timezone.now(), by=staff)
    with acting("verifier") as staff:
        case.refresh_from_db()
        proposal = actions.Proposal(State.NOT_IDENTIFIED, [], "no_act", "x")
        actions.propose(case=case, proposal=proposal, version=case.version, by=staff)
        case.refresh_from_db()
    with acting("decider") as staff, pytest.raises(Refused):
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff)
    with acting("case_worker") as staff:
        arrangement = actions.Arrangement(guardian=beside(case, staff))
        actions.arrange_care(case=case, arrangement=arrangement, version=0, by=staff)
    with acting("decider") as staff:
        case.refresh_from_db()
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff)
        case.refresh_from_db()
    assert case.state == State.NOT_IDENTIFIED


def test_age_counts_on_the_day_itself():
    received = today().replace(year=today().year - 3, day=1)
    assert is_under_age(14, at=received, on=today())
    assert not is_under_age(15, at=received, on=today())
    assert not is_under_age(None, at=received, on=today())
    assert why_alone(CareFacts("known", "none", guardian_is_suspect=True))
    assert not why_alone(CareFacts("none_yet", "body"))


def test_a_representative_reports_and_stays_another_person():
    key = uuid.uuid4()
    with acting("receiver", COMMUNE) as staff:
        for _turn in range(2):  # sent twice
            case = actions.receive_reported(
                key=key, arrival=arrival(age_years=9), facts=Facts(name="Lò Thị Bé"), reporter=Facts(name="Lò Văn Cha"), by=staff
            )  # fmt: skip
        row = Companion.objects.get(case=case)
        assert (row.role, row.reported) == ("representative", True)
        assert row.person_id != case.person_id
        assert people.look_at_identity(person=case.person, purpose="care", by=staff).name == "Lò Thị Bé"
        assert people.look_at_identity(person=row.person, purpose="care", by=staff).name == "Lò Văn Cha"


def test_an_accompanying_child_gets_a_case_of_their_own_once():
    with acting("case_worker") as staff:
        case = a_case(staff)
        child = actions.add_companion(
            case=case, role="child", facts=Facts(name="Lò Văn Nhỏ"), sex="male", age_years=6, by=staff,
            beside=actions.Beside(needs=["medical"], language="mong"),
        )  # fmt: skip
        own = actions.open_own_case(companion=child, key=uuid.uuid4(), event_on=case.event_on, by=staff)
        again = actions.open_own_case(companion=child, key=uuid.uuid4(), event_on=case.event_on, by=staff)
        assert own == again
        assert (own.age_years, own.needs, own.language) == (6, ["medical"], "mong")
        assert queries.came_with(own) == case
        assert Companion.objects.get(pk=child.pk).own_case == own
        relative = beside(case, staff)
        with pytest.raises(Refused):
            actions.open_own_case(companion=relative, key=uuid.uuid4(), event_on=case.event_on, by=staff)


def a_foreigner(staff) -> Case:
    return a_case(staff, route="R7", channel="police", nationality="LA", language="lao", interpreter=True)


def test_a_foreigner_is_brought_home_only_by_their_own_word():
    with acting("case_worker") as staff:
        case = a_foreigner(staff)
        with pytest.raises(Refused):
            leaves(case, staff, "returned_home")
        actions.record_wish(case=case, said=actions.Said("no", "Tôi sợ về nhà", today(), "lao"), by=staff)
        with pytest.raises(Refused):
            leaves(case, staff, "returned_home")
        actions.record_wish(case=case, said=actions.Said("yes", "Tôi muốn về với mẹ", today(), "lao"), by=staff)
        assert leaves(case, staff, "returned_home")
        assert Wish.objects.filter(case=case).count() == 2
        assert b"Toi" not in bytes(Wish.objects.first().words_ct)
        with pytest.raises(Refused):
            actions.record_wish(case=case, said=actions.Said("yes", " ", today()), by=staff)


def test_a_note_to_the_embassy_is_an_act_of_the_law_and_its_answer_is_kept():
    with acting("case_worker") as staff:
        case = a_foreigner(staff)
        paper = actions.FromPaper("17/CAT-PA", today())
        note = actions.record_embassy_note(case=case, country="LA", paper=paper, by=staff, sent_by=body(POLICE))
        step = Step.objects.get(case=case, kind="embassy_told")
        assert (step.acted_by_body_id, step.source_sign) == (body(POLICE).id, "17/CAT-PA")
        for wrong in ({}, {"country": "VN", "paper": actions.FromPaper("18", today())}):
            with pytest.raises(Refused):
                actions.record_embassy_note(**({"case": case, "country": "LA", "paper": paper, "by": staff} | wrong))
        answer = actions.FromPaper("02/ĐSQ", today())
        actions.record_embassy_answer(note=note, paper=answer, answer="Đã xác nhận công dân", version=1, by=staff)
        with pytest.raises(Stale):
            actions.record_embassy_answer(note=note, paper=answer, answer="x", version=1, by=staff)


def test_all_states_have_a_name_and_a_home_names_its_state():
    codes = [code for code, _name in nationalities()]
    assert len(codes) == len(set(codes)) == 249 + 2
    assert codes[:3] == ["", "VN", "CN"]
    assert all(name for _code, name in nationalities())
    assert (country_in("lào"), country_in("Cambodia"), country_in("Lạng Sơn"), country_in("")) == ("LA", "KH", "", "")
    assert country_name("XX")


def test_earlier_interviews_are_shown_before_anybody_asks_again(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
        held = actions.Held(
            today(), ["events", "journey"], "Hồ sơ 12, Công an tỉnh", body(POLICE), note="Đã kể đủ đường đi"
        )
        actions.record_interview(case=case, held=held, by=staff)
        for wrong in (actions.Held(today(), ["events"], "x"), actions.Held(today(), [], "x", body(POLICE))):
            with pytest.raises(Refused):
                actions.record_interview(case=case, held=wrong, by=staff)
    sign_in(client, "verifier")
    assert "Đã hỏi trước đây" in client.get(f"/cases/{case.code}/").content.decode()
    for page in ("evidence/", "step/", "record/"):
        text = client.get(f"/cases/{case.code}/{page}").content.decode()
        assert "Hồ sơ 12, Công an tỉnh" in text
        assert "Đã kể đủ đường đi" in text
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/cases/{case.code}/interview/").status_code == 404


def test_people_found_together_are_one_event_for_who_may_reach_them():
    with acting("case_worker") as staff:
        one, two, three = a_case(staff), a_case(staff), a_case(staff)
        event = actions.put_together(case=one, other=two, found_on=today(), by=staff)
        assert actions.put_together(case=one, other=three, found_on=today(), by=staff) == event
        assert actions.put_together(case=one, other=two, found_on=today(), by=staff) == event
        assert Together.objects.count() == 3
        (group,) = queries.found_with(staff, one)
        assert set(group.others) == {two, three}
        actions.leave_together(row=Together.objects.get(case=two), by=staff)
        assert queries.found_with(staff, one)[0].others == [three]
        with pytest.raises(Refused):
            actions.put_together(case=one, other=one, found_on=today(), by=staff)
    with acting("case_worker", OTHER_HEALTH):
        assert not Together.objects.exists()


def test_a_return_that_nobody_received_gathers_its_traces(client):
    with acting("case_worker") as staff:
        case = a_case(staff, route="R6", returned_on=today() - timedelta(days=200))
        actions.add_evidence(
            case=case,
            source="h",
            weight="medium",
            obtained_on=today(),
            note="Hàng xóm kể",
            by=staff,
            trace="neighbours",
        )
        with pytest.raises(Refused):
            a_case(staff, route="R6", returned_on=today() + timedelta(days=1))
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/record/").content.decode()
    assert 'id="returned"' in page
    assert "?trace=commune" in page


@pytest.mark.parametrize("page", ["care/", "wish/", "embassy/", "interview/", "together/", "route/"])
def test_each_page_around_a_case_opens_and_refuses_other_posts(client, page):
    with acting("case_worker") as staff:
        case = a_child(staff, route="R7", nationality="LA")
    sign_in(client, "case_worker")
    assert client.get(f"/cases/{case.code}/{page}").status_code == 200
    sign_in(client, "decider")
    assert client.get(f"/cases/{case.code}/{page}").status_code == 403


def test_a_childs_page_costs_no_more_with_more_people_beside(client, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        case = a_child(staff, route="R7", nationality="LA")
        for _turn in range(6):
            beside(case, staff)
    sign_in(client, "case_worker")
    with django_assert_max_num_queries(42):
        assert client.get(f"/cases/{case.code}/").status_code == 200
