"""The invented inspections of the demo: businesses, a team 178, what was found, a screening, what a survey asks, through the acts."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases.actions import Arrival
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam, today
from vongtay.people.vault import Facts
from vongtay.programme import actions
from vongtay.programme.checklists import OF_BODIES, edition_for
from vongtay.programme.models import Business, Finding, Inspection, InspectionPlan, InspectionTeam, Visit
from vongtay.programme.told import read_quantity

SEED = 164
DAY = timedelta(days=1)
DONG_DANG = 2306184

_BUSINESSES = [
    ("sensitive", "Karaoke Mẫu Đỏ", "tax", "4900-000-001"),
    ("sensitive", "Nhà nghỉ Mẫu Xanh", "", ""),
    ("sensitive", "Massage Mẫu Vàng", "tax", "4900-000-002"),
    ("labour_export", "Công ty cổ phần Xuất khẩu lao động Mẫu", "licence", "01/GP-MAU"),
    ("foreign_labour", "Công ty TNHH May Mẫu", "tax", "4900-000-003"),
    ("marriage", "Trung tâm Tư vấn hôn nhân Mẫu", "licence", "02/GP-MAU"),
    ("website", "Trang “Việc nhẹ lương cao” (mẫu)", "address", "viec-nhe.vi-du.vn"),
]
# What a survey of the middle of a term asks of a province; invented words in the manner of such teams.
_ASKED = (
    "Lồng ghép phòng, chống mua bán người vào các chương trình phát triển kinh tế - xã hội, nhất là ở vùng dân tộc thiểu số.",
    "Kiểm tra thường xuyên việc sử dụng lao động nước ngoài và các cơ sở đưa người đi làm việc ở nước ngoài.",
    "Rà soát người lao động, người di cư hồi hương để tiếp cận, giúp đỡ.",
)


@transaction.atomic
def load_inspections() -> int:
    """Make the demo's inspections as its posts, unless it has some already. Gives how many there are then."""
    known = Inspection.objects.filter(world=World.DEMO).count()
    if known:
        return known
    chance = Random(SEED)  # noqa: S311  # keys of invented rows
    with acting_as(_post(Role.CASE_WORKER)) as by:
        businesses = [_business(chance, by, *row) for row in _BUSINESSES]
        team, line = _team(chance, by)
        _raid(chance, by, team, line, businesses)
        _supervision(chance, by)
        _asked(chance, by)
    with acting_as(_post(Role.RECEIVER, "LS.UBND.06184")) as by:
        counts = [
            _counted("insp.team", "2", "cuộc kiểm tra"),
            _counted("insp.site", "trên 10", "cơ sở"),
            _counted("insp.violation", "0", "vi phạm"),
        ]
        topic = "Kiểm tra lưu trú trên địa bàn"
        _inspection(chance, by, actions.Held("business", today() - 12 * DAY, _place(), topic), counts)
    return Inspection.objects.filter(world=World.DEMO).count()


def _post(role: Role, body: str = "LS.SYT") -> Post:
    return Post.objects.get(role=role, body__code=body, world=World.DEMO)


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _place() -> Place:
    return Place.objects.get(pk=DONG_DANG)


def _counted(code: str, text: str, unit: str) -> actions.Counted:
    return actions.Counted(code, read_quantity(text), unit)


def _business(chance: Random, by: Staff, kind: str, name: str, number_kind: str, number: str) -> Business:
    about = actions.About(kind, name, _place(), date(2026, 1, 5), number_kind, number, note="Dòng giả định.")
    return actions.enter_business(key=_key(chance), about=about, by=by)


def _team(chance: Random, by: Staff) -> tuple[InspectionTeam, InspectionPlan]:
    founded = actions.Founded("t178", "Đội kiểm tra liên ngành 178 (mẫu)", date(2026, 1, 12), "01/QĐ-UBND")
    bodies = Body.objects.filter(code__in=("LS.CAT", "LS.DBP.HN"))
    team = actions.found_inspection_team(key=_key(chance), founded=founded, bodies=bodies, by=by)
    province = Place.objects.get(pk=by.province_id)
    line = actions.Planned(today().year, "business", province, 12, "sensitive", team, None, "03/KH-SYT")
    made = actions.plan_inspection(key=_key(chance), planned=line, by=by)
    other = actions.Planned(today().year, "business", province, 4, "labour_export", None, None, "03/KH-SYT")
    actions.plan_inspection(key=_key(chance), planned=other, by=by)
    return team, made


