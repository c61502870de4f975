"""Figures by commune: what the table says, what its numbers open, and the judging of two tellings of one event."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.cast import OTHER_HEALTH, acting
from vongtay.agencies.roles import MAY_COUNT
from vongtay.audit.models import Entry
from vongtay.indicators.models import Figure, Indicator
from vongtay.reports.tests.world import DONG_DANG, LANG_SON, claim, signed_in, the_body

pytestmark = pytest.mark.django_db
ONE = {"area_id": LANG_SON, "calendar": "administrative", "period": "2026"}
MARCH = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
OTHER_COMMUNE = 2305977


def url(name="matrix", **more):
    return reverse(f"reports:{name}", kwargs=ONE | more)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_communes_stand_under_each_other_and_their_sum_below():
    claim("comm.leaflet", 300, area_id=DONG_DANG, bound="at_least", **MARCH)
    claim("comm.leaflet", 20, area_id=OTHER_COMMUNE, value_high=24, **MARCH)
    client = signed_in("reporter")
    page = text_of(client.get(url()))
    for said in ("ít nhất 300", "20–24", "ít nhất 320"):
        assert said in page, said
    behind = reverse("reports:claims", kwargs=ONE | {"area_id": DONG_DANG, "code": "comm.leaflet"})
    assert behind in page
    assert "ít nhất 300" in text_of(client.get(behind))


def test_another_part_and_one_body_alone_are_asked_for():
    claim("comm.leaflet", 300, area_id=DONG_DANG, **MARCH)
    claim("comm.leaflet", 7, area_id=DONG_DANG, body=the_body(OTHER_HEALTH), **MARCH)
    client = signed_in("reporter")
    assert ">307</a>" in text_of(client.get(url()))
    assert ">7</a>" in text_of(client.get(url(), {"body": the_body(OTHER_HEALTH).pk}))
    assert "Chưa có số liệu" in text_of(client.get(url(), {"section": "III.2"}))


@pytest.mark.parametrize("asked", [{"section": "XX"}, {"body": "nobody"}, {"section": "III.1' or 1=1"}])
def test_what_is_no_part_or_body_is_missing(asked):
    assert signed_in("reporter").get(url(), asked).status_code == 404


@pytest.mark.parametrize("role", ["reporter", "head", "case_worker", "verifier", "auditor", "administrator"])
def test_only_who_counts_sees_it(role):
    expected = 200 if role in {one.value for one in MAY_COUNT} else 404
    assert signed_in(role).get(url()).status_code == expected


def test_the_page_asks_as_many_queries_for_many_figures_as_for_few():
    client = signed_in("reporter")
    counts = []
    for area in (DONG_DANG, OTHER_COMMUNE):
        for code in ("comm.leaflet", "comm.banner", "comm.news"):
            claim(code, 3, area_id=area, **MARCH)
        client.get(url())
        with CaptureQueriesContext(connection) as asked:
            client.get(url())
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 13


def test_the_download_has_both_ends_of_each_number_and_is_logged():
    claim("comm.leaflet", 300, area_id=DONG_DANG, bound="at_least", **MARCH)
    response = signed_in("reporter").get(url("matrix_csv"))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[1][1] == "comm.leaflet"
    assert rows[1][3:] == ["300", "", "tờ", "1"]
    with acting("auditor"):
        assert Entry.objects.filter(act="reports.export_statistics").count() == 1


class TestJudging:
    def pair(self) -> tuple[Figure, Figure]:
        one = claim("comm.leaflet", 300, area_id=DONG_DANG, bound="about", **MARCH)
        return one, claim("comm.leaflet", 310, area_id=DONG_DANG, body=the_body(OTHER_HEALTH), **MARCH)

    def judge(self, client, one, other, word, code="comm.leaflet"):
        return client.post(url("judge", code=code), {"one": one.pk, "other": other.pk, "as": word}, follow=True)

    def test_a_pair_is_asked_about_and_judged_one(self):
        one, other = self.pair()
        client = signed_in("reporter")
        page = text_of(client.get(url("claims", code="comm.leaflet")))
        assert "Một sự kiện" in page
        done = text_of(self.judge(client, one, other, "one"))
        assert "Số liệu khác đã nói cùng sự kiện này" in done
        assert "Hai sự kiện" not in done
        assert ">310</a>" in text_of(client.get(url()))

    def test_a_pair_judged_two_is_not_asked_about_again(self):
        one, other = self.pair()
        client = signed_in("reporter")
        assert "Hai sự kiện</span>" not in text_of(self.judge(client, one, other, "two"))
        assert ">khoảng 610</a>" in text_of(client.get(url()))

    def test_a_page_that_is_behind_judges_nothing_twice(self):
        one, other = self.pair()
        client = signed_in("reporter")
        self.judge(client, one, other, "one")
        assert "Trong lúc đó có người khác" in text_of(self.judge(client, one, other, "two"))
        assert ">310</a>" in text_of(client.get(url()))

    def test_a_figure_of_another_indicator_is_missing(self):
        one, _other = self.pair()
        banner = claim("comm.banner", 3, area_id=DONG_DANG, **MARCH)
        assert self.judge(signed_in("reporter"), one, banner, "one").status_code == 404

    def test_who_reads_only_is_not_asked_and_judges_nothing(self):
        one, other = self.pair()
        client = signed_in("statistician")
        assert "Một sự kiện" not in text_of(client.get(url("claims", code="comm.leaflet")))
        self.judge(client, one, other, "one")
        with acting("reporter"):
            assert not Figure.objects.filter(event__isnull=False).exists()


class TestSplitting:
    def url(self, figure):
        return url("split", code=figure.indicator_id, figure_id=figure.pk)

    def test_a_figure_is_split_and_what_is_missing_is_unknown(self):
        figure = claim("comm.pledge", 300, area_id=DONG_DANG, bound="at_least", **MARCH)
        client = signed_in("reporter")
        page = text_of(
            client.post(self.url(figure), {"sex_female": "120", "sex_male": "80", "age_under_16": "40"}, follow=True)
        )
        assert "Nữ: 120; Nam: 80; Khác: 0; chưa rõ: ít nhất 100" in page
        assert "Dưới 16 tuổi: 40;" in page
        assert ">ít nhất 300</a>" in text_of(client.get(url()))

    def test_parts_above_the_whole_are_refused_with_all_typed_kept(self):
        figure = claim("comm.pledge", 100, area_id=DONG_DANG, **MARCH)
        response = signed_in("reporter").post(self.url(figure), {"sex_female": "80", "sex_male": "30"})
        assert response.status_code == 422
        assert "Các phần cộng lại lớn hơn tổng số" in text_of(response)
        assert 'value="80"' in text_of(response)
        with acting("reporter"):
            assert Figure.objects.get().splits == {}

    @pytest.mark.parametrize("typed", ["-1", "mười", "1e9", "99999999999"])
    def test_what_is_no_count_is_said_on_the_field(self, typed):
        figure = claim("comm.pledge", 100, area_id=DONG_DANG, **MARCH)
        assert signed_in("reporter").post(self.url(figure), {"sex_female": typed}).status_code == 422

    def test_who_only_reads_splits_nothing(self):
        figure = claim("comm.pledge", 100, area_id=DONG_DANG, **MARCH)
        assert signed_in("statistician").get(self.url(figure)).status_code == 404

    def test_the_splits_of_many_figures_add_up_and_the_rest_is_unknown(self):
        claim("comm.pledge", 100, area_id=DONG_DANG, splits={"sex": {"female": 60, "male": 40}}, **MARCH)
        claim("comm.pledge", 50, area_id=OTHER_COMMUNE, **MARCH)
        page = text_of(signed_in("reporter").get(url("claims", code="comm.pledge")))
        assert "Nữ: 60; Nam: 40; Khác: 0; chưa rõ: 50" in page


def cells_of(response):
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


def test_the_table_leaves_as_a_paper_with_units_bounds_and_sums():
    claim("comm.leaflet", 300, area_id=DONG_DANG, bound="at_least", **MARCH)
    claim("comm.leaflet", 1200, area_id=OTHER_COMMUNE, **MARCH)
    rows = cells_of(signed_in("statistician").get(url("matrix_xlsx")))
    leaflets = Indicator.objects.get(pk="comm.leaflet")
    assert ["STT", "Địa bàn", leaflets.name_vi] in rows
    assert [leaflets.unit] in rows
    assert [row[2] for row in rows if row[:1] in ([1], [2])] in ([1200, "ít nhất 300"], ["ít nhất 300", 1200])
    assert ["Tổng cộng", "ít nhất 1.500"] in rows
    assert ["Tỉnh Lạng Sơn, năm 2026"] in rows


def test_the_totals_leave_as_one_table_with_who_told_them():
    claim("comm.leaflet", 300, bound="at_least", **MARCH)
    claim("train.course", 2, **MARCH)
    rows = cells_of(signed_in("reporter").get(url("totals_xlsx")))
    told = {row[2]: row[4:] for row in rows if row and isinstance(row[0], int)}
    names = dict(Indicator.objects.values_list("pk", "name_vi"))
    assert told[names["comm.leaflet"]] == ["ít nhất 300", "Sở Y tế tỉnh Lạng Sơn"]
    assert told[names["train.course"]] == [2, "Sở Y tế tỉnh Lạng Sơn"]
    with acting("auditor"):
        assert Entry.objects.filter(act="reports.export_statistics").count() == 1


@pytest.mark.parametrize("name", ["matrix_xlsx", "totals_xlsx"])
def test_only_who_counts_takes_a_table_out(name):
    assert signed_in("case_worker").get(url(name)).status_code == 404
    assert signed_in("reporter", OTHER_HEALTH).get(url(name)).status_code == 404
