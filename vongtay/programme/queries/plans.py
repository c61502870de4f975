"""Reading plans: their tasks with the newest progress and light, who is late, and targets beside what figures say."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from vongtay.common.access import Staff
from vongtay.common.periods import Calendar, Kind, Period
from vongtay.indicators.models import Bound, plain
from vongtay.indicators.queries import Amount, Line, figures_in, lines_of
from vongtay.papers.models import Instrument
from vongtay.papers.states.instruments import AGREEMENTS
from vongtay.programme.models import Judgement, PlanTask, Progress, Target
from vongtay.programme.queries.documents import register_of
from vongtay.programme.states.documents import CONCLUSIONS, Light, WorkState


def work(staff: Staff) -> QuerySet[PlanTask]:
    """The tasks of the plans of one's province, each with its newest progress and light, the nearest day first."""
    noted = Progress.objects.filter(work=OuterRef("pk")).order_by("-on", "-recorded_at")
    judged = Judgement.objects.filter(work=OuterRef("pk")).order_by("-recorded_at")
    rows = _lit(staff).annotate(
        last_text=Subquery(noted.values("text")[:1]), last_on=Subquery(noted.values("on")[:1]), last_percent=Subquery(noted.values("percent")[:1]),
        light_at=Subquery(judged.values("recorded_at")[:1]),
    )  # fmt: skip
    return (
        rows.select_related("plan", "lead", "task")
        .prefetch_related("supports__body")
        .order_by(F("due_on").asc(nulls_last=True), "number", "recorded_at")
    )


def _lit(staff: Staff) -> QuerySet[PlanTask]:
    """The tasks of the plans of one's province, each with its newest light."""
    judged = Judgement.objects.filter(work=OuterRef("pk")).order_by("-recorded_at")
    rows = PlanTask.objects.filter(world=staff.world, province_id=staff.province_id, plan__withdrawn_why="")
    return rows.annotate(light=Subquery(judged.values("light")[:1]))


def light_of(row: PlanTask) -> str:
    """Give the newest light of a task that `work` has read; empty: none yet."""
    return getattr(row, "light", None) or ""


def late_on(day: date) -> Q:
    """The tasks that are open after their day."""
    return Q(state=WorkState.OPEN, due_on__lt=day)


def filters(staff: Staff, day: date) -> dict[str, Q]:
    """Give what the list of tasks may be narrowed to."""
    still = Q(state=WorkState.OPEN)
    return {
        "open": still, "late": late_on(day), "ours": still & Q(lead_id=staff.body_id), "supported": still & Q(supports__body_id=staff.body_id),
        "red": still & Q(light=Light.RED), "amber": still & Q(light=Light.AMBER), "unjudged": still & Q(light__isnull=True),
        "done": Q(state=WorkState.DONE), "dropped": Q(state=WorkState.DROPPED),
    }  # fmt: skip


def counts(staff: Staff, day: date) -> dict[str, int]:
    """Count the tasks by filter, in one query."""
    asked = {name: Count("pk", filter=condition, distinct=True) for name, condition in filters(staff, day).items()}
    return {name: count or 0 for name, count in _lit(staff).aggregate(**asked).items()}


def plans(staff: Staff, day: date, kind: str = "") -> QuerySet[Instrument, Any]:
    """The documents that have tasks or targets, newest first, with how many tasks are open, late and done.

    kind: conclusions, those without a point too, or agreements; anything else narrows nothing.
    """

    def count(condition: Q) -> Any:
        rows = PlanTask.objects.filter(condition, plan=OuterRef("pk")).order_by().values("plan")
        return Subquery(rows.annotate(n=Count("pk")).values("n"))

    has_some = Q(pk__in=PlanTask.objects.filter(world=staff.world).values("plan")) | Q(
        pk__in=Target.objects.filter(world=staff.world, withdrawn_why="").values("plan")
    )
    wanted = {"conclusions": Q(kind__in=CONCLUSIONS), "agreements": has_some & Q(kind__in=AGREEMENTS)}.get(
        kind, has_some
    )
    rows = register_of(staff).filter(wanted).select_related("issued_by")
    return rows.annotate(
        n_open=count(Q(state=WorkState.OPEN)), n_late=count(late_on(day)), n_done=count(Q(state=WorkState.DONE))
    ).order_by(F("year_from").desc(nulls_last=True), F("dated_on").desc(nulls_last=True), "number")


@dataclass(frozen=True)
class Standing:
    """How the tasks of a document stand."""

    open: int
    late: int
    done: int
    dropped: int

    @property
    def all(self) -> int:
        """How many were given."""
        return self.open + self.done + self.dropped

    @property
    def is_complete(self) -> bool:
        """Whether tasks were given and none is open."""
        return self.all > 0 and self.open == 0


