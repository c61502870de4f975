"""Escalations and reminders: told once, never beyond a grant; mails hold a number alone and never go twice."""

import re
import socketserver
import threading
import uuid
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.cast import HEALTH, OTHER_HEALTH, a_case, acting, body, post
from tests.committed import Committed
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role
from vongtay.audit.models import Entry
from vongtay.cases import actions as cases
from vongtay.cases.models import Case
from vongtay.common.days import VIETNAM, today
from vongtay.home import today as day
from vongtay.home import upkeep
from vongtay.law import queries as law
from vongtay.tasks import actions, ladder, mail, queries
from vongtay.tasks.actions.reminders import MOST_TRIES
from vongtay.tasks.models import Clock, Escalation, Reminder
from vongtay.tasks.states import MailState, PauseReason

RULE = "L53.R1.first_check"
WORLD = "demo"
ADDRESS = "thu@vidu.gov.vn"


def late_case(days: int = 30, *, role: str = "case_worker", at: str = HEALTH) -> Case:
    """A case whose first check was due some days ago."""
    with acting(role, at) as staff:
        case = a_case(
            staff, received_at=timezone.now(), event_on=today()
        )  # an hour ago may be yesterday: late by itself
        Clock.objects.create(
            subject_id=case.subject_id, world=case.world, body_id=staff.body_id, label=case.code, rule_id=RULE, article="Điều 27",
            started_at=timezone.now() - timedelta(days=days + 3), due_on=today() - timedelta(days=days), unit="calendar_days",
        )  # fmt: skip
        return case


def told(**changes) -> int:
    with acting("service") as staff:
        return actions.escalate(day=today(), by=staff, **changes)


@pytest.mark.django_db
def test_each_step_of_the_ladder_is_told_once_and_logged():
    late_case()
    first = told()
    assert first == 3
    assert told() == 0
    with acting("auditor"):
        assert Entry.objects.filter(act="tasks.escalate", job="tasks.escalate").count() == 3
    with acting("head") as staff:
        [(row, title)] = queries.told_to(staff).clocks
        assert (row.step, row.late_body_id, title) == ("head", staff.body_id, law.title_of(RULE))
        assert row.late_days == law.calendar().count_between(row.clock.due_on, today())
        assert day.of(staff).told.clocks
    with acting("case_worker") as staff:
        assert queries.told_to(staff).clocks == []


@pytest.mark.django_db
def test_the_upper_body_sees_only_a_count_where_it_has_no_grant():
    case = late_case()
    told()
    with acting("head"):
        upper = Body.objects.get(code="LS.UBND")
        user = post("decider").user
    head = _a_head_of(upper, user)
    with acting_as(head) as staff:
        found = queries.told_to(staff)
        assert found.clocks == []
        assert [(late.code, n) for late, n in found.elsewhere] == [(HEALTH, 1)]
        assert not Escalation.objects.exists()
        assert not Clock.objects.filter(subject_id=case.subject_id).exists()
    with acting("head", HEALTH) as staff:
        assert queries.told_to(staff).elsewhere == []


def _a_head_of(upper: Body, user) -> Post:
    """A head's post, entered by an administrator of the province."""
    with acting("administrator"):
        return Post.objects.create(
            user=user, body=upper, role=Role.HEAD, world=WORLD, valid_from=today() - timedelta(days=1)
        )


@pytest.mark.django_db
def test_what_is_paused_in_time_or_met_is_not_told():
    case = late_case(days=-2)
    assert told() == 0
    with acting("case_worker") as staff:
        clock = Clock.objects.get(subject_id=case.subject_id, rule_id=RULE)
        clock.due_on = today()
        clock.save()
        cases.pause_clock(case=case, clock=clock, at=timezone.now(), reason=PauseReason.FORCE, basis="", by=staff)
    with acting("service") as staff:
        actions.escalate(day=today() + timedelta(days=30), by=staff)
    with acting("head"):
        assert not Escalation.objects.filter(clock=clock).exists()
    late = late_case()
    with acting("case_worker"):
        Clock.objects.filter(subject_id=late.subject_id, rule_id=RULE).update(
            met_at=timezone.now(), met_recorded_at=timezone.now()
        )
    told()
    with acting("head"):
        assert not Escalation.objects.filter(clock__subject_id=late.subject_id, clock__rule_id=RULE).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("call", ["late_clocks(current_date)", "escalate('[]'::jsonb)", "due_counts(current_date)"])
def test_only_a_job_asks_what_jobs_ask(call):
    with (
        acting("head"),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="only a job"),
        transaction.atomic(),
    ):
        cursor.execute(f"select * from vt.{call}")


