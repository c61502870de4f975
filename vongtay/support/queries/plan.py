"""Reading plans, comparing their versions, and conferences."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from vongtay.agencies.models import Body
from vongtay.agencies.queries import at_work_on
from vongtay.cases.models import Case
from vongtay.common.access import Staff, may
from vongtay.common.days import format_day, today
from vongtay.people.vault import Vault
from vongtay.support.models import Agreed, Conference, Goal, Measure, Plan
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import UNDER_WAY, Difference, Domain, PlanState


@dataclass(frozen=True)
class Item:
    """Something that a body is to do, readable: a measure of a plan or a decision of a conference."""

    row: Measure | Agreed
    text: str
    note: str
    may_settle: bool

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it is still to be done."""
        return self.row.is_open and self.row.due_on is not None and self.row.due_on < today()


@dataclass(frozen=True)
class Target:
    """A goal, readable, with its measures."""

    row: Goal
    text: str
    measures: list[Item]


@dataclass(frozen=True)
class Read:
    """One version of a plan, readable."""

    plan: Plan
    wishes: str
    returned: str
    goals: list[Target]


def _item(vault: Vault, row: Measure | Agreed, staff: Staff | None) -> Item:
    table = row._meta.db_table
    texts = [vault.open(table, column, row.pk, getattr(row, column)) for column in ("text_ct", "settled_ct")]
    return Item(
        row, texts[0], texts[1], may_settle=staff is not None and row.is_open and may(RULES, Act.SETTLE, staff, row)
    )


def words_of(row: Measure | Agreed, vault: Vault) -> str:
    """Give what is to be done, in its own words, with the body that does it."""
    text = vault.open(row._meta.db_table, "text_ct", row.pk, row.text_ct)
    return f"{text} ({row.body.short_name})"


def read_plan(plan: Plan, vault: Vault, staff: Staff | None = None) -> Read:
    """Read one version: goals in the order of the domains, each with its measures. Two queries."""
    measures = defaultdict(list)
    for row in plan.measures.select_related("body", "task").order_by("place"):
        row.plan = plan
        measures[row.goal_id].append(_item(vault, row, staff))
    order = list(Domain.values)
    goals = [
        Target(goal, vault.open("support_goal", "text_ct", goal.pk, goal.text_ct), measures[goal.pk])
        for goal in sorted(plan.goals.all(), key=lambda one: (order.index(one.domain), one.place))
    ]
    wishes = vault.open("support_plan", "wishes_ct", plan.pk, plan.wishes_ct)
    return Read(plan, wishes, vault.open("support_plan", "returned_ct", plan.pk, plan.returned_ct), goals)


def plans_of(case: Case) -> list[Plan]:
    """Give the versions of the plan of a case, the newest first."""
    related = (
        "case",
        "entered_by__user",
        "proposed_by__user",
        "approved_by__user",
        "returned_by__user",
        "approving_body",
    )
    return list(Plan.objects.filter(case=case).select_related(*related).order_by("-version_number"))


def in_force(plans: Iterable[Plan]) -> Plan | None:
    """Give the version that holds: the one approved last."""
    return next((plan for plan in plans if plan.state == PlanState.APPROVED), None)


def under_way(plans: Iterable[Plan]) -> Plan | None:
    """Give the version that is being drafted or waits for approval."""
    return next((plan for plan in plans if plan.state in UNDER_WAY), None)


@dataclass(frozen=True)
class Pair:
    """One line of two versions side by side."""

    what: str
    is_goal: bool
    before: str
    after: str
    difference: Difference


def compare(one: Read, other: Read) -> list[Pair]:
    """Compare two versions, the older first: what was added, changed, left out. Goals stand with their measures."""
    pairs = [_pair("", one.wishes, other.wishes, is_goal=False)] if one.wishes or other.wishes else []
    before = {target.row.line: target for target in one.goals}
    after = {target.row.line: target for target in other.goals}
    was, becomes = _measures(one), _measures(other)
    for line in dict.fromkeys([*before, *after]):
        old, new = before.get(line), after.get(line)
        found = new or old
        label = str(Domain(found.row.domain).label) if found else ""
        pairs.append(_pair(label, _goal_words(old), _goal_words(new), is_goal=True))
        lines = [item.row.line for target in (old, new) if target for item in target.measures]  # type: ignore[union-attr]  # measures alone
        pairs += [
            _pair(label, was.get(each, ""), becomes.get(each, ""), is_goal=False) for each in dict.fromkeys(lines)
        ]
    return pairs


def _pair(what: str, before: str, after: str, *, is_goal: bool) -> Pair:
    if before == after:
        return Pair(what, is_goal, before, after, Difference.SAME)
    difference = Difference.ADDED if not before else Difference.LEFT_OUT if not after else Difference.CHANGED
    return Pair(what, is_goal, before, after, difference)


def _goal_words(target: Target | None) -> str:
    return f"{Domain(target.row.domain).label}: {target.text}" if target else ""


def _measures(read: Read) -> dict[UUID, str]:
    found = {}
    for target in read.goals:
        for item in target.measures:
            due = f" ({format_day(item.row.due_on)})" if item.row.due_on else ""
            found[item.row.line] = f"{item.text} · {item.row.body.short_name}{due}"  # type: ignore[union-attr]  # measures alone
    return found


@dataclass(frozen=True)
class Held:
    """A conference, readable: who took part, what was said, what was decided."""

    row: Conference
    said: str
    bodies: list[Body]
    decisions: list[Item]

    @property
    def open_ones(self) -> int:
        """How many of its decisions are still to be done."""
        return sum(item.row.is_open for item in self.decisions)


def conferences_of(case: Case, vault: Vault, staff: Staff) -> list[Held]:
    """Give the conferences of a case, the newest first, decisions by body. Three queries."""
    related = ("entered_by__user", "acted_by_body", "paper")
    rows = list(
        Conference.objects.filter(case=case)
        .select_related(*related)
        .prefetch_related("seats__body")
        .order_by("-held_on", "-recorded_at")
    )
    items = defaultdict(list)
    found = Agreed.objects.filter(conference__in=rows).select_related("body", "task") if rows else Agreed.objects.none()
    by_key = {row.pk: row for row in rows}
    for agreed in found.order_by("body__sort_key", "place"):
        agreed.conference = by_key[agreed.conference_id]
        agreed.conference.case = case
        items[agreed.conference_id].append(_item(vault, agreed, staff))
    held = []
    for row in rows:
        said = vault.open("support_conference", "said_ct", row.pk, row.said_ct)
        bodies = sorted((seat.body for seat in row.seats.all()), key=lambda body: body.sort_key)
        held.append(Held(row, said, bodies, items[row.pk]))
    return held


def bodies_that_help(case: Case, staff: Staff, day: date) -> QuerySet[Body]:
    """The bodies that may be given something to do: those that share the case, and those of the province that work on paper."""
    found = Body.objects.filter(pk__in=case.bodies) | Body.objects.filter(
        at_work_on(day), province_id=staff.province_id, signs_in=False
    )
    return found.order_by("sort_key")
