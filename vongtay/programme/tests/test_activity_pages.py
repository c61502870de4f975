"""The pages of activities and campaigns: who opens them, what is kept when an act is refused, what they cost."""

import uuid
from datetime import timedelta

import pytest

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, sign_in
from vongtay.common.days import format_day, today
from vongtay.indicators.models import Figure
from vongtay.programme import actions
from vongtay.programme.models import Activity, Campaign
from vongtay.programme.states.activities import LINES, Kind
from vongtay.programme.tests.test_activities import EVENING, recorded

pytestmark = pytest.mark.django_db


def words(**changes):
    return {
        "key": str(uuid.uuid4()),
        "title": "Nói chuyện ở nhà văn hóa",
        "first_on": format_day(today()),
        "n_people": "trên 300 người",
    } | changes


def test_a_commune_enters_an_evening_and_sees_how_it_was_understood(client):
    sign_in(client, "receiver", COMMUNE)
    assert "Chưa có hoạt động nào" in client.get("/programme/activities/").content.decode()
    assert "Buổi tuyên truyền" in client.get("/programme/activities/new/").content.decode()
    sent = words(n_sessions="1 buổi", beside="200 tờ rơi, 3 băng rôn")
    for _turn in range(2):
        answer = client.post("/programme/activities/new/event/", sent, follow=True)
        assert answer.redirect_chain == [(f"/programme/activities/{sent['key']}/", 302)]
    page = answer.content.decode()
    for shown in ("ít nhất 300", "200", "Tờ rơi, tờ gấp", "Băng zôn, khẩu hiệu"):
        assert shown in page
    assert sent["title"] in client.get("/programme/activities/").content.decode()


def test_what_was_typed_stays_when_a_number_can_not_be_read(client):
    sign_in(client, "receiver", COMMUNE)
    answer = client.post("/programme/activities/new/event/", words(n_people="đông lắm", beside="200; 3 băng rôn"))
    page = answer.content.decode()
    assert answer.status_code == 422
    for shown in ("đông lắm", "200; 3 băng rôn", "Không đọc được số", "Mỗi số ghi kèm đơn vị"):
        assert shown in page


def test_the_page_says_while_typing_how_a_number_is_understood(client):
    sign_in(client, "receiver", COMMUNE)
    said = client.get("/programme/activities/understood/", {"n_people": "gần 50 bà con"}).content.decode()
    assert "khoảng 50 bà con" in said
    several = client.get(
        "/programme/activities/understood/", {"beside": "200 tờ rơi, vài băng rôn, 3 tin"}
    ).content.decode()
    for shown in ("200 tờ rơi", "3 tin", "Không đọc được số"):
        assert shown in several
    assert client.get("/programme/activities/understood/").content.decode().strip() == ""


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind != Kind.COURSE])
def test_every_kind_asks_six_questions_at_most(client, kind):
    sign_in(client, "receiver", COMMUNE)
    form = client.get(f"/programme/activities/new/{kind}/").context["form"]
    assert len(form.asked) <= 6
    assert {f"n_{line.slot}" for line in LINES[kind]} <= {field.name for field in form.asked}


def test_it_is_corrected_and_taken_back_on_the_pages(client):
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff, people="trên 300 người", beside="200 tờ rơi")
    sign_in(client, "receiver", COMMUNE)
    page = client.get(f"/programme/activities/{row.pk}/correct/")
    assert page.context["form"]["n_people"].value() == "ít nhất 300 người"
    assert page.context["form"]["beside"].value() == "200 tờ rơi"
    change = words(key=str(row.pk), version="1", n_people="310 người", beside="200 tờ rơi")
    assert client.post(f"/programme/activities/{row.pk}/correct/", change).status_code == 422
    assert client.post(f"/programme/activities/{row.pk}/correct/", change | {"why": "Đếm lại"}).status_code == 302
    stale = client.post(f"/programme/activities/{row.pk}/correct/", change | {"why": "Đếm lại"})
    assert (stale.status_code, stale.context["form"]["version"].value()) == (422, "2")
    assert "Bản trước khi đính chính" in client.get(f"/programme/activities/{row.pk}/").content.decode()
    gone = client.post(
        f"/programme/activities/{row.pk}/take-back/", {"version": "2", "why": "Nhập hai lần"}, follow=True
    )
    assert "Nhập hai lần" in gone.content.decode()
    assert client.get(f"/programme/activities/{row.pk}/correct/").status_code == 403


