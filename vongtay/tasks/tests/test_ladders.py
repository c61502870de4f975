"""The ladder set by an administrator, and what a system that was down makes up: once, for the last morning."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.cast import acting, post, sign_in
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.home import reminders, upkeep
from vongtay.law.queries import calendar
from vongtay.tasks import actions, ladder, queries
from vongtay.tasks.models import Escalation, LadderVersion, Reminder
from vongtay.tasks.tests.test_reminders import late_case, told

pytestmark = pytest.mark.django_db
STEPS = [(0, "body"), (1, "head")]


def change(by, steps=STEPS, **changes) -> LadderVersion:
    return actions.change_ladder(**({"steps": steps, "why": "Theo quy chế của Sở", "number": 0, "by": by} | changes))


def test_a_changed_ladder_holds_from_now_on_and_tells_nobody_twice():
    late_case()
    assert told() == 3
    with acting("administrator") as staff:
        assert queries.ladder_now("demo").is_shipped
        change(staff, [(0, "body"), (1, "head"), (3, "head"), (4, "upper")])
    assert told() == 1
    with acting("head"):
        assert set(Escalation.objects.values_list("step", flat=True)) == {"body", "head", "head-2"}
    with acting("auditor"):
        entry = Entry.objects.get(act="tasks.change_ladder")
        assert entry.details == {"number": 1, "steps": [[0, "body"], [1, "head"], [3, "head"], [4, "upper"]]}
    with acting("administrator") as staff:
        change(staff, [], number=1, why="Trở lại như cũ")
        now = queries.ladder_now("demo")
        assert (now.number, now.is_shipped, now.ladder) == (2, True, ladder.shipped())


@pytest.mark.parametrize(
    "changes",
    [{"why": " "}, {"steps": [(-1, "body")]}, {"steps": [(1, "mars")]}, {"steps": [(1, "body")] * 2}, {"steps": [(n, "body") for n in range(7)]}],
    ids=["no reason", "before", "nobody", "twice", "many"],
)  # fmt: skip
def test_what_can_t_be_a_ladder_is_refused(changes):
    with acting("administrator") as staff:
        with pytest.raises(Refused):
            change(staff, **changes)
        assert not LadderVersion.objects.exists()


def test_only_an_administrator_changes_it_and_a_stale_change_is_refused():
    with acting("head") as staff, pytest.raises(NotAllowed):
        change(staff)
    with acting("administrator") as staff:
        change(staff)
        with pytest.raises(Stale):
            change(staff)


def test_the_page_shows_what_holds_and_keeps_what_was_typed(client, django_assert_max_num_queries):
    sign_in(client, "administrator")
    with django_assert_max_num_queries(10):
        page = client.get("/tasks/ladder/").content.decode()
    assert 'name="after_2" value="5"' in page
    given = {"number": 0, "why": "Theo quy chế", "after_0": "1", "to_0": "head"}
    wrong = client.post("/tasks/ladder/", given | {"after_1": "7", "to_1": ""})
    assert wrong.status_code == 422
    assert 'value="7"' in wrong.content.decode()
    assert client.post("/tasks/ladder/", {"number": 0, "why": "x"}).status_code == 422
    assert client.post("/tasks/ladder/", given).status_code == 302
    with acting("administrator"):
        assert LadderVersion.objects.get().steps == [{"code": "head", "after": 1, "to": "head"}]
    assert client.post("/tasks/ladder/", given | {"number": 1, "shipped": "1"}).status_code == 302
    sign_in(client, "case_worker")
    assert client.get("/tasks/ladder/").status_code == 403


def a_reminded_worker() -> None:
    late_case()
    with acting("case_worker") as staff:
        actions.choose_mailing(address="can-bo@example.org", is_on=True, language="vi", by=staff)


def morning(day) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=timezone.get_current_timezone())


def test_a_digest_that_was_missed_is_made_up_once_for_the_last_morning():
    a_reminded_worker()
    day = calendar().on_or_after(today() + timedelta(days=1))
    held, service = {"world": "demo"}, post("service")
    early = morning(day) - timedelta(hours=4)
    assert reminders.catch_up("demo", service, morning(day)) == 1
    assert reminders.catch_up("demo", service, morning(day)) == 0
    assert reminders.catch_up("demo", service, morning(day) + timedelta(hours=5)) == 0
    with acting("administrator"):
        assert list(Reminder.objects.filter(**held).values_list("on", flat=True)) == [day]
    assert reminders.catch_up("demo", service, early) == 0


def test_on_a_day_off_the_last_working_morning_is_made_up_unless_the_system_is_new():
    a_reminded_worker()
    free = today() + timedelta(days=1)
    while calendar().is_working_day(free) or not calendar().is_working_day(free - timedelta(days=1)):
        free += timedelta(days=1)  # the first of the days off: on a Saturday tomorrow is the second
    worked = free - timedelta(days=1)
    assert reminders.catch_up("demo", post("service"), morning(free)) == 0
    with acting("service") as staff:
        actions.begin_round(job=reminders.JOB, on=worked - timedelta(days=10), by=staff)
    assert reminders.catch_up("demo", post("service"), morning(free)) == 1
    assert reminders.catch_up("demo", post("service"), morning(free)) == 0
    with acting("administrator"):
        assert Reminder.objects.get().on == worked


def test_a_digest_of_the_usual_hour_is_not_made_up_and_who_has_nothing_then_gets_none_later(monkeypatch):
    day = calendar().on_or_after(today() + timedelta(days=1))
    monkeypatch.setattr(reminders, "today", lambda: day)
    with acting("case_worker") as staff:
        actions.choose_mailing(address="can-bo@example.org", is_on=True, language="vi", by=staff)
    assert upkeep.plan_reminders("demo") == 0
    late_case()
    assert reminders.catch_up("demo", post("service"), morning(day)) == 0
    with acting("administrator"):
        assert not Reminder.objects.exists()


def test_the_ladder_of_a_night_that_was_missed_is_told_once():
    late_case()
    assert upkeep.catch_up("demo") >= 3
    with acting("head"):
        many = Escalation.objects.count()
    assert upkeep.catch_up("demo") == 0
    assert upkeep.escalate("demo") == 0
    with acting("head"):
        assert Escalation.objects.count() == many
