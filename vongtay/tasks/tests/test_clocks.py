"""Pausing, running again, counting anew: what changed, what was logged, what was refused and left untouched."""

from datetime import date, datetime, timedelta

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, body, post
from vongtay.audit.models import Entry
from vongtay.cases import actions as cases
from vongtay.cases.models import Case, Step
from vongtay.cases.states import StepKind
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import VIETNAM, day_in_vietnam, today
from vongtay.law import actions as law_actions
from vongtay.law import queries as law
from vongtay.law.models import DayEntry
from vongtay.tasks import actions, queries
from vongtay.tasks.models import Clock, Pause
from vongtay.tasks.rules import face_of
from vongtay.tasks.states import PauseReason, Settling

pytestmark = pytest.mark.django_db
FIRST_CHECK = "L53.R1.first_check"


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=VIETNAM)


def a_clock(started: date | None = None, rule_id: str = FIRST_CHECK) -> tuple[Case, Clock]:
    """A case of the department with the clock of its first check, started on a day."""
    with acting("case_worker") as staff:
        case = a_case(staff)
        at = noon(started) if started else timezone.now() - timedelta(minutes=30)
        rule = law.rule_of(rule_id)
        due = law.due(rule, at)
        clock = Clock.objects.create(
            subject_id=case.subject_id, world=case.world, body_id=staff.body_id, label=case.code, rule_id=rule_id, article=due.article or "",
            started_at=at, due_on=due.on, due_at=due.at, reading=due.reading, unit=due.unit or "",
        )  # fmt: skip
        return case, clock


def paused(case: Case, clock: Clock, **changes) -> Pause:
    values = {"at": timezone.now(), "reason": PauseReason.HEALTH, "basis": "", "note": "đang điều trị"} | changes
    with acting("case_worker") as staff:
        return cases.pause_clock(case=case, clock=clock, by=staff, **values)


def entries(act: str) -> list[dict]:
    with acting("auditor"):
        return list(Entry.objects.filter(act=act).order_by("id").values_list("details", flat=True))


def test_a_pause_stops_the_clock_with_its_reason_and_is_told_in_timeline_and_log():
    case, clock = a_clock()
    made = paused(case, clock)
    with acting("case_worker"):
        clock.refresh_from_db()
        step = Step.objects.get(case=case, kind=StepKind.CLOCK_PAUSED)
        [face] = queries.faces([clock], today() + timedelta(days=300))
        assert (face.state, face.pause) == ("paused", made)
        assert (made.basis, step.details["basis"], made.paused_by_id) == ("", False, post("case_worker").id)
        assert step.note_ct is not None
    assert entries("tasks.pause") == [{"rule": FIRST_CHECK, "reason": "health", "due": clock.due_on.isoformat()}]


def test_running_again_moves_the_day_by_the_time_in_the_unit_of_the_rule():
    start = today() - timedelta(days=2)
    case, clock = a_clock(start)
    paused(case, clock, at=noon(start))
    with acting("case_worker") as staff:
        ended = cases.resume_clock(case=case, clock=clock, at=noon(start + timedelta(days=1)), by=staff)
        clock.refresh_from_db()
        wanted = law.calendar().on_or_after(start + timedelta(days=4))
        assert (clock.due_on, clock.paused_at, ended.due_after) == (wanted, None, wanted)
        assert Step.objects.get(case=case, kind=StepKind.CLOCK_RESUMED).details["after"] == wanted.isoformat()
    assert entries("tasks.resume")[0]["after"] == wanted.isoformat()


def test_a_pause_of_nothing_leaves_the_day():
    case, clock = a_clock()
    now = timezone.now()
    paused(case, clock, at=now)
    with acting("case_worker") as staff:
        cases.resume_clock(case=case, clock=clock, at=now, by=staff)
        before = clock.due_on
        clock.refresh_from_db()
        assert clock.due_on == before


