"""The few ways that cases of a large world go: each is acted out once, and COPY repeats what the acts wrote."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from vongtay.agencies.models import Body, Place, Post
from vongtay.agencies.roles import Role
from vongtay.cases import actions
from vongtay.cases.models import Case
from vongtay.cases.states import HandOver, State
from vongtay.common.access import Staff
from vongtay.common.days import VIETNAM, day_in_vietnam
from vongtay.home.seed import names
from vongtay.home.seed.clock import Past
from vongtay.law import queries as law
from vongtay.people.vault import Facts

# Moments after a reception at nine in the morning: all within office hours, with an hour to spare before midnight.
ENTERED, NOTIFIED = timedelta(minutes=20), timedelta(hours=1)
ACCEPTED, PROVED = timedelta(days=1), timedelta(days=3, hours=2)
PROPOSED, DECIDED = timedelta(days=5, hours=3), timedelta(days=8, hours=4)
LONGEST = timedelta(days=9)
HOUR_OF_RECEPTION = 9
SHARED = ("identity", "contact", "health", "statement", "support", "papers", "offence", "shelter")
OPEN_ENDS = ("received", "waiting", "verifying", "proposed")
CODE_ONLY = ("statement", "support", "papers")
BY_LAW = actions.Ground("c", "Thông báo theo quy định để tiếp nhận, hỗ trợ.")


@dataclass(frozen=True)
class Shape:
    """One way of going: who receives, who leads, by which route under which law, how far, with what known."""

    world: str
    province: str
    receiver: str
    route: str
    channel: str
    regime: str
    end: str  # received, waiting, verifying, proposed, or an outcome
    told: str = "all"  # all, or only the name
    police: bool = False
    child: bool = False  # the law has rules of its own for those under 18

    @property
    def lead(self) -> str:
        """The body that verifies and decides."""
        return f"{self.province}.SYT"

    @property
    def is_open(self) -> bool:
        """Say whether the case still waits for its decision."""
        return self.end in OPEN_ENDS


@dataclass(frozen=True)
class Inputs:
    """What differs between two cases of one shape."""

    key: UUID
    received_at: datetime
    place_id: int
    home_province_id: int
    sex: str
    age: int
    facts: Facts


_RECEIVERS = {
    "LS": [
        ("LS.UBND.06184", "R1", "self"),
        ("LS.UBND.06184", "R6", "commune"),
        ("LS.DBP.HN", "R4", "mission"),
        ("LS.DBP.HN", "R5", "foreign"),
        ("LS.DBP.HN", "R6", "border_guard"),
    ],
    "BN": [("BN.UBND.07210", "R1", "hotline"), ("BN.UBND.07210", "R6", "self")],
}


def shapes(world: str, provinces: list[str]) -> list[Shape]:
    """List the shapes of a world: every outcome under both laws, open cases under the law of today."""
    found = []
    for province in provinces:
        for number, (receiver, route, channel) in enumerate(_RECEIVERS[province]):
            base = Shape(world, province, receiver, route, channel, "L53", State.IDENTIFIED.value)
            old = replace(base, regime="L66")
            found += [base, old, replace(base, child=True), replace(old, child=True)]
            found += [replace(base, end=State.NOT_IDENTIFIED.value), replace(base, end=OPEN_ENDS[number % 4])]
            if number == 0:
                found += [replace(base, end=end) for end in OPEN_ENDS[1:]]
                found += [replace(base, told="name"), replace(base, police=True), replace(old, police=True)]
                found += [replace(law, end=State.UNDETERMINED.value) for law in (base, old)]
                found.append(replace(old, end=State.NOT_IDENTIFIED.value))
    return found


def example(shape: Shape, number: int) -> Inputs:
    """Give the inputs with which a shape is acted out; each value is unmistakable among what the acts write."""
    day = date(2025, 9, 15) if shape.regime == "L53" else date(2024, 9, 16)
    received = datetime(day.year, day.month, day.day, HOUR_OF_RECEPTION, tzinfo=VIETNAM)
    facts = Facts(name="Lò Thị Khuôn Mẫu")
    if shape.told == "all":
        facts = replace(
            facts,
            other_names=f"{names.MARK} số {number}",
            born="1901",
            id_number=f"{'0' * 3}{number:09d}",
            address=f"Thôn Khuôn Mẫu ({names.MARK})",
            phone=f"{'0' + '3' + '0'}{number:07d}",
            safe_way=f"khuôn mẫu số {number}",
            may_ring="yes",
        )
    return Inputs(UUID(int=number, version=4), received, 2306184, 2100020, "other", 12 if shape.child else 40, facts)


def act_out(shape: Shape, given: Inputs, past: Past) -> Case:
    """Make one case through the acts, each at its moment, by the posts of the shape."""
    start = given.received_at
    with past.acting(_post(shape, Role.RECEIVER), start + ENTERED, given.key) as by:
        case = actions.receive(key=given.key, arrival=_arrival(shape, given), facts=given.facts, by=by)
    if shape.end == "received":
        return case
    with past.acting(_post(shape, Role.RECEIVER), start + NOTIFIED, case.subject_id) as by:
        referral = actions.send_notice(
            case=case,
            to_body=Body.objects.get(code=shape.lead),
            rule_id=_notice_rule(case),
            parts=SHARED,
            at=start + NOTIFIED,
            by=by,
            ground=BY_LAW,
        )
    if shape.end == "waiting":
        return case
    with past.acting(_post(shape, Role.CASE_WORKER), start + ACCEPTED, case.subject_id) as by:
        actions.answer_notice(referral=referral, accept=True, reason="", at=start + ACCEPTED, version=1, by=by)
        case.refresh_from_db()
        if shape.police:
            _tell_police(shape, case, start + ACCEPTED, by)
    _verify(shape, case, start, past)
    return case


def _verify(shape: Shape, case: Case, start: datetime, past: Past) -> None:
    with past.acting(_post(shape, Role.VERIFIER), start + PROVED, case.subject_id) as by:
        actions.add_evidence(
            case=case,
            source="d",
            weight="strong",
            obtained_on=day_in_vietnam(start + PROVED),
            note="Tài liệu giả định.",
            by=by,
        )
    if shape.end == "verifying":
        return
    outcome = State(shape.end) if not shape.is_open else State.IDENTIFIED
    known = outcome == State.IDENTIFIED
    with past.acting(_post(shape, Role.VERIFIER), start + PROPOSED, case.subject_id) as by:
        proposal = actions.Proposal(outcome, ["d"], "" if known else "evidence_short", "Lý do giả định.")
        actions.propose(case=case, proposal=proposal, version=_version(case), by=by)
    if shape.end == "proposed":
        return
    with past.acting(_post(shape, Role.DECIDER), start + DECIDED, case.subject_id) as by:
        actions.decide(
            case=case, decided_on=day_in_vietnam(start + DECIDED), version=_version(case), by=by,
            stands_in=actions.StandsIn(law.CUSTOM, "Kết luận theo hồ sơ giả định.") if known else None,
        )  # fmt: skip


def _tell_police(shape: Shape, case: Case, moment: datetime, by: Staff) -> None:
    police = Body.objects.get(code=f"{shape.province}.CAT")
    actions.send_notice(
        case=case,
        to_body=police,
        rule_id=law.CUSTOM,
        parts=CODE_ONLY,
        at=moment,
        by=by,
        hand_over=HandOver.WITH_US,
        note="Để phối hợp.",
        ground=BY_LAW,
    )
    actions.give_help(case=case, kind="essential", given_on=day_in_vietnam(moment), by=by, quantity=2, unit="bộ")


def _arrival(shape: Shape, given: Inputs) -> actions.Arrival:
    return actions.Arrival(
        route=shape.route,
        channel=shape.channel,
        place=Place.objects.get(pk=given.place_id),
        received_at=given.received_at,
        event_on=day_in_vietnam(given.received_at),
        sex=given.sex,
        age_years=given.age,
        age_precision="by_year",
        age_how="claimed",
        age_at_act=given.age - 1,
        nationality="VN",
        home_province_id=given.home_province_id,
    )


def _notice_rule(case: Case) -> str:
    rule = law.notice_rule(regime=case.regime, route=case.route)
    return rule.id if rule else law.CUSTOM


def _post(shape: Shape, role: str) -> Post:
    body = shape.receiver if role == Role.RECEIVER else shape.lead
    return Post.objects.get(role=role, body__code=body, world=shape.world)


def _version(case: Case) -> int:
    case.refresh_from_db()
    return case.version
