"""Links to other programmes, the directory of providers, and the warning that somebody comes again."""

import uuid
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting, body, sign_in
from vongtay.cases.actions import FromPaper
from vongtay.cases.queries import between as reads
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.grants.actions import end, give
from vongtay.home import today as day_page
from vongtay.people.actions import link_people, undo_link
from vongtay.people.vault import Vault
from vongtay.support import actions, queries
from vongtay.support.models import Link, Provider
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db

PAPER = FromPaper("77/NHCSXH", today())


def a_provider(by, **changes):
    values = {
        "name": "Ngân hàng mẫu", "area": "Toàn tỉnh", "contact": "0200 000 111", "checked_on": today(), "services": ["loan", "job"]
    } | changes  # fmt: skip
    return actions.enter_provider(key=uuid.uuid4(), facts=actions.Facts(**values), by=by)


def send(case, by, key=None, **changes):
    values = {
        "kind": "loan", "sent_on": today() - timedelta(days=31), "sign": "5/SYT", "asked": "Vay mua bò", "provider": None, "body": body("LS.HLHPN")
    } | changes  # fmt: skip
    return actions.send_link(key=key or uuid.uuid4(), case=case, sent=actions.Sent(**values), by=by)


def answered(**changes):
    values = {"state": "granted", "answered_on": today(), "words": "Đồng ý", "from_paper": PAPER} | changes
    return actions.LinkAnswer(**values)


def test_a_link_waits_is_reminded_and_closes_with_the_paper_that_answers():
    with acting("case_worker") as staff:
        case = a_case(staff)
        key = uuid.uuid4()
        link = send(case, staff, key=key)
        assert send(case, staff, key=key) == link
        assert (link.task.state, link.task.due_on) == ("open", today())
        assert [queries.is_overdue(row) for row in queries.links_waiting(staff)] == [True]
        for wrong in (
            {"from_paper": None},
            {"state": "refused", "words": " "},
            {"state": "waiting"},
            {"amount_dong": 0},
            {"state": "refused", "amount_dong": 5},
            {"answered_on": today() + timedelta(days=1)},
            {"answered_on": today() - timedelta(days=40)},
        ):
            with pytest.raises(Refused):
                actions.answer_link(link=link, answered=answered(**wrong), version=1, by=staff)
        actions.answer_link(link=link, answered=answered(amount_dong=20_000_000), version=1, by=staff)
        with pytest.raises(Stale):
            actions.answer_link(link=link, answered=answered(), version=1, by=staff)
        assert Task.objects.get(pk=link.task_id).state == "done"
        shown = queries.links_of(case, Vault.of(case.person_id))[0]
        assert (shown.asked, shown.answer, shown.row.amount_dong) == ("Vay mua bò", "Đồng ý", 20_000_000)
        assert not queries.links_waiting(staff)


