"""The ledger of one person: what the law says on a day, the norm of that day, the rows, and sums that come from rows alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from vongtay.cases.models import Case, Help
from vongtay.cases.states import OPEN, State
from vongtay.common.access import Staff
from vongtay.law import queries as law
from vongtay.people.vault import Vault
from vongtay.support.models import Application, LedgerEntry, Norm, Ruling
from vongtay.support.queries.entitlements import beneficiary_in, is_over_age
from vongtay.support.rules import Due


def state_on(case: Case, day: date) -> State:
    """Give the state of a case on a day: before the decision the person was under identification."""
    state = State(case.state)
    if state in OPEN or case.decided_on is None or day >= case.decided_on:
        return state
    return State.VERIFYING


def due_on(case: Case, regime: str, day: date) -> Due:
    """Give what the law in force on a day, or else the newest decision of a person, says for a regime."""
    beneficiary = beneficiary_in(case, state_on(case, day))
    if beneficiary is None:
        return Due(None, "")
    cell = law.entitlement(law=law.regime_on(day), beneficiary=beneficiary, regime=regime)
    if cell.answer:
        return Due(beneficiary, cell.answer, cell.school_years, over_age=is_over_age(case, cell, day))
    ruling = Ruling.objects.filter(case=case, regime=regime).order_by("-recorded_at").first()
    return Due(beneficiary, ruling.answer if ruling else "")


def norm_on(*, province_id: int, world: str, regime: str, unit: str, day: date) -> Norm | None:
    """Give the norm of a province in force on a day; None where there is none, and then no money is paid."""
    found = norms_on(province_id=province_id, world=world, regime=regime, day=day)
    return next((norm for norm in found if norm.unit == unit), None)


def norms_on(*, province_id: int, world: str, regime: str, day: date) -> list[Norm]:
    """Give the norms of a regime in force on a day, one for each unit."""
    rows = Norm.objects.filter(
        province_id=province_id, world=world, regime=regime, withdrawn=False, valid_from__lte=day
    )
    return [norm for norm in rows.order_by("unit") if norm.valid_to is None or norm.valid_to >= day]


@dataclass(frozen=True)
class Before:
    """A payment that the same person got before: which body, the number of its paper. is_same: the same unit, the same days."""

    body_name: str
    sign: str
    paid_on: date
    is_same: bool


def paid_before(*, person_id: UUID, regime: str, unit: str, first: date, last: date) -> Before | None:
    """Give what was paid before to the same human being by any body; whoever pays at the same moment waits for us, or we for them.

    Part of an act: the lock lasts until its end.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from vt.paid_before(%s, %s, %s, %s, %s)", [person_id, regime, unit, first, last])
        row = cursor.fetchone()
    return Before(*row) if row else None


@dataclass(frozen=True)
class Row:
    """One entry of the ledger with its words opened."""

    entry: LedgerEntry
    reversal: LedgerEntry | None
    words: dict[str, str]

    @property
    def stands(self) -> bool:
        """Whether it is neither a counter-entry nor taken back by one."""
        return self.reversal is None and not self.entry.is_counter


WORDS = ("less_reason_ct", "apart_reason_ct", "provider_ct", "result_ct", "reversal_ct")


def ledger_of(case: Case, vault: Vault) -> list[Row]:
    """Give the ledger of a case, newest day first; counter-entries stand with what they take back."""
    related = ("norm", "provider", "acted_by_body", "entered_by__user", "scan", "incoming")
    entries = list(LedgerEntry.objects.filter(case=case).select_related(*related).order_by("-given_on", "recorded_at"))
    counters = {entry.reverses_id: entry for entry in entries if entry.is_counter}
    return [Row(entry, counters.get(entry.id), _opened(entry, vault)) for entry in entries]


def _opened(entry: LedgerEntry, vault: Vault) -> dict[str, str]:
    found = {}
    for name in WORDS:
        sealed = getattr(entry, name)
        if sealed is not None:
            found[name.removesuffix("_ct")] = vault.open("support_ledgerentry", name, entry.pk, sealed)
    return found


def sums_by_year(rows: Iterable[Row]) -> list[tuple[int, int]]:
    """Give what one person was paid in each year, newest first; counter-entries count against it."""
    sums: dict[int, int] = {}
    for row in rows:
        if row.entry.amount_dong is not None:
            sums[row.entry.given_on.year] = sums.get(row.entry.given_on.year, 0) + row.entry.amount_dong
    return sorted(sums.items(), reverse=True)


def school_years_of(case: Case) -> list[int]:
    """Give the school years for which schooling was booked and stands."""
    rows = LedgerEntry.objects.filter(case=case, reverses__isnull=True, reversed_by__isnull=True)
    return [year for year in rows.values_list("school_year", flat=True) if year is not None]


def school_years_elsewhere(case: Case) -> list[tuple[str, int]]:
    """Give the school years booked for the same human being in other files, each with the body that gave it.

    Part of an act: whoever books schooling for the same person at the same moment waits until its end.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from vt.school_years_elsewhere(%s)", [case.pk])
        return [(body, year) for body, year in cursor.fetchall()]


def entry_of(case: Case, entry_id: UUID) -> LedgerEntry:
    """One entry of a case. LedgerEntry.DoesNotExist also where it is out of reach."""
    return LedgerEntry.objects.select_related("acted_by_body", "norm", "provider", "entered_by__user").get(
        pk=entry_id, case=case
    )


def help_beside(case: Case) -> list[Help]:
    """Give the help in kind of the reception that was not taken back, newest first."""
    rows = Help.objects.filter(case=case, taken_back__isnull=True, takes_back__isnull=True)
    return list(rows.select_related("acted_by_body").order_by("-given_on"))


def applications_of(case: Case) -> QuerySet[Application]:
    """The applications by form 07 in a case, newest first."""
    return (
        Application.objects.filter(case=case).select_related("clock", "body").order_by("-received_on", "-recorded_at")
    )


def norms_of(staff: Staff) -> QuerySet[Norm]:
    """The norms of one's province, by regime, newest first."""
    rows = Norm.objects.filter(province_id=staff.province_id, world=staff.world)
    return rows.select_related("entered_by__user", "ended_by__user").order_by("regime", "unit", "-valid_from")


def norm_last_used(norm: Norm) -> date | None:
    """Give the last day on which money was paid by a norm of one's province; nothing about whom."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.norm_last_used(%s)", [norm.pk])
        found: date | None = cursor.fetchone()[0]
    return found