def _inspection(chance: Random, by: Staff, held: actions.Held, counts: list[actions.Counted]) -> Inspection:
    return actions.enter_inspection(key=_key(chance), held=held, counts=counts, by=by)


def _visit(chance: Random, by: Staff, row: Inspection, place: Business | Body, wrong: tuple[str, ...]) -> Visit:
    kind = place.kind if isinstance(place, Business) else OF_BODIES
    edition = edition_for(kind, row.held_on)
    answers = {one.code: "not_met" if one.code in wrong else "met" for one in edition.questions}
    seen = actions.Seen(row.held_on, edition.code, answers, {}, row.held_on + 10 * DAY)
    return actions.enter_visit(key=_key(chance), inspection=row, place=place, seen=seen, by=by)


def _raid(chance: Random, by: Staff, team: InspectionTeam, line: InspectionPlan, places: list[Business]) -> None:
    """One inspection of the team: something to mend, somebody screened, somebody who waits for it."""
    held = actions.Held(
        "business", today() - 20 * DAY, _place(), "Kiểm tra cơ sở kinh doanh dịch vụ nhạy cảm", None, team, line, None, "12/KH-178", today() - 25 * DAY
    )  # fmt: skip
    told = [("insp.team", "1", "cuộc kiểm tra"), ("insp.site", "18-24", "cơ sở"), ("insp.violation", "3", "vi phạm")]
    row = _inspection(chance, by, held, [_counted(*one) for one in told])
    first = _visit(chance, by, row, places[0], ("se-notice", "se-person"))
    second = _visit(chance, by, row, places[1], ("se-residence", "se-person"))
    _visit(chance, by, row, places[2], ())
    _screened(chance, by, Finding.objects.get(visit=first, concerns_person=True))
    _mended(chance, by, Finding.objects.get(visit=second, question="se-residence"))


def _screened(chance: Random, by: Staff, finding: Finding) -> None:
    met = timezone.now() - timedelta(hours=2)
    arrival = Arrival(
        "R2", "police", _place(), met, day_in_vietnam(met), sex="female", age_years=19, age_precision="estimated", age_how="claimed", nationality="VN"
    )  # fmt: skip
    facts = Facts(name="Nông Thị Ví Dụ")
    actions.open_screening(finding=finding, key=_key(chance), arrival=arrival, facts=facts, by=by)


def _mended(chance: Random, by: Staff, finding: Finding) -> None:
    decided = actions.Decided("fine", "UBND xã Đồng Đăng (mẫu)", "07/QĐ-XPHC", today() - 15 * DAY, 3_000_000)
    actions.enter_penalty(key=_key(chance), finding=finding, decided=decided, by=by)
    day = today() - 5 * DAY
    actions.enter_recheck(
        key=_key(chance), finding=finding, checked_on=day, is_mended=True, words="Đã khai báo đủ.", version=1, by=by
    )


def _supervision(chance: Random, by: Staff) -> None:
    held = actions.Held("supervision", today() - 30 * DAY, _place(), "Giám sát thực hiện quy chế phối hợp tại xã")
    row = _inspection(chance, by, held, [_counted("insp.team", "1", "cuộc giám sát")])
    commune = Body.objects.get(code="LS.UBND.06184")
    _visit(chance, by, row, commune, ("bo-lists",))
    asked = actions.Asked(
        "Sở Y tế (mẫu)",
        row.held_on,
        "Cập nhật danh sách người địa phương đang ở nước ngoài.",
        commune,
        "15/SYT",
        "",
        today() - 3 * DAY,
        row,
    )
    point = actions.add_point(key=_key(chance), asked=asked, by=by)
    actions.remind_of_point(key=_key(chance), point=point, sent_on=today() - DAY, sign="21/SYT", by=by)


def _asked(chance: Random, by: Staff) -> None:
    department = Body.objects.get(pk=by.body_id)
    for words in _ASKED:
        asked = actions.Asked(
            "Đoàn khảo sát liên ngành đánh giá giữa kỳ (mẫu)",
            date(2026, 3, 2),
            words,
            department,
            "05/BC-ĐKS",
            "các sở, ngành, đoàn thể và xã",
        )
        point = actions.add_point(key=_key(chance), asked=asked, by=by)
    actions.do_point(point=point, done_on=today() - 8 * DAY, words="Đã rà soát tại các xã biên giới.", version=1, by=by)
