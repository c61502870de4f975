"""What was told before there is a case: taken, passed on at once, matched, linked, closed; seen by who holds a grant."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, arrival, body, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, Tip, TipStep
from vongtay.cases.states import TIP_MOVES, TipState
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people.vault import Facts
from vongtay.tasks.models import Clock

pytestmark = pytest.mark.django_db
TEXT = "Có người lạ rủ các cô gái đi xa"


def a_tip(staff, **changes) -> Tip:
    told = {"kind": "tip", "text": TEXT, "at": timezone.now() - timedelta(hours=1)} | changes
    key = told.pop("key", uuid.uuid4())
    return actions.take_tip(key=key, told=actions.Told(**told), by=staff)


def missing(staff, name: str = "Lò Thị Ước", born: int = 2004) -> Tip:
    return a_tip(staff, kind="missing", sought=Facts(name=name, born=str(born)), born_about=born)


def test_a_tip_needs_no_person_and_is_made_once():
    key = uuid.uuid4()
    with acting("receiver", COMMUNE) as staff:
        tip = a_tip(staff, key=key)
        assert a_tip(staff, key=key) == tip
        assert tip.code.startswith("TIN-LSD-")
        assert TEXT.encode() not in bytes(tip.text_ct)
        assert queries.texts_of(tip).text == TEXT
        assert Case.objects.count() == 0
    with acting("case_worker", OTHER_HEALTH):
        assert not Tip.objects.exists()
        assert not TipStep.objects.exists()


@pytest.mark.parametrize("role", ["verifier", "decider", "clerk", "head", "administrator", "auditor", "reporter"])
def test_only_receivers_and_case_workers_take_tips(role):
    with acting(role) as staff, pytest.raises(NotAllowed):
        a_tip(staff)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"kind": "hotline"},
        {"kind": "missing"},
        {"call_back": True},
        {"at": timezone.now() + timedelta(days=1)},
    ],
    ids=["no text", "no call number", "nobody sought", "nobody to ring", "future"],
)
def test_a_tip_that_says_too_little_is_refused(wrong):
    with acting("receiver", COMMUNE) as staff:
        with pytest.raises(Refused):
            a_tip(staff, **wrong)
        assert not Tip.objects.exists()


def test_of_the_hotline_alone_the_law_says_at_once():
    with acting("case_worker") as staff:
        hotline, other = a_tip(staff, kind="hotline", call_number="111-0457"), a_tip(staff)
        clock = Clock.objects.get(subject_id=hotline.subject_id)
        assert (clock.rule_id, clock.due_on) == ("L53.HOTLINE.pass_on", timezone.localtime(hotline.received_at).date())
        assert "162/2025" in clock.article
        assert not Clock.objects.filter(subject_id=other.subject_id).exists()
        actions.pass_tip(tip=hotline, to_body=body(POLICE), at=timezone.now(), note="", version=1, by=staff)
        clock.refresh_from_db()
        assert clock.met_at is not None


def test_whoever_it_is_passed_to_reads_and_handles_it():
    with acting("receiver", COMMUNE) as staff:
        tip = a_tip(staff)
        actions.pass_tip(tip=tip, to_body=body(HEALTH), at=timezone.now(), note="Đề nghị xem", version=1, by=staff)
        with pytest.raises(Stale):
            actions.pass_tip(tip=tip, to_body=body(POLICE), at=timezone.now(), note="", version=1, by=staff)
    with acting("case_worker") as staff:
        (seen,) = queries.tips_of(staff)
        assert queries.texts_of(seen).text == TEXT
        assert next(note for _step, note in queries.tip_steps(seen)) == "Đề nghị xem"
        done = actions.note_call(
            tip=seen, act="caller_referred", at=timezone.now(), note="Đã tư vấn", version=seen.version, by=staff
        )
        closed = actions.close_tip(tip=done, reason="not_about", note="", version=done.version, by=staff)
        with pytest.raises(Refused):
            actions.pass_tip(
                tip=closed, to_body=body(POLICE), at=timezone.now(), note="", version=closed.version, by=staff
            )
        reopened = actions.reopen_tip(tip=closed, note="Có tin mới", version=closed.version, by=staff)
        assert reopened.state == TipState.NEW
    with acting("decider") as staff, pytest.raises(NotAllowed):
        actions.close_tip(tip=reopened, reason="other", note="", version=reopened.version, by=staff)


def test_a_tip_becomes_a_case_once_the_person_is_there():
    key = uuid.uuid4()
    with acting("receiver", COMMUNE) as staff:
        tip = a_tip(staff, kind="hotline", call_number="111-1")
        for _turn in range(2):  # sent twice
            case = actions.receive_from_tip(
                tip=tip, key=key, arrival=arrival(channel="hotline"), facts=Facts(name="Lò Thị Ví Dụ"), by=staff
            )
        tip.refresh_from_db()
        assert (tip.state, tip.case) == (TipState.LINKED, case)
        assert queries.tips_behind(case) == [tip]
        assert not Clock.objects.filter(subject_id=tip.subject_id, met_at__isnull=True, ended_at__isnull=True).exists()
        with pytest.raises(Refused):
            actions.link_tip(tip=tip, case=a_case(staff), version=tip.version, by=staff)


def test_a_search_of_a_family_finds_the_received_and_a_person_confirms(client):
    with acting("case_worker") as staff:
        tip = missing(staff)
        found = a_case(staff, facts=Facts(name="Lò Thị Ước"), age_years=today().year - 2004)
        a_case(staff, facts=Facts(name="Nông Văn Khác"), age_years=22)
        (match,) = queries.matches_of(staff, tip)
        assert match.case == found
        assert match.why
    sign_in(client, "case_worker")
    page = client.get(f"/cases/tips/{tip.code}/").content.decode()
    assert found.code in page
    assert "Lò Thị Ước" not in page
    sent = {"case": found.code, "version": str(tip.version)}
    assert client.post(f"/cases/tips/{tip.code}/match/", sent).status_code == 302
    with acting("case_worker"):
        tip.refresh_from_db()
        assert (tip.state, tip.case) == (TipState.LINKED, found)
    assert "TIN-" in client.get(f"/cases/{found.code}/record/").content.decode()


def test_while_a_name_is_typed_a_search_of_a_family_is_hinted_at(client):
    with acting("receiver", COMMUNE) as staff:
        tip = missing(staff)
    sign_in(client, "receiver", COMMUNE)
    assert tip.code in client.post("/cases/receive/namesakes/", {"name": "uoc lo thi", "born": ""}).content.decode()
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert tip.code not in client.post("/cases/receive/namesakes/", {"name": "uoc lo thi", "born": ""}).content.decode()


def test_every_state_of_a_tip_is_in_the_table():
    assert set(TIP_MOVES) == set(TipState)
    assert all(str(state.label) for state in TipState)


def sent(**changes) -> dict[str, str]:
    now = timezone.localtime()
    return {
        "key": str(uuid.uuid4()), "kind": "tip", "text": TEXT, "sought_name": "", "sought_born": "", "call_number": "", "taken_by": "",
        "teller": "", "at_0": f"{now:%d/%m/%Y}", "at_1": f"{now:%H:%M}", "place": "",
    } | changes  # fmt: skip


def test_the_pages_take_pass_and_close_a_tip(client, django_assert_max_num_queries):
    sign_in(client, "case_worker")
    refused = client.post("/cases/tips/take/", sent(kind="hotline"))
    assert refused.status_code == 422
    assert TEXT in refused.content.decode()
    assert client.post("/cases/tips/take/", sent(kind="missing")).status_code == 422
    made = client.post("/cases/tips/take/", sent(kind="hotline", call_number="111-0457", urgent="on"))
    code = made.headers["Location"].split("/")[3]
    with django_assert_max_num_queries(24):
        page = client.get(f"/cases/tips/{code}/").content.decode()
    assert TEXT in page
    for act in ("pass", "call", "link", "close"):
        assert client.get(f"/cases/tips/{code}/{act}/").status_code == 200
    now = timezone.localtime()
    passed = {"version": "1", "to_body": body(POLICE).id, "at_0": f"{now:%d/%m/%Y}", "at_1": "23:59", "note": ""}
    assert client.post(f"/cases/tips/{code}/pass/", passed | {"at_1": f"{now:%H:%M}"}).status_code in {302, 422}
    version = re.search(r'name="version" value="(\d+)"', client.get(f"/cases/tips/{code}/close/").content.decode())[1]
    assert (
        client.post(f"/cases/tips/{code}/close/", {"version": "99", "reason": "other", "note": "lời riêng"}).status_code
        == 422
    )
    closed = {"version": version, "reason": "other", "note": ""}
    assert client.post(f"/cases/tips/{code}/close/", closed).status_code == 302
    assert code in client.get("/cases/tips/?state=closed").content.decode()
    assert code not in client.get("/cases/tips/?state=open").content.decode()


def test_out_of_reach_and_missing_look_alike_and_a_clock_leads_to_the_tip(client):
    with acting("receiver", COMMUNE) as staff:
        tip = a_tip(staff, kind="hotline", call_number="111-1")
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(f"/cases/tips/{tip.code}/").status_code == client.get("/cases/tips/TIN-X/").status_code == 404
    sign_in(client, "receiver", COMMUNE)
    assert client.get(f"/cases/{tip.code}/").headers["Location"] == f"/cases/tips/{tip.code}/"
    assert client.post("/search/", {"q": tip.code.lower()}).headers["Location"] == f"/cases/{tip.code}/"
    assert client.get(f"/cases/receive/?tip={tip.code}").status_code == 200


def test_a_list_of_tips_costs_the_same_with_one_and_with_many(client, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        for _turn in range(12):
            a_tip(staff)
    sign_in(client, "case_worker")
    with django_assert_max_num_queries(8):
        assert client.get("/cases/tips/").content.decode().count("TIN-LSD") >= 12


@pytest.mark.parametrize("role", ["administrator", "auditor", "legal_officer", "reporter", "statistician"])
def test_posts_that_see_no_cases_see_no_tips(client, role):
    sign_in(client, role)
    assert client.get("/cases/tips/").status_code == 403
