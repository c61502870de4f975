"""A batch of papers: ordered in one act, its items settled one by one, stopped, finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.papers.models import Batch, BatchItem, Paper
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.states import BatchState, ItemState

MOST = 2000


@dataclass(frozen=True)
class BatchOrder:
    """What is ordered: which papers for which subjects, in this order, and what is printed on all of them."""

    key: UUID
    subjects: Sequence[UUID]
    kinds: Sequence[str]
    issued_on: date
    with_identity: bool = True
    to_body: Body | None = None


@transaction.atomic
def order(*, wanted: BatchOrder, by: Staff) -> Batch:
    """Write a batch down. Sending it twice makes one. Errors: NotAllowed, Refused."""
    if not may(RULES, Act.ISSUE, by):
        raise NotAllowed(_("Your post issues no papers."))
    if existing := Batch.objects.filter(pk=wanted.key).first():
        return existing
    subjects, kinds = list(dict.fromkeys(wanted.subjects)), list(dict.fromkeys(wanted.kinds))
    total = len(subjects) * len(kinds)
    if not total:
        raise Refused(_("Choose at least one case and one paper."))
    if total > MOST:
        raise Refused(_("At most %(most)d papers in one batch.") % {"most": MOST})
    batch = Batch(
        id=wanted.key, body_id=by.body_id, world=by.world, ordered_by_id=by.post_id, issued_on=wanted.issued_on,
        with_identity=wanted.with_identity, to_body=wanted.to_body, kinds=kinds, cases=len(subjects), total=total,
    )  # fmt: skip
    batch.save(force_insert=True)
    pairs = [(subject, kind) for subject in subjects for kind in kinds]
    BatchItem.objects.bulk_create(
        BatchItem(batch=batch, subject_id=subject, body_id=by.body_id, world=by.world, place=place, kind=kind)
        for place, (subject, kind) in enumerate(pairs, start=1)
    )
    audit.record("papers.order_batch", by=by, part="papers", details={"batch": str(batch.id), "papers": total})
    return batch


def waiting_of(batch_id: UUID, most: int) -> list[BatchItem]:
    """Lock the next items of a running batch that nobody else works on; none when it was stopped."""
    return list(
        BatchItem.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(batch_id=batch_id, batch__state=BatchState.RUNNING, state=ItemState.WAITING)
        .select_related("batch__to_body")
        .order_by("place")[:most]
    )


def settle(item: BatchItem, *, paper: Paper | None, lacks: Sequence[str], open_fields: Sequence[str] = ()) -> None:
    """Note what became of an item: its paper, or the data that it lacks."""
    item.state = ItemState.ISSUED if paper else ItemState.LACKING
    item.paper, item.lacks, item.open_fields = paper, list(lacks), list(open_fields)
    item.save(update_fields=["state", "paper", "lacks", "open_fields"])


@transaction.atomic
def finish(*, batch: Batch, by: Staff) -> bool:
    """Close a batch whose items are all settled. Says whether it is closed now."""
    held = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if held.state != BatchState.RUNNING:
        return True
    if held.items.filter(state=ItemState.WAITING).exists():
        return False
    Batch.objects.filter(pk=held.pk).update(state=BatchState.DONE, done_at=timezone.now())
    issued = held.items.filter(state=ItemState.ISSUED).count()
    audit.record(
        "papers.finish_batch", by=by, job="papers.run_batch", part="papers", details={"batch": str(held.id), "issued": issued}
    )  # fmt: skip
    return True


@transaction.atomic
def stop(*, batch: Batch, by: Staff) -> None:
    """Stop a running batch: papers issued so far stand, the others are not made."""
    if batch.body_id != by.body_id or not may(RULES, Act.ISSUE, by):
        raise NotAllowed(_("Only the body that ordered stops a batch."))
    held = Batch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if held.state != BatchState.RUNNING:
        raise Refused(_("This batch is over already."))
    Batch.objects.filter(pk=held.pk).update(state=BatchState.STOPPED, stop_reason="asked", done_at=timezone.now())
    audit.record("papers.stop_batch", by=by, part="papers", details={"batch": str(held.id)})
