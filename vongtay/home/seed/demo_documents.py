"""The invented documents of the demo: a scheme of five years, plans of province and commune, orders, agreements, who is late."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import Role, World
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.indicators.models import Bound, Indicator
from vongtay.papers.instruments import Cited, Details
from vongtay.papers.models import Instrument
from vongtay.programme.actions import coordination, matters, plans, risk
from vongtay.programme.actions import documents as actions
from vongtay.programme.models import EvaluationPart
from vongtay.programme.queries import coordination as coordination_of

BODY, COMMUNE = "LS.SYT", "LS.UBND.06184"


def _post(role: Role, body: str = BODY) -> Post:
    return Post.objects.select_related("body").get(role=role, body__code=body, world=World.DEMO)


def _enter(by: Staff, document: Cited, **details: object) -> Instrument:
    return actions.enter_document(entered=actions.Entered(document, Details(**details)), by=by)  # type: ignore[arg-type]  # named below


@transaction.atomic
def load_documents() -> int:
    """Enter the demo's documents as its reporter, its head and a commune, unless there are some. Gives how many there are."""
    with acting_as(_post(Role.HEAD)) as by:
        if Instrument.objects.filter(issued_by__isnull=False).exists():
            return Instrument.objects.count()
        plan = _from_above(by)
        communes = Body.objects.filter(kind="commune", province_id=by.province_id).order_by("sort_key")
        order = actions.Order(
            (Body.objects.get(code="LS.CAT"), *communes[:9], Body.objects.get(code=COMMUNE)),
            today() + timedelta(days=25),
        )
        actions.expect_documents(document=plan, order=order, by=by)
        for number, body in enumerate(communes[:3], 4):
            _commune_plan(by, plan, body, f"{number * 3}/KH-UBND")
        _work(by, plan)
        _amendment(by, plan)
        _risk(by, plan, list(communes[:3]))
        _coordination(by)
    with acting_as(_post(Role.RECEIVER, COMMUNE)) as by:
        _commune_plan(by, plan, Body.objects.get(code=COMMUNE), "21/KH-UBND")
        said = matters.Said(
            "difficulty",
            "Thiếu người phiên dịch khi tiếp nhận ban đêm (giả định)",
            today() - timedelta(days=12),
            Body.objects.get(code=BODY),
            "",
            today() + timedelta(days=6),
        )
        row = matters.raise_matter(key=_key(81), said=said, by=by)
    with acting_as(_post(Role.HEAD)) as by:
        came = matters.Came(
            "pending", "Đang lập danh sách cộng tác viên phiên dịch (giả định)", today() - timedelta(days=2)
        )
        matters.answer_matter(key=_key(82), row=row, came=came, by=by)
    return Instrument.objects.count()


def _from_above(by: Staff) -> Instrument:
    """Enter what the ministry, the province and the department issued; gives this year's plan of the province."""
    year, province = today().year, Body.objects.get(code="LS.UBND")
    scheme = _enter(
        by, Cited("đề án", "901/ĐA-MẪU", "Tiếp nhận, bảo vệ và hỗ trợ nạn nhân, giai đoạn 5 năm (giả định)", "Bộ Y tế", date(year - 2, 3, 4)),
        level="central", year_from=year - 2, year_to=year + 2, scope="Cả nước",
    )  # fmt: skip
    plans = [
        _enter(
            by, Cited("kế hoạch", f"{40 + back}/KH-UBND", f"Phòng, chống mua bán người năm {year - back} (giả định)", province.name, date(year - back, 2, 10)),
            level="province", issued_by=province, parent=scheme, year_from=year - back, year_to=year - back,
        )
        for back in (1, 0)
    ]  # fmt: skip
    conclusion = _enter(
        by, Cited("kết luận cuộc họp", "", "Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp Ban Chỉ đạo quý I (giả định)", province.name, date(year, 4, 3)),
        level="province", issued_by=province, parent=plans[1],
    )  # fmt: skip
    _points(by, conclusion)
    _enter(
        by, Cited("bản ghi nhớ", "", "Hợp tác phòng, chống mua bán người với nước láng giềng (giả định)", "Chính phủ", date(year - 3, 9, 1)),
        level="central", valid_from=date(year - 3, 9, 1),
    )  # fmt: skip
    _enter(
        by, Cited("công văn", "512/SYT-MẪU", "Hưởng ứng Ngày toàn dân phòng, chống mua bán người 30/7 (giả định)", "", date(year, 6, 20)),
        level="province", issued_by=Body.objects.get(code=BODY), parent=plans[1],
    )  # fmt: skip
    return plans[1]


