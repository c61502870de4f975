"""Reads of what bodies owe each other: results, joint papers, problems, requests, teams, and the loops that are not closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from vongtay.cases.models import (
    Asking,
    Case,
    Joint,
    PartnerHandover,
    Problem,
    Referral,
    Result,
    ResultDay,
    Signature,
    Team,
    TeamDecision,
    Withdrawal,
)
from vongtay.cases.more import LOOPS, Loop
from vongtay.cases.sealed import unseal
from vongtay.cases.states import (
    AskingState,
    Assent,
    DayState,
    JointKind,
    JointState,
    ReferralKind,
    ReferralState,
    ResultState,
)
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam, format_day
from vongtay.common.vietnamese import sort_key
from vongtay.papers.models import Paper
from vongtay.papers.queries import papers_of_subject, titles
from vongtay.people.vault import Vault

MOST = 200
SHOWN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class ResultShown:
    """A result with its words, and the days proposed for it: row, why, what was answered."""

    row: Result
    text: str
    days: list[tuple[ResultDay, str, str]]

    @property
    def open_day(self) -> ResultDay | None:
        """The day that waits for the answer of the other body."""
        return next((row for row, _why, _answer in self.days if row.state == DayState.PROPOSED), None)


def results_of(case: Case, vault: Vault) -> list[ResultShown]:
    """Give the results owed and given in a case with their words and the history of their days, newest first."""
    rows = list(
        Result.objects.filter(case=case).select_related("owed_by", "owed_to", "given_by__user").order_by("-recorded_at")
    )
    days: dict[UUID, list[tuple[ResultDay, str, str]]] = {row.pk: [] for row in rows}
    for day in ResultDay.objects.filter(case=case).select_related("body").order_by("-recorded_at"):
        why = vault.open("cases_resultday", "reason_ct", day.pk, day.reason_ct)
        days[day.result_id].append((day, why, vault.open("cases_resultday", "answer_ct", day.pk, day.answer_ct)))
    return [ResultShown(row, vault.open("cases_result", "text_ct", row.pk, row.text_ct), days[row.pk]) for row in rows]


def offered_to(case: Case, staff: Staff) -> Referral | None:
    """Give the offer to another province that this body made and that waits."""
    rows = Referral.objects.filter(
        case=case, kind=ReferralKind.TRANSFER, state=ReferralState.SENT, from_body_id=staff.body_id
    )
    return rows.select_related("to_body").first()


def withdrawn_from(staff: Staff) -> list[tuple[Withdrawal, str]]:
    """Give the offers to this body that their senders took back in the last thirty days, with why, newest first."""
    since = timezone.now() - SHOWN_FOR
    rows = Withdrawal.objects.filter(world=staff.world, to_body_id=staff.body_id, withdrawn_at__gte=since)
    rows = rows.select_related("from_body").order_by("-withdrawn_at")[:MOST]
    return [(row, unseal(row, "cases_withdrawal", "reason_ct", row.reason_ct)) for row in rows]


def papers_to_tie(case: Case) -> dict[Paper, str]:
    """Give the issued papers of a case that hold, each as number, date and kind."""
    kinds = titles()
    papers = papers_of_subject(case.subject_id).filter(cancellation__isnull=True)[:MOST]
    return {
        paper: f"{paper.sign}, {format_day(paper.issued_on)}: {kinds.get(paper.kind, paper.kind)}" for paper in papers
    }


@dataclass(frozen=True)
class JointShown:
    """A joint paper with its words and what each body said, its reason decrypted."""

    row: Joint
    words: str
    signatures: list[tuple[Signature, str]]


def joints_of(case: Case, vault: Vault) -> list[JointShown]:
    """Give the joint papers of a case, newest first."""
    rows = list(Joint.objects.filter(case=case).select_related("body", "paper", "referral").order_by("-recorded_at"))
    said: dict[UUID, list[tuple[Signature, str]]] = {row.pk: [] for row in rows}
    signatures = Signature.objects.filter(joint__in=rows).select_related("body", "joint", "signed_by__user")
    for each in signatures.order_by("body__sort_key"):
        said[each.joint_id].append((each, vault.open("cases_signature", "reason_ct", each.pk, each.reason_ct)))
    return [JointShown(row, vault.open("cases_joint", "words_ct", row.pk, row.words_ct), said[row.pk]) for row in rows]


def handed_over(case: Case, staff: Staff) -> list[Referral]:
    """Give the accepted hand-overs of a case with this body on one side that have no minutes yet."""
    minutes = Joint.objects.filter(case=case, kind=JointKind.MINUTES).values("referral_id")
    sides = Q(from_body_id=staff.body_id) | Q(to_body_id=staff.body_id)
    found = Referral.objects.filter(sides, case=case, state=ReferralState.ACCEPTED).exclude(pk__in=minutes)
    return list(found.select_related("from_body", "to_body").order_by("-sent_at"))


def problems_of(case: Case, vault: Vault) -> list[tuple[Problem, str, str]]:
    """Give the problems of a case with their words and how they were settled."""
    rows = Problem.objects.filter(case=case).select_related("body", "team").order_by("-recorded_at")
    return [
        (row, vault.open("cases_problem", "words_ct", row.pk, row.words_ct), vault.open("cases_problem", "outcome_ct", row.pk, row.outcome_ct))
        for row in rows
    ]  # fmt: skip


def partners_of(case: Case, vault: Vault) -> list[tuple[PartnerHandover, str]]:
    """Give the hand-overs to international partners."""
    rows = PartnerHandover.objects.filter(case=case).select_related("sharing").order_by("-handed_on")
    return [(row, vault.open("cases_partnerhandover", "partner_ct", row.pk, row.partner_ct)) for row in rows]


@dataclass(frozen=True)
class AskingShown:
    """A request with its words."""

    row: Asking
    who: str
    why: str
    reason: str


def askings_of(staff: Staff) -> tuple[list[AskingShown], list[AskingShown]]:
    """Give the requests to this body that wait, and those that it made, newest first."""
    rows = Asking.objects.filter(world=staff.world).select_related("from_body", "to_body", "asked_by__user")
    to_us = rows.filter(to_body_id=staff.body_id, state=AskingState.SENT).order_by("asked_at")[:MOST]
    ours = rows.filter(from_body_id=staff.body_id).order_by("-asked_at")[:MOST]
    return [shown_asking(row) for row in to_us], [shown_asking(row) for row in ours]


def shown_asking(row: Asking) -> AskingShown:
    """Give a request with its words decrypted."""
    words = (unseal(row, "cases_asking", name, getattr(row, name)) for name in ("who_ct", "why_ct", "reason_ct"))
    return AskingShown(row, *words)


def teams_of(staff: Staff) -> QuerySet[Team]:
    """The teams in which this body has a member or whose record it keeps, newest first."""
    return Team.objects.filter(world=staff.world).select_related("body").order_by("-founded_on", "name")


def teams_at_work(staff: Staff) -> QuerySet[Team]:
    """The teams of this body that are at work today."""
    return teams_of(staff).filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day_in_vietnam(timezone.now())))


def team_decisions(team: Team) -> list[tuple[TeamDecision, str, str]]:
    """Give the decisions of a team, newest first: row, what was decided, the votes."""
    rows = team.decisions.select_related("entered_by__user", "entered_by__body").order_by("-met_on", "-recorded_at")
    return [
        (row, unseal(row, "cases_teamdecision", "words_ct", row.words_ct), unseal(row, "cases_teamdecision", "votes_ct", row.votes_ct))
        for row in rows
    ]  # fmt: skip


def open_loops(staff: Staff) -> list[Loop]:
    """Give the loops within reach in which this body owes or awaits something, the oldest first."""
    found = [loop for kind in LOOPS.values() for loop in kind.open_to(staff)]
    return sorted(found, key=lambda loop: loop.since)


def _side(staff: Staff, owing: str, awaiting: str) -> Q:
    return Q(**{f"{owing}_id": staff.body_id}) | Q(**{f"{awaiting}_id": staff.body_id})


def open_notices(staff: Staff) -> Iterable[Loop]:
    """The notices sent to or by this body that nobody answered."""
    rows = Referral.objects.filter(
        _side(staff, "to_body", "from_body"), state=ReferralState.SENT, case__world=staff.world
    )
    for row in rows.select_related("case", "from_body", "to_body").order_by("sent_at")[:MOST]:
        ours = row.to_body_id == staff.body_id
        url = reverse("cases:answer", args=[row.pk]) if ours else reverse("cases:show", args=[row.case.code])
        yield Loop(
            "notice", row.case.code, url, row.to_body.short_name, row.from_body.short_name, day_in_vietnam(row.sent_at), None, ours
        )  # fmt: skip


def open_results(staff: Staff) -> Iterable[Loop]:
    """The results that this body owes or awaits."""
    rows = Result.objects.filter(_side(staff, "owed_by", "owed_to"), state=ResultState.OWED, case__world=staff.world)
    for row in rows.select_related("case", "owed_by", "owed_to").order_by("recorded_at")[:MOST]:
        yield Loop(
            "result", row.case.code, reverse("cases:between", args=[row.case.code]), row.owed_by.short_name, row.owed_to.short_name,
            day_in_vietnam(row.recorded_at), row.due_on, row.owed_by_id == staff.body_id,
        )  # fmt: skip


def open_days(staff: Staff) -> Iterable[Loop]:
    """The days proposed for a result that wait for the other body."""
    ours = Q(result__owed_by_id=staff.body_id) | Q(result__owed_to_id=staff.body_id)
    rows = ResultDay.objects.filter(ours, state=DayState.PROPOSED, case__world=staff.world)
    for row in rows.select_related("case", "body", "result__owed_by", "result__owed_to").order_by("recorded_at")[:MOST]:
        result = row.result
        other = result.owed_to if row.body_id == result.owed_by_id else result.owed_by
        yield Loop(
            "day", row.case.code, reverse("cases:between", args=[row.case.code]), other.short_name, row.body.short_name,
            day_in_vietnam(row.recorded_at), None, other.id == staff.body_id,
        )  # fmt: skip


def open_signatures(staff: Staff) -> Iterable[Loop]:
    """The joint papers that wait for agreement."""
    rows = Signature.objects.filter(_side(staff, "body", "joint__body"), case__world=staff.world)
    rows = rows.exclude(answer=Assent.AGREED).exclude(joint__state=JointState.FINAL)
    for row in rows.select_related("case", "body", "joint__body").order_by("recorded_at")[:MOST]:
        yield Loop(
            "signature", row.case.code, reverse("cases:between", args=[row.case.code]), row.body.short_name, row.joint.body.short_name,
            day_in_vietnam(row.recorded_at), None, row.body_id == staff.body_id,
        )  # fmt: skip


def open_askings(staff: Staff) -> Iterable[Loop]:
    """The requests for a case that nobody answered."""
    rows = Asking.objects.filter(_side(staff, "to_body", "from_body"), state=AskingState.SENT, world=staff.world)
    for row in rows.select_related("to_body", "from_body").order_by("asked_at")[:MOST]:
        yield Loop(
            "asking", "", reverse("cases:askings"), row.to_body.short_name, row.from_body.short_name, day_in_vietnam(row.asked_at), None,
            row.to_body_id == staff.body_id,
        )  # fmt: skip


@dataclass(frozen=True)
class LoopCount:
    """How many loops of a kind wait for a body, how many past the day agreed, the oldest since when."""

    body_id: UUID
    body_name: str
    kind: str
    n: int
    late: int
    oldest: date

    @property
    def words(self) -> str:
        """What is open."""
        return str(LOOPS[self.kind].words)


def count_loops(*, area_id: int) -> list[LoopCount]:
    """Count the open loops by body of an area, under the mandate of whoever asks. Errors: a database error without one."""
    asked = (area_id, day_in_vietnam(timezone.now()))
    found: list[LoopCount] = []
    with connection.cursor() as cursor:
        for count in ["select * from vt.loops(%s, %s)", *(kind.counts for kind in LOOPS.values() if kind.counts)]:
            cursor.execute(count, asked)
            found += [LoopCount(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda row: (sort_key(row.body_name), row.kind))