def test_a_link_is_refused_with_its_reasons_and_by_who_may_not():
    with acting("case_worker") as staff:
        case, provider = a_case(staff), a_provider(staff)
        for wrong in ({"body": None}, {"provider": provider}, {"sign": " "}, {"sent_on": today() + timedelta(days=1)}):
            with pytest.raises(Refused):
                send(case, staff, **wrong)
        assert not Link.objects.exists()
        link = send(case, staff, provider=provider, body=None, kind="course")
        assert link.to_whom == "Ngân hàng mẫu"
        actions.answer_link(
            link=link, answered=answered(state="withdrawn", words="Đổi ý", from_paper=None), version=1, by=staff
        )
    for role in ("verifier", "head"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            send(case, staff)
    with acting("case_worker", OTHER_HEALTH):
        assert not Link.objects.exists()


def test_the_directory_is_kept_and_searched_by_its_province():
    with acting("case_worker") as staff:
        row = a_provider(staff)
        a_provider(staff, name="Trường nghề mẫu", services=["training"], rules="Từ 15 tuổi")
        assert [one.name for one in queries.providers_of(staff, service="training")] == ["Trường nghề mẫu"]
        assert [one.name for one in queries.providers_of(staff, words="15 tuổi")] == ["Trường nghề mẫu"]
        for wrong in (
            {"services": []},
            {"services": ["gold"]},
            {"name": " "},
            {"checked_on": today() + timedelta(days=1)},
        ):
            with pytest.raises(Refused):
                a_provider(staff, **wrong)
        gone = actions.Facts("Ngân hàng mẫu", "Toàn tỉnh", "0200 000 111", today(), ["loan"], ended_on=today())
        actions.change_provider(provider=row, facts=gone, version=1, by=staff)
        with pytest.raises(Stale):
            actions.change_provider(provider=row, facts=gone, version=1, by=staff)
        assert [one.name for one in queries.providers_of(staff)] == ["Trường nghề mẫu"]
        with pytest.raises(Refused):
            send(a_case(staff), staff, provider=row, body=None)
    with acting("receiver", COMMUNE) as staff:
        assert queries.providers_of(staff).count() == 1
        with pytest.raises(NotAllowed):
            a_provider(staff)
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert not queries.providers_of(staff)
        with pytest.raises(NotAllowed):
            actions.change_provider(provider=row, facts=gone, version=2, by=staff)
        assert Provider.objects.get(pk=row.pk).version == 2


def twice_received(by_first=("case_worker", OTHER_HEALTH)):
    """The same human being in another province's case, then in ours; linked by who reached both for a moment."""
    with acting(*by_first) as staff:
        earlier = a_case(staff)
        give(earlier.subject_id, body("LS.SYT").id, role="support", parts=["identity"], ground="notice")
    with acting("case_worker") as staff:
        later = a_case(staff)
        link = link_people(one=later.person, other=earlier.person, same=True, by=staff)
    return earlier, later, link


def test_somebody_who_comes_again_is_warned_of_within_ones_rights(client):
    earlier, later, link = twice_received()
    with acting("case_worker") as staff:
        before = queries.known_before(later, staff)
        assert ([one.code for one in before.earlier], before.to_ask) == ([earlier.code], [])
        assert not queries.known_before(earlier, staff).is_warning
    with acting("head") as staff:
        assert [case.code for case in day_page.of(staff).again] == [later.code]
    with acting("decider") as staff:
        assert day_page.of(staff).again == []
    sign_in(client, "case_worker")
    assert earlier.code in client.get(f"/cases/{later.code}/").content.decode()
    with acting("case_worker") as staff:
        undo_link(link=link, by=staff)
        assert not queries.known_before(later, staff).is_warning


def test_out_of_reach_only_whom_to_ask_is_told(client):
    earlier, later, _link = twice_received()
    with acting("case_worker", OTHER_HEALTH):
        end_of(earlier)
    with acting("case_worker") as staff:
        before = queries.known_before(later, staff)
        assert (before.earlier, [one.code for one in before.to_ask]) == ([], [OTHER_HEALTH])
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{later.code}/").content.decode()
    assert earlier.code not in page
    assert f"/cases/requests/ask/?body={body(OTHER_HEALTH).pk}" in page
    sign_in(client, "head")
    assert later.code in client.get("/").content.decode()
    with acting("receiver", COMMUNE) as staff:
        assert not queries.known_before(later, staff).is_warning


def end_of(case):
    end(case.subject_id, body("LS.SYT").id)


def test_a_closed_earlier_case_says_how_its_support_ended(client):
    with acting("case_worker") as staff:
        earlier = a_case(staff)
        row = actions.propose_closure(
            key=uuid.uuid4(), case=earlier, outcome="own_wish", reason="Tự xin thôi", by=staff
        )
    with acting("head") as staff:
        actions.decide_closure(closure=row, approve=True, answer="", version=1, by=staff)
    with acting("case_worker") as staff:
        later = a_case(staff)
        link_people(one=later.person, other=earlier.person, same=True, by=staff)
        assert [one.pk for one in queries.known_before(later, staff).closed] == [row.pk]


def test_a_link_that_waits_is_a_loop_between_two_bodies_until_it_is_answered(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
        link = send(case, staff)
        (loop,) = [one for one in reads.open_loops(staff) if one.kind == "link"]
        assert (loop.code, loop.is_ours, loop.days, loop.due_on) == (case.code, False, 31, None)
    sign_in(client, "case_worker")
    assert loop.words in client.get("/cases/loops/?kind=link").content.decode()
    with acting("reporter"):
        (row,) = [one for one in reads.count_loops(area_id=2100020) if one.kind == "link"]
        assert (row.body_name, row.n, row.late, row.oldest) == (body("LS.HLHPN").short_name, 1, 0, link.sent_on)
    with acting("case_worker") as staff:
        actions.answer_link(link=link, answered=answered(), version=link.version, by=staff)
        assert not [one for one in reads.open_loops(staff) if one.kind == "link"]
    with acting("reporter"):
        assert not [one for one in reads.count_loops(area_id=2100020) if one.kind == "link"]
    with acting("reporter", OTHER_HEALTH), pytest.raises(ProgrammingError), transaction.atomic():
        reads.count_loops(area_id=2100020)
