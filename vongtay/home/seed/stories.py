"""How invented cases go, act by act: each story waits for its next moment and is then told who acts."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from vongtay.agencies.models import Body, Place
from vongtay.agencies.roles import Role
from vongtay.cases import actions
from vongtay.cases.models import Case, Referral
from vongtay.cases.states import OUTCOMES, REFERABLE, State
from vongtay.common.access import Staff
from vongtay.common.days import VIETNAM, day_in_vietnam
from vongtay.home.seed import around, names
from vongtay.home.seed.sentences import NOTES
from vongtay.home.seed.turns import Story, Turn
from vongtay.law import queries as law
from vongtay.people.vault import Facts

SHARED = ("identity", "contact", "health", "statement", "support", "papers", "offence", "shelter")
BY_LAW = actions.Ground("c", "Thông báo theo quy định để tiếp nhận, hỗ trợ.")
SOURCES = ("a", "b", "c", "d", "đ", "e", "g", "h", "i")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """What becomes of one case. `end`: how far it goes; `entered` lies after `received` where it is entered late."""

    chance: Random
    key: UUID
    province: str
    place: Place
    route: str
    channel: str
    receiver: tuple[str, str]
    received: datetime
    entered: datetime
    end: str
    outcome: State = State.IDENTIFIED
    received_by: str = ""  # the body that received, where another one enters it from its paper

    @property
    def lead(self) -> str:
        """The body that is to verify."""
        return f"{self.province}.SYT"

    def say(self, about: str) -> str:
        """Give a sentence for a note."""
        return self.chance.choice(NOTES[about])

    def later(self, moment: datetime, most: float, least: float = 0.05) -> datetime:
        """Give a moment that many days later, within the hours in which offices work."""
        then = (moment + DAY * self.chance.uniform(least, most)).astimezone(VIETNAM).replace(second=0, microsecond=0)
        if 7 <= then.hour < 18:
            return then
        morning = then.replace(hour=7, minute=self.chance.randint(30, 59))
        return morning if then.hour < 7 else morning + DAY


def tell(plan: Plan) -> Story:
    """Tell a case from its reception to where its plan ends."""
    case = yield from _received(plan)
    yield from around.looked_after(case, plan.entered + HOUR, *plan.receiver)
    yield from around.foreigner(case, plan.entered + 3 * HOUR, *plan.receiver)
    if plan.end == "received":
        return
    moment = yield from _handed_to_lead(plan, case)
    if plan.end in {"waiting", "refused"}:
        return
    moment = yield from _verified(plan, case, moment)
    if plan.end == "verifying":
        return
    moment = yield from _proposed(plan, case, moment, plan.outcome)
    if plan.end == "proposed":
        return
    if plan.end == "returned":
        yield from _returned(plan, case, moment)
        return
    moment = yield from _decided(plan, case, moment)
    if plan.end in {"reopened", "again"}:
        yield from _once_more(plan, case, moment)


def _received(plan: Plan) -> Generator[Turn, Staff, Case]:
    chance = plan.chance
    who = names.person(chance, highland=plan.province == "LS")
    by = yield Turn(plan.entered, *plan.receiver)
    from_paper, received_by = None, None
    if plan.received_by:
        received_by = Body.objects.get(code=plan.received_by)
        from_paper = _paper(plan, received_by, plan.received)
    case = actions.receive(
        key=plan.key,
        arrival=_arrival(plan, who),
        facts=_facts(plan, who),
        by=by,
        received_by=received_by,
        from_paper=from_paper,
    )
    if chance.random() < 0.35:
        kind = chance.choice(["essential", "essential", "medical", "travel", "interpreter"])
        given = max(case.event_on, day_in_vietnam(plan.received))
        actions.give_help(case=case, kind=kind, given_on=given, by=by, quantity=chance.randint(1, 6), unit="lần")
    if chance.random() < 0.2:
        yield from _accompanied(plan, case, who)
    if chance.random() < 0.85:
        yield from _completed(plan, case, who)
    return case


def _on(case: Case, turn: Turn) -> Generator[Turn, Staff, Staff]:
    """Wait for the turn, then look at the case as it is by then."""
    by = yield turn
    case.refresh_from_db()
    return by


def _arrival(plan: Plan, who: names.Invented) -> actions.Arrival:
    chance = plan.chance
    precision = chance.choices(("by_year", "exact", "estimated", "unknown"), weights=(5, 2, 3, 1))[0]
    known = precision != "unknown"
    return actions.Arrival(
        route=plan.route,
        channel=plan.channel,
        place=plan.place,
        received_at=plan.received,
        event_on=day_in_vietnam(plan.received - chance.choice((0, 0, 0, 1, 2)) * DAY),
        sex=who.sex,
        age_years=who.age if known else None,
        age_precision=precision,
        age_how=chance.choice(("claimed", "documented")) if known else "unknown",
        age_at_act=max(5, who.age - chance.randint(0, 4)) if known else None,
        nationality=chance.choice(("LA", "KH", "MM")) if plan.route == "R7" else "VN",
        home_province_id=None if plan.route == "R7" else plan.place.province_id,
        language=chance.choice(("", "", "", "tay_nung", "mong")),
        interpreter=chance.random() < 0.08,
        urgency=chance.choices(("normal", "day", "now"), weights=(7, 2, 1))[0],
        needs=chance.sample(["safety", "medical", "food", "shelter", "clothes"], k=chance.randint(0, 3)),
    )


def _facts(plan: Plan, who: names.Invented) -> Facts:
    chance = plan.chance
    phone = names.phone(chance) if chance.random() < 0.5 else ""
    return Facts(
        name=who.name,
        other_names=names.MARK,
        born=str(plan.received.year - who.age),
        id_number=names.identity_number(chance) if chance.random() < 0.4 else "",
        address=names.address(chance, plan.place.full_name),
        phone=phone,
        may_ring="yes" if phone else "unknown",
        safe_way="Chỉ gọi buổi tối, gặp người nhà thì tắt máy." if phone else "",
    )


def _accompanied(plan: Plan, case: Case, who: names.Invented) -> Story:
    chance = plan.chance
    by = yield from _on(case, Turn(plan.entered + HOUR / 2, *plan.receiver))
    grown = who.age >= 18
    age = chance.randint(1, 9) if grown else chance.randint(30, 60)
    sex = chance.choice(("female", "male"))
    facts = Facts(name=names.name(chance, sex, highland=plan.province == "LS"), other_names=names.MARK)
    actions.add_companion(
        case=case, role="child" if grown else "representative", facts=facts, sex=sex, age_years=age, by=by
    )


def _completed(plan: Plan, case: Case, who: names.Invented) -> Story:
    """Finish the rapid record: what was estimated becomes known, and the reminder falls away."""
    by = yield from _on(case, Turn(plan.entered + 2 * HOUR, *plan.receiver))
    changes = (
        {"age_years": who.age, "age_precision": "by_year", "age_how": "documented"}
        if plan.chance.random() < 0.3
        else {"nationality": case.nationality}
    )
    for need in case.needs:
        case = actions.tick_need(case=case, need=need, met=True, by=by)
    actions.correct_facts(case=case, changes=changes, version=case.version, by=by)


def _paper(plan: Plan, body: Body, at: datetime) -> actions.FromPaper:
    return actions.FromPaper(sign=f"{plan.chance.randint(11, 980)}/{body.symbol}-GĐ", on=day_in_vietnam(at))


def _handed_to_lead(plan: Plan, case: Case) -> Generator[Turn, Staff, datetime]:
    """Send the notice and have it answered; a body that leads from the start does the first check itself."""
    role, body = plan.receiver
    if body == plan.lead:
        moment = plan.later(plan.entered, 3)
        by = yield from _on(case, Turn(moment, role, body))
        actions.record_step(case=case, kind="first_check", at=moment, by=by, note=plan.say("step"))
        return moment
    to = plan.lead
    if plan.end in {"moved", "refused"}:
        moment = yield from _notice(plan, case, plan.later(plan.entered, 1), to, accept=False)
        if plan.end == "refused":
            return moment
        to = "BN.SYT" if plan.province == "LS" else "LS.SYT"
        return (yield from _notice(plan, case, plan.later(moment, 1), to, accept=True))
    return (
        yield from _notice(
            plan, case, plan.later(plan.entered, 0.5, 0.02), to, accept=None if plan.end == "waiting" else True
        )
    )


def _notice(
    plan: Plan, case: Case, moment: datetime, to: str, *, accept: bool | None
) -> Generator[Turn, Staff, datetime]:
    by = yield from _on(case, Turn(moment, *plan.receiver))
    rule = law.notice_rule(regime=case.regime, route=case.route)
    referral = actions.send_notice(
        case=case,
        to_body=Body.objects.get(code=to),
        rule_id=rule.id if rule else law.CUSTOM,
        parts=SHARED,
        at=moment,
        by=by,
        note=plan.say("notice"),
        ground=BY_LAW,
    )
    if accept is None:
        return moment
    moment = plan.later(moment, 2)
    by = yield from _on(case, Turn(moment, Role.CASE_WORKER, to))
    _answer(plan, referral, moment, by, accept=accept)
    return moment


def _answer(plan: Plan, referral: Referral, moment: datetime, by: Staff, *, accept: bool) -> None:
    actions.answer_notice(
        referral=referral,
        accept=accept,
        reason="" if accept else plan.say("refuse"),
        at=moment,
        version=referral.version,
        by=by,
    )


def _lead_of(case: Case) -> str:
    return Body.objects.values_list("code", flat=True).get(cases=case)


def _verified(plan: Plan, case: Case, moment: datetime) -> Generator[Turn, Staff, datetime]:
    """Ask the police, enter its answer from its paper, note the evidence."""
    chance, lead = plan.chance, _lead_of(case)
    police = Body.objects.get(code=lead.replace("SYT", "CAT"))
    if chance.random() < 0.6:
        moment = plan.later(moment, 3)
        by = yield from _on(case, Turn(moment, Role.CASE_WORKER, lead))
        actions.record_step(case=case, kind="verification_asked", at=moment, by=by, note=plan.say("step"))
        if plan.end != "verifying" or chance.random() < 0.3:
            moment = plan.later(moment, 16, 4)
            by = yield from _on(case, Turn(moment, Role.CASE_WORKER, lead))
            actions.record_step(
                case=case,
                kind="verification_answered",
                at=moment,
                by=by,
                acted_by=police,
                from_paper=_paper(plan, police, moment),
            )
    for source in chance.sample(SOURCES, k=chance.randint(1, 3)):
        moment = plan.later(moment, 4)
        by = yield from _on(case, Turn(moment, Role.VERIFIER, lead))
        weight = chance.choices(("strong", "medium", "weak"), weights=(4, 4, 2))[0]
        actions.add_evidence(
            case=case,
            source=source,
            weight=weight,
            obtained_on=day_in_vietnam(moment),
            note=plan.say("evidence"),
            by=by,
        )
    return moment


# Codes of reasons that fit an outcome.
_FITTING = {
    State.NOT_IDENTIFIED: ("no_act", "no_purpose", "no_means", "other_offence"),
    State.UNDETERMINED: ("evidence_short", "withdrawn"),
}


def _proposed(plan: Plan, case: Case, moment: datetime, outcome: State) -> Generator[Turn, Staff, datetime]:
    moment = plan.later(moment, 5)
    by = yield from _on(case, Turn(moment, Role.VERIFIER, _lead_of(case)))
    held = list(case.evidence.values_list("source", flat=True).distinct())
    known = outcome == State.IDENTIFIED
    proposal = actions.Proposal(
        outcome=outcome,
        basis=held if known else held[:1],
        reason_code="" if known else plan.chance.choice(_FITTING[outcome]),
        reason=plan.say(outcome.value),
    )
    actions.propose(case=case, proposal=proposal, version=case.version, by=by)
    return moment


def _decided(plan: Plan, case: Case, moment: datetime) -> Generator[Turn, Staff, datetime]:
    """Decide as proposed, or enter the decision of the police from its paper; afterwards help goes on."""
    chance, lead = plan.chance, _lead_of(case)
    yield from around.looked_after(case, moment + HOUR / 4, Role.CASE_WORKER, lead)
    moment = plan.later(moment, 6)
    by = yield from _on(case, Turn(moment, Role.DECIDER, lead))
    police = Body.objects.get(code=lead.replace("SYT", "CAT")) if chance.random() < 0.15 else None
    actions.decide(
        case=case,
        decided_on=day_in_vietnam(moment),
        version=case.version,
        by=by,
        acted_by=police,
        from_paper=_paper(plan, police, moment) if police else None,
        stands_in=_stands_in(plan, case, police),
    )
    case.refresh_from_db()
    if plan.end == "decided" and case.state in REFERABLE and chance.random() < 0.6:
        yield from _referred(plan, case, moment, lead)
    if case.state == State.IDENTIFIED:
        helped = moment
        for kind in chance.sample(["medical", "psychological", "legal", "travel", "shelter"], k=chance.randint(0, 3)):
            helped = plan.later(helped, 3, 0.5)
            by = yield from _on(case, Turn(helped, Role.CASE_WORKER, lead))
            actions.give_help(
                case=case, kind=kind, given_on=day_in_vietnam(helped), by=by, quantity=chance.randint(1, 10), unit="lần"
            )
    return moment


def _stands_in(plan: Plan, case: Case, police: Body | None) -> actions.StandsIn:
    """Name the paper of the police, or the department's own conclusion by custom."""
    if police is None:
        return actions.StandsIn(law.CUSTOM, plan.say("custom"))
    return (
        actions.StandsIn("border_agencies")
        if case.route in {"R4", "R5"}
        else actions.StandsIn("police", plan.say("custom"))
    )


