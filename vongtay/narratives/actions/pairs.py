"""Acts on two marks at once: merge two into one, split one into two, and undo either; one transaction each."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale
from vongtay.narratives import joining, queries, rules
from vongtay.narratives.actions.judging import PAIRED, Judged, judge
from vongtay.narratives.keeping import keep, require, told_of
from vongtay.narratives.models import Judgement, Mark, MarkState
from vongtay.narratives.permissions import Act


@dataclass(frozen=True)
class Joined:
    """A mark and the next one that it takes in, each with the version that the officer saw."""

    mark_id: UUID
    version: int
    next_id: UUID
    next_version: int


@dataclass(frozen=True)
class Cut:
    """A mark with the version that the officer saw, and where in the text the second figure begins."""

    mark_id: UUID
    version: int
    at: int


def _locked(seen: dict[UUID, int | None]) -> dict[UUID, Mark]:
    """Lock marks in one order for everybody. Errors: Stale where one was judged since it was seen."""
    rows = Mark.objects.select_for_update(of=("self",)).filter(pk__in=seen).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < len(seen) or any(version not in (None, found[pk].version) for pk, version in seen.items()):
        raise Stale(
            _("Somebody else has judged this figure meanwhile. What stands now is shown; look at it and judge again.")
        )
    return found


@transaction.atomic
def merge(*, joined: Joined, by: Staff) -> Mark:
    """Let a mark take in the next one of the text. Errors: NotAllowed, Stale; Refused with reasons. Nothing is changed then."""
    require(Act.JUDGE, by)
    rows = _locked({joined.mark_id: joined.version, joined.next_id: joined.next_version})
    mark, other = rows[joined.mark_id], rows[joined.next_id]
    text = queries.text_of(mark.reading)
    reasons = joining.why_not_merged(mark, other, text)
    if MarkState.MERGED in (mark.state, other.state):
        reasons.append(_("It is a part of another figure now. Undo the merging there."))
    if reasons:
        raise Refused(*reasons)
    before, before_other = rules.snapshot(mark), rules.snapshot(other)
    joining.merge(mark, other, text)
    keep(mark, "merge", before | {"with": str(other.pk)}, by)
    keep(other, "merged", before_other, by)
    audit.record(Act.JUDGE, by=by, part="papers", details=told_of(mark, "merge") | {"with": str(other.pk)})
    return mark


@transaction.atomic
def split(*, cut: Cut, by: Staff) -> tuple[Mark, Mark]:
    """Mark a second figure in the sentence of one, at a number that no mark begins with.

    Errors: NotAllowed, Stale; Refused with reasons. Nothing is changed then.
    """
    require(Act.JUDGE, by)
    mark = _locked({cut.mark_id: cut.version})[cut.mark_id]
    text = queries.text_of(mark.reading)
    spares = joining.spares_of(mark, Mark.objects.filter(reading_id=mark.reading_id), text)
    spare = next((row for row in spares if row.start == cut.at), None)
    if spare is None or mark.state == MarkState.MERGED:
        raise Refused(_("No second figure stands there."))
    before = rules.snapshot(mark)
    second = joining.cut_off(mark, spare, text)
    second.pk = uuid5(mark.pk, f"{mark.version} {spare.start}")
    second.changed_by_id = by.post_id
    second.save(force_insert=True)
    keep(mark, "split", before | {"with": str(second.pk)}, by)
    audit.record(Act.JUDGE, by=by, part="papers", details=told_of(mark, "split") | {"with": str(second.pk)})
    return mark, second


@transaction.atomic
def undo(*, judged: Judged, by: Staff) -> Mark:
    """Take back the last act on a mark; a merging or splitting is taken back on both marks.

    Errors: NotAllowed, Stale; Refused with reasons. Nothing is changed then.
    """
    last = rules.to_undo(Judgement.objects.filter(mark_id=judged.mark_id))
    if last is None or last.act not in PAIRED:
        return judge(judged=judged, by=by)
    require(Act.JUDGE, by)
    other_id = UUID(last.before["with"])
    rows = _locked({judged.mark_id: judged.version, other_id: None})
    mark, other = rows[judged.mark_id], rows[other_id]
    _undo_other(mark, other, last.act, by)
    before = rules.snapshot(mark)
    rules.restore(mark, last.before)
    keep(mark, "undo", before, by)
    audit.record(Act.JUDGE, by=by, part="papers", details=told_of(mark, "undo") | {"with": str(other.pk)})
    return mark


def _undo_other(mark: Mark, other: Mark, act: str, by: Staff) -> None:
    """Let the part stand on its own again, or, after a splitting, be no mark again."""
    before: dict[str, Any] = rules.snapshot(other)
    last = rules.to_undo(Judgement.objects.filter(mark=other))
    if act == "merge":
        if last is None or last.act != "merged":
            raise Refused(_("The second figure was judged meanwhile. Undo that first."))
        rules.restore(other, last.before)
        keep(other, "undo", before, by)
        return
    if last is not None:
        raise Refused(_("The second figure was judged meanwhile. Undo that first."))
    other.state, other.merged_into_id = MarkState.MERGED, mark.pk
    keep(other, "merged", before, by)
