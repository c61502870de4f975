"""Every write of a figure: claim, correct, withdraw. Nothing is ever changed; each act adds a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.bulk import insert_rows
from vongtay.indicators.models import Bound, Figure, SourceKind
from vongtay.indicators.permissions import RULES, Act
from vongtay.indicators.rules import Amount, why_not_claim, why_not_split


@dataclass(frozen=True)
class Claim:
    """What is said: this much of this, in these days. Unit of `value`: the indicator's; đồng for money."""

    indicator_id: str
    value: Decimal
    first: date
    last: date
    unit: str = ""
    value_high: Decimal | None = None
    bound: str = Bound.EXACT
    nil: bool = False
    apart: str = ""
    splits: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # dimension -> category -> how many

    @classmethod
    def of(cls, figure: Figure) -> "Claim":
        """Give what a figure says."""
        return cls(
            figure.indicator_id, figure.value or Decimal(0), figure.happened_from, figure.happened_to,
            figure.unit, figure.value_high, figure.bound, figure.nil, figure.apart, figure.splits,
        )  # fmt: skip


@dataclass(frozen=True)
class Speaker:
    """Who says it, and of which area."""

    body_id: UUID
    area_id: int
    province_id: int


@dataclass(frozen=True)
class Source:
    """Where it stands: the row it was made from; of a reading also the span of the quote in its text, in code points."""

    row_id: UUID
    start: int | None = None
    end: int | None = None
    kind: str = SourceKind.READING


def _require(act: Act, by: Staff) -> None:
    if not may(RULES, act, by):
        raise NotAllowed(_("Your post does not speak for figures."))


def _said(claim: Claim, by: Staff) -> dict[str, Any]:
    """Give what a claim says, by column. Errors: Refused."""
    wrong = why_not_claim(
        value=claim.value, value_high=claim.value_high, bound=claim.bound, first=claim.first, last=claim.last,
    )  # fmt: skip
    if claim.nil and claim.value != 0:
        wrong.append(_("A statement of nil has the value 0."))
    if claim.splits:
        wrong += why_not_split(Amount.of(claim.value, claim.bound, claim.value_high), claim.splits)
    if wrong:
        raise Refused(*wrong)
    return {
        "world": by.world, "indicator_id": claim.indicator_id, "value": claim.value, "value_high": claim.value_high, "bound": claim.bound,
        "unit": claim.unit, "nil": claim.nil, "happened_from": claim.first, "happened_to": claim.last, "apart": claim.apart,
        "splits": {name: dict(parts) for name, parts in claim.splits.items() if parts}, "recorded_by_id": by.post_id, "recorded_at": timezone.now(),
    }  # fmt: skip


def _figure(claim: Claim, by: Staff) -> Figure:
    return Figure(**_said(claim, by))


def _from(speaker: Speaker, source: Source | None) -> dict[str, Any]:
    """Give who says it and where it stands, by column."""
    said: dict[str, Any] = {"body_id": speaker.body_id, "area_id": speaker.area_id, "province_id": speaker.province_id}
    if source is not None:
        said |= {
            "source_kind": source.kind,
            "source_id": source.row_id,
            "source_start": source.start,
            "source_end": source.end,
        }
    return said


@transaction.atomic
def confirm_figure(*, claim: Claim, speaker: Speaker, by: Staff, source: Source | None = None) -> Figure:
    """Put a claim on record. The same quote confirmed twice is one figure. Errors: NotAllowed, Refused, Stale."""
    _require(Act.CONFIRM, by)
    figure = Figure(**_said(claim, by), **_from(speaker, source))
    _add(figure)
    audit.record(Act.CONFIRM, by=by, details={"figure": str(figure.pk), "indicator": claim.indicator_id})
    return figure


@transaction.atomic
def correct_figure(*, figure: Figure, claim: Claim, by: Staff) -> Figure:
    """Say something else instead; the former claim stays on record. A withdrawn one may be claimed again this way.

    Errors: NotAllowed, Refused; Stale if somebody has corrected or withdrawn it meanwhile.
    """
    _require(Act.CORRECT, by)
    new = _succeeding(_figure(claim, by), figure)
    _add(new)
    facts = {"figure": str(new.pk), "replaces": str(figure.pk), "indicator": claim.indicator_id}
    audit.record(Act.CORRECT, by=by, details=facts)
    return new


