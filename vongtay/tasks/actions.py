"""Starting and meeting clocks. The law's data say which event starts which; without a limit no date is computed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils import timezone

from vongtay.common.days import day_in_vietnam
from vongtay.law import queries as law
from vongtay.tasks.models import Clock


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
    live = Clock.objects.filter(subject_id=case_of.subject_id, ended_at__isnull=True)
    live.filter(rule_id__in=law.rules_met_by(route=case_of.route, event=event), met_at__isnull=True).update(met_at=at)
    known = set(live.values_list("rule_id", flat=True))
    clocks = []
    for rule in law.rules_started_by(route=case_of.route, event=event, on=day_in_vietnam(at), facts=facts or {}):
        if rule.id in known:
            continue
        due = law.due(rule, at)
        clocks.append(
            Clock(
                subject_id=case_of.subject_id,
                world=case_of.world,
                body_id=body_id,
                label=case_of.code,
                rule_id=rule.id,
                article=due.article or "",
                started_at=at,
                due_on=due.on,
                due_at=due.at,
                reading=due.reading,
            )
        )
    return Clock.objects.bulk_create(clocks)


def settle(*, case_of: File) -> int:
    """End the clocks that still run once a file is decided: what they waited for has fallen away. Gives how many."""
    running = Clock.objects.filter(subject_id=case_of.subject_id, met_at__isnull=True, ended_at__isnull=True)
    return running.update(ended_at=timezone.now())
