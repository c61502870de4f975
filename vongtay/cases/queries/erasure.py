"""What stands against erasing who a person is, and what was asked and done about it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vongtay.cases.models import Case, Erasure, Hold
from vongtay.cases.states import OPEN
from vongtay.people.models import DataKey
from vongtay.people.vault import Vault
from vongtay.tasks.models import Clock


def erased_at(case: Case) -> datetime | None:
    """Give the moment at which the identity of the person concerned was erased."""
    return DataKey.objects.filter(person_id=case.person_id).values_list("erased_at", flat=True).first()


def why_not_erase(case: Case) -> list[str]:
    """Give the reasons why who the person is can't be erased now; none if it can."""
    reasons = []
    if case.state in OPEN:
        reasons.append(_("The case is open: it is decided first."))
    running = Clock.objects.filter(subject_id=case.subject_id, met_at__isnull=True, ended_at__isnull=True).count()
    if running:
        reasons.append(_("Clocks of this case still run: %(many)s.") % {"many": running})
    if Hold.objects.filter(case=case, lifted_at__isnull=True).exists():
        reasons.append(_("A legal hold stands on this case."))
    if erased_at(case) is not None:
        reasons.append(_("The identity was erased already."))
    return reasons


@dataclass(frozen=True)
class HoldShown:
    """A hold with its reasons decrypted."""

    hold: Hold
    reason: str
    lifted_reason: str


def holds_of(case: Case, vault: Vault) -> list[HoldShown]:
    """Give the legal holds of a case, newest first."""
    rows = Hold.objects.filter(case=case).select_related("placed_by__user", "lifted_by__user").order_by("-placed_at")
    return [
        HoldShown(
            row, vault.open("cases_hold", "reason_ct", row.pk, row.reason_ct),
            vault.open("cases_hold", "lifted_reason_ct", row.pk, row.lifted_reason_ct),
        )
        for row in rows
    ]  # fmt: skip


def erasures_of(case: Case) -> list[Erasure]:
    """Give the requests to erase, newest first."""
    return list(
        Erasure.objects.filter(case=case).select_related("asked_by__user", "done_by__user").order_by("-asked_at")
    )
