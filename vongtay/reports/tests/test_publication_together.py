"""Releases at one moment and half-way, with acts that really commit; and another world's and another province's by SQL alone."""

import os
import signal
import subprocess
import sys
import time
import uuid

from django.conf import settings

from tests.cast import HEALTH, OTHER_HEALTH, acting, post
from tests.committed import Committed
from tests.security.session import Session, token_of
from vongtay.agencies.models import Post
from vongtay.common.access import Refused
from vongtay.config import roles
from vongtay.reports import actions
from vongtay.reports.actions import stories
from vongtay.reports.models import Publication, Release, ReleaseCell
from vongtay.reports.tests.publication import TABLES, approved, computed, people, proposed, proposing
from vongtay.reports.tests.test_calendar_together import refusals, together
from vongtay.reports.tests.test_story_acts import sent
from vongtay.reports.tests.test_story_acts import written as written_story

REGISTERS = (
    "reports_release",
    "reports_releasecell",
    "reports_publicationprofile",
    "reports_story",
    "reports_storycase",
)


def approving(release, role):
    def act():
        with acting(role) as staff:
            return actions.approve_release(release=release, by=staff)

    return act


def test_two_who_approve_at_one_moment_publish_once_and_the_other_hears_why(committed_db: Committed):
    people(female=14, male=3)
    release = proposed(by="statistician")
    made = together(approving(release, "head"), approving(release, "reporter"))
    assert refusals(made) == 1
    assert "người khác đã xử lý" in next(one for one in made if isinstance(one, Refused)).reasons[0]
    assert [row.number for row in Publication.objects.all()] == [1]


def test_two_releases_approved_at_one_moment_are_not_both_published_unchecked(committed_db: Committed):
    people(female=14, male=3)
    first, second = proposed(by="statistician"), proposed(by="statistician", title="Lần nữa")
    made = together(approving(first, "head"), approving(second, "reporter"))
    assert refusals(made) == 1  # the second was checked before the first was out
    assert Publication.objects.count() == 1


def test_two_second_readers_of_a_story_publish_it_once(committed_db: Committed):
    story = sent()

    def reading(role):
        def act():
            with acting(role) as staff:
                return stories.approve_story(story=story, version=story.version, by=staff)

        return act

    made = together(reading("head"), reading("reporter"))
    assert refusals(made) == 1


# The job as it runs, but slow between two cells, so that there is a middle in which to end it.
SLOW = """
import time, django
django.setup()
from uuid import UUID
from vongtay.reports import jobs
jobs.EVERY_SECONDS = 0
computed = jobs.measure
jobs.measure = lambda given, told: computed(given, lambda done, total: (told(done, total), time.sleep(600)))
jobs.compute_release(UUID('{release}'), UUID('{post}'))
"""


def test_a_computing_that_is_killed_leaves_nothing_and_is_done_again(committed_db: Committed):
    people(female=14, male=3)
    with acting("reporter") as staff:
        release = actions.propose_release(key=uuid.uuid4(), draft=proposing(tables=TABLES), by=staff)
    environment = {
        **os.environ, "DATABASE_URL": committed_db.server.url(roles.APP, committed_db.name), "VONGTAY_DATA": str(settings.DATA),
        "DJANGO_SETTINGS_MODULE": "vongtay.config.settings",
    }  # fmt: skip
    code = SLOW.format(release=release.pk, post=post("reporter").pk)
    running = subprocess.Popen([sys.executable, "-c", code], env=environment)
    with committed_db.owner() as owner:
        while owner.execute("select done from reports_release").fetchone()[0] < 1:
            assert running.poll() is None, "ended before it could be killed"
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait()
    with acting("reporter"):
        row = Release.objects.get()
        assert (row.state, ReleaseCell.objects.count()) == ("computing", 0)
        assert row.done < row.total
    with acting("reporter") as staff:
        actions.compute_again(release=release, by=staff)
    assert computed(release).state == "waiting"
    assert approved(release) == 1


def asked_by(committed: Committed, holder: Post) -> list[int]:
    """Give how many rows of each table a post is given by psycopg alone."""
    with committed.web() as connection:
        return [Session(connection, token_of(holder)).count(table) for table in REGISTERS]


def test_another_province_and_another_world_are_given_no_row(committed_db: Committed):
    people(female=14, male=3)
    proposed(tables=[["sex"]])
    with acting("reporter") as staff:
        actions.propose_profile(key=uuid.uuid4(), rules=actions.Rules("public", 12, 1, 3, "x"), by=staff)
    sent()
    written_story(by="reporter")
    ours = asked_by(committed_db, post("reporter", HEALTH))
    assert ours == [1, 5, 1, 2, 0]
    assert asked_by(committed_db, post("head", HEALTH))[3] == 1  # what somebody else is still writing is theirs
    assert asked_by(committed_db, post("reporter", OTHER_HEALTH)) == [0] * 5
    drill = Post.objects.get(world="drill", body__code=HEALTH, role="head")
    assert asked_by(committed_db, drill) == [0] * 5
    with committed_db.web() as connection:  # without a session
        assert [connection.execute(f"select count(*) from {table}").fetchone()[0] for table in REGISTERS] == [0] * 5
