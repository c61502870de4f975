"""Files of a case, with the index of each."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.cases.models import Case, CaseFile, Referral, Step
from vongtay.papers.models import Incoming
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


@dataclass(frozen=True)
class FromArrival:
    """An act of a case that was entered from a paper that arrived: what, by whom, when."""

    label: str
    body: Body
    at: datetime


def acts_from(entry: Incoming, case: Case) -> list[FromArrival]:
    """Give what came of a paper that arrived: the acts entered from it, and the notice that it carried."""
    steps = Step.objects.filter(case=case, incoming=entry).select_related("acted_by_body").order_by("happened_at")
    notices = Referral.objects.filter(case=case, incoming=entry).select_related("from_body").order_by("sent_at")
    return [
        *(FromArrival(step.label, step.acted_by_body, step.happened_at) for step in steps),
        *(FromArrival(_("Notice or hand-over"), one.from_body, one.sent_at) for one in notices),
    ]
