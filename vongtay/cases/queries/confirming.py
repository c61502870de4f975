"""In what papers an identification may stand: what the law of that day lists for the body that decides."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vongtay.cases.models import Decision
from vongtay.cases.rules import PaperOffer
from vongtay.law import queries as law
from vongtay.people.vault import Vault

OWN = gettext_noop("Conclusion of the body that leads the case")


def offered_papers(on: date, kind: str, *, own: bool) -> list[PaperOffer]:
    """Give the papers in which a body of this kind may let an identification stand on that day.

    own: the body that works with the case decides itself. Where the law lists no paper of its own, it may by custom, with a reason.
    """
    papers = law.papers_that_confirm(law.regime_on(on), kind)
    offers = [
        PaperOffer(paper.code, label_of(paper.title, paper.article, custom=paper.customary), paper.customary)
        for paper in papers
    ]
    if own and not offers:
        offers.append(PaperOffer(law.CUSTOM, label_of(OWN, None, custom=True), custom=True))
    return offers


def label_of(title: str, article: str | None, *, custom: bool) -> str:
    """Give the words of a paper, and either its article or that none was seen."""
    basis = _("by custom, no basis seen") if custom else article or ""
    return f"{_(title)} ({basis})" if basis else _(title)  # words of the law's data


def paper_words(code: str, on: date) -> str:
    """Give the words of the paper in which a decision of that day stands."""
    found = next((paper for paper in law.papers_that_confirm(law.regime_on(on)) if paper.code == code), None)
    if found is None:
        return label_of(OWN, None, custom=True)
    return label_of(found.title, found.article, custom=found.customary)


def with_paper(row: Decision, reason: str, vault: Vault) -> tuple[Decision, str, str, str]:
    """Give a decision with its reason, the paper in which it stands and why that one, where by custom."""
    paper = paper_words(row.confirming_paper, row.decided_on) if row.confirming_paper and row.decided_on else ""
    return row, reason, paper, vault.open("cases_decision", "custom_reason_ct", row.pk, row.custom_reason_ct)
