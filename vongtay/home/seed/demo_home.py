"""People of the demo who came home: visits made, due and missed, a closure that waits, requests, providers, outcomes. All invented."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases.actions import FromPaper
from vongtay.cases.models import Case
from vongtay.cases.states import State
from vongtay.common.access import Refused, Staff
from vongtay.common.days import today
from vongtay.support import actions, queries
from vongtay.support.models import Homecoming
from vongtay.support.states import Criterion, Met

BODY = "LS.SYT"
PROVIDERS = [
    ("Phòng giao dịch ngân hàng mẫu", ["loan"], "Toàn tỉnh", "Theo chương trình tín dụng hiện hành", "0200 000 011"),
    ("Trường trung cấp nghề mẫu", ["training", "schooling"], "Các xã phía bắc", "Từ 15 tuổi; khai giảng tháng 3 và tháng 9", "0200 000 012"),
    ("Trung tâm dịch vụ việc làm mẫu", ["job"], "Toàn tỉnh", "Tư vấn miễn phí", "0200 000 013"),
    ("Trung tâm trợ giúp pháp lý mẫu", ["legal_aid", "legal_advice"], "Toàn tỉnh", "Nhận hồ sơ cả tuần", "0200 000 014"),
]  # fmt: skip
# days since the return, months whose visit was made; whether all criteria were met at the last one
_STORIES = [(400, (1, 3, 6, 12), True), (200, (1, 3), False), (110, (1,), False), (62, (), False), (20, (), False)]


def _key(number: int) -> UUID:
    return UUID(int=9400 + number, version=4)


def _post(role: Role) -> Post:
    return Post.objects.select_related("body").get(role=role, body__code=BODY, world=World.DEMO)


@transaction.atomic
def load_home() -> int:
    """Bring some people of the demo home, unless it has any there. Gives how many."""
    with acting_as(_post(Role.CASE_WORKER)) as by:
        if Homecoming.objects.exists():
            return Homecoming.objects.count()
        for number, (name, services, area, rules, contact) in enumerate(PROVIDERS):
            facts = actions.Facts(name, area, contact, today() - timedelta(days=30), services, "", rules)
            actions.enter_provider(key=_key(900 + number), facts=facts, by=by)
        cases = Case.objects.filter(
            world=World.DEMO, lead_id=by.body_id, state=State.IDENTIFIED, age_years__gte=18
        ).exclude(route="R7")
        at = iter(cases.order_by("event_on")[: len(_STORIES) * 3])
        for number, story in enumerate(_STORIES):
            _first_that_may(at, number * 50, story, by)
        return Homecoming.objects.count()


def _first_that_may(cases: Iterator[Case], number: int, story: tuple[int, tuple[int, ...], bool], by: Staff) -> None:
    """Tell a story of the next case that it fits."""
    for case in cases:
        days = min(story[0], (today() - case.event_on).days)
        home = actions.Home(today() - timedelta(days=days), _commune(case), Body.objects.get(pk=by.body_id))
        try:
            with transaction.atomic():
                actions.bring_home(key=_key(number), case=case, home=home, by=by)
        except Refused:
            continue
        _visits(case, number, story[1], by, firm=story[2])
        _beside(case, number, by)
        return


def _commune(case: Case) -> Place:
    return Place.objects.get(pk=case.place_id)


def _visits(case: Case, number: int, months: tuple[int, ...], by: Staff, *, firm: bool) -> None:
    home = queries.home_now(case)
    planned = {row.months: row for row in queries.planned_of(home)} if home else {}
    for place, month in enumerate(months, 1):
        row = planned[month]
        is_last = place == len(months)
        findings = {
            code.value: (str(Met.MET if (firm and is_last) or code in {Criterion.SAFETY, Criterion.FAMILY} else Met.NOT_MET), "") for code in Criterion
        }  # fmt: skip
        told = actions.Visited(
            visited_on=min(row.due_on, today()), how="home", is_reached=True, is_agreed=True, planned=row, findings=findings,
            found="Ở cùng gia đình, sức khỏe khá; hàng xóm giúp đỡ.", next_step="Hẹn gặp lại qua cán bộ thôn.",
            outcome={"study": "no", "skill": "yes", "job": "yes", "income": "some", "safe": "yes"},
        )  # fmt: skip
        actions.record_visit(key=_key(number + place), case=case, told=told, by=by)


def _beside(case: Case, number: int, by: Staff) -> None:
    near = actions.Near(
        "union", "Chị Mẫu, Chi hội phụ nữ thôn", "Gặp tại nhà văn hóa thôn", today() - timedelta(days=30)
    )
    actions.name_helper(key=_key(number + 20), case=case, near=near, by=by)
    sent = today() - timedelta(days=40)
    loan = actions.Sent("loan", sent, f"{number + 1}/SYT-MẪU", "Vay vốn chăn nuôi", Body.objects.get(code="LS.HLHPN"))
    link = actions.send_link(key=_key(number + 21), case=case, sent=loan, by=by)
    papers = actions.Sent(
        "identity_papers", sent, f"{number + 2}/SYT-MẪU", "Cấp lại căn cước", Body.objects.get(code="LS.CAT")
    )
    actions.send_link(key=_key(number + 22), case=case, sent=papers, by=by)
    if number == 0:
        answer = FromPaper("15/HLHPN-MẪU", today() - timedelta(days=5))
        granted = actions.LinkAnswer(
            "granted", today() - timedelta(days=5), "Đã đưa vào tổ vay vốn.", None, None, answer
        )
        actions.answer_link(link=link, answered=granted, version=link.version, by=by)
        actions.propose_closure(
            key=_key(number + 23), case=case, outcome="reintegrated", reason="Đã ổn định sau một năm.", by=by
        )
