"""Closures of support, helpers near the home."""

from dataclasses import dataclass

from vongtay.cases.models import Case
from vongtay.people.vault import Vault
from vongtay.support.models import Closure, Helper
from vongtay.support.states import ClosureState


def closure_now(case: Case) -> Closure | None:
    """Give the closure that holds; None while support goes on."""
    return Closure.objects.filter(case=case, state=ClosureState.APPROVED, reopened_at__isnull=True).first()


def closure_waiting(case: Case) -> Closure | None:
    """Give the closure that waits for approval."""
    return Closure.objects.filter(case=case, state=ClosureState.PROPOSED).first()


@dataclass(frozen=True)
class ClosureShown:
    """A closure with its words."""

    row: Closure
    reason: str
    answer: str
    reopened: str


def closures_of(case: Case, vault: Vault) -> list[ClosureShown]:
    """Give the closures of a case with their words, newest first."""
    rows = Closure.objects.filter(case=case).select_related("body", "decided_by__body", "entered_by__user")

    def read(row: Closure, column: str) -> str:
        return vault.open("support_closure", column, row.pk, getattr(row, column))

    return [
        ClosureShown(row, read(row, "reason_ct"), read(row, "answer_ct"), read(row, "reopened_ct"))
        for row in rows.order_by("-recorded_at")
    ]


def helpers_of(case: Case, vault: Vault) -> list[tuple[Helper, str, str]]:
    """Give the helpers of a case with name and how they are reached; whoever is suspected by now is left out."""
    rows = Helper.objects.filter(case=case).select_related("companion").order_by("-from_on")
    return [
        (row, vault.open("support_helper", "name_ct", row.pk, row.name_ct), vault.open("support_helper", "reach_ct", row.pk, row.reach_ct))
        for row in rows if row.companion is None or not row.companion.is_suspect
    ]  # fmt: skip
