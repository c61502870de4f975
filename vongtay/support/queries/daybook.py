"""What is written in somebody's book: only what the part of the asker opens."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from vongtay.cases.models import Case
from vongtay.people.vault import Vault
from vongtay.support.lodgings import Lodging
from vongtay.support.models import Belonging, DayNote, Incident

Opened = dict[str, str]


@dataclass(frozen=True)
class Book:
    """The book of one lodging: rows with their texts, newest first."""

    notes: list[tuple[DayNote, Opened]]
    belongings: list[tuple[Belonging, Opened]]
    incidents: list[tuple[Incident, Opened]]


def book_of(case: Case, lodging: Lodging, vault: Vault) -> Book:
    """Give the book of a lodging; none for who does not reach shelters, medical notes for who reaches health."""
    ids = lodging.ids
    notes = (
        DayNote.objects.filter(case=case, stay_id__in=ids)
        .select_related("entered_by__user")
        .order_by("-on", "-recorded_at")
    )
    things = Belonging.objects.filter(case=case, stay_id__in=ids).order_by("-received_on", "-recorded_at")
    incidents = (
        Incident.objects.filter(case=case, stay_id__in=ids).select_related("entered_by__user").order_by("-happened_at")
    )
    return Book(
        [(row, _opener(vault, "support_daynote", row)("words")) for row in notes],
        [(row, _opener(vault, "support_belonging", row)(*THINGS)) for row in things],
        [(row, _opener(vault, "support_incident", row)("what", "told")) for row in incidents],
    )


THINGS = ("list", "received_by", "witness", "back_to", "back_witness")


def receipt_of(case: Case, belonging_id: UUID, vault: Vault) -> tuple[Belonging, Opened]:
    """Give one receipt with its texts. Errors: Belonging.DoesNotExist where it is out of reach."""
    row = Belonging.objects.select_related("case").get(pk=belonging_id, case=case)
    return row, _opener(vault, "support_belonging", row)(*THINGS)


def _opener(vault: Vault, table: str, row: DayNote | Belonging | Incident) -> Callable[..., Opened]:
    def read(*names: str) -> Opened:
        return {name: vault.open(table, f"{name}_ct", row.pk, getattr(row, f"{name}_ct")) for name in names}

    return read
