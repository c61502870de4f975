"""Activities and their quantities: recorded, corrected, taken back. Each quantity is a figure of the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.amounts import Stated
from vongtay.common.days import today
from vongtay.indicators.actions import Claim, Source, Speaker, confirm_figure, correct_figure, withdraw_figure
from vongtay.indicators.models import Apart, Figure, SourceKind
from vongtay.papers.actions import store_file
from vongtay.programme.models import Activity, Campaign, Quantity
from vongtay.programme.permissions import RULES, Act, in_province, mandates_of
from vongtay.programme.states.activities import LINES, MODE_OF, Kind, Mode, line_of
from vongtay.programme.states.units import indicator_of


@dataclass(frozen=True)
class Upload:
    """A photo or paper that shows what was done."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Facts:
    """What is said of an activity. `area_id` None: the place that the body serves; `mode` empty: the usual one of the kind.

    body_id: the body that did it; None: our own. Another body's activity is entered from its paper (source_sign, source_on)
    by whoever holds the mandate over its province.
    """

    kind: str
    title: str
    first_on: date
    last_on: date
    area_id: int | None = None
    place: str = ""
    campaign_id: UUID | None = None
    mode: str = ""
    audiences: Sequence[str] = ()
    risks: Sequence[str] = ()
    language: str = ""
    share_percent: int | None = None
    is_repair: bool = False
    received_from: str = ""
    co_organisers: str = ""
    note: str = ""
    body_id: UUID | None = None
    source_sign: str = ""
    source_on: date | None = None
    evidence: Upload | None = None


