"""Starting and meeting clocks. The law's data say which event starts which; without a limit no date is computed."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils import timezone

from vongtay.law import queries as law
from vongtay.tasks.models import Clock


class File(Protocol):
    """What a clock must know of the file it belongs to."""

    subject_id: UUID
    code: str
    world: str
    route: str
    regime: str


def on_event(*, case_of: File, event: str, at: datetime, body_id: UUID | None) -> list[Clock]:
    """Start the clocks that this event starts under the file's law and route. Those already running stay as they are."""
    running = set(Clock.objects.filter(subject_id=case_of.subject_id, ended_at__isnull=True).values_list("rule_id", flat=True))
    clocks = []
    for rule in law.rules_started_by(regime=case_of.regime, route=case_of.route, event=event):
        if rule.id in running:
            continue
        due = law.due(rule, at)
        clocks.append(
            Clock(
                subject_id=case_of.subject_id, world=case_of.world, body_id=body_id, label=case_of.code, rule_id=rule.id,
                article=due.article, started_at=at, due_on=due.on, due_at=due.at, reading=due.reading,
            )  # fmt: skip
        )
    return Clock.objects.bulk_create(clocks)


def meet(*, case_of: File, step: str, at: datetime) -> int:
    """Mark the clocks of a step as met. Gives how many ran."""
    rules = [rule.id for rule in law.rules_met_by(regime=case_of.regime, route=case_of.route, step=step)]
    return Clock.objects.filter(
        subject_id=case_of.subject_id, rule_id__in=rules, met_at__isnull=True, ended_at__isnull=True
    ).update(met_at=at)


def end_all(*, case_of: File) -> int:
    """End the clocks that still run when a file is closed. Gives how many."""
    return Clock.objects.filter(subject_id=case_of.subject_id, met_at__isnull=True, ended_at__isnull=True).update(ended_at=timezone.now())
