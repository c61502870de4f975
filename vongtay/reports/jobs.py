"""Work that goes on after a page was answered."""

import time
from uuid import UUID

from django.db import ProgrammingError

from vongtay.agencies.actions import acting_as, in_steps
from vongtay.agencies.models import Post
from vongtay.reports import actions
from vongtay.reports.actions import publication
from vongtay.reports.models import Release, ReleaseState, ReportDraft
from vongtay.reports.publishing.gate import measure
from vongtay.reports.suppression.table import TableError

EVERY_SECONDS = 2.0


def compute_release(release_id: UUID, post_id: UUID) -> str:
    """Compute and check a release as the post that proposed it. Gives its state. Killed half-way it leaves nothing; safe to run again."""
    post = Post.objects.get(pk=post_id)
    try:
        return _compute(release_id, post)
    except (ProgrammingError, Release.DoesNotExist):
        # Small counts are held back from this post since it asked: the database refuses them, and every row of a release.
        with acting_as(post) as by:
            if not publication.give_up_release(release_id=release_id, by=by):
                raise
        return str(ReleaseState.FAILED)


def _compute(release_id: UUID, post: Post) -> str:
    written = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal written
        if time.monotonic() - written > EVERY_SECONDS:
            written = time.monotonic()
            with acting_as(post):
                publication.note_progress(release_id, done, total)

    with acting_as(post) as by:
        release = Release.objects.get(pk=release_id)
        if release.state != ReleaseState.COMPUTING:
            return str(release.state)
        given, known_at, against = publication.read_release(release, by)
    try:
        measured = measure(given, progress)
    except TableError as wrong:
        with acting_as(post) as by:
            publication.fail_release(release_id=release_id, why=str(wrong), by=by)
    else:
        with acting_as(post) as by:
            publication.settle_release(
                release_id=release_id, measured=measured, known_at=known_at, against=against, by=by
            )
    with acting_as(post):
        return str(Release.objects.values_list("state", flat=True).get(pk=release_id))


def advance_draft(draft_id: UUID, post_id: UUID) -> int:
    """Draft or issue an official report, as the post that asked. Gives how many pieces were done. Safe to run again."""
    try:
        return in_steps(post_id, lambda by: actions.steps_of(draft_id, by))
    except (ProgrammingError, ReportDraft.DoesNotExist):
        with acting_as(Post.objects.get(pk=post_id)) as by:  # as above
            if not actions.give_up_draft(draft_id=draft_id, by=by):
                raise
        return 0
