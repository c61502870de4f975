"""Scans that come with a form, stored encrypted under the person's key, and the paper from which something is entered."""

from typing import Any
from uuid import UUID

from vongtay.cases import actions
from vongtay.cases.models import Case
from vongtay.common.requests import StaffRequest
from vongtay.papers import actions as papers
from vongtay.people.vault import Vault


def stored(case: Case, scan: Any, request: StaffRequest) -> UUID | None:
    """Store an uploaded scan, if there is one. Errors: Refused for a file that can't be one."""
    if not scan:
        return None
    owner = papers.Owner(case.subject_id, case.person_id, Vault.of(case.person_id).key)
    return papers.store_file(content=scan.read(), name=scan.name, by=request.staff, owner=owner).id


def other_paper(case: Case, given: dict[str, Any], request: StaffRequest) -> actions.FromPaper | None:
    """Give another body's paper of a form that may have one: source_sign, source_on, scan."""
    if not given.get("source_sign") or not given.get("source_on"):
        return None
    return actions.FromPaper(given["source_sign"], given["source_on"], stored(case, given.get("scan"), request))


def paper_of(case: Case, given: dict[str, Any], request: StaffRequest) -> actions.FromPaper:
    """Give the paper of a form that asks for one: paper_sign, paper_on, paper_scan."""
    return actions.FromPaper(given["paper_sign"], given["paper_on"], stored(case, given.get("paper_scan"), request))
