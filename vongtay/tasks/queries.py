"""Reading clocks, tasks, absences, escalations and reminders. The database gives only what the asking post may reach."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Post
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam, today
from vongtay.law import queries as law
from vongtay.law.clock import Due
from vongtay.law.clock import Pause as Standstill
from vongtay.tasks import ladder
from vongtay.tasks.models import Absence, Clock, Escalation, LadderVersion, Mailing, Pause, Reminder, Round, Task
from vongtay.tasks.rules import Face, face_of
from vongtay.tasks.states import MailState, TaskState

MOST = 200


def running(staff: Staff) -> QuerySet[Clock]:
    """The clocks that this post's body must meet, paused ones too."""
    return Clock.objects.filter(body_id=staff.body_id, world=staff.world, met_at__isnull=True, ended_at__isnull=True)


def running_of(staff: Staff) -> list[Clock]:
    """Give the clocks that this post's body must meet, the nearest day first; those without a day last."""
    return list(running(staff).order_by("due_on", "started_at")[:MOST])


def faces(clocks: Iterable[Clock], day: date) -> list[Face]:
    """Give clocks as a page shows them; one query for all pauses."""
    shown = list(clocks)
    paused = [clock.id for clock in shown if clock.paused_at]
    open_ones = Pause.objects.filter(clock__in=paused, resumed_at__isnull=True) if paused else ()
    pauses = {pause.clock_id: pause for pause in open_ones}
    return [face_of(clock, day, pauses.get(clock.id)) for clock in shown]


def pauses_of(clock: Clock) -> list[Standstill]:
    """Give the times in which a clock stood still and that are over."""
    return _pauses([clock])[clock.id]


def _pauses(clocks: Iterable[Clock]) -> dict[UUID, list[Standstill]]:
    found: dict[UUID, list[Standstill]] = defaultdict(list)
    for pause in Pause.objects.filter(clock__in=list(clocks), resumed_at__isnull=False).order_by("paused_at"):
        if pause.resumed_at is not None:
            found[pause.clock_id].append(Standstill(pause.paused_at, pause.resumed_at))
    return found


def due_of(clock: Clock, pauses: Sequence[Standstill]) -> Due | None:
    """Count a clock by the law and calendar of today; None for the custom of a body, which has no rule."""
    rule = law.rules_as_installed([(clock.rule_id, clock.started_at)]).get((clock.rule_id, clock.started_at))
    return None if rule is None else law.due(rule, clock.started_at, pauses=pauses)


def dues_of(clocks: Sequence[Clock]) -> dict[UUID, Due]:
    """Count many clocks by the law and calendar of today, in three queries."""
    rules = law.rules_as_installed((clock.rule_id, clock.started_at) for clock in clocks)
    pauses, calendar = _pauses(clocks), law.calendar()
    return {
        clock.id: law.due(rule, clock.started_at, pauses=pauses[clock.id], by=calendar)
        for clock in clocks
        if (rule := rules.get((clock.rule_id, clock.started_at))) is not None
    }


@dataclass(frozen=True)
class Change:
    """A clock whose day would be another one if it were counted now."""

    clock: Clock
    title: str
    before: date | None
    due: Due

    @property
    def after(self) -> date | None:
        """The day that it would have."""
        return self.due.on

    @property
    def mark(self) -> str:
        """What the page sends back: the clock and the day that was shown."""
        return f"{self.clock.id}:{self.after.isoformat() if self.after else ''}"


def changes(staff: Staff) -> list[Change]:
    """Give the running clocks of one's body whose day differs from what law and calendar of today give."""
    clocks = list(running(staff))
    dues = dues_of(clocks)
    found = []
    for clock in clocks:
        due = dues.get(clock.id)
        if due is not None and (due.on, due.at) != (clock.due_on, clock.due_at) and not clock.paused_at:
            found.append(Change(clock, law.title_of(clock.rule_id), clock.due_on, due))
    return found


def open_tasks(staff: Staff) -> QuerySet[Task]:
    """The open tasks of this post, of those whom it stands in for, and of nobody in particular in its body."""
    now = today()
    away = Absence.objects.filter(deputy_id=staff.post_id, ended_at__isnull=True, first_on__lte=now, last_on__gte=now)
    mine = Q(post_id=staff.post_id) | Q(post_id__in=away.values("post_id")) | Q(post_id__isnull=True)
    return tasks_of_body(staff).filter(mine, state=TaskState.OPEN)


def tasks_of_body(staff: Staff) -> QuerySet[Task]:
    """All the tasks that this post's body is to do, the nearest day first."""
    related = Task.objects.filter(body_id=staff.body_id, world=staff.world)
    return related.select_related("post__user", "from_body", "body").order_by(
        F("due_on").asc(nulls_last=True), "recorded_at"
    )


def tasks_given_by(staff: Staff) -> QuerySet[Task]:
    """The open tasks that this post's body gave to others, oldest first."""
    given = Task.objects.filter(from_body_id=staff.body_id, world=staff.world, state=TaskState.OPEN)
    return (
        given.exclude(body_id=staff.body_id).select_related("body", "post__user", "from_body").order_by("recorded_at")
    )


def tasks_on(subject_id: UUID) -> QuerySet[Task]:
    """The tasks of one file, open ones first."""
    found = Task.objects.filter(subject_id=subject_id).select_related(
        "body", "post__user", "from_body", "closed_by__user"
    )
    return found.order_by(F("closed_at").asc(nulls_first=True), F("due_on").asc(nulls_last=True))


