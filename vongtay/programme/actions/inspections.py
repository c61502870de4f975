"""Inspections with what they counted, each quantity a figure: entered, corrected, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import today
from vongtay.indicators import actions as indicators
from vongtay.indicators.models import Figure, SourceKind
from vongtay.programme.models import Inspection, InspectionCount, InspectionPlan, InspectionTeam, Penalty
from vongtay.programme.permissions import Act
from vongtay.programme.told import Quantity
from vongtay.programme.writing import locked, own, require, write_row

COUNTED = ("insp.team", "insp.site", "insp.violation")


@dataclass(frozen=True)
class Held:
    """An inspection. `led_by`: another body, from whose paper it is entered."""

    kind: str
    held_on: date
    area: Place
    topic: str
    held_to: date | None = None
    team: InspectionTeam | None = None
    planned: InspectionPlan | None = None
    led_by: Body | None = None
    source_sign: str = ""
    source_on: date | None = None


@dataclass(frozen=True)
class Counted:
    """One quantity as told."""

    indicator_id: str
    quantity: Quantity
    unit: str


@transaction.atomic
def enter_inspection(*, key: UUID, held: Held, counts: Sequence[Counted], by: Staff) -> Inspection:
    """Enter an inspection and make a figure of each quantity told. The same `key` again enters nothing. Errors: Refused."""
    require(Act.ENTER_INSPECTION, by)
    if (made := Inspection.objects.filter(pk=key).first()) is not None:
        return made
    row = Inspection(id=key, kind=held.kind, area=held.area, **own(by))
    row.bodies = [by.body_id]
    if held.team is not None:
        seats = held.team.seats.values_list("seat_body_id", flat=True)
        row.bodies = [by.body_id, *sorted(set(seats) - {by.body_id})]
    _fill(row, held)
    write_row(row, new=True)
    for counted in counts:
        _count(row, counted, by)
    audit.record(Act.ENTER_INSPECTION, by=by, details={"inspection": str(key), "counts": len(counts)})
    return row


def _fill(row: Inspection, held: Held) -> None:
    reasons = [_("The day lies in the future.")] if (held.held_to or held.held_on) > today() else []
    if not held.topic.strip():
        reasons.append(_("Say what the inspection looked at."))
    if reasons:
        raise Refused(*reasons)
    row.held_on, row.held_to, row.topic = held.held_on, held.held_to, held.topic.strip()
    row.team, row.planned = held.team, held.planned
    row.led_by = held.led_by if held.led_by and held.led_by.id != row.body_id else None
    row.source_sign, row.source_on = held.source_sign.strip(), held.source_on


def _claim(row: Inspection, counted: Counted) -> indicators.Claim:
    told = counted.quantity
    return indicators.Claim(
        counted.indicator_id, Decimal(told.value), row.held_on, row.held_to or row.held_on, counted.unit,
        None if told.high is None else Decimal(told.high), told.bound, nil=told.value == 0 and told.high is None,
    )  # fmt: skip


def _count(row: Inspection, counted: Counted, by: Staff) -> None:
    told = counted.quantity
    InspectionCount.objects.create(
        inspection=row, indicator_id=counted.indicator_id, value=told.value, value_high=told.high, bound=told.bound, unit=counted.unit
    )  # fmt: skip
    speaker = indicators.Speaker(row.body_id, row.area_id, row.province_id)
    source = indicators.Source(row.pk, kind=SourceKind.INSPECTION)
    indicators.confirm_figure(claim=_claim(row, counted), speaker=speaker, by=by, source=source)


def _standing(row_id: UUID) -> dict[str, Figure]:
    """Give the figures made from a row that nothing has replaced, by indicator; one taken back among them."""
    figures = Figure.objects.filter(source_kind=SourceKind.INSPECTION, source_id=row_id, replaced_by=None)
    return {figure.indicator_id: figure for figure in figures}


@transaction.atomic
def correct_inspection(
    *, inspection: Inspection, held: Held, counts: Sequence[Counted], version: int, by: Staff
) -> Inspection:
    """Correct an inspection; figures that change are corrected, a quantity no longer told is taken back. Its place and kind stand.

    Errors: Stale, WrongState, Refused.
    """
    require(Act.CORRECT_INSPECTION, by, inspection)
    row = locked(Inspection, inspection.pk, version)
    _require_standing(row)
    days = (row.held_on, row.held_to)
    _fill(row, held)
    write_row(row)
    figures = _standing(row.pk)
    told = {counted.indicator_id: counted for counted in counts}
    for indicator_id in COUNTED:
        former, counted = figures.get(indicator_id), told.get(indicator_id)
        if counted is not None:
            _recount(row, counted, former, by, is_moved=days != (row.held_on, row.held_to))
        elif former is not None and not former.withdrawn:
            InspectionCount.objects.filter(inspection=row, indicator_id=indicator_id).update(is_told=False)
            indicators.withdraw_figure(figure=former, by=by)
    audit.record(Act.CORRECT_INSPECTION, by=by, details={"inspection": str(row.pk)})
    return row


def _recount(row: Inspection, counted: Counted, former: Figure | None, by: Staff, *, is_moved: bool) -> None:
    if former is None:
        _count(row, counted, by)
        return
    told = counted.quantity
    values = {"value": told.value, "value_high": told.high, "bound": told.bound, "unit": counted.unit, "is_told": True}
    same = InspectionCount.objects.filter(inspection=row, indicator_id=counted.indicator_id, **values).exists()
    if same and not is_moved and not former.withdrawn:
        return
    InspectionCount.objects.filter(inspection=row, indicator_id=counted.indicator_id).update(**values)
    indicators.correct_figure(figure=former, claim=_claim(row, counted), by=by)


def _require_standing(row: Inspection) -> None:
    if row.withdrawn_at:
        raise WrongState(_("This inspection was taken back."))


@transaction.atomic
def withdraw_inspection(*, inspection: Inspection, reason: str, version: int, by: Staff) -> Inspection:
    """Take back an inspection that was entered wrongly, with its figures. Cases that it opened stand by themselves.

    Errors: Stale, WrongState; Refused without a reason, or while a penalty of it stands.
    """
    require(Act.CORRECT_INSPECTION, by, inspection)
    row = locked(Inspection, inspection.pk, version)
    _require_standing(row)
    if Penalty.objects.filter(finding__visit__inspection=row, withdrawn_at=None).exists():
        raise Refused(_("A decision stands in this inspection: take that back first."))
    row.withdrawn_at, row.withdraw_reason = timezone.now(), reason.strip()
    write_row(row)
    for figure in _standing(row.pk).values():
        if not figure.withdrawn:
            indicators.withdraw_figure(figure=figure, by=by)
    audit.record("programme.withdraw_inspection", by=by, details={"inspection": str(row.pk)})
    return row