def test_what_can_not_be_paused_is_refused_in_a_sentence():
    case, late = a_clock(today() - timedelta(days=40))
    with pytest.raises(Refused, match="quá hạn"):
        paused(case, late)
    case, clock = a_clock()
    with pytest.raises(Refused, match="tương lai"):
        paused(case, clock, at=timezone.now() + timedelta(hours=1))
    with pytest.raises(Refused, match="trước lúc thời hạn bắt đầu"):
        paused(case, clock, at=clock.started_at - timedelta(days=1))
    paused(case, clock)
    with pytest.raises(WrongState):
        paused(case, clock)
    case, unset = a_clock(rule_id="L53.R1.police_answer")
    with pytest.raises(WrongState, match="chưa có ngày đến hạn"):
        paused(case, unset)
    with acting("case_worker"):
        assert Pause.objects.filter(clock__in=[late, unset]).count() == 0


def test_only_whoever_must_act_or_leads_pauses_and_no_stranger_sees_it():
    case, clock = a_clock()
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        cases.pause_clock(case=case, clock=clock, at=timezone.now(), reason=PauseReason.WISH, basis="", by=staff)
    with acting("clerk") as staff, pytest.raises(NotAllowed):
        cases.pause_clock(case=case, clock=clock, at=timezone.now(), reason=PauseReason.WISH, basis="", by=staff)
    made = paused(case, clock)
    with acting("case_worker", OTHER_HEALTH):
        assert not Pause.objects.filter(pk=made.pk).exists()


def test_a_second_running_again_is_stale():
    case, clock = a_clock()
    paused(case, clock)
    with acting("case_worker") as staff:
        cases.resume_clock(case=case, clock=clock, at=timezone.now(), by=staff)
        with pytest.raises(Stale):
            cases.resume_clock(case=case, clock=clock, at=timezone.now(), by=staff)


def test_what_is_done_no_longer_stands_still():
    case, clock = a_clock()
    paused(case, clock)
    with acting("case_worker") as staff:
        actions.on_event(case_of=case, event="first_check", at=timezone.now(), body_id=staff.body_id)
        clock.refresh_from_db()
        assert clock.met_at is not None
        assert clock.paused_at is None
        assert not Pause.objects.filter(clock=clock, resumed_at__isnull=True).exists()


def test_hours_are_judged_by_the_moment():
    _case, clock = a_clock()
    clock.due_at = timezone.now() - timedelta(minutes=90)
    assert (face_of(clock, today()).state, face_of(clock, today()).left, face_of(clock, today()).unit) == (
        "missed",
        -2,
        "hour",
    )
    clock.due_at = timezone.now() + timedelta(hours=5, minutes=30)
    assert (face_of(clock, today()).state, face_of(clock, today()).left) == ("running", 5)
    clock.met_at = clock.due_at + timedelta(minutes=1)
    assert face_of(clock, today()).state == "met_late"


def a_day_off(day: date) -> DayEntry:
    with acting("legal_officer") as staff:
        entry = law_actions.enter_day(on=day, kind="off", title="Nghỉ thử", instrument="QĐ 1/QĐ-VD", by=staff)
    with acting("head") as staff:
        return law_actions.sign_off_day(entry=entry, by=staff)


def next_working_day(after: date, count: int = 1) -> date:
    return law.calendar().after(after, count)


def test_a_running_clock_keeps_its_day_until_it_is_counted_anew_by_an_act():
    _case, clock = a_clock()
    a_day_off(clock.due_on)
    with acting("case_worker") as staff:
        clock.refresh_from_db()
        [change] = queries.changes(staff)
        assert (change.before, change.after) == (clock.due_on, next_working_day(clock.due_on))
        actions.recount(wanted={change.mark}, by=staff)
        clock.refresh_from_db()
        assert clock.due_on == change.after
        assert queries.changes(staff) == []
        with pytest.raises(Stale):
            actions.recount(wanted={change.mark}, by=staff)
    assert entries("tasks.recount") == [
        {"rule": FIRST_CHECK, "before": change.before.isoformat(), "after": change.after.isoformat()}
    ]


