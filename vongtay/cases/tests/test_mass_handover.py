"""One list that hands over many people: one paper, names only where the receiving body reaches them, a ground for each, all or nobody."""

import io
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone, translation
from docx import Document

from tests.cast import POLICE, body, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.models import MassEvent, MassHandover, MassLine, Sharing, Step
from vongtay.cases.tests.at_once import at_once
from vongtay.cases.tests.gate import BORDER, HEALTH, a_line, acting, an_event, fresh, receive, with_team
from vongtay.common.access import NotAllowed, Refused
from vongtay.papers import actions as papers
from vongtay.papers.models import Paper

GROUND = actions.Ground("c", "Chuyển tiếp theo quyết định của đoàn")
WHO = (("VI THI MAU", "female", "2001"), ("LO VAN THU", "male", "1999"))


def two_received() -> tuple[MassEvent, list[MassLine]]:
    """Two people whom the gate has received; the department at its table reaches who they are, the police reach nothing."""
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        lines = [a_line(event, staff, name, sex=sex, born=born) for name, sex, born in WHO]
        for line in lines:
            receive(line, staff)
        return event, [fresh(line, staff) for line in lines]


def a_list(lines: list[MassLine], to: str = HEALTH, **changes) -> actions.HandoverList:
    people = [actions.Handed(line, "Hộ chiếu", "Ổn định") for line in lines]
    values = {"to_body": body(to), "at": timezone.now(), "people": people, "giver_name": "Nông Văn Mẫu"}
    return actions.HandoverList(**(values | changes))


def issue(event, wanted, staff, **changes) -> MassHandover:
    values = {"key": uuid.uuid4(), "event": event, "wanted": wanted, "ground": GROUND, "by": staff}
    return actions.issue_handover(**(values | changes))


def words(handover: MassHandover, staff) -> str:
    """What the Word file says: paragraphs and cells."""
    _name, content = papers.open_file(handover.paper.docx, data_key=None, by=staff)
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.django_db
def test_one_paper_holds_everybody_with_both_bodies_and_both_signatures():
    event, lines = two_received()
    with acting("receiver", BORDER) as staff:
        handover = issue(event, a_list(lines), staff)
        said = words(handover, staff)
        for line, (name, _sex, _born) in zip(lines, WHO, strict=True):
            assert line.case.code in said
            assert name in said
        with translation.override("vi"):
            sexes = [str(line.case.get_sex_display()) for line in lines]
        for word in (
            *sexes,
            "Hộ chiếu",
            "Ổn định",
            "Đại diện bên giao",
            "Đại diện bên nhận",
            "Nông Văn Mẫu",
            body(HEALTH).name,
            body(BORDER).name,
        ):
            assert word.casefold() in said.casefold(), (word, said)
        assert (handover.people, handover.named) == (2, 2)
        assert Step.objects.filter(kind="paper", paper=handover.paper).count() == 2
        assert {tuple(one.parts) for one in Sharing.objects.filter(to_body=handover.to_body)} == {
            ("identity", "papers")
        }
        assert queries.handed_lists(event) == [handover]
    with acting("case_worker", HEALTH) as staff:  # who takes over reads the same paper
        assert Paper.objects.filter(pk=handover.paper_id).exists()


@pytest.mark.django_db
def test_no_name_goes_to_a_body_that_does_not_reach_identities():
    event, lines = two_received()
    with acting("receiver", BORDER) as staff:
        handover = issue(event, a_list(lines, POLICE), staff)
        said = words(handover, staff)
        assert all(line.case.code in said for line in lines)
        assert not [name for name, _sex, _born in WHO if name in said]
        assert handover.named == 0
        assert {tuple(one.parts) for one in Sharing.objects.filter(to_body=handover.to_body)} == {("papers",)}
        assert POLICE not in {
            one.code for line in lines for one in queries.grantees_of(line.case)
        }  # a list is no reach


@pytest.mark.django_db
def test_nobody_stands_on_a_list_without_a_case_a_ground_or_a_day_that_can_be():
    event, lines = two_received()
    with acting("receiver", BORDER) as staff:
        waiting = a_line(event, staff, "HA THI THU")
        for wanted, more in (
            (a_list([*lines, waiting]), {}), (a_list([]), {}), (a_list([lines[0], lines[0]]), {}), (a_list(lines, BORDER), {}),
            (a_list(lines), {"ground": actions.Ground("", "")}), (a_list(lines), {"ground": actions.Ground("c", " ")}),
            (a_list(lines, at=timezone.now() + timedelta(days=1)), {}), (a_list(lines, at=timezone.now() - timedelta(days=3)), {}),
        ):  # fmt: skip
            with pytest.raises(Refused):
                issue(event, wanted, staff, **more)
        assert not MassHandover.objects.exists()
        assert not Paper.objects.exists()  # no number was used up
    with acting("case_worker", HEALTH) as staff, pytest.raises(NotAllowed):
        issue(event, a_list(lines, POLICE), staff)  # the body that receives hands over


def test_the_same_list_sent_twice_at_once_is_one_paper(committed_db):
    event, lines = two_received()
    key = uuid.uuid4()

    def send():
        with acting("receiver", BORDER) as staff:
            return issue(event, a_list(lines), staff, key=key).paper_id

    found = at_once(send, send)
    assert found[0] == found[1], found
    with acting("receiver", BORDER):
        assert Paper.objects.count() == 1


@pytest.mark.django_db
def test_the_page_issues_the_list_and_keeps_what_was_typed_when_it_is_refused(client, django_assert_max_num_queries):
    event, lines = two_received()
    sign_in(client, "receiver", BORDER)
    address = f"/cases/mass/{event.code}/handover/"
    assert address in client.get(f"/cases/mass/{event.code}/").content.decode()
    now = timezone.localtime()
    with django_assert_max_num_queries(40):
        assert client.get(address).status_code == 200
    typed = {
        "key": str(uuid.uuid4()), "to_body": str(body(HEALTH).pk), "at_0": f"{now:%d/%m/%Y}", "at_1": f"{now:%H:%M}", f"on_{lines[0].tag}": "on",
        f"condition_{lines[0].tag}": "Đau chân trái",
    }  # fmt: skip
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert "Đau chân trái" in refused.content.decode()
    typed |= {"ground": "c", "ground_why": "Chuyển tiếp"}
    assert client.post(address, typed, follow=True).status_code == 200
    with acting("receiver", BORDER):
        made = MassHandover.objects.get()
        assert made.people == 1
    assert client.get(f"{address}{made.pk}/pdf/")["Content-Type"] == "application/pdf"
    assert client.get(f"{address}{made.pk}/exe/").status_code == 404
    sign_in(client, "case_worker", HEALTH)
    assert client.get(address).status_code == 403
