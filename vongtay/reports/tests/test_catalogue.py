"""The catalogue of indicators: complete, in words, and the same as the reference file."""

import csv
import io
from importlib import resources

import pytest
from django.urls import reverse

from vongtay.indicators.models import CATEGORIES, Indicator, MeasureKind, SourceKind
from vongtay.reports.tests.world import signed_in

pytestmark = pytest.mark.django_db


def reference() -> list[dict[str, str]]:
    text = resources.files("vongtay.indicators.reference").joinpath("indicators.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_each_indicator_says_what_it_measures_how_and_whence():
    for row in reference():
        assert row["kind"] in MeasureKind.values, row["code"]
        assert set(row["splits"].split()) <= set(CATEGORIES), row["code"]
        assert row["sources"].split(), row["code"]
        assert set(row["sources"].split()) <= set(SourceKind.values), row["code"]
        assert row["definition"], row["code"]
        assert row["definition_vi"], row["code"]


def test_the_page_shows_all_of_them_with_words_for_each():
    page = signed_in("reporter").get(reverse("reports:catalogue")).content.decode()
    for row in reference():
        assert f'id="{row["code"]}"' in page
    for said in (
        "Liệt kê từng số liệu, không cộng",
        "Các số liệu được cộng",
        "theo giới tính",
        "Số hiện có đến ngày cuối kỳ",
    ):
        assert said in page


def test_the_file_has_one_line_an_indicator():
    response = signed_in("statistician").get(reverse("reports:catalogue_csv"))
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert {row["code"] for row in rows} == set(Indicator.objects.values_list("code", flat=True))


@pytest.mark.parametrize("name", ["catalogue", "catalogue_csv"])
def test_who_does_not_count_has_no_such_page(name):
    assert signed_in("verifier").get(reverse(f"reports:{name}")).status_code == 404
