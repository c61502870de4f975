"""The worker as it is started in earnest: a process of its own, in the database as the web role."""

import os
import subprocess
import sys

from django.conf import settings
from procrastinate.contrib.django import app

from tests.cast import COMMUNE, acting
from tests.committed import Committed
from vongtay.audit import actions as audit
from vongtay.config import roles

TASKS = (
    "audit.seal",
    "grants.expire",
    "cases.fold_counts",
    "agencies.clear_sessions",
    "home.nightly",
    "home.take_up_jobs",
    "tasks.escalate",
    "tasks.plan_reminders",
    "tasks.catch_up",
    "tasks.send_reminders",
)


def test_the_worker_does_every_job_as_the_web_role(committed_db: Committed):
    with acting("receiver", COMMUNE) as staff:
        audit.record("cases.receive", by=staff)
    for task in TASKS:
        app.configure_task(task).defer(timestamp=0)
    environment = {
        **os.environ,
        "DATABASE_URL": committed_db.server.url(roles.APP, committed_db.name),
        "VONGTAY_DATA": str(settings.DATA),
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "vongtay.config.manage", "procrastinate", "worker", "--one-shot"],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    with committed_db.owner() as owner:
        unfinished = owner.execute(
            "select task_name, status from procrastinate_jobs where status not in ('todo', 'succeeded')"
        ).fetchall()
        assert unfinished == []
        assert owner.execute("select count(*) from audit_seal").fetchone() == (1,)
    assert (settings.DATA / "anchors" / "audit.log").read_text()