def test_the_ladder_is_data_and_refuses_what_can_not_be():
    steps = ladder.shipped()
    assert [rung.code for rung in steps.due(0)] == ["body"]
    assert [rung.code for rung in steps.due(4)] == ["body", "head"]
    assert [rung.code for rung in steps.due(5)] == ["body", "head", "upper"]
    for wrong in ('[[step]]\ncode="a"\nafter=1\nto="mars"', '[[step]]\ncode="a"\nafter=-1\nto="head"'):
        with pytest.raises(ValueError, match=r"ladder\.toml"):
            ladder.read(wrong)
    with pytest.raises(ValueError, match="khác nhau"):
        ladder.read('[[step]]\ncode="a"\nafter=1\nto="head"\n' * 2)


@pytest.mark.parametrize("language", ["vi", "en", "xx"])
def test_a_mail_holds_a_number_and_nothing_else(language):
    said, other = mail.words(4, language), mail.words(17, language)
    assert re.sub(r"\d+", "N", said.text) == re.sub(r"\d+", "N", other.text)
    assert said.subject == other.subject
    assert re.findall(r"\d+", said.subject + said.text) == ["4"]


class Server(socketserver.ThreadingTCPServer):
    """A mail server of the test's own: keeps what it is given, or refuses."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.mails: list[str] = []
        self.is_refusing = False
        super().__init__(("127.0.0.1", 0), Talk)


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].split(" ")[0].upper()
            if word == "RCPT" and self.server.is_refusing:
                self.say("451 not now")
            elif word == "DATA":
                self.say("354 go on")
                self.server.mails.append("".join(iter(lambda: self.rfile.readline().decode(), ".\r\n")))
                self.say("250 kept")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def postbox(settings) -> Iterator[Server]:
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        settings.EMAIL_URL = f"smtp://127.0.0.1:{running.server_address[1]}/?from=nhac@vidu.gov.vn"
        yield running
        running.shutdown()


@pytest.fixture
def wished(committed_db: Committed) -> Committed:
    """A case worker with a late clock who wishes reminders, and a head who doesn't."""
    case = late_case()
    with acting("case_worker") as staff:
        actions.choose_mailing(address=ADDRESS, is_on=True, language="vi", by=staff)
        assert case.code
    return committed_db


def planned(*, is_sent: bool = True) -> int:
    with acting("service") as staff:
        return actions.plan_reminders(day=today(), is_sent=is_sent, by=staff)


def rows() -> list[tuple[str, int, str]]:
    with acting("administrator"):
        return list(Reminder.objects.order_by("recorded_at").values_list("state", "tries", "error"))


def test_one_mail_a_day_to_whoever_wishes_it_with_no_fact_in_it(wished, postbox):
    assert planned() == 1
    assert planned() == 0
    assert upkeep.send_reminders(WORLD) == 1
    assert upkeep.send_reminders(WORLD) == 0
    assert rows() == [("sent", 1, "")]
    [sent] = postbox.mails
    with acting("case_worker") as staff:
        codes = list(Case.objects.values_list("code", flat=True))
        for forbidden in (*codes, "Lò Thị", staff.user_text, staff.body_text, RULE, "Điều 27"):
            assert forbidden not in sent
    assert "LS-" not in sent


def test_a_failure_is_kept_tried_again_and_given_up_at_last(wished, postbox):
    planned()
    postbox.is_refusing = True
    assert upkeep.send_reminders(WORLD) == 0
    assert rows() == [("failed", 1, "SMTPRecipientsRefused")]
    assert upkeep.send_reminders(WORLD) == 0  # not at once
    for tries in range(2, MOST_TRIES + 1):
        with wished.owner() as owner:
            owner.execute("update tasks_reminder set tried_at = tried_at - interval '1 hour'")
        upkeep.send_reminders(WORLD)
        assert rows()[0][1] == tries
    assert rows() == [("given_up", MOST_TRIES, "SMTPRecipientsRefused")]
    assert postbox.mails == []


def test_killed_between_claim_and_note_a_mail_is_never_sent_twice(wished, postbox):
    planned()
    with acting("service") as staff:
        assert actions.claim(by=staff)[1] == ADDRESS
    assert upkeep.send_reminders(WORLD) == 0
    assert rows() == [("sending", 1, "")]
    with wished.owner() as owner:
        owner.execute("update tasks_reminder set tried_at = tried_at - interval '1 hour'")
    assert upkeep.send_reminders(WORLD) == 0
    assert rows() == [("given_up", 1, "broken_off")]
    assert postbox.mails == []


