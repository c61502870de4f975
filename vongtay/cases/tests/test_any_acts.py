"""Random acts by random posts over hundreds of cases: what the tables don't allow does not happen, and all that is explains itself."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import hypothesis.strategies as st
import psycopg
import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.cast import BORDER, BY_CUSTOM, BY_LAW, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body
from tests.committed import Committed
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import MAY_SEE_CASES
from vongtay.audit import actions as audit
from vongtay.audit.verify import findings
from vongtay.cases import actions, queries
from vongtay.cases.acts import _TABLE as OFFERED
from vongtay.cases.models import Case, Referral
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.states import MOVES, OUTCOMES, State
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import today
from vongtay.people.vault import Vault

WHOLE = ["identity", "contact", "health", "statement", "support", "papers"]
CODES = [HEALTH, HEALTH, OTHER_HEALTH, POLICE, COMMUNE, BORDER]
CASES_A_RUN = 26
# Acts that start at another record than the case, or of several kinds: the page's table has no row of its own for them.
STATES = {act: states for act, _address, _words, states in OFFERED}


def notify(case: Case, by: Staff, pick: int) -> None:
    to = body(CODES[pick % len(CODES)])
    actions.send_notice(case=case, to_body=to, rule_id="", parts=WHOLE, at=timezone.now(), by=by, ground=BY_LAW)


def answer(case: Case, by: Staff, pick: int) -> None:
    waiting = Referral.objects.filter(case=case).order_by("-sent_at").first()
    if waiting is None:
        raise Refused
    actions.answer_notice(
        referral=waiting, accept=pick % 4 != 3, reason="" if pick % 3 == 2 else "Không thuộc thẩm quyền", at=timezone.now(),
        version=waiting.version, by=by,
    )  # fmt: skip


def add_evidence(case: Case, by: Staff, pick: int) -> None:
    actions.add_evidence(case=case, source="abcdeghi"[pick % 8], weight="strong", obtained_on=today(), note="", by=by)


def propose(case: Case, by: Staff, pick: int) -> None:
    outcome = sorted(OUTCOMES)[pick % 3]
    held = [row.source for row, _note in queries.evidence_of(case, Vault.of(case.person_id))]
    reason = "" if outcome == State.IDENTIFIED or pick % 5 == 4 else "evidence_short"
    actions.propose(
        case=case, proposal=actions.Proposal(outcome, held, reason, ""), version=_version(case, pick), by=by
    )


def decide(case: Case, by: Staff, pick: int) -> None:
    actions.decide(case=case, decided_on=today(), version=_version(case, pick), by=by, stands_in=BY_CUSTOM)


def send_back(case: Case, by: Staff, pick: int) -> None:
    actions.return_proposal(
        case=case, note=" " if pick % 4 == 3 else "Thiếu lời khai", version=_version(case, pick), by=by
    )


def reopen(case: Case, by: Staff, pick: int) -> None:
    actions.reopen(case=case, reason="" if pick % 4 == 3 else "Chứng cứ mới", version=_version(case, pick), by=by)


def give_help(case: Case, by: Staff, pick: int) -> None:
    actions.give_help(case=case, kind="food", given_on=today() - timedelta(days=pick % 2 * 400), by=by, quantity=1)


def change_route(case: Case, by: Staff, pick: int) -> None:
    route = ["R1", "R2", "R4", "R5", "R6"][pick % 5]
    reason = "" if pick % 3 == 2 else "Xác minh lại"
    actions.change_route(case=case, route=route, reason=reason, version=_version(case, pick), by=by)


def correct(case: Case, by: Staff, pick: int) -> None:
    actions.correct_facts(case=case, changes={"age_years": 18 + pick % 40}, version=_version(case, pick), by=by)


def refer(case: Case, by: Staff, pick: int) -> None:
    asked = actions.Asked("Gạo", "Gần nhà", with_identity=False, until_on=today() + timedelta(days=1 - pick // 3 % 3))
    to = body([COMMUNE, BORDER, HEALTH][pick % 3])
    actions.refer_to_social(key=uuid.uuid4(), case=case, to_body=to, asked=asked, by=by, ground=BY_LAW)


TRIED: dict[Act, Callable[[Case, Staff, int], None]] = {
    Act.NOTIFY: notify, Act.ANSWER: answer, Act.ADD_EVIDENCE: add_evidence, Act.PROPOSE: propose, Act.DECIDE: decide,
    Act.RETURN: send_back, Act.REOPEN: reopen, Act.GIVE_HELP: give_help, Act.CHANGE_ROUTE: change_route, Act.COMPLETE: correct,
    Act.REFER: refer,
}  # fmt: skip


def _version(case: Case, pick: int) -> int:
    """The version that somebody has before them: now and then an old one."""
    return case.version - (1 if pick % 7 == 6 else 0)


_AFTER = (Act.REFER, Act.REFER, Act.REOPEN, Act.GIVE_HELP)
DUE: dict[State, tuple[Act, ...]] = {
    State.RECEIVED: (Act.NOTIFY,), State.VERIFYING: (Act.ADD_EVIDENCE, Act.PROPOSE), State.PROPOSED: (Act.DECIDE, Act.RETURN),
    State.IDENTIFIED: (Act.REOPEN, Act.GIVE_HELP), State.NOT_IDENTIFIED: _AFTER, State.UNDETERMINED: _AFTER,
}  # fmt: skip


@dataclass
class Office:
    """All posts of two provinces over one committed database, and what came of what they tried."""

    over: psycopg.Connection
    posts: list[tuple[Post, Staff]] = field(default_factory=list)
    cases: list[uuid.UUID] = field(default_factory=list)
    done: Counter[tuple[uuid.UUID, str]] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def fill(self) -> None:
        """Read who there is."""
        for held in Post.objects.filter(world="demo", body__code__in=CODES).order_by("user__username"):
            with acting_as(held) as staff:
                self.posts.append((held, staff))

    def receive(self) -> list[uuid.UUID]:
        """Receive people at a commune and at the border."""
        found = []
        for code in (COMMUNE, BORDER):
            with acting("receiver", code) as staff:
                found += [a_case(staff, key=uuid.uuid4()) for _turn in range(CASES_A_RUN // 2)]
        for case in found:
            self.done[case.subject_id, Act.RECEIVE] += 1
        self.cases += [case.pk for case in found]
        return [case.pk for case in found]

    def asked(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask as somebody whom no wall stops."""
        return self.over.execute(sql, values).fetchall()

    def all_of(self, case: uuid.UUID) -> tuple[Any, ...]:
        """Everything that an act on a case could leave behind: its row, and how many rows hang on it."""
        counts = ", ".join(f"(select count(*) from {table} where case_id = c.id)" for table in TABLES)
        log = "(select count(*) from audit_entry e where e.subject_id = c.subject_id and e.outcome = 'done')"
        return self.asked(f"select c.*, {counts}, {log} from cases_case c where c.id = %s", case)[0]

    def fitting(self, act: Act, key: uuid.UUID) -> list[Post]:
        """The posts to which the table of rights gives this act on this case."""
        lead, bodies = self.asked("select lead_id, bodies from cases_case where id = %s", key)[0]
        last = self.asked("select to_body_id from cases_referral where case_id = %s order by sent_at desc limit 1", key)
        if act == Act.ANSWER:
            asked = [(held, staff) for held, staff in self.posts if last and staff.body_id == last[0][0]]
            return [held for held, staff in asked if may(RULES, act, staff, Referral(to_body_id=staff.body_id))]
        about = Case(lead_id=lead, bodies=bodies)
        return [held for held, staff in self.posts if may(RULES, act, staff, about)]

    def due(self, key: uuid.UUID) -> tuple[Act, ...]:
        """What usually comes next: random acts alone would rarely come as far as a decision."""
        state, waits = self.asked(
            "select state, exists(select from cases_referral r where r.case_id = c.id and r.state = 'sent') from cases_case c where id = %s",
            key,
        )[0]
        return (Act.ANSWER,) if waits else DUE[State(state)]

    def somebody(self, act: Act, key: uuid.UUID, chance: Random, *, is_fitting: bool) -> Post:
        """Somebody whose act it is, or anybody."""
        able = self.fitting(act, key) if is_fitting else []
        return chance.choice(able or [held for held, _staff in self.posts])

    def attempt(self, act: Act, key: uuid.UUID, held: Post, chance: Random) -> None:
        """Try one act, and judge what came of it by the tables."""
        before, pick = self.all_of(key), chance.randrange(10_000)
        with acting_as(held) as staff:
            case = Case.objects.filter(pk=key).first()
            if case is None:
                bodies = self.asked("select bodies from cases_case where id = %s", key)[0][0]
                assert staff.body_id not in bodies or staff.role not in MAY_SEE_CASES
                return
            about = Referral.objects.filter(case=case).order_by("-sent_at").first() if act == Act.ANSWER else case
            state, is_right = State(case.state), about is not None and may(RULES, act, staff, about)
            why = tried(act, case, staff, pick)
        if why is not None:
            self.refused[type(why).__name__] += 1
            assert is_right or about is None or isinstance(why, NotAllowed), (
                f"{act}: refused, but not for want of right"
            )
            assert self.all_of(key) == before, f"{act} was refused and left something behind"
            return
        assert is_right, f"{act} was done by {held.role} of {held.body_id}, against the table of rights"
        assert state in STATES.get(act, State), f"{act} was done in {state}, against the table of acts"
        after = State(self.asked("select state from cases_case where id = %s", key)[0][0])
        assert after == state or after in MOVES[state], f"{act}: {state} became {after}, against the table of moves"
        self.done[case.subject_id, act] += 1


