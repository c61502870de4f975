"""The invented running of the demo's facilities: rates, a licence, staff, and long stays with the decisions on them, through the acts."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases import actions as cases
from vongtay.cases.models import Case
from vongtay.cases.queries import residents_of
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.facilities import actions
from vongtay.facilities.models import Bed, DayCost, Facility, Point, Stay
from vongtay.facilities.queries import choices_for
from vongtay.support import actions as support

INVENTED = "số liệu giả định"
BODY = "LS.SYT"
LONG = (106, 127, 45, 131)  # nights: near its last day, over it, far from it, over it but extended
STAFF = {"medical": (1, 1), "counsel": (2, 2), "care": (1, 2), "guard": (1, 1), "other": (0, None)}


def _key(number: int) -> UUID:
    return UUID(int=8300 + number, version=4)


def _post(role: Role) -> Post:
    return Post.objects.get(role=role, body__code=BODY, world=World.DEMO)


@transaction.atomic
def load_stays() -> int:
    """Let the demo's facilities be run and some of its people be lodged for long, unless they are. Gives how many rates are set then."""
    with acting_as(_post(Role.HEAD)) as by:
        if DayCost.objects.exists():
            return DayCost.objects.count()
        first = _facility("Cơ sở số 1", by)
        for number, (since, amount) in enumerate([(date(2025, 1, 1), 60_000), (today().replace(day=1), 75_000)]):
            basis = f"Nghị quyết mẫu số {number + 1}/NQ-HĐND ({INVENTED})"
            actions.set_day_cost(key=_key(number), facility=first, since=since, amount_dong=amount, basis=basis, by=by)
    with acting_as(_post(Role.CASE_WORKER)) as by:
        second = _facility("Cơ sở số 2", by)
        paper = actions.LicencePaper(
            sign="00/GP-MẪU", issued_on=date(2025, 9, 1), issuer=Body.objects.get(code=BODY), valid_to=today() + timedelta(days=40)
        )  # fmt: skip
        actions.enter_licence(key=_key(10), facility=second, paper=paper, by=by)
        for number, facility in enumerate((first, second)):
            actions.state_staff(
                key=_key(20 + number), facility=facility, on=today() - timedelta(days=30), counts=STAFF, by=by
            )
        _book_of_the_house(first, by)
        lodged = _long_stays(by)
        if lodged:
            _book_of_a_stay(*lodged[0], by)
    _decisions(lodged)
    return 2


def _book_of_the_house(house: Facility, by: Staff) -> None:
    """Some lines, the readiness of this year and an earlier one, and an inspection with a point that is done and one that is late."""
    for number, (kind, meals, words) in enumerate([("meals", 33, ""), ("night", None, "Trực đêm: tổ 1 (giả định)")]):
        on = today() - timedelta(days=1)
        actions.note_day(key=_key(60 + number), facility=house, on=on, kind=kind, meals=meals, words=words, by=by)
    ready = actions.Ready(today().year - 2, 21, 5, "Chăn màn, đồ vệ sinh cá nhân (giả định)", "", nobody_came=True)
    actions.state_readiness(key=_key(64), facility=house, ready=ready, by=by)
    ready = actions.Ready(today().year, 18, 5, "Chăn màn, đồ vệ sinh cá nhân (giả định)", "", places_high=24)
    actions.state_readiness(key=_key(66), facility=house, ready=ready, by=by)
    looked = actions.Looked(
        on=today() - timedelta(days=20), findings="Phòng sạch; thiếu người chăm sóc ca đêm (giả định).", inspector=Body.objects.get(code=BODY),
        sign="07/BB-MẪU", points=[("Bố trí thêm một người chăm sóc ca đêm", today() - timedelta(days=2)), ("Thay khóa cửa phòng 102", today())],
    )  # fmt: skip
    actions.enter_inspection(key=_key(65), facility=house, looked=looked, by=by)
    point = Point.objects.select_related("facility").get(inspection_id=_key(65), asked__startswith="Thay")
    actions.do_point(point=point, done_on=today() - timedelta(days=3), words="Đã thay (giả định)", version=1, by=by)