@transaction.atomic
def withdraw_figure(*, figure: Figure, by: Staff) -> Figure:
    """Take a claim back; it stays on record with the day on which it was taken back. Errors: as `correct_figure`."""
    _require(Act.WITHDRAW, by)
    if figure.withdrawn:
        raise Stale(_("This figure was taken back already."))
    taken_back = _succeeding(_figure(Claim.of(figure), by), figure)
    taken_back.value, taken_back.value_high, taken_back.nil, taken_back.withdrawn = None, None, False, True
    _add(taken_back)
    audit.record(Act.WITHDRAW, by=by, details={"figure": str(taken_back.pk), "replaces": str(figure.pk)})
    return taken_back


def _succeeding(new: Figure, former: Figure) -> Figure:
    new.body_id, new.area_id, new.province_id = former.body_id, former.area_id, former.province_id
    new.source_kind, new.source_id, new.source_start, new.source_end = (
        former.source_kind,
        former.source_id,
        former.source_start,
        former.source_end,
    )
    new.event = former.event
    new.replaces = former
    return new


def _add(figure: Figure) -> None:
    try:
        with transaction.atomic():
            figure.save(force_insert=True)
    except IntegrityError as taken:
        raise Stale(_("Somebody else has confirmed or corrected this figure meanwhile.")) from taken


@transaction.atomic
def tell_one_event(*, figures: Sequence[Figure], by: Staff) -> UUID:
    """Judge that these figures tell one event: in totals it counts once. Gives the key of the event.

    What each of them says stays; the judgement is a row of its own for each, as a correction is. Errors: NotAllowed; Refused for
    figures of different indicators; Stale if one was corrected meanwhile.
    """
    _require(Act.JUDGE_EVENT, by)
    if len({figure.indicator_id for figure in figures}) != 1 or len(figures) < 2:
        raise Refused(_("Choose two or more figures of one indicator."))
    event = next((figure.event for figure in figures if figure.event), None) or uuid4()
    judged = [_judged(figure, event, by) for figure in figures]
    audit.record(Act.JUDGE_EVENT, by=by, details={"figures": [str(row.pk) for row in judged], "event": str(event)})
    return event


@transaction.atomic
def tell_apart(*, figures: Sequence[Figure], by: Staff) -> None:
    """Judge that each of these figures tells an event of its own: all are added, and not asked about again. Errors: as `tell_one_event`.

    One that is the only telling of its event keeps it; others that tell it as well stay with the first.
    """
    _require(Act.JUDGE_EVENT, by)
    kept: dict[UUID, Figure] = {}
    for figure in figures:
        kept[figure.event if figure.event and figure.event not in kept else uuid4()] = figure
    judged = [_judged(figure, event, by) for event, figure in kept.items()]
    audit.record(
        Act.JUDGE_EVENT,
        by=by,
        details={"figures": [str(row.pk) for row in judged], "events": [str(event) for event in kept]},
    )


def _judged(figure: Figure, event: UUID, by: Staff) -> Figure:
    if figure.event == event:
        return figure
    new = _succeeding(_figure(Claim.of(figure), by), figure)
    new.event = event
    _add(new)
    return new


@transaction.atomic
def confirm_figures(*, said: Sequence[tuple[Claim, Speaker, Source]], by: Staff) -> None:
    """Put many claims on record in one go, with one entry in the log. Errors: as `confirm_figure`, of the first that is wrong."""
    _require(Act.CONFIRM, by)
    _add_all([{"id": uuid4(), **_said(claim, by), **_from(speaker, source)} for claim, speaker, source in said])
    audit.record(Act.CONFIRM, by=by, details={"figures": len(said)})


@transaction.atomic
def withdraw_figures(*, sources: Sequence[UUID], by: Staff) -> None:
    """Take back what stands for these source rows in one go, with one entry in the log. Errors: as `withdraw_figure`."""
    _require(Act.WITHDRAW, by)
    now = timezone.now()
    standing = Figure.objects.filter(source_id__in=sources, replaced_at__isnull=True, withdrawn=False).values(
        "id", *_KEPT
    )
    rows = [
        row | {"id": uuid4(), "replaces_id": row["id"], "recorded_by_id": by.post_id, "recorded_at": now, "withdrawn": True}
        for row in standing
    ]  # fmt: skip
    _add_all(rows)
    audit.record(Act.WITHDRAW, by=by, details={"figures": len(rows)})


# What the row that takes a claim back says as the claim did; the amount is gone.
_KEPT = (
    "world", "province_id", "area_id", "body_id", "indicator_id", "bound", "unit", "apart", "splits", "happened_from", "happened_to",
    "source_kind", "source_id", "source_start", "source_end", "event",
)  # fmt: skip


def _add_all(rows: list[dict[str, Any]]) -> None:
    try:
        with transaction.atomic():
            insert_rows(Figure, rows)
    except IntegrityError as taken:
        raise Stale(_("Somebody else has confirmed or corrected one of these figures meanwhile.")) from taken
