"""What the tests of publication share: somebody proposes, another approves."""

import uuid
from datetime import date
from typing import Any

from tests.cast import HEALTH, acting
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Place, Post
from vongtay.common.periods import Period, parse_period
from vongtay.reports import actions, jobs
from vongtay.reports.models import Release
from vongtay.reports.tests.world import LANG_SON, received

H1 = parse_period("2026-H1")
TABLES = [["sex"], ["status"]]


def people(*, female: int = 0, male: int = 0, on: date = date(2026, 3, 1), **facts: Any) -> None:
    """Receive so many on a day."""
    for sex, many in (("female", female), ("male", male)):
        for _one in range(many):
            received(on, sex=sex, **facts)


def proposing(**changes: Any) -> actions.Draft:
    """Give what somebody asks to release of the province."""
    values = {
        "title": "Số người được tiếp nhận", "audience": "public", "period": H1, "tables": TABLES, "area": Place.objects.get(pk=LANG_SON),
    }  # fmt: skip
    return actions.Draft(**(values | changes))


def proposed(*, by: str = "reporter", of: str = HEALTH, period: Period = H1, **changes: Any) -> Release:
    """Propose a release of the province."""
    with acting(by, of) as staff:
        release = actions.propose_release(key=uuid.uuid4(), draft=proposing(period=period, **changes), by=staff)
    return computed(release)


def computed(release: Release) -> Release:
    """Do what the job does, as the post that proposed, and give the release as it is then."""
    jobs.compute_release(release.pk, release.proposed_by_id)
    with acting_as(Post.objects.get(pk=release.proposed_by_id)):
        release.refresh_from_db()
    return release


def approved(release: Release, *, by: str = "head", of: str = HEALTH) -> int:
    with acting(by, of) as staff:
        return actions.approve_release(release=release, by=staff)


def published(**changes: Any) -> Release:
    release = proposed(**changes)
    approved(release)
    return release


def cells(release: Release) -> dict[str, tuple[int, str, int | None]]:
    """Give each cell by its values: counted, status, shown."""
    with acting("reporter"):
        return {
            "/".join(sorted(cell.who.values())): (cell.count, cell.status, cell.shown) for cell in release.cells.all()
        }
