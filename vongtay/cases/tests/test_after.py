"""What comes beside and after the decision: needs ticked, papers that confirm, referral to social assistance, holds, erasure."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.cast import BORDER, BY_CUSTOM, BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, Erasure, Hold, Referral, Step
from vongtay.cases.states import State, StepKind
from vongtay.cases.tests.test_actions import in_verification, proposed
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.people import actions as people
from vongtay.people.vault import ERASED, Facts, Vault
from vongtay.tasks.models import Clock

pytestmark = pytest.mark.django_db
FACILITY, UNION = "LS.CSTGXH", "LS.HLHPN"
PAPER = actions.FromPaper("31/CAT-PC02", today())


def asked(**changes) -> actions.Asked:
    values = {
        "what": "Chỗ ở tạm",
        "why": "Cơ sở gần nhất",
        "with_identity": False,
        "until_on": today() + timedelta(days=30),
    }
    return actions.Asked(**(values | changes))


def decided(outcome: State = State.NOT_IDENTIFIED) -> Case:
    case = proposed(outcome)
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)
        case.refresh_from_db()
    return case


def referred(case: Case, to: str = UNION, **changes) -> Referral:
    with acting("case_worker") as staff:
        return actions.refer_to_social(
            key=uuid.uuid4(), case=case, to_body=body(to), asked=asked(**changes), by=staff, ground=BY_LAW
        )


# The first 24 hours


def test_a_tick_is_a_step_with_who_and_when_and_once():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, needs=["medical", "food"], urgency="now")
        for _turn in range(2):
            case = actions.tick_need(case=case, need="food", met=True, by=staff)
        assert case.needs_met == ["food"]
        assert Step.objects.get(case=case, kind=StepKind.NEED_MET).details == {"need": "food"}
        case = actions.tick_need(case=case, need="food", met=False, by=staff)
        assert case.needs_met == []
        case = actions.tick_need(case=case, need="clothes", met=True, by=staff)
        assert (case.needs, case.needs_met) == (["medical", "food", "clothes"], ["clothes"])
        with pytest.raises(Refused):
            actions.tick_need(case=case, need="money", met=True, by=staff)
    with acting("decider") as staff, pytest.raises(NotAllowed):
        actions.tick_need(case=case, need="food", met=True, by=staff)


def test_a_need_is_ticked_in_one_press_with_and_without_script(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, needs=["medical", "food"], urgency="now")
    sign_in(client, "receiver", COMMUNE)
    address = f"/cases/{case.code}/needs/"
    assert address in client.get(f"/cases/{case.code}/").content.decode()
    assert client.get(address).status_code == 405
    assert client.post(address, {"need": "medical", "met": "1"}).status_code == 302
    part = client.post(f"/cases/{case.code}/needs/", {"need": "food", "met": "1"}, headers={"hx-request": "true"})
    assert part.content.decode().lstrip().startswith("<section")
    with acting("receiver", COMMUNE):
        assert Case.objects.get(pk=case.pk).needs_met == ["medical", "food"]


def test_urgent_open_needs_stand_on_the_today_page_until_all_are_seen_to(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, needs=["food"], urgency="day")
        a_case(staff, needs=["food"])  # not urgent
        late = a_case(staff, needs=["food"], urgency="now", received_at=timezone.now() - timedelta(hours=30),
                      event_on=(timezone.localtime() - timedelta(hours=30)).date())  # fmt: skip
        assert [row.pk for row in queries.urgent_needs_of(staff, most=9)] == [late.pk, case.pk]
    sign_in(client, "receiver", COMMUNE)
    page = client.get("/").content.decode()
    assert "Quá 24 giờ" in page
    assert "Còn 22 giờ" in page or "Còn 23 giờ" in page
    with acting("receiver", COMMUNE) as staff:
        for row in (case, late):
            actions.tick_need(case=row, need="food", met=True, by=staff)
        assert queries.urgent_needs_of(staff, most=9) == []


# In what paper an identification stands


@pytest.mark.parametrize(
    "given", [None, actions.StandsIn("custom"), actions.StandsIn("police", "x"), actions.StandsIn("", "x")]
)
def test_ones_own_identification_stands_by_custom_with_a_reason_only(given):
    case = proposed()
    with acting("decider") as staff, pytest.raises(Refused):
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=given)
    with acting("decider"):
        assert Case.objects.get(pk=case.pk).state == State.PROPOSED


def test_the_police_confirm_by_their_paper_and_a_customary_one_needs_its_reason():
    case = proposed()
    with acting("decider") as staff:

        def enter(stands_in):
            return actions.decide(case=case, decided_on=today(), version=case.version, by=staff, acted_by=body(POLICE), from_paper=PAPER,
                                  stands_in=stands_in)  # fmt: skip

        with pytest.raises(Refused):
            enter(actions.StandsIn("police"))
        with pytest.raises(Refused):
            enter(actions.StandsIn("custom", "x"))  # our own way, not theirs
        decision = enter(actions.StandsIn("border_agencies"))
        assert (decision.confirming_paper, decision.acted_by_body_id) == ("border_agencies", body(POLICE).id)


def test_a_body_that_the_table_does_not_name_is_told_which_may():
    case = proposed()
    with acting("decider") as staff, pytest.raises(Refused) as refused:
        actions.decide(
            case=case,
            decided_on=today(),
            version=case.version,
            by=staff,
            acted_by=body(UNION),
            from_paper=PAPER,
            stands_in=BY_CUSTOM,
        )
    assert "Cơ quan có thẩm quyền của Bộ Công an" in refused.value.reasons[0]


def test_other_outcomes_need_no_confirming_paper():
    case = proposed(State.UNDETERMINED)
    with acting("decider") as staff:
        assert actions.decide(case=case, decided_on=today(), version=case.version, by=staff).confirming_paper == ""


def test_the_law_of_the_decision_day_says_which_papers_count():
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    assert [offer.code for offer in queries.offered_papers(before, "police_province", own=False)] == ["rescuer"]
    assert [offer.code for offer in queries.offered_papers(after, "police_province", own=False)] == [
        "border_agencies",
        "police",
        "rescuer",
    ]
    assert queries.offered_papers(before, "womens_union", own=False) == []
    assert [offer.custom for offer in queries.offered_papers(after, "health_department", own=True)] == [True]


def test_a_file_of_the_old_law_decided_under_the_new_shows_both(client):
    then = timezone.make_aware(timezone.datetime(2025, 6, 20, 9))
    with acting("case_worker") as staff:
        case = a_case(staff, received_at=then, event_on=date(2025, 6, 20))
        actions.record_step(case=case, kind="first_check", at=then, by=staff)
    with acting("verifier") as staff:
        actions.add_evidence(case=case, source="e", weight="strong", obtained_on=date(2025, 6, 21), note="x", by=staff)
        case.refresh_from_db()
        actions.propose(case=case, proposal=actions.Proposal(State.IDENTIFIED, ["e"]), version=case.version, by=staff)
        case.refresh_from_db()
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=date(2025, 7, 10), version=case.version, by=staff, stands_in=BY_CUSTOM)
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert re.search(r"Tiếp nhận theo: [^<]*66/2011", page)
    assert re.search(r"quyết định theo: [^<]*53/2024", page)


def test_the_form_offers_the_papers_of_the_body_chosen(client):
    case = proposed()
    sign_in(client, "decider")
    own = client.get(f"/cases/{case.code}/decide/").content.decode()
    assert 'value="custom"' in own
    assert 'value="border_agencies"' not in own
    changed = {"decided_on": f"{today():%d/%m/%Y}", "acted_by": str(body(POLICE).id)}
    assert 'value="border_agencies"' in client.get(f"/cases/{case.code}/decide/papers/", changed).content.decode()
    none = client.get(
        f"/cases/{case.code}/decide/papers/", changed | {"acted_by": str(body(UNION).id)}
    ).content.decode()
    assert "không được xác nhận" in none
    posted = changed | {"version": case.version, "source_sign": "1/CA", "source_on": changed["decided_on"]}
    page = client.post(f"/cases/{case.code}/decide/", posted)
    assert page.status_code == 422
    assert 'value="border_agencies"' in page.content.decode()
    assert client.post(f"/cases/{case.code}/decide/", posted | {"stands_in": "border_agencies"}).status_code == 302


# Social assistance


@pytest.mark.parametrize("outcome", [State.NOT_IDENTIFIED, State.UNDETERMINED])
def test_a_referral_lets_the_body_read_what_it_needs_until_its_day_and_never_moves_the_lead(outcome):
    case = decided(outcome)
    referral = referred(case)
    with acting("case_worker"):
        assert Case.objects.get(pk=case.pk).lead_id == body(HEALTH).id
    with acting("case_worker") as staff:
        grant = next(row for row in queries.grantees_of(case) if row.code == UNION)
        assert (grant.parts, grant.until.date() - today()) == (["support"], timedelta(days=30))
        again = actions.refer_to_social(
            key=referral.id, case=case, to_body=body(UNION), asked=asked(), by=staff, ground=BY_LAW
        )
        assert again.pk == referral.pk
        assert queries.asked_in(referral, Vault.of(case.person_id)) == "Chỗ ở tạm"
        actions.answer_notice(
            referral=referral,
            accept=True,
            reason="",
            at=timezone.now(),
            version=1,
            by=staff,
            from_paper=actions.FromPaper("9/HLHPN", today()),
        )
        case.refresh_from_db()
        assert (case.lead_id, case.state) == (body(HEALTH).id, outcome)
        assert Step.objects.filter(case=case, kind=StepKind.REFERRAL_ACCEPTED).exists()


def test_a_refused_referral_ends_its_reach_but_not_one_that_stood_before():
    case = decided()
    new, known = referred(case, UNION), referred(case, COMMUNE)
    with acting("case_worker") as staff:
        paper = actions.FromPaper("9/HLHPN", today())
        actions.answer_notice(
            referral=new, accept=False, reason="Không đủ chỗ", at=timezone.now(), version=1, by=staff, from_paper=paper
        )
    with acting("receiver", COMMUNE) as staff:
        actions.answer_notice(
            referral=known, accept=False, reason="Đã có nơi ở", at=timezone.now(), version=1, by=staff
        )
        assert queries.case_of(staff, case.code).pk == case.pk  # it received the person
    with acting("case_worker"):
        assert UNION not in {row.code for row in queries.grantees_of(case)}


@pytest.mark.parametrize(
    "wrong", [{"what": " "}, {"why": ""}, {"until_on": today() - timedelta(days=1)}], ids=["what", "why", "until"]
)
def test_a_referral_says_what_why_and_until_when(wrong):
    case = decided()
    with pytest.raises(Refused):
        referred(case, **wrong)
    with pytest.raises(Refused):
        referred(case, OTHER_HEALTH)
    with acting("case_worker"):
        assert not Referral.objects.filter(kind="social").exists()


def test_only_who_was_not_identified_is_referred_and_only_by_the_body_that_leads():
    with pytest.raises(WrongState):
        referred(in_verification())
    case = decided()
    for role, where in (("receiver", COMMUNE), ("verifier", HEALTH), ("decider", HEALTH)):
        with acting(role, where) as staff, pytest.raises(NotAllowed):
            actions.refer_to_social(
                key=uuid.uuid4(), case=case, to_body=body(UNION), asked=asked(), by=staff, ground=BY_LAW
            )


def test_the_pages_refer_and_answer_and_help_given_before_stays_explained(client):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
    case = decided()
    with acting("case_worker") as staff:
        actions.give_help(case=case, kind="travel", given_on=today(), by=staff)
    sign_in(client, "case_worker")
    assert "Chuyển sang trợ giúp xã hội" in client.get(f"/cases/{case.code}/").content.decode()
    form = client.get(f"/cases/{case.code}/refer/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    given = {
        "key": key,
        "to_body": body(UNION).id,
        "what": "Chỗ ở tạm",
        "why": "",
        "until_on": f"{today() + timedelta(days=9):%d/%m/%Y}",
        "ground": "c",
        "ground_why": "Để được hỗ trợ",
        "purpose": "support",
    }
    page = client.post(f"/cases/{case.code}/refer/", given)
    assert page.status_code == 422
    assert "Chỗ ở tạm" in page.content.decode()
    for _turn in range(2):
        assert client.post(f"/cases/{case.code}/refer/", given | {"why": "Gần nơi ở"}).status_code == 302
    with acting("case_worker"):
        referral = Referral.objects.get(kind="social")
    answer = client.get(f"/cases/notices/{referral.id}/answer/").content.decode()
    assert "Chỗ ở tạm" in answer
    assert "Nhận và" not in answer  # nothing is taken over
    shown = client.get(f"/cases/{case.code}/").content.decode()
    assert "Trợ giúp xã hội" in shown
    assert "hỗ trợ khi hồ sơ:" in client.get(f"/cases/{case.code}/record/").content.decode()


# Holds and erasure


def ended(outcome: State = State.NOT_IDENTIFIED) -> Case:
    """A decided case of which no clock runs any more."""
    case = decided(outcome)
    with acting("case_worker"):
        Clock.objects.filter(subject_id=case.subject_id, met_at__isnull=True).update(ended_at=timezone.now())
    return case


def ask(case: Case, typed: str = "") -> Erasure:
    with acting("head") as staff:
        return actions.ask_erasure(
            key=uuid.uuid4(), case=case, typed=typed or case.code, ground=actions.ErasureGround("request"), by=staff
        )


def test_a_head_asks_and_somebody_who_decides_erases_everybody_of_the_case():
    case = ended()
    with acting("case_worker") as staff:
        child = actions.add_companion(
            case=case, role="child", facts=Facts(name="Lò Văn Thử"), sex="male", age_years=6, by=staff
        )
    erasure = ask(case)
    with acting("decider") as staff:
        with pytest.raises(Refused):
            actions.erase(erasure=erasure, typed="LSD-2026-22222", by=staff)
        assert actions.erase(erasure=erasure, typed=case.code.lower(), by=staff).people == 2
        with pytest.raises(Stale):
            actions.erase(erasure=erasure, typed=case.code, by=staff)
    with acting("case_worker") as staff:
        for person in (case.person, child.person):
            assert people.look_at_identity(person=person, purpose="care", by=staff).name == ERASED
        assert queries.erased_at(case) is not None
        ((_row, reason),) = queries.decisions_of(case, Vault.of(case.person_id))
        assert reason == ERASED
        assert Case.objects.get(pk=case.pk).state == State.NOT_IDENTIFIED


def test_nothing_is_erased_while_the_case_is_open_a_clock_runs_or_a_hold_stands():
    opened = in_verification()
    with pytest.raises(Refused):
        ask(opened)
    case = decided()
    with acting("case_worker"):
        runs = Clock.objects.filter(subject_id=case.subject_id, met_at__isnull=True, ended_at__isnull=True).exists()
    assert runs == bool([reason for reason in reasons_of(case) if "thời hạn" in reason])
    case = ended()
    erasure = ask(case)
    with acting("head") as staff:
        hold = actions.place_hold(key=uuid.uuid4(), case=case, reason="Tòa án yêu cầu", by=staff)
        with pytest.raises(Refused):
            actions.place_hold(key=uuid.uuid4(), case=case, reason="x", by=staff)
    with acting("decider") as staff:
        with pytest.raises(Refused):
            actions.erase(erasure=erasure, typed=case.code, by=staff)
        with pytest.raises(IntegrityError), transaction.atomic():
            people.erase_person(person=case.person, by=staff)  # the database says the same
        with pytest.raises(Refused):
            actions.lift_hold(hold=hold, reason=" ", by=staff)
        actions.lift_hold(hold=hold, reason="Vụ án đã xong", by=staff)
        with pytest.raises(Stale):
            actions.lift_hold(hold=hold, reason="x", by=staff)
        actions.erase(erasure=erasure, typed=case.code, by=staff)


def reasons_of(case: Case) -> list[str]:
    with acting("head"):
        return queries.why_not_erase(case)


@pytest.mark.parametrize("role", ["case_worker", "verifier", "clerk", "receiver", "decider"])
def test_only_the_head_of_the_leading_body_asks(role):
    case = ended()
    with acting(role, COMMUNE if role == "receiver" else HEALTH) as staff, pytest.raises(NotAllowed):
        actions.ask_erasure(
            key=uuid.uuid4(), case=case, typed=case.code, ground=actions.ErasureGround("request"), by=staff
        )


def test_the_database_lets_only_a_head_write_a_request():
    case = ended()
    sql = "insert into cases_erasure (id, subject_id, case_id, reason, basis_sign, asked_by_id, asked_user) values (%s, %s, %s, 'request', '', %s, %s)"
    with (
        acting("case_worker") as staff,
        connection.cursor() as cursor,
        pytest.raises(Exception, match="row-level security"),
        transaction.atomic(),
    ):
        cursor.execute(sql, [uuid.uuid4(), case.subject_id, case.id, staff.post_id, staff.user_id])


def test_declined_is_kept_and_may_be_asked_again():
    case = ended()
    erasure = ask(case)
    with pytest.raises(Refused):
        ask(case)
    with acting("decider") as staff:
        assert actions.decline_erasure(erasure=erasure, by=staff).erased is False
        with pytest.raises(Stale):
            actions.decline_erasure(erasure=erasure, by=staff)
    ask(case)
    with acting("head"):
        assert Erasure.objects.filter(case=case).count() == 2


def test_the_pages_of_holds_and_erasure(client):
    case = ended()
    sign_in(client, "head")
    assert (
        client.post(f"/cases/{case.code}/hold/", {"key": str(uuid.uuid4()), "reason": "Tòa án yêu cầu"}).status_code
        == 302
    )
    page = client.get(f"/cases/{case.code}/erase/").content.decode()
    assert "giữ lại theo yêu cầu pháp lý" in page
    with acting("head"):
        hold = Hold.objects.get()
    assert client.post(f"/cases/{case.code}/hold/{hold.id}/lift/", {"reason": ""}).status_code == 422
    assert client.post(f"/cases/{case.code}/hold/{hold.id}/lift/", {"reason": "Xong"}).status_code == 302
    given = {"key": str(uuid.uuid4()), "reason": "request", "basis_sign": "", "basis_on": "", "typed": "sai"}
    assert client.post(f"/cases/{case.code}/erase/", given).status_code == 422
    assert client.post(f"/cases/{case.code}/erase/", given | {"typed": case.code}).status_code == 302
    sign_in(client, "case_worker")
    assert client.get(f"/cases/{case.code}/erase/").status_code == 403
    sign_in(client, "decider")
    assert client.post(f"/cases/{case.code}/erase/", {"typed": case.code}).status_code == 302
    page = client.get(f"/cases/{case.code}/").content.decode()
    assert "Danh tính đã được xóa" in page
    noted = {
        "kind": "note",
        "at_0": f"{today():%d/%m/%Y}",
        "at_1": timezone.localtime().strftime("%H:%M"),
        "note": "lời ghi",
    }
    sign_in(client, "case_worker")
    answer = client.post(f"/cases/{case.code}/step/", noted)
    assert answer.status_code == 422
    assert "đã xóa" in answer.content.decode()


def test_a_border_post_cannot_see_a_hold(client):
    case = ended()
    with acting("head") as staff:
        actions.place_hold(key=uuid.uuid4(), case=case, reason="x", by=staff)
    with acting("receiver", BORDER):
        assert not Hold.objects.exists()
