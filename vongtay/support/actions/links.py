"""Links to other programmes: sent by a paper, reminded of, closed by the answer's paper. Amounts come from answers alone."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions import FromPaper, locked
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require
from vongtay.support.actions.homecoming import end_reminder
from vongtay.support.models import Link, Provider
from vongtay.support.permissions import Act
from vongtay.support.states import REMIND_DAYS, LinkKind, LinkState
from vongtay.tasks import actions as tasks


@dataclass(frozen=True)
class Sent:
    """What was sent to whom, by which paper."""

    kind: str
    sent_on: date
    sign: str
    asked: str = ""
    body: Body | None = None
    provider: Provider | None = None

    def __repr__(self) -> str:
        return f"Sent({self.kind})"


@transaction.atomic
def send_link(*, key: UUID, case: Case, sent: Sent, by: Staff) -> Link:
    """Note a link to another programme, with a task that asks again. The same `key` again gives the link made the first time."""
    require(Act.SEND_LINK, by, case)
    case = locked(case)
    if (made := Link.objects.filter(pk=key, case=case).first()) is not None:
        return made
    reasons = []
    if (sent.body is None) == (sent.provider is None):
        reasons.append(_("Choose a body, or a provider of the directory: one of the two."))
    if sent.provider is not None and not Provider.objects.filter(pk=sent.provider.pk, ended_on__isnull=True).exists():
        reasons.append(_("This provider does not serve any more."))
    if sent.sent_on > today():
        reasons.append(_("The day lies in the future."))
    if not sent.sign.strip():
        reasons.append(_("Give the number of the paper that asks."))
    if reasons:
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    row = Link(
        id=key, subject_id=case.subject_id, case=case, world=case.world, entered_by_id=by.post_id, from_body_id=by.body_id,
        kind=sent.kind, body=sent.body, provider=sent.provider, sent_on=sent.sent_on, sign=sent.sign.strip(),
        asked_ct=vault.seal("support_link", "asked_ct", key, sent.asked.strip()),
    )  # fmt: skip
    wish = tasks.Wish(
        _("Ask for the answer: %(what)s") % {"what": LinkKind(sent.kind).label}, Body.objects.get(pk=by.body_id), None,
        max(sent.sent_on + timedelta(days=REMIND_DAYS), today()),
    )  # fmt: skip
    row.task = tasks.add_task(key=uuid4(), wish=wish, by=by, owner=case, seal=vault.seal)
    row.save(force_insert=True)
    audit.record(Act.SEND_LINK, by=by, subject_id=case.subject_id, details={"kind": sent.kind})
    return row


@dataclass(frozen=True)
class LinkAnswer:
    """What was answered, by which paper. An amount only where the answer names it."""

    state: str
    answered_on: date
    words: str = ""
    amount_dong: int | None = None
    body: Body | None = None
    from_paper: FromPaper | None = None

    def __repr__(self) -> str:
        return f"LinkAnswer({self.state})"


@transaction.atomic
def answer_link(*, link: Link, answered: LinkAnswer, version: int, by: Staff) -> Link:
    """Write down the answer from its paper, or that the request was taken back. Errors: Stale, Refused with reasons."""
    case = locked(link.case)
    require(Act.ANSWER_LINK, by, case)
    row = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if row.version != version or row.state != LinkState.WAITING:
        raise Stale(_("This was answered already. Look at what is new."))
    if reasons := _why_not(row, answered):
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    row.state, row.answered_on, row.answered_by_id = answered.state, answered.answered_on, by.post_id
    row.answer_ct = vault.seal("support_link", "answer_ct", row.pk, answered.words.strip())
    row.amount_dong, row.version = answered.amount_dong, version + 1
    if answered.from_paper is not None:
        row.answer_body_id = answered.body.id if answered.body else row.body_id
        row.answer_sign, row.answer_paper_on = answered.from_paper.sign, answered.from_paper.on
        row.scan_id = answered.from_paper.scan_id
    row.save()
    end_reminder(row.task_id, by, vault, "")
    audit.record(Act.ANSWER_LINK, by=by, subject_id=case.subject_id, details={"kind": row.kind, "state": row.state})
    return row


def _why_not(row: Link, answered: LinkAnswer) -> list[str]:
    reasons = []
    if answered.state not in {LinkState.GRANTED, LinkState.REFUSED, LinkState.WITHDRAWN}:
        reasons.append(_("Choose what was answered."))
    if answered.answered_on > today():
        reasons.append(_("The day lies in the future."))
    if answered.answered_on < row.sent_on:
        reasons.append(_("The answer lies before the request."))
    if answered.state != LinkState.WITHDRAWN and answered.from_paper is None:
        reasons.append(_("Give the number and date of the paper that answers."))
    if answered.state in {LinkState.REFUSED, LinkState.WITHDRAWN} and not answered.words.strip():
        reasons.append(_("Say why it was refused or taken back."))
    if answered.amount_dong is not None and (answered.state != LinkState.GRANTED or answered.amount_dong <= 0):
        reasons.append(_("An amount is more than 0 and comes from an answer that grants."))
    return reasons
