"""The paper of another body from which its act is entered."""

from typing import Any

from vongtay.cases.actions import FromPaper, owner_of
from vongtay.cases.models import Case
from vongtay.common.access import Staff
from vongtay.papers import actions as papers


def paper_given(case: Case, given: dict[str, Any], staff: Staff) -> FromPaper | None:
    """Give the paper that a form names, its scan stored under the person's key; None without number and date."""
    if not given.get("source_sign") or not given.get("source_on"):
        return None
    scan = given.get("scan")
    stored = papers.store_file(content=scan.read(), name=scan.name, by=staff, owner=owner_of(case)) if scan else None
    return FromPaper(given["source_sign"], given["source_on"], stored.id if stored else None)
