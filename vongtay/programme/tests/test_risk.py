"""Risk of areas, key areas that nothing reaches, and what was built into other programmes."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, acting, body, sign_in
from vongtay.agencies.models import Place
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.common.periods import Calendar, Kind, Period
from vongtay.indicators.actions import Claim, Speaker, confirm_figure
from vongtay.programme.actions import ActivityFacts, record_activity
from vongtay.programme.actions import risk as actions
from vongtay.programme.models import BuiltIn, RiskAssessment
from vongtay.programme.queries import risk as queries
from vongtay.programme.states.activities import Kind as Activities
from vongtay.programme.tests.test_documents import a_plan

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), Calendar.STATISTICAL, Kind.CUSTOM)
MIDDLE = date(2026, 7, 1)
DONG_DANG = 2306184


def judged(by, **changes):
    values = {
        "area": Place.objects.get(pk=DONG_DANG),
        "assessed_on": MIDDLE,
        "level": 3,
        "factors": "Nhiều đường mòn qua biên giới",
    }
    key = changes.pop("key", None) or uuid.uuid4()
    return actions.assess_risk(key=key, judged=actions.Judged(**(values | changes)), by=by)


def built(**changes):
    return actions.Built(
        **(
            {
                "other": "poverty",
                "year": 2026,
                "text": "Tuyên truyền trong tập huấn giảm nghèo",
                "done_by": body(HEALTH),
            }
            | changes
        )
    )


class TestRisk:
    def test_the_newest_holds_and_a_key_area_without_activity_is_shown(self):
        with acting("reporter") as by:
            plan, key = a_plan(by), uuid.uuid4()
            judged(by, assessed_on=MIDDLE - timedelta(days=30), level=1)
            row = judged(by, key=key, is_key=True, decision=plan)
            assert judged(by, key=key) == row
            (area,) = queries.areas(by, YEAR, area_id=by.province_id)
            assert (area.row, area.is_missed) == (row, True)
            nil = Claim("comm.event", Decimal(0), date(2026, 5, 1), date(2026, 5, 1), nil=True)
            confirm_figure(claim=nil, speaker=Speaker(by.body_id, DONG_DANG, by.province_id), by=by)
            assert queries.areas(by, YEAR, area_id=by.province_id)[0].is_missed
            event = Claim("comm.event", Decimal(2), date(2026, 6, 1), date(2026, 6, 1))
            confirm_figure(claim=event, speaker=Speaker(by.body_id, DONG_DANG, by.province_id), by=by)
            assert (
                queries.areas(by, YEAR, area_id=by.province_id)[0].n_figures,
                queries.areas(by, YEAR, area_id=by.province_id)[0].is_missed,
            ) == (1, False)

    def test_an_activity_without_a_number_reaches_a_key_area_and_what_was_known_is_reproduced(self):
        with acting("reporter") as by:
            row = judged(by, is_key=True, decision=a_plan(by))
            facts = ActivityFacts(
                Activities.MOBILE, "Xe loa lưu động", date(2026, 3, 1), date(2026, 3, 1), area_id=DONG_DANG
            )
            record_activity(key=uuid.uuid4(), facts=facts, told=[], by=by)
            before = timezone.now()
            (now,) = queries.areas(by, YEAR, area_id=by.province_id)
            assert (now.n_figures, now.n_activities, now.is_missed) == (0, 1, False)
            actions.withdraw_assessment(row=row, why="Nhầm xã", by=by)
            assert not queries.areas(by, YEAR, area_id=by.province_id)
            assert [one.row for one in queries.areas(by, YEAR, area_id=by.province_id, as_known_on=before)] == [row]

    def test_taken_back_the_one_before_holds_again(self):
        with acting("reporter") as by:
            first = judged(by, assessed_on=MIDDLE - timedelta(days=30), level=1)
            row = judged(by)
            with pytest.raises(Refused):
                actions.withdraw_assessment(row=row, why=" ", by=by)
            actions.withdraw_assessment(row=row, why="Nhầm xã", by=by)
            assert queries.newest(by, queries.Asked(by.province_id, today())) == [first]
            with pytest.raises(Stale):
                actions.withdraw_assessment(row=row, why="Nhầm xã", by=by)

    @pytest.mark.parametrize(
        "wrong",
        [{"is_key": True}, {"factors": " "}, {"assessed_on": date(2999, 1, 1)}],
        ids=["no decision", "no words", "future"],
    )
    def test_what_can_not_be_is_refused(self, wrong):
        with acting("reporter") as by, pytest.raises(Refused):
            judged(by, **wrong)

    def test_another_province_is_neither_judged_nor_seen(self):
        with acting("reporter", OTHER_HEALTH) as by, pytest.raises(Refused):
            judged(by)
        with acting("reporter") as by:
            row = judged(by)
        with acting("reporter", OTHER_HEALTH) as by:
            assert queries.newest(by, queries.Asked(by.province_id, today())) == []
            assert RiskAssessment.objects.filter(pk=row.pk).update(level=1) == 0
        with acting("receiver", COMMUNE) as by, pytest.raises(NotAllowed):
            actions.withdraw_assessment(row=row, why="Sai", by=by)
        with acting("verifier") as by, pytest.raises(NotAllowed):
            judged(by)


class TestBuiltIn:
    def test_noted_once_and_its_result_follows(self):
        with acting("reporter") as by:
            key = uuid.uuid4()
            row = actions.note_built_in(key=key, built=built(), by=by)
            assert actions.note_built_in(key=key, built=built(), by=by) == row
            actions.correct_built_in(row=row, built=built(result="350 hộ"), version=1, by=by)
            assert [one.result for one in queries.built_in(by, other="poverty", year=2026)] == ["350 hộ"]
            assert not queries.built_in(by, other="jobs").exists()
            with pytest.raises(Stale):
                actions.correct_built_in(row=row, built=built(), version=1, by=by)
            with pytest.raises(Refused):
                actions.note_built_in(key=uuid.uuid4(), built=built(text=" "), by=by)
        with acting("receiver", COMMUNE) as by, pytest.raises(NotAllowed):
            actions.correct_built_in(row=row, built=built(), version=2, by=by)
        with acting("reporter", OTHER_HEALTH) as by:
            assert not queries.built_in(by).exists()


class TestPages:
    def test_an_area_is_judged_and_shown(self, client, django_assert_max_num_queries):
        sign_in(client, "reporter")
        sent = {
            "key": str(uuid.uuid4()),
            "area": str(DONG_DANG),
            "assessed_on": today().strftime("%d/%m/%Y"),
            "level": "3",
            "factors": "Môi giới lao động",
        }
        assert client.post("/programme/risk/new/", sent | {"is_key": "on"}).status_code == 422
        assert client.post("/programme/risk/new/", sent).status_code == 302
        for address in ("/programme/risk/", "/programme/risk/?only=missed&year=2025", f"/programme/risk/{DONG_DANG}/"):
            with django_assert_max_num_queries(14):
                assert client.get(address).status_code == 200
        assert "Môi giới lao động" in client.get("/programme/risk/").content.decode()
        with acting("reporter"):
            row = RiskAssessment.objects.get()
        assert client.post(f"/programme/risk/{row.pk}/back/", {"why": "Nhầm"}).status_code == 302
        assert client.get(f"/programme/risk/{DONG_DANG}/").status_code == 404
        assert sign_in(Client(), "administrator").get("/programme/risk/").status_code == 403

    def test_what_was_built_in_is_noted_and_corrected(self, client, django_assert_max_num_queries):
        sign_in(client, "reporter")
        sent = {
            "key": str(uuid.uuid4()),
            "other": "rural",
            "year": "2026",
            "text": "Tiêu chí xã lành mạnh",
            "done_by": str(body(HEALTH).pk),
        }
        assert client.post("/programme/risk/built-in/new/", sent | {"year": "1"}).status_code == 422
        assert client.post("/programme/risk/built-in/new/", sent).status_code == 302
        with acting("reporter"):
            row = BuiltIn.objects.get()
        own = f"/programme/risk/built-in/{row.pk}/"
        assert "Tiêu chí xã lành mạnh" in client.get(own).content.decode()
        assert client.post(own, sent | {"version": "1", "result": "12 xã đạt"}).status_code == 302
        with django_assert_max_num_queries(12):
            assert "12 xã đạt" in client.get("/programme/risk/built-in/?other=rural").content.decode()
        assert sign_in(Client(), "receiver", COMMUNE).get(own).status_code == 403
