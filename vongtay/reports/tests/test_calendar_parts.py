"""Figures of reports by sex and age: told beside the whole, never more than it, carried into corrections and totals."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests.cast import COMMUNE, acting, body
from vongtay.common.access import Refused
from vongtay.common.periods import parse_period
from vongtay.indicators.models import Indicator
from vongtay.indicators.queries import totals
from vongtay.reports.actions import Answered, Said
from vongtay.reports.models import SubmissionLine
from vongtay.reports.tests.submitting import LANG_SON, NIL, PERIOD, an_obligation, approved, sent, value
from vongtay.reports.tests.world import signed_in

pytestmark = pytest.mark.django_db
PLEDGE, LEAFLET = "comm.pledge", "comm.leaflet"
PARTS = {"sex": {"female": 200, "male": 90}, "age": {"under_16": 40}}


def asked():
    return an_obligation(indicators=list(Indicator.objects.filter(pk__in=(PLEDGE, LEAFLET))))


def told(whole="320", parts=None, **more):
    answer = Answered("value", value(whole).stated, PARTS if parts is None else parts)
    return Said(**({"answers": {LEAFLET: NIL, PLEDGE: answer}} | more))


def splits(moment=None):
    with acting("reporter") as staff:
        found = totals(staff, area_id=LANG_SON, period=parse_period(PERIOD), as_known_on=moment)
        line = next(line for line in found if line.indicator.pk == PLEDGE)
        return {one.dimension: (dict(one.parts), one.unknown.low) for one in line.splits}


def test_parts_go_on_record_and_what_nobody_told_is_unknown():
    approved(asked(), told())
    found = splits()
    assert found["sex"] == ({"female": 200, "male": 90, "other": 0}, 30)
    assert found["age"] == ({"under_16": 40, "16_17": 0, "18_plus": 0}, 280)


def test_a_correction_carries_its_parts_and_the_difference_names_them():
    row = asked()
    approved(row, told())
    second = approved(row, told(parts={"sex": {"female": 210, "male": 90}}, why="Đếm lại"))
    assert splits() == {"sex": ({"female": 210, "male": 90, "other": 0}, 20)}
    page = signed_in("head").get(reverse("reports:submission", args=[second.pk])).content.decode()
    assert "<del>320 (Nữ: 200; Nam: 90; Dưới 16 tuổi: 40)</del>" in page
    assert "<ins>Nữ: 210; Nam: 90</ins>" in page


@pytest.mark.parametrize(
    "answer",
    [
        Answered("value", value("320").stated, {"sex": {"female": 300, "male": 21}}),
        Answered("value", value("dưới 320").stated, {"age": {"under_16": 400}}),
        Answered("value", value("320").stated, {"sex": {"female": -1}}),
        Answered("value", value("320").stated, {"sex": {"robot": 1}}),
        Answered("value", value("320").stated, {"rank": {"first": 1}}),
        Answered("nil", None, {"sex": {"female": 1}}),
    ],
)
def test_parts_that_can_not_be_are_refused_by_the_name_of_the_indicator(answer):
    with pytest.raises(Refused) as refused:
        sent(asked(), Said({LEAFLET: NIL, PLEDGE: answer}))
    assert refused.value.reasons[0].startswith("Người, hộ ký cam kết: ")


def test_an_indicator_that_is_not_asked_for_by_parts_takes_none_and_nil_has_none():
    leaflets = Answered("value", value("320").stated, {"sex": {"female": 1}})
    with pytest.raises(Refused):
        sent(asked(), Said({LEAFLET: leaflets, PLEDGE: NIL}))
    row = sent(asked(), told())
    with acting("receiver", COMMUNE), transaction.atomic():
        line = SubmissionLine.objects.get(submission=row, indicator_id=LEAFLET)
        line.splits = {"sex": {"female": 1}}
        with pytest.raises(DatabaseError):
            line.save(force_update=True)
        transaction.set_rollback(True)


def test_at_least_and_about_may_be_less_than_their_parts():
    approved(asked(), told("trên 200"))
    assert splits()["sex"][1] == 0


class TestForm:
    def url(self, row, name="write_report"):
        return reverse(
            f"reports:{name}", kwargs={"obligation_id": row.pk, "period": PERIOD, "body_id": body(COMMUNE).pk}
        )

    def form(self, client, row, **answers):
        given = client.get(self.url(row)).context["form"]
        hidden = {name: given[name].value() for name in ("key", "post", "version")}
        numbers = {row.pk: number for number, row in enumerate(given.indicators)}
        leaflet, pledge = numbers[LEAFLET], numbers[PLEDGE]
        values = {
            f"answer_{leaflet}": "nil",
            f"answer_{pledge}": "value",
            f"value_{pledge}": "320",
            f"part_{pledge}_sex_female": "200",
        }
        return (
            hidden
            | {"narrative": "", "do": "send"}
            | values
            | {key.replace("#", str(pledge)): text for key, text in answers.items()}
        )

    def test_parts_are_asked_where_the_indicator_has_them_and_kept(self):
        row, client = asked(), signed_in("receiver", COMMUNE)
        assert client.post(self.url(row), self.form(client, row) | {"do": "save"}).status_code == 302
        again = client.get(self.url(row)).content.decode()
        assert 'value="200"' in again
        assert again.count("parts-of-figure") == 2  # by sex and by age of one indicator, none of the other
        assert client.post(self.url(row), self.form(client, row)).status_code == 302
        assert "Nữ: 200" in client.get(self.url(row, "report_of")).content.decode()

    @pytest.mark.parametrize(
        "answers",
        [
            {"part_#_sex_female": "321"},
            {"part_#_sex_female": "-1"},
            {"part_#_sex_female": "rác\u0000" + "9" * 40},
            {"value_#": "", "answer_#": "nil"},
            {"value_#": "", "answer_#": "none"},
        ],
    )
    def test_what_can_not_be_is_said_on_its_row_and_stays(self, answers):
        row, client = asked(), signed_in("receiver", COMMUNE)
        answer = client.post(self.url(row), self.form(client, row, **answers) | {"narrative": "Giữ lại"})
        assert answer.status_code in (400, 422)
        assert answer.status_code == 400 or "Giữ lại" in answer.content.decode()
        with acting("receiver", COMMUNE):
            assert not SubmissionLine.objects.exists()
