"""Lateness as it was known then, and what stands under former units in the statistics of today's."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, acting
from vongtay.agencies.models import Body
from vongtay.agencies.places.units import COUNTRY
from vongtay.cases.queries import Span, between, queues, sums_of
from vongtay.common.periods import year_of
from vongtay.reports.queries import Question, area_of, times_of
from vongtay.reports.tests.world import LANG_SON, of_commune
from vongtay.tasks.actions import meet_clock, pause, resume
from vongtay.tasks.models import Clock, Pause
from vongtay.tasks.queries import lateness
from vongtay.tasks.states import PauseReason

FORMER = 1100020
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
pytestmark = pytest.mark.django_db


def test_lateness_is_what_was_known_then_where_a_pause_came_later():
    case, now = of_commune(date(2026, 1, 5)), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("select vt_test.shift_history(%s, 20)", [case.pk])
    with acting("receiver", COMMUNE):
        Clock.objects.filter(subject_id=case.subject_id).update(recorded_at=now - timedelta(days=20))

    def late(days: int) -> dict[str, int]:
        with acting("reporter") as staff:
            question = Question(area_of(staff, LANG_SON), year_of(2026), now - timedelta(days=days))
            return {limit.rule_id: limit.late for one in times_of(question) for limit in one.limits}

    rule = next(rule for rule, n in late(15).items() if n)
    with acting("receiver", COMMUNE) as staff:
        clock = Clock.objects.get(subject_id=case.subject_id, rule_id=rule)
        pause(clock=clock, at=clock.started_at, reason=PauseReason.HEALTH, basis="", by=staff)
        Pause.objects.update(recorded_at=now - timedelta(days=10))
    assert (late(15)[rule], late(5)[rule]) == (1, 0)
    with acting("receiver", COMMUNE) as staff:
        resume(clock=clock, at=clock.started_at, by=staff)
        Pause.objects.update(over_recorded_at=now - timedelta(days=3))
    assert (late(15)[rule], late(5)[rule], late(1)[rule]) == (1, 0, 1)


def test_limits_stand_as_they_were_known_whatever_was_written_since():
    now = timezone.now()
    cases = [of_commune(date(2026, 1, 5)) for _each in range(4)]
    met, ended, paused, _still = cases
    with acting("receiver", COMMUNE) as staff:
        Clock.objects.filter(subject_id__in=[case.subject_id for case in cases]).update(
            recorded_at=now - timedelta(days=20)
        )
        clocks = {
            case.subject_id: Clock.objects.filter(subject_id=case.subject_id, due_on__isnull=False).earliest("due_on")
            for case in cases
        }
        rule = clocks[met.subject_id].rule_id
        meet_clock(
            clock=clocks[met.subject_id], at=clocks[met.subject_id].started_at
        )  # done in time, and written down today
        Clock.objects.filter(pk=clocks[ended.subject_id].pk).update(ended_at=now, ended_reason="settled")
        pause(
            clock=clocks[paused.subject_id],
            at=clocks[paused.subject_id].started_at,
            reason=PauseReason.HEALTH,
            basis="",
            by=staff,
        )
    assert {clock.rule_id for clock in clocks.values()} == {rule}

    def stand(known: datetime | None) -> list[tuple[int, int, int, int]]:
        with acting("reporter"):
            rows = lateness(area_id=LANG_SON, first=date(2026, 1, 5), last=date(2026, 1, 5), as_known_on=known)
        return [(row.in_time, row.open_late, row.open, row.paused) for row in rows]

    then, since = stand(now - timedelta(days=10)), stand(None)
    assert sum(map(sum, then)) - sum(map(sum, since)) == 1  # what fell away since was still asked for
    assert (then[0][0], since[0][0]) == (0, 1)
    assert then[0][3] == 0
    assert since[0][3] == 1
    assert then[0][1] - since[0][1] == 3
    assert stand(now - timedelta(days=30)) == []  # no clock was known yet


def counted(area_id: int, role: str = "reporter", of: str = HEALTH) -> list[list[tuple[object, ...]]]:
    with acting(role, of) as staff:
        months = sums_of(staff, Span(area_id, *YEAR)).by_month
        return [
            [(row.body_name, row.open, row.open_late) for row in lateness(area_id=area_id, first=YEAR[0], last=YEAR[1])],
            [(row.body_name, row.waiting) for row in queues(area_id=area_id)],
            [(row.body_name, row.kind, row.n) for row in between.count_loops(area_id=area_id)],
            [tuple(row) for row in months],
        ]  # fmt: skip


def test_former_units_and_the_country_hold_what_stands_under_them():
    of_commune(date(2026, 6, 5))
    before = counted(LANG_SON)
    assert before[0]
    assert before[3]
    limits, waiting, *rest = counted(COUNTRY, of="VN.BYT")
    assert [row[0] for row in limits] == ["Tỉnh Lạng Sơn"]  # limits and queues of the country stand by province
    assert [[row[1:] for row in limits], [row[1:] for row in waiting]] == [
        [row[1:] for row in part] for part in before[:2]
    ]
    assert rest == before[2:]
    with acting("administrator"):
        Body.objects.filter(province_id=LANG_SON).update(province_id=FORMER)
    assert counted(LANG_SON)[:3] == before[:3]
