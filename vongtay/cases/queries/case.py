"""Every read from outside. The database gives only the rows that the asking post may reach; nothing here widens that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from vongtay.agencies.queries import within
from vongtay.audit.queries import act_words, purpose_words
from vongtay.cases.models import Abroad, Case, CaseEvent, Decision, Evidence, Help, Referral, Step
from vongtay.cases.states import OPEN, Need, ReferralState, StepKind, Urgency
from vongtay.common.access import Staff
from vongtay.common.days import format_day
from vongtay.common.periods import Period
from vongtay.common.reading import Kept, given
from vongtay.law import queries as law
from vongtay.people.models import Link
from vongtay.people.vault import Vault
from vongtay.tasks.models import Clock
from vongtay.tasks.states import PauseReason

PAGE = 20
# What a list shows; the case page reads the rest.
LISTED = ("id", "code", "state", "route", "sex", "age_years", "received_at", "received_on", "urgency", "complete_by", "place__full_name",
          "lead__short_name", "lead_id", "version")  # fmt: skip


def visible_to(staff: Staff) -> Q:
    """The cases this post may see: those of its world on which its body holds a live grant. The database says the same."""
    return Q(world=staff.world, bodies__contains=[staff.body_id])


@dataclass(frozen=True)
class Filter:
    """What a list is limited to; the page keeps it in its address."""

    state: str = ""
    route: str = ""
    place_id: int | None = None
    urgent: bool = False
    mine: bool = False

    def apply(self, cases: QuerySet[Case], staff: Staff) -> QuerySet[Case]:
        """Limit a list of cases."""
        if self.state == "open":
            cases = cases.filter(state__in=OPEN)
        elif self.state:
            cases = cases.filter(state=self.state)
        if self.route:
            cases = cases.filter(route=self.route)
        if self.place_id:
            cases = cases.filter(place_id=self.place_id)
        if self.urgent:
            cases = cases.exclude(urgency="normal")
        return cases.filter(lead_id=staff.body_id) if self.mine else cases


def cases_of(staff: Staff) -> QuerySet[Case]:
    """All the cases that `staff` may see, newest first."""
    return Case.objects.filter(visible_to(staff)).order_by("-received_at", "id")


def page_of_cases(staff: Staff, chosen: Filter, *, before: tuple[datetime, UUID] | None = None) -> list[dict[str, Any]]:
    """Give one page of the list and one row more, if there is one: that tells that older cases follow."""
    cases = chosen.apply(cases_of(staff), staff)
    if before is not None:
        moment, last = before
        cases = cases.filter(Q(received_at__lt=moment) | Q(received_at=moment, id__gt=last), received_at__lte=moment)
    return list(cases.values(*LISTED)[: PAGE + 1])


_SHOWN = (
    "place__full_name",
    "received_by__short_name",
    "received_by__kind",
    "lead__short_name",
    "home_province__full_name",
)
_PERSON = ("person__data_key__wrapped", "person__data_key__erased_at", "person__contact__may_ring")
_BY_CODE = Case.objects.filter(code=given("code"), world=given("world"), bodies__contains=given("bodies"))
_CASE, _CASE_WITH_PERSON = Kept(_BY_CODE, *_SHOWN), Kept(_BY_CODE, *_SHOWN, *_PERSON)


def case_of(staff: Staff, code: str) -> Case:
    """One case. Case.DoesNotExist both when there is none and when `staff` may not see it."""
    return _CASE.one(code=code, world=staff.world, bodies=[staff.body_id])


def case_with_person(staff: Staff, code: str) -> Case:
    """One case as its page needs it: with the person's key, and the contact where that is within reach."""
    return _CASE_WITH_PERSON.one(code=code, world=staff.world, bodies=[staff.body_id])


@dataclass(frozen=True)
class Entry:
    """One entry of the timeline, its note decrypted."""

    step: Step
    note: str

    @property
    def need(self) -> str:
        """The need that was ticked, in words."""
        code = self.step.details.get("need", "")
        return str(Need(code).label) if code in Need.values else ""

    @property
    def what(self) -> str:
        """Which clock stood still or ran again, and what became of its day; empty for other steps."""
        details = self.step.details
        if self.step.kind == StepKind.CLOCK_PAUSED:
            why = PauseReason(details["reason"]).label
            basis = "" if details.get("basis") else f" ({_('custom, no basis seen')})"
            return f"{law.title_of(self.step.rule_id)} · {why}{basis}"
        if self.step.kind == StepKind.CLOCK_RESUMED:
            days = (_day(details.get("before")), _day(details.get("after")))
            return (
                law.title_of(self.step.rule_id)
                + " · "
                + _("due %(before)s → %(after)s") % {"before": days[0], "after": days[1]}
            )
        return ""


