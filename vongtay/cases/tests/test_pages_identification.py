"""The pages of identification, protection, the criminal case and consent: who opens them, what they keep, what they cost."""

import re
import uuid

import pytest

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, ago, on_this_day, sign_in
from vongtay.cases import actions
from vongtay.cases.actions import coding, crime
from vongtay.cases.models import Case, Coding, Consent, Item, Offender, Sharing, Worksheet
from vongtay.common.days import today
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db
READ = ("identification", "items", "protection", "decisions", "consent")
NAME = "Vương Văn Thử"


def led(**changes) -> Case:
    with acting("case_worker") as staff:
        case = a_case(staff, **changes)
        actions.add_evidence(case=case, source="e", weight="strong", obtained_on=today(), note="x", by=staff)
    return case


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', page)
    assert found, name
    return found[1]


def test_each_page_opens_for_who_reaches_its_part_and_for_nobody_else(client, django_assert_max_num_queries):
    case = led()
    sign_in(client, "verifier")
    for page in (*READ, "crime"):
        with django_assert_max_num_queries(40):
            assert client.get(f"/cases/{case.code}/{page}/").status_code == 200, page
    sign_in(client, "case_worker")
    assert client.get(f"/cases/{case.code}/crime/").status_code == 403
    assert "/crime/" not in client.get(f"/cases/{case.code}/").content.decode()
    sign_in(client, "clerk")
    assert {
        client.get(f"/cases/{case.code}/{page}/").status_code
        for page in ("identification", "items", "protection", "crime")
    } == {403}
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert {client.get(f"/cases/{case.code}/{page}/").status_code for page in (*READ, "crime")} == {404}


def test_forms_open_for_whoever_may_do_the_act(client):
    case = led()
    sign_in(client, "verifier")
    for page in ("identification/worksheet", "identification/judge", "identification/sign", "identification/ask", "identification/codes",
                 "crime/offender", "crime/stage", "crime/resulting", "protection/ask", "consent/give"):  # fmt: skip
        assert client.get(f"/cases/{case.code}/{page}/").status_code == 200, page
    assert client.get(f"/cases/{case.code}/share/").status_code == 403
    sign_in(client, "case_worker")
    assert client.get(f"/cases/{case.code}/share/").status_code == 200


def test_a_worksheet_goes_through_the_page_and_a_refusal_keeps_what_was_typed(client):
    case = led()
    sign_in(client, "verifier")
    address = f"/cases/{case.code}/identification/worksheet/"
    page = client.get(address).content.decode()
    evidence = re.search(r'name="act_evidence" value="([^"]+)"', page)
    assert evidence
    sent = {
        "key": hidden(page, "key"), "number": "0", "act_result": "found", "act_codes": ["recruit"], "act_note": "lời kể còn đây",
        "means_result": "unknown", "purpose_result": "unknown",
    }  # fmt: skip
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "lời kể còn đây" in refused.content.decode()
    whole = sent | {"act_evidence": [evidence[1]]}
    assert client.post(address, whole).status_code == client.post(address, whole).status_code == 302
    with acting("verifier"):
        assert Worksheet.objects.count() == 1
    assert "Đã rõ 1 trên 3 yếu tố" in client.get(f"/cases/{case.code}/propose/").content.decode()


def test_under_18_the_page_asks_no_means_and_says_why(client):
    case = led(age_at_act=15)
    sign_in(client, "verifier")
    page = client.get(f"/cases/{case.code}/identification/worksheet/").content.decode()
    assert "means_result" not in page
    assert "khoản 1 Điều 2 Luật 53/2024/QH15" in page


