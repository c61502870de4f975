"""Files of a case, with the index of each."""

from vongtay.cases.models import Case, CaseFile
from vongtay.people.vault import Vault


def files_of(case: Case, vault: Vault) -> list[tuple[CaseFile, str]]:
    """Give the files of a case, newest first, those taken back with their reason, each with its index."""
    rows = (
        CaseFile.objects.filter(case=case)
        .select_related("file", "entered_by__user", "entered_by__body")
        .prefetch_related("entries")
        .order_by("taken_back_at", "-recorded_at")
    )
    return [(row, vault.open("cases_casefile", "reason_ct", row.pk, row.reason_ct)) for row in rows]