# words, lead, days from today; those that are over were done
_POINTS = [
    ("Báo cáo số cơ sở dễ bị lợi dụng trên địa bàn", "LS.CAT", -30),
    ("Bố trí phiên dịch trực ban đêm tại nơi tiếp nhận", BODY, 18),
]


def _points(by: Staff, conclusion: Instrument) -> None:
    """Give the conclusion of a meeting its points, one of them closed."""
    for number, (words, lead, days) in enumerate(_POINTS, 130):
        due = today() + timedelta(days=days)
        given = plans.Work(f"{words} (giả định)", Body.objects.get(code=lead), due, f"Điểm {number - 129}")
        row = plans.enter_work(key=_key(number), plan=conclusion, given=given, by=by)
        if days < 0:
            plans.close_work(row=row, to="done", on=today(), why="Đã báo cáo (giả định)", version=row.version, by=by)


def _commune_plan(by: Staff, plan: Instrument, body: Body, number: str) -> None:
    words = Cited(
        "kế hoạch",
        number,
        f"Phòng, chống mua bán người năm {today().year} của {body.name} (giả định)",
        body.name,
        date(today().year, 3, 2),
    )
    _enter(by, words, level="commune", issued_by=body, parent=plan, year_from=today().year, year_to=today().year)


# words, lead, days from today, progress, light
_WORK = [
    ("Tổ chức lớp tập huấn cho cán bộ tiếp nhận cấp xã", BODY, 30, (60, "Đã mở 2 lớp, còn 1 lớp"), ("green", "")),
    ("In và cấp phát tờ rơi về đường dây nóng 111", "LS.CSTGXH", 12, (20, "Đã duyệt nội dung"), ("amber", "Chưa có kinh phí in")),
    ("Rà soát cơ sở kinh doanh dịch vụ dễ bị lợi dụng", "LS.CAT", 45, None, ("red", "Chưa thành lập đoàn")),
    ("Đợt truyền thông cao điểm 30/7 tại các xã biên giới", COMMUNE, -20, (80, "Đã tổ chức 3 buổi, chờ số liệu của thôn"), None),
    ("Ký chương trình phối hợp với Hội Liên hiệp Phụ nữ", BODY, None, (100, "Đã ký"), None),
]  # fmt: skip


def _work(by: Staff, plan: Instrument) -> None:
    """Give the plan its tasks with progress and lights, and two targets."""
    for number, (text, lead, days, done, light) in enumerate(_WORK, 1):
        due = today() + timedelta(days=days) if days is not None else None
        supports = (Body.objects.get(code="LS.HLHPN"),) if number % 2 else ()
        given = plans.Work(f"{text} (giả định)", Body.objects.get(code=lead), due, f"III.{number}", supports)
        row = plans.enter_work(key=_key(number), plan=plan, given=given, by=by)
        if done:
            noted = plans.Noted(f"{done[1]} (giả định)", today() - timedelta(days=number), done[0])
            plans.note_progress(key=_key(20 + number), row=row, noted=noted, by=by)
        if light:
            plans.judge_work(key=_key(40 + number), row=row, light=light[0], why=light[1], by=by)
        if days is None:
            plans.close_work(
                row=row, to="done", on=today(), why="Đã ký và triển khai (giả định)", version=row.version, by=by
            )
    year, place = today().year, Place.objects.get(pk=by.province_id)
    for number, (code, value, unit) in enumerate(
        (("comm.leaflet", 8000, "tờ rơi"), ("train.course", 12, "lớp tập huấn")), 60
    ):
        aim = plans.Aim(
            Indicator.objects.get(pk=code),
            Decimal(value),
            Bound.AT_LEAST,
            unit,
            date(year, 1, 1),
            date(year, 12, 31),
            place,
        )
        plans.set_target(key=_key(number), plan=plan, aim=aim, by=by)


def _key(number: int) -> UUID:
    return UUID(int=9600 + number, version=4)


