"""Starting, meeting, pausing and counting anew. The law's data say which event starts which clock; without a limit no date is computed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, WrongState, may
from vongtay.common.days import day_in_vietnam
from vongtay.law import queries as law
from vongtay.law.clock import Due
from vongtay.law.clock import Pause as Standstill
from vongtay.law.shapes import Rule
from vongtay.tasks import queries
from vongtay.tasks.models import Clock, Pause
from vongtay.tasks.permissions import RULES, Act
from vongtay.tasks.rules import settled_by_default
from vongtay.tasks.states import ENDS, LEFT_ROUTE, PauseReason, Settling


class File(Protocol):
    """What a clock must know of the file it belongs to."""

    subject_id: UUID
    code: str
    world: str
    route: str


def on_event(
    *, case_of: File, event: str, at: datetime, body_id: UUID | None, facts: Mapping[str, bool] | None = None
) -> list[Clock]:
    """Note an event of a file: meet the clocks that it fulfils, start those that it starts. Gives the started ones.

    facts: conditions of the law's vocabulary that are known of the file; an unknown one does not leave a rule out.
    """
    live = list(Clock.objects.filter(subject_id=case_of.subject_id, ended_at__isnull=True).values_list("id", "rule_id"))
    met_by = set(law.rules_met_by(route=case_of.route, event=event))
    if met := [pk for pk, rule_id in live if rule_id in met_by]:
        _meet(Clock.objects.filter(pk__in=met, ended_at__isnull=True, met_at__isnull=True), at)
    book, known = law.book(), {rule_id for _pk, rule_id in live}
    day = day_in_vietnam(at)
    rules = law.rules_started_by(route=case_of.route, event=event, on=day, facts=facts or {}, by=book)
    return Clock.objects.bulk_create(
        _drawn(case_of, rule, law.due(rule, at, by=book.calendar), at, body_id)
        for rule in rules
        if rule.id not in known
    )


def _drawn(file: File, rule: Rule, due: Due, at: datetime, body_id: UUID | None) -> Clock:
    return Clock(
        subject_id=file.subject_id, world=file.world, body_id=body_id, label=file.code, rule_id=rule.id,
        article=due.article or "", started_at=at, due_on=due.on, due_at=due.at, reading=due.reading, unit=due.unit or "",
    )  # fmt: skip


def start_clock(*, case_of: File, rule: Rule, at: datetime, body_id: UUID | None) -> Clock:
    """Start the clock of one thing asked for in a file, which may be asked for again: an event would start it only once."""
    clock = _drawn(case_of, rule, law.due(rule, at), at, body_id)
    clock.save(force_insert=True)
    return clock


def meet_clock(*, clock: Clock, at: datetime) -> None:
    """Meet the clock of one thing that was asked for."""
    _meet(Clock.objects.filter(pk=clock.pk, met_at__isnull=True), at)


def _meet(clocks: QuerySet[Clock], at: datetime) -> None:
    """Meet clocks; what is done no longer stands still, whatever its pause waited for."""
    Pause.objects.filter(clock__in=clocks.filter(paused_at__isnull=False), resumed_at__isnull=True).update(
        resumed_at=Greatest(F("paused_at"), Value(at)), due_after=F("due_before"), over_recorded_at=timezone.now()
    )
    clocks.update(met_at=at, met_recorded_at=timezone.now(), paused_at=None)


def settle(*, case_of: File, wishes: Mapping[UUID, Settling] | None = None) -> int:
    """End the clocks that still run once a file is decided, but those that somebody wishes to go on. Gives how many.

    wishes: what was chosen for single clocks; the others end because they are no longer needed. What was applied for by a form is
    answered whatever the decision: its clock goes on unless somebody ends it.
    """
    chosen = wishes or {}
    ended = 0
    for clock in Clock.objects.select_for_update(of=("self",)).filter(
        subject_id=case_of.subject_id, met_at__isnull=True, ended_at__isnull=True
    ):
        wish = chosen.get(clock.id, settled_by_default(clock))
        if wish in ENDS:
            _stop(clock, wish)
            ended += 1
    return ended


def leave_route(*, case_of: File, route: str) -> int:
    """End the running clocks of a route that a file has left; why stands with the act that left it. Gives how many."""
    ids = [rule.id for rule in law.rules_of_route(route)]
    running = Clock.objects.select_for_update(of=("self",)).filter(
        subject_id=case_of.subject_id, rule_id__in=ids, met_at__isnull=True, ended_at__isnull=True
    )
    clocks = list(running)
    for clock in clocks:
        _stop(clock, LEFT_ROUTE)
    return len(clocks)


def _stop(clock: Clock, reason: str) -> None:
    if clock.paused_at is not None:
        Pause.objects.filter(clock=clock, resumed_at__isnull=True).update(
            resumed_at=timezone.now(), due_after=clock.due_on, over_recorded_at=timezone.now()
        )
    clock.ended_at, clock.ended_reason, clock.paused_at = timezone.now(), reason, None
    clock.save(update_fields=["ended_at", "ended_reason", "paused_at"])


def _locked(clock: Clock) -> Clock:
    return Clock.objects.select_for_update(of=("self",)).get(pk=clock.pk)


@transaction.atomic
def pause(*, clock: Clock, at: datetime, reason: PauseReason, basis: str, by: Staff) -> Pause:
    """Let a clock stand still from a moment on. The caller has checked who may.

    Errors: WrongState for one that does not run, has no day or is late already; Refused for a moment that can't be.
    """
    clock = _locked(clock)
    if clock.met_at or clock.ended_at or clock.paused_at:
        raise WrongState(_("This clock does not run, so it can't be paused."))
    if clock.due_on is None:
        raise WrongState(_("This clock has no due day, so there is nothing to pause."))
    if at > timezone.now():
        raise Refused(_("The pause lies in the future."))
    if at < clock.started_at:
        raise Refused(_("The pause lies before the start of the clock."))
    if day_in_vietnam(at) > clock.due_on or (clock.due_at and at > clock.due_at):
        raise Refused(_("The due day has passed: a clock that is late can't be paused any more."))
    if Pause.objects.filter(clock=clock, resumed_at__gt=at).exists():
        raise Refused(_("The pause overlaps an earlier one."))
    made = Pause(
        subject_id=clock.subject_id, clock=clock, paused_at=at, paused_by_id=by.post_id, reason=reason, basis=basis.strip(),
        due_before=clock.due_on,
    )  # fmt: skip
    made.save(force_insert=True)
    clock.paused_at = at
    clock.save(update_fields=["paused_at"])
    audit.record(
        Act.PAUSE,
        by=by,
        subject_id=clock.subject_id,
        details={"rule": clock.rule_id, "reason": reason, "due": _iso(clock)},
    )
    return made


@transaction.atomic
def resume(*, clock: Clock, at: datetime, by: Staff) -> Pause:
    """Let a clock run again; its day moves by the time that it stood still, in the unit of its rule."""
    clock = _locked(clock)
    held = Pause.objects.select_for_update(of=("self",)).filter(clock=clock, resumed_at__isnull=True).first()
    if held is None or clock.paused_at is None:
        raise Stale(_("This clock runs again already."))
    if at > timezone.now():
        raise Refused(_("The end of the pause lies in the future."))
    if at < held.paused_at:
        raise Refused(_("A clock can't run again before it was paused."))
    held.resumed_at, held.resumed_by_id, clock.paused_at = at, by.post_id, None
    before = _iso(clock)
    due = queries.due_of(clock, [*queries.pauses_of(clock), Standstill(held.paused_at, at)])
    if due is not None and due.on is not None:
        _set(clock, due)
    held.due_after, held.over_recorded_at = clock.due_on, timezone.now()
    held.save()
    clock.save(update_fields=["due_on", "due_at", "paused_at", "article", "reading", "unit"])
    audit.record(
        Act.RESUME,
        by=by,
        subject_id=clock.subject_id,
        details={"rule": clock.rule_id, "before": before, "after": _iso(clock)},
    )
    return held


def _set(clock: Clock, due: Due) -> None:
    clock.due_on, clock.due_at, clock.reading, clock.unit = due.on, due.at, due.reading, due.unit or ""
    clock.article = due.article or ""


def _iso(clock: Clock) -> str:
    return clock.due_on.isoformat() if clock.due_on else ""


@transaction.atomic
def recount(*, wanted: set[str], by: Staff) -> list[queries.Change]:
    """Count clocks of one's body anew by the law and calendar of today; each change is logged with both days.

    wanted: the marks of the changes that were shown and chosen. Errors: Stale when one of them would now come out otherwise.
    """
    if not may(RULES, Act.RECOUNT, by):
        raise NotAllowed(_("Your post may not count clocks anew."))
    if not wanted:
        raise Refused(_("Choose at least one clock."))
    list(queries.running(by).select_for_update(of=("self",)))
    found = {change.mark: change for change in queries.changes(by)}
    if missing := wanted - set(found):
        raise Stale(_("%(n)d of the days shown have changed meanwhile. Look again.") % {"n": len(missing)})
    done = [found[mark] for mark in sorted(wanted)]
    for change in done:
        _set(change.clock, change.due)
        change.clock.save(update_fields=["due_on", "due_at", "reading", "unit", "article"])
        audit.record(
            Act.RECOUNT, by=by, subject_id=change.clock.subject_id,
            details={"rule": change.clock.rule_id, "before": change.before.isoformat() if change.before else "", "after": _iso(change.clock)},
        )  # fmt: skip
    return done