_AS_TOLD = (
    "kind", "title", "first_on", "last_on", "place", "campaign_id", "language", "share_percent", "is_repair", "received_from", "co_organisers",
    "note", "source_sign", "source_on",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One quantity: which question of the kind it answers (a slot of states.LINES), or which indicator, and how much."""

    slot: str
    indicator_id: str
    stated: Stated

    @classmethod
    def beside(cls, stated: Stated, taken: Sequence["Told"] = ()) -> "Told":
        """Give what was told beside the questions of the kind: its unit says which indicator it is."""
        code = indicator_of(stated.unit)
        again = sum(other.slot.split("#")[0] == code for other in taken)
        return cls(f"{code}#{again + 1}" if again else code, code, stated)

    @classmethod
    def all_of(cls, kind: str, answers: dict[str, Stated], beside: Sequence[Stated] = ()) -> list["Told"]:
        """Give the quantities of an activity from what was written: by slot of the kind, and beside the questions."""
        told = [cls(line.slot, line.indicator, answers[line.slot]) for line in LINES[kind] if line.slot in answers]
        for stated in beside:
            told.append(cls.beside(stated, told))
        return told


@transaction.atomic
def record_activity(*, key: UUID, facts: Facts, told: Sequence[Told], by: Staff) -> Activity:
    """Record an activity with its quantities, perhaps none. The same `key` again gives the one recorded the first time.

    Errors: NotAllowed, Refused.
    """
    if not may(RULES, Act.RECORD_ACTIVITY, by):
        raise NotAllowed(_("Your post enters no activities."))
    if (made := Activity.objects.filter(in_province(by), pk=key).first()) is not None:
        return made
    row = Activity(id=key, world=by.world, entered_by_id=by.post_id)
    _write(row, facts, told, by)
    row.save(force_insert=True)
    for one in told:
        _add(row, one, by)
    audit.record(Act.RECORD_ACTIVITY, by=by, details={"activity": str(key), "kind": row.kind, "quantities": len(told)})
    return row


@transaction.atomic
def correct_activity(
    *, activity: Activity, facts: Facts, told: Sequence[Told], version: int, why: str, by: Staff
) -> Activity:
    """Say something else of an activity; its figures are corrected, added and taken back to match. Errors: Stale, Refused."""
    row = _locked(activity, Act.CORRECT_ACTIVITY, version, by)
    before = (row.area_id, row.body_id, row.kind)
    row.why_changed, row.version, row.entered_by_id = _reason(why), version + 1, by.post_id
    _write(row, facts, told, by)
    row.save()
    _match(row, told, by, keeps=(row.area_id, row.body_id, row.kind) == before)
    details = {"activity": str(row.pk), "version": row.version, "quantities": len(told)}
    audit.record(Act.CORRECT_ACTIVITY, by=by, details=details)
    return row


@transaction.atomic
def take_back_activity(*, activity: Activity, version: int, why: str, by: Staff) -> Activity:
    """Take an activity back with its figures: it was entered wrongly, or twice. It stays on record. Errors: Stale, Refused."""
    row = _locked(activity, Act.TAKE_BACK_ACTIVITY, version, by)
    row.why_changed, row.version, row.withdrawn_at = _reason(why), version + 1, timezone.now()
    row.entered_by_id = by.post_id
    row.save()
    for quantity in _standing(row):
        _withdraw(quantity, by)
    audit.record(Act.TAKE_BACK_ACTIVITY, by=by, details={"activity": str(row.pk), "version": row.version})
    return row


def _locked(activity: Activity, act: Act, version: int, by: Staff) -> Activity:
    if not may(RULES, act, by, activity):
        raise NotAllowed(_("Your post may not change this activity: another body did it."))
    row = Activity.objects.select_for_update(of=("self",)).get(in_province(by), pk=activity.pk)
    if row.version != version:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    if row.withdrawn_at is not None:
        raise Refused(_("This activity was taken back."))
    return row


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused(_("Say why."))
    return why.strip()


def _write(row: Activity, facts: Facts, told: Sequence[Told], by: Staff) -> None:
    """Put the facts into the row, with what follows from the body that did it. Errors: Refused, NotAllowed."""
    body = _body(facts, by)
    reasons = _why_not(facts, told, by)
    if reasons:
        raise Refused(*reasons)
    for name in _AS_TOLD:
        value: Any = getattr(facts, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.body_id, row.province_id = body.pk, body.province_id
    row.area_id = _area(facts, body)
    row.mode = facts.mode or MODE_OF.get(facts.kind, Mode.COMMUNITY)
    row.audiences, row.risks = list(facts.audiences), list(facts.risks)
    try:
        row.clean_fields(
            exclude=[
                "id",
                "entered_by",
                "body",
                "area",
                "province",
                "campaign",
                "evidence",
                "recorded_at",
                "withdrawn_at",
            ]
        )
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    if facts.evidence:
        row.evidence = store_file(content=facts.evidence.content, name=facts.evidence.name, by=by)


def _body(facts: Facts, by: Staff) -> Body:
    """Give the body that did it. Errors: NotAllowed for another body outside the mandate, Refused without its paper."""
    body = Body.objects.get(pk=facts.body_id or by.body_id)
    if body.pk == by.body_id:
        return body
    if body.province_id not in mandates_of(by):
        raise NotAllowed(_("Your body speaks for itself alone: the other body enters its own activities."))
    if not facts.source_sign.strip() or facts.source_on is None:
        raise Refused(_("Give the number and date of the paper from which another body's activity is entered."))
    return body


def _area(facts: Facts, body: Body) -> int:
    area = facts.area_id or body.place_id
    place = Place.objects.get(pk=area)
    if (place.province_id or place.pk) != body.province_id:
        raise Refused(_("The place lies outside the province of the body."))
    return area


def _why_not(facts: Facts, told: Sequence[Told], by: Staff) -> list[str]:
    reasons = []
    if facts.kind not in Kind.values:
        reasons.append(_("Choose what kind of activity it was."))
    if not facts.title.strip():
        reasons.append(_("Say in a few words what was done."))
    if facts.first_on > today():
        reasons.append(_("The day lies in the future: an activity is entered once it was done."))
    if len({one.slot for one in told}) != len(told):
        reasons.append(_("The same quantity stands here twice."))
    if facts.campaign_id and not Campaign.objects.filter(in_province(by), pk=facts.campaign_id).exists():
        reasons.append(_("This campaign is not one of the province."))
    return reasons


def claim_of(kind: str, days: tuple[date, date], one: Told, *, is_received: bool = False) -> Claim:
    """Give what a quantity of an activity of this kind, done in these days, says as a figure."""
    line, stated = line_of(kind, one.slot), one.stated
    return Claim(
        one.indicator_id, stated.value, *days, stated.unit or (line.unit if line else ""), stated.high, stated.bound,
        stated.nil, Apart.RECEIVED if is_received else "",
    )  # fmt: skip


def _claim(row: Activity, one: Told) -> Claim:
    return claim_of(row.kind, (row.first_on, row.last_on), one, is_received=row.is_received)


def source_kind_of(kind: str) -> str:
    """Give what the figures of a kind of activity name as their source."""
    return SourceKind.COURSE if kind == Kind.COURSE else SourceKind.ACTIVITY


def _add(row: Activity, one: Told, by: Staff) -> None:
    claim, key, kind = _claim(row, one), uuid4(), source_kind_of(row.kind)
    speaker = Speaker(row.body_id, row.area_id, row.province_id)
    confirm_figure(claim=claim, speaker=speaker, by=by, source=Source(key, kind=kind))
    quantity = Quantity(id=key, activity=row, slot=one.slot)
    _fill(quantity, claim)
    quantity.save(force_insert=True)


def _fill(quantity: Quantity, claim: Claim) -> None:
    quantity.indicator_id, quantity.value, quantity.value_high = claim.indicator_id, claim.value, claim.value_high
    quantity.bound, quantity.unit, quantity.nil = claim.bound, claim.unit, claim.nil


def _standing(row: Activity) -> list[Quantity]:
    return list(row.quantities.filter(withdrawn=False).order_by("slot"))


def _figure(quantity: Quantity) -> Figure:
    """Give the claim that stands for a quantity now; whoever adds up may have judged it since."""
    return Figure.objects.get(source_id=quantity.pk, replaced_at__isnull=True)


def _match(row: Activity, told: Sequence[Told], by: Staff, *, keeps: bool) -> None:
    """Bring the quantities to what is told now. `keeps` is false where the claims speak of another body, place or kind."""
    wanted = {one.slot: one for one in told}
    for quantity in _standing(row):
        one = wanted.pop(quantity.slot, None) if keeps else None
        if one is None:
            _withdraw(quantity, by)
            continue
        figure = _figure(quantity)
        claim = _still_split(_claim(row, one), figure)
        if claim != Claim.of(figure):
            correct_figure(figure=figure, claim=claim, by=by)
            _fill(quantity, claim)
            quantity.save()
    for one in wanted.values():
        _add(row, one, by)


def _still_split(claim: Claim, figure: Figure) -> Claim:
    """Keep what was told by sex and age as long as the amount is the same; of another amount nobody has told it."""
    same = (claim.value, claim.value_high, claim.bound) == (figure.value, figure.value_high, figure.bound)
    return replace(claim, splits=figure.splits) if same else claim


def _withdraw(quantity: Quantity, by: Staff) -> None:
    withdraw_figure(figure=_figure(quantity), by=by)
    quantity.withdrawn = True
    quantity.save()