def _book_of_a_stay(case: Case, stay: Stay, by: Staff) -> None:
    """Notes, a receipt and an incident, all invented."""
    on = today() - timedelta(days=2)
    for number, (kind, words) in enumerate(
        [("note", "Ăn ngủ tốt, trò chuyện với tư vấn viên."), ("medical", "Khám định kỳ, sức khỏe ổn định.")]
    ):
        support.note_day(
            key=_key(70 + number), case=case, stay_id=stay.pk, on=on, kind=kind, words=f"{words} (giả định)", by=by
        )
    received = support.Received("Một điện thoại cũ\n500.000 đồng\nMột nhẫn bạc", on, "Cán bộ mẫu A", "Cán bộ mẫu B")
    support.receive_belongings(key=_key(74), case=case, stay_id=stay.pk, received=received, by=by)
    happened = support.Happened(
        timezone.now() - timedelta(days=1), "threat", "Có số điện thoại lạ gọi hỏi nhiều lần (giả định).", "Trưởng ca, Công an xã (giả định)",
        "Đổi số liên lạc cho người lưu trú (giả định)", today() + timedelta(days=2),
    )  # fmt: skip
    support.record_incident(key=_key(75), case=case, stay_id=stay.pk, happened=happened, by=by)


def _facility(label: str, by: Staff) -> Facility:
    return Facility.objects.get(label=label, province_id=by.province_id, world=World.DEMO)


def _long_stays(by: Staff) -> list[tuple[Case, Stay]]:
    """Let people who were received long ago be lodged since then."""
    found: list[tuple[Case, Stay]] = []
    for number, nights in enumerate(LONG):
        at = timezone.now() - timedelta(days=nights)
        taken = [case.pk for case, _stay in found]
        rows = Case.objects.filter(lead_id=by.body_id, world=World.DEMO, received_at__lt=at).exclude(pk__in=taken)
        for case in rows.order_by("-received_at", "id")[:5]:
            stay = _lodged(case, nights, number, by)
            if stay is not None:
                found.append((case, stay))
                break
    return found


def _lodged(case: Case, nights: int, number: int, by: Staff) -> Stay | None:
    guest = residents_of(case)[0].guest
    if Stay.objects.filter(subject_id=case.subject_id).exists():
        return None
    rooms = [row for row in choices_for(by, guest.sleeper, guest.family, timezone.now()) if not row.reasons]
    if not rooms:
        return None
    at = timezone.now() - timedelta(days=nights)
    return cases.give_place(
        key=_key(30 + number), case=case, person_id=case.person_id, bed=Bed.objects.get(pk=rooms[0].beds[0][0]),
        admission=actions.Admission(at=at, ground="support"), by=by,
    )  # fmt: skip


def _decisions(lodged: list[tuple[Case, Stay]]) -> None:
    """Decide on the admissions, and extend the last one."""
    with acting_as(_post(Role.CASE_WORKER)) as by:
        for number, (case, stay) in enumerate(lodged[::2]):
            decided = support.Decided(
                f"{10 + number}/QĐ-MẪU", today() - timedelta(days=LONG[number * 2] - 1), "Giám đốc cơ sở (giả định)"
            )
            support.decide_admission(key=_key(40 + number), case=case, stay_id=stay.pk, decided=decided, by=by)
    if len(lodged) == len(LONG):
        case, stay = lodged[-1]
        with acting_as(_post(Role.HEAD)) as by:
            decided = support.Decided(
                "15/QĐ-MẪU", today() - timedelta(days=15), "Giám đốc Sở Y tế (giả định)", "Chưa tìm được nơi về an toàn (giả định)."
            )  # fmt: skip
            until = today() + timedelta(days=45)
            support.extend_stay(key=_key(50), case=case, stay_id=stay.pk, decided=decided, until_on=until, by=by)