def test_two_workers_send_each_mail_once(wished, postbox):
    planned()
    gate, sent = threading.Barrier(2), []

    def work() -> None:
        gate.wait()
        sent.append(upkeep.send_reminders(WORLD))
        connection.close()

    threads = [threading.Thread(target=work) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == [0, 1]
    assert len(postbox.mails) == 1


def test_whoever_switched_it_off_gets_none(wished, postbox):
    planned()
    with acting("case_worker") as staff:
        actions.choose_mailing(address=ADDRESS, is_on=False, language="en", by=staff)
    assert upkeep.send_reminders(WORLD) == 0
    assert rows() == [("given_up", 1, "switched_off")]
    assert postbox.mails == []


def test_the_absent_are_not_reminded_and_their_deputy_is(wished, postbox):
    with acting("case_worker") as staff:
        wish = actions.Wish("việc", body(HEALTH), post("verifier"), today())
        actions.add_task(key=uuid.uuid4(), wish=wish, by=staff)
    with acting("verifier") as staff:
        actions.choose_mailing(address="v@vidu.gov.vn", is_on=True, language="en", by=staff)
        actions.enter_absence(
            key=uuid.uuid4(),
            post=post("verifier"),
            deputy=post("case_worker"),
            first_on=today(),
            last_on=today(),
            by=staff,
        )
    assert planned() == 1
    with acting("administrator"):
        reminder = Reminder.objects.get()
        assert (reminder.user_id, reminder.things) == (
            post("case_worker").user_id,
            3,
        )  # late, due today, and the task of the absent one


def test_without_a_mail_server_the_demo_keeps_them_and_other_worlds_make_none(wished, settings):
    settings.EMAIL_URL = ""
    assert upkeep.send_reminders(WORLD) == 0
    assert planned(is_sent=False) == 1
    assert rows() == [("kept", 0, "")]
    assert upkeep.send_reminders(WORLD) == 0
    settings.WORLD = "real"
    assert upkeep.plan_reminders("real") == 0
    assert upkeep.escalate("real") == 0
    assert MailState.KEPT.label


@pytest.mark.django_db
def test_nobody_reads_the_address_or_outbox_of_others():
    with acting("case_worker") as staff:
        actions.choose_mailing(address=ADDRESS, is_on=True, language="vi", by=staff)
    late_case()
    planned()
    with acting("head") as staff:
        assert queries.mailing_of(staff) is None
        assert not queries.outbox(WORLD).exists()
    with acting("administrator"):
        assert queries.outbox(WORLD).count() == 1


@pytest.mark.django_db
def test_lateness_is_counted_by_body_under_the_mandate_alone():
    in_time, late, opened = late_case(), late_case(), late_case()
    with acting("case_worker"):
        for case, moved in ((in_time, -1), (late, 4)):
            clock = Clock.objects.get(subject_id=case.subject_id, rule_id=RULE)
            Clock.objects.filter(pk=clock.pk).update(
                met_at=clock.started_at + timedelta(days=3 + moved), met_recorded_at=timezone.now()
            )
        started = Clock.objects.get(subject_id=opened.subject_id, rule_id=RULE).started_at.date()
    with acting("statistician") as staff:
        [row] = [
            each
            for each in queries.lateness(
                area_id=staff.province_id, first=started - timedelta(days=1), last=started + timedelta(days=1)
            )
            if each.body_id == staff.body_id
        ]
        assert (row.in_time, row.late, row.open_late, row.open, row.paused, row.median_days) == (1, 1, 1, 0, 0, 4.5)
    foreign = body(OTHER_HEALTH).province_id
    with acting("statistician"), pytest.raises(ProgrammingError, match="mandate"), transaction.atomic():
        queries.lateness(area_id=foreign, first=started, last=started)


@pytest.mark.django_db
def test_a_limit_of_days_ends_at_midnight_in_vietnam():
    case = late_case()
    with acting("case_worker"):
        clock = Clock.objects.get(subject_id=case.subject_id, rule_id=RULE)
        midnight = datetime.combine(clock.due_on, time.min, VIETNAM) + timedelta(days=1)

    def kept(at: datetime) -> tuple[int, int]:
        with acting("case_worker"):
            Clock.objects.filter(pk=clock.pk).update(met_at=at, met_recorded_at=timezone.now())
        with acting("statistician") as staff:
            rows = queries.lateness(
                area_id=staff.province_id, first=clock.due_on - timedelta(days=9), last=clock.due_on
            )
            [row] = [each for each in rows if each.body_id == staff.body_id]
        return row.in_time, row.late

    assert kept(midnight - timedelta(minutes=1)) == (1, 0)
    assert kept(midnight) == (0, 1)