def tried(act: Act, case: Case, by: Staff, pick: int) -> Refused | None:
    """Try an act; give the refusal, if it was refused."""
    try:
        with transaction.atomic():
            TRIED[act](case, by, pick)
    except Refused as why:
        return why
    return None


TABLES = (
    "cases_step",
    "cases_decision",
    "cases_referral",
    "cases_evidence",
    "cases_help",
    "cases_result",
    "cases_sharing",
)


def machine(office: Office) -> type[RuleBasedStateMachine]:
    """The office's day: people come, then anybody tries anything, more often what is theirs to do."""

    class Day(RuleBasedStateMachine):
        @initialize()
        def people_come(self) -> None:
            self.cases = office.receive()

        @rule(seed=st.integers(0, 2**32))
        def somebody_tries_anything(self, seed: int) -> None:
            chance = Random(seed)  # chance for invented acts: evener than what is drawn one by one
            key, act = chance.choice(self.cases[:20]), chance.choice(list(TRIED))
            office.attempt(act, key, office.somebody(act, key, chance, is_fitting=chance.random() < 0.5), chance)

        @rule(seed=st.integers(0, 2**32))
        def somebody_does_what_is_due(self, seed: int) -> None:
            chance = Random(seed)  # as above
            key = chance.choice(self.cases[:3])
            for _turn in range(6):
                act = chance.choice(office.due(key))
                office.attempt(act, key, office.somebody(act, key, chance, is_fitting=True), chance)

    return Day


