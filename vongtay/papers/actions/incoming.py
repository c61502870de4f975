"""Registering papers that arrive: the next number of the body's own register of the year."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff
from vongtay.common.days import day_in_vietnam
from vongtay.papers.actions.deliveries import Upload, require
from vongtay.papers.actions.issuing import NOBODY, Owner, store_file
from vongtay.papers.models import ArrivalRegister, Incoming
from vongtay.papers.permissions import Act
from vongtay.papers.sealing import new_seal
from vongtay.papers.states import PaperKind


@dataclass(frozen=True)
class Arrived:
    """What stands on a paper that arrived. The sender is a body of ours, or a text."""

    sign: str
    dated_on: date
    arrived_on: date
    sender: Body | None = None
    sender_text: str = ""
    kind: str = PaperKind.LETTER
    urgency: str = ""
    summary: str = ""
    scan_id: UUID | None = None

    def __repr__(self) -> str:
        return f"Arrived({self.sign})"


def normal_sign(sign: str) -> str:
    """Give a number and sign in its one form.

    >>> normal_sign(" 12 / cat-PC02")
    '12/CAT-PC02'
    """
    return re.sub(r"\s+", "", sign).upper()


def next_arrival(*, body_id: UUID, world: str, year: int) -> tuple[ArrivalRegister, int]:
    """Give the next number of arrival. Its row stays locked until the paper stands, so none is lost or doubled."""
    ArrivalRegister.objects.get_or_create(body_id=body_id, world=world, year=year)
    register = ArrivalRegister.objects.select_for_update().get(body_id=body_id, world=world, year=year)
    register.last += 1
    register.save(update_fields=["last"])
    return register, register.last


def same_paper(arrived: Arrived, *, subject_id: UUID | None, by: Staff) -> Incoming | None:
    """Find the entry of a paper that was registered before: same sender, sign, date and case."""
    about = Q(subject_id=subject_id) if subject_id else Q(subject_id__isnull=True)
    return Incoming.objects.filter(
        about, body_id=by.body_id, world=by.world, sender=arrived.sender, sender_text=arrived.sender_text.strip(),
        normal=normal_sign(arrived.sign), dated_on=arrived.dated_on,
    ).order_by("recorded_at").first()  # fmt: skip


@transaction.atomic
def register_incoming(
    *, key: UUID, arrived: Arrived, by: Staff, owner: Owner = NOBODY, scan: Upload | None = None
) -> Incoming:
    """Register a paper that arrived. The same `key` again gives the entry made the first time.

    Errors: Refused for a day in the future, a paper older than its date, one without a sender or sign.
    """
    require(Act.REGISTER, by)
    if (made := Incoming.objects.filter(pk=key).first()) is not None:
        return made
    today = day_in_vietnam(timezone.now())
    _check(arrived, today)
    # The number is taken first: of two who register at once the second waits, then sees the first one's entry.
    register, number = next_arrival(body_id=by.body_id, world=by.world, year=today.year)
    seal = new_seal(owner.person_id, owner.data_key)
    stored = store_file(content=scan.content, name=scan.name, by=by, owner=owner) if scan else None
    entry = Incoming(
        id=key, subject_id=owner.subject_id, register=register, body_id=by.body_id, world=by.world, number=number,
        arrived_on=arrived.arrived_on, sender=arrived.sender, sender_text="" if arrived.sender else arrived.sender_text.strip(),
        kind=arrived.kind, urgency=arrived.urgency, sign=arrived.sign.strip(), normal=normal_sign(arrived.sign), dated_on=arrived.dated_on,
        summary_ct=seal.close("papers_incoming", "summary_ct", key, arrived.summary.strip()),
        scan_id=stored.id if stored else arrived.scan_id, registered_by_id=by.post_id, **seal.columns,
    )  # fmt: skip
    entry.save(force_insert=True)
    audit.record(
        Act.REGISTER,
        by=by,
        subject_id=owner.subject_id,
        part="papers",
        details={"number": number, "year": register.year},
    )
    return entry


def _check(arrived: Arrived, today: date) -> None:
    reasons = []
    if arrived.arrived_on > today:
        reasons.append(_("The day of arrival lies in the future."))
    if arrived.arrived_on < arrived.dated_on:
        reasons.append(_("The paper can't have arrived before its own date."))
    if arrived.sender is None and not arrived.sender_text.strip():
        reasons.append(_("Say who sent it."))
    if not arrived.sign.strip():
        reasons.append(_("Give the number and sign of the paper."))
    if reasons:
        raise Refused(*reasons)