def test_a_correction_written_as_shown_changes_no_figure(client):
    with acting("receiver", COMMUNE) as staff:
        row = recorded(
            staff,
            people="18-24 em",
            sessions="1 buổi",
            beside="hơn 70 bộ tài liệu, sách;không có băng rôn;1,5 giờ phát thanh",
        )
        before = Figure.objects.count()
    sign_in(client, "receiver", COMMUNE)
    form = client.get(f"/programme/activities/{row.pk}/correct/").context["form"]
    shown = {field.name: field.value() for field in form if field.value() is not None and field.name != "evidence"}
    assert client.post(f"/programme/activities/{row.pk}/correct/", shown | {"why": "Xem lại"}).status_code == 302
    with acting("receiver", COMMUNE):
        assert (Activity.objects.get().version, Figure.objects.count()) == (2, before)


@pytest.mark.parametrize("role", ["legal_officer", "administrator", "auditor", "verifier"])
def test_other_posts_open_no_page(client, role):
    sign_in(client, role)
    for path in ("activities/", "activities/new/", "activities/new/event/", "campaigns/", "campaigns/call/"):
        assert client.get(f"/programme/{path}").status_code == 403


def test_who_reads_does_not_enter_and_another_province_finds_nothing(client):
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff)
    sign_in(client, "statistician")
    assert client.get(f"/programme/activities/{row.pk}/").status_code == 200
    assert client.get("/programme/activities/new/event/").status_code == 403
    assert client.get(f"/programme/activities/{row.pk}/take-back/").status_code == 403
    sign_in(client, "reporter", OTHER_HEALTH)
    assert client.get(f"/programme/activities/{row.pk}/").status_code == 404
    assert client.get("/programme/activities/new/party/").status_code == 404
    assert client.get("/programme/activities/?campaign=x&year=x&kind=x&page=9").status_code == 200


def test_a_campaign_is_called_changed_and_filled_in_by_itself(client):
    sign_in(client, "reporter")
    days = {"first_on": format_day(today() - timedelta(days=3)), "last_on": format_day(today() + timedelta(days=3))}
    sent = {"key": str(uuid.uuid4()), "name": f"Đợt cao điểm {today().year}", "about": "Không ai là món hàng"} | days
    for _turn in range(2):
        assert client.post("/programme/campaigns/call/", sent).status_code == 302
    wrong = client.post("/programme/campaigns/call/", sent | {"key": str(uuid.uuid4()), "last_on": "1/1/2020"})
    assert wrong.status_code == 422
    path = f"/programme/campaigns/{sent['key']}/"
    assert client.post(f"{path}change/", sent | {"version": "1", "name": "Đợt 30/7"}).status_code == 302
    again = client.get(f"/programme/campaigns/call/?like={sent['key']}")
    assert again.context["form"]["first_on"].value().endswith(str((today() - timedelta(days=3)).year + 1))
    sign_in(client, "receiver", COMMUNE)
    assert (
        client.get("/programme/activities/new/event/").context["form"]["campaign"].value() == Campaign.objects.get().pk
    )
    client.post("/programme/activities/new/leaflets/", words(n_leaflets="200", campaign=sent["key"]))
    page = client.get(path).content.decode()
    assert ">200</span>" in page
    assert client.get(f"{path}change/").status_code == 403
    assert client.get("/programme/campaigns/").status_code == 200


def test_the_list_costs_no_more_with_more_rows(client, django_assert_max_num_queries):
    with acting("case_worker", HEALTH) as staff:
        for _turn in range(3):
            recorded(staff, beside="200 tờ rơi")
        campaign = actions.call_campaign(
            key=uuid.uuid4(), facts=actions.CampaignFacts("Đợt", EVENING.first_on, today()), by=staff
        )
    sign_in(client, "reporter")
    client.get("/programme/activities/")
    with django_assert_max_num_queries(12):
        client.get("/programme/activities/")
    with acting("case_worker", HEALTH) as staff:
        for _turn in range(20):
            recorded(staff, beside="200 tờ rơi")
    with django_assert_max_num_queries(12):
        client.get("/programme/activities/")
    with django_assert_max_num_queries(12):
        client.get(f"/programme/campaigns/{campaign.pk}/")
