"""The pages of a reception of many people: each opens for who may, refuses who may not, keeps what was typed, shows no name by default."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, MassEvent, MassLine, MassMember
from vongtay.cases.tests.gate import BORDER, HEALTH, a_line, acting, an_event, fresh, people, receive, with_team
from vongtay.common.days import today

pytestmark = pytest.mark.django_db
NAME = "VI THI GIA DINH"
PAGES = (
    "",
    "table/",
    "board/",
    "report/",
    "match/",
    "tags/",
    "places/",
    "transport/",
    "list/",
    "change/",
    "decision/",
    "team/",
)


@pytest.fixture
def other() -> Client:
    """The browser of somebody else."""
    return Client()


@pytest.fixture
def event() -> MassEvent:
    with acting("receiver", BORDER) as staff:
        made = with_team(an_event(staff), staff)
        a_line(made, staff, born="2001", sex="female")
        return made


@pytest.fixture
def line(event: MassEvent) -> MassLine:
    with acting("receiver", BORDER):
        return MassLine.objects.get(event=event)


def test_an_event_is_opened_on_a_page_and_a_wrong_one_keeps_what_was_typed(client):
    sign_in(client, "receiver", BORDER)
    typed = {"key": str(uuid.uuid4()), "gate": "Cửa khẩu Tân Thanh", "place": "2306184", "starts_at_0": f"{today():%d/%m/%Y}", "starts_at_1": "06:00",
             "country": "CN", "foreign_body": "", "expected": "9000"}  # fmt: skip
    wrong = client.post("/cases/mass/open/", typed)
    assert wrong.status_code == 422
    assert "Cửa khẩu Tân Thanh" in wrong.content.decode()
    made = client.post("/cases/mass/open/", typed | {"expected": "80"})
    assert made.status_code == 302
    assert client.get(made.headers["Location"]).status_code == 200
    assert "Tân Thanh" in client.get("/cases/mass/").content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_the_team_and_is_not_there_for_others_and_shows_no_name(client, event, page):
    sign_in(client, "receiver", BORDER)
    shown = client.get(f"/cases/mass/{event.code}/{page}")
    assert shown.status_code == 200
    assert NAME not in shown.content.decode()
    for role, stranger in (("receiver", COMMUNE), ("case_worker", OTHER_HEALTH)):
        sign_in(client, role, stranger)
        assert client.get(f"/cases/mass/{event.code}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["change/", "decision/", "team/"])
def test_a_body_of_the_team_does_not_lead_the_event(client, event, page):
    sign_in(client, "case_worker", HEALTH)
    assert client.get(f"/cases/mass/{event.code}/{page}").status_code == 403


def test_roles_without_a_place_at_the_table_are_refused(client, event, line):
    sign_in(client, "head", HEALTH)
    assert client.get(f"/cases/mass/{event.code}/board/").status_code == 200
    for path in (f"{event.code}/tags/", f"{event.code}/list/", f"{event.code}/places/", f"lines/{line.tag}/"):
        assert client.get(f"/cases/mass/{path}").status_code == 403
    sign_in(client, "reporter", HEALTH)
    assert client.get("/cases/mass/").status_code in {403, 404}


def test_the_team_is_decided_added_and_ended_on_pages(client):
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
    sign_in(client, "receiver", BORDER)
    with acting("receiver", BORDER):
        from_bodies = {one.code: str(one.pk) for one in queries.team_bodies(staff, event)}
    decision = {"version": "1", "sign": "12/QĐ", "on": f"{today():%d/%m/%Y}", "body": from_bodies["LS.UBND"]}
    assert client.post(f"/cases/mass/{event.code}/decision/", decision).status_code == 302
    stale = client.post(f"/cases/mass/{event.code}/decision/", decision)
    assert stale.status_code == 422
    seat = {
        "key": str(uuid.uuid4()),
        "body": from_bodies[HEALTH],
        "duty": "interview",
        "post": "",
        "officer": "",
        "may_write": "on",
    }
    assert client.post(f"/cases/mass/{event.code}/team/", seat).status_code == 302
    assert client.post(f"/cases/mass/{event.code}/team/", seat).status_code == 302  # sent twice: one
    with acting("receiver", BORDER):
        member = MassMember.objects.get(event=event)
    assert client.post(f"/cases/mass/{event.code}/team/{member.pk}/end/").status_code == 302
    with acting("receiver", BORDER):
        assert queries.members_of(event) == []


def test_a_list_is_read_its_columns_corrected_and_its_good_rows_entered(client):
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
    sign_in(client, "receiver", BORDER)
    path = f"/cases/mass/{event.code}/list/"
    bad = client.post(path, {"file": SimpleUploadedFile("list.xlsx", b"%PDF-1.7")})
    assert bad.status_code == 422
    content = b"A,B,C\nVI THI MAU,1999,F\nLO VAN THU,x,M\nHA THI DU,2001,F\n"
    assert client.post(path, {"file": SimpleUploadedFile("list.csv", content)}).status_code == 302
    shown = client.get(f"{path}check/").content.decode()
    assert "VI THI MAU" in shown
    columns = {"column_0": "name", "column_1": "born", "column_2": "sex"}
    assert client.post(f"{path}check/", columns | {"again": "1"}).status_code == 302
    nothing = client.post(f"{path}check/", columns | {"enter": "1"})
    assert nothing.status_code == 422
    assert client.post(f"{path}check/", columns | {"enter": "1", "row": ["1", "2", "3", "4"]}).status_code == 302
    with acting("receiver", BORDER) as staff:
        # The row of which a cell can't be read is not entered, nor is the one whose cells say nothing of a person.
        names = {one["name"].value for one in queries.answers_of_lines(list(queries.mass_lines(event))).values()}
        assert "LO VAN THU" not in names
        assert {"VI THI MAU", "HA THI DU"} <= names
    assert client.get(f"{path}check/").status_code == 302  # what was kept is gone


def test_a_line_is_saved_whole_and_by_field_and_a_clash_shows_both_values(client, event, line):
    path = f"/cases/mass/lines/{line.tag}/"
    sign_in(client, "case_worker", HEALTH)
    page = client.get(path).content.decode()
    assert NAME in page
    answers = {
        "name": NAME,
        "sex": "female",
        "born": "2001",
        "home": "",
        "language": "",
        "phone": "",
        "passport": "",
        "family": "",
    }
    seen = {f"seen_{name}": re.search(rf'name="seen_{name}" value="(\d+)"', page)[1] for name in (*answers, "needs")}
    assert client.post(path, answers | seen | {"home": "Cao Bằng"}).status_code == 302
    clash = client.post(path, answers | seen | {"home": "Hà Giang", "needs": ["food", "medical"]})
    assert clash.status_code == 409
    words = clash.content.decode()
    assert "Cao Bằng" in words
    assert "Hà Giang" in words
    assert "Lương Thị Thử" in words
    part = client.post(f"{path}save/", answers | seen | {"home": "Hà Giang"}).content.decode()
    assert 'id="clash_home"' in part
    with acting("case_worker", HEALTH) as staff:
        now = queries.answers_of_line(fresh(line, staff))
        assert (now["home"].value, now["needs"].value) == (
            "Cao Bằng",
            "medical,food" if now["needs"].value.startswith("m") else "food,medical",
        )
    assert (
        client.post(
            path,
            answers | seen | {"home": "Hà Giang", "mine_home": "1", "seen_needs": "1", "needs": ["food", "medical"]},
        ).status_code
        == 302
    )
    with acting("case_worker", HEALTH) as staff:
        assert queries.answers_of_line(fresh(line, staff))["home"].value == "Hà Giang"


def test_what_cannot_be_read_is_said_and_the_rest_is_saved(client, line):
    sign_in(client, "receiver", BORDER)
    sent = {
        "name": NAME,
        "sex": "female",
        "born": "99/99",
        "home": "Lai Châu",
        "seen_name": "1",
        "seen_sex": "1",
        "seen_born": "1",
        "seen_home": "0",
    }
    assert client.post(f"/cases/mass/lines/{line.tag}/", sent).status_code == 422
    with acting("receiver", BORDER) as staff:
        answers = queries.answers_of_line(fresh(line, staff))
        assert (answers["born"].value, answers["home"].value) == ("2001", "Lai Châu")


def test_a_line_is_received_once_and_then_leaves(client, event, line):
    path = f"/cases/mass/lines/{line.tag}/"
    sign_in(client, "case_worker", HEALTH)
    assert client.post(f"{path}note/", {"what": "arrived"}).status_code == 302
    for _turn in range(2):
        assert client.post(f"{path}receive/").status_code == 302
    with acting("case_worker", HEALTH):
        case = Case.objects.get(subject_id=line.subject_id)
    assert case.code in client.get(path).content.decode()
    assert client.post(f"{path}note/", {"what": "left"}).status_code == 302
    board = client.get(f"/cases/mass/{event.code}/board/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in board
    assert NAME not in board
    for group, is_there in (
        ("left", True),
        ("sex_female", True),
        ("sex_male", False),
        ("under_18", False),
        ("expected", False),
    ):
        shown = client.get(f"/cases/mass/{event.code}/table/?group={group}").content.decode()
        assert (case.code in shown) is is_there, group
    assert "?group=sex_female" in client.get(f"/cases/mass/{event.code}/report/").content.decode()


def test_a_tag_or_a_part_of_a_name_finds_the_line(client, event, line):
    sign_in(client, "receiver", BORDER)
    for text in (line.tag.lower(), "1", "gia vi"):
        assert (
            client.post(f"/cases/mass/{event.code}/table/", {"find": text}).headers["Location"]
            == f"/cases/mass/lines/{line.tag}/"
        )
    assert client.post(f"/cases/mass/{event.code}/table/", {"find": "nobody"}).status_code == 200
    assert (
        client.post("/cases/mass/tag/", {"tag": f" {line.tag.lower()} "}).headers["Location"]
        == f"/cases/mass/lines/{line.tag}/"
    )
    assert client.post("/cases/mass/tag/", {"tag": "ZZZZZZZZ"}).status_code == 200
    tags = client.get(f"/cases/mass/{event.code}/tags/").content.decode()
    assert "<svg" in tags
    assert "style=" not in tags.split("tags plain")[1].split("</ul>")[0]


def test_somebody_at_the_gate_is_added_once(client, event):
    sign_in(client, "receiver", BORDER)
    key = str(uuid.uuid4())
    first = client.post(f"/cases/mass/{event.code}/table/add/", {"key": key}).headers["Location"]
    assert client.post(f"/cases/mass/{event.code}/table/add/", {"key": key}).headers["Location"] == first
    with acting("receiver", BORDER):
        assert MassLine.objects.get(event=event, on_list=False).arrived_at


def test_an_event_is_finished_and_its_report_opens_the_lines(client, event, line):
    sign_in(client, "receiver", BORDER)
    assert (
        client.post(f"/cases/mass/{event.code}/finish/", {"version": str(event.version)})
        .headers["Location"]
        .endswith("/report/")
    )
    assert "?group=absent" in client.get(f"/cases/mass/{event.code}/report/").content.decode()
    assert (
        client.post(f"/cases/mass/{event.code}/finish/", {"version": str(event.version + 1)})
        .headers["Location"]
        .endswith(f"{event.code}/")
    )


def test_invented_people_are_made_by_a_press_and_not_too_many(client):
    with acting("receiver", BORDER) as staff:
        event = an_event(staff)
    sign_in(client, "receiver", BORDER)
    client.post(f"/cases/mass/{event.code}/invent/", {"people": "5"})
    client.post(f"/cases/mass/{event.code}/invent/", {"people": "500"})
    with acting("receiver", BORDER):
        assert MassLine.objects.filter(event=event).count() == 5


@pytest.mark.parametrize("page", ["", "table/", "board/", "report/", "match/", "places/", "transport/", "tags/"])
def test_no_page_asks_more_for_more_people(client, django_assert_max_num_queries, page):
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        lines = actions.add_lines(
            event=event, listed=people(*(f"VI THI MAU {letter}" for letter in "ABCDEFGHIJKL")), on_list=True, by=staff
        )
        for line in lines[:6]:
            actions.note_arrival(line=fresh(line, staff), at=timezone.now(), came=True, by=staff)
            receive(line, staff)
    sign_in(client, "receiver", BORDER)
    with django_assert_max_num_queries(24):
        assert client.get(f"/cases/mass/{event.code}/{page}").status_code == 200


def test_all_papers_of_an_event_are_ordered_from_its_page_and_of_nobody_else(client, event, line):
    sign_in(client, "case_worker", HEALTH)
    client.post(f"/cases/mass/lines/{line.tag}/note/", {"what": "arrived"})
    client.post(f"/cases/mass/lines/{line.tag}/receive/")
    with acting("case_worker", HEALTH) as staff:
        case = Case.objects.get(subject_id=line.subject_id)
        other = a_case(staff)
    assert f"/cases/batches/new/?event={event.code}" in client.get(f"/cases/mass/{event.code}/").content.decode()
    order = client.get(f"/cases/batches/new/?event={event.code}")
    assert order.context["form"].initial["cases"] == [case.code]
    assert "handover" in order.context["form"].initial["kinds"]
    assert other.code not in order.content.decode()
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert case.code not in client.get(f"/cases/batches/new/?event={event.code}").content.decode()


def test_a_line_says_who_has_it_open_since_when_and_lets_go(client, other):
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff)
    address = f"/cases/mass/lines/{line.tag}/"
    sign_in(client, "receiver", BORDER)
    sign_in(other, "case_worker", HEALTH)
    client.get(address)
    page = other.get(address).content.decode()
    assert f"{address}open/?closed=1" in page
    with acting("case_worker", HEALTH) as staff:
        since = queries.open_since(fresh(line, staff))
    assert since in other.post(f"{address}open/").content.decode()
    assert since in other.get(f"/cases/mass/{event.code}/table/").content.decode()
    assert other.post(f"{address}open/?closed=1").status_code == 204  # who is second lets nobody else go
    assert since in other.post(f"{address}open/").content.decode()
    assert client.post(f"{address}open/?closed=1").status_code == 204
    assert since not in other.post(f"{address}open/").content.decode()
    assert client.get(f"{address}open/").status_code == 405
    assert "Vi" not in other.post(f"{address}open/").content.decode()


def test_a_claim_ends_by_itself_and_a_heartbeat_keeps_its_beginning(monkeypatch):
    with acting("receiver", BORDER) as staff:
        line = a_line(an_event(staff), staff)
        actions.keep_line(line=line, by=staff)
        began, now = fresh(line, staff).claimed_at, timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=60))
        actions.keep_line(line=line, by=staff)
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=120))
        stranger = type(staff)(**(vars(staff) | {"post_id": uuid.uuid4()}))
        assert fresh(line, staff).claimed_at == began
        assert queries.who_is_on(fresh(line, staff), stranger).pk == staff.post_id
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(seconds=200))
        assert queries.who_is_on(fresh(line, staff), stranger) is None
