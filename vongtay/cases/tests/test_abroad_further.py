"""The list of residents abroad, further: what left an entry, who somebody is corrected, the empty list, and many hands at once."""

import uuid

import pytest
from django.utils import translation

from tests.cast import BORDER, COMMUNE, HEALTH, POLICE, a_case, acting, body, sign_in
from vongtay.agencies.models import Place
from vongtay.audit.models import Entry
from vongtay.cases import abroad_list, actions, queries
from vongtay.cases.models import Abroad, AbroadStep, ReviewRound
from vongtay.cases.sheets import read_table
from vongtay.cases.states import ReviewAnswer
from vongtay.cases.tests.at_once import at_once
from vongtay.cases.tests.test_abroad import DONG_DANG, an_entry, screened
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.people.actions import look_at_identity
from vongtay.people.models import Identity

NEW = "Vi Thị Tên Mới"
WHY = "Phối hợp xác minh theo đề nghị"


def version_of(entry: Abroad) -> int:
    return Identity.objects.values_list("version", flat=True).get(person_id=entry.person_id)


@pytest.mark.django_db
def test_who_somebody_is_is_corrected_with_its_row_and_its_log_and_refused_when_stale():
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        version = version_of(entry)
        actions.correct_abroad_identity(entry=entry, changes={"name": NEW}, version=version, by=staff)
        assert look_at_identity(person=entry.person, purpose="care", by=staff).name == NEW
        step = entry.steps.latest("number")
        assert (step.kind, step.result) == ("corrected", "identity")
        with pytest.raises(Stale):
            actions.correct_abroad_identity(entry=entry, changes={"name": "X Y"}, version=version, by=staff)
        assert entry.steps.count() == 2  # the refused one left nothing
    with acting("auditor", HEALTH):
        assert (
            Entry.objects.filter(act="cases.change_abroad", subject_id=entry.subject_id, part="identity").count() == 1
        )
    with acting("receiver", BORDER) as staff, pytest.raises(NotAllowed):
        actions.correct_abroad_identity(entry=entry, changes={"name": NEW}, version=version, by=staff)


@pytest.mark.django_db
def test_the_page_corrects_an_identity_and_keeps_what_was_typed_when_somebody_was_first(client):
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
    sign_in(client, "receiver", COMMUNE)
    address = f"/cases/abroad/{entry.code}/identity/correct/"
    assert address in client.get(f"/cases/abroad/{entry.code}/").content.decode()
    assert "Vi Thị Giả Định" in client.get(address).content.decode()
    typed = {"version": "1", "name": NEW, "may_ring": "unknown"}
    assert client.post(address, typed).status_code == 302
    late = client.post(address, typed | {"name": "Vi Thị Đến Sau"})
    assert late.status_code == 422
    assert "Vi Thị Đến Sau" in late.content.decode()
    assert 'value="2"' in late.content.decode()
    sign_in(client, "head", HEALTH)
    assert client.get(address).status_code == 403


@pytest.mark.django_db
def test_what_left_an_entry_stands_on_its_page(client):
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        actions.share_abroad(entry=entry, body=body(POLICE), by=staff, ground=actions.Ground("c", WHY), note="")
    sign_in(client, "receiver", COMMUNE)
    page = client.get(f"/cases/abroad/{entry.code}/").content.decode()
    assert WHY in page
    assert body(POLICE).short_name in page


@pytest.mark.django_db
def test_the_empty_list_is_read_by_the_page_that_gives_it(client):
    sign_in(client, "receiver", COMMUNE)
    given = client.get("/cases/abroad/import/template.xlsx")
    assert given["Content-Disposition"] == 'attachment; filename="danh-sach-o-nuoc-ngoai.xlsx"'
    rows = abroad_list.rows_of(read_table(given.content))
    with acting("receiver", COMMUNE) as staff, translation.override("vi"):
        (row,) = abroad_list.check(staff, rows, Place.objects.get(pk=DONG_DANG))
    assert not row.errors, row.errors
    assert set(row.typed) == set(abroad_list.HEADINGS)
    assert client.get("/cases/abroad/import/template.xlsx").content == given.content
    sign_in(client, "receiver", BORDER)
    assert client.get("/cases/abroad/import/template.xlsx").status_code == 403


def test_two_who_review_one_commune_at_once_answer_each_entry_once(committed_db):
    with acting("receiver", COMMUNE) as staff:
        entries = [an_entry(staff) for _one in range(4)]
    place, month = Place.objects.get(pk=DONG_DANG), today().replace(day=1)

    def review(answer):
        def act():
            with acting("receiver", COMMUNE) as staff:
                answers = [actions.Answered(Abroad.objects.get(pk=one.pk), answer, today()) for one in entries]
                return actions.review_abroad(key=uuid.uuid4(), place=place, month=month, answers=answers, by=staff).pk

        return act

    found = at_once(review(ReviewAnswer.STILL), review(ReviewAnswer.RETURNED))
    assert found[0] == found[1], found  # the second adds to the same review, and every first answer stands
    with acting("receiver", COMMUNE):
        review_made = ReviewRound.objects.get(kind="monthly")
        assert review_made.done_at is not None
        assert AbroadStep.objects.filter(review=review_made, kind="reviewed").count() == len(entries)
        states = set(Abroad.objects.values_list("state", flat=True))
        assert len(states) == 1, states  # all by the one who came first


def test_two_who_link_one_entry_at_once_make_one_link(committed_db):
    with acting("receiver", COMMUNE) as staff:
        entry = screened(staff)
        cases = [a_case(staff), a_case(staff)]

    def link(case):
        def act():
            with acting("receiver", COMMUNE) as staff:
                return actions.link_abroad_case(entry=entry, case=case, version=entry.version, by=staff).code

        return act

    found = at_once(*(link(case) for case in cases))
    assert sorted(isinstance(one, Refused) for one in found) == [False, True], found
    with acting("receiver", COMMUNE):
        made = Abroad.objects.get(pk=entry.pk)
        assert made.case in cases
        assert made.steps.filter(state="in_identification").count() == 1
        assert queries.stage_of(made)


@pytest.mark.django_db
def test_a_correction_that_changes_nothing_leaves_no_step(client):
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff)
        same = {"sex": entry.sex, "country": entry.country, "circumstances": entry.circumstances}
        with pytest.raises(Refused):
            actions.correct_abroad(entry=entry, changes=same, version=entry.version, by=staff)
        facts = look_at_identity(person=entry.person, purpose="verification", by=staff)
        with pytest.raises(Refused):
            actions.correct_abroad_identity(
                entry=entry, changes={"name": facts.name}, version=version_of(entry), by=staff
            )
        assert not AbroadStep.objects.filter(entry=entry, kind="corrected").exists()
    sign_in(client, "receiver", COMMUNE)
    given = {"taken": "unknown", "on": f"{today():%d/%m/%Y}"}
    assert (
        client.post(f"/cases/abroad/{entry.code}/offer/", given).status_code == 422
    )  # what was offered is never guessed