def owed_to(staff: Staff, subjects: QuerySet[Any, Any]) -> QuerySet[Clock]:
    """The clocks that other bodies must meet in the files named, the longest running first."""
    owed = Clock.objects.filter(subject_id__in=subjects, world=staff.world, met_at__isnull=True, ended_at__isnull=True)
    return owed.exclude(body_id=staff.body_id).exclude(body__isnull=True).select_related("body").order_by("started_at")


def absences_of(staff: Staff, day: date) -> QuerySet[Absence]:
    """The absences in one's body that are not over."""
    found = Absence.objects.filter(body_id=staff.body_id, ended_at__isnull=True, last_on__gte=day)
    return found.select_related("post__user", "deputy__user", "entered_by__user").order_by("first_on")


def standing_in(staff: Staff) -> list[Absence]:
    """Give the absences of today for which this post stands in."""
    now = today()
    live = Absence.objects.filter(deputy_id=staff.post_id, ended_at__isnull=True, first_on__lte=now, last_on__gte=now)
    return list(live.select_related("post__user"))


def posts_here(staff: Staff, day: date) -> QuerySet[Post]:
    """The posts of people in one's body on a day."""
    held = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    here = Post.objects.filter(held, body_id=staff.body_id, world=staff.world, user__isnull=False)
    return here.select_related("user").order_by("user__full_name")


@dataclass(frozen=True)
class Told:
    """What the ladder told this post: clocks that it may reach, and counts of those that it may not."""

    clocks: list[tuple[Escalation, str]]
    elsewhere: list[tuple[Body, int]]


def told_to(staff: Staff) -> Told:
    """Give the late clocks that were told to this post, the latest first, each once."""
    live = Escalation.objects.filter(
        to_body_id=staff.body_id, world=staff.world, clock__met_at__isnull=True, clock__ended_at__isnull=True, clock__paused_at__isnull=True
    )  # fmt: skip
    own = live.exclude(step="body").select_related("clock", "late_body").order_by("clock__due_on", "-late_days")
    once = {escalation.clock_id: escalation for escalation in own[:MOST]}
    with connection.cursor() as cursor:
        cursor.execute("select late_body_id, n from vt.escalated_elsewhere()")
        counts = dict(cursor.fetchall())
    bodies = Body.objects.filter(pk__in=counts).order_by("sort_key") if counts else ()
    return Told(
        [(each, law.title_of(each.clock.rule_id)) for each in once.values()],
        [(body, counts[body.id]) for body in bodies],
    )


def mailing_of(staff: Staff) -> Mailing | None:
    """Give what somebody chose about reminders."""
    return Mailing.objects.filter(user_id=staff.account).first()


def outbox(world: str) -> QuerySet[Reminder]:
    """The reminders, newest first."""
    return Reminder.objects.filter(world=world).select_related("user").order_by("-on", "-recorded_at")


@dataclass(frozen=True)
class Lateness:
    """How one body kept its limits in a period: counts alone. median_days: from start to done, of those done. Of the country: a province, without a body."""

    body_id: UUID | None
    body_name: str
    in_time: int
    late: int
    open_late: int
    open: int
    paused: int
    median_days: Decimal | None


def lateness(
    *, area_id: int, first: date, last: date, as_known_on: datetime | None = None, with_median: bool = True
) -> list[Lateness]:
    """Count how bodies kept the limits of clocks that started in a period, under the mandate of whoever asks.

    as_known_on: what was known then, and late by then; None is now. with_median: False where it is not shown: it sorts all clocks of the period.

    Errors: a database error where there is no mandate over the area.
    """
    with connection.cursor() as cursor:
        day = day_in_vietnam(as_known_on) if as_known_on else today()
        cursor.execute(
            "select * from vt.lateness(%s, %s, %s, %s, %s, %s)", [area_id, first, last, day, as_known_on, with_median]
        )
        return [Lateness(*row) for row in cursor.fetchall()]


MAIL_STATES = frozenset(state.value for state in MailState)


def outbox_chips(world: str, chosen: str) -> list[dict[str, object]]:
    """Give the filters of the outbox: each state that occurs, with its count."""
    counts = dict(Reminder.objects.filter(world=world).order_by().values_list("state").annotate(n=Count("pk")))
    whole = {"label": _("All"), "url": "?", "is_on": not chosen, "count": sum(counts.values())}
    states = [state for state in MailState if state in counts or state == chosen]
    return [
        whole,
        *({"label": s.label, "url": f"?state={s}", "is_on": s == chosen, "count": counts.get(s, 0)} for s in states),
    ]


@dataclass(frozen=True)
class LadderNow:
    """The ladder that holds; `number` 0 and no version while nobody has changed that of the file."""

    ladder: ladder.Ladder
    number: int = 0
    version: LadderVersion | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether the steps are those of the file."""
        return self.version is None or not self.version.steps


def ladder_versions(world: str) -> QuerySet[LadderVersion]:
    """The versions of the ladder, newest first."""
    return LadderVersion.objects.filter(world=world).select_related("changed_by__user").order_by("-number")


def ladder_now(world: str) -> LadderNow:
    """Give the ladder that holds: the newest version, or the file; the table of bodies above is always that of the file."""
    version, shipped = ladder_versions(world).first(), ladder.shipped()
    if version is None or not version.steps:
        return LadderNow(shipped, version.number if version else 0, version)
    return LadderNow(ladder.built(version.steps, shipped.upper), version.number, version)


def had_round(*, job: str, before: date, world: str) -> bool:
    """Say whether a daily job was ever done for a day before this one."""
    return Round.objects.filter(world=world, job=job, on__lt=before).exists()
