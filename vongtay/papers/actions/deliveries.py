"""To whom an issued paper went, and how that ended: received, returned."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.days import day_in_vietnam
from vongtay.papers.actions.issuing import NOBODY, Owner, store_file
from vongtay.papers.models import Delivery, Paper
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.sealing import new_seal, seal_of
from vongtay.papers.states import WRITTEN_DOWN, How, ToWhom, Way

TABLE = "papers_delivery"


@dataclass(frozen=True)
class Receiver:
    """To whom: a body, the person of the case, or somebody named."""

    body: Body | None = None
    name: str = ""
    is_person: bool = False

    @property
    def to_whom(self) -> ToWhom:
        if self.body:
            return ToWhom.BODY
        return ToWhom.PERSON if self.is_person else ToWhom.NAMED

    def __repr__(self) -> str:
        return f"Receiver({self.to_whom})"


@dataclass(frozen=True)
class Upload:
    """A file of a form, in memory."""

    name: str
    content: bytes

    def __repr__(self) -> str:
        return "Upload(…)"


def require(act: Act, by: Staff, record: Paper | None = None) -> None:
    """Refuse an act that the table of permissions does not give. Errors: NotAllowed."""
    if not may(RULES, act, by, record):
        raise NotAllowed(_("Your post may not do this, or the paper is another body's."))


@transaction.atomic
def deliver(
    *, key: UUID, paper: Paper, to: Receiver, how: Way, sent_on: date, by: Staff, owner: Owner = NOBODY
) -> Delivery:
    """Note that a paper left for somebody. The same `key` again gives the delivery noted the first time."""
    require(Act.DELIVER, by, paper)
    if (made := Delivery.objects.filter(pk=key).first()) is not None:
        return made
    if how not in WRITTEN_DOWN:
        raise Refused(_("A one-time link is made by its own act."))
    delivery = new_delivery(key=key, paper=paper, to=to, how=how, sent_on=sent_on, by=by, owner=owner)
    audit.record(
        Act.DELIVER, by=by, subject_id=paper.subject_id, part="papers", details={"sign": paper.sign, "how": how}
    )
    return delivery


def new_delivery(
    *, key: UUID, paper: Paper, to: Receiver, how: Way, sent_on: date, by: Staff, owner: Owner
) -> Delivery:
    """Write the row of a delivery, for the acts that deliver. Errors: Refused."""
    _check_day(sent_on, first=paper.issued_on)
    if to.body is None and not to.is_person and not to.name.strip():
        raise Refused(_("Say to whom the paper goes."))
    if to.is_person and paper.subject_id is None:
        raise Refused(_("This paper belongs to no case."))
    if to.body is not None and to.body.pk == paper.body_id:
        raise Refused(_("A body delivers nothing to itself."))
    if how == Way.SYSTEM and (to.body is None or not to.body.signs_in):
        raise Refused(_("Only a body that signs in receives papers in this system."))
    seal = new_seal(owner.person_id, owner.data_key)
    delivery = Delivery(
        id=key, subject_id=paper.subject_id, paper=paper, body_id=paper.body_id, world=paper.world, to_whom=to.to_whom, to_body=to.body,
        to_ct=None if to.body or to.is_person else seal.close(TABLE, "to_ct", key, to.name.strip()), how=how, sent_on=sent_on,
        sent_by_id=by.post_id, **seal.columns,
    )  # fmt: skip
    delivery.save(force_insert=True)
    return delivery


def _check_day(day: date, *, first: date) -> None:
    if day > day_in_vietnam(timezone.now()):
        raise Refused(_("This day lies in the future."))
    if day < first:
        raise Refused(_("This day lies before the paper was issued or left."))


def waiting_delivery(delivery: Delivery) -> Delivery:
    """Give a delivery without an end, locked for this transaction. Errors: Stale."""
    now = Delivery.objects.select_for_update(of=("self",)).select_related("paper").get(pk=delivery.pk)
    if now.state != How.SENT:
        raise Stale(_("How this delivery ended was written down meanwhile."))
    return now


@transaction.atomic
def note_receipt(
    *, delivery: Delivery, on: date, who: str, by: Staff, owner: Owner = NOBODY, scan: Upload | None = None
) -> Delivery:
    """Write down when a paper was received, who signed for it, and the scan of the receipt."""
    delivery = waiting_delivery(delivery)
    require(Act.DELIVER, by, delivery.paper)
    _check_day(on, first=delivery.sent_on)
    if not who.strip():
        raise Refused(_("Say who signed for the paper."))
    stored = store_file(content=scan.content, name=scan.name, by=by, owner=owner) if scan else None
    delivery.state, delivery.ended_on, delivery.ended_by_id, delivery.scan = How.RECEIVED, on, by.post_id, stored
    delivery.receipt_ct = seal_of(delivery, owner.data_key).close(TABLE, "receipt_ct", delivery.pk, who.strip())
    delivery.save(update_fields=["state", "ended_on", "ended_by", "scan", "receipt_ct"])
    audit.record(
        "papers.note_receipt",
        by=by,
        subject_id=delivery.subject_id,
        part="papers",
        details={"sign": delivery.paper.sign},
    )
    return delivery


@transaction.atomic
def note_return(*, delivery: Delivery, on: date, reason: str, by: Staff, owner: Owner = NOBODY) -> Delivery:
    """Write down that a paper came back undelivered, and why."""
    delivery = waiting_delivery(delivery)
    require(Act.DELIVER, by, delivery.paper)
    if delivery.how == Way.LINK:
        raise Refused(_("Withdraw a one-time link instead."))
    _check_day(on, first=delivery.sent_on)
    if not reason.strip():
        raise Refused(_("Say why it came back."))
    delivery.state, delivery.ended_on, delivery.ended_by_id = How.RETURNED, on, by.post_id
    delivery.receipt_ct = seal_of(delivery, owner.data_key).close(TABLE, "receipt_ct", delivery.pk, reason.strip())
    delivery.save(update_fields=["state", "ended_on", "ended_by", "receipt_ct"])
    audit.record(
        "papers.note_return",
        by=by,
        subject_id=delivery.subject_id,
        part="papers",
        details={"sign": delivery.paper.sign},
    )
    return delivery
