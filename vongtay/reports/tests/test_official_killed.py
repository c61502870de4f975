"""The job of the country's report in workers as they are started in earnest, killed in the midst of what they write."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from asgiref.sync import async_to_sync
from django.conf import settings

from tests.cast import acting
from tests.committed import Committed
from vongtay.agencies.places.units import COUNTRY
from vongtay.common.periods import half_of
from vongtay.config import roles
from vongtay.home import upkeep
from vongtay.papers.models import Paper, Register
from vongtay.reports import actions
from vongtay.reports.models import DraftParagraph, IssuedReport, ReportDraft
from vongtay.reports.queries import Question, area_of
from vongtay.reports.tests.world import received

MINISTRY = "VN.BYT"
# A worker that stops after one function of the job has written its rows, before they are committed.
WORKER = """
import time, django
django.setup()
from procrastinate.contrib.django import app
from vongtay.reports.actions import draft_steps
def stopping(name):
    work = getattr(draft_steps, name)
    def stopped(*given, **named):
        made = work(*given, **named)
        print("written", flush=True)
        time.sleep(600)
        return made
    setattr(draft_steps, name, stopped)
if "{stop}":
    stopping("{stop}")
with app.replace_connector(app.connector.get_worker_connector()) as working:
    working.run_worker(queues=["reports"], wait=bool("{stop}"), concurrency=1, listen_notify=False, fetch_job_polling_interval=0.1)
"""


@contextmanager
def worker(committed: Committed, stop: str = "") -> Iterator[subprocess.Popen[str]]:
    environment = {
        **os.environ, "DATABASE_URL": committed.server.url(roles.APP, committed.name), "VONGTAY_DATA": str(settings.DATA),
        "DJANGO_SETTINGS_MODULE": "vongtay.config.settings",
    }  # fmt: skip
    code = WORKER.format(stop=stop)
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


def killed(running: subprocess.Popen[str], committed: Committed) -> None:
    """Kill a worker once it has written; it is missed half a minute later."""
    assert running.stdout is not None
    assert running.stdout.readline() == "written\n"
    running.send_signal(signal.SIGKILL)
    running.wait()
    with committed.owner() as owner:
        owner.execute("update procrastinate_workers set last_heartbeat = last_heartbeat - interval '1 minute'")
    assert async_to_sync(upkeep.take_up_jobs)() == 1
    assert async_to_sync(upkeep.take_up_jobs)() == 0


def stands(state: str, *, paragraphs: bool, numbers: list[int]) -> ReportDraft:
    """Look at all that the job writes."""
    with acting("reporter", MINISTRY):
        draft = ReportDraft.objects.get()
        assert (draft.state, DraftParagraph.objects.exists()) == (state, paragraphs)
        assert list(Paper.objects.values_list("number", flat=True)) == numbers
        assert list(Register.objects.values_list("last", flat=True)) == numbers
        assert IssuedReport.objects.count() == len(numbers)
    return draft


def test_the_country_s_report_is_drafted_and_issued_once_whatever_kills_its_workers(committed_db: Committed):
    received(date(2026, 2, 10))
    with acting("reporter", MINISTRY) as staff:
        question = Question(area_of(staff, COUNTRY, half_of(2026, 1)), half_of(2026, 1))
        actions.start_draft(key=uuid.uuid4(), question=question, by=staff)
    with worker(committed_db, "_left_over") as running:  # all paragraphs are written
        killed(running, committed_db)
    stands("drafting", paragraphs=False, numbers=[])
    with worker(committed_db, "put_out") as running:
        with committed_db.owner() as owner:
            while owner.execute("select state from reports_reportdraft").fetchone() != ("ready",):
                assert running.poll() is None
                time.sleep(0.02)
        draft = stands("ready", paragraphs=True, numbers=[])
        with acting("reporter", MINISTRY) as staff:
            actions.order_issue(draft=draft, on=date(2026, 7, 1), by=staff)
        killed(running, committed_db)  # a number is taken, both files and the report are written
    stands("issuing", paragraphs=True, numbers=[])
    with acting("reporter", MINISTRY) as staff:
        actions.go_on_with_draft(draft=draft, by=staff)  # somebody who would not wait
    with worker(committed_db) as running:
        assert running.wait(60) == 0
    stands("issued", paragraphs=True, numbers=[1])
    with committed_db.owner() as owner:
        left = owner.execute("select id from procrastinate_jobs where task_name = 'reports.advance_draft'").fetchall()
    assert left == []  # all are done, the one of who would not wait too
