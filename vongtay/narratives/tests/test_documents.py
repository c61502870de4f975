"""The register of plans, letters and laws: who reads it, who writes it, and where a document is cited."""

from datetime import date

import pytest
from django.test import Client

from tests import cast
from vongtay.common.access import NotAllowed, Refused
from vongtay.narratives import queries
from vongtay.papers.actions import correct_instrument, enter_instrument
from vongtay.papers.instruments import Cited
from vongtay.papers.models import Instrument

pytestmark = pytest.mark.django_db
PLAN = Cited("kế hoạch", "45/KH-UBND", "Phòng, chống mua bán người năm 2026", "UBND tỉnh", date(2026, 2, 10))


def test_a_document_is_entered_once_however_its_number_is_written():
    with cast.acting("clerk") as by:
        first = enter_instrument(document=PLAN, by=by)
        again = enter_instrument(document=Cited("kế hoạch", "số 45 / kh–ubnd", dated_on=date(2026, 2, 10)), by=by)
        assert again == first
        assert Instrument.objects.count() == 1


def test_a_correction_that_makes_two_rows_one_document_is_refused():
    with cast.acting("clerk") as by:
        enter_instrument(document=PLAN, by=by)
        other = enter_instrument(document=Cited("công văn", "8/SYT-VP"), by=by)
        with pytest.raises(Refused):
            correct_instrument(instrument=other, document=PLAN, by=by)
        with pytest.raises(Refused):
            correct_instrument(instrument=other, document=Cited(), by=by)
        other = correct_instrument(instrument=other, document=Cited("công văn", "9/SYT-VP", "V/v báo cáo"), by=by)
        assert (other.number, other.normal) == ("9/SYT-VP", "9/SYT-VP")


@pytest.mark.parametrize("role", ["verifier", "administrator", "auditor"])
def test_others_do_not_write(role):
    with cast.acting(role) as by, pytest.raises(NotAllowed):
        enter_instrument(document=PLAN, by=by)


def test_the_pages_find_enter_and_correct(django_assert_max_num_queries):
    client = cast.sign_in(Client(), "clerk")
    empty = client.post("/readings/documents/new/", {"kind": "kế hoạch"})
    assert empty.status_code == 422
    sent = {
        "kind": "kế hoạch",
        "number": "45/KH-UBND",
        "title": "Phòng, chống mua bán người",
        "issuer": "UBND tỉnh",
        "dated_on": "10/02/2026",
    }
    shown = client.post("/readings/documents/new/", sent, follow=True)
    assert "45/KH-UBND" in shown.content.decode()
    for text, found in (("45 / kh-ubnd", True), ("mua bán", True), ("999/QĐ", False)):
        with django_assert_max_num_queries(10):
            page = client.get("/readings/documents/", {"q": text}).content.decode()
        assert ("45/KH-UBND</a>" in page) is found, text
    assert cast.sign_in(Client(), "statistician").get("/readings/documents/").status_code == 403


def test_where_it_is_cited_is_counted_within_reach():
    with cast.acting("reporter") as by:
        enter_instrument(document=PLAN, by=by)
        (row,) = queries.documents(by)
        assert (row.n_cited, queries.citing(by, row)) == (0, [])