def test_codes_items_and_offenders_go_through_their_pages(client):
    case = led()
    sign_in(client, "verifier")
    address = f"/cases/{case.code}/identification/codes/"
    sent = {
        "version": hidden(client.get(address).content.decode(), "version"),
        "exploitation": ["criminality.scam"],
        "main": "labour",
        "origin": "VN",
    }
    assert client.post(address, sent).status_code == 422  # the main one is not among those chosen
    assert client.post(address, sent | {"main": "criminality.scam"}).status_code == 302
    page = client.post(
        f"/cases/{case.code}/items/", {"key": uuid.uuid4(), "kind": "phone", "value": "12", "note": "giữ lại"}
    )
    assert page.status_code == 422
    assert "giữ lại" in page.content.decode()
    offender = {"key": uuid.uuid4(), "role": "unknown", "words": "", "lower": "3", "upper": "2"}
    assert client.post(f"/cases/{case.code}/crime/offender/", offender).status_code == 422
    assert client.post(f"/cases/{case.code}/crime/offender/", offender | {"upper": "5"}).status_code == 302
    with acting("verifier"):
        assert (Coding.objects.count(), Item.objects.count(), Offender.objects.get().upper) == (2, 0, 5)


def test_an_offender_is_named_only_after_a_logged_look(client):
    case = led()
    with acting("verifier") as staff:
        row = crime.add_offender(
            case=case, told=crime.Told("recruiter", facts=Facts(name=NAME)), by=staff, key=uuid.uuid4()
        )
    sign_in(client, "verifier")
    assert NAME not in client.get(f"/cases/{case.code}/crime/").content.decode()
    address = f"/cases/{case.code}/crime/offender/{row.pk}/identity/"
    assert NAME not in client.post(address, {"purpose": ""}).content.decode()
    assert NAME in client.post(address, {"purpose": "verification"}).content.decode()
    sign_in(client, "case_worker")
    assert client.post(address, {"purpose": "care"}).status_code == 403


def test_an_item_tells_whom_to_ask_and_no_code(client):
    with acting("case_worker", OTHER_HEALTH) as staff:
        far = a_case(staff)
        coding.add_item(case=far, kind="vehicle", value="12A-345.67", note="", by=staff, key=uuid.uuid4())
    case = led()
    with acting("case_worker") as staff:
        row = coding.add_item(case=case, kind="vehicle", value="12A 34567", note="", by=staff, key=uuid.uuid4())
    sign_in(client, "case_worker")
    page = client.post(f"/cases/{case.code}/items/{row.pk}/elsewhere/").content.decode()
    assert "Sở Y tế tỉnh Bắc Ninh" in page
    assert far.code not in page


def test_a_sharing_asks_its_ground_and_a_consent_is_withdrawn_on_its_page(client):
    case = led()
    sign_in(client, "case_worker")
    given = {
        "key": uuid.uuid4(),
        "purpose": "bank",
        "parts": ["contact"],
        "by_person": "on",
        "how": "signed",
        "given_on": on_this_day(),
        "to_words": "",
    }
    assert client.post(f"/cases/{case.code}/consent/give/", given).status_code == 302
    with acting("case_worker"):
        row = Consent.objects.get()
    sent = {
        "purpose": "bank",
        "to_words": "Ngân hàng Giả Định",
        "parts": ["contact"],
        **ago(2),
    }
    for wrong in ({}, {"ground": "c"}, {"ground": "consent"}):
        assert client.post(f"/cases/{case.code}/share/", sent | wrong).status_code == 422
    with acting("case_worker"):
        assert not Sharing.objects.exists()
    named = {"to_words": "", "to_body": "", "ground": "a", "ground_why": "x"}
    assert client.post(f"/cases/{case.code}/share/", sent | named).status_code == 422
    assert client.post(f"/cases/{case.code}/share/", sent | {"ground": "consent", "consent": row.pk}).status_code == 302
    withdraw = f"/cases/{case.code}/consent/{row.pk}/withdraw/"
    assert "Ngân hàng Giả Định" in client.get(withdraw).content.decode()
    assert client.post(withdraw, {"version": "1", "withdrawn_on": on_this_day()}).status_code == 302
    assert client.post(withdraw, {"version": "1", "withdrawn_on": on_this_day()}).status_code == 422


@pytest.mark.parametrize(("role", "where"), [("receiver", COMMUNE), ("decider", HEALTH)])
def test_acts_of_others_are_refused_by_the_page_too(client, role, where):
    case = led()
    sign_in(client, role, where)
    codes = {
        client.get(f"/cases/{case.code}/{page}/").status_code
        for page in ("identification/worksheet", "identification/codes", "share")
    }
    assert codes <= {403, 404}
