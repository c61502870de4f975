"""Links to other programmes, those that wait, and the directory of providers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from vongtay.cases.models import Case
from vongtay.cases.more import Loop
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support.models import Link, Provider
from vongtay.support.states import REMIND_DAYS, LinkState

MOST = 200


@dataclass(frozen=True)
class LinkShown:
    """A link with its words; `days`: how long it has waited."""

    row: Link
    asked: str
    answer: str
    days: int

    @property
    def is_late(self) -> bool:
        """Say whether it waits longer than the mark of ours."""
        return self.row.state == LinkState.WAITING and self.days >= REMIND_DAYS


def links_of(case: Case, vault: Vault) -> list[LinkShown]:
    """Give the links of a case with their words: those that wait first."""
    rows = Link.objects.filter(case=case).select_related("body", "provider", "answer_body").order_by("-sent_on")
    now = today()
    shown = [
        LinkShown(
            row, vault.open("support_link", "asked_ct", row.pk, row.asked_ct), vault.open("support_link", "answer_ct", row.pk, row.answer_ct),
            (now - row.sent_on).days,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(shown, key=lambda one: one.row.state != LinkState.WAITING)


def links_waiting(staff: Staff, *, kind: str = "") -> QuerySet[Link]:
    """The links within reach that wait for an answer, the oldest first."""
    rows = Link.objects.filter(world=staff.world, state=LinkState.WAITING, case__bodies__contains=[staff.body_id])
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("case", "body", "provider", "from_body").order_by("sent_on", "id")


def open_links(staff: Staff) -> Iterable[Loop]:
    """The links that this body asked or is asked for, as loops between bodies; a provider of the directory may owe one, too."""
    ours = Q(body_id=staff.body_id) | Q(from_body_id=staff.body_id)
    for row in links_waiting(staff).filter(ours)[:MOST]:
        yield Loop(
            "link", row.case.code, reverse("support:links", args=[row.case.code]), row.to_whom, row.from_body.short_name, row.sent_on, None,
            row.body_id == staff.body_id,
        )  # fmt: skip


def is_overdue(link: Link) -> bool:
    """Say whether a waiting link has passed the mark of ours."""
    return link.sent_on <= today() - timedelta(days=REMIND_DAYS)


def providers_of(staff: Staff, *, words: str = "", service: str = "", ended: bool = False) -> QuerySet[Provider]:
    """The directory of one's province: by words of name, area or rules, and by service."""
    rows = Provider.objects.filter(world=staff.world, province_id=staff.province_id, ended_on__isnull=not ended)
    if words.strip():
        text = words.strip()
        rows = rows.filter(Q(name__icontains=text) | Q(area__icontains=text) | Q(rules__icontains=text))
    if service:
        rows = rows.filter(services__contains=[service])
    return rows.order_by("name")
