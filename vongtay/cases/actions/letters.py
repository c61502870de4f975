"""Letter numbers in and out, tied to what they carry: the notice of a hand-over, another body's act."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.models import Case, Referral
from vongtay.common.access import Refused, Staff
from vongtay.common.days import day_in_vietnam
from vongtay.grants.actions import my_parts
from vongtay.papers import actions as papers
from vongtay.papers.models import Incoming, Paper
from vongtay.papers.states import Way
from vongtay.people.vault import Vault

NOTICE = "notice"


@dataclass(frozen=True)
class Scan:
    """A scan that was sent with a form and is not stored yet."""

    content: bytes = field(repr=False)
    name: str = field(repr=False)


@dataclass(frozen=True)
class FromPaper:
    """Another body's paper from which an act was entered: number and sign, date, scan.

    It is registered as incoming with the act; `incoming_id` names the entry where it was registered before. `scan`: one that
    comes with a reception, before there is a person under whose key it could lie; it is stored with the case.
    """

    sign: str
    on: date
    scan_id: UUID | None = None
    incoming_id: UUID | None = None
    scan: Scan | None = None


def owner_of(case: Case) -> papers.Owner:
    """Give whose files and texts are kept for a case: the person's, under their own key."""
    return papers.Owner(case.subject_id, case.person_id, Vault.of(case.person_id).key)


def keep_scan(case: Case, scan: Any, *, by: Staff) -> UUID | None:
    """Store an uploaded scan under the person's key, if there is one. Errors: Refused for a file that can't be one."""
    return papers.store_file(content=scan.read(), name=scan.name, by=by, owner=owner_of(case)).id if scan else None


def paper_given(case: Case, given: Mapping[str, Any], *, by: Staff) -> FromPaper | None:
    """Give the paper that a form names (source_sign, source_on, scan, incoming), its scan stored; None without number and date."""
    if not given.get("source_sign") or not given.get("source_on"):
        return None
    entry = given.get("incoming")
    scan_id = keep_scan(case, given.get("scan"), by=by)
    return FromPaper(given["source_sign"], given["source_on"], scan_id, entry.id if entry else None)


def with_scan(case: Case, from_paper: FromPaper | None, *, by: Staff) -> FromPaper | None:
    """Store the scan of a paper that came with a reception, under the key of the person received."""
    if from_paper is None or from_paper.scan is None:
        return from_paper
    scan = from_paper.scan
    stored = papers.store_file(content=scan.content, name=scan.name, by=by, owner=owner_of(case))
    return replace(from_paper, scan_id=stored.id, scan=None)


def arrival_of(case: Case, body_id: UUID, from_paper: FromPaper, *, by: Staff) -> UUID | None:
    """Give the entry of another body's paper in our register: the one that stands already, or a new one.

    Part of the act that is entered from the paper: both stand, or neither does. None for a paper of our own.
    Errors: Refused where our body does not reach the papers of the case.
    """
    if body_id == by.body_id:
        return None
    if from_paper.incoming_id is not None:
        return from_paper.incoming_id
    if "papers" not in my_parts(case.subject_id):
        raise Refused(
            _("Your body does not reach the papers of this case: ask the body that leads it to enter this act.")
        )
    arrived = papers.Arrived(
        sign=from_paper.sign, dated_on=from_paper.on, arrived_on=day_in_vietnam(timezone.now()),
        sender=Body.objects.get(pk=body_id), scan_id=from_paper.scan_id,
    )  # fmt: skip
    return _entered(case, arrived, by)


def _entered(case: Case, arrived: papers.Arrived, by: Staff) -> UUID:
    stands = papers.same_paper(arrived, subject_id=case.subject_id, by=by)
    if stands is not None:
        return stands.id
    return papers.register_incoming(key=uuid4(), arrived=arrived, by=by, owner=owner_of(case)).id


@transaction.atomic
def tie_notice(*, case: Case, paper: Paper, by: Staff) -> Referral | None:
    """Tie an issued notice to the referral that it announces, and note that it went to a body that signs in.

    The newest notice of this body without a paper is meant; None when there is none.
    """
    referral = (
        Referral.objects.select_for_update(of=("self",)).select_related("to_body")
        .filter(case=case, from_body_id=by.body_id, paper__isnull=True).order_by("-sent_at").first()
    )  # fmt: skip
    if referral is None:
        return None
    referral.paper = paper
    referral.save(update_fields=["paper"])
    if referral.to_body.signs_in:
        papers.deliver(
            key=uuid4(), paper=paper, to=papers.Receiver(body=referral.to_body), how=Way.SYSTEM,
            sent_on=max(paper.issued_on, day_in_vietnam(timezone.now())), by=by, owner=owner_of(case),
        )  # fmt: skip
    audit.record("cases.tie_notice", by=by, subject_id=case.subject_id, part="papers", details={"sign": paper.sign})
    return referral


@transaction.atomic
def register_notice(*, referral: Referral, by: Staff) -> Incoming | None:
    """Give the notice that came to us its number of arrival; None while its sender issued no paper."""
    referral = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("paper", "from_body", "case")
        .get(pk=referral.pk)
    )
    if referral.paper is None or referral.incoming_id is not None or by.body_id != referral.to_body_id:
        return None
    today = day_in_vietnam(timezone.now())
    arrived = papers.Arrived(
        sign=referral.paper.sign, dated_on=referral.paper.issued_on, arrived_on=max(today, referral.paper.issued_on),
        sender=referral.from_body, kind="notice",
    )  # fmt: skip
    referral.incoming_id = _entered(referral.case, arrived, by)
    referral.save(update_fields=["incoming"])
    audit.record(
        "cases.register_notice",
        by=by,
        subject_id=referral.subject_id,
        part="papers",
        details={"sign": referral.paper.sign},
    )
    return Incoming.objects.get(pk=referral.incoming_id)