def _risk(by: Staff, plan: Instrument, communes: list[Body]) -> None:
    """Judge some areas, and note what was built into other programmes."""
    border = Body.objects.select_related("place").get(code=COMMUNE)
    for number, (body, level) in enumerate([(border, 3), *zip(communes, (3, 2, 1), strict=True)], 90):
        judged = risk.Judged(
            body.place, today() - timedelta(days=40), level, "Giáp biên, nhiều người đi lao động tự do, môi giới qua mạng (giả định)",
            "Còn diễn biến phức tạp vào dịp cuối năm (giả định)" if level > 1 else "", level == 3, plan if level == 3 else None,
        )  # fmt: skip
        risk.assess_risk(key=_key(number), judged=judged, by=by)
    lead = Body.objects.get(code="LS.HLHPN")
    for number, (other, text, result) in enumerate(
        (
            ("poverty", "Nói chuyện về đi lao động an toàn trong tập huấn giảm nghèo", "Lồng ghép tại 6 lớp"),
            ("rural", "Tiêu chí xã lành mạnh", ""),
        ),
        96,
    ):
        built = risk.Built(other, today().year, f"{text} (giả định)", lead, result)
        risk.note_built_in(key=_key(number), built=built, by=by)


def _amendment(by: Staff, plan: Instrument) -> None:
    said = matters.Said(
        "amendment", "Nâng mức chi tiền ăn, tiền đi lại trong thời gian chờ xác minh (giả định)", today() - timedelta(days=60),
        None, "Bộ Y tế", today() + timedelta(days=15), plan,
    )  # fmt: skip
    matters.raise_matter(key=_key(80), said=said, by=by)


# number, text, lead, supporting bodies, every commune
_DUTIES = [
    ("Điều 5.1", "Thông báo cho Sở Y tế ngay trong ngày tiếp nhận người được trao trả", "LS.DBP.HN", (BODY, "LS.CAT"), False),
    ("Điều 6.2", "Bố trí chỗ ở tạm thời và nhu cầu thiết yếu", BODY, ("LS.CSTGXH",), True),
    ("Điều 8.1", "Cử người hỗ trợ tâm lý, phiên dịch khi có yêu cầu", "LS.HLHPN", (BODY,), False),
]  # fmt: skip
# body, how it was done, result, difficulty, its paper
_ANSWERS = [
    (BODY, "done", "Bố trí cho 5 lượt người (giả định)", "", ""),
    ("LS.HLHPN", "partly", "Cử 2 cộng tác viên (giả định)", "Chưa có người nói tiếng Mông (giả định)", "41/BC-MẪU"),
]  # fmt: skip


def _coordination(by: Staff) -> None:
    """Give a regulation its duties, call for the year, and answer for the department and the union."""
    year, department = today().year, Body.objects.get(code=BODY)
    regulation = _enter(
        by, Cited("quy chế phối hợp", "77/QCPH-MẪU", "Phối hợp tiếp nhận, xác minh, bảo vệ và hỗ trợ nạn nhân trên địa bàn tỉnh (giả định)", department.name, date(year - 1, 11, 5)),
        level="province", issued_by=department, valid_from=date(year - 1, 11, 15),
    )  # fmt: skip
    for number, (place, text, lead, supports, communes) in enumerate(_DUTIES, 110):
        bodies = tuple(Body.objects.filter(code__in=supports))
        entry = coordination.Entry(f"{text} (giả định)", Body.objects.get(code=lead), place, bodies, communes)
        coordination.enter_duty(key=_key(number), regulation=regulation, entry=entry, by=by)
    call = coordination.call_evaluation(
        key=_key(115), regulation=regulation, year=year, due_on=today() + timedelta(days=14), by=by
    )
    for number, (code, outcome, result, difficulty, sign) in enumerate(_ANSWERS, 116):
        part = EvaluationPart.objects.select_related("evaluation__regulation", "to_body").get(
            evaluation=call, to_body__code=code
        )
        done = [coordination.Done(duty, outcome, result, difficulty) for duty in coordination_of.duties_of_part(part)]
        said = coordination.Evaluated(done, source_sign=sign, source_on=today() if sign else None)
        coordination.answer_evaluation(key=_key(number), part=part, said=said, by=by)
