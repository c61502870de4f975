"""More time for one report: asked for, given, refused; what the board, the reminders and a past day make of it; who may not."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, acting, body
from vongtay.common.access import NotAllowed, Refused, WrongState
from vongtay.common.days import format_day, today
from vongtay.common.periods import parse_period
from vongtay.reports import actions
from vongtay.reports.actions import Reasons
from vongtay.reports.models import ExtensionStep, ReportReminder
from vongtay.reports.queries.board import board_of, completeness
from vongtay.reports.queries.calendar import to_do
from vongtay.reports.queries.standing import asked_for
from vongtay.reports.tests.submitting import PERIOD, an_obligation, approved, owed, sent
from vongtay.reports.tests.world import signed_in

pytestmark = pytest.mark.django_db
QUARTER = parse_period(PERIOD)
OLD = date(2026, 6, 17)  # three working days after the cut-off
WHY = Reasons("Xã bị ngập trong kỳ chốt số liệu", "45/SYT-BTXH", date(2026, 6, 16))


def later(days=5):
    return today() + timedelta(days=days)


def extended(row, until=None, said=WHY, key=None, role="reporter"):
    with acting(role) as staff:
        return actions.extend_day(
            key=key or uuid.uuid4(), owed=owed(staff, row), until=until or later(), said=said, by=staff
        )


def asked(row, until=None, why="Chưa đủ số liệu của các thôn"):
    with acting("receiver", COMMUNE) as staff:
        return actions.ask_more_time(
            key=uuid.uuid4(), owed=owed(staff, row), until=until or later(), said=Reasons(why), by=staff
        )


def steps(*names):
    with acting("reporter"):
        return list(ExtensionStep.objects.order_by("number").values_list(*names, flat=len(names) == 1))


def ours(row, **more):
    with acting("reporter") as staff:
        board = board_of(staff, row, QUARTER, today(), **more)
        return board, next(one.owed for one in board.rows if one.owed.body.code == COMMUNE)


class TestGiving:
    def test_the_new_day_holds_and_the_old_one_stays_beside_it(self):
        row, key = an_obligation(), uuid.uuid4()
        for _turn in range(2):
            extended(row, key=key)
        assert steps("number") == [1]
        board, one = ours(row)
        assert (one.due, one.given.old_on, one.is_late) == (later(), OLD, False)
        assert (board.due, board.counts.extended) == (OLD, 1)
        assert sum(not other.owed.is_late for other in board.rows) == 1  # the others stay late
        with acting("reporter") as staff:
            counts = {period.code: counts for period, _due, counts in completeness(staff, row, today())}
        assert (counts[PERIOD].extended, counts[PERIOD].missing - counts[PERIOD].overdue) == (1, 1)
        with acting("receiver", COMMUNE) as staff:
            assert next(done for done in to_do(staff, today()) if done.period == QUARTER).days_left == 5
        assert sent(row).due_on == later()
        assert ours(row)[1].is_late is False

    def test_a_second_extension_takes_the_place_of_the_first_and_both_stay(self):
        row = an_obligation()
        extended(row, later(30))
        extended(row, later(3), Reasons("Ghi nhầm tháng"))
        assert ours(row)[1].due == later(3)
        assert steps("number", "due_on") == [(1, later(30)), (2, later(3))]

    @pytest.mark.parametrize(
        ("until", "said"),
        [
            (today() - timedelta(days=1), WHY),
            (OLD, WHY),
            (later(), Reasons(" ")),
            (later(), Reasons("Lý do", "45/SYT")),
            (later(), Reasons("Lý do", "", date(2026, 6, 16))),
            (later(), Reasons("Lý do", "45/SYT", later())),
        ],
    )
    def test_what_is_not_whole_is_refused_with_a_sentence(self, until, said):
        with pytest.raises(Refused) as refused:
            extended(an_obligation(), until, said)
        assert refused.value.reasons
        assert steps("kind") == []

    def test_where_no_day_was_set_there_is_none_to_extend(self):
        with pytest.raises(Refused):
            extended(an_obligation(due_rule="", due_number=None))

    def test_an_approved_report_keeps_its_day(self):
        row = an_obligation()
        approved(row)
        with pytest.raises(WrongState):
            extended(row)
        with acting("reporter") as staff, pytest.raises(DatabaseError), transaction.atomic():
            step(row, staff, "given").save(force_insert=True)


class TestAsKnownThen:
    def test_what_was_late_stays_late_on_the_days_before_the_extension(self):
        row = an_obligation()
        sent(row)
        before = timezone.now()
        assert ours(row)[1].is_late
        extended(row)
        board, one = ours(row)
        assert (one.is_late, one.due, board.counts.in_time) == (False, later(), 1)
        board, one = ours(row, known_at=before)
        assert (one.is_late, one.due, one.given, board.counts.late) == (True, OLD, None, 1)

    def test_a_board_of_a_past_moment_holds_what_had_come_and_was_decided_then(self):
        row = an_obligation()
        nothing = timezone.now()
        first = sent(row)
        came = timezone.now()
        with acting("head") as staff:
            actions.approve_submission(submission=first, version=first.version, by=staff)
        assert [
            (board.counts.received, board.counts.waiting, board.counts.approved)
            for board, _one in (ours(row, known_at=nothing), ours(row, known_at=came), ours(row))
        ] == [(0, 0, 0), (1, 1, 0), (1, 0, 1)]

    def test_reminders_follow_the_day_that_holds(self):
        row = an_obligation()
        with acting("service") as job:
            actions.remind_of_reports(day=date(2026, 6, 16), by=job)
        extended(row)
        with acting("service") as job:
            for day in (date(2026, 6, 18), later(), later(), later(6)):
                actions.remind_of_reports(day=day, by=job)
            told = ReportReminder.objects.filter(body__code=COMMUNE, period=PERIOD).order_by("on")
            days = list(told.values_list("stage", "due_on"))
        assert days == [("before", OLD), ("before", later()), ("late", later())]


class TestAsking:
    def test_the_body_that_owes_asks_and_is_answered(self):
        row = an_obligation()
        first = asked(row)
        with pytest.raises(WrongState):
            asked(row)
        board, one = ours(row)
        assert (one.is_late, one.asks, board.counts.asking) == (True, first, 1)
        with acting("head") as staff:
            assert asked_for(staff) == [first]
            actions.refuse_more_time(key=uuid.uuid4(), owed=one, said=Reasons("Kỳ trước đã gia hạn"), by=staff)
            assert asked_for(staff) == []
            with pytest.raises(WrongState):
                actions.refuse_more_time(key=uuid.uuid4(), owed=one, said=Reasons("x"), by=staff)
        asked(row, why="Có thêm công văn của xã")
        extended(row)
        board, one = ours(row)
        assert (one.due, one.asks, board.counts.asking) == (later(), None, 0)
        assert steps("kind") == ["asked", "refused", "asked", "given"]

    def test_nobody_else_asks_gives_or_sees_it(self):
        row = an_obligation()
        asked(row)
        with acting("reporter") as staff:
            one = owed(staff, row)
        for role, code in (
            ("receiver", COMMUNE),
            ("statistician", HEALTH),
            ("case_worker", HEALTH),
            ("reporter", OTHER_HEALTH),
            ("receiver", BORDER),
        ):
            with acting(role, code) as staff:
                with pytest.raises(NotAllowed):
                    actions.extend_day(key=uuid.uuid4(), owed=one, until=later(), said=WHY, by=staff)
                with pytest.raises(DatabaseError), transaction.atomic():
                    step(row, staff, "given").save(force_insert=True)
                seen = code in (COMMUNE, HEALTH) and role != "case_worker"
                assert ExtensionStep.objects.exists() is seen
        with acting("reporter") as staff:
            with pytest.raises(NotAllowed):
                actions.ask_more_time(key=uuid.uuid4(), owed=one, until=later(), said=WHY, by=staff)
            with pytest.raises(DatabaseError), transaction.atomic():
                step(row, staff, "given", due_on=today() - timedelta(days=1)).save(force_insert=True)
            with pytest.raises(DatabaseError), transaction.atomic():
                ExtensionStep.objects.update(due_on=later(60))
            with pytest.raises(DatabaseError), transaction.atomic():
                ExtensionStep.objects.all().delete()


def step(row, staff, kind, **changes):
    """A row as somebody would write it past the acts."""
    values = {
        "world": staff.world, "obligation": row, "period": PERIOD, "body": body(COMMUNE), "number": 9, "kind": kind, "old_on": OLD,
        "due_on": later(), "why": "x", "by_id": staff.post_id,
    }  # fmt: skip
    return ExtensionStep(**(values | changes))


def url(name, row, code=COMMUNE):
    return reverse(f"reports:{name}", kwargs={"obligation_id": row.pk, "period": PERIOD, "body_id": body(code).pk})


class TestPages:
    def test_it_is_asked_for_answered_and_seen_everywhere(self):
        row, commune, reporter = an_obligation(), signed_in("receiver", COMMUNE), signed_in("reporter")
        form = {
            "key": uuid.uuid4(),
            "until": format_day(later()),
            "why": "Mất điện <b>dài</b>",
            "sign": "",
            "signed_on": "",
        }
        assert url("ask_more_time", row) in commune.get(url("report_of", row)).content.decode()
        refused = commune.post(url("ask_more_time", row), form | {"until": "31/02/2026"})
        assert (refused.status_code, "Mất điện" in refused.content.decode()) == (422, True)
        for _turn in range(2):
            assert commune.post(url("ask_more_time", row), form).status_code == 302
        assert "Mất điện &lt;b&gt;" in reporter.get("/reports/calendar/").content.decode()
        assert url("report_of", row) in reporter.get("/").content.decode()
        board = reverse("reports:board", args=[row.pk, PERIOD])
        assert reporter.get(f"{board}?show=asking").context["n_rows"] == 1
        page = reporter.get(url("extend_day", row)).content.decode()
        assert format_day(later()) in page
        answer = {
            "key": uuid.uuid4(),
            "answer": "given",
            "why": "Đồng ý",
            "sign": "45/SYT-BTXH",
            "signed_on": "16/06/2026",
        }
        assert reporter.post(url("extend_day", row), answer | {"until": ""}).status_code == 422
        assert reporter.post(url("extend_day", row), answer | {"until": format_day(later())}).status_code == 302
        words = f"hạn 17/06/2026, gia hạn đến {format_day(later())} theo 45/SYT-BTXH ngày 16/06/2026"
        for client, address in (
            (commune, url("report_of", row)),
            (commune, "/reports/calendar/"),
            (commune, url("write_report", row)),
            (reporter, board),
        ):
            assert words in client.get(address).content.decode(), address
        lines = reporter.get(board.rstrip("/") + ".csv?show=extended").content.decode("utf-8-sig").splitlines()
        assert f"{later().isoformat()},2026-06-17,45/SYT-BTXH" in lines[1]
        assert reporter.get(f"{board}?known=17/06/2026").context["counts"].extended == 0
        for text in ("31/12/2999", "rác", "x" * 400):
            assert reporter.get(board, {"known": text}).context["told"].is_wrong

    def test_others_find_no_page_and_no_button(self):
        row = an_obligation()
        for client in (signed_in("statistician"), signed_in("reporter", OTHER_HEALTH), signed_in("receiver", BORDER)):
            for name in ("extend_day", "ask_more_time"):
                assert client.get(url(name, row)).status_code == 404
        assert signed_in("receiver", COMMUNE).get(url("extend_day", row)).status_code == 404
        assert signed_in("reporter").get(url("ask_more_time", row)).status_code == 404
        approved(row)
        shown = signed_in("reporter").get(url("report_of", row)).content.decode()
        assert url("extend_day", row) not in shown
        form = {"key": uuid.uuid4(), "until": format_day(later()), "why": "Muộn"}
        assert signed_in("reporter").post(url("extend_day", row), form).status_code == 422