def test_who_may_not_count_anew_is_refused_and_nothing_chosen_is_nothing_done():
    with acting("clerk") as staff, pytest.raises(NotAllowed):
        actions.recount(wanted={"x"}, by=staff)
    with acting("case_worker") as staff, pytest.raises(Refused):
        actions.recount(wanted=set(), by=staff)


def test_a_new_clock_counts_by_the_day_that_was_signed_off_and_not_before():
    _case, clock = a_clock()
    with acting("legal_officer") as staff:
        entry = law_actions.enter_day(on=clock.due_on, kind="off", title="Nghỉ thử", instrument="QĐ 1/QĐ-VD", by=staff)
        with pytest.raises(NotAllowed):
            law_actions.sign_off_day(entry=entry, by=staff)
        with pytest.raises(Refused, match="chờ ký duyệt"):
            law_actions.enter_day(on=clock.due_on, kind="off", title="x", instrument="y", by=staff)
    assert a_clock()[1].due_on == clock.due_on
    with acting("head") as staff:
        law_actions.sign_off_day(entry=entry, by=staff)
        with pytest.raises(Stale):
            law_actions.sign_off_day(entry=entry, by=staff)
    assert a_clock()[1].due_on == next_working_day(clock.due_on)


def test_a_later_version_takes_an_earlier_one_back():
    day = next_working_day(today(), 20)
    a_day_off(day)
    with acting("legal_officer") as staff:
        assert not law.calendar().is_working_day(day)
        entry = law_actions.enter_day(on=day, kind="as_shipped", title="Bỏ", instrument="QĐ 2/QĐ-VD", by=staff)
    assert entry.version == 2
    with acting("head") as staff:
        law_actions.sign_off_day(entry=entry, by=staff)
        assert law.calendar().is_working_day(day)


def test_who_is_no_legal_officer_enters_no_day_and_the_database_agrees():
    day = next_working_day(today(), 20)
    with acting("head") as staff:
        with pytest.raises(NotAllowed):
            law_actions.enter_day(on=day, kind="off", title="x", instrument="y", by=staff)
        row = DayEntry(
            province_id=staff.province_id,
            on=day,
            version=1,
            kind="off",
            title="x",
            instrument="y",
            entered_by_id=staff.post_id,
            entered_user=staff.user_id,
        )
        with pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)


def test_make_up_days_lie_on_days_off_and_days_off_on_working_days():
    saturday = next_working_day(today(), 20)
    while saturday.weekday() != 5 or law.calendar().is_working_day(saturday):
        saturday += timedelta(days=1)
    with acting("legal_officer") as staff:
        with pytest.raises(Refused):
            law_actions.enter_day(on=saturday, kind="off", title="x", instrument="y", by=staff)
        with pytest.raises(Refused):
            law_actions.enter_day(on=next_working_day(saturday), kind="make_up", title="x", instrument="y", by=staff)
        with pytest.raises(Refused):
            law_actions.enter_day(on=saturday, kind="as_shipped", title="x", instrument="y", by=staff)
        entry = law_actions.enter_day(on=saturday, kind="make_up", title="x", instrument="y", by=staff)
    with acting("head") as staff:
        law_actions.sign_off_day(entry=entry, by=staff)
        assert law.calendar().is_working_day(saturday)
        assert [day.on for day in law.special_days(saturday.year) if day.entry] == [saturday]


def test_what_is_open_at_a_decision_ends_or_goes_on_as_chosen():
    case, clock = a_clock()
    with acting("case_worker"):
        other = Clock.objects.create(
            subject_id=case.subject_id,
            world=case.world,
            body_id=body(HEALTH).id,
            label=case.code,
            rule_id="L53.R1.police_answer",
            started_at=timezone.now(),
        )
        ended = actions.settle(case_of=case, wishes={clock.id: Settling.STILL_OWED, other.id: Settling.DONE_OTHERWISE})
        clock.refresh_from_db()
        other.refresh_from_db()
        assert (clock.ended_at, other.ended_reason) == (None, "done_otherwise")
        assert ended >= 1
    assert day_in_vietnam(other.ended_at) == today()
