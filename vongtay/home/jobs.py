"""When each job of upkeep runs: rows of procrastinate in our own database, started by `procrastinate worker`.

A job that fails is logged by the worker and runs again at its next time; each is safe to run twice.
"""

from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from vongtay.cases.actions import batches
from vongtay.home import upkeep
from vongtay.programme.actions import imports
from vongtay.programme.jobs import advance_import as advance
from vongtay.reports import jobs as reporting
from vongtay.reports.actions import drafts, publication

QUEUE = "upkeep"


@app.periodic(cron="* * * * * */5")  # the last column is seconds: what is not sealed yet could vanish without a trace
@app.task(name="audit.seal", queue=QUEUE, queueing_lock="audit.seal")
def seal_log(timestamp: int) -> None:  # noqa: ARG001  # procrastinate hands the planned moment to every periodic task
    """Seal the log and anchor its newest link."""
    upkeep.seal_log(settings.WORLD)


@app.periodic(cron="* * * * *")
@app.task(name="grants.expire", queue=QUEUE, queueing_lock="grants.expire")
def expire_grants(timestamp: int) -> None:  # noqa: ARG001  # as above
    """End the grants whose time is over."""
    upkeep.expire_grants(settings.WORLD)


@app.periodic(cron="* * * * *")
@app.task(name="cases.fold_counts", queue=QUEUE, queueing_lock="cases.fold_counts")
def fold_counts(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Add the waiting changes into the kept counts."""
    upkeep.fold_counts(settings.WORLD)


@app.periodic(cron="17 * * * *")
@app.task(name="agencies.clear_sessions", queue=QUEUE, queueing_lock="agencies.clear_sessions")
def clear_sessions(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Forget the sessions that are over."""
    upkeep.clear_sessions(settings.WORLD)


@app.periodic(cron="27 * * * *")
@app.task(name="papers.clear_links", queue=QUEUE, queueing_lock="papers.clear_links")
def clear_links(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Forget the papers of links that expired."""
    upkeep.clear_links(settings.WORLD)


@app.periodic(cron="23 19 * * *")  # 02:23 in Vietnam
@app.task(name="home.nightly", queue=QUEUE, queueing_lock="home.nightly")
def nightly(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Forget old drafts; look below the mark for entries of the log that were never sealed."""
    upkeep.clear_drafts(settings.WORLD)
    upkeep.seal_log(settings.WORLD, everything=True)


@app.periodic(cron="5 17 * * *")  # 00:05 in Vietnam: what was due yesterday is late from now on
@app.task(name="tasks.escalate", queue=QUEUE, queueing_lock="tasks.escalate")
def escalate(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Tell late clocks to those above."""
    upkeep.escalate(settings.WORLD)


@app.periodic(
    cron="*/30 22,23 * * *"
)  # from 05:00 in Vietnam: before the digest that counts it; on later turns nothing
@app.task(name="reports.remind", queue=QUEUE, queueing_lock="reports.remind")
def remind_of_reports(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Remind bodies of the reports that they owe."""
    upkeep.remind_of_reports(settings.WORLD)


@app.periodic(cron="0 0 * * *")  # 07:00 in Vietnam
@app.task(name="tasks.plan_reminders", queue=QUEUE, queueing_lock="tasks.plan_reminders")
def plan_reminders(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Put the reminders of the day into the outbox."""
    upkeep.plan_reminders(settings.WORLD)


@app.periodic(cron="*/3 * * * *")
@app.task(name="tasks.catch_up", queue=QUEUE, queueing_lock="tasks.catch_up")
def catch_up(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Make up what a day's job missed while the system was down; on most turns nothing."""
    upkeep.catch_up(settings.WORLD)


@app.periodic(cron="*/10 * * * *")
@app.task(name="tasks.send_reminders", queue=QUEUE, queueing_lock="tasks.send_reminders")
def send_reminders(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Send what waits in the outbox; what failed is tried again."""
    upkeep.send_reminders(settings.WORLD)


@app.periodic(cron="*/10 * * * *")
@app.task(name="reports.send_tables", queue=QUEUE, queueing_lock="reports.send_tables")
def send_tables(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Send the addresses of saved tables to those who asked for them today; what failed is tried again."""
    upkeep.send_tables(settings.WORLD)


@app.task(name=batches.TASK, queue=batches.QUEUE)
def run_batch(batch_id: str, post_id: str) -> None:
    """Make the papers of a batch as the post that ordered it."""
    upkeep.run_batch(settings.WORLD, UUID(batch_id), UUID(post_id))


@app.periodic(cron="* * * * *")
@app.task(name="papers.resume_batches", queue=batches.QUEUE, queueing_lock="papers.resume_batches")
def resume_batches(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Take up batches whose job was killed."""
    upkeep.resume_batches(settings.WORLD)


@app.periodic(cron="* * * * *")
@app.task(name="home.take_up_jobs", queue=QUEUE, queueing_lock="home.take_up_jobs")
async def take_up_jobs(timestamp: int) -> None:  # noqa: ARG001  # as above
    """Take up jobs whose worker was killed."""
    await upkeep.take_up_jobs()


@app.task(name=imports.TASK, queue=imports.QUEUE)
def advance_import(import_id: str, post_id: str) -> None:
    """Check, enter or take back the activities of a spreadsheet as the post that asked for it."""
    advance(UUID(import_id), UUID(post_id))


@app.task(name=publication.TASK, queue=publication.QUEUE)
def compute_release(release_id: str, post_id: str) -> None:
    """Compute and check a release as the post that proposed it."""
    reporting.compute_release(UUID(release_id), UUID(post_id))


@app.task(name=drafts.TASK, queue=drafts.QUEUE)
def advance_draft(draft_id: str, post_id: str) -> None:
    """Draft or issue an official report as the post that asked for it."""
    reporting.advance_draft(UUID(draft_id), UUID(post_id))
