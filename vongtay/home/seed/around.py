"""What surrounds invented cases: a child's guardian, a foreigner's embassy; and tips that came before any case."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from vongtay.agencies.models import Body, Place
from vongtay.cases import actions
from vongtay.cases.models import Care, Case
from vongtay.common.days import day_in_vietnam
from vongtay.home.seed import names
from vongtay.home.seed.turns import Story, Turn
from vongtay.people.vault import Facts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def looked_after(case: Case, moment: datetime, role: str, body: str) -> Story:
    """Name the representative of a child as guardian, or say what is being done; once for each case."""
    case.refresh_from_db()
    if case.age_years is None or case.age_years >= 18 or Care.objects.filter(case=case).exists():
        return
    by = yield Turn(moment, role, body)
    case.refresh_from_db()
    guardian = case.companions.filter(role="representative", suspected=False).first()
    doing = "" if guardian else "Đã nhờ UBND xã nơi cư trú tìm ông bà, cô chú; cán bộ cơ sở tạm thời chăm sóc."
    arrangement = actions.Arrangement(
        guardian=guardian, doing=doing, escort="none" if guardian else "body", protection=guardian is None,
        escort_body=None if guardian else Body.objects.get(code=f"{body[:2]}.SYT"),
    )  # fmt: skip
    actions.arrange_care(case=case, arrangement=arrangement, version=0, by=by)


def foreigner(case: Case, moment: datetime, role: str, body: str) -> Story:
    """Note what a foreigner wishes, and the note that the police sent to the embassy."""
    if case.route != "R7":
        return
    by = yield Turn(moment, role, body)
    case.refresh_from_db()
    on = day_in_vietnam(moment)
    said = actions.Said("yes", "Tôi muốn về với mẹ, nhưng xin đợi đến khi khỏe lại.", on, "lao", interpreted=True)
    actions.record_wish(case=case, said=said, by=by)
    police = Body.objects.get(code=f"{body[:2]}.CAT")
    actions.record_embassy_note(
        case=case,
        country=case.nationality,
        paper=actions.FromPaper(f"{11 + case.version}/CAT-PA", on),
        by=by,
        sent_by=police,
    )


# kind, what was told, who told it, call number, urgent, wishes to be rung back, days ago, what becomes of it
_TIPS = [
    ("tip", "Có người lạ đến bản rủ ba cô gái sang làm thuê, hứa trả lương rất cao, hẹn đi đêm thứ Bảy.", "", "", True, False, 0.2, ""),
    ("hotline", "Người gọi kể em gái bị giữ ở một quán ăn gần cửa khẩu, không được dùng điện thoại.", "Chị của người được kể (giả định)",
     "111-0457", True, True, 0.4, ""),
    ("missing", "Gia đình mất liên lạc từ tháng 8, lần cuối con gọi về từ một số lạ ở nước ngoài.", "Mẹ của người được tìm (giả định)",
     "", False, True, 20, "pass"),
    ("tip", "Hàng xóm kể một gia đình nhận tiền rồi gửi con đi xa.", "", "", False, False, 60, "close"),
    ("hotline", "Nghi có người tuyển lao động trái phép qua mạng xã hội.", "", "111-0398", False, False, 35, "pass"),
]  # fmt: skip
SOUGHT = Facts(name="Vi Thị Giả Định", born="2004", other_names=names.MARK)


def tips(chance: Random, now: datetime) -> list[tuple[UUID, Story]]:
    """Give the stories of the demo's tips, each with its key."""
    made = []
    for row in _TIPS:
        key = UUID(int=chance.getrandbits(128), version=4)
        made.append((key, _tip(key, row, now)))
    return made


def _tip(key: UUID, row: tuple[str, str, str, str, bool, bool, float, str], now: datetime) -> Story:
    kind, text, teller, call, urgent, call_back, days_ago, end = row
    moment = now - DAY * days_ago
    by = yield Turn(moment + HOUR / 4, "case_worker", "LS.SYT")
    told = actions.Told(
        kind=kind, text=text, at=moment, teller=teller, place=Place.objects.get(pk=2306184), urgent=urgent, call_number=call,
        call_back=call_back, sought=SOUGHT if kind == "missing" else None, born_about=2004 if kind == "missing" else None,
    )  # fmt: skip
    tip = actions.take_tip(key=key, told=told, by=by)
    if end:
        by = yield Turn(moment + HOUR, "case_worker", "LS.SYT")
        tip.refresh_from_db()
    if end == "pass":
        police = Body.objects.get(code="LS.CAT")
        actions.pass_tip(
            tip=tip,
            to_body=police,
            at=moment + HOUR,
            note="Đề nghị kiểm tra, thông tin lại.",
            version=tip.version,
            by=by,
        )
    elif end == "close":
        actions.close_tip(
            tip=tip, reason="not_about", note="Đã hỏi thôn: cháu đi học nội trú.", version=tip.version, by=by
        )