def standing_of(document: Instrument, day: date) -> Standing:
    """Count the tasks of a document by how they stand. One query."""
    rows = PlanTask.objects.filter(plan=document)
    found = rows.aggregate(
        open=Count("pk", filter=Q(state=WorkState.OPEN)), late=Count("pk", filter=late_on(day)), done=Count("pk", filter=Q(state=WorkState.DONE)),
        dropped=Count("pk", filter=Q(state=WorkState.DROPPED)),
    )  # fmt: skip
    return Standing(**found)


def work_of(staff: Staff, work_id: UUID) -> PlanTask:
    """One task of a plan. PlanTask.DoesNotExist both when there is none and out of reach."""
    return work(staff).select_related("plan", "lead", "task", "body", "entered_by__user").get(pk=work_id)


def notes_of(row: PlanTask) -> list[Progress]:
    """Give the notes of progress, newest first."""
    return list(
        row.progress.select_related("instrument", "file", "body", "entered_by__user").order_by("-on", "-recorded_at")
    )


def judgements_of(row: PlanTask) -> list[Judgement]:
    """Give the lights of a task, newest first."""
    return list(row.judgements.select_related("judged_by__user", "body").order_by("-recorded_at"))


@dataclass(frozen=True)
class Reached:
    """A target beside what the figures of its area and period add up to."""

    target: Target
    line: Line | None

    @property
    def amount(self) -> Amount | None:
        """What figures say; None where nothing could be added."""
        return self.line.total if self.line else None

    @property
    def low(self) -> Decimal | None:
        """The number of what figures say, to be shown."""
        return plain(self.amount.value) if self.amount else None

    @property
    def high(self) -> Decimal | None:
        """The upper end of a range of what figures say, to be shown."""
        return plain(self.amount.value_high) if self.amount else None

    @property
    def state(self) -> str:
        """reached, missing, unsure (the bound of the sum leaves it open) or unknown (no figure)."""
        amount = self.amount
        if amount is None:
            return "unknown"
        value, low, high = self.target.value, amount.low, amount.high
        if self.target.bound == Bound.AT_MOST:
            return "missing" if low > value else "reached" if high is not None and high <= value else "unsure"
        if amount.bound == Bound.ABOUT:
            return "unsure" if low < value else "reached"
        return "reached" if low >= value else "missing" if high is not None and high < value else "unsure"


def schemes(staff: Staff) -> QuerySet[Instrument]:
    """The documents that plan for several years, the newest first."""
    return register_of(staff).filter(year_to__gt=F("year_from")).order_by("-year_from", "-dated_on", "normal", "id")


def targets_of(staff: Staff, plan: Instrument, as_known_on: datetime | None = None) -> list[Reached]:
    """Give the targets of a plan beside their figures: one query for each area and period among them."""
    return _beside_figures(staff, Target.objects.filter(plan=plan), as_known_on)


def targets_of_years(staff: Staff, scheme: Instrument, as_known_on: datetime | None = None) -> list[Reached]:
    """Give the targets of the yearly plans under a scheme of several years, by indicator and year, beside their figures."""
    if scheme.year_from is None or scheme.year_from == scheme.year_to:
        return []
    yearly = Target.objects.filter(plan__parent=scheme, plan__withdrawn_why="", plan__year_from=F("plan__year_to"))
    return sorted(
        _beside_figures(staff, yearly, as_known_on), key=lambda one: (one.target.indicator_id, one.target.first_on)
    )


def _beside_figures(staff: Staff, rows: QuerySet[Target], as_known_on: datetime | None = None) -> list[Reached]:
    still = Q(withdrawn_at__isnull=True)
    if as_known_on is not None:
        still = Q(recorded_at__lte=as_known_on) & (still | Q(withdrawn_at__gt=as_known_on))
    targets = list(
        rows.filter(still)
        .select_related("indicator", "area", "plan")
        .order_by("first_on", "indicator_id", "recorded_at")
    )
    groups: dict[tuple[int, date, date], set[str]] = defaultdict(set)
    for target in targets:
        groups[target.area_id, target.first_on, target.last_on].add(target.indicator_id)
    lines: dict[tuple[int, date, date, str], Line] = {}
    for (area_id, first, last), codes in groups.items():
        period = Period(first, last, Calendar.STATISTICAL, Kind.CUSTOM)
        found = figures_in(staff, area_id=area_id, period=period, as_known_on=as_known_on).filter(indicator__in=codes)
        for line in lines_of(list(found), period):
            lines[area_id, first, last, line.indicator.code] = line
    return [Reached(one, lines.get((one.area_id, one.first_on, one.last_on, one.indicator_id))) for one in targets]


def target_of(staff: Staff, target_id: UUID) -> Target:
    """One target that stands. Target.DoesNotExist both when there is none and out of reach."""
    mine = Target.objects.filter(world=staff.world, province_id=staff.province_id, withdrawn_why="")
    return mine.select_related("plan", "indicator").get(pk=target_id)
