"""The pages of publication: who opens them, what everybody reads without sign-in, and what nobody reads."""

import csv
import io
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import HEALTH, OTHER_HEALTH, acting
from vongtay.reports import actions
from vongtay.reports.models import Publication, Release
from vongtay.reports.tests.publication import approved, computed, people, proposed, published
from vongtay.reports.tests.world import LANG_SON, signed_in

pytestmark = pytest.mark.django_db
COUNTING = {"reporter", "head", "statistician"}
ASKED = {
    "title": "Người được tiếp nhận", "audience": "public", "area": str(LANG_SON), "calendar": "administrative", "year": "2026", "part": "-H1",
    "tables": ["sex", "status"],
}  # fmt: skip


@pytest.mark.parametrize(
    "role", ["case_worker", "clerk", "legal_officer", "reporter", "head", "administrator", "statistician"]
)
def test_each_page_opens_to_who_counts_and_is_missing_for_others(role):
    people(female=14, male=3)
    release = published()
    client = signed_in(role)
    for name, key in (
        ("publication", None),
        ("propose_release", None),
        ("profiles", None),
        ("release", release.pk),
        ("published", release.pk),
        ("published_csv", release.pk),
    ):
        address = reverse(f"reports:{name}", args=[key] if key else [])
        assert (client.get(address).status_code == 200) is (role in COUNTING), name


def test_another_province_finds_the_public_register_but_no_proposal():
    release, waiting = published(), proposed()
    client = signed_in("reporter", OTHER_HEALTH)
    assert client.get(reverse("reports:release", args=[release.pk])).status_code == 404
    assert client.get(reverse("reports:release", args=[waiting.pk])).status_code == 404
    assert client.post(reverse("reports:move_release", args=[waiting.pk, "approve"])).status_code == 404
    assert client.get(reverse("reports:published", args=[release.pk])).status_code == 200


def test_proposed_on_the_page_refused_to_oneself_and_published_by_another():
    people(female=14, male=3)
    reporter, key = signed_in("reporter"), str(uuid.uuid4())
    for _twice in range(2):
        answer = reporter.post(reverse("reports:propose_release"), ASKED | {"key": key})
        assert answer.status_code == 302, answer.content.decode()
    with acting("reporter"):
        release = Release.objects.get()
    assert release.state == "computing"
    assert reporter.get(answer.url).status_code == 200
    computed(release)
    page = reporter.get(answer.url).content.decode()
    assert "người thứ hai" in page
    said = reporter.post(reverse("reports:move_release", args=[release.pk, "approve"]), follow=True).content.decode()
    assert "người thứ hai duyệt" in said
    head = signed_in("head")
    assert "Duyệt và công bố" in head.get(answer.url).content.decode()
    head.post(reverse("reports:move_release", args=[release.pk, "approve"]))
    assert Publication.objects.get().number == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"area": "1"}, {"area": "nation"}, {"year": "x"}, {"part": "-13"}, {"last_year": "2020"}, {"tables": ["people"]}, {"tables": []},
        {"crossed": ["sex"]}, {"crossed": ["sex", "status"]}, {"tables": ["year"]}, {"audience": "restricted"}, {"round_to": "7"}, {"key": "x"}, {"calendar": "moon"},
    ],
)  # fmt: skip
def test_rubbish_is_answered_by_a_sentence(wrong):
    answer = signed_in("reporter").post(reverse("reports:propose_release"), ASKED | {"key": str(uuid.uuid4())} | wrong)
    assert answer.status_code == 422
    assert "Người được tiếp nhận" in answer.content.decode() or "title" in wrong
    with acting("reporter"):
        assert not Release.objects.exists()


class TestEverybody:
    def test_reads_what_was_published_without_sign_in(self):
        people(female=14, male=3)
        release = published(note="Số liệu sáu tháng đầu năm.")
        everybody = Client()
        address = reverse("portal:publication", args=[HEALTH, Publication.objects.get().year, 1])
        for path in (
            reverse("portal:statistics"),
            reverse("portal:unit", args=[HEALTH]),
            reverse("portal:unit", args=["20"]),
            address,
        ):
            answer = everybody.get(path)
            assert answer.status_code == 200
            assert "Số người được tiếp nhận" in answer.content.decode()
            assert "public" in answer["Cache-Control"]
        page = everybody.get(address).content.decode()
        assert "không công bố" in page
        assert "số nhỏ" not in page.split("<table")[1]
        assert "che kèm" not in page
        lines = list(
            csv.DictReader(io.StringIO(everybody.get(address.rstrip("/") + ".csv").content.decode("utf-8-sig")))
        )
        assert {line["status"] for line in lines} == {"shown", "not_published"}
        assert all((line["count"] == "") == (line["status"] == "not_published") for line in lines)
        with acting("head", HEALTH) as staff:
            actions.withdraw_publication(publication=Publication.objects.get(pk=release.pk), why="Ghi sai kỳ", by=staff)
        page = everybody.get(address).content.decode()
        assert "Ghi sai kỳ" in page
        assert "<table" not in page
        assert everybody.get(address.rstrip("/") + ".csv").status_code == 404

    def test_finds_neither_proposals_nor_units_that_are_none(self):
        proposed()
        everybody = Client()
        assert everybody.get(reverse("portal:publication", args=[HEALTH, 2026, 1])).status_code == 404
        assert everybody.get(reverse("portal:unit", args=["XX"])).status_code == 404
        assert "Chưa có số liệu nào" in everybody.get(reverse("portal:statistics")).content.decode()


def test_a_page_asks_the_same_for_many_cells(django_assert_max_num_queries):
    people(female=14)
    release = published(tables=[["sex"], ["status"], ["age"], ["route"]])
    client = signed_in("head")
    with django_assert_max_num_queries(30):
        client.get(reverse("reports:release", args=[release.pk]))
    with django_assert_max_num_queries(12):
        Client().get(reverse("portal:publication", args=[HEALTH, Publication.objects.get().year, 1]))


def test_rules_are_proposed_on_their_page_and_confirmed_by_another():
    address = reverse("reports:profiles")
    asked = {
        "key": str(uuid.uuid4()),
        "kind": "public",
        "k": "12",
        "in_province": "1",
        "in_nation": "3",
        "why": "Theo kết luận",
    }
    reporter = signed_in("reporter")
    assert reporter.post(address, asked).status_code == 302
    assert reporter.post(address, asked | {"key": str(uuid.uuid4()), "k": "2"}).status_code == 422
    page = signed_in("head").get(address).content.decode()
    assert "confirm/" in page
    assert "confirm/" not in reporter.get(address).content.decode()


def test_a_second_approver_hears_that_it_is_done():
    release = proposed()
    approved(release)
    said = (
        signed_in("head")
        .post(reverse("reports:move_release", args=[release.pk, "approve"]), follow=True)
        .content.decode()
    )
    assert "người khác đã xử lý" in said
