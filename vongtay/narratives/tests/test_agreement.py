"""A report's figures beside the system's own, and parts that don't fit their whole."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.cast import COMMUNE, a_case, acting, sign_in
from vongtay.indicators.queries import Amount
from vongtay.narratives import actions, agreement, queries
from vongtay.narratives.agreement import Ours, Status
from vongtay.narratives.models import MarkState
from vongtay.narratives.tests.reports import a_reading, judge, marks
from vongtay.narratives.whose import known_as, meant

pytestmark = pytest.mark.django_db


def beside(text: str, ours: Amount | None) -> agreement.Beside:
    with acting("reporter") as staff:
        found = marks(a_reading(staff, text))
        (key,) = {agreement.key_of(mark) for mark in found.values()} - {None}
        known = {} if ours is None else {key: Ours(ours, from_cases=False)}
        return next(iter(agreement.besides(found.values(), known).values()))


@pytest.mark.parametrize(
    ("said", "system", "status"),
    [
        ("40 tờ rơi", 40, Status.AGREES),
        ("40 tờ rơi", 41, Status.DIFFERS),
        ("trên 40 tờ rơi", 55, Status.AGREES),
        ("trên 40 tờ rơi", 39, Status.DIFFERS),
        ("khoảng 100 tờ rơi", 97, Status.AGREES),
        ("khoảng 100 tờ rơi", 80, Status.DIFFERS),
        ("18-24 tờ rơi", 20, Status.AGREES),
        ("40 tờ rơi", None, Status.ABSENT),
    ],
)
def test_a_figure_agrees_where_both_may_be_true(said, system, status):
    known = None if system is None else Amount.of(Decimal(system))
    assert beside(f"Năm 2026 đã phát {said}.", known).status == status


def test_what_a_report_says_in_several_places_is_added():
    found = beside("Năm 2026 xã A phát 30 tờ rơi.\nXã B phát 12 tờ rơi.", Amount.of(Decimal(50)))
    assert (found.told, found.places, found.fewer, found.more) == (42, 2, 8, None)


def test_the_figures_of_other_reports_and_the_cases_stand_beside(client):
    with acting("reporter") as staff:
        first = a_reading(staff, "Năm 2026 đã phát 30 tờ rơi.")
        judge(marks(first)["30 tờ rơi"], "accept", staff)
        actions.confirm(reading=first, by=staff)
        second = a_reading(staff, "Năm 2026 đã phát 35 tờ rơi, tiếp nhận 2 nạn nhân, treo 4 băng rôn.")
        rows = queries.marks_of(second)
        found = agreement.besides(rows, queries.known_of(staff, second, rows))
        by_code = {row.indicator_id: found[row.pk] for row in rows}
        assert (by_code["comm.leaflet"].status, by_code["comm.leaflet"].more) == (Status.DIFFERS, 5)
        assert by_code["comm.banner"].status == Status.ABSENT
        assert by_code["victim.received"].ours.from_cases
        assert by_code["victim.received"].ours.number == 0
        # A report is never put beside itself.
        assert (
            agreement.besides(queries.marks_of(first), queries.known_of(staff, first, queries.marks_of(first)))[
                marks(first)["30 tờ rơi"].pk
            ].status
            == Status.ABSENT
        )
    page = sign_in(client, "reporter").get(reverse("narratives:show", args=[second.pk])).content.decode()
    assert "Báo cáo nhiều hơn 5" in page
    assert "Chưa có trong hệ thống" in page


def test_a_case_worker_without_a_mandate_sees_figures_and_no_counts_of_cases():
    with acting("case_worker") as staff:
        reading = a_reading(staff, "Năm 2026 tiếp nhận 2 nạn nhân.")
        assert not any(ours.from_cases for ours in queries.known_of(staff, reading, queries.marks_of(reading)).values())


BODIES = [(1, "Công an tỉnh Lạng Sơn"), (2, "Sở Y tế tỉnh Lạng Sơn"), (3, "Hội Liên hiệp Phụ nữ tỉnh Lạng Sơn"), (4, "UBND xã Đồng Đăng"),
          (5, "Bộ chỉ huy Bộ đội Biên phòng tỉnh Lạng Sơn"), (6, "Trung tâm Tư pháp"), (7, "Trung tâm Tư pháp")]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("Công an tỉnh", 1), ("CÔNG AN TỈNH LẠNG SƠN", 1), ("Công an Lạng Sơn", 1), ("Công an", None), ("Công an xã Đồng Đăng", None),
        ("Công an tỉnh Bắc Ninh", None), ("Sở Y tế", 2), ("Sở  Y tế tỉnh", 2), ("Hội LHPN tỉnh", 3), ("Hội Phụ nữ tỉnh", 3), ("Hội Phụ nữ", None),
        ("Ủy ban nhân dân xã Đồng Đăng", 4), ("BĐBP tỉnh", 5), ("Trung tâm Tư pháp", None), ("Công an tỉnh, Sở Y tế", None),
    ],
)  # fmt: skip
def test_a_name_means_a_body_only_where_it_fits_one_alone(said, body):
    assert meant(said, known_as(BODIES, "tỉnh Lạng Sơn")) == body


def test_a_sentence_that_names_a_body_is_compared_with_that_body(client):
    with acting("reporter") as staff:
        for whose, told in (("LS.CAT", 30), ("LS.HLHPN", 12)):
            first = a_reading(staff, f"Năm 2026 đã phát {told} tờ rơi.", whose=whose)
            judge(next(iter(marks(first).values())), "accept", staff)
            actions.confirm(reading=first, by=staff)
        text = "Năm 2026, Công an tỉnh đã phát 30 tờ rơi. Hội LHPN tỉnh đã phát 15 tờ rơi. Đồn Biên phòng Tân Thanh đã phát 5 tờ rơi."
        reading = a_reading(staff, text)
        rows = queries.marks_of(reading)
        whose = queries.whose_of(reading, rows, text)
        found = agreement.besides(
            rows, queries.known_of(staff, reading, rows), queries.known_of_bodies(staff, reading, rows, whose), whose
        )
        police, women, border = (found[row.pk] for row in rows)
        assert (police.status, police.told, police.ours.number, police.ours.whose) == (
            Status.AGREES,
            30,
            30,
            "Công an tỉnh Lạng Sơn",
        )
        assert (women.status, women.more, women.ours.number) == (Status.DIFFERS, 3, 12)
        # Nothing is known of the post alone: all that the report says is compared with all of the area.
        assert (border.told, border.ours.number, border.ours.whose, border.is_wider) == (50, 42, "", True)
    page = sign_in(client, "reporter").get(reverse("narratives:show", args=[reading.pk])).content.decode()
    assert "Công an tỉnh Lạng Sơn, theo nguồn khác" in page
    assert "cả địa bàn, theo nguồn khác" in page


def test_persons_that_a_named_body_received_are_those_it_received_itself():
    with acting("receiver", COMMUNE) as staff:
        a_case(staff)
    with acting("reporter") as staff:
        text = "Năm 2026, Sở Y tế tiếp nhận 2 nạn nhân. UBND xã Đồng Đăng tiếp nhận 1 nạn nhân."
        reading = a_reading(staff, text)
        rows = queries.marks_of(reading)
        whose = queries.whose_of(reading, rows, text)
        known = queries.known_of_bodies(staff, reading, rows, whose)
        assert {ours.whose: ours.number for ours in known.values()} == {
            "Sở Y tế tỉnh Lạng Sơn": 0,
            whose[rows[1].pk].short_name: 1,
        }


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Năm 2026 tiếp nhận 5 nạn nhân, trong đó có 4 nạn nhân là nữ, 3 nạn nhân là nam.", 7),
        ("Năm 2026 tiếp nhận 9 nạn nhân, trong đó có 4 nạn nhân là nữ, 3 nạn nhân là nam.", 7),
        ("Năm 2026 tiếp nhận 5 nạn nhân, trong đó có 6 nạn nhân là nữ.", 6),
        ("Năm 2026 tiếp nhận 7 nạn nhân, trong đó có 4 nạn nhân là nữ, 3 nạn nhân là nam.", None),
        ("Năm 2026 tiếp nhận 7 nạn nhân, trong đó có 4 nạn nhân là nữ, 5 nạn nhân dưới 18 tuổi.", None),
        ("Năm 2026 tiếp nhận 7 nạn nhân, trong đó có 4 nạn nhân là nữ.", None),
    ],
)
def test_parts_that_do_not_fit_their_whole_are_said(text, made):
    with acting("reporter") as staff:
        reading = a_reading(staff, text)
        found = agreement.misfits(queries.marks_of(reading), text)
        assert [misfit.parts for misfit in found.values()] == ([] if made is None else [made])


def test_what_was_rejected_is_compared_with_nothing():
    with acting("reporter") as staff:
        reading = a_reading(staff, "Năm 2026 tiếp nhận 5 nạn nhân, trong đó có 6 nạn nhân là nữ.")
        rows = queries.marks_of(reading)
        rows[1].state = MarkState.REJECTED
        assert agreement.misfits(rows, queries.text_of(reading)) == {}