@pytest.fixture
def office(committed_db: Committed) -> Iterator[Office]:
    with committed_db.superuser() as over:
        found = Office(over)
        found.fill()
        yield found


def test_nothing_happens_against_the_tables_and_all_that_happened_explains_itself(office: Office, tmp_path: Path):
    run_state_machine_as_test(
        machine(office),
        settings=settings(max_examples=9, stateful_step_count=60, derandomize=True, database=None, phases=[Phase.generate]),
    )  # fmt: skip
    assert len(office.cases) >= 200
    assert {act for _subject, act in office.done} == {Act.RECEIVE, *TRIED}, "an act never succeeded: nothing was tried"
    assert {"NotAllowed", "Refused", "Stale", "WrongState"} <= set(office.refused)
    explained_by_decisions(office)
    explained_by_history(office)
    with acting("service"):
        audit.seal()
    with acting("service"):
        audit.anchor_head(tmp_path / "audit.log")
    with acting("auditor"):
        assert list(findings(tmp_path / "audit.log")) == []
    logged = office.asked("select subject_id, act, count(*) from audit_entry where outcome = 'done' and act = any(%s) group by 1, 2",
                          [Act.RECEIVE, *TRIED])  # fmt: skip
    assert {(subject, act): n for subject, act, n in logged} == dict(office.done)


def explained_by_decisions(office: Office) -> None:
    """The state of each case follows from its decisions alone."""
    rows = office.asked(
        "select c.state, d.outcome, d.decided_on, d.returned_at, d.proposed_user, d.decided_user, c.decided_on, n.open from cases_case c"
        " left join lateral (select * from cases_decision d where d.case_id = c.id order by proposed_at desc limit 1) d on true,"
        " lateral (select count(*) as open from cases_decision o where o.case_id = c.id and o.decided_on is null and o.returned_at is null) n"
    )
    assert {State(row[0]) for row in rows} >= {State.RECEIVED, State.VERIFYING}
    for state, outcome, decided_on, returned_at, proposer, decider, case_day, waiting in rows:
        assert waiting == (state == State.PROPOSED)
        assert (case_day is not None) == (state in OUTCOMES)
        if state == State.RECEIVED:
            assert outcome is None
        if state in OUTCOMES:
            assert (outcome, decided_on) == (state, case_day)
            assert proposer != decider
        if state == State.VERIFYING and outcome is not None:
            assert decided_on is not None or returned_at is not None


def explained_by_history(office: Office) -> None:
    """Each former state of each case leads to the next by a move of the table."""
    rows = office.asked("select pgh_obj_id, state from cases_caseevent order by pgh_obj_id, pgh_id")
    last: dict[uuid.UUID, State] = {}
    for key, state in rows:
        before, now = last.get(key, State.RECEIVED), State(state)
        assert now == before or now in MOVES[before]
        last[key] = now
    assert last == {key: State(state) for key, state in office.asked("select id, state from cases_case")}
