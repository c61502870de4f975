"""The register of instruments: the same document is one row however it is written."""

from datetime import date

import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, acting, body
from vongtay.agencies.models import Body
from vongtay.papers.instruments import Cited, find_or_create, normal_number
from vongtay.papers.models import Instrument

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 5)


def found(*cited: Cited) -> int:
    with acting("reporter") as staff:
        return len({find_or_create(one, by=staff).pk for one in cited})


@pytest.mark.parametrize(
    "written",
    [
        "12/KH-UBND",
        "số 12/KH-UBND",
        " 12 / kh-ubnd",
        "012/KH–UBND",
        "12/KH-\u200bUBND",
        "Số: 12/KH-UBND.",
        "SỐ12/KH-UBND",
        "12/KH.UBND",
        "12/KH UBND",
        "12／KH−UBND",
        "12\\KH-UBND",
        "Kế hoạch số 12/KH-UBND ngày 16/3/2016",
        "12/KH-UBND của Ủy ban nhân dân tỉnh",
        "12 /KH - UBND;",
    ],
)
def test_one_number_has_one_normal_form(written):
    assert normal_number(written) == "12/KH-UBND"


@pytest.mark.parametrize(
    ("normal", "written"),
    [
        ("20/KH-LDTBXH", ["20/KH-LĐTB&XH", "20/kh-lđtb & xh", "20/KH-LÐTBXH", "20/KH-LĐ-TBXH", "số 20/KH–LĐTB-XH"]),
        (
            "2548/QCPH-SLDTBXH-CAT-BDBP-HLHPN",
            ["2548/QCPH-SLĐTBXH-CAT-BĐBP-HLHPN", "2.548/QCPH - SLĐTB&XH - CAT - BĐBP - HLHPN"],
        ),
        ("53/2024/QH15", ["53/2024/QH15", "Luật số: 53 / 2024 / QH15"]),
        ("20-KH/TU", ["20-KH/TU", "Số 20 – KH/TU"]),
        ("5A/KH-UBND", ["05a/KH-UBND"]),
        ("", ["/KH-UBND", "Số:      /KH-UBND", "…/KH-UBND"]),
    ],
)
def test_many_written_forms_are_one(normal, written):
    assert {normal_number(one) for one in written} == {normal}


def test_two_communes_may_use_one_number_on_one_day():
    with acting("reporter") as staff:
        first, second = (
            body(COMMUNE),
            Body.objects.filter(kind="commune", province_id=staff.province_id).exclude(code=COMMUNE)[0],
        )
        cited = Cited("kế hoạch", "5/KH-UBND", dated_on=DAY)
        rows = [find_or_create(cited, by=staff, issued_by=one) for one in (first, second, first)]
        assert rows[0] == rows[2] != rows[1]
        assert find_or_create(cited, by=staff) not in rows  # whose it is was not said


def test_the_same_document_cited_ten_times_is_one_row():
    assert (
        found(*[Cited("kế hoạch", "12/KH-UBND", dated_on=DAY), Cited("Kế hoạch", "số 012/kh-ubnd", dated_on=DAY)] * 5)
        == 1
    )


def test_a_date_learned_later_completes_the_row_and_a_missing_one_finds_it():
    assert found(Cited(number="12/KH-UBND"), Cited(number="12/KH-UBND", dated_on=DAY), Cited(number="12/KH-UBND")) == 1
    with acting("reporter"):
        assert Instrument.objects.get().dated_on == DAY


def test_numbers_begin_again_each_year():
    later = Cited(number="12/KH-UBND", dated_on=date(2027, 2, 5))
    assert found(Cited(number="12/KH-UBND", dated_on=DAY), later) == 2
    assert (
        found(Cited(number="12/KH-UBND", dated_on=DAY), later, Cited(number="12/KH-UBND")) == 3
    )  # which of the two is not said


def test_documents_without_a_number_are_told_apart_by_their_title():
    law = Cited("luật", title="Luật Phòng,  chống mua bán người")
    assert found(law, Cited("luật", title="luật phòng, chống mua bán người"), Cited("luật", title="Luật Trẻ em")) == 2


def test_each_owner_has_its_own_register():
    found(Cited(number="12/KH-UBND"))
    with acting("reporter", OTHER_HEALTH) as staff:
        find_or_create(Cited(number="12/KH-UBND"), by=staff)
        assert Instrument.objects.count() == 1  # the wall shows one's own province alone