def _referred(plan: Plan, case: Case, moment: datetime, lead: str) -> Story:
    """Ask social assistance to help somebody who was not identified; a body that does not sign in answers by its paper."""
    sent = plan.later(moment, 3, 0.5)
    by = yield from _on(case, Turn(sent, Role.CASE_WORKER, lead))
    waits = plan.chance.random() < 0.3
    to = Body.objects.get(code=lead.replace("SYT", "CSTGXH" if waits else "HLHPN"))
    until = day_in_vietnam(sent) + 180 * DAY
    asked = actions.Asked(
        plan.say("referral"), plan.say("referral_why"), with_identity=plan.chance.random() < 0.5, until_on=until
    )
    key = UUID(int=plan.chance.getrandbits(128), version=4)
    referral = actions.refer_to_social(key=key, case=case, to_body=to, asked=asked, by=by, ground=BY_LAW)
    if waits:
        return
    answered = plan.later(sent, 4, 0.5)
    by = yield from _on(case, Turn(answered, Role.CASE_WORKER, lead))
    actions.answer_notice(
        referral=referral, accept=True, reason="", at=answered, version=referral.version, by=by,
        from_paper=_paper(plan, to, answered),
    )  # fmt: skip


def _returned(plan: Plan, case: Case, moment: datetime) -> Story:
    moment = plan.later(moment, 4)
    by = yield from _on(case, Turn(moment, Role.DECIDER, _lead_of(case)))
    actions.return_proposal(case=case, note=plan.say("return"), version=case.version, by=by)


def _once_more(plan: Plan, case: Case, moment: datetime) -> Story:
    moment = plan.later(moment, 40, 10)
    by = yield from _on(case, Turn(moment, Role.DECIDER, _lead_of(case)))
    actions.reopen(case=case, reason=plan.say("reopen"), version=case.version, by=by)
    if plan.end == "again":
        other = plan.chance.choice(sorted(OUTCOMES - {plan.outcome}))
        moment = yield from _proposed(plan, case, moment, State(other))
        yield from _decided(plan, case, moment)
