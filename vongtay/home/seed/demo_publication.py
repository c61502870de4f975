"""What the demo has published: statistics of its province, a proposal that waits, and a story; proposed by one post and approved by another, through the acts."""

from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Place, Post
from vongtay.agencies.roles import Role, World
from vongtay.common.days import today
from vongtay.common.periods import Calendar, parse_period
from vongtay.home.demo import PROVINCES
from vongtay.reports import actions, jobs
from vongtay.reports.actions import stories
from vongtay.reports.actions.stories import Telling
from vongtay.reports.models import PublishedStory, Release, ReleaseKind

BODY = "LS.SYT"
TITLE = "Số người được tiếp nhận"
STORY = Telling(
    "Đường về (câu chuyện mẫu)",
    "Cô lớn lên ở một bản vùng cao. Một người quen rủ cô sang bên kia biên giới làm thuê, hứa trả công cao. Đến nơi, giấy tờ của cô bị giữ, cô phải làm việc không công và không được "
    "gọi về nhà.\n\nHơn một năm sau, cô nhờ được người cùng cảnh chỉ đường ra đồn biên phòng. Cán bộ trực hỏi cô tám câu, cho cô ăn, để cô ngủ trước khi hỏi tiếp. Hôm sau có người "
    "nói cùng thứ tiếng với cô.\n\nĐiều cô nhớ nhất, cô kể, là không ai hỏi vì sao cô đi. Họ hỏi cô cần gì.",
    "public",
)


def load_publication() -> int:
    """Publish the demo's statistics and story, unless it was done. Gives how many releases there are then."""
    reporter, head = (
        Post.objects.get(role=role, body__code=BODY, world=World.DEMO) for role in (Role.REPORTER, Role.HEAD)
    )
    with acting_as(reporter):
        known = Release.objects.count()
    if known:
        return known
    years = parse_period(f"{today().year - 2}..{today().year}", Calendar.ADMINISTRATIVE)
    first = _propose(1, reporter, period=years, tables=[["sex"], ["route"]])
    with acting_as(head) as by:
        actions.approve_release(release=first, by=by)
    rows = {
        "kind": ReleaseKind.MICRODATA,
        "tables": [["sex", "age_group"]],
        "title": "Dữ liệu nghiên cứu: giới tính và nhóm tuổi",
    }
    _propose(2, reporter, period=years, **rows)
    _tell(reporter, head)
    return 2


def _key(number: int) -> UUID:
    return UUID(int=9800 + number, version=4)


def _propose(number: int, post: Post, **asked: object) -> Release:
    """Propose and compute at once, as the job would."""
    values = {"title": TITLE, "audience": "public", "area": Place.objects.get(pk=PROVINCES["LS"])} | asked
    with acting_as(post) as by:
        release = actions.propose_release(key=_key(number), draft=actions.Draft(**values), by=by)  # type: ignore[arg-type]  # as asked
    jobs.compute_release(release.pk, post.pk)
    return release


@transaction.atomic
def _tell(writer: Post, reader: Post) -> None:
    if PublishedStory.objects.exists():
        return
    with acting_as(writer) as by:
        story = stories.write_story(key=_key(10), telling=STORY, by=by)
        stories.send_story(story=story, version=story.version, by=by)
        story.refresh_from_db()
    with acting_as(reader) as by:
        stories.approve_story(story=story, version=story.version, by=by)