def _day(text: str | None) -> str:
    return format_day(date.fromisoformat(text)) if text else "—"


_STEPS = Kept(
    Step.objects.filter(case_id=given("case")).order_by("-happened_at", "-recorded_at"),
    "acted_by_body__short_name",
    "entered_by__body_id",
    "entered_by__user__full_name",
    "entered_by__body__short_name",
    "paper__sign",
    "incoming__number",
    "incoming__register__year",
)


def steps_of(case: Case) -> list[Step]:
    """Give what was done, newest first: who, by which paper, when it happened and when it was written."""
    return _STEPS(case=case.pk)


def entries_of(steps: Iterable[Step], vault: Vault) -> list[Entry]:
    """Give steps as entries of the timeline, their notes decrypted."""
    return [Entry(step, vault.open("cases_step", "note_ct", step.pk, step.note_ct)) for step in steps]


_EVIDENCE = Kept(
    Evidence.objects.filter(case_id=given("case"), withdrawn_at__isnull=True).order_by("source", "recorded_at"),
    "acted_by_body__short_name",
)


def evidence_of(case: Case, vault: Vault) -> list[tuple[Evidence, str]]:
    """Give the evidence that stands, with its notes decrypted."""
    return [(row, vault.open("cases_evidence", "note_ct", row.pk, row.note_ct)) for row in _EVIDENCE(case=case.pk)]


def help_of(case: Case) -> list[Help]:
    """Give the help in kind that stands: entries taken back and their counter-entries fall away together."""
    return list(
        Help.objects.filter(case=case, taken_back__isnull=True, takes_back__isnull=True)
        .select_related("acted_by_body")
        .order_by("-given_on")
    )


_DECISIONS = Kept(
    Decision.objects.filter(case_id=given("case")).order_by("-proposed_at"),
    "proposed_by__user__full_name",
    "decided_by__user__full_name",
    "acted_by_body__short_name",
)


def decisions_of(case: Case, vault: Vault) -> list[tuple[Decision, str]]:
    """Give proposals and decisions, newest first, with their reasons decrypted."""
    return [(row, vault.open("cases_decision", "reason_ct", row.pk, row.reason_ct)) for row in _DECISIONS(case=case.pk)]


_REFERRALS = Kept(
    Referral.objects.filter(case_id=given("case")).order_by("-sent_at"),
    "from_body__short_name",
    "to_body__short_name",
    "paper__sign",
    "incoming__number",
    "incoming__register__year",
)


def referrals_of(case: Case, vault: Vault) -> list[tuple[Referral, str]]:
    """Give the notices and referrals of a case, newest first, with the reasons of refusals decrypted."""
    return [(row, vault.open("cases_referral", "reason_ct", row.pk, row.reason_ct)) for row in _REFERRALS(case=case.pk)]


def asked_in(referral: Referral, vault: Vault) -> str:
    """Give what a referral to social assistance asks for; a notice asks for nothing in words."""
    return vault.open("cases_referral", "asked_ct", referral.pk, referral.asked_ct)


def links_of(case: Case) -> list[tuple[Link, Case]]:
    """Give the cases of the same person, or found to be of another one, that are within reach."""
    links = list(Link.objects.filter(Q(one=case.person_id) | Q(other=case.person_id), undone_at__isnull=True))
    others = [link.other_id if link.one_id == case.person_id else link.one_id for link in links]
    cases = {found.person_id: found for found in Case.objects.filter(person_id__in=others)}
    return [(link, cases[other]) for link, other in zip(links, others, strict=True) if other in cases]


def inbox_of(staff: Staff) -> QuerySet[Referral]:
    """The notices that wait for an answer of this body, oldest first."""
    return (
        Referral.objects.filter(to_body_id=staff.body_id, state=ReferralState.SENT)
        .select_related("case", "from_body")
        .order_by("sent_at")
    )


def sent_by(staff: Staff) -> QuerySet[Referral]:
    """The notices of this body that wait for an answer of others, oldest first."""
    return (
        Referral.objects.filter(from_body_id=staff.body_id, state=ReferralState.SENT)
        .select_related("case", "to_body")
        .order_by("sent_at")
    )


FIRST_HOURS = timedelta(hours=24)  # our own mark, not the law's


