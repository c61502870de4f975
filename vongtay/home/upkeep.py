"""What runs by itself: sealing the log, ending grants and drafts whose time is over, adding up the kept counts.

Each job runs as the post of jobs, under the same policies as a person, and is logged when it changed something.
"""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from vongtay.accounts.models import WebSession
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role
from vongtay.audit import actions as audit
from vongtay.cases import jobs as cases
from vongtay.common.days import today
from vongtay.grants import actions as grants
from vongtay.home import reminders, table_mails
from vongtay.law.queries import calendar
from vongtay.reports import actions as reports
from vongtay.tasks import actions as tasks

MOST_TRIES = 3  # a job whose worker died so often may be what kills it


def anchor_path() -> Path:
    """Give the file of anchors: beside the database's folder, never in it."""
    return Path(settings.DATA) / "anchors" / "audit.log"


def service_post(world: str) -> Post | None:
    """Give the post in which jobs act, None in a world that has no bodies yet."""
    return Post.objects.filter(role=Role.SERVICE, world=world).order_by("body__code").first()


def seal_log(world: str, *, everything: bool = False) -> int:
    """Seal what no running transaction can still precede; leave the newest link outside the database. Gives how many."""
    post = service_post(world)
    if post is None:
        return 0
    with acting_as(post):
        sealed = audit.seal(everything=everything)
    # In a transaction of its own: a link that was rolled back must not be anchored.
    if sealed or not anchor_path().exists():
        with acting_as(post):
            audit.anchor_head(anchor_path())
    return sealed


def expire_grants(world: str) -> int:
    """End the grants whose time is over. Gives how many."""
    return _logged(world, "grants.expire", grants.expire)


def fold_counts(world: str) -> int:
    """Add the waiting changes into the kept counts. Gives how many counts moved; nothing about anybody changes, so no entry."""
    return _run(world, lambda: _function("fold_stats"))


def clear_sessions(world: str) -> int:
    """Forget the sessions that are over. Gives how many sessions of posts went."""
    WebSession.objects.filter(expire_date__lt=timezone.now()).delete()
    return _run(world, lambda: _function("clear_sessions"))


def clear_drafts(world: str) -> int:
    """Forget the drafts that are older than a week. Gives how many."""
    return _logged(world, "cases.clear_drafts", lambda: _function("clear_drafts"))


def clear_links(world: str) -> int:
    """Forget the papers behind one-time links that were not opened in time. Gives how many."""
    return _logged(world, "papers.clear_links", lambda: _function("clear_links"))


def escalate(world: str) -> int:
    """Tell late clocks to those above, as the ladder says. Gives how many were told."""
    post = service_post(world)
    if post is None:
        return 0
    with acting_as(post) as staff:
        tasks.begin_round(job="tasks.escalate", on=today(), by=staff)
        return tasks.escalate(day=today(), by=staff)


def remind_of_reports(world: str) -> int:
    """Remind bodies of the reports that they owe, on working days. Gives how many were reminded now."""
    post = service_post(world)
    if post is None:
        return 0
    with acting_as(post) as staff:
        if not calendar().is_working_day(today()) or not tasks.begin_round(job="reports.remind", on=today(), by=staff):
            return 0
        return reports.remind_of_reports(day=today(), by=staff)


def plan_reminders(world: str) -> int:
    """Put the reminders of the day into the outbox. Gives how many."""
    post = service_post(world)
    return 0 if post is None else reminders.plan(world, post)


def catch_up(world: str) -> int:
    """Do what the system missed while it was down: the ladder and reports of today, the reminders of the last morning. Gives how many were told or planned."""
    post = service_post(world)
    if post is None:
        return 0
    with acting_as(post) as staff:
        # What was told already is not told again: the ladder needs no note of the day.
        told = (
            tasks.escalate(day=today(), by=staff)
            if tasks.begin_round(job="tasks.escalate", on=today(), by=staff)
            else 0
        )
    told += remind_of_reports(world)
    return told + reminders.catch_up(world, post, timezone.now())


def send_reminders(world: str) -> int:
    """Send what waits in the outbox. Gives how many went out."""
    post = service_post(world)
    return 0 if post is None else reminders.send(post)


def send_tables(world: str) -> int:
    """Send the addresses of saved tables that are due. Gives how many went out."""
    post = service_post(world)
    return 0 if post is None else table_mails.run(world, post, timezone.now())


def run_batch(world: str, batch_id: UUID, post_id: UUID) -> int:
    """Make the papers of a batch. Gives how many. A batch whose post has ended is closed: nobody stands for its papers."""
    try:
        return cases.run_batch(batch_id, post_id)
    except cases.PostEndedError:
        _run(world, lambda: _abandon(batch_id))
        return 0


def resume_batches(world: str) -> int:
    """Take up every batch that is not finished. Gives how many papers were made."""
    post = service_post(world)
    if post is None:
        return 0
    with acting_as(post):
        found = _unfinished()
    return sum(run_batch(world, batch, ordered_by) for batch, ordered_by in found)


async def take_up_jobs() -> int:
    """Give the jobs of workers that died to those that live. Gives how many.

    Such a job would stand as being done for ever, and its lock would keep every later job of the same draft, release or import waiting.
    """
    taken = 0
    for job in await app.job_manager.get_stalled_jobs():
        if job.queueing_lock or job.attempts + 1 >= MOST_TRIES:  # a periodic one comes again by itself
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job)
            taken += 1
    return taken


def _unfinished() -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute("select batch_id, post_id from vt.unfinished_batches()")
        return [(row[0], row[1]) for row in cursor.fetchall()]


def _abandon(batch_id: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select vt.abandon_batch(%s)", [batch_id])
    return 1


def _run(world: str, work: Callable[[], int]) -> int:
    post = service_post(world)
    if post is None:
        return 0
    with acting_as(post):
        return work()


def _logged(world: str, act: str, work: Callable[[], int]) -> int:
    post = service_post(world)
    if post is None:
        return 0
    with acting_as(post) as staff:
        changed = work()
        if changed:
            audit.record(act, by=staff, job=act, details={"count": changed})
        return changed


def _function(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select vt.{name}()")  # our own names, above
        return int(cursor.fetchone()[0])
