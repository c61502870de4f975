"""What stands between the bodies of the demo: results owed, minutes half signed, a problem, moves, a team, a request, a roster."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vongtay.agencies import actions as agencies
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Contact, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases.actions import FromPaper, Ground, askings, joint, problems, result_days, teams, transfer
from vongtay.cases.models import Case, Joint, Referral, Result, Signature, Team
from vongtay.cases.queries.between import handed_over
from vongtay.cases.states import OPEN, ResultState
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.tasks.actions import Wish

LEAD, COMMUNE, POLICE, OTHER = "LS.SYT", "LS.UBND.06184", "LS.CAT", "BN.SYT"
# body -> what the invented line is for, and its invented number (no such exchange code)
LINES = {
    LEAD: ("Tiếp nhận, hỗ trợ", "0200 000 001"), COMMUNE: ("Trực ban xã", "0200 000 002"), POLICE: ("Trực ban hình sự", "0200 000 003"),
}  # fmt: skip


def _key(number: int) -> UUID:
    return UUID(int=7000 + number, version=4)


def _post(role: Role, body: str) -> Post:
    return Post.objects.select_related("body").get(role=role, body__code=body, world=World.DEMO)


@transaction.atomic
def load_between() -> int:
    """Give the demo a few open loops and what is beside them, unless it has any. Gives how many results are owed then."""
    _directory()
    with acting_as(_post(Role.CASE_WORKER, LEAD)) as by:
        if not Team.objects.exists():
            _team(by)
            _of_a_case(by)
            _moves(by)
        owed = Result.objects.filter(state=ResultState.OWED).count()
    with acting_as(_post(Role.CASE_WORKER, OTHER)) as by:
        askings.ask_for_case(
            key=_key(1), to_body=Body.objects.get(code=LEAD), who="Một phụ nữ khoảng 25 tuổi, nói đã được Lạng Sơn tiếp nhận.",
            why="Người này nay ở Bắc Ninh và xin được hỗ trợ học nghề.", by=by,
        )  # fmt: skip
    return owed


def _directory() -> None:
    with acting_as(_post(Role.ADMINISTRATOR, LEAD)) as by:
        if Contact.objects.filter(world=World.DEMO).exists():
            return
        for number, (code, (topic, phone)) in enumerate(LINES.items(), 10):
            line = agencies.Reached("line", "", "", phone, "", topic, today() - timedelta(days=90))
            agencies.enter_contact(key=_key(number), body=Body.objects.get(code=code), reached=line, by=by)
        person = agencies.Reached(
            "person", "Lương Thị Thử", "Chuyên viên", "0200 000 004", "dau-moi@vidu.gov.vn", "Phối hợp liên ngành", today() - timedelta(days=60)
        )  # fmt: skip
        agencies.enter_contact(key=_key(20), body=Body.objects.get(code=LEAD), reached=person, by=by)
        starts = timezone.make_aware(datetime.combine(today(), time(0)))
        for number, (code, name) in enumerate(((LEAD, "Vi Văn Thử"), (COMMUNE, "Hoàng Thị Mẫu")), 21):
            agencies.enter_duty(
                key=_key(number), body=Body.objects.get(code=code), name=name, phone="0200 000 005", starts_at=starts,
                ends_at=starts + timedelta(days=2), by=by,
            )  # fmt: skip


def _team(by: Staff) -> None:
    bodies = {code: Body.objects.get(code=code) for code in (LEAD, COMMUNE, POLICE)}
    seats = [
        teams.Seat(bodies[LEAD], "Phó Giám đốc Sở", is_head=True), teams.Seat(bodies[POLICE], "Trưởng phòng"), teams.Seat(bodies[COMMUNE], "Phó Chủ tịch UBND")
    ]  # fmt: skip
    team = teams.found_team(
        key=_key(2), name="Đoàn liên ngành tiếp nhận, hỗ trợ", sign="01/QĐ-MẪU", founded_on=today() - timedelta(days=40), seats=seats, by=by
    )  # fmt: skip
    wish = Wish("Rà soát các thông báo chưa trả lời quá bảy ngày.", bodies[COMMUNE], None, today() + timedelta(days=7))
    decided = teams.Decided(
        today() - timedelta(days=3), "Mỗi tuần rà soát các việc chưa khép giữa các cơ quan.", "Các thành viên có mặt nhất trí.", "03/BB-MẪU", [wish]
    )  # fmt: skip
    teams.decide_in_team(key=_key(3), team=team, decided=decided, by=by)


def _of_a_case(by: Staff) -> None:
    owed = Result.objects.filter(owed_by_id=by.body_id, state=ResultState.OWED).select_related("case")
    found: tuple[Case, Referral] | None = next(
        ((row.case, sent) for row in owed.order_by("-recorded_at", "id")[:20] for sent in handed_over(row.case, by)),
        None,
    )
    if found is None:
        return
    case, referral = found
    words = "Bàn giao hồ sơ tiếp nhận và đồ dùng cá nhân của người được tiếp nhận."
    row = joint.draw_joint(key=_key(4), case=case, drawn=joint.Drawn(today(), words, referral=referral), by=by)
    own = Signature.objects.select_related("joint", "body").get(joint=row, body_id=by.body_id)
    joint.sign_joint(signature=own, signed=joint.Signed("agreed", timezone.now()), by=by)
    to = problems.ToTeam(
        Team.objects.get(pk=_key(2)), "Cần họp đoàn trong tuần về một hồ sơ chưa liên lạc được với gia đình."
    )
    problems.raise_problem(
        key=_key(5), case=case, words="Chưa liên lạc được với người thân theo số đã cung cấp.", happened_on=today(), by=by, to=to
    )  # fmt: skip
    result = Result.objects.select_related("owed_by", "owed_to", "case").get(referral=referral)
    result_days.propose_day(
        key=_key(6), result=result, day=result_days.NewDay(today() + timedelta(days=14), "Chờ kết quả xác minh của nơi cư trú."),
        version=result.version, by=by,
    )  # fmt: skip


def _moves(by: Staff) -> None:
    """Offer a case to the other province, take the offer of another one back, hand a third over to an invented partner."""
    open_ones = Case.objects.filter(lead_id=by.body_id, state__in=OPEN).exclude(pk__in=Joint.objects.values("case_id"))
    found = list(open_ones.order_by("-received_at", "id")[:3])
    if len(found) < 3:
        return
    other, ground = Body.objects.get(code=OTHER), Ground("c", "Người được tiếp nhận về sống ở tỉnh khác")
    offers = [
        transfer.offer_transfer(
            key=_key(number), case=case, to_body=other, ground=ground, reason="Người được tiếp nhận xin về sống gần người thân.", by=by
        )
        for number, case in zip((30, 31), found, strict=False)
    ]  # fmt: skip
    transfer.withdraw_offer(referral=offers[1], reason="Việc chuyển được hoãn, chúng tôi tiếp tục giải quyết.", by=by)
    to = transfer.ToPartner(
        "Tổ chức hỗ trợ giả định, nước láng giềng", "Thỏa thuận giả định về trao đổi hỗ trợ", "01/TT-MẪU", today(), ["identity", "support"]
    )  # fmt: skip
    transfer.hand_to_partner(
        key=_key(32), case=found[2], ground=Ground("c", "Theo thỏa thuận nêu trong văn bản"), to=to, from_paper=FromPaper("07/BB-MẪU", today()), by=by
    )  # fmt: skip
