"""The paper of a form that asks for one."""

from typing import Any

from vongtay.cases import actions
from vongtay.cases.models import Case
from vongtay.common.requests import StaffRequest


def paper_of(case: Case, given: dict[str, Any], request: StaffRequest) -> actions.FromPaper:
    """Give the paper of a form that asks for one: paper_sign, paper_on, paper_scan."""
    return actions.FromPaper(
        given["paper_sign"], given["paper_on"], actions.keep_scan(case, given.get("paper_scan"), by=request.staff)
    )
