"""A year of activities, courses and surveys of the demo's first province, made through the acts. Everything is invented."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role, World
from vongtay.common.access import Staff
from vongtay.common.amounts import parse_stated, split_stated
from vongtay.common.days import day_in_vietnam
from vongtay.home.seed import clock
from vongtay.programme import actions
from vongtay.programme.actions import certificates
from vongtay.programme.models import Activity
from vongtay.programme.states.activities import Kind

COMMUNE, BORDER, OFFICE = "LS.UBND.06184", "LS.DBP.HN", "LS.SYT"
# of whom, days after 20/7 of the campaign, kind, what, where, answers by slot, what else, further facts
_CAMPAIGN: tuple[tuple[str, int, Kind, str, str, dict[str, str], str, dict[str, Any]], ...] = (
    (COMMUNE, 3, Kind.EVENT, "Nói chuyện ở nhà văn hóa khối 4", "Nhà văn hóa khối 4", {"sessions": "1 buổi", "people": "trên 120 bà con"}, "150 tờ rơi, 2 băng rôn",
     {"audiences": ["women", "parents"]}),
    (COMMUNE, 4, Kind.BROADCAST, "Phát bài về thủ đoạn “việc nhẹ lương cao”", "Loa truyền thanh các khối", {"broadcasts": "14 lượt"}, "", {"language": "tay_nung"}),
    (COMMUNE, 8, Kind.PLEDGE, "Ký cam kết ở các khối phố", "", {"pledges": "gần 300 hộ ký cam kết"}, "", {}),
    (COMMUNE, 10, Kind.EVENT, "Mít tinh hưởng ứng ngày 30/7", "Sân trường tiểu học", {"sessions": "1 buổi", "people": "khoảng 250 người"}, "4 băng rôn; 1 tin",
     {"co_organisers": "Trường tiểu học, Đoàn thanh niên", "share_percent": 60}),
    (BORDER, 6, Kind.MOBILE, "Xe loa quanh chợ cửa khẩu", "Chợ cửa khẩu", {"rounds": "3 lượt", "people": "400-500 lượt người"}, "hơn 600 tờ rơi", {"risks": ["leaving", "border"]}),
    (BORDER, 9, Kind.PANELS, "Sửa pa nô ở đường lên cửa khẩu", "", {"panels": "2 pa nô"}, "", {"is_repair": True}),
    (OFFICE, 2, Kind.NEWS, "Tin, bài trên trang của Sở", "", {"news": "12 tin, bài"}, "", {}),
    (OFFICE, 5, Kind.WEB_ROUND, "Rà soát trang, nhóm tuyển người đi làm xa", "", {"checked": "trên 180 trang, nhóm", "suspicious": "7 trang", "reported": "7 trang"}, "", {}),
    (OFFICE, 7, Kind.CONTEST, "Tìm hiểu Luật Phòng, chống mua bán người", "", {"contests": "1 cuộc thi", "entries": "gần 400 bài dự thi", "prizes": "12 giải thưởng"}, "",
     {"audiences": ["pupils"]}),
    (OFFICE, 1, Kind.MATERIALS, "Nhận sổ tay nghiệp vụ của Bộ", "", {"materials": "200 cuốn sổ tay"}, "", {"received_from": "Bộ Y tế"}),
)  # fmt: skip


@transaction.atomic
def load_activities() -> int:
    """Record the activities of the demo, unless there are some already. Gives how many there are then."""
    if known := Activity.objects.filter(world=World.DEMO).count():
        return known
    today = day_in_vietnam(timezone.now())
    keys = (UUID(int=0x20000 + number, version=4) for number in range(1000))
    for year in (today.year - 1, today.year):
        _campaign(year, today, keys)
    _courses(today, keys)
    return Activity.objects.filter(world=World.DEMO).count()


def _as(body: str, on: date, act: Callable[[Staff], None]) -> None:
    role = Role.RECEIVER if body != OFFICE else Role.REPORTER
    post = Post.objects.get(role=role, body__code=body, world=World.DEMO)
    with acting_as(post) as by, clock.at(timezone.make_aware(datetime.combine(on, time(9)))):
        act(by)


def _campaign(year: int, today: date, keys: Iterator[UUID]) -> None:
    """Load the campaign around 30/7 of a year, as far as it is past."""
    first, called = date(year, 7, 20), next(keys)
    if first + timedelta(days=12) > today:
        return
    facts = actions.CampaignFacts(
        f"Ngày toàn dân phòng, chống mua bán người 30/7/{year}", first, date(year, 8, 5), "Không ai là món hàng."
    )

    def call(by: Staff) -> None:
        actions.call_campaign(key=called, facts=facts, by=by)

    _as(OFFICE, first, call)
    for body, after, kind, title, place, answers, beside, more in _CAMPAIGN:
        day = first + timedelta(days=after)
        _record(
            body,
            next(keys),
            actions.ActivityFacts(kind, title, day, day, place=place, campaign_id=called, **more),
            answers,
            beside,
        )
    _surveys(year, called, keys)


def _record(body: str, key: UUID, facts: actions.ActivityFacts, answers: dict[str, str], beside: str) -> None:
    told = actions.Told.all_of(
        facts.kind,
        {slot: parse_stated(text) for slot, text in answers.items()},
        [parse_stated(part) for part in split_stated(beside)],
    )

    def record(by: Staff) -> None:
        actions.record_activity(key=key, facts=facts, told=told, by=by)

    _as(body, facts.last_on, record)


def _surveys(year: int, campaign_id: UUID, keys: Iterator[UUID]) -> None:
    before, after = next(keys), next(keys)
    questions = ("Biết số điện thoại 111", "Biết thủ đoạn “việc nhẹ lương cao”", "Biết báo cho ai khi nghi ngờ")

    def ask(key: UUID, on: date, shares: tuple[int, ...], **more: Any) -> None:
        scores = [
            actions.Score(question, Decimal(share), "%") for question, share in zip(questions, shares, strict=True)
        ]
        facts = actions.SurveyFacts(
            "Hiểu biết của người dân về mua bán người", on, on, 120, scores, campaign_id=campaign_id, **more
        )

        def record(by: Staff) -> None:
            actions.record_survey(key=key, facts=facts, by=by)

        _as(COMMUNE, on, record)

    ask(before, date(year, 7, 20), (38, 45, 29), stage="before", found="Nhiều người chưa biết số 111.")
    ask(
        after,
        date(year, 8, 5),
        (71, 74, 58),
        stage="after",
        follows_id=before,
        changed="In số 111 lên mọi tờ rơi, phát thêm tiếng Tày, tiếng Nùng.",
    )


def _courses(today: date, keys: Iterator[UUID]) -> None:
    held = (
        (
            "Nhận diện và tiếp nhận ban đầu cho cán bộ xã",
            200,
            "46 học viên",
            "",
            "Còn lúng túng khi nói chuyện với trẻ em.",
            "Đồng Đăng: 4\nHữu Nghị: 2",
        ),
        ("Hỗ trợ tâm lý ban đầu", 90, "trên 30 học viên", "Bộ Y tế", "", ""),
    )
    for title, days, people, given_by, gaps, groups in held:
        day, key = today - timedelta(days=days), next(keys)
        facts = actions.ActivityFacts(Kind.COURSE, title, day, day, received_from=given_by, place="Hội trường Sở Y tế")
        told = actions.Told.all_of(Kind.COURSE, {"courses": parse_stated("1 lớp"), "trainees": parse_stated(people)})
        course = actions.CourseFacts(
            [actions.Group(name, int(n)) for name, n in (line.split(": ") for line in groups.splitlines())],
            part_time=31, certificates=44, test_before=Decimal("5.2"), test_after=Decimal("7.9"), test_people=41, gaps=gaps,
        )  # fmt: skip

        def record(
            by: Staff,
            key: UUID = key,
            facts: actions.ActivityFacts = facts,
            told: list[actions.Told] = told,
            course: actions.CourseFacts = course,
        ) -> None:
            row = actions.record_course(key=key, facts=facts, told=told, course=course, by=by)
            if not facts.received_from:
                numbers = certificates.Numbers(1, 44, facts.last_on, "GCN-MẪU")
                certificates.give_certificates(key=UUID(int=key.int ^ 1), activity=row, numbers=numbers, by=by)

        _as(OFFICE, day, record)
