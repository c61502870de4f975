"""Codes for counting, and the linked items of those who recruited."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases import reference
from vongtay.cases.actions.reception import locked, require
from vongtay.cases.models import Case, Coding, Item
from vongtay.cases.permissions import Act
from vongtay.cases.queries.identification import item_hash
from vongtay.cases.rules import in_one_form
from vongtay.cases.states import LIST_OF, Scheme
from vongtay.common.access import Refused, Staff, Stale
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class Coded:
    """One code of a scheme; `order` tells transit places apart."""

    scheme: str
    code: str
    province_id: int | None = None
    order: int = 0
    is_main: bool = False


@transaction.atomic
def code_case(*, case: Case, codes: Sequence[Coded], version: int, by: Staff) -> list[Coding]:
    """Let exactly these codes hold from now on; what no longer holds is taken back and stays on record."""
    require(Act.CODE, by, case)
    case = locked(case, version)
    for coded in codes:
        listed = reference.codes().get((LIST_OF.get(Scheme(coded.scheme), coded.scheme), coded.code))
        if listed is None or not listed.holds(case.received_on):
            raise Refused(_("This code is not in the list of that day."))
        if coded.province_id is not None and coded.code != "VN":
            raise Refused(_("A province is given only for a place in Viet Nam."))
    if any(sum(row.is_main for row in codes if row.scheme == scheme) > 1 for scheme in Scheme):
        raise Refused(_("One code of each kind is the main one."))
    held = {_facts(row): row for row in Coding.objects.filter(case=case, ended_at__isnull=True)}
    wanted = dict.fromkeys(codes)
    gone = [row.pk for facts, row in held.items() if facts not in wanted]
    Coding.objects.filter(pk__in=gone).update(ended_at=timezone.now())
    made = [
        Coding(
            subject_id=case.subject_id, case=case, entered_by_id=by.post_id, world=case.world, scheme=row.scheme, code=row.code,
            province_id=row.province_id, place_in_order=row.order, is_main=row.is_main,
        )
        for row in wanted if row not in held
    ]  # fmt: skip
    Coding.objects.bulk_create(made)
    case.version += 1
    case.save()
    audit.record(Act.CODE, by=by, subject_id=case.subject_id, details={"made": len(made), "taken_back": len(gone)})
    return made


def _facts(row: Coding) -> Coded:
    return Coded(row.scheme, row.code, row.province_id, row.place_in_order, row.is_main)


@transaction.atomic
def add_item(*, case: Case, kind: str, value: str, note: str, by: Staff, key: UUID) -> Item:
    """Note a phone, account, page, bank account or vehicle. Errors: Refused, NumberError for what can't be one."""
    require(Act.ADD_ITEM, by, case)
    if (made := Item.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    plain = in_one_form(kind, value)
    hashed = item_hash(kind, plain)
    if Item.objects.filter(case=case, value_hash=hashed, ended_at__isnull=True).exists():
        raise Refused(_("This item stands in the case already."))
    vault = Vault.of(case.person_id)
    item = Item(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, world=case.world, kind=kind, value_hash=hashed,
        value_ct=vault.seal("cases_item", "value_ct", key, plain) or b"", note_ct=vault.seal("cases_item", "note_ct", key, note.strip()),
    )  # fmt: skip
    item.save(force_insert=True)
    audit.record(Act.ADD_ITEM, by=by, subject_id=case.subject_id, part="statement", details={"kind": kind})
    return item


@transaction.atomic
def take_back_item(*, item: Item, by: Staff) -> None:
    """Take an item back; it stays on record and is found no more."""
    require(Act.ADD_ITEM, by, item.case)
    if not Item.objects.filter(pk=item.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise Stale(_("This item was taken back already."))
    audit.record("cases.take_back_item", by=by, subject_id=item.subject_id, part="statement")


@transaction.atomic
def look_for_item(*, item: Item, by: Staff) -> None:
    """Write down that somebody asked where else an item is known: the answer may name bodies outside one's grants."""
    require(Act.ADD_ITEM, by, item.case)
    audit.record(
        "cases.look_for_item", by=by, subject_id=item.subject_id, part="statement", details={"kind": item.kind}
    )
