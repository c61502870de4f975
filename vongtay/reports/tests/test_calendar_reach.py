"""How far an obligation reaches: the whole country for a ministry, and bodies whose work passed on, through two mergers."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, POLICE, acting, body
from vongtay.agencies.models import Body, Mandate, Place
from vongtay.agencies.places.units import COUNTRY
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.common.periods import parse_period
from vongtay.indicators.models import Figure
from vongtay.indicators.queries import totals
from vongtay.reports import actions
from vongtay.reports.actions import FromPaper
from vongtay.reports.models import Obligation, ReportReminder, Submission
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries.board import board_of
from vongtay.reports.queries.owing import heir, owing_bodies
from vongtay.reports.tests.submitting import LANG_SON, PERIOD, an_obligation, owed, said, what, who
from vongtay.reports.tests.world import claim, signed_in
from vongtay.tasks import actions as tasks

pytestmark = pytest.mark.django_db
MINISTRY = "VN.BYT"
Q1, Q2, Q3 = (parse_period(f"2026-Q{number}") for number in (1, 2, 3))


def national(**changes):
    """What the health departments of all provinces owe the ministry."""
    place = Place.objects.get(pk=COUNTRY)
    of = {"province": place, "owes": "kind", "kind": "health_department", "begins_on": date(2026, 4, 1)} | changes
    with acting("reporter", MINISTRY) as staff:
        return actions.set_up_obligation(key=uuid.uuid4(), who=who(**of), what=what(), by=staff)


def told(row, code=HEALTH, role="reporter", period=PERIOD, body_code=None, **more):
    with acting(role, code) as staff:
        return actions.send_submission(
            key=uuid.uuid4(), owed=owed(staff, row, code=body_code or code, period=period), said=said(**more), version=0,
            post=uuid.uuid4(), by=staff,
        )  # fmt: skip


class TestCountry:
    def test_it_reaches_the_bodies_of_provinces_and_their_reports_arrive(self):
        row = national()
        for role, code, is_owed in (
            ("head", HEALTH, True),
            ("reporter", OTHER_HEALTH, True),
            ("receiver", COMMUNE, False),
        ):
            with acting(role, code) as staff:
                mine = [one.obligation for one in queries.owed_now(staff, date(2026, 6, 20))]
                assert (row in mine, Obligation.objects.filter(pk=row.pk).exists()) == (is_owed, is_owed)
        sent = told(row)
        assert sent.province_id == LANG_SON
        with acting("reporter", OTHER_HEALTH) as staff:  # owes itself, and reads no report of another province
            assert not Submission.objects.exists()
            assert queries.owed_of(staff, row, PERIOD, body(HEALTH).pk) is None
            with pytest.raises(NotAllowed):
                actions.approve_submission(submission=sent, version=sent.version, by=staff)
        with acting("head", MINISTRY) as staff:
            actions.approve_submission(submission=sent, version=sent.version, by=staff)
            (figure,) = Figure.objects.filter(indicator_id="comm.leaflet")
            assert (figure.body.code, figure.province_id, figure.area_id) == (HEALTH, LANG_SON, LANG_SON)
            lines = {line.indicator.pk: line for line in totals(staff, area_id=COUNTRY, period=Q2)}
            assert lines["comm.leaflet"].total.low == 300

    def test_its_board_shows_all_provinces(self):
        row = national()
        with acting("reporter", MINISTRY) as staff:
            board = board_of(staff, row, Q2, today())
            assert (len(board.rows), len(board.without)) == (2, 32)
        with acting("administrator", MINISTRY):
            Body.objects.bulk_create(
                Body(code=f"T{place.pk}.SYT", kind="health_department", name="Sở Y tế", short_name=f"Sở Y tế {place.full_name}", place=place, province=place)
                for place in board.without
            )  # fmt: skip
        told(row)
        with acting("reporter", MINISTRY) as staff:
            board = board_of(staff, row, Q2, today())
        assert (len(board.rows), board.without, board.counts.expected, board.counts.received) == (34, [], 34, 1)
        page = signed_in("reporter", MINISTRY).get(reverse("reports:board", args=[row.pk, PERIOD]))
        assert "Sở Y tế tỉnh Lạng Sơn" in page.content.decode()

    def test_the_form_offers_the_country_to_whom_it_is_mandated(self):
        client, url = signed_in("reporter", MINISTRY), reverse("reports:set_up_obligation")
        form = {
            "key": uuid.uuid4(), "title": "Báo cáo các sở", "province": COUNTRY, "owes": "kind", "owing_kind": "health_department", "calendar": "administrative",
            "period_kind": "quarter", "begins_on": "01/04/2026", "speaks": "own", "indicators": ["comm.event"], "due_rule": "",
        }  # fmt: skip
        assert "Cả nước" in client.get(url).content.decode()
        for changes in ({"owes": "communes"}, {"owing_kind": "commune"}):
            assert client.post(url, form | changes).status_code == 422
        assert client.post(url, form).status_code == 302
        assert signed_in("reporter").post(url, form | {"key": uuid.uuid4()}).status_code == 422
        with acting("reporter", MINISTRY):
            assert Obligation.objects.filter(province_id=COUNTRY).count() == 1

    def test_no_body_without_a_mandate_over_the_country_sets_it_up(self):
        place = Place.objects.get(pk=COUNTRY)
        with acting("reporter") as staff:
            with pytest.raises(NotAllowed):
                actions.set_up_obligation(key=uuid.uuid4(), who=who(province=place, owes="kind", kind="police_province"), what=what(), by=staff)  # fmt: skip
            with pytest.raises(DatabaseError), transaction.atomic():
                past_the_acts(place, staff)
        with acting("administrator", MINISTRY):
            Mandate.objects.filter(body__code=MINISTRY).update(valid_to=today() - timedelta(days=1))
        with pytest.raises(NotAllowed):
            national()
        with acting("reporter", MINISTRY) as staff, pytest.raises(DatabaseError), transaction.atomic():
            past_the_acts(place, staff)

    def test_one_body_of_a_province_is_asked_and_no_other_sees_it(self):
        row = national(owes="body", kind="", body=body(HEALTH))
        with acting("reporter") as staff:
            assert row in [one.obligation for one in queries.owed_now(staff, date(2026, 6, 20))]
        for role, code in (("reporter", OTHER_HEALTH), ("receiver", COMMUNE)):
            with acting(role, code):
                assert not Obligation.objects.filter(pk=row.pk).exists()
        paper = FromPaper("9/BC-CAT", date(2026, 6, 15), date(2026, 6, 16))
        police = national(kind="police_province")
        done = told(police, MINISTRY, body_code=POLICE, paper=paper)  # from its paper: it does not sign in
        assert (done.body.code, done.province_id) == (POLICE, LANG_SON)


def past_the_acts(place, staff):
    Obligation.objects.create(
        world=staff.world, province=place, body_id=staff.body_id, title="x", owes="kind", owing_kind="health_department", speaks="own",
        calendar="administrative", period_kind="quarter", begins_on=date(2026, 1, 1), entered_by_id=staff.post_id,
    )  # fmt: skip


FIRST, SECOND = "LS.UBND.05977", "LS.UBND.05983"


def merged(second_on=date(2026, 7, 31)):
    """One commune went into another at the end of March, and that one into a third."""
    with acting("administrator"):
        for code, into, day in ((FIRST, SECOND, date(2026, 3, 31)), (SECOND, COMMUNE, second_on)):
            assert Body.objects.filter(code=code).update(valid_to=day, successor=body(into))


class TestTwoMergers:
    def test_who_worked_at_the_cut_off_owes_and_who_does_the_work_today_answers(self):
        merged()
        row = an_obligation(of={"owes": "body", "body": body(FIRST)})
        with acting("reporter"):
            assert [[one.code for one in owing_bodies(row, period)] for period in (Q1, Q2, Q3)] == [
                [FIRST],
                [SECOND],
                [COMMUNE],
            ]
        with acting("receiver", COMMUNE) as staff:
            mine = {
                one.period.code: one.body.code
                for one in queries.owed_now(staff, date(2026, 9, 20))
                if one.standing == "to_do"
            }
            assert mine == {"2026-Q1": FIRST, "2026-Q2": SECOND, "2026-Q3": COMMUNE}
        for period, code in ((Q1, FIRST), (Q2, SECOND), (Q3, COMMUNE)):
            done = told(row, COMMUNE, "receiver", period.code, code)
            with acting("head") as staff:
                actions.approve_submission(submission=done, version=done.version, by=staff)
                figure = Figure.objects.get(indicator_id="comm.leaflet", happened_to=period.last)
                assert figure.area_id == body(code).place_id

    def test_between_the_two_mergers_the_one_in_the_middle_answers(self):
        merged(second_on=today() + timedelta(days=1))
        row = an_obligation(of={"owes": "body", "body": body(FIRST)})
        with acting("receiver", COMMUNE) as staff:
            assert not Obligation.objects.filter(pk=row.pk).exists()
            assert queries.owed_now(staff, date(2026, 9, 20)) == []
        with acting("reporter") as staff:
            assert heir(body(FIRST), today()).code == SECOND
            assert owed(staff, row, code=FIRST, period="2026-Q1").answered_by.code == SECOND

    def test_every_commune_is_followed_too_and_another_one_stays_out(self):
        row = an_obligation()
        merged()
        first = told(row, COMMUNE, "receiver", "2026-Q1", FIRST)
        assert first.body.code == FIRST
        with acting("receiver", COMMUNE) as staff:
            assert {
                one.body.code for one in queries.owed_now(staff, date(2026, 6, 20)) if one.period.code == PERIOD
            } == {
                SECOND,
                COMMUNE,
            }
        with acting("administrator"):
            Body.objects.filter(code=SECOND).update(successor=body("LS.UBND.06001"))
        with acting("receiver", COMMUNE) as staff:
            assert not Submission.objects.exists()
            assert {one.body.code for one in queries.owed_now(staff, date(2026, 6, 20))} == {COMMUNE}
            with pytest.raises((NotAllowed, AssertionError)):
                owed(staff, row, code=FIRST, period="2026-Q1")
            with pytest.raises(DatabaseError), transaction.atomic():
                Submission.objects.create(
                    world="demo", province_id=LANG_SON, obligation=row, period=PERIOD, first_on=Q2.first, last_on=Q2.last, body=body(SECOND),
                    to_body=body(HEALTH), wrapped=b"x", entered_by_id=staff.post_id, last_post=uuid.uuid4(),
                )  # fmt: skip

    def test_the_page_names_who_answers_and_the_receiving_body_still_enters_papers(self):
        row = an_obligation()
        merged()
        of = {"obligation_id": row.pk, "period": "2026-Q1", "body_id": body(FIRST).pk}
        page = signed_in("receiver", COMMUNE).get(reverse("reports:report_of", kwargs=of)).content.decode()
        assert "chịu trách nhiệm về báo cáo này" in page
        paper = FromPaper("7/BC-UBND", date(2026, 3, 16), date(2026, 3, 17))
        done = told(row, HEALTH, period="2026-Q1", body_code=FIRST, paper=paper)
        with acting("receiver", COMMUNE) as staff:
            assert queries.owed_of(staff, row, "2026-Q1", body(FIRST).pk).known.open == done
        with acting("reporter") as staff, pytest.raises(Refused):  # never without its paper
            told(row, HEALTH, period=PERIOD, body_code=SECOND)

    def test_what_a_former_body_told_is_known_to_whoever_writes_its_report(self):
        row = an_obligation()
        former = body(FIRST)
        values = {"area_id": former.place_id, "body": former, "source_kind": "activity", "source_id": uuid.uuid4()}
        with acting("reporter") as staff:
            claim("comm.leaflet", 120, first=Q1.first, last=Q1.first, recorded_by_id=staff.post_id, **values)
        with acting("receiver", COMMUNE):
            assert not Figure.objects.filter(body=former).exists()  # while it works, it speaks for itself
        merged()
        with acting("receiver", COMMUNE) as staff:
            known = queries.figures_known(staff, owed(staff, row, code=FIRST, period="2026-Q1"))
            assert known["comm.leaflet"].total.low == 120
            with pytest.raises(DatabaseError), transaction.atomic():  # and nobody writes in its name but by a report
                Figure.objects.create(
                    world="demo", province_id=LANG_SON, indicator_id="comm.leaflet", value=9, happened_from=Q1.first, happened_to=Q1.first,
                    recorded_by_id=staff.post_id, **values,
                )  # fmt: skip
        of = {"obligation_id": row.pk, "period": "2026-Q1", "body_id": former.pk}
        page = signed_in("receiver", COMMUNE).get(reverse("reports:write_report", kwargs=of)).content.decode()
        assert 'value="120"' in page
        with acting("reporter", OTHER_HEALTH):
            assert not Figure.objects.filter(body=former).exists()

    def test_who_answers_is_reminded(self):
        an_obligation()
        merged()
        day = date(2026, 8, 3)
        with acting("receiver", COMMUNE) as staff:
            tasks.choose_mailing(address="xa@example.vn", is_on=True, language="vi", by=staff)
        with acting("service") as job:
            actions.remind_of_reports(day=day, by=job)
            assert [things for _user, _language, things in queries.reminded_of(day)] == [
                2
            ]  # of its own and of the one in the middle
        with acting("receiver", COMMUNE):
            assert {row.body.code for row in ReportReminder.objects.select_related("body")} == {SECOND, COMMUNE}