def urgent_needs_of(staff: Staff, *, most: int) -> list[Case]:
    """Give the open urgent cases that somebody of this body cares for and whose first needs are not all seen to, oldest first."""
    open_needs = cases_of(staff).filter(state__in=OPEN, needs__len__gt=0).exclude(urgency=Urgency.NORMAL)
    return list(open_needs.exclude(needs_met__contains=F("needs")).order_by("received_at")[:most])


_CLOCKS = Kept(Clock.objects.filter(subject_id=given("subject"), ended_at__isnull=True), "body__short_name")


def clocks_of(case: Case) -> list[Clock]:
    """Give the clocks of a case, running ones first, those with the nearest day before those without one."""
    return sorted(
        _CLOCKS(subject=case.subject_id),
        key=lambda clock: (clock.met_at is not None, clock.due_on or date.max, clock.rule_id),
    )


@dataclass(frozen=True)
class Grantee:
    """A body that may reach a case, and what."""

    body_id: UUID
    code: str
    short_name: str
    role: str
    parts: list[str]
    until: datetime | None


def grantees_of(case: Case | Abroad) -> list[Grantee]:
    """Give who may reach a case. Only for those who may themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select b.id, b.code, b.short_name, g.role, g.parts, g.until_at"
            " from vt.grants_of(%s) g join agencies_body b on b.id = g.body_id",
            [case.subject_id],
        )
        return [Grantee(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Cell:
    """One cell of the count of cases: what they have in common, and how many there are."""

    route: str
    sex: str
    age_years: int | None
    age_at_act: int | None
    state: str
    n: int


def count_cases(*, area_id: int, period: Period, as_known_on: datetime | None = None) -> list[Cell]:
    """Count the cases received in a period, under the mandate of whoever asks, not under their grants.

    as_known_on: the moment of knowledge; None is now. Errors: a database error where there is no mandate over the area.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from vt.count_cases(%s, %s, %s, %s)", [area_id, period.first, period.last, as_known_on]
        )
        return [Cell(*row) for row in cursor.fetchall()]


def count_by_place(*, area_id: int, period: Period, as_known_on: datetime | None = None) -> list[tuple[int, str, int]]:
    """Count the same cases by commune of reception and state, under the same mandate."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select place, state, n from vt.count_by_place(%s, %s, %s, %s)",
            [area_id, period.first, period.last, as_known_on],
        )
        return list(cursor.fetchall())


def count_by_receiver(*, area_id: int, period: Period) -> dict[UUID, int]:
    """Count the same cases by the body that received them, under the same mandate."""
    with connection.cursor() as cursor:
        cursor.execute("select body, n from vt.count_by_receiver(%s, %s, %s)", [area_id, period.first, period.last])
        return dict(cursor.fetchall())


def codes_behind(staff: Staff, *, area_id: int, first: date, last: date, **facts: Any) -> list[str]:
    """Give the codes behind a figure that `staff` may see; the figure itself may be greater."""
    inside = within(area_id)
    found = cases_of(staff).filter(
        Q(province_id__in=inside) | Q(place_id__in=inside), received_on__range=(first, last), **facts
    )
    return list(found.values_list("code", flat=True))


def cases_as_known_on(moment: datetime) -> list[Any]:
    """Give the cases within reach as they were known at a moment: rows of history, never of today."""
    return list(
        CaseEvent.objects.filter(pgh_created_at__lte=moment)
        .order_by("pgh_obj_id", "-pgh_created_at", "-pgh_id")
        .distinct("pgh_obj_id")
    )


def decisions_as_known_on(moment: datetime) -> QuerySet[Decision]:
    """Give the decisions within reach that were known at a moment; a decision is never edited, only superseded."""
    return Decision.objects.filter(recorded_at__lte=moment).order_by("case", "-recorded_at")


def cases_of_people(staff: Staff, people: Iterable[UUID]) -> dict[UUID, Case]:
    """Give the case of each person within reach."""
    wanted: Sequence[UUID] = list(people)
    return {case.person_id: case for case in cases_of(staff).filter(person_id__in=wanted).select_related("lead")}


def log_of(case: Case) -> list[dict[str, Any]]:
    """Give who looked at or acted on a case, newest first; only for those who may see it themselves."""
    with connection.cursor() as cursor:
        cursor.execute("select * from vt.log_of(%s)", [case.subject_id])
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [row | {"act_words": act_words(row["act"]), "purpose_words": purpose_words(row["purpose"])} for row in rows]
