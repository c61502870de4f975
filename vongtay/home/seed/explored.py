"""What the demo shows of identification, protection, the criminal case and consent: a few cases, told through the acts."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases import actions
from vongtay.cases.actions import FromPaper, Ground, coding, crime, protection, review, sources
from vongtay.cases.models import Case, Consent, Evidence, Worksheet
from vongtay.cases.rules import Finding
from vongtay.cases.states import State
from vongtay.common.access import Staff
from vongtay.common.days import today

KEYS = UUID("5f1d9a50-2f3e-4b0e-9d0b-53a1c8a7c0de")  # so that a second start makes nothing twice
DEPARTMENT = "LS.SYT"
# One number, page and plate in both cases: the demo shows how they are found.
ITEMS = [
    ("phone", "0900 000 111", "Người tuyển mộ dùng để gọi"), ("page", "facebook.com/viec-nhe-luong-cao-gia-dinh", "Trang đăng tin tuyển"),
    ("vehicle", "12A-000.11", "Xe đón ở bến"),
]  # fmt: skip


@transaction.atomic
def explore() -> int:
    """Tell how far identification has come in a few cases, unless it was told before. Gives how many."""
    if Worksheet.objects.exists():
        return 0
    led = Case.objects.filter(world=World.DEMO, lead__code=DEPARTMENT, evidence__withdrawn_at__isnull=True)
    verifying = list(led.filter(state=State.VERIFYING, evidence__isnull=False).distinct().order_by("code")[:2])
    decided = led.filter(state=State.IDENTIFIED).order_by("code").first()
    for number, case in enumerate(verifying):
        _verified(case, number)
    if decided is not None:
        _reviewed(decided)
    return len(verifying) + (decided is not None)


def _as(role: str) -> Post:
    return Post.objects.get(role=role, body__code=DEPARTMENT, world=World.DEMO)


def _key(case: Case, what: str) -> UUID:
    return uuid5(KEYS, f"{case.pk} {what}")


def _verified(case: Case, number: int) -> None:
    police = Body.objects.get(code="LS.CAT")
    with acting_as(_as(Role.VERIFIER)) as by:
        _worksheet(case, by)
        case.refresh_from_db()
        codes = [
            coding.Coded("exploitation", "criminality.scam", is_main=True), coding.Coded("setting", "scam_compound"),
            coding.Coded("control", "documents"), coding.Coded("control", "restricts_movement"), coding.Coded("recruitment", "social_network"),
            coding.Coded("origin", "VN", 2100020), coding.Coded("transit", "LA", order=1), coding.Coded("destination", "KH"),
        ]  # fmt: skip
        coding.code_case(case=case, codes=codes, version=case.version, by=by)
        for kind, value, note in ITEMS[: 3 - number]:
            coding.add_item(case=case, kind=kind, value=value, note=note, by=by, key=_key(case, kind))
        told = crime.Told("recruiter", 2, 3, "2-3 người, chưa rõ danh tính")
        row = crime.add_offender(case=case, told=told, by=by, key=_key(case, "offender"))
        facts = crime.StageFacts(
            "tip",
            "ongoing",
            FromPaper("214/PC02", case.received_on),
            "150",
            police,
            offenders=[row.pk],
            note="Bản trình diễn.",
        )
        crime.record_proceeding(case=case, facts=facts, by=by, key=_key(case, "tip"))
        if number == 0:
            _asked(case, by, police)
    if number == 0:
        _protected(case, police)


def _worksheet(case: Case, by: Staff) -> None:
    rests_on = list(Evidence.objects.filter(case=case, withdrawn_at__isnull=True).values_list("id", flat=True)[:2])
    findings = {
        "act": Finding("found", ["recruit", "transport"], rests_on, "Được rủ đi làm việc nhẹ, có xe đón."),
        "means": Finding("found", ["deception"], rests_on[:1], "Hứa lương cao, sau đó giữ giấy tờ."),
        "purpose": Finding("unknown", note="Chờ trả lời của cơ quan đại diện."),
    }
    if case.age_at_act is not None and case.age_at_act < 18:
        del findings["means"]
    sources.write_worksheet(case=case, findings=findings, number=0, by=by, key=_key(case, "sheet"))


def _asked(case: Case, by: Staff, police: Body) -> None:
    day = max(case.received_on, today() - timedelta(days=12))
    question = sources.Question("d", day, police, sign="318/SYT-BTXH", text="Thời gian vắng mặt ở địa phương và lý do.")
    sources.ask_source(case=case, question=question, by=by, key=_key(case, "ask"))
    nil = sources.Question("c", day, words="Cơ quan đại diện Việt Nam", text="Có biết người này không.")
    sources.ask_source(case=case, question=nil, by=by, key=_key(case, "nil"), nil=True)


def _protected(case: Case, police: Body) -> None:
    with acting_as(_as(Role.CASE_WORKER)) as by:
        first = max(case.received_on, today() - timedelta(days=25))
        row = protection.ask_protection(
            case=case, kinds=["secret_stay", "data_secrecy"], grounds="Có người gọi điện dọa gia đình.", asked_on=first, for_relatives=True,
            by=by, key=_key(case, "protection"),
        )  # fmt: skip
        order = protection.Order(
            ordered=True, paper=FromPaper("47/QĐ-CAT", first), why_body="Cơ quan đang xác minh vụ việc.", body=police, person="Phó Giám đốc",
            starts_on=first, ends_on=today() + timedelta(days=5),
        )  # fmt: skip
        protection.decide_protection(protection=row, order=order, version=row.version, by=by)
        given = actions.Given(
            "support", ["contact", "support"], "signed", first, by_person=True, by_representative=True, to_words="Tổ chức hỗ trợ giả định",
            note="Giải thích bằng tiếng Việt.",
        )  # fmt: skip
        consent = actions.give_consent(case=case, given=given, by=by, key=_key(case, "consent"))
        _shared(case, consent, by)


def _shared(case: Case, consent: Consent, by: Staff) -> None:
    union = Body.objects.get(code="LS.HLHPN")
    other = actions.Given(
        "support", ["support"], "signed", consent.given_on, by_person=True, by_representative=True, to_body=union
    )
    row = actions.give_consent(case=case, given=other, by=by, key=_key(case, "union"))
    at = actions.moment_of(today())
    actions.share(
        case=case, ground=Ground("consent", "", row.pk, "support"), parts=["support"], at=at, by=by, to_body=union
    )


def _reviewed(case: Case) -> None:
    with acting_as(_as(Role.CASE_WORKER)) as by:
        asked = review.Asked("representative", today(), "Đề nghị ghi đúng ngày bị đưa đi.", FromPaper("Đơn", today()))
        review.receive_review(case=case, asked=asked, by=by, key=_key(case, "review"))
