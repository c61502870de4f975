"""Activities: what is recorded becomes figures with their bounds; corrected and taken back they follow; who may, and who sees."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, acting, body, sign_in
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.amounts import parse_stated
from vongtay.common.days import today
from vongtay.common.periods import custom
from vongtay.indicators.actions import Claim, correct_figure, tell_one_event
from vongtay.indicators.models import Figure, SourceKind
from vongtay.indicators.queries import LeftOut, totals
from vongtay.programme import actions, queries
from vongtay.programme.actions import ActivityFacts, CampaignFacts, Told, Upload
from vongtay.programme.models import Activity, ActivityEvent, Campaign, Quantity
from vongtay.programme.permissions import Act
from vongtay.programme.states.activities import LINES, Kind
from vongtay.programme.states.units import indicator_of

pytestmark = pytest.mark.django_db
LANG_SON, DONG_DANG = 2100020, 2306184
DAY = date(2026, 7, 30)
YEAR = custom(date(2026, 1, 1), date(2026, 12, 31))
EVENING = ActivityFacts(Kind.EVENT, "Nói chuyện ở nhà văn hóa", DAY, DAY, place="Thôn Một")


def told(kind, beside="", **answers):
    """Quantities as somebody writes them."""
    read = {slot: parse_stated(text) for slot, text in answers.items()}
    return Told.all_of(kind, read, [parse_stated(part) for part in beside.split(";") if part])


def recorded(by, facts=EVENING, *, beside="", **answers):
    return actions.record_activity(
        key=uuid.uuid4(), facts=facts, told=told(facts.kind, beside, **(answers or {"people": "trên 300 người"})), by=by
    )


def said(by, area=LANG_SON):
    """What the totals of the year say, by indicator: of those added, and of those listed apart."""
    lines = totals(by, area_id=area, period=YEAR)
    return {
        line.indicator.code: [
            (line.total.value, line.total.bound) if line.total else None,
            *[why for _figure, why in line.left_out],
        ]
        for line in lines
    }


def test_a_commune_records_an_evening_and_each_number_is_a_figure_with_its_bound():
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff, sessions="1 buổi", people="trên 300 bà con", beside="200 tờ rơi;không có băng rôn nào")
        assert (row.area_id, row.body_id, row.mode, row.world) == (DONG_DANG, body(COMMUNE).pk, "face", "demo")
        figures = {one.indicator_id: one for one in Figure.objects.all()}
        people = figures["comm.attendance"]
        assert (people.value, people.bound, people.unit) == (300, "at_least", "bà con")
        assert (people.area_id, people.body_id, people.happened_from) == (DONG_DANG, row.body_id, DAY)
        assert figures["comm.banner"].nil
        assert {one.pk for one in Quantity.objects.all()} == {one.source_id for one in figures.values()}
        assert {one.source_kind for one in figures.values()} == {SourceKind.ACTIVITY}
    with acting("reporter") as reporter:
        assert said(reporter)["comm.leaflet"] == [(200, "exact")]
        assert said(reporter)["comm.attendance"] == [None, LeftOut.NOT_ADDED]


def test_an_activity_may_have_no_number_and_a_number_without_unit_takes_that_of_its_question():
    with acting("receiver", COMMUNE) as staff:
        row = actions.record_activity(key=uuid.uuid4(), facts=EVENING, told=[], by=staff)
        assert queries.counted(queries.activity_of(staff, row.pk)) == []
        recorded(staff, people="gần 50")
        assert Quantity.objects.get().unit == "người"


def test_sent_twice_it_is_one():
    with acting("receiver", COMMUNE) as staff:
        key = uuid.uuid4()
        for _turn in range(2):
            actions.record_activity(key=key, facts=EVENING, told=told(Kind.EVENT, people="50"), by=staff)
        assert (Activity.objects.count(), Figure.objects.count()) == (1, 1)


def test_a_correction_corrects_adds_and_takes_back_figures_and_keeps_what_stood():
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff, sessions="1 buổi", people="trên 300 người", beside="200 tờ rơi")
        later = replace(EVENING, title="Nói chuyện ở trường")
        now = told(Kind.EVENT, people="310", beside="3 băng rôn", sessions="1 buổi")
        fixed = actions.correct_activity(activity=row, facts=later, told=now, version=1, why="Đếm lại", by=staff)
        standing = {one.indicator_id: str(one) for one in queries.counted(queries.activity_of(staff, row.pk))}
        assert standing == {"comm.event": "1 buổi", "comm.attendance": "310 người", "comm.banner": "3 băng rôn"}
        assert (fixed.version, ActivityEvent.objects.get().title) == (2, EVENING.title)
    with acting("reporter") as reporter:
        assert said(reporter) == {
            "comm.event": [(1, "exact")], "comm.attendance": [None, LeftOut.NOT_ADDED], "comm.banner": [(3, "exact")]
        }  # fmt: skip


def test_a_figure_judged_to_tell_the_same_event_is_still_corrected_and_taken_back():
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff, beside="200 tờ rơi", people="50")
    with acting("case_worker") as staff:
        recorded(staff, replace(EVENING, area_id=DONG_DANG), beside="gần 200 tờ rơi", people="50")
    with acting("reporter") as staff:
        tell_one_event(figures=list(Figure.objects.filter(indicator_id="comm.leaflet")), by=staff)
        assert said(staff)["comm.leaflet"] == [(200, "exact"), LeftOut.SAME_EVENT]
    with acting("receiver", COMMUNE) as staff:
        now = told(Kind.EVENT, "210 tờ rơi", people="50")
        actions.correct_activity(activity=row, facts=EVENING, told=now, version=1, why="Đếm lại", by=staff)
    with acting("reporter") as staff:
        assert said(staff)["comm.leaflet"] == [(210, "exact"), LeftOut.SAME_EVENT]
    with acting("receiver", COMMUNE) as staff:
        actions.take_back_activity(activity=row, version=2, why="Nhập hai lần", by=staff)
    with acting("reporter") as staff:
        assert said(staff)["comm.leaflet"] == [(200, "about")]


def test_a_correction_of_the_place_moves_its_figures():
    with acting("case_worker") as staff:
        row = recorded(staff, beside="200 tờ rơi")
        facts = replace(EVENING, area_id=DONG_DANG)
        actions.correct_activity(
            activity=row, facts=facts, told=told(Kind.EVENT, "200 tờ rơi"), version=1, why="Sai xã", by=staff
        )
    with acting("reporter") as reporter:
        assert said(reporter, DONG_DANG) == {"comm.leaflet": [(200, "exact")]}


def test_taken_back_its_figures_count_no_more_and_it_stays_on_record():
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff)
        with pytest.raises(Refused):
            actions.take_back_activity(activity=row, version=1, why=" ", by=staff)
        actions.take_back_activity(activity=row, version=1, why="Nhập hai lần", by=staff)
        assert list(queries.activities_of(staff)) == []
        assert queries.activity_of(staff, row.pk).why_changed == "Nhập hai lần"
        with pytest.raises(Stale):
            actions.take_back_activity(activity=row, version=1, why="Nhập hai lần", by=staff)
        with pytest.raises(Refused):
            actions.correct_activity(activity=row, facts=EVENING, told=[], version=2, why="Sai", by=staff)
    with acting("reporter") as reporter:
        assert said(reporter) == {}


def test_a_stale_correction_is_refused_and_changes_nothing():
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff)
        with pytest.raises(Stale):
            actions.correct_activity(activity=row, facts=EVENING, told=[], version=7, why="Sai", by=staff)
        assert Quantity.objects.get().withdrawn is False


def test_what_was_received_from_a_ministry_counts_apart():
    facts = replace(EVENING, kind=Kind.MATERIALS, received_from="Bộ Y tế")
    with acting("case_worker") as staff:
        recorded(staff, facts, materials="500 cuốn sổ tay")
        recorded(staff, replace(facts, received_from=""), materials="20 cuốn sổ tay")
    with acting("reporter") as reporter:
        assert said(reporter)["comm.material"] == [(20, "exact"), LeftOut.RECEIVED]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "}, {"first_on": today() + timedelta(days=2), "last_on": today() + timedelta(days=3)}, {"last_on": DAY - timedelta(days=1)},
        {"kind": "party"}, {"share_percent": 0}, {"share_percent": 101}, {"area_id": 2307210}, {"campaign_id": uuid.uuid4()}, {"audiences": ["x"]},
    ],
    ids=lambda wrong: next(iter(wrong)),
)  # fmt: skip
def test_what_can_not_be_is_refused_and_nothing_stays(wrong):
    with acting("receiver", COMMUNE) as staff:
        with pytest.raises(Refused):
            actions.record_activity(key=uuid.uuid4(), facts=replace(EVENING, **wrong), told=[], by=staff)
        assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "role", ["verifier", "decider", "clerk", "legal_officer", "administrator", "auditor", "statistician"]
)
def test_other_posts_record_nothing(role):
    with acting(role) as staff, pytest.raises(NotAllowed):
        recorded(staff)


def test_another_body_neither_corrects_nor_takes_back_and_another_province_does_not_see():
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff)
    with acting("receiver", BORDER) as staff:
        assert queries.activity_of(staff, row.pk) == row
        with pytest.raises(NotAllowed):
            actions.correct_activity(activity=row, facts=EVENING, told=[], version=1, why="Sai", by=staff)
        with pytest.raises(NotAllowed):
            actions.take_back_activity(activity=row, version=1, why="Sai", by=staff)
    with acting("reporter", OTHER_HEALTH) as staff:
        assert not Activity.objects.exists()
        assert not Quantity.objects.exists()
        with pytest.raises(Activity.DoesNotExist):
            queries.activity_of(staff, row.pk)


def test_another_bodys_activity_is_entered_from_its_paper_under_the_mandate_alone():
    theirs = replace(EVENING, body_id=body("LS.CAT").pk)
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        recorded(staff, theirs)
    with acting("reporter") as staff:
        with pytest.raises(Refused):
            recorded(staff, theirs)
        from_paper = replace(theirs, source_sign="87/BC-CAT", source_on=DAY)
        row = recorded(staff, from_paper, beside="10.000 tờ rơi")
        assert (row.body_id, row.entered_by_id) == (body("LS.CAT").pk, staff.post_id)
        assert {one.body_id for one in Figure.objects.all()} == {body("LS.CAT").pk}
        actions.take_back_activity(activity=row, version=1, why="Nhập hai lần", by=staff)
        with pytest.raises(NotAllowed):
            recorded(staff, replace(from_paper, body_id=body("BN.CAT").pk))


def test_the_database_refuses_an_activity_of_another_body(web_url):
    with acting("receiver", COMMUNE) as staff:
        for wrong in (
            {"body": body(HEALTH)},
            {"body": body(COMMUNE), "world": "real"},
            {"body": body(COMMUNE), "entered_by_id": uuid.uuid4()},
        ):
            values = {
                "world": "demo",
                "entered_by_id": staff.post_id,
                "province_id": LANG_SON,
                "area_id": LANG_SON,
            } | wrong
            with pytest.raises(DatabaseError), transaction.atomic():
                Activity.objects.create(kind="event", title="x", first_on=DAY, last_on=DAY, mode="face", **values)
    with psycopg.connect(web_url) as web, pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute("delete from programme_activity")


def test_evidence_is_kept_with_the_activity():
    photo = Upload("anh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64 + b"IEND\xaeB`\x82")
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff, replace(EVENING, evidence=photo))
        assert row.evidence.media_type == "image/png"
        again = actions.correct_activity(activity=row, facts=EVENING, told=[], version=1, why="Sai", by=staff)
        assert again.evidence_id == row.evidence_id


def test_evidence_is_opened_by_whoever_sees_the_activity_and_that_is_logged(client):
    photo = Upload("anh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64 + b"IEND\xaeB`\x82")
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff, replace(EVENING, evidence=photo))
    address = f"/programme/activities/{row.pk}/evidence/"
    own = sign_in(client, "reporter").get(f"/programme/activities/{row.pk}/")
    assert address in own.content.decode()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    with acting("auditor"):
        assert Entry.objects.filter(act="papers.open_file", body_code=HEALTH).count() == 1
    assert sign_in(Client(), "reporter", OTHER_HEALTH).get(address).status_code == 404
    assert sign_in(Client(), "administrator").get(address).status_code == 403
    statistician = sign_in(Client(), "statistician")
    assert address not in statistician.get(f"/programme/activities/{row.pk}/").content.decode()
    assert statistician.get(address).status_code == 403


def test_every_act_is_logged_with_codes_only():
    with acting("receiver", COMMUNE) as staff:
        row = recorded(staff)
        actions.take_back_activity(activity=row, version=1, why="Nhập hai lần", by=staff)
    with acting("auditor"):
        acts = Entry.objects.filter(act__startswith="programme.").order_by("id")
        assert [entry.act for entry in acts] == [Act.RECORD_ACTIVITY, Act.TAKE_BACK_ACTIVITY]
        assert "Nhập" not in str([entry.details for entry in acts])


def test_a_campaign_gathers_its_activities_and_adds_what_they_counted():
    with acting("reporter") as staff:
        facts = CampaignFacts("Ngày 30/7", DAY - timedelta(days=10), DAY + timedelta(days=5))
        campaign = actions.call_campaign(key=uuid.uuid4(), facts=facts, by=staff)
        assert queries.campaign_now(staff, DAY) == campaign
        assert queries.campaign_now(staff, DAY + timedelta(days=9)) is None
        with pytest.raises(Stale):
            actions.change_campaign(campaign=campaign, facts=facts, version=3, by=staff)
        with pytest.raises(Refused):
            actions.change_campaign(campaign=campaign, facts=replace(facts, name=" "), version=1, by=staff)
    within = replace(EVENING, campaign_id=campaign.pk)
    with acting("receiver", COMMUNE) as staff:
        recorded(staff, within, people="trên 300 người", beside="200 tờ rơi")
        recorded(staff, within, people="18-24 em", beside="5 giải thưởng")
        with pytest.raises(NotAllowed):
            actions.change_campaign(campaign=campaign, facts=facts, version=1, by=staff)
    with acting("reporter") as staff:
        rows = queries.activities_of(staff, queries.Wanted(campaign_id=campaign.pk))
        assert [str(one.stated) for one in queries.sums_of(rows)] == ["ít nhất 318 lượt người", "200 tờ"]
        assert Campaign.objects.count() == 1
        assert queries.campaigns_of(staff)[0].held == 2


def test_a_sum_told_roughly_stays_rough():
    with acting("case_worker") as staff:
        recorded(staff, people="gần 1.300 lượt cán bộ")
        recorded(staff, people="18-24 em")
        (line,) = queries.sums_of(queries.activities_of(staff))
        assert str(line.stated) == "khoảng 1.318–1.324 lượt người"


@pytest.mark.parametrize(("unit", "code"), [
    ("tờ rơi", "comm.leaflet"), ("băng zôn", "comm.banner"), ("pano, khẩu hiệu", "comm.panel"), ("bộ tài liệu, sách, tờ gấp", "comm.material"),
    ("tin, bài", "comm.news"), ("lượt tuyên truyền lưu động", "comm.mobile"), ("lượt tuyên truyền", "comm.broadcast"), ("buổi tuyên truyền", "comm.event"),
    ("đại biểu", "comm.attendance"), ("lượt cán bộ", "comm.attendance"), ("trang facebook", "comm.channel"), ("trang thông tin điện tử", "comm.web_checked"),
    ("hội nghị tập huấn", "train.course"), ("hộ ký cam kết", "comm.pledge"), ("câu lạc bộ", "comm.model"), ("giải thưởng", "other"), ("", "other"),
])  # fmt: skip
def test_a_unit_says_what_it_counts(unit, code):
    assert indicator_of(unit) == code


def test_the_table_of_kinds_is_whole():
    known = {line.indicator for lines in LINES.values() for line in lines}
    assert set(LINES) == set(Kind.values)
    for line in (line for lines in LINES.values() for line in lines):
        assert parse_stated(line.example)
        assert line.indicator == "other" or indicator_of(line.unit) in known | {"other"}
    assert Decimal(1) == parse_stated(LINES[Kind.EVENT][0].start).value


def test_a_split_stays_while_the_amount_does_and_goes_with_it():
    with acting("reporter") as staff:
        row = actions.record_activity(
            key=uuid.uuid4(), facts=EVENING, told=told(Kind.EVENT, people="120 người"), by=staff
        )
        figure = Figure.objects.get(indicator_id="comm.attendance")
        correct_figure(figure=figure, claim=replace(Claim.of(figure), splits={"sex": {"female": 70}}), by=staff)
        again = replace(EVENING, title="Nói chuyện ở thôn")
        row = actions.correct_activity(
            activity=row, facts=again, told=told(Kind.EVENT, people="120 người"), version=1, why="tên", by=staff
        )
        assert Figure.objects.get(indicator_id="comm.attendance", replaced_at__isnull=True).splits == {
            "sex": {"female": 70}
        }
        actions.correct_activity(
            activity=row, facts=again, told=told(Kind.EVENT, people="60 người"), version=2, why="số", by=staff
        )
        assert Figure.objects.get(indicator_id="comm.attendance", replaced_at__isnull=True).splits == {}
