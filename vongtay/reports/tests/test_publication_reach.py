"""Releases over all provinces, of what was done, and under an agreement."""

import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import HEALTH, OTHER_HEALTH, POLICE, acting, body
from vongtay.agencies.models import Mandate, Place
from vongtay.common.access import Refused
from vongtay.papers.instruments import Cited, find_or_create
from vongtay.reports.models import Publication, Release
from vongtay.reports.queries.publication import gather
from vongtay.reports.tests.publication import approved, cells, computed, people, proposed
from vongtay.reports.tests.test_publication_pages import ASKED
from vongtay.reports.tests.world import BAC_NINH, LANG_SON, claim, received, signed_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def over_all_provinces():
    """Let the health department count over the whole country, as a ministry does."""
    with acting("administrator"):
        held = Mandate.objects.filter(body__code=HEALTH).values_list("area_id", flat=True)
        provinces = Place.objects.filter(level="province", valid_to__isnull=True).exclude(pk__in=held)
        Mandate.objects.bulk_create([Mandate(body=body(HEALTH), area=place, basis="Chức năng") for place in provinces])


class TestNation:
    def test_a_release_over_all_provinces_tells_them_apart_and_hides_the_small_ones(self):
        over_all_provinces()
        people(female=14, male=12)
        for _one in range(3):
            with acting("case_worker", OTHER_HEALTH) as staff:
                received(
                    DAY,
                    staff,
                    sex="female",
                    place=Place.objects.filter(level="commune", province_id=BAC_NINH, valid_to__isnull=True)[0],
                )
        release = proposed(area=None, tables=[["province", "sex"]])
        found = cells(release)
        assert (release.state, found[""][0]) == ("waiting", 29)
        assert found[f"{LANG_SON}/female"][2] in (14, None)
        assert (found[f"{BAC_NINH}/female"][0], found[f"{BAC_NINH}/female"][2]) == (3, None)
        assert found[str(BAC_NINH)][2] is None
        approved(release)
        page = (
            Client()
            .get(reverse("portal:publication", args=[HEALTH, Publication.objects.get().year, 1]))
            .content.decode()
        )
        assert "Cả nước" in page
        assert "Tỉnh Lạng Sơn" in page

    def test_a_province_that_publishes_after_the_nation_tells_nothing_of_another(self):
        over_all_provinces()
        people(female=5, male=12)
        there = Place.objects.filter(level="commune", province_id=BAC_NINH, valid_to__isnull=True)[0]
        with acting("case_worker", OTHER_HEALTH) as staff:
            for sex in ["female"] * 11 + ["male"] * 12:
                received(DAY, staff, sex=sex, place=there)
        nation = proposed(area=None, tables=[["province", "sex"]])
        approved(nation)
        assert (cells(nation)["female"][2], cells(nation)[f"{LANG_SON}/female"][2]) == (16, None)
        release = proposed(of=OTHER_HEALTH, area=Place.objects.get(pk=BAC_NINH), tables=[["sex"]])
        assert release.state == "waiting"
        with acting("reporter", OTHER_HEALTH) as staff:
            given = gather(release, staff)
            shown = {"/".join(cell.who.values()): cell.shown for cell in release.cells.all()}
        assert shown["female"] is None  # 16 of the nation less these 11 are the 5 of the other
        # Who is not counted here is counted by nobody; what the nation showed and kept is known all the same.
        assert {
            atom.areas == {str(BAC_NINH)}
            for atom, held in zip(given.atoms, given.people, strict=True)
            if held is not None
        } == {True}
        assert {one.told for one in given.known.values() if len(one.areas) > 1} == {40, 16, 24, 0}
        assert any(one.areas == {str(LANG_SON)} for one in given.kept.values())

    def test_who_counts_one_province_releases_none_over_all(self):
        with pytest.raises(Refused, match="cả nước"):
            proposed(area=None, tables=[["sex"]])


class TestFigures:
    def test_what_was_done_is_released_as_it_was_counted_with_its_bound(self):
        claim("comm.leaflet", 1200, first=date(2026, 2, 1), last=date(2026, 2, 10), bound="at_least")
        claim("comm.event", 4, first=date(2026, 3, 1), last=date(2026, 3, 2))
        release = proposed(tables=[["indicator"]])
        found = cells(release)
        assert (found["comm.leaflet"], found["comm.event"]) == ((1200, "shown", 1200), (4, "shown", 4))
        approved(release)
        address = reverse("portal:publication", args=[HEALTH, Publication.objects.get().year, 1])
        assert "ít nhất 1.200" in Client().get(address).content.decode()
        lines = Client().get(address.rstrip("/") + ".csv").content.decode("utf-8-sig").splitlines()
        assert "comm.leaflet,1200,at_least,shown" in lines

    def test_what_counts_persons_is_none_of_it(self):
        claim("victim.supported", 2, first=date(2026, 2, 1), last=date(2026, 2, 10))
        assert not cells(proposed(tables=[["indicator"]]))


class TestRestricted:
    def test_the_form_asks_for_recipient_and_agreement_and_gives_it_to_them_alone(self):
        people(female=14, male=6)
        with acting("reporter") as staff:
            agreement = find_or_create(Cited("thỏa thuận", "7/TT", dated_on=DAY), by=staff)
        reporter = signed_in("reporter")
        asked = ASKED | {"audience": "restricted", "key": str(uuid.uuid4()), "tables": [], "crossed": ["sex", "route"]}
        answer = reporter.post(reverse("reports:propose_release"), asked)
        assert answer.status_code == 422
        assert answer.content.decode().count("phải ghi rõ bên nhận và thỏa thuận") >= 2
        full = asked | {
            "recipient": "Công an tỉnh",
            "recipient_body": str(body(POLICE).pk),
            "agreement": str(agreement.pk),
        }
        for wrong in (
            {"agreement": str(uuid.uuid4())},
            {"recipient_body": "x"},
            {"recipient": "x" * 201},
            {"crossed": ["sex"]},
        ):
            assert reporter.post(reverse("reports:propose_release"), full | wrong).status_code == 422
        assert reporter.post(reverse("reports:propose_release"), full).status_code == 302
        with acting("reporter"):
            release = computed(Release.objects.get())
        assert (release.k, cells(release)["male"][2]) == (5, 6)  # what the public would not be shown
        approved(release)
        assert not Publication.objects.exists()  # without a session there is no such release
        number = reverse("reports:published_csv", args=[release.pk])
        assert signed_in("reporter", OTHER_HEALTH).get(number).status_code == 404
        assert signed_in("head").get(number).status_code == 403
